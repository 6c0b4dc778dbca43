/** Orders that give a 条 款 项 目 章 a new content, divide it, or take it away. */
import type { ArticleNumber } from '../text/article.js';
import { headingMark } from '../text/marks.js';
import { closeBlanks } from '../text/normalise.js';
import { formatNumeral } from '../text/numeral.js';
import { readBody, readItems } from './body.js';
import type { Place } from './operations.js';
import { firstProblem, linesOf, missing, nameOf, noText, type Order, preambleIndex, sentenceSpan } from './problems.js';
import type { Quoted } from './quotes.js';
import { newWords, plain, splice } from './words.js';
import {
  articleAt,
  headingAt,
  isUnder,
  itemAt,
  newItem,
  newParagraph,
  paragraphAt,
  textsAt,
  type Work,
  type WorkArticle,
  type WorkParagraph,
} from './work.js';

export function replace(work: Work, o: Order<'replace'>): string | null {
  const first = o.at[0];
  if (!first) return '指令没有写明修改哪一条；请核对决定文本。';
  if (o.text.length === 0) return noText;
  if (o.at.length > 1 && o.at.length === o.text.length) {
    return firstProblem(o.at.map((place, k) => replace(work, { ...o, at: [place], text: o.text.slice(k, k + 1) })));
  }
  if (first.kind === 'title') {
    work.title = linesOf(o.text).join('');
    return null;
  }
  if (first.kind === 'preamble') return replacePreamble(work, first, linesOf(o.text));
  if (first.kind === 'heading')
    return o.text.length === 1 && o.text[0] ? rename(work, first, o.text[0]) : '整章修改请在整理稿上人工办理。';
  if (first.kind === 'annex') return replaceAnnex(work, first, linesOf(o.text));
  if (first.kind === 'law') return '指令没有写明修改哪一条；请核对决定文本。';
  const article = articleAt(work, first);
  if (!article) return missing(first);
  if (first.sentence !== null) return replaceSentence(work, first, linesOf(o.text).join(''));
  if (first.subitem !== null) {
    const texts = textsAt(work, first);
    if (!texts?.[0]) return missing(first);
    texts[0].text = newWords(
      linesOf(o.text)
        .join('')
        .replace(/^\d{1,2}[.．、]\s*/u, ''),
    );
    return null;
  }
  if (first.item !== null) return replaceItems(work, o, article);
  return first.paragraph !== null ? replaceParagraphs(work, o, article) : replaceArticles(work, o, article);
}

function replaceArticles(work: Work, o: Order<'replace'>, first: WorkArticle): string | null {
  const body = readBody(o.text);
  if (o.at.length === 1 && body.articles.length <= 1) {
    setContent(first, body.paragraphs.map(newParagraph), body.caption);
    return null;
  }
  const targets = o.at.map((place) => articleAt(work, place));
  if (targets.some((a) => a === null)) return missing(o.at[targets.indexOf(null)] ?? (o.at[0] as Place));
  if (body.articles.length === targets.length) {
    targets.forEach((a, k) => {
      const next = body.articles[k];
      if (a && next) setContent(a, next.paragraphs.map(newParagraph), next.caption);
    });
    return null;
  }
  if (o.at.length === 1) {
    return split(work, { op: 'split', from: o.at, unit: 'article', count: body.articles.length, to: [], text: o.text });
  }
  return `引号内有${Math.max(1, body.articles.length)}条文字，指令写的是${o.at.length}条；请核对后人工修改。`;
}

/** The whole content, article kept; the 款 count on from the old ones so that later instructions still find 第N款. */
export function setContent(article: WorkArticle, paragraphs: WorkParagraph[], caption: string | null): void {
  const home = article.old;
  paragraphs.forEach((p, k) => {
    p.old = k + 1;
    p.home = home;
  });
  article.paragraphs = paragraphs;
  if (caption !== null) article.caption = caption;
}

export function replaceParagraphs(work: Work, o: Order<'replace'>, article: WorkArticle): string | null {
  const olds = o.at.map((place) => (articleAt(work, place) === article ? paragraphAt(article, place) : null));
  const gap = olds.indexOf(null);
  const absent = o.at[gap];
  if (absent) return missing(absent);
  const targets = olds.filter((p) => p !== null);
  const next = readBody(o.text).paragraphs.map(newParagraph);
  const [head] = next;
  const first = targets[0];
  if (!first || !head) return noText;
  if (
    targets.length === 1 &&
    next.length === 1 &&
    head.items.length === 0 &&
    first.items.length > 0 &&
    /[：:]$/u.test(plain(head.text))
  ) {
    first.text = head.text;
    return null;
  }
  next.forEach((p, k) => {
    const from = targets[Math.min(k, targets.length - 1)];
    if (k < targets.length && from) [p.old, p.home, p.to] = [from.old, from.home, from.to];
  });
  const at = article.paragraphs.indexOf(first);
  article.paragraphs = article.paragraphs.filter((p) => !targets.includes(p));
  article.paragraphs.splice(at, 0, ...next);
  return null;
}

export function replaceItems(work: Work, o: Order<'replace'>, article: WorkArticle): string | null {
  const first = o.at[0];
  const paragraph = first ? paragraphAt(article, first) : null;
  const olds = o.at.map((place) => (articleAt(work, place) === article ? itemAt(article, place) : null));
  const absent = o.at[olds.indexOf(null)];
  if (absent) return missing(absent);
  const next = readItems(o.text).map(newItem);
  const targets = olds.filter((item) => item !== null);
  const at = targets[0] && paragraph ? paragraph.items.indexOf(targets[0]) : -1;
  if (!paragraph || at < 0 || next.length === 0) return noText;
  next.forEach((item, k) => {
    item.old = targets[k]?.old ?? null;
    item.to = targets[k]?.to ?? null;
    if (item.label === '') item.label = targets[k]?.label ?? '';
  });
  paragraph.items = paragraph.items.filter((item) => !targets.includes(item));
  paragraph.items.splice(at, 0, ...next);
  paragraph.listChanged = true;
  return null;
}

function replacePreamble(work: Work, place: Place, lines: string[]): string | null {
  if (work.preamble.length === 0) return '现行文本第一条之前没有引言；请核对文本。';
  if (place.paragraph === null) {
    const mark = /^(?:序\s*言|前\s*言|引\s*言)$/u.test(work.preamble[0] ?? '') ? work.preamble.slice(0, 1) : [];
    work.preamble = [...mark, ...lines];
    return null;
  }
  const at = preambleIndex(work, place.paragraph);
  if (at < 0) return missing(place);
  work.preamble.splice(at, 1, ...lines);
  return null;
}

function replaceAnnex(work: Work, place: Place, lines: string[]): string | null {
  const annex = work.annexes.find((a) => place.annex === null || a.number.number === place.annex);
  if (!annex) return missing(place);
  annex.paragraphs = lines.map((text) => newParagraph({ text, items: [] }));
  return null;
}

function replaceSentence(work: Work, place: Place, text: string): string | null {
  const target = textsAt(work, { ...place, sentence: null })?.[0];
  const span = target ? sentenceSpan(plain(target.text), place.sentence ?? 1) : null;
  if (!target || !span) return missing(place);
  target.text = splice(target.text, span.start, span.end, newWords(/[。；]$/u.test(text) ? text : `${text}。`));
  return null;
}

export function rename(work: Work, place: Place, text: Quoted): string | null {
  const heading = headingAt(work, place);
  if (!heading) return missing(place);
  const written = text.lines.map((line) => line.text).join('');
  const mark = headingMark(written);
  heading.title = closeBlanks(mark && mark.label !== '' ? mark.title : written);
  return null;
}

export function split(work: Work, o: Order<'split'>): string | null {
  const first = o.from[0];
  const article = first ? articleAt(work, first) : null;
  if (!first || !article) return first ? missing(first) : noText;
  if (o.text.length === 0) return `“${nameOf(first)}分为${formatNumeral(o.count)}”没有给出分开以后的文字；请人工修改。`;
  if (o.unit === 'item') return replaceItems(work, { op: 'replace', at: o.from, text: o.text }, article);
  if (o.unit === 'paragraph') {
    const whole = first.paragraph === null;
    const before = new Set(article.paragraphs);
    const problem = replace(work, { op: 'replace', at: whole ? [{ ...first, item: null }] : o.from, text: o.text });
    if (problem !== null || whole) return problem;
    const made = article.paragraphs.filter((p) => !before.has(p));
    if (o.to.length === made.length)
      made.forEach((p, k) => {
        p.to = o.to[k]?.paragraph ?? null;
      });
    return null;
  }
  return splitArticle(work, o, first, article);
}

function splitArticle(work: Work, o: Order<'split'>, first: Place, article: WorkArticle): string | null {
  const body = readBody(o.text);
  const parts =
    body.articles.length > 0
      ? body.articles.map((a) => ({
          number: { number: a.number, sub: a.sub },
          paragraphs: a.paragraphs,
          caption: a.caption,
        }))
      : o.text.length === o.count
        ? o.text.map((q) => ({ number: null, ...readBody([q]) }))
        : body.paragraphs.length === o.count
          ? body.paragraphs.map((p) => ({ number: null, paragraphs: [p], caption: null }))
          : null;
  if (!parts) return `引号内的文字分不出${formatNumeral(o.count)}条；请人工修改。`;
  const partial = first.paragraph !== null;
  if (partial) for (const place of o.from) remove(work, place);
  parts.forEach((part, k) => {
    const to = o.to[k]?.article ?? part.number;
    const paragraphs = part.paragraphs.map(newParagraph);
    if (k === 0 && !partial) {
      setContent(article, paragraphs, part.caption);
      article.to = to;
      article.stated = true;
      return;
    }
    const made = emptyArticle(article, paragraphs, to);
    made.origins = [...article.origins];
    made.caption = part.caption;
    work.articles.splice(work.articles.indexOf(article) + (partial ? k + 1 : k), 0, made);
  });
  if (partial && article.paragraphs.length === 0) removeArticle(work, article, 'split');
  return null;
}

export function emptyArticle(
  like: WorkArticle | null,
  paragraphs: WorkParagraph[],
  to: ArticleNumber | null,
): WorkArticle {
  return {
    kind: like?.kind ?? 'article',
    old: null,
    origins: [],
    label: '',
    number: to ?? { number: 0, sub: 0 },
    to,
    caption: null,
    paragraphs,
    heading: like?.heading ?? null,
    headingStated: false,
    after: null,
    stated: true,
  };
}

export function removeArticle(work: Work, article: WorkArticle, why: 'deleted' | 'merged' | 'split'): void {
  work.articles = work.articles.filter((a) => a !== article);
  if (article.old !== null) work.gone.set(article.old, why);
}

/** Deletes a 条 款 项 目, 章 or annex. */
export function remove(work: Work, place: Place): string | null {
  if (place.kind === 'annex') {
    const before = work.annexes.length;
    work.annexes = work.annexes.filter((a) => place.annex !== null && a.number.number !== place.annex);
    return work.annexes.length < before ? null : missing(place);
  }
  if (place.kind === 'heading') {
    const heading = headingAt(work, place);
    if (!heading) return missing(place);
    for (const a of work.articles.filter((x) => isUnder(x.heading, heading))) removeArticle(work, a, 'deleted');
    work.headings = work.headings.filter((h) => !isUnder(h, heading));
    return null;
  }
  if (place.kind === 'preamble') {
    const at = place.paragraph === null ? 0 : preambleIndex(work, place.paragraph);
    if (at < 0 || work.preamble.length === 0) return missing(place);
    work.preamble.splice(at, place.paragraph === null ? work.preamble.length : 1);
    return null;
  }
  const article = articleAt(work, place);
  if (!article) return missing(place);
  if (place.sentence !== null) {
    const target = textsAt(work, { ...place, sentence: null })?.[0];
    const span = target ? sentenceSpan(plain(target.text), place.sentence) : null;
    if (!target || !span) return missing(place);
    target.text = splice(target.text, span.start, span.end, []);
    return null;
  }
  if (place.paragraph === null && place.item === null) {
    removeArticle(work, article, 'deleted');
    return null;
  }
  const paragraph = paragraphAt(article, place);
  if (!paragraph) return missing(place);
  if (place.item === null) {
    article.paragraphs = article.paragraphs.filter((p) => p !== paragraph);
    return null;
  }
  const item = itemAt(article, place);
  if (!item) return missing(place);
  if (place.subitem !== null) {
    const before = item.subitems.length;
    item.subitems = item.subitems.filter((s) => s.old !== place.subitem);
    return item.subitems.length < before ? null : missing(place);
  }
  paragraph.items = paragraph.items.filter((x) => x !== item);
  paragraph.listChanged = true;
  return null;
}
