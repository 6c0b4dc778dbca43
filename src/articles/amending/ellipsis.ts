/**
 * Quotations shortened with ……: 将第五条中的“市人民政府……主管部门”修改为“……”. The words that are meant are told where
 * the first and the last of them stand once each in the place; new words that are shortened are known to nobody.
 */
import type { Operation, Place } from './operations.js';
import { nameOf } from './problems.js';
import { occurrences, plain } from './words.js';
import { textsAt, type Work } from './work.js';

const ELLIPSIS = /…{1,2}|\.{6}/u;
/** “如权利要求……所述” within the new words is spoken of, and left out of nothing. */
const SPOKEN_OF = /[“‘「『"][^“”‘’「」『』"]*[”’」』"]/gu;

const isShortened = (words: string): boolean => ELLIPSIS.test(words.replace(SPOKEN_OF, ''));

/** The order with the words in full that it shortens; in Chinese why they cannot be told. */
export function inFull(work: Work, o: Operation): Operation | string {
  if (newWordsOf(o).some(isShortened))
    return '新的文字里有省略号，是没有写全还是原样写进条文，认不出来；请写出全部文字，或者在整理稿上人工修改。';
  switch (o.op) {
    case 'replaceWords':
      return each(work, o.at, o.from, (from) => ({ ...o, from }));
    case 'deleteWords':
      return each(work, o.at, o.words, (words) => ({ ...o, words }));
    case 'insertWords':
      return each(work, o.at, [o.anchor], ([anchor = '']) => ({ ...o, anchor }));
    default:
      return o;
  }
}

function newWordsOf(o: Operation): string[] {
  switch (o.op) {
    case 'replaceWords':
      return o.to;
    case 'insertWords':
    case 'append':
    case 'prepend':
      return [o.words];
    case 'replace':
    case 'insert':
    case 'merge':
    case 'split':
      return o.text.flatMap((q) => q.lines.map((line) => line.text));
    default:
      return [];
  }
}

function each(
  work: Work,
  at: readonly Place[],
  words: readonly string[],
  put: (full: string[]) => Operation,
): Operation | string {
  const full: string[] = [];
  for (const word of words) {
    const found = ELLIPSIS.test(word) ? wordsMeant(work, at, word) : word;
    if (found === null)
      return (
        `${at.map(nameOf).join('、')}中“${word}”的开头和结尾不是各有一处，省略的是哪些文字不能确定；` +
        '请引用全部原文，或者在整理稿上人工修改。'
      );
    full.push(found);
  }
  return put(full);
}

/** From the one place of the first words to the one place of the last; the words themselves where they stand so. */
function wordsMeant(work: Work, at: readonly Place[], word: string): string | null {
  const [place] = at;
  if (at.length !== 1 || place?.kind !== 'article') return null;
  const texts = (textsAt(work, { ...place, sentence: null, stretch: null }) ?? []).map((t) => plain(t.text));
  if (texts.some((text) => text.includes(word))) return word;
  const [head = '', tail = '', ...more] = word.split(ELLIPSIS);
  if (head === '' || tail === '' || more.length > 0) return null;
  const heads = texts.flatMap((text) => occurrences(text, head).map((span) => ({ text, ...span })));
  const tails = texts.flatMap((text) => occurrences(text, tail).map((span) => ({ text, ...span })));
  const [from, to] = [heads[0], tails[0]];
  if (heads.length !== 1 || tails.length !== 1 || !from || !to) return null;
  return texts.filter((text) => text === from.text).length === 1 && from.text === to.text && from.end <= to.start
    ? from.text.slice(from.start, to.end)
    : null;
}
