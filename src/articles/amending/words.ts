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

/** A change at one place of a text. */
export interface Edit extends Span {
  by: string;
}

/** All changes in one pass; they are in order and do not overlap. */
export function edited(w: Wording, edits: readonly Edit[]): Wording {
  const out: Wording = [];
  let k = 0;
  let at = 0;
  for (const run of w) {
    const end = at + run.text.length;
    let from = at;
    for (let edit = edits[k]; edit && edit.start < end; edit = edits[k]) {
      if (edit.start > from) out.push({ text: run.text.slice(from - at, edit.start - at), isNew: run.isNew });
      if (edit.start >= at) out.push({ text: edit.by, isNew: true });
      from = Math.min(Math.max(edit.end, from), end);
      if (edit.end > end) break;
      k++;
    }
    if (from < end) out.push({ text: run.text.slice(from - at), isNew: run.isNew });
    at = end;
  }
  for (; k < edits.length; k++) {
    const edit = edits[k];
    if (edit && edit.start >= at) out.push({ text: edit.by, isNew: true });
  }
  return merged(out);
}

/** As several replacements at once: what one has written is not read by the next. */
export function replaceTogether(
  w: Wording,
  pairs: readonly { from: string; to: string }[],
  within: Within = null,
): { wording: Wording; found: boolean[] } {
  const text = plain(w);
  const found = pairs.map(() => false);
  const hits = pairs
    .flatMap(({ from, to }, i) => standing(text, from, within).map((span) => ({ ...span, by: to, i })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const chosen: Edit[] = [];
  let last = -1;
  for (const hit of hits) {
    if (hit.start < last) continue;
    chosen.push(hit);
    found[hit.i] = true;
    last = hit.end;
  }
  return { wording: chosen.length === 0 ? w : edited(w, chosen), found };
}

/** The part of a text that an order is about; null for all of it. */
export type Within = Span | null;

function standing(text: string, words: string, within: Within): Span[] {
  const all = occurrences(text, words);
  return within === null ? all : all.filter((span) => span.start >= within.start && span.end <= within.end);
}

const DOUBLED = /^([，、；。：])([，、；。])/u;

/** Every occurrence deleted; of two marks that then meet the stronger one stays. Null where there is none. */
export function deleteWords(w: Wording, words: string, within: Within = null): Wording | null {
  const text = plain(w);
  const found = standing(text, words, within);
  if (found.length === 0) return null;
  let before = 0;
  const edits = found.map(({ start, end }): Edit => {
    const edit = deletionAt(text, start, end, before);
    before = edit.end;
    return edit;
  });
  return edited(w, edits);
}

/** @param before where the deletion before this one ends */
function deletionAt(text: string, start: number, end: number, before: number): Edit {
  const next = text.slice(end, end + 1);
  if (start === 0) return { start, end: end + (/^[，、；。]/u.test(next) ? 1 : 0), by: '' };
  const seam = start > before ? DOUBLED.exec(text.slice(start - 1, start) + next) : null;
  if (!seam) return { start, end, by: '' };
  const keepFirst = '。；：，、'.indexOf(seam[1] ?? '') <= '。；：，、'.indexOf(seam[2] ?? '');
  return keepFirst ? { start, end: end + 1, by: '' } : { start: start - 1, end, by: '' };
}

const OPENS_JOINED = /^[，、；。：和及与或并以的等中内]/u;
/** Words that what is added belongs to, and that no noun is listed behind */
const LEADS_ON = /(?:应当|应|可以|必须|不得|依法|需要|按照|根据|[地由对将在为并所不于经向从被])$/u;
const CLOSES_JOINED = /[，、；。：和及与或的]$/u;

/**
 * Words put beside every occurrence of an anchor; null where there is none. Decisions quote them without the mark that
 * joins them (“商业秘密”后 增加“个人隐私”): 、 in an enumeration, ， between clauses, nothing in the middle of a
 * phrase.
 *
 * @param next words that stand behind the anchor, with at most one mark between them
 */
export function insertBeside(
  w: Wording,
  anchor: string,
  side: 'before' | 'after',
  words: string,
  next: string | null = null,
  within: Within = null,
): { wording: Wording; joined: string } | null {
  const text = plain(w);
  const followed = (end: number): boolean =>
    next === null ||
    text.startsWith(next, end) ||
    (/[，、；]/u.test(text.charAt(end)) && text.startsWith(next, end + 1));
  const found = standing(text, anchor, within).filter(
    ({ end, start }) =>
      followed(end) && (side === 'after' ? !text.startsWith(words, end) : !text.endsWith(words, start)),
  );
  if (found.length === 0) return null;
  let joined = '';
  const edits = found.map(({ start, end }): Edit => {
    // “责令改正”后增加“没收工具，” before a comma that is there: the words stand behind it, and bring their own
    const last = words.slice(-1);
    if (side === 'after' && /[，、；]/u.test(last) && text.charAt(end) === last)
      return { start: end + 1, end: end + 1, by: words };
    if (side === 'before' && /^[，、；]/u.test(words) && text.charAt(start - 1) === words.charAt(0))
      return { start: start - 1, end: start - 1, by: words };
    const mark = side === 'after' ? joinAfter(text, start, end, words) : joinBefore(text, start, end, words);
    joined ||= mark;
    return side === 'after' ? { start: end, end, by: mark + words } : { start, end: start, by: words + mark };
  });
  return { wording: edited(w, edits), joined };
}

function joinAfter(text: string, start: number, end: number, words: string): string {
  const next = text.charAt(end);
  if (OPENS_JOINED.test(words) || CLOSES_JOINED.test(text.slice(start, end))) return '';
  const inList =
    next === '、' || text.charAt(start - 1) === '、' || /^(?:和|及|以及|与|或者|或|等)/u.test(text.slice(end, end + 2));
  if (inList) return CLOSES_JOINED.test(words) && next !== '、' ? '' : '、';
  const anchor = text.slice(start, end);
  // “商业秘密”后增加“个人隐私和个人信息”: a list goes on the noun before it
  const listed = /[和及与、]/u.test(words) && !/[，；。]/u.test(words) && !LEADS_ON.test(anchor);
  if (next !== '' && !/[，。；：]/u.test(next)) return anchor.includes('、') || listed ? '、' : '';
  return /(?:和|及|以及|与)/u.test(words) && !/[，；]/u.test(words) ? '、' : '，';
}

function joinBefore(text: string, start: number, end: number, words: string): string {
  if (CLOSES_JOINED.test(words)) return '';
  const next = text.charAt(end);
  if (text.charAt(start - 1) === '、' || next === '、' || /^(?:和|及|以及|与)/u.test(text.slice(end, end + 2)))
    return '、';
  return '';
}
