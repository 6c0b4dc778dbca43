/** Orders about words inside the text: replaced, deleted, put beside others, added at the end. */
import { headingMark, itemMark } from '../text/marks.js';
import { closeBlanks, foldForm } from '../text/normalise.js';
import { touch, touchHeading } from './journal.js';
import type { Part, Place } from './operations.js';
import {
  missing,
  nameOf,
  noText,
  notFound,
  type Order,
  preambleIndex,
  sentenceHome,
  sentenceSpan,
} from './problems.js';
import { deleteWords, insertBeside, newWords, occurrences, plain, replaceTogether, type Within } from './words.js';
import { needsArticle } from './ends.js';
import { stretchAt } from './stretch.js';
import type { WorkHeading } from './shape.js';
import { textsAt, type Work, type WorkText } from './work.js';

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
      if (!changedBefore(work, place.paragraph, change)) return notFound(place, words);
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
    if (place.kind === 'law' && changedBefore(work, null, change)) hit = true;
    if (place.kind === 'law' && changedCaptions(work, mentions, change)) hit = true;
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

/** The words before the first article belong to the whole law too. */
function changedBefore(work: Work, paragraph: number | null, change: Change): boolean {
  let hit = false;
  work.preamble = work.preamble.map((line, k) => {
    if (paragraph !== null && k !== preambleIndex(work, paragraph)) return line;
    const text: WorkText = { text: newWords(line) };
    if (change(text, null)) hit = true;
    return plain(text.text);
  });
  return hit;
}

/** And so do the captions of articles. */
function changedCaptions(work: Work, mentions: (text: string) => boolean, change: Change): boolean {
  let hit = false;
  for (const a of work.articles) {
    if (a.caption === null || !mentions(a.caption)) continue;
    touch(work, a);
    const text: WorkText = { text: newWords(a.caption) };
    if (change(text, null)) hit = true;
    a.caption = plain(text.text);
  }
  return hit;
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

/**
 * “情节严重的”的规定 names a provision by its first words: what is to go is more than the words, and where it ends is
 * not said. Where they are all of it, they end at a mark that ends a half or a sentence.
 */
function endsElsewhere(work: Work, at: readonly Place[], words: readonly string[]): string | null {
  for (const place of at) {
    if (place.kind !== 'article' && place.kind !== 'law') continue;
    const texts = textsAt(work, { ...place, sentence: null, stretch: null }) ?? [];
    for (const word of words) {
      const goesOn = texts.some((text) => {
        const whole = plain(text.text);
        return occurrences(whole, word).some(
          (span) => !/[；。]$/u.test(word) && !/^(?:[；。]|$)/u.test(whole.slice(span.end)),
        );
      });
      if (goesOn)
        return `${nameOf(place)}中“${word}”后面的文字没有引完，这一规定到哪里为止没有写明；请引用全部原文，或者在整理稿上人工修改。`;
    }
  }
  return null;
}

export function wordsReplaced(work: Work, o: Order<'replaceWords'>): string | null {
  const { from, to } = o;
  const open = o.provision ? endsElsewhere(work, o.at, from) : null;
  if (open !== null) return open;
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

/** The titles of chapters in which words go or come beside others, where the whole law is spoken of. */
function titlesChanged(work: Work, at: readonly Place[], change: Change): WorkHeading[] {
  if (!at.some((place) => place.kind === 'law')) return [];
  return work.headings.filter((h) => {
    const text: WorkText = { text: newWords(h.title) };
    if (!change(text, null)) return false;
    touchHeading(work, h);
    h.title = plain(text.text);
    return true;
  });
}

export function wordsDeleted(work: Work, o: Order<'deleteWords'>): string | null {
  const open = o.provision ? endsElsewhere(work, o.at, o.words) : null;
  if (open !== null) return open;
  for (const words of o.words) {
    const item = itemMark(words);
    const bare = item ? [item.rest] : [];
    const change: Change = (text, within) => {
      const next = deleteWords(text.text, words, within) ?? deleteWords(text.text, bare[0] ?? '', within);
      if (next) text.text = next;
      return next !== null;
    };
    const problem = placed(work, o.at, o.part, [words, ...bare], change, o.except);
    const titles = titlesChanged(work, o.at, change);
    const emptied = titles.find((h) => h.title === '');
    if (emptied) return `删去“${words}”以后，${emptied.label}的标题没有文字了；请核对决定文本。`;
    if (problem !== null && titles.length === 0) return problem;
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
  if (titlesChanged(work, o.at, insertIn).length > 0) return null;
  return problem !== null && stands
    ? `“${o.anchor}”旁边已经有“${o.words}”，或者不在指令写明的那一处；请核对决定文本。`
    : problem;
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
