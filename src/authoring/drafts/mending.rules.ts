/**
 * Mending an imported text line by line: what edits make of its lines, how grave a warning is, and by what it is known.
 * The file that was uploaded is never changed; these are the lines that were read from it.
 */
import type { lineActWords, noticeSeverityWords } from './mending.words.js';

export type Severity = keyof typeof noticeSeverityWords;

export interface LineEdit {
  /** 1-based, of the text as it was read before any of the edits */
  line: number;
  act: keyof typeof lineActWords;
  /** the new words of REPLACE; several lines where it has line feeds */
  text?: string | null | undefined;
  /** how many characters of the line stay before the break of SPLIT */
  at?: number | null | undefined;
}

/** Why an edit cannot be: which of them, and in the words of whoever mends */
export interface EditFault {
  index: number;
  message: string;
}

function faultOf(lines: readonly string[], edit: LineEdit): string | null {
  const words = lines[edit.line - 1];
  if (words === undefined) return `没有第 ${edit.line} 行：这一稿共 ${lines.length} 行。`;
  if (edit.act === 'REPLACE' && typeof edit.text !== 'string') return '请写明这一行改成什么。';
  if (edit.act === 'JOIN' && edit.line === 1) return '第一行前面没有行，不能并到上一行。';
  if (edit.act === 'SPLIT' && !(typeof edit.at === 'number' && edit.at > 0 && edit.at < words.length))
    return `第 ${edit.line} 行共 ${words.length} 个字，断开的位置要在两个字之间。`;
  return null;
}

/**
 * The lines after the edits, or the first edit that cannot be. Every edit names a line of the text before any of them,
 * and a line at most once. JOIN puts the line directly behind the one above it that is not empty.
 */
export function editLines(lines: readonly string[], edits: readonly LineEdit[]): string[] | EditFault {
  const seen = new Set<number>();
  for (const [index, edit] of edits.entries()) {
    const message = seen.has(edit.line) ? `第 ${edit.line} 行改了两次。` : faultOf(lines, edit);
    if (message !== null) return { index, message };
    seen.add(edit.line);
  }
  const by = new Map(edits.map((e) => [e.line, e]));
  const out: string[] = [];
  lines.forEach((words, at) => {
    const edit = by.get(at + 1);
    if (edit?.act === 'REMOVE') return;
    if (edit?.act === 'JOIN') appendTo(out, words.trimStart());
    else if (edit?.act === 'SPLIT') out.push(words.slice(0, edit.at ?? 0), words.slice(edit.at ?? 0));
    else for (const line of (edit?.text ?? words).split('\n')) out.push(line);
  });
  return out;
}

function appendTo(out: string[], words: string): void {
  while (out.length > 1 && out[out.length - 1]?.trim() === '') out.pop();
  const above = out.pop() ?? '';
  out.push(above.trimEnd() + words);
}

/** What must be settled before a text is checked; everything else is told and may be right. */
const MUST: ReadonlySet<string> = new Set([
  'NUMBER_DUPLICATE',
  'NUMBER_BACKWARDS',
  'NUMBER_GAP',
  'EMPTY_ARTICLE',
  'ITEM_GAP',
  'HEADING_EMPTY',
  'QUOTE_UNCLOSED',
  'UNPLACED_LINE',
  'TEXT_BEHIND',
  'NO_ARTICLES',
]);
export const severityOf = (code: string): Severity => (MUST.has(code) ? 'MUST' : 'LOOK');

interface Odd {
  line: number;
  code: string;
  message: string;
}

/** A warning, and by what it is named */
export interface KnownWarning<W extends Odd> {
  warning: W;
  /** which of those at its line with its code, from 0: by this whoever reads the text names it */
  place: number;
  /** by this and its code it is known again while other lines move */
  words: string;
}

/**
 * By what each warning of a text is named, in their order. Its words are those of its line, or its own where it is
 * about the whole file; of several that are equal in code and words the second has 1 behind a line feed, and so on.
 */
export function knownBy<W extends Odd>(warnings: readonly W[], lines: readonly string[]): KnownWarning<W>[] {
  const [here, equal] = [countUp(), countUp()];
  return warnings.map((warning) => {
    const { line, code, message } = warning;
    const stands = line === 0 ? message : (lines[line - 1] ?? '').trim();
    const nth = equal(`${code} ${stands}`);
    return { warning, place: here(`${line} ${code}`), words: nth === 0 ? stands : `${stands}\n${nth}` };
  });
}

/** How often it was asked about the same name before */
function countUp(): (name: string) => number {
  const times = new Map<string, number>();
  return (name) => {
    const before = times.get(name) ?? 0;
    times.set(name, before + 1);
    return before;
  };
}
