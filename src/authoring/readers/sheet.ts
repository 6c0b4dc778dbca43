/**
 * Where the readers of word processors' files write what they find: lines, tables, and what the person who imports
 * should know. Nothing is left out in silence: what is not read, or read in a way the author may not expect, is told in
 * a notice.
 */
import { parseArticleLabel } from '../../articles/index.js';
import { Notices } from './notices.js';
import { laidOutLines } from './sheet.layout.js';
import type { ReadColumn, ReadLine, ReadNotice, ReadResult } from './read.result.js';
import { comparisonColumns, isPlaceholder } from './table.columns.js';

/** 批注 */
export interface Remark {
  author: string;
  text: string;
}

/** What one paragraph holds besides its words; `Box` is what a text box is to the reader. */
export interface Gathered<Box> {
  text: string;
  /** changes end with U+0000, so that two of one paragraph are not told as one run of words */
  inserted: string;
  deleted: string;
  /** text boxes anchored here: they follow the paragraph as lines of their own */
  boxes: Box[];
  remarks: Remark[];
  /** footnotes and endnotes */
  notes: number;
  hidden: boolean;
  /** a sign of a font of symbols that we do not know */
  symbols: boolean;
  /** a field of automatic numbers of which the file holds no number */
  unnumbered: boolean;
  /** characters that only the font of whoever typed them shows; each ends with U+0000 */
  privates: string;
  /** words struck through by hand, raised or lowered ones that Unicode has no signs for; each ends with U+0000 */
  struck: string;
  scripts: string;
  /** as they were read */
  equations: string[];
  pictures: number;
}

export const nothing = <Box>(): Gathered<Box> => ({
  text: '',
  inserted: '',
  deleted: '',
  boxes: [],
  remarks: [],
  notes: 0,
  hidden: false,
  symbols: false,
  unnumbered: false,
  privates: '',
  struck: '',
  scripts: '',
  equations: [],
  pictures: 0,
});

export function append<Box>(to: Gathered<Box>, from: Gathered<Box>): Gathered<Box> {
  return {
    text: to.text + from.text,
    inserted: to.inserted + from.inserted,
    deleted: to.deleted + from.deleted,
    boxes: [...to.boxes, ...from.boxes],
    remarks: [...to.remarks, ...from.remarks],
    notes: to.notes + from.notes,
    hidden: to.hidden || from.hidden,
    symbols: to.symbols || from.symbols,
    unnumbered: to.unnumbered || from.unnumbered,
    privates: to.privates + from.privates,
    struck: to.struck + from.struck,
    scripts: to.scripts + from.scripts,
    equations: [...to.equations, ...from.equations],
    pictures: to.pictures + from.pictures,
  };
}

/** Ends a change. */
export const closed = <Box>(one: Gathered<Box>): Gathered<Box> => ({
  ...one,
  inserted: one.inserted === '' ? '' : `${one.inserted}\0`,
  deleted: one.deleted === '' ? '' : `${one.deleted}\0`,
});

function short(text: string, length = 30): string {
  const letters = [...text.replace(/\s+/gu, ' ').trim()];
  return letters.length <= length ? letters.join('') : `${letters.slice(0, length).join('')}…`;
}

/** The changed words between quotation marks, at most three changes of a paragraph. */
function quoted(changes: string): string {
  const words = changes.split('\0').filter((one) => one.trim() !== '');
  return (
    words
      .slice(0, 3)
      .map((one) => `“${short(one)}”`)
      .join('') + (words.length > 3 ? `等${words.length}处` : '')
  );
}

/** A cell: its paragraphs, and what they hold besides words. */
export interface SheetCell<Box> {
  paragraphs: string[];
  facts: Gathered<Box>;
  /** over how many columns it goes; one where it is left out */
  span?: number;
  /** it goes on with the cell above it */
  below?: boolean;
}
/** More columns than this has no table on paper. */
export const MOST_COLUMNS = 64;

const ARTICLE =
  /^[\s\u3000]*(第[零〇○一二两三四五六七八九十百千0-9０-９]{1,12}条(?:之[一二三四五六七八九十]{1,3})?)(?:$|[\s\u3000（(：:])/u;

export class Sheet<Box> {
  private readonly lines: ReadLine[] = [];
  private readonly notices = new Notices();
  private readonly columns: ReadColumn[] = [];
  private number = 0;
  private changes = 0;
  private remarks = 0;
  private remarkLines: number[] = [];
  private notes = 0;
  private read = '';
  /** the last 条 that began: by it a place is named */
  private article: string | null = null;

  /**
   * A paragraph becomes one line, or several where it has line breaks. Its text boxes are left to the reader. `label`
   * is its automatic number: typed once more it is read once.
   */
  print(label: string, gathered: Gathered<Box>): void {
    const first = this.number + 1;
    const [bare, typed] = [label.trim(), labelOf(gathered.text)];
    const twice = bare !== '' && (typed === bare || gathered.text.trimStart().startsWith(`${bare}\u3000`));
    const words = twice
      ? gathered.text
          .trimStart()
          .slice(bare.length)
          .replace(/^[\s\u3000]+/u, '')
      : gathered.text;
    for (const text of (label + words).split('\n')) this.line(text);
    if (twice)
      this.note(first, 'NUMBER_TWICE', `此处的编号“${bare}”既是自动编号，又手工打了一遍，只读入一个，请核对。`);
    else if (bare !== '' && typed !== null && sameKind(bare, typed))
      this.note(
        first,
        'NUMBER_CLASH',
        `此处的自动编号是“${bare}”，文字里又打了“${typed}”，两个都读入了；请在文稿里删去一个。`,
      );
    this.tell(first, gathered);
  }

  line(text: string): void {
    this.number += 1;
    const label = ARTICLE.exec(text)?.[1];
    if (label !== undefined) this.article = label;
    if (text.trim() !== '') this.lines.push({ text, number: this.number });
  }

  /** The number the next line will have. */
  get next(): number {
    return this.number + 1;
  }

  /** A row, column or paragraph mark that a tracked change took away and that has no line any more. */
  countChange(): void {
    this.changes += 1;
  }

  /**
   * A table of two or more columns: one line for a row, a tab between cells. A comparison table is read as the column
   * of its new text, paragraph by paragraph; its other columns are kept beside.
   */
  table(rows: readonly SheetCell<Box>[][]): void {
    const grid = rows.map((row) => row.flatMap((cell) => Array.from({ length: spanOf(cell) }, () => cell)));
    const found = comparisonColumns(grid.map((row) => row.map((cell) => cell.paragraphs)));
    const beside = found?.columns.map(({ at, name }) => ({ at, column: { name, lines: [] as ReadLine[] } })) ?? [];
    const last = this.article === null ? 0 : (parseArticleLabel(this.article)?.number ?? 0);
    const paragraphs = grid.map((row) => row.map((cell) => cell.paragraphs));
    const laidOut = found === undefined ? laidOutLines(paragraphs, last, this.lines.at(-1)?.text ?? '') : null;
    const opening: string[] = [];
    rows.forEach((row, index) => {
      const first = this.number + 1;
      const facts = row.reduce((all, cell) => append(all, { ...cell.facts, text: '' }), nothing<Box>());
      if (laidOut !== null) for (const text of laidOut[index] ?? []) this.line(text);
      else if (found === undefined) this.line(rowLine(row, opening));
      else if (index >= found.headerRows) {
        for (const { at, column } of beside) {
          const kept = (grid[index]?.[at]?.paragraphs ?? []).filter(
            (text) => text.trim() !== '' && !isPlaceholder(text),
          );
          if (at === found.read) kept.forEach((text) => this.line(text));
          kept.forEach((text, k) => column.lines.push({ text, number: first + (at === found.read ? k : 0) }));
        }
      }
      this.tell(Math.max(first, this.number), facts);
    });
    if (found === undefined) return;
    this.read = beside.find(({ at }) => at === found.read)?.column.name ?? '';
    this.columns.push(...beside.map(({ column }) => column));
  }

  tell(line: number, gathered: Gathered<Box>): void {
    const { inserted, deleted } = gathered;
    if (inserted !== '' || deleted !== '') {
      this.changes += 1;
      const what = [
        ['删去', quoted(deleted)],
        ['增加', quoted(inserted)],
      ] as const;
      const said = what
        .filter(([, words]) => words !== '')
        .map(([verb, words]) => verb + words)
        .join('，');
      if (said !== '') this.note(line, 'TRACKED_CHANGE', `此处有修订标记，已按接受修订后的文字读入：${said}。`);
    }
    if (gathered.hidden)
      this.note(line, 'HIDDEN_TEXT', '此处有隐藏文字，未读入；需要的，请在文稿里取消隐藏后重新上传。');
    if (gathered.symbols)
      this.note(line, 'SYMBOL', '此处有用符号字体插入的符号，未读入；请在文稿里改用普通字符后重新上传。');
    if (gathered.unnumbered)
      this.note(
        line,
        'FIELD_NUMBER',
        '此处有编号域（LISTNUM），文件里没有存下它的数字，没有读入；请改为手工编号或者自动编号后重新上传。',
      );
    if (gathered.privates !== '')
      this.note(
        line,
        'PRIVATE_SIGN',
        `此处有造字${quoted(gathered.privates)}，换一台电脑可能显示不出来，请改用通用的字。`,
      );
    if (gathered.struck !== '')
      this.note(
        line,
        'STRUCK',
        `此处有画了删除线的文字${quoted(gathered.struck)}，仍按正文读入；不要的，请在文稿里删去后重新上传。`,
      );
    if (gathered.scripts !== '')
      this.note(line, 'SCRIPT', `此处有上标或者下标${quoted(gathered.scripts)}，读成了普通文字，请核对。`);
    if (gathered.equations.length > 0)
      this.note(line, 'EQUATION', `此处有公式，读作${quoted(gathered.equations.join('\0'))}，请核对。`);
    if (gathered.pictures > 0)
      this.note(line, 'PICTURE', `此处有 ${gathered.pictures} 幅图片，没有读入；是公式或者表格的，请改用文字。`);
    this.notes += gathered.notes;
    this.remarks += gathered.remarks.length;
    if (gathered.remarks.length > 0) this.remarkLines.push(line);
    for (const one of gathered.remarks) {
      if (one.text.trim() === '') continue;
      this.note(
        line,
        'COMMENT',
        `批注${one.author.trim() === '' ? '' : `（${short(one.author, 12)}）`}：“${short(one.text, 100)}”`,
      );
    }
  }

  /** Text boxes follow the paragraph that they are anchored in; where they were is told, unless they are empty. */
  box(read: () => void): void {
    const [from, place, before] = [this.next, this.article, this.lines.length];
    read();
    if (this.lines.length === before) return;
    const where = place === null ? `第${from}行起的文字来自文本框` : `${place}后面的文字来自文本框（第${from}行起）`;
    this.note(from, 'TEXT_BOX', `${where}，已按普通段落读入，请核对它的位置。`);
  }

  note(line: number, code: string, message: string): void {
    this.notices.add(line, code, message.replace(/^此处/u, this.article ?? `第${line}行`));
  }

  /** What is said of the whole file comes before what is said of its lines. */
  result(beyond: { remarks: number; notes: number }, program: string): ReadResult {
    const whole: ReadNotice[] = [];
    const say = (code: string, message: string): void => void whole.push({ line: 0, code, message });
    if (this.changes > 0) {
      say(
        'TRACKED_CHANGES',
        `文件带有修订标记，共 ${this.changes} 处段落，已全部按接受修订后的文字读入。如需保留原文，请在 ${program} 中处理修订后重新上传。`,
      );
    }
    const remarks = Math.max(this.remarks, beyond.remarks);
    if (remarks > 0) {
      const where =
        this.remarkLines.length === 0
          ? ''
          : `（第 ${this.remarkLines.slice(0, 20).join('、')}${this.remarkLines.length > 20 ? ' …' : ''} 行）`;
      say('COMMENTS', `文件里有 ${remarks} 条批注${where}，批注内容未读入正文。`);
    }
    const notes = Math.max(this.notes, beyond.notes);
    if (notes > 0) say('NOTES', `文件里有 ${notes} 条脚注或者尾注，未读入；属于条文的，请写进正文。`);
    if (this.columns.length > 0) {
      say(
        'COMPARISON_TABLE',
        `这份文件是新旧对照表，已读入“${short(this.read, 40)}”一栏；其他各栏没有读入正文。` +
          '如果选错了栏，请改为上传单独的文稿全文。',
      );
    }
    return {
      lines: this.lines,
      notices: [...whole, ...this.notices.all()],
      ...(this.columns.length > 0 ? { columns: this.columns } : {}),
    };
  }
}

const spanOf = (cell: { span?: number }): number => Math.min(MOST_COLUMNS, Math.max(1, cell.span ?? 1));

/**
 * A row as a line: a tab after each column. Where its first cell goes on with the one above, that is said again:
 * `opening` keeps it from row to row.
 */
function rowLine<Box>(row: readonly SheetCell<Box>[], opening: string[]): string {
  const cells = row.flatMap((cell, at) => {
    const words = oneLine(cell.paragraphs);
    if (at === 0 && cell.below !== true) opening[0] = words;
    const said = at === 0 && cell.below === true && words === '' ? (opening[0] ?? '') : words;
    return [said, ...Array.from({ length: spanOf(cell) - 1 }, () => '')];
  });
  return cells.join('\t');
}

const TYPED =
  /^[\s\u3000]*(第[零〇○一二两三四五六七八九十百千0-9０-９]{1,12}[条章节编](?:之[一二三四五六七八九十]{1,3})?(?=$|[\s\u3000（(：:])|[（(][零〇一二三四五六七八九十百0-9]{1,4}[）)]|[0-9]{1,3}[.．、](?![0-9])|[一二三四五六七八九十百]{1,4}、)/u;
const labelOf = (text: string): string | null => TYPED.exec(text)?.[1] ?? null;

/** 第一条 and 第三条, （一） and （二）; not 第一条 and （一）, which begins a list */
const sameKind = (a: string, b: string): boolean => labelOf(a) !== null && shape(a) === shape(b);
const shape = (label: string): string => label.replace(/[零〇○一二两三四五六七八九十百千0-9０-９]+/gu, 'n');

/** The paragraphs of a cell in a line of a table: an ideographic blank between them. */
const oneLine = (paragraphs: readonly string[]): string =>
  paragraphs
    .map((text) => text.replace(/[\t\n]+/gu, '\u3000'))
    .filter((text, at) => at === 0 || text.trim() !== '')
    .join('\u3000');
