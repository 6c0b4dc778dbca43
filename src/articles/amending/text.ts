/** Orders about words inside the text: replaced, deleted, put beside others, added at the end. */
import { headingMark, itemMark } from '../text/marks.js';
import { closeBlanks } from '../text/normalise.js';
import type { Place } from './operations.js';
import { firstProblem, missing, noText, notFound, type Order, preambleIndex } from './problems.js';
import { deleteWords, insertBeside, newWords, occurrences, plain, replaceTogether, splice } from './words.js';
import { articleAt, textsAt, type Work, type WorkText } from './work.js';

/** The same change to every piece of text of every place; a place in which nothing is found is reported. */
function everywhere(
  work: Work,
  at: readonly Place[],
  words: string,
  change: (text: WorkText) => boolean,
): string | null {
  for (const place of at) {
    if (place.kind === 'title') {
      const title: WorkText = { text: newWords(work.title) };
      if (!change(title)) return notFound(place, words);
      work.title = plain(title.text);
      continue;
    }
    if (place.kind === 'preamble') {
      let hit = false;
      work.preamble = work.preamble.map((line, k) => {
        if (place.paragraph !== null && k !== preambleIndex(work, place.paragraph)) return line;
        const text: WorkText = { text: newWords(line) };
        if (change(text)) hit = true;
        return plain(text.text);
      });
      if (!hit) return notFound(place, words);
      continue;
    }
    const texts = textsAt(work, place);
    if (!texts) return missing(place);
    if (texts.filter((text) => change(text)).length === 0) return notFound(place, words);
  }
  return null;
}

export function wordsReplaced(work: Work, o: Order<'replaceWords'>): string | null {
  const { from, to } = o;
  if (from.length === 0 || to.length === 0 || (from.length !== to.length && to.length !== 1)) {
    return `被修改的词有${from.length}个，新词有${to.length}个，对应不上；请人工修改。`;
  }
  if (o.at[0]?.kind === 'heading' && o.at[0].heading === null) return renameByTitle(work, from[0] ?? '', to[0] ?? '');
  const pairs = from.map((word, k) => ({ from: word, to: to.length === 1 ? (to[0] ?? '') : (to[k] ?? '') }));
  const found = pairs.map(() => false);
  const whole = o.at[0]?.kind === 'law';
  const problem = everywhere(work, o.at, from[0] ?? '', (text) => {
    const changed = replaceTogether(
      text.text,
      pairs.map((p) => p),
    );
    text.text = changed.wording;
    changed.found.forEach((hit, k) => {
      found[k] = (found[k] ?? false) || hit;
    });
    return changed.found.includes(true);
  });
  if (whole) {
    for (const h of work.headings) for (const p of pairs) if (p.from !== '') h.title = h.title.replaceAll(p.from, p.to);
  }
  const lost = found.indexOf(false);
  return problem !== null && pairs.length > 1 && o.at.length === 1 && found.includes(true)
    ? notFound(o.at[0] as Place, from[lost] ?? '')
    : (problem ?? (lost >= 0 ? notFound(o.at[0] as Place, from[lost] ?? '') : null));
}

export function wordsDeleted(work: Work, o: Order<'deleteWords'>): string | null {
  return (
    firstProblem(
      o.words.map((words) =>
        everywhere(work, o.at, words, (text) => {
          const next = deleteWords(text.text, words) ?? deleteWords(text.text, itemMark(words)?.rest ?? '');
          if (next) text.text = next;
          return next !== null;
        }),
      ),
    ) ?? dropEmptied(work)
  );
}

/** A 款 or 项 of which every word was deleted is gone itself. */
function dropEmptied(work: Work): null {
  for (const article of work.articles) {
    for (const p of article.paragraphs) {
      const before = p.items.length;
      p.items = p.items.filter((item) => item.label === '' || plain(item.text) !== '' || item.subitems.length > 0);
      if (p.items.length !== before) p.listChanged = true;
    }
    article.paragraphs = article.paragraphs.filter((p) => plain(p.text) !== '' || p.items.length > 0);
  }
  return null;
}

export function wordsInserted(work: Work, o: Order<'insertWords'>, note: (text: string) => void): string | null {
  if (o.words === '') return noText;
  return everywhere(work, o.at, o.anchor, (text) => {
    const done = insertBeside(text.text, o.anchor, o.side, o.words);
    if (!done) return false;
    text.text = done.wording;
    if (done.joined !== '')
      note(`“${o.anchor}”与增加的“${o.words}”之间决定没有写标点，整理稿补了“${done.joined}”，请核对。`);
    return true;
  });
}

export function appended(work: Work, o: Order<'append'>): string | null {
  if (o.words === '') return noText;
  return firstProblem(
    o.at.map((place) => {
      const texts = textsAt(work, place);
      const article = articleAt(work, place);
      const target =
        place.paragraph === null && place.item === null && article
          ? article.paragraphs[article.paragraphs.length - 1]
          : texts?.[0];
      if (!target || place.kind !== 'article') return missing(place);
      const text = plain(target.text);
      const end =
        /[。；]$/u.test(text) && !/[。；]$/u.test(o.words) && !text.endsWith('。') ? text.length - 1 : text.length;
      const closed = /[。；：]$/u.test(o.words) || end < text.length ? o.words : `${o.words}。`;
      target.text = splice(target.text, end, end, newWords(end < text.length ? `；${closed}` : closed));
      return null;
    }),
  );
}

function renameByTitle(work: Work, from: string, to: string): string | null {
  const bare = (s: string): string => closeBlanks(headingMark(s)?.title ?? s);
  const heading = work.headings.find((h) => h.title === bare(from) || occurrences(h.title, from).length > 0);
  if (!heading) return `没有标题为“${from}”的章节；请核对。`;
  heading.title = bare(to);
  return null;
}
