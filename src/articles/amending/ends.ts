/** Words added at the beginning or the end of a 条 款 项 or a sentence. */
import { touch } from './journal.js';
import type { Place } from './operations.js';
import { firstProblem, missing, nameOf, noText, type Order, sentenceHome, sentenceSpan } from './problems.js';
import { edited, newWords, plain, type Wording } from './words.js';
import { articleAt, textsAt, type Work, type WorkParagraph, type WorkText } from './work.js';

/** The 款 or 项 whose words are added to; of a whole article the last or the first 款 itself. */
function addedTo(work: Work, place: Place, which: 'first' | 'last'): WorkText | null {
  if (place.kind !== 'article' || place.sentence !== null || place.stretch !== null) return null;
  if (place.paragraph !== null || place.item !== null) return textsAt(work, place)?.[0] ?? null;
  const article = articleAt(work, place);
  if (!article) return null;
  touch(work, article);
  return article.paragraphs[which === 'last' ? article.paragraphs.length - 1 : 0] ?? null;
}

export const needsArticle = (place: Place): string =>
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
