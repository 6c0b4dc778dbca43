/**
 * What may stand around the articles of a text and is none of their 款: tables, the signature, a title that opens an
 * annex without the word 附件, the running head of a gazette. Looks only; the walk decides with the context.
 */
import type { SourceLine } from './article.js';
import { articleMark, clauseMark, headingMark, isPageNumber, itemMark, SENTENCE_END, subitemMark } from './marks.js';
import { withoutBlanks } from './normalise.js';

const LONGEST_ANNEX_TITLE = 40;

/**
 * By line whether it is a row of a table: cells with tabs between them, as the readers give them. A line that begins
 * with a label is one only behind a row of as many cells, for people set a tab behind 第一条 too; and never where most
 * labels of the text have one behind them.
 */
export function rowsOf(lines: readonly SourceLine[]): Uint8Array {
  const rows = new Uint8Array(lines.length);
  const texts = lines.map((line) => line.text);
  const labels = texts.filter((text) => articleMark(text) !== null);
  const tabbed = labels.filter((text) => /^第[^\t]{1,12}\t/u.test(text)).length * 2 > labels.length;
  let cells = 0;
  texts.forEach((text, k) => {
    const tabs = text.split('\t').length - 1;
    const row = tabs > 0 && (isLabelled(text) ? !tabbed && tabs === cells : true);
    rows[k] = row ? 1 : 0;
    cells = row ? tabs : 0;
  });
  return rows;
}

const isLabelled = (text: string): boolean =>
  [articleMark, headingMark, itemMark, subitemMark, clauseMark].some((mark) => mark(text) !== null);

const DAY = '(?:[0-9０-９]{4}|[〇零○一二三四五六七八九]{4})年(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})月';
const DATED = new RegExp(`^${DAY}(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})日$`, 'u');
const SIGNS =
  /(?:委员会|政府|代表大会|法院|检察院|主席团|办公室|[局厅部院会])$|^(?:主席|主任|院长|部长|[省市区县州]长)/u;
const MOST_SIGNATORIES = 4;

/** How many lines from `i` on are a signature: who signs, and the day; 0 where none begins here */
export function signatureAt(lines: readonly SourceLine[], i: number): number {
  for (let k = i; k < Math.min(lines.length, i + MOST_SIGNATORIES + 1); k++) {
    const words = withoutBlanks(lines[k]?.text ?? '');
    if (DATED.test(words)) return k + 1 - i;
    if (!SIGNS.test(words) || /[，。；：、]/u.test(words) || words.length > LONGEST_ANNEX_TITLE) return 0;
  }
  return 0;
}

const COMMENCES = /(?:施行|实施|生效|执行|废止)[。；]?$/u;
/** No sentence of that kind is longer, and only the end of a text is looked at */
const LONGEST_END = 12;
const NOTES = /^(?:注|附注|备注|说明|起草说明|修订说明|编者注)(?:[:：]|$)/u;
const NAMES_A_TABLE = /(?:表|名录|目录|清单|图|样式)$/u;

/** A sentence with which a law ends: 自公布之日起施行。 */
export const commences = (text: string): boolean => COMMENCES.test(text.trimEnd().slice(-LONGEST_END));

/** 注：…, 说明 behind the last article */
export const opensNotes = (text: string): boolean => NOTES.test(withoutBlanks(text));

/** 古井分级表 before its rows, behind the last article, without the word 附件 */
export function opensTable(lines: readonly SourceLine[], rows: Uint8Array, i: number): boolean {
  const text = lines[i]?.text ?? '';
  if (text.length > LONGEST_ANNEX_TITLE || SENTENCE_END.test(text) || rows[i] === 1 || isLabelled(text)) return false;
  return rows[i + 1] === 1 || NAMES_A_TABLE.test(text);
}

const GAZETTE = /(?:公报|公告|汇编|会刊)[\s\u3000]*(?:[（(])?\d{4}年.*第?.*[期号]|第[\s\u3000]*\d+[\s\u3000]*页/u;

/** The running head of a gazette: it stands beside the number of a page. */
export function isRunningHead(lines: readonly SourceLine[], i: number): boolean {
  const text = lines[i]?.text ?? '';
  if (text.length > LONGEST_ANNEX_TITLE || SENTENCE_END.test(text) || !GAZETTE.test(text)) return false;
  return [i - 1, i + 1].some((k) => isPageNumber(lines[k]?.text ?? '', true));
}

/** 总则, 分则, 附则 alone on a line before an article or a heading */
export function isGeneralHeading(lines: readonly SourceLine[], i: number): boolean {
  if (!/^[总總分附][则則]$/u.test(withoutBlanks(lines[i]?.text ?? ''))) return false;
  const next = lines[i + 1]?.text ?? '';
  return headingMark(next) !== null || articleMark(next)?.blankAfter === true;
}

/** 一、管辖 before an article: a heading of judicial interpretations, not a clause of a decision */
export function isClauseHeading(lines: readonly SourceLine[], i: number): boolean {
  const mark = clauseMark(lines[i]?.text ?? '');
  if (!mark || mark.rest === '' || mark.rest.length > 30 || SENTENCE_END.test(mark.rest)) return false;
  const next = articleMark(lines[i + 1]?.text ?? '');
  return next?.blankAfter === true && !next.cites;
}
