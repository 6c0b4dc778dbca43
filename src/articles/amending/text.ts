/** Orders about words inside the text: replaced, deleted, put beside others, added at the end. */
import { headingMark, itemMark } from '../text/marks.js';
import { closeBlanks, foldForm } from '../text/normalise.js';
import { touch, touchHeading } from './journal.js';
import type { Part, Place } from './operations.js';
import {
  firstProblem,
  missing,
  nameOf,
  noText,
  notFound,
  type Order,
  preambleIndex,
  sentenceHome,
  sentenceSpan,
} from './problems.js';
import {
  deleteWords,
  edited,
  insertBeside,
  newWords,
  occurrences,
  plain,
  replaceTogether,
  type Within,
  type Wording,
} from './words.js';
import { stretchAt } from './stretch.js';
import { articleAt, textsAt, type Work, type WorkParagraph, type WorkText } from './work.js';

/** The whole of a text, or the part of it that a place or 末尾的 leaves; null where there is no such part. */
type Change = (text: WorkText, within: Within) => boolean;

/** The same change to every piece of text of every place; a place in which nothing is found is reported. */
function everywhere(
  work: Work,
  at: readonly Place[],
  words: string,
  change: Change,
  sought: readonly string[] = [words],
  except: readonly Place[] = [],
): string | null {
  const absent = except.find((place) => textsAt(work, place) === null);
  if (absent) return missing(work, absent);
  const left = new Set(except.flatMap((place) => textsAt(work, place) ?? []));
  const mentions = (text: string): boolean => sought.some((word) => occurrences(text, word).length > 0);
  for (const [k, place] of at.entries()) {
    if (place.kind === 'title') {
      const title: WorkText = { text: newWords(work.title) };
      if (!change(title, null)) return notFound(place, words);
      work.title = plain(title.text);
      continue;
    }
    if (place.kind === 'preamble') {
      let hit = false;
      work.preamble = work.preamble.map((line, k) => {
        if (place.paragraph !== null && k !== preambleIndex(work, place.paragraph)) return line;
        const text: WorkText = { text: newWords(line) };
        if (change(text, null)) hit = true;
        return plain(text.text);
      });
      if (!hit) return notFound(place, words);
      continue;
    }
    if (place.stretch !== null) {
      const found = stretchAt(work, place);
      if (typeof found === 'string') return found;
      if (!change(found.text, found.span)) return notFound(place, words);
      continue;
    }
    const all = textsAt(work, place, mentions);
    if (!all) return missing(work, place);
    const texts = all.filter((text) => !left.has(text));
    // the words stand in what is to be left alone
    let hit = texts.length < all.length && all.some((text) => left.has(text) && mentions(plain(text.text)));
    for (const text of place.sentence === null ? texts : sentenceHome(texts, place.sentence)) {
      const within = place.sentence === null ? null : sentenceSpan(plain(text.text), place.sentence);
      if (place.sentence !== null && within === null) return missing(work, place);
      if (change(text, within)) hit = true;
    }
    // of 第三条至第八条 the two ends must have the words, what stands between may
    const inner = place.ranged === true && at[k + 1]?.ranged === true;
    if (!hit && !inner) return notFound(place, words);
  }
  return null;
}

/** Of a place of several 款 or 项, the last piece of text and the end of it; 末尾的 means nothing else. */
function endOf(work: Work, place: Place, words: string): { text: WorkText; within: Within } | null {
  const texts = textsAt(work, place);
  const text = texts?.[texts.length - 1];
  const whole = text ? plain(text.text) : '';
  const last = text ? occurrences(whole, words).pop() : undefined;
  if (!text || !last || !/^[。；]?$/u.test(whole.slice(last.end))) return null;
  return { text, within: last };
}

function atEnds(work: Work, at: readonly Place[], words: string, change: Change): string | null {
  for (const place of at) {
    if (place.sentence !== null || place.stretch !== null) return needsArticle(place);
    if (place.kind !== 'article' && place.kind !== 'annex') return missing(work, place);
    const end = endOf(work, place, words);
    if (!end) return `${nameOf(place)}的末尾不是“${words}”；请核对引文，或者在整理稿上人工修改。`;
    change(end.text, end.within);
  }
  return null;
}

const placed = (
  work: Work,
  at: readonly Place[],
  part: Part | null,
  sought: readonly string[],
  change: Change,
  except: readonly Place[] = [],
): string | null =>
  part === 'end'
    ? atEnds(work, at, sought[0] ?? '', change)
    : everywhere(work, at, sought[0] ?? '', change, sought, except);

export function wordsReplaced(work: Work, o: Order<'replaceWords'>): string | null {
  const { from, to } = o;
  if (from.length === 0 || to.length === 0 || (from.length !== to.length && to.length !== 1)) {
    return `被修改的词有${from.length}个，新词有${to.length}个，对应不上；请人工修改。`;
  }
  if (o.at[0]?.kind === 'heading' && o.at[0].heading === null) return renameByTitle(work, from[0] ?? '', to[0] ?? '');
  if (o.part === 'end' && from.length > 1) return `末尾只能有一处文字，指令写了${from.length}处；请人工修改。`;
  const pairs = from.map((word, k) => ({ from: word, to: to.length === 1 ? (to[0] ?? '') : (to[k] ?? '') }));
  const found = pairs.map(() => false);
  const problem = placed(
    work,
    o.at,
    o.part,
    from,
    (text, within) => {
      const changed = replaceTogether(text.text, pairs, within);
      text.text = changed.wording;
      changed.found.forEach((hit, k) => {
        found[k] = (found[k] ?? false) || hit;
      });
      return changed.found.includes(true);
    },
    o.except,
  );
  const whole = o.at.some((place) => place.kind === 'law');
  if (whole && titlesReplaced(work, pairs, found) && !found.includes(false)) return null;
  const lost = found.indexOf(false);
  if (problem === null) return lost < 0 ? null : notFound(o.at[0] as Place, from[lost] ?? '');
  return pairs.length > 1 && o.at.length === 1 && found.includes(true)
    ? notFound(o.at[0] as Place, from[lost] ?? '')
    : problem;
}

/** The titles of chapters belong to the whole law too; true where one of them has changed. */
function titlesReplaced(work: Work, pairs: readonly { from: string; to: string }[], found: boolean[]): boolean {
  let changed = false;
  for (const h of work.headings) {
    // 将“三、渡船”修改为“三、渡船和竹筏” names the heading with its number
    const own = (words: string): string =>
      h.label !== '' && words.startsWith(h.label) ? words.slice(h.label.length).trimStart() : words;
    const here = pairs.map((p) =>
      own(p.from) !== p.from && own(p.to) !== p.to ? { from: own(p.from), to: own(p.to) } : p,
    );
    if (!here.some((p) => p.from !== '' && h.title.includes(p.from))) continue;
    changed = true;
    here.forEach((p, k) => {
      if (h.title.includes(p.from)) found[k] = true;
    });
    touchHeading(work, h);
    h.title = plain(replaceTogether(newWords(h.title), here).wording);
  }
  return changed;
}

export function wordsDeleted(work: Work, o: Order<'deleteWords'>): string | null {
  for (const words of o.words) {
    const item = itemMark(words);
    const bare = item ? [item.rest] : [];
    const problem = placed(
      work,
      o.at,
      o.part,
      [words, ...bare],
      (text, within) => {
        const next = deleteWords(text.text, words, within) ?? deleteWords(text.text, bare[0] ?? '', within);
        if (next) text.text = next;
        return next !== null;
      },
      o.except,
    );
    if (problem !== null) return problem;
  }
  return dropEmptied(work);
}

/** A 款 or 项 of which every word was deleted is gone itself. */
function dropEmptied(work: Work): null {
  for (const article of work.journal?.articles.keys() ?? []) {
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
  if (o.words === '' || o.anchor === '') return noText;
  const sought = o.next === null ? o.anchor : `${o.anchor}……${o.next}`;
  let stands = false;
  const insertIn: Change = (text, within) => {
    const done = insertBeside(text.text, o.anchor, o.side, o.words, o.next, within);
    stands ||= done === null && o.next === null && occurrences(plain(text.text), o.anchor).length > 0;
    if (!done) return false;
    text.text = done.wording;
    if (done.joined !== '')
      note(`“${o.anchor}”与增加的“${o.words}”之间决定没有写标点，整理稿补了“${done.joined}”，请核对。`);
    return true;
  };
  const problem = everywhere(work, o.at, sought, insertIn, [o.anchor]);
  return problem !== null && stands
    ? `“${o.anchor}”旁边已经有“${o.words}”，或者不在指令写明的那一处；请核对决定文本。`
    : problem;
}

/** The 款 or 项 whose words are added to; of a whole article the last or the first 款 itself. */
function addedTo(work: Work, place: Place, which: 'first' | 'last'): WorkText | null {
  if (place.kind !== 'article' || place.sentence !== null || place.stretch !== null) return null;
  if (place.paragraph !== null || place.item !== null) return textsAt(work, place)?.[0] ?? null;
  const article = articleAt(work, place);
  if (!article) return null;
  touch(work, article);
  return article.paragraphs[which === 'last' ? article.paragraphs.length - 1 : 0] ?? null;
}

const needsArticle = (place: Place): string =>
  `${nameOf(place)}不是条、款、项，不能在它的开头或者末尾增加文字；请在整理稿上人工修改。`;

/**
 * Words that begin with a mark go on the last sentence, before its full stop; a whole sentence goes behind it. 并报备案
 * begins in the middle of a sentence: the comma that joins it is supplied, and said.
 */
export function appended(work: Work, o: Order<'append'>, note: (text: string) => void): string | null {
  if (o.words === '') return noText;
  const words = CONNECTS.test(o.words) && !/[。；]$/u.test(o.words) ? `，${o.words}` : o.words;
  const problem = firstProblem(
    o.at.map((place) => {
      if (place.kind !== 'article' || place.stretch !== null) return needsArticle(place);
      if (place.sentence !== null) return behindSentence(work, place, words);
      const target = addedTo(work, place, 'last');
      if (!target) return missing(work, place);
      if ('items' in target && (target as WorkParagraph).items.length > 0)
        return `${nameOf(place)}的最后是列举的各项，指令没有写明文字加在哪一项；请在整理稿上人工修改。`;
      target.text = appendedTo(target.text, words);
      return null;
    }),
  );
  if (problem === null && words !== o.words)
    note(`末尾与增加的“${o.words}”之间决定没有写标点，整理稿补了“，”，请核对。`);
  return problem;
}

/** What cannot begin a sentence of its own */
const CONNECTS = /^(?:并|且|但)/u;
/** What goes on the words before it without a mark */
const CARRIES_ON = /^(?:[；，、]|或者|或|以及|及|和)/u;

function behindSentence(work: Work, place: Place, words: string): string | null {
  const which = place.sentence ?? 1;
  const target = sentenceHome(textsAt(work, { ...place, sentence: null }) ?? [], which)[0];
  const span = target ? sentenceSpan(plain(target.text), which) : null;
  if (!target || !span) return missing(work, place);
  const sentence = appendedTo(newWords(plain(target.text).slice(span.start, span.end)), words);
  const before = span.end - span.start;
  const text = plain(sentence);
  const kept = text.startsWith(plain(target.text).slice(span.start, span.end));
  const from = kept ? span.end : span.end - 1;
  target.text = edited(target.text, [{ start: from, end: span.end, by: text.slice(kept ? before : before - 1) }]);
  return null;
}

function appendedTo(wording: Wording, words: string): Wording {
  const text = plain(wording);
  const put = (at: number, end: number, by: string): Wording => edited(wording, [{ start: at, end, by }]);
  const mark = /[。；：]$/u.exec(text)?.[0] ?? '';
  if (CARRIES_ON.test(words)) {
    const at = text.length - mark.length;
    return put(at, text.length, /[。；：]$/u.test(words) ? words : words + mark);
  }
  const closed = /[。；：]$/u.test(words) ? words : `${words}。`;
  if (mark !== '；') return put(text.length, text.length, closed);
  return /[。；]$/u.test(words)
    ? put(text.length, text.length, words)
    : put(text.length - 1, text.length, `；${words}；`);
}

export function prepended(work: Work, o: Order<'prepend'>): string | null {
  if (o.words === '') return noText;
  return firstProblem(
    o.at.map((place) => {
      if (place.kind !== 'article' || place.sentence !== null || place.stretch !== null) return needsArticle(place);
      const target = addedTo(work, place, 'first');
      if (!target) return missing(work, place);
      target.text = edited(target.text, [{ start: 0, end: 0, by: o.words }]);
      return null;
    }),
  );
}

function renameByTitle(work: Work, from: string, to: string): string | null {
  const bare = (s: string): string => closeBlanks(headingMark(s)?.title ?? s);
  const found = work.headings.filter((h) => foldForm(h.title) === foldForm(bare(from)));
  const [heading] = found;
  if (!heading) return `没有标题为“${from}”的章节；请核对。`;
  if (found.length > 1) return `标题为“${from}”的章节有${found.length}个，指令没有写明是哪一个；请人工修改。`;
  touchHeading(work, heading);
  heading.title = bare(to);
  return null;
}
