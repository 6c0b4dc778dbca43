/** Orders that give a 条 款 项 目 章 a new content, divide it, or take it away. */
import { headingMark } from '../text/marks.js';
import { closeBlanks, foldForm } from '../text/normalise.js';
import { readBody, readItems } from './body.js';
import { setContent } from './content.js';
import { touch, touchHeading } from './journal.js';
import type { Place } from './operations.js';
import {
  firstProblem,
  linesOf,
  missing,
  nameOf,
  noText,
  type Order,
  preambleIndex,
  sentenceHome,
  sameNumber,
  sentenceSpan,
} from './problems.js';
import type { Quoted } from './quotes.js';
import { splitArticle } from './split-article.js';
import { replaceStretch } from './stretch.js';
import { newWords, plain, splice } from './words.js';
import {
  articleAt,
  headingAt,
  itemAt,
  newItem,
  newParagraph,
  paragraphAt,
  textsAt,
  type Work,
  type WorkArticle,
} from './work.js';

export function replace(work: Work, o: Order<'replace'>): string | null {
  const first = o.at[0];
  if (!first) return '指令没有写明修改哪一条；请核对决定文本。';
  if (o.text.length === 0) return noText;
  if (o.at.length > 1 && o.at.length === o.text.length) {
    return firstProblem(o.at.map((place, k) => replace(work, { ...o, at: [place], text: o.text.slice(k, k + 1) })));
  }
  if (o.at.length > 1 && !o.at.every((place) => sameLevel(place, first)))
    return `指令写了${o.at.length}处，引号内的新文字有${o.text.length}处，对应不上；请人工修改。`;
  if (first.kind === 'title') {
    work.title = linesOf(o.text).join('');
    return null;
  }
  if (first.kind === 'preamble') return replacePreamble(work, first, linesOf(o.text));
  if (first.kind === 'heading') return replaceHeading(work, first, o.text);
  if (first.kind === 'annex') return replaceAnnex(work, first, linesOf(o.text));
  if (first.kind === 'law') return '指令没有写明修改哪一条；请核对决定文本。';
  const article = articleAt(work, first);
  if (!article) return missing(work, first);
  if (first.stretch !== null) return replaceStretch(work, first, linesOf(o.text).join(''));
  if (first.sentence !== null) return replaceSentence(work, first, linesOf(o.text).join(''));
  if (first.subitem !== null) {
    const texts = textsAt(work, first);
    if (!texts?.[0]) return missing(work, first);
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

/** Whether one new text can be meant for two places: articles, or the 款 or 项 of one article. */
function sameLevel(a: Place, b: Place): boolean {
  if (a.stretch !== null || b.stretch !== null) return false;
  if (a.kind !== 'article' || b.kind !== 'article' || a.sentence !== null || a.subitem !== null) return false;
  if (b.sentence !== null || b.subitem !== null || (a.item === null) !== (b.item === null)) return false;
  if ((a.paragraph === null) !== (b.paragraph === null)) return false;
  const whole = a.paragraph === null && a.item === null;
  return whole || (sameNumber(a.article, b.article) && (a.item === null || a.paragraph === b.paragraph));
}

/** 第二章修改为“第二章　保护和利用”: its title; a whole chapter is more than that. */
function replaceHeading(work: Work, place: Place, text: readonly Quoted[]): string | null {
  const lines = linesOf(text);
  const [line] = lines;
  const [quote] = text;
  if (!quote || line === undefined || lines.length > 1 || /[。；：]$/u.test(line))
    return '整章修改还不能自动办理；请在整理稿上人工修改。';
  return rename(work, place, quote);
}

const unreadable = '引号内的文字读不成条文的内容；请核对决定文本，或者在整理稿上人工修改。';

function replaceArticles(work: Work, o: Order<'replace'>, first: WorkArticle): string | null {
  const body = readBody(o.text);
  if (body.headings.length > 0 || body.paragraphs.length === 0) return unreadable;
  if (o.at.length === 1 && body.articles.length <= 1) {
    setContent(first, body.paragraphs.map(newParagraph), body.caption);
    return null;
  }
  const targets = o.at.map((place) => articleAt(work, place));
  if (targets.some((a) => a === null)) return missing(work, o.at[targets.indexOf(null)] ?? (o.at[0] as Place));
  if (body.articles.length === targets.length) {
    targets.forEach((a, k) => {
      const next = body.articles[k];
      if (a && next) setContent(a, next.paragraphs.map(newParagraph), next.caption);
    });
    return null;
  }
  if (o.at.length === 1) {
    const { length: count } = body.articles;
    return splitArticle(work, { op: 'split', from: o.at, unit: 'article', count, to: [], text: o.text }, first);
  }
  return `引号内有${Math.max(1, body.articles.length)}条文字，指令写的是${o.at.length}条；请核对后人工修改。`;
}

export function replaceParagraphs(work: Work, o: Order<'replace'>, article: WorkArticle): string | null {
  const olds = o.at.map((place) => (articleAt(work, place) === article ? paragraphAt(article, place) : null));
  const gap = olds.indexOf(null);
  const absent = o.at[gap];
  if (absent) return missing(work, absent);
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
  if (next.length === targets.length) {
    article.paragraphs = article.paragraphs.map((p) => next[targets.indexOf(p)] ?? p);
    return null;
  }
  if (!neighbours(article.paragraphs, targets))
    return `指令写了${targets.length}款，引号内有${next.length}款，对应不上；请人工修改。`;
  article.paragraphs = article.paragraphs.filter((p) => !targets.includes(p));
  article.paragraphs.splice(at, 0, ...next);
  return null;
}

const neighbours = <T>(list: readonly T[], some: readonly T[]): boolean =>
  some.every((x, k) => k === 0 || list.indexOf(x) === list.indexOf(some[k - 1] as T) + 1);

export function replaceItems(work: Work, o: Order<'replace'>, article: WorkArticle): string | null {
  const first = o.at[0];
  const paragraph = first ? paragraphAt(article, first) : null;
  const olds = o.at.map((place) => (articleAt(work, place) === article ? itemAt(article, place) : null));
  const absent = o.at[olds.indexOf(null)];
  if (absent) return missing(work, absent);
  const next = readItems(o.text).map(newItem);
  const targets = olds.filter((item) => item !== null);
  const at = targets[0] && paragraph ? paragraph.items.indexOf(targets[0]) : -1;
  if (!paragraph || at < 0 || next.length === 0) return noText;
  if (next.length !== targets.length && !neighbours(paragraph.items, targets))
    return `指令写了${targets.length}项，引号内有${next.length}项，对应不上；请人工修改。`;
  if (targets.some((item) => !paragraph.items.includes(item)))
    return '指令写的各项不在同一款里；请在整理稿上人工修改。';
  next.forEach((item, k) => {
    item.old = targets[k]?.old ?? null;
    item.to = targets[k]?.to ?? null;
    if (item.label === '') item.label = targets[k]?.label ?? '';
  });
  paragraph.items =
    next.length === targets.length
      ? paragraph.items.map((item) => next[targets.indexOf(item)] ?? item)
      : paragraph.items.filter((item) => !targets.includes(item)).toSpliced(at, 0, ...next);
  paragraph.listChanged = true;
  return null;
}

function replacePreamble(work: Work, place: Place, lines: string[]): string | null {
  if (work.preamble.length === 0) return '被修改的文本第一条之前没有引言；请核对文本。';
  if (place.paragraph === null) {
    const mark = /^(?:序\s*言|前\s*言|引\s*言)$/u.test(work.preamble[0] ?? '') ? work.preamble.slice(0, 1) : [];
    work.preamble = [...mark, ...lines];
    return null;
  }
  const at = preambleIndex(work, place.paragraph);
  if (at < 0) return missing(work, place);
  work.preamble = work.preamble.toSpliced(at, 1, ...lines);
  return null;
}

function replaceAnnex(work: Work, place: Place, lines: string[]): string | null {
  const annex = work.annexes.find((a) => place.annex === null || a.number.number === place.annex);
  if (!annex) return missing(work, place);
  touch(work, annex);
  annex.paragraphs = lines.map((text) => newParagraph({ text, items: [] }));
  return null;
}

function replaceSentence(work: Work, place: Place, text: string): string | null {
  const which = place.sentence ?? 1;
  const target = sentenceHome(textsAt(work, { ...place, sentence: null }) ?? [], which)[0];
  const span = target ? sentenceSpan(plain(target.text), which) : null;
  if (!target || !span) return missing(work, place);
  target.text = splice(target.text, span.start, span.end, newWords(/[。；]$/u.test(text) ? text : `${text}。`));
  return null;
}

/** @param from the title that the decision says it has */
export function rename(work: Work, place: Place, text: Quoted, from: string | null = null): string | null {
  const heading = headingAt(work, place);
  if (!heading) return missing(work, place);
  const bare = (s: string): string => foldForm(headingMark(s)?.title || s);
  if (from !== null && bare(from) !== foldForm(heading.title))
    return `${nameOf(place)}的标题不是“${from}”；请核对引文，或者在整理稿上人工修改。`;
  touchHeading(work, heading);
  const whole = text.lines.map((line) => line.text).join('');
  const numbered = !heading.label.startsWith('第') && heading.label !== '' && whole.startsWith(heading.label);
  const written = numbered ? whole.slice(heading.label.length) : whole;
  const mark = headingMark(written);
  heading.title = closeBlanks(mark && mark.label !== '' ? mark.title : written);
  return null;
}
