/**
 * A Word document as lines: what Word would print with every tracked change accepted, automatic numbers included, without
 * headers, footers, comments and notes. Nothing is left out in silence: what is not read, or read in a way the author may not
 * expect, is told in a notice.
 *
 * Own reader, because the usual converter (mammoth) loses every automatic number, and with it most articles of a draft.
 */
import { openDocx } from './docx.package.js';
import { Numbering } from './docx.numbering.js';
import { LIMITS } from './limits.js';
import type { ReadLine, ReadNotice, ReadResult } from './read.result.js';
import { Unreadable } from './refusal.js';
import { childNamed, childrenNamed, elements, isOn, type XmlElement } from './xml.js';

type Fate = 'kept' | 'inserted' | 'deleted';

/** What one paragraph holds besides its words. */
interface Gathered {
  text: string;
  inserted: string;
  deleted: string;
  /** paragraphs of text boxes anchored here: they follow the paragraph as lines of their own */
  boxes: XmlElement[];
  comments: number;
  notes: number;
  hidden: boolean;
  symbols: boolean;
}

const nothing = (): Gathered =>
  ({ text: '', inserted: '', deleted: '', boxes: [], comments: 0, notes: 0, hidden: false, symbols: false });

function append(to: Gathered, from: Gathered): Gathered {
  return {
    text: to.text + from.text, inserted: to.inserted + from.inserted, deleted: to.deleted + from.deleted,
    boxes: [...to.boxes, ...from.boxes], comments: to.comments + from.comments, notes: to.notes + from.notes,
    hidden: to.hidden || from.hidden, symbols: to.symbols || from.symbols,
  };
}

/** Ends a change, so that two changes of one paragraph are not told as one run of words. */
const closed = (one: Gathered): Gathered => ({
  ...one, inserted: one.inserted === '' ? '' : `${one.inserted}\0`, deleted: one.deleted === '' ? '' : `${one.deleted}\0`,
});

/** The changed words between quotation marks, at most three changes of a paragraph. */
function quoted(changes: string): string {
  const words = changes.split('\0').filter((one) => one.trim() !== '');
  return words.slice(0, 3).map((one) => `“${short(one)}”`).join('') + (words.length > 3 ? `等${words.length}处` : '');
}

/** Elements that hold no words of the text, or words that are not printed. */
const SILENT = new Set(['w:pPr', 'w:rPr', 'w:sectPr', 'w:instrText', 'w:delInstrText', 'w:sdtPr', 'w:sdtEndPr', 'w:fldData', 'w:rt',
  'w:rubyPr', 'm:oMathParaPr']);
/** Elements that only wrap blocks. */
const WRAPS_BLOCKS = new Set(['w:sdtContent', 'w:ins', 'w:moveTo', 'w:customXml', 'w:smartTag']);
/** Fields that bring in other files or start programs (DDE). */
const ACTIVE_FIELDS = new Set(['DDE', 'DDEAUTO', 'INCLUDETEXT', 'INCLUDE', 'INCLUDEPICTURE', 'IMPORT', 'LINK', 'DATABASE', 'MACROBUTTON']);

const ARTICLE_CELL = /^\s*第[〇零一二三四五六七八九十百千0-9]+条/u;

function short(text: string): string {
  const letters = [...text.replace(/\s+/gu, ' ').trim()];
  return letters.length <= 30 ? letters.join('') : `${letters.slice(0, 30).join('')}…`;
}

function refuseActiveField(code: string): void {
  const word = /^\s*([a-z]+)/iu.exec(code)?.[1]?.toUpperCase() ?? '';
  if (ACTIVE_FIELDS.has(word)) {
    throw new Unreadable('ACTIVE_FIELD', `文件里有会调用外部内容的域（${word}）。请在 Word 中选中该处，按 Ctrl+Shift+F9 转为文字，保存后再上传。`);
  }
}

/** Of the alternatives of mc:AlternateContent only one is read: the first choice, which carries the text of the fallback too. */
function chosen(alternate: XmlElement): XmlElement[] {
  return elements(childNamed(alternate, 'mc:Choice') ?? childNamed(alternate, 'mc:Fallback'));
}

class BodyReading {
  readonly lines: ReadLine[] = [];
  readonly notices: ReadNotice[] = [];
  private number = 0;
  private changes = 0;
  private comments = 0;
  private commentLines: number[] = [];
  private notes = 0;
  private comparison = 0;
  /** complex fields open at this point; while the innermost that counts is in its code, words are not printed */
  private readonly fields: { code: string; inCode: boolean }[] = [];
  /** content of paragraphs whose mark was deleted: it runs on into the next one */
  private pending: Gathered | undefined;

  constructor(private readonly numbering: Numbering) {}

  read(body: XmlElement): void {
    this.blocks(elements(body), (paragraph) => this.print(this.paragraph(paragraph)), (table) => this.table(table));
    if (this.pending !== undefined) this.print({ label: '', gathered: this.pending });
  }

  /** Walks block content in order; wrappers are seen through, deleted blocks passed over. */
  private blocks(children: readonly XmlElement[], onParagraph: (p: XmlElement) => void, onTable: (t: XmlElement) => void): void {
    for (const child of children) {
      if (child.name === 'w:p') onParagraph(child);
      else if (child.name === 'w:tbl') onTable(child);
      else if (child.name === 'w:sdt') {
        // Word's own prompt text (单击此处输入文字) is not the author's.
        const prompt = isOn(childNamed(child, 'w:sdtPr'), 'w:showingPlcHdr');
        if (!prompt) this.blocks(elements(childNamed(child, 'w:sdtContent')), onParagraph, onTable);
      } else if (WRAPS_BLOCKS.has(child.name)) this.blocks(elements(child), onParagraph, onTable);
      else if (child.name === 'mc:AlternateContent') this.blocks(chosen(child), onParagraph, onTable);
      else if (child.name === 'w:altChunk' || child.name === 'w:subDoc') {
        throw new Unreadable('EMBEDDED_OBJECT', '文件里插入了另一个文档。请把其中的文字直接粘贴进来，保存后再上传。');
      }
    }
  }

  private paragraph(paragraph: XmlElement): { label: string; gathered: Gathered } | undefined {
    const properties = childNamed(paragraph, 'w:pPr');
    let gathered = this.gather(elements(paragraph), 'kept');
    const mark = childNamed(properties, 'w:rPr');
    if (childNamed(mark, 'w:del') !== undefined || childNamed(mark, 'w:moveFrom') !== undefined) {
      this.pending = append(this.pending ?? nothing(), gathered);
      return undefined;
    }
    if (this.pending !== undefined) {
      gathered = append(this.pending, gathered);
      this.pending = undefined;
    }
    return { label: this.numbering.labelOf(properties), gathered };
  }

  private gather(children: readonly XmlElement[], fate: Fate): Gathered {
    let all = nothing();
    const word = (text: string): void => {
      if (this.fields.some((field) => field.inCode)) return;
      if (fate === 'deleted') all.deleted += text;
      else {
        all.text += text;
        if (fate === 'inserted') all.inserted += text;
      }
    };
    for (const child of children) {
      switch (child.name) {
        case 'w:t': case 'm:t':
          word(child.children.filter((one) => typeof one === 'string').join(''));
          break;
        case 'w:delText':
          all.deleted += child.children.filter((one) => typeof one === 'string').join('');
          break;
        case 'w:tab': case 'w:ptab':
          word('\t');
          break;
        case 'w:br': case 'w:cr':
          word('\n');
          break;
        case 'w:noBreakHyphen':
          word('-');
          break;
        case 'w:sym':
          all.symbols = true;
          break;
        case 'w:commentReference':
          all.comments += 1;
          break;
        case 'w:footnoteReference': case 'w:endnoteReference':
          all.notes += 1;
          break;
        case 'w:del': case 'w:moveFrom':
          all = append(all, closed(this.gather(elements(child), 'deleted')));
          break;
        case 'w:ins': case 'w:moveTo':
          all = append(all, closed(this.gather(elements(child), fate === 'deleted' ? 'deleted' : 'inserted')));
          break;
        case 'mc:AlternateContent':
          all = append(all, this.gather(chosen(child), fate));
          break;
        case 'w:txbxContent':
          if (fate !== 'deleted') all.boxes.push(child);
          break;
        case 'w:r':
          if (isOn(childNamed(child, 'w:rPr'), 'w:vanish')) all.hidden ||= this.gather(elements(child), fate).text.trim() !== '';
          else all = append(all, this.gather(elements(child), fate));
          break;
        case 'w:sdt':
          if (!isOn(childNamed(child, 'w:sdtPr'), 'w:showingPlcHdr')) all = append(all, this.gather(elements(child), fate));
          break;
        case 'w:fldSimple':
          refuseActiveField(child.attributes.get('w:instr') ?? '');
          all = append(all, this.gather(elements(child), fate));
          break;
        case 'w:fldChar':
          this.field(child.attributes.get('w:fldCharType'));
          break;
        case 'w:instrText': {
          const field = this.fields.at(-1);
          if (field !== undefined) field.code += child.children.filter((one) => typeof one === 'string').join('');
          break;
        }
        default:
          if (!SILENT.has(child.name)) all = append(all, this.gather(elements(child), fate));
      }
    }
    return all;
  }

  private field(kind: string | undefined): void {
    if (kind === 'begin') this.fields.push({ code: '', inCode: true });
    const field = this.fields.at(-1);
    if (field === undefined) return;
    if (kind === 'separate') field.inCode = false;
    if (kind === 'separate' || kind === 'end') refuseActiveField(field.code);
    if (kind === 'end') this.fields.pop();
  }

  /** A paragraph becomes one line, or several where it has line breaks. */
  private print(read: { label: string; gathered: Gathered } | undefined): void {
    if (read === undefined) return;
    const first = this.number + 1;
    for (const text of (read.label + read.gathered.text).split('\n')) this.line(text);
    this.tell(first, read.gathered);
    for (const box of read.gathered.boxes) {
      const from = this.number + 1;
      this.blocks(elements(box), (paragraph) => this.print(this.paragraph(paragraph)), (table) => this.table(table));
      this.note(from, 'TEXT_BOX', '这里起的文字来自文本框，已按普通段落读入，请核对它的位置。');
    }
  }

  private line(text: string): void {
    this.number += 1;
    if (text.trim() !== '') this.lines.push({ text, number: this.number });
  }

  /** One line for a row, a tab between cells. A table of one column is only a frame: its paragraphs stay paragraphs. */
  private table(table: XmlElement): void {
    const rows = this.within(table, 'w:tr').filter((row) => {
      const change = childNamed(row, 'w:trPr');
      const deleted = childNamed(change, 'w:del') !== undefined;
      if (deleted) this.changes += 1;
      return !deleted;
    });
    const isKept = (cell: XmlElement): boolean => childNamed(childNamed(cell, 'w:tcPr'), 'w:cellDel') === undefined;
    const cellsOf = rows.map((row) => this.within(row, 'w:tc').filter(isKept));
    const frame = cellsOf.every((cells) => cells.length <= 1);
    for (const cells of cellsOf) {
      if (frame) {
        for (const cell of cells) this.blocks(elements(cell), (p) => this.print(this.paragraph(p)), (t) => this.table(t));
        continue;
      }
      let facts = nothing();
      const texts = cells.map((cell) => {
        const read = this.cell(cell);
        facts = append(facts, { ...read, text: '' });
        return read.text;
      });
      if (texts.filter((text) => ARTICLE_CELL.test(text)).length >= 2) this.comparison += 1;
      this.line(texts.join('\t'));
      this.tell(this.number, facts);
    }
  }

  private cell(cell: XmlElement): Gathered {
    let all = nothing();
    const add = (label: string, gathered: Gathered): void => {
      const text = (label + gathered.text).replace(/[\t\n]+/gu, '\u3000');
      all = append(all, { ...gathered, text: all.text !== '' && text.trim() !== '' ? `\u3000${text}` : text, boxes: [] });
      for (const box of gathered.boxes) this.blocks(elements(box), onParagraph, onTable);
    };
    const onParagraph = (paragraph: XmlElement): void => {
      const read = this.paragraph(paragraph);
      if (read !== undefined) add(read.label, read.gathered);
    };
    const onTable = (table: XmlElement): void => {
      for (const row of this.within(table, 'w:tr')) for (const inner of this.within(row, 'w:tc')) add('', this.cell(inner));
    };
    this.blocks(elements(cell), onParagraph, onTable);
    return all;
  }

  /** Rows of a table, cells of a row: content controls may stand between. */
  private within(parent: XmlElement, name: string): XmlElement[] {
    return elements(parent).flatMap((child) => {
      if (child.name === name) return [child];
      return child.name === 'w:sdt' || WRAPS_BLOCKS.has(child.name) ? this.within(child, name) : [];
    });
  }

  private tell(line: number, gathered: Gathered): void {
    const { inserted, deleted } = gathered;
    if (inserted !== '' || deleted !== '') {
      this.changes += 1;
      const what = [['删去', quoted(deleted)], ['增加', quoted(inserted)]] as const;
      const said = what.filter(([, words]) => words !== '').map(([verb, words]) => verb + words).join('，');
      if (said !== '') this.note(line, 'TRACKED_CHANGE', `此处有修订标记，已按接受修订后的文字读入：${said}。`);
    }
    if (gathered.hidden) this.note(line, 'HIDDEN_TEXT', '此处有隐藏文字，未读入。');
    if (gathered.symbols) this.note(line, 'SYMBOL', '此处有用符号字体插入的符号，未读入，请核对。');
    this.comments += gathered.comments;
    this.notes += gathered.notes;
    if (gathered.comments > 0) this.commentLines.push(line);
  }

  private note(line: number, code: string, message: string): void {
    if (this.notices.filter((one) => one.code === code).length < LIMITS.noticesOfOneKind) this.notices.push({ line, code, message });
  }

  /** What is said of the whole file, before what is said of its lines. */
  summary(commentsPart: XmlElement | undefined, footnotesPart: XmlElement | undefined): ReadNotice[] {
    const whole: ReadNotice[] = [];
    const say = (code: string, message: string): void => void whole.push({ line: 0, code, message });
    if (this.changes > 0) say('TRACKED_CHANGES', `文件带有修订标记，共 ${this.changes} 处段落，已全部按接受修订后的文字读入。如需保留原文，请在 Word 中处理修订后重新上传。`);
    const comments = Math.max(this.comments, childrenNamed(commentsPart, 'w:comment').length);
    if (comments > 0) {
      const where = this.commentLines.length === 0 ? ''
        : `（第 ${this.commentLines.slice(0, 20).join('、')}${this.commentLines.length > 20 ? ' …' : ''} 行）`;
      say('COMMENTS', `文件里有 ${comments} 条批注${where}，批注内容未读入。`);
    }
    const footnotes = childrenNamed(footnotesPart, 'w:footnote').filter((one) => !one.attributes.has('w:type')).length;
    if (Math.max(this.notes, footnotes) > 0) say('NOTES', `文件里有 ${Math.max(this.notes, footnotes)} 条脚注或者尾注，未读入。`);
    if (this.comparison >= 2) say('COMPARISON_TABLE', '这份文件像是新旧对照表：一行里有两栏条文。请改为上传单独的文稿全文，否则条文会重复。');
    return whole;
  }
}

/**
 * @param bytes a zip; what it holds is looked through before it is read
 * @throws Unreadable what is not a harmless Word document (see `openDocx`), and fields that call out
 */
export async function readDocx(bytes: Uint8Array): Promise<ReadResult> {
  const parts = await openDocx(bytes);
  const reading = new BodyReading(new Numbering(parts.numbering, parts.styles));
  const body = childNamed(parts.document, 'w:body');
  if (body === undefined) throw new Unreadable('DAMAGED', '文件里没有正文，可能已损坏。请用 Word 打开修复、另存后再上传。');
  reading.read(body);
  return { lines: reading.lines, notices: [...reading.summary(parts.comments, parts.footnotes), ...reading.notices] };
}
