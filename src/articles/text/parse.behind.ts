/**
 * What may stand around the articles of a text and is none of their 款: tables, the signature, a title that opens an
 * annex without the word 附件, the running head of a gazette. Looks only; the walk decides with the context.
 */
import type { SourceLine } from './article.js';
import {
  annexMark,
  articleMark,
  clauseMark,
  headingMark,
  isPageNumber,
  itemMark,
  SENTENCE_END,
  subitemMark,
} from './marks.js';
import { withoutBlanks } from './normalise.js';

const LONGEST_ANNEX_TITLE = 40;

/**
 * By line whether it is a row of a table: cells with tabs between them, as the readers give them. A line that begins
 * with a label is one only behind a row of as many cells, for people set a tab behind 第一条 too; and never where most
 * labels of the text have one behind them.
 */
export function rowsOf(lines: readonly SourceLine[]): Uint8Array {
  const rows = rowsOfBlanks(lines);
  const texts = lines.map((line) => line.text);
  const labels = texts.filter((text) => articleMark(text) !== null);
  const tabbed = labels.filter((text) => /^第[^\t]{1,12}\t/u.test(text)).length * 2 > labels.length;
  let cells = 0;
  const resumed = resumedBehind(texts);
  texts.forEach((text, k) => {
    const tabs = text.split('\t').length - 1;
    const row = tabs > 0 && (isLabelled(text) ? (!tabbed && tabs === cells) || resumed.has(k) : true);
    if (row) rows[k] = 1;
    cells = row ? tabs : 0;
  });
  joinRows(texts, rows);
  return rows;
}

/**
 * Lines with tabs whose 第八条 are cells: behind them the articles go on with the number that comes after the last one
 * before them.
 */
function resumedBehind(texts: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  const numberAt = (k: number): number | null => {
    const mark = articleMark(texts[k] ?? '');
    return mark === null || mark.cites || !mark.blankAfter || mark.sub > 0 ? null : mark.number;
  };
  let last = 0;
  let group: number[] = [];
  let before = 0;
  texts.forEach((text, k) => {
    if (text.includes('\t')) {
      if (group.length === 0) before = last;
      group.push(k);
      last = numberAt(k) ?? last;
      return;
    }
    const number = numberAt(k);
    if (number === null) return;
    const labels = group.filter((at) => numberAt(at) !== null);
    if (before > 0 && number === before + 1 && labels.some((at) => (numberAt(at) ?? 0) >= number))
      for (const at of labels) found.add(at);
    group = [];
    last = number;
  });
  return found;
}

/** The blank corner of a table leaves its first line without a tab, an empty cell at the end some line within it. */
function joinRows(texts: readonly string[], rows: Uint8Array): void {
  for (let k = texts.length - 1; k > 0; k--) {
    const text = texts[k] ?? '';
    if (rows[k] === 1 || rows[k + 1] !== 1 || text.length > LONGEST_ANNEX_TITLE) continue;
    if (SENTENCE_END.test(text) || isLabelled(text) || annexMark(text) !== null) continue;
    if (rows[k - 1] === 1 || ANNOUNCES_TABLE.test((texts[k - 1] ?? '').slice(-LONGEST_END))) rows[k] = 1;
  }
}

/**
 * A table whose cells stand apart by blanks, as text that was copied has it: told only behind a sentence that announces
 * it, 按照下表：, and by as many cells in two rows at least.
 */
function rowsOfBlanks(lines: readonly SourceLine[]): Uint8Array {
  const rows = new Uint8Array(lines.length);
  const cellsOf = (k: number): number => {
    const text = lines[k]?.text ?? '';
    if (text === '' || text.length > 3 * LONGEST_ANNEX_TITLE || /[。；：]/u.test(text) || isLabelled(text)) return 0;
    return text.split(BETWEEN_CELLS).length;
  };
  for (let k = 1; k < lines.length; k++) {
    if (!ANNOUNCES_TABLE.test((lines[k - 1]?.text ?? '').slice(-LONGEST_END))) continue;
    const cells = cellsOf(k);
    let end = k;
    while (cells > 1 && cellsOf(end) === cells) end++;
    if (end - k > 1) rows.fill(1, k, end);
  }
  return rows;
}
const ANNOUNCES_TABLE = /表.{0,6}[：:]$/u;
const BETWEEN_CELLS = /\u3000+| {2,}/u;

const isLabelled = (text: string): boolean =>
  [articleMark, headingMark, itemMark, subitemMark, clauseMark].some((mark) => mark(text) !== null);

const DAY = '(?:[0-9０-９]{4}|[〇零○一二三四五六七八九]{4})年(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})月';
const DATED = new RegExp(`^${DAY}(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})日$`, 'u');
/** 云澜市人民政府　2026年3月1日 */
const SIGNED = new RegExp(
  `^([^，。；：、0-9０-９]{2,${40}}?)${DAY}(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})日$`,
  'u',
);
const SIGNS =
  /(?:委员会|政府|代表大会|法院|检察院|主席团|办公室|[局厅部院会])$|^(?:主席|主任|院长|部长|[省市区县州]长)/u;
const MOST_SIGNATORIES = 4;

/** How many lines from `i` on are a signature: who signs, and the day; 0 where none begins here */
export function signatureAt(lines: readonly SourceLine[], i: number): number {
  for (let k = i; k < Math.min(lines.length, i + MOST_SIGNATORIES + 1); k++) {
    const words = withoutBlanks(lines[k]?.text ?? '');
    const signed = words.length <= 2 * LONGEST_ANNEX_TITLE ? SIGNED.exec(words)?.[1] : undefined;
    if (DATED.test(words) || (signed !== undefined && SIGNS.test(signed))) return k + 1 - i;
    if (!SIGNS.test(words) || /[，。；：、]/u.test(words) || words.length > LONGEST_ANNEX_TITLE) return 0;
  }
  return 0;
}

const COMMENCES = /(?:施行|实施|生效|执行|废止)[。；]?$/u;
/** No sentence of that kind is longer, and only the end of a text is looked at */
const LONGEST_END = 12;
const NOTES = /^[（(【[]?(?:注|附注|备注|说明|起草说明|修订说明|编者注|编者按|编辑注)(?:[:：]|$)/u;
const NAMES_A_TABLE =
  /(?:表|名录|目录|清单|图|样式|式样|图样|细目)(?:[一二三四五六七八九十0-9]{1,3})?(?:[（(][^（()）]{1,20}[）)])?$/u;

/** A sentence with which a law ends: 自公布之日起施行。 */
export const commences = (text: string): boolean => COMMENCES.test(text.trimEnd().slice(-LONGEST_END));

/** 注：…, 说明 behind the last article */
export const opensNotes = (text: string): boolean => NOTES.test(withoutBlanks(text));

/** 古井分级表 before its rows, behind the last article, without the word 附件 */
export function opensTable(lines: readonly SourceLine[], rows: Uint8Array, i: number): boolean {
  const text = lines[i]?.text ?? '';
  if (text.length > LONGEST_ANNEX_TITLE || SENTENCE_END.test(text) || rows[i] === 1 || isLabelled(text)) return false;
  return rows[i + 1] === 1 || NAMES_A_TABLE.test(text) || annexMark(lines[i + 1]?.text ?? '') !== null;
}

/** As `opensTable`, so surely that the article before it need not be the one on commencement: a name and its rows */
export const announcesTable = (lines: readonly SourceLine[], rows: Uint8Array, i: number): boolean =>
  rows[i + 1] === 1 && NAMES_A_TABLE.test(lines[i]?.text ?? '') && opensTable(lines, rows, i);

/** 附件一 of a line in which the annex stands behind its label, too long for a title; null where it is none */
export function annexLabel(text: string): { label: string; rest: string } | null {
  const m = /^(附[件表录图][\s\u3000]*[0-9０-９一二三四五六七八九十]{0,3})[\s\u3000：:](.*)$/su.exec(text);
  return m ? { label: withoutBlanks(m[1] ?? ''), rest: (m[2] ?? '').replace(/^[\s\u3000：:]+/u, '') } : null;
}

const GAZETTE = /(?:公报|公告|汇编|会刊)[\s\u3000]*(?:[（(])?\d{4}年.*第?.*[期号]|第[\s\u3000]*\d+[\s\u3000]*页/u;

/** Lines that stand beside the number of a page twice or more: the running heads of these lines */
export function repeatedHeads(lines: readonly SourceLine[]): ReadonlySet<string> {
  const seen = new Map<string, number>();
  lines.forEach(({ text }, i) => {
    if (text.length <= LONGEST_ANNEX_TITLE && !SENTENCE_END.test(text) && !isLabelled(text) && besidePage(lines, i))
      seen.set(text, (seen.get(text) ?? 0) + 1);
  });
  return new Set([...seen].filter(([, count]) => count > 1).map(([text]) => text));
}

/** The running head of a gazette, or one of those that stand on every page: it stands beside the number of a page. */
export function isRunningHead(lines: readonly SourceLine[], i: number, repeated: ReadonlySet<string>): boolean {
  const text = lines[i]?.text ?? '';
  if (text.length > LONGEST_ANNEX_TITLE || SENTENCE_END.test(text)) return false;
  return (GAZETTE.test(text) || repeated.has(text)) && besidePage(lines, i);
}

const besidePage = (lines: readonly SourceLine[], i: number): boolean =>
  !isPageNumber(lines[i]?.text ?? '', true) && [i - 1, i + 1].some((k) => isPageNumber(lines[k]?.text ?? '', true));

/** .t td { color: red } of a page that was saved as text: words for a program, without one in Chinese */
export const isStyle = (text: string): boolean =>
  /^(?:\/\*.*\*\/|<!--.*-->)$/u.test(text) ||
  (!/\p{Script=Han}/u.test(text) && /[{}]|^[\w-]+\s*:\s*[^:]+;$/u.test(text));
