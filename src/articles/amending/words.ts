/**
 * A piece of text that remembers which of its words a decision has just supplied. Those already speak in the new
 * numbers: 条文顺序作相应调整 renumbers the citations in the old words and must leave the new ones alone.
 */
import { foldForm } from '../text/normalise.js';

export interface Run {
  text: string;
  isNew: boolean;
}
export type Wording = Run[];

export const oldWords = (text: string): Wording => (text === '' ? [] : [{ text, isNew: false }]);
export const newWords = (text: string): Wording => (text === '' ? [] : [{ text, isNew: true }]);
export const plain = (w: Wording): string => w.map((run) => run.text).join('');

/** The text between `start` and `end` replaced by runs. */
export function splice(w: Wording, start: number, end: number, by: Wording): Wording {
  const out: Wording = [];
  let at = 0;
  let put = false;
  for (const run of w) {
    const head = run.text.slice(0, Math.max(0, start - at));
    const tail = run.text.slice(Math.max(0, end - at));
    if (head !== '') out.push({ text: head, isNew: run.isNew });
    if (!put && at + run.text.length >= start) {
      out.push(...by);
      put = true;
    }
    if (tail !== '' && at + run.text.length > end) out.push({ text: tail, isNew: run.isNew });
    at += run.text.length;
  }
  if (!put) out.push(...by);
  return merged(out);
}

function merged(w: Wording): Wording {
  const out: Wording = [];
  for (const run of w) {
    const last = out[out.length - 1];
    if (run.text === '') continue;
    if (last?.isNew === run.isNew) last.text += run.text;
    else out.push({ ...run });
  }
  return out;
}

export interface Span {
  start: number;
  end: number;
}

/**
 * Where the words stand: as written, else with the width of punctuation, the form of quotation marks and blanks left
 * out of account.
 */
export function occurrences(text: string, words: string): Span[] {
  if (words === '') return [];
  const exact = spans(text, words);
  if (exact.length > 0) return exact;
  const at: number[] = [];
  let folded = '';
  for (let i = 0; i < text.length; i++) {
    const c = foldForm(text.charAt(i));
    if (c === '') continue;
    folded += c;
    for (let k = 0; k < c.length; k++) at.push(i);
  }
  const wanted = foldForm(words);
  return wanted === ''
    ? []
    : spans(folded, wanted).map(({ start, end }) => ({ start: at[start] ?? 0, end: (at[end - 1] ?? 0) + 1 }));
}

function spans(text: string, words: string): Span[] {
  const out: Span[] = [];
  for (let i = text.indexOf(words); i >= 0; i = text.indexOf(words, i + words.length))
    out.push({ start: i, end: i + words.length });
  return out;
}

/** Every occurrence replaced; null where there is none. */
export function replaceWords(w: Wording, from: string, to: string): Wording | null {
  const found = occurrences(plain(w), from);
  if (found.length === 0) return null;
  return found.reverse().reduce((out, { start, end }) => splice(out, start, end, newWords(to)), w);
}

/** As several replacements at once: what one has written is not read by the next. */
export function replaceTogether(
  w: Wording,
  pairs: readonly { from: string; to: string }[],
): { wording: Wording; found: boolean[] } {
  const text = plain(w);
  const found = pairs.map(() => false);
  const hits = pairs
    .flatMap(({ from, to }, i) => occurrences(text, from).map((span) => ({ ...span, to, i })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let out = w;
  let free = text.length;
  const chosen: typeof hits = [];
  let last = -1;
  for (const hit of hits) {
    if (hit.start < last) continue;
    chosen.push(hit);
    found[hit.i] = true;
    last = hit.end;
  }
  for (const hit of chosen.reverse()) {
    if (hit.end > free) continue;
    out = splice(out, hit.start, hit.end, newWords(hit.to));
    free = hit.start;
  }
  return { wording: out, found };
}

const DOUBLED = /^([，、；。：])([，、；。])/u;

/** Every occurrence deleted; of two marks that then meet the stronger one stays. Null where there is none. */
export function deleteWords(w: Wording, words: string): Wording | null {
  const found = occurrences(plain(w), words);
  if (found.length === 0) return null;
  return found.reverse().reduce((out, { start, end }) => {
    const text = plain(out);
    const seam = DOUBLED.exec(text.slice(start - 1, start) + text.slice(end, end + 1));
    if (start === 0) return splice(out, 0, end + (/^[，、；。]/u.test(text.slice(end)) ? 1 : 0), []);
    if (!seam) return splice(out, start, end, []);
    const keepFirst = '。；：，、'.indexOf(seam[1] ?? '') <= '。；：，、'.indexOf(seam[2] ?? '');
    return keepFirst ? splice(out, start, end + 1, []) : splice(out, start - 1, end, []);
  }, w);
}

const OPENS_JOINED = /^[，、；。：和及与或并以的等中内]/u;
const CLOSES_JOINED = /[，、；。：和及与或的]$/u;

/**
 * Words put beside every occurrence of an anchor; null where there is none. Decisions quote them without the mark that
 * joins them (“商业秘密”后 增加“个人隐私”): 、 in an enumeration, ， between clauses, nothing in the middle of a
 * phrase.
 */
export function insertBeside(
  w: Wording,
  anchor: string,
  side: 'before' | 'after',
  words: string,
): { wording: Wording; joined: string } | null {
  const text = plain(w);
  const found = occurrences(text, anchor).filter(({ end, start }) =>
    side === 'after' ? !text.startsWith(words, end) : !text.slice(0, start).endsWith(words),
  );
  if (found.length === 0) return null;
  let joined = '';
  const wording = found.reverse().reduce((out, { start, end }) => {
    const mark = side === 'after' ? joinAfter(text, start, end, words) : joinBefore(text, start, end, words);
    joined = mark;
    return side === 'after'
      ? splice(out, end, end, newWords(mark + words))
      : splice(out, start, start, newWords(words + mark));
  }, w);
  return { wording, joined };
}

function joinAfter(text: string, start: number, end: number, words: string): string {
  const next = text.charAt(end);
  if (OPENS_JOINED.test(words) || CLOSES_JOINED.test(text.slice(start, end))) return '';
  const inList =
    next === '、' || text.charAt(start - 1) === '、' || /^(?:和|及|以及|与|或者|或|等)/u.test(text.slice(end));
  if (inList) return CLOSES_JOINED.test(words) && next !== '、' ? '' : '、';
  if (next !== '' && !/[，。；：]/u.test(next)) return text.slice(start, end).includes('、') ? '、' : '';
  return /(?:和|及|以及|与)/u.test(words) && !/[，；]/u.test(words) ? '、' : '，';
}

function joinBefore(text: string, start: number, end: number, words: string): string {
  if (CLOSES_JOINED.test(words)) return '';
  const next = text.charAt(end);
  if (text.charAt(start - 1) === '、' || next === '、' || /^(?:和|及|以及|与)/u.test(text.slice(end))) return '、';
  return '';
}
