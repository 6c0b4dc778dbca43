/**
 * 题注: who adopted, published or amended a text, and when. One bracket over one line or many, or a line for each act;
 * the number of the document may stand before them, and a line end may have broken any of them.
 */
import type { SourceLine } from './article.js';
import { isNoteLine } from './marks.js';
import { withoutBlanks } from './normalise.js';

const LONGEST_NOTE = 60;
/** The title of an amending decision is broken into so many lines at most. */
const LONGEST_BROKEN = 5;
const LONGEST_FRAGMENT = 120;
/** An act without a day of its own belongs to that of a line so many above it at most. */
const MOST_UNDATED = 3;

/** The lines of 题注 from `start` on, broken ones joined, and where it ends; `next` is `start` where there is none. */
export function readNote(lines: readonly SourceLine[], start: number, end: number): { notes: string[]; next: number } {
  const notes: string[] = [];
  let i = start;
  while (i < end) {
    const next = actEnd(lines, i, end, notes.length === 0 ? undefined : notes.slice(-MOST_UNDATED).join(''));
    if (next === i) break;
    for (let k = i; k < next; k++) {
      const line = lines[k]?.text ?? '';
      const before = notes.at(-1) ?? '';
      // a line of a bracket that breaks off in the middle of a word goes on
      if ((k > i || FRAGMENT.test(line)) && notes.length > 0 && (isBrokenOff(before, line) || isOpen(before)))
        notes.push((notes.pop() ?? '') + line);
      else notes.push(line);
    }
    i = next;
  }
  return { notes, next: i };
}

const DAY = /^(?:[0-9０-９]{4}|[〇零○一二三四五六七八九]{4})[\s\u3000]*年/u;
const ACT = /(?:通过|批准|公布|发布|颁布|修[订正改]|施行|实施|废止)[）)。]?$/u;
/** The rest of a broken line: no act of its own begins here. */
const FRAGMENT = /^(?![（(]|根据|自|为|[0-9０-９]{4}[\s\u3000]*年)/u;
const NUMBER = /^[（(]?[^，。；：《》]{0,24}(?:〔[0-9]{4}〕|第)[^，。；：《》]{1,8}号(?:令|公告)?[）)]?$/u;
const ONLY_A_DAY = /^(?:(?:中華民國|民國|民国)[0-9]{1,3}|[0-9]{4})年[0-9]{1,2}月[0-9]{1,2}日$/u;

/** 题注 has a line for each act; a line that ends within one, before no new act and no bracket, was broken. */
const isBrokenOff = (line: string, next: string): boolean =>
  !/[，。；、）)》过布正订修准号院]$/u.test(line) && !/^(?:根据|自|[（(]|[0-9０-９]{4}年)/u.test(next);

/** 《关于修改… where the title goes on */
const isOpen = (text: string): boolean => text.lastIndexOf('《') > text.lastIndexOf('》');

/** Where the act that begins at `i` ends; `i` itself where none does. `before`: the lines of 题注 above it. */
function actEnd(lines: readonly SourceLine[], i: number, end: number, before: string | undefined): number {
  const text = (k: number): string => (k < end ? (lines[k]?.text ?? '') : '');
  const line = text(i);
  const whole = noteEnd(lines, i, end);
  if (whole > i) return whole;
  // 法释〔2021〕11号 and the number of an announcement stand before the day
  if (before === undefined && NUMBER.test(line)) return actEnd(lines, i + 1, end, line) > i + 1 ? i + 1 : i;
  if (ONLY_A_DAY.test(withoutBlanks(line))) return i + 1;
  if (line.length > 2 * LONGEST_FRAGMENT || /。.{6,}/u.test(line)) return i;
  // who decided and when, the act itself in the next line: 2018年3月1日最高人民法院… 2018年3月2日最高人民检察院…通过
  if (DAY.test(line) && !/。$/u.test(line)) {
    if (isNoteLine(text(i + 1)) && DAY.test(text(i + 1))) return i + 1;
    if (isRest(line, text(i + 1))) return i + 2;
  }
  return before !== undefined && isRest(before, line) ? i + 1 : i;
}

/** Whether `next` ends the act that `line` began: …第二次 | 会议通过） */
function isRest(line: string, next: string): boolean {
  if (next.length > LONGEST_FRAGMENT || !FRAGMENT.test(next) || !ACT.test(next)) return false;
  if (/[。；：].{2,}/u.test(next)) return false;
  return isNoteLine(line + next) && (!/[，。；）)》]$/u.test(line) || /(?:会议|公告|令)/u.test(next));
}

/** Where the note that begins at `start` ends; `start` itself when none does. A bracket may run over several lines. */
function noteEnd(lines: readonly SourceLine[], start: number, end: number): number {
  const first = start < end ? (lines[start]?.text ?? '') : '';
  if (/^[（(]/u.test(first)) {
    let depth = 0;
    let all = '';
    for (let k = start; k < Math.min(end, start + LONGEST_NOTE); k++) {
      const t = lines[k]?.text ?? '';
      all += t;
      for (const c of t) depth += c === '（' || c === '(' ? 1 : c === '）' || c === ')' ? -1 : 0;
      if (depth <= 0)
        return isNoteLine(all.slice(0, 400)) || /年.*(?:通过|公布|发布|修[订正改]|批准)/su.test(all) ? k + 1 : start;
    }
    return isNoteLine(first) ? start + 1 : start;
  }
  // 为了…，2025年12月1日市人民政府制定…。 is what the text begins with
  if (!isNoteLine(first) || first.startsWith('为')) return start;
  if (/[，；]$/u.test(first) && !DAY.test(lines[start + 1]?.text ?? '')) return start;
  if (!isOpen(first)) return start + 1;
  // the title of an amending decision may be broken
  for (let k = start + 1; k < Math.min(end, start + LONGEST_BROKEN); k++)
    if ((lines[k]?.text ?? '').includes('》')) return k + 1;
  return start + 1;
}
