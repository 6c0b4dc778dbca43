/**
 * The first sheet of an .xlsx (ECMA-376) as rows of text: what a person sees in the cells, as far as that can be told
 * without working anything out. Of a formula it is the value that was stored with it; a day is written 2026-01-31.
 */
import { childrenNamed, type XmlElement } from './xml.js';
import { Unreadable } from './refusal.js';
import { openZip, type ZipPackage } from './zip.package.js';

export interface SheetRow {
  /** as the spreadsheet counts them, from 1 */
  number: number;
  /** by column, from 0; empty where there is nothing */
  cells: string[];
}
export type SheetOutcome = { ok: true; rows: SheetRow[] } | { ok: false; code: string; message: string };

/** Bounds of one table */
export interface SheetLimits {
  rows: number;
  columns: number;
  /** characters of a cell */
  cell: number;
}

/** A producer may choose its prefix: `x:row` is a row too */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
const named = (node: XmlElement | undefined, name: string): XmlElement[] =>
  (node?.children ?? []).filter((c): c is XmlElement => typeof c !== 'string' && localName(c.name) === name);
const first = (node: XmlElement | undefined, name: string): XmlElement | undefined => named(node, name)[0];
const words = (node: XmlElement | undefined): string =>
  (node?.children ?? []).map((c) => (typeof c === 'string' ? c : words(c))).join('');

/** _x000D_ and its like, as Excel writes what XML may not hold */
const unescaped = (text: string): string =>
  text
    .replace(/_x([0-9a-f]{4})_/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\r\n?/gu, '\n');

/** Of a shared or an inline string: its runs, without how they are to be read aloud */
const stringOf = (node: XmlElement): string =>
  unescaped([...named(node, 't').map(words), ...named(node, 'r').flatMap((r) => named(r, 't').map(words))].join(''));

/** Formats of days that every spreadsheet has, by number */
const isBuiltInDay = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
const saysDay = (format: string): boolean => /[ymd]/iu.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]/gu, ''));

/** Which styles, by number, show a number as a day */
function dayStyles(styles: XmlElement | undefined): Set<number> {
  const own = new Map(
    named(first(styles, 'numFmts'), 'numFmt').map((f) => [
      Number(f.attributes.get('numFmtId')),
      f.attributes.get('formatCode') ?? '',
    ]),
  );
  const found = new Set<number>();
  for (const [at, xf] of named(first(styles, 'cellXfs'), 'xf').entries()) {
    const id = Number(xf.attributes.get('numFmtId'));
    if (isBuiltInDay(id) || saysDay(own.get(id) ?? '')) found.add(at);
  }
  return found;
}

/** Days since the last of 1899, as spreadsheets count them; 1904 where the workbook says so */
function dayOf(serial: number, from1904: boolean): string {
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const day = new Date(start + Math.floor(serial) * 86_400_000);
  return Number.isNaN(day.getTime()) ? String(serial) : day.toISOString().slice(0, 10);
}

interface Book {
  strings: readonly string[];
  days: ReadonlySet<number>;
  from1904: boolean;
}

function cellText(cell: XmlElement, book: Book): string {
  const type = cell.attributes.get('t') ?? 'n';
  if (type === 'inlineStr') return first(cell, 'is') ? stringOf(first(cell, 'is') as XmlElement) : '';
  const value = words(first(cell, 'v'));
  if (type === 's') return book.strings[Number(value)] ?? '';
  if (type === 'd') return value.slice(0, 10);
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n' || value === '') return unescaped(value);
  const number = Number(value);
  if (book.days.has(Number(cell.attributes.get('s') ?? -1))) return dayOf(number, book.from1904);
  // a phone typed as a number may be stored as 1.39E10
  return Number.isFinite(number) ? String(number) : value;
}

/** B of B12, counted from 0 */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/u.exec(reference ?? '')?.[1];
  return letters === undefined ? null : [...letters].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1;
}

function readRows(sheet: XmlElement, book: Book, limits: SheetLimits): SheetRow[] {
  const rows: SheetRow[] = [];
  let last = 0;
  for (const row of named(first(sheet, 'sheetData'), 'row')) {
    const number = Number(row.attributes.get('r') ?? last + 1);
    last = number;
    const cells: string[] = [];
    for (const cell of named(row, 'c')) {
      const at = columnOf(cell.attributes.get('r')) ?? cells.length;
      const text = cellText(cell, book);
      if (text.trim() === '') continue;
      if (at >= limits.columns)
        throw new Unreadable('NOT_A_TABLE', `第 ${number} 行写到了第 ${at + 1} 列，最多 ${limits.columns} 列。`);
      if (text.length > limits.cell)
        throw new Unreadable('NOT_A_TABLE', `第 ${number} 行有一格超过 ${limits.cell} 字，请改短后再上传。`);
      while (cells.length < at) cells.push('');
      cells[at] = text;
    }
    if (cells.length > 0) rows.push({ number, cells });
    if (rows.length > limits.rows + 1)
      throw new Unreadable('TOO_MANY_ROWS', `表格超过 ${limits.rows} 行，请分成几张表，一张一张上传。`);
  }
  return rows;
}

/** The part that holds the first sheet of the workbook */
async function firstSheet(inside: ZipPackage, workbook: XmlElement): Promise<XmlElement | undefined> {
  const sheets = named(first(workbook, 'sheets'), 'sheet');
  const shown = sheets.find((s) => (s.attributes.get('state') ?? 'visible') === 'visible') ?? sheets[0];
  const relations = childrenNamed(await inside.xml('xl/_rels/workbook.xml.rels'), 'Relationship');
  const target = relations
    .find((r) => r.attributes.get('Id') === shown?.attributes.get('r:id'))
    ?.attributes.get('Target');
  if (target === undefined) return undefined;
  return inside.xml(target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//u, '')}`);
}

const SAVE_AS = '请用 Excel 或 WPS 表格打开后，另存为“Excel 工作簿（.xlsx）”再上传。';

/** What is said of a table where the words of legal texts do not fit, by the code of the refusal */
const SAID: Readonly<Record<string, string>> = {
  DAMAGED: `文件已损坏或者没有下载完整，打不开。${SAVE_AS}`,
  ENCRYPTED: '文件设有密码。请去掉密码，保存后再上传。',
  DOCTYPE: `文件里有正常表格不该有的内容，可能被人改动过。${SAVE_AS}`,
  NESTED_TOO_DEEP: `文件内部嵌套太深，不是正常的表格。${SAVE_AS}`,
  TOO_MANY_PARTS: '文件里东西太多，不是正常的表格。请把要导入的那张表另存成一个文件再上传。',
  INFLATES_TOO_LARGE: '文件解压后太大，不是正常的表格。请把要导入的那几行复制到新表格，另存后再上传。',
};

async function read(bytes: Uint8Array, limits: SheetLimits): Promise<SheetRow[]> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw new Unreadable('FORMAT_OTHER', `这是旧版表格（.xls），或者设有密码。请去掉密码，${SAVE_AS.slice(1)}`);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new Unreadable('FORMAT_UNKNOWN', `这不是表格文件。${SAVE_AS}`);
  const inside = await openZip(bytes);
  if (inside.names.some((n) => n.endsWith('vbaProject.bin'))) throw new Unreadable('MACROS', `表格带有宏。${SAVE_AS}`);
  const workbook = await inside.xml('xl/workbook.xml');
  if (!workbook) throw new Unreadable('FORMAT_UNKNOWN', `这不是表格文件。${SAVE_AS}`);
  const shared = await inside.xml('xl/sharedStrings.xml');
  const sheet = await firstSheet(inside, workbook);
  if (!sheet) throw new Unreadable('DAMAGED', '');
  const book: Book = {
    strings: named(shared, 'si').map(stringOf),
    days: dayStyles(await inside.xml('xl/styles.xml')),
    from1904: ['1', 'true'].includes(first(workbook, 'workbookPr')?.attributes.get('date1904') ?? ''),
  };
  return readRows(sheet, book, limits);
}

/** Never rejects for what is in the file: whatever cannot be read is `ok: false` with Chinese that says what to do */
export async function readSheet(bytes: Uint8Array, limits: SheetLimits): Promise<SheetOutcome> {
  try {
    return { ok: true, rows: await read(bytes, limits) };
  } catch (thrown) {
    if (!(thrown instanceof Unreadable)) throw thrown;
    return { ok: false, code: thrown.code, message: `表格没有读进来：${SAID[thrown.code] ?? thrown.reason}` };
  }
}
