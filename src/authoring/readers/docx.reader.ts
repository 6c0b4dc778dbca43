/**
 * A Word document as lines: what Word would print with every tracked change accepted, automatic numbers included,
 * without headers, footers, comments and notes. Nothing is left out in silence: what is not read, or read in a way the
 * author may not expect, is told in a notice.
 *
 * Own reader, because the usual converter (mammoth) loses every automatic number, and with it most articles of a draft.
 */
import { Autonumbers, isAutonumber, isListNumber } from './docx.autonumber.js';
import { asParagraph, chosen, placeOf, SILENT, whole, wordsOf, WRAPS_BLOCKS } from './docx.elements.js';
import { Numbering } from './docx.numbering.js';
import { linear } from './docx.equation.js';
import { refuseActiveField } from './docx.fields.js';
import { openDocx } from './docx.package.js';
import { lookedAt, RunStyles } from './docx.runs.js';
import type { ReadResult } from './read.result.js';
import { Unreadable } from './refusal.js';
import { joinSoftBreaks } from './soft-breaks.js';
import { symbolOf } from './symbols.js';
import { append, closed, type Gathered, nothing, type Remark, Sheet } from './sheet.js';
import { childNamed, childrenNamed, elements, isOn, valueOf, type XmlElement } from './xml.js';
import { openZip, type ZipPackage } from './zip.package.js';

type Fate = 'kept' | 'inserted' | 'deleted';
type Words = Gathered<XmlElement>;

class BodyReading {
  readonly sheet = new Sheet<XmlElement>();
  /** complex fields open at this point; while the innermost that counts is in its code, words are not printed */
  private readonly fields: { code: string; inCode: boolean }[] = [];
  /** content of paragraphs whose mark was deleted: it runs on into the next one */
  private pending: Words | undefined;

  private readonly autonumbers = new Autonumbers();
  /** the words that were read last */
  private lastWords = '';
  /** of the paragraph that is being read */
  private properties: XmlElement | undefined;

  constructor(
    private readonly numbering: Numbering,
    private readonly styles: RunStyles,
    private readonly remarks: ReadonlyMap<string, Remark>,
  ) {}

  read(body: XmlElement): void {
    this.blocks(
      elements(body),
      (paragraph) => this.print(this.paragraph(paragraph)),
      (table) => this.table(table),
    );
    if (this.pending !== undefined) this.print({ label: '', gathered: this.pending });
  }

  /** Walks block content in order; wrappers are seen through, deleted blocks passed over. */
  private blocks(
    children: readonly XmlElement[],
    onParagraph: (p: XmlElement) => void,
    onTable: (t: XmlElement) => void,
  ): void {
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

  private paragraph(paragraph: XmlElement): { label: string; gathered: Words } | undefined {
    const properties = childNamed(paragraph, 'w:pPr');
    this.properties = properties;
    let gathered = this.gather(elements(paragraph), 'kept');
    const mark = childNamed(properties, 'w:rPr');
    if (isOn(mark, 'w:vanish') && gathered.text.trim() !== '') {
      // Word shows it and the next paragraph in one line
      const label = this.numbering.labelOf(properties);
      this.pending = append(this.pending ?? nothing(), { ...gathered, text: label + gathered.text });
      return undefined;
    }
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

  private gather(children: readonly XmlElement[], fate: Fate): Words {
    let all = nothing<XmlElement>();
    const word = (text: string): void => {
      if (this.fields.some((field) => field.inCode)) return;
      if (fate === 'deleted') all.deleted += text;
      else {
        this.lastWords = text;
        all.text += text;
        if (fate === 'inserted') all.inserted += text;
      }
    };
    for (const child of children) {
      switch (child.name) {
        case 'w:t':
        case 'm:t':
          word(child.children.filter((one) => typeof one === 'string').join(''));
          break;
        case 'w:delText':
          all.deleted += child.children.filter((one) => typeof one === 'string').join('');
          break;
        case 'w:tab':
        case 'w:ptab':
          word('\t');
          break;
        case 'w:br':
        case 'w:cr':
          word('\n');
          break;
        case 'w:noBreakHyphen':
          word('-');
          break;
        case 'w:sym': {
          const sign = symbolOf(child.attributes.get('w:font') ?? '', child.attributes.get('w:char') ?? '');
          if (sign === null) all.symbols ||= fate !== 'deleted';
          else word(sign);
          break;
        }
        case 'm:oMath': {
          const equation = linear(child);
          word(equation);
          if (fate !== 'deleted') all.equations.push(equation);
          break;
        }
        case 'v:textpath':
          // 艺术字, as red heads are often set
          if (fate !== 'deleted') all.boxes.push(asParagraph(child.attributes.get('string') ?? ''));
          break;
        case 'pic:pic':
        case 'v:imagedata':
        case 'c:chart':
        case 'dgm:relIds':
          if (fate !== 'deleted') all.pictures += 1;
          break;
        case 'w:commentReference':
          all.remarks.push(this.remarks.get(child.attributes.get('w:id') ?? '') ?? { author: '', text: '' });
          break;
        case 'w:footnoteReference':
        case 'w:endnoteReference':
          all.notes += 1;
          break;
        case 'w:del':
        case 'w:moveFrom':
          all = append(all, closed(this.gather(elements(child), 'deleted')));
          break;
        case 'w:ins':
        case 'w:moveTo':
          all = append(all, closed(this.gather(elements(child), fate === 'deleted' ? 'deleted' : 'inserted')));
          break;
        case 'mc:AlternateContent':
          all = append(all, this.gather(chosen(child), fate));
          break;
        case 'w:txbxContent':
          if (fate !== 'deleted') all.boxes.push(child);
          break;
        case 'w:r':
          all = append(all, this.run(child, fate));
          break;
        case 'w:sdt':
          if (!isOn(childNamed(child, 'w:sdtPr'), 'w:showingPlcHdr'))
            all = append(all, this.gather(elements(child), fate));
          break;
        case 'w:fldSimple': {
          const code = child.attributes.get('w:instr') ?? '';
          refuseActiveField(code);
          if (isAutonumber(code)) word(this.autonumbers.textOf(code, this.lastWords));
          else if (isListNumber(code)) all.unnumbered ||= fate !== 'deleted';
          else all = append(all, this.gather(elements(child), fate));
          break;
        }
        case 'w:fldChar': {
          const code = this.field(child.attributes.get('w:fldCharType'));
          if (code !== null && isAutonumber(code)) word(this.autonumbers.textOf(code, this.lastWords));
          else if (code !== null) all.unnumbered ||= fate !== 'deleted';
          break;
        }
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

  private run(run: XmlElement, fate: Fate): Words {
    const look = this.styles.lookOf(childNamed(run, 'w:rPr'), this.properties);
    return lookedAt(this.gather(elements(run), fate), look);
  }

  /** The code of a field of automatic numbers that has ended: Word works its number out and stores none. */
  private field(kind: string | undefined): string | null {
    if (kind === 'begin') this.fields.push({ code: '', inCode: true });
    const field = this.fields.at(-1);
    if (field === undefined) return null;
    if (kind === 'separate') field.inCode = isAutonumber(field.code);
    if (kind === 'separate' || kind === 'end') refuseActiveField(field.code);
    if (kind !== 'end') return null;
    this.fields.pop();
    return isAutonumber(field.code) || isListNumber(field.code) ? field.code : null;
  }

  private print(read: { label: string; gathered: Words } | undefined): void {
    if (read === undefined) return;
    const [joined, from] = [joinSoftBreaks(read.gathered.text), this.sheet.next];
    this.sheet.print(read.label, { ...read.gathered, text: joined });
    if (joined !== read.gathered.text)
      this.sheet.note(from, 'LINES_JOINED', '此处有段内换行断开了句子，已接起来，请核对。');
    this.boxes(read.gathered.boxes);
  }

  private boxes(boxes: readonly XmlElement[]): void {
    for (const box of boxes)
      this.sheet.box(() =>
        this.blocks(
          elements(box),
          (paragraph) => this.print(this.paragraph(paragraph)),
          (table) => this.table(table),
        ),
      );
  }

  /** A table of one column is only a frame: its paragraphs stay paragraphs. */
  private table(table: XmlElement): void {
    const rows = this.within(table, 'w:tr').filter((row) => {
      const deleted = childNamed(childNamed(row, 'w:trPr'), 'w:del') !== undefined;
      if (deleted) this.sheet.countChange();
      return !deleted;
    });
    const isKept = (cell: XmlElement): boolean => childNamed(childNamed(cell, 'w:tcPr'), 'w:cellDel') === undefined;
    const cellsOf = rows.map((row) => this.within(row, 'w:tc').filter(isKept));
    if (cellsOf.every((cells) => cells.length <= 1)) {
      for (const cell of cellsOf.flat())
        this.blocks(
          elements(cell),
          (p) => this.print(this.paragraph(p)),
          (t) => this.table(t),
        );
      return;
    }
    const before = rows.map((row) => whole(valueOf(childNamed(row, 'w:trPr'), 'w:gridBefore')));
    this.sheet.table(
      cellsOf.map((cells, at) => [
        ...Array.from({ length: before[at] ?? 0 }, () => ({ paragraphs: [''], facts: nothing<XmlElement>() })),
        ...cells.map((cell) => ({ ...this.cell(cell), ...placeOf(cell) })),
      ]),
    );
  }

  private cell(cell: XmlElement): { paragraphs: string[]; facts: Words } {
    const paragraphs: string[] = [];
    let facts = nothing<XmlElement>();
    const add = (label: string, gathered: Words): void => {
      for (const text of (label + gathered.text).split('\n')) paragraphs.push(text);
      facts = append(facts, { ...gathered, text: '', boxes: [] });
      for (const box of gathered.boxes) this.blocks(elements(box), onParagraph, onTable);
    };
    const onParagraph = (paragraph: XmlElement): void => {
      const read = this.paragraph(paragraph);
      if (read !== undefined) add(read.label, read.gathered);
    };
    const onTable = (table: XmlElement): void => {
      for (const row of this.within(table, 'w:tr')) {
        for (const inner of this.within(row, 'w:tc')) {
          const read = this.cell(inner);
          for (const text of read.paragraphs) paragraphs.push(text);
          facts = append(facts, read.facts);
        }
      }
    };
    this.blocks(elements(cell), onParagraph, onTable);
    return { paragraphs, facts };
  }

  /** Rows of a table, cells of a row: content controls may stand between. */
  private within(parent: XmlElement, name: string): XmlElement[] {
    return elements(parent).flatMap((child) => {
      if (child.name === name) return [child];
      return child.name === 'w:sdt' || WRAPS_BLOCKS.has(child.name) ? this.within(child, name) : [];
    });
  }
}

/**
 * @param given a zip, opened or not; what it holds is looked through before it is read
 * @throws Unreadable what is not a harmless Word document (see `openDocx`), and fields that call out
 */
export async function readDocx(given: Uint8Array | ZipPackage): Promise<ReadResult> {
  const parts = await openDocx(given instanceof Uint8Array ? await openZip(given) : given);
  const remarks = new Map(
    childrenNamed(parts.comments, 'w:comment').map((one) => [
      one.attributes.get('w:id') ?? '',
      { author: one.attributes.get('w:author') ?? '', text: wordsOf(one) },
    ]),
  );
  const numbering = new Numbering(parts.numbering, parts.styles);
  const reading = new BodyReading(numbering, new RunStyles(parts.styles), remarks);
  const body = childNamed(parts.document, 'w:body');
  if (body === undefined)
    throw new Unreadable('DAMAGED', '文件里没有正文，可能已损坏。请用 Word 打开修复、另存后再上传。');
  reading.read(body);
  const notes = childrenNamed(parts.footnotes, 'w:footnote').filter((one) => !one.attributes.has('w:type')).length;
  return reading.sheet.result({ remarks: remarks.size, notes }, 'Word');
}
