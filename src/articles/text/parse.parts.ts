/**
 * The 款 项 目 of the provision that a walk stands in: line after line is placed below what came before. 一、
 * inside a 条 is a 项 where a list of them is announced or has a second member, and （一） below it a 目 (laws
 * before 2000 number so); what stands below a 目 stays in its text, for 立法法 art. 65 knows no level below it.
 */
import type { Item, Paragraph, Provision, SourceLine, Subitem } from './article.js';
import { clauseMark, itemMark, type NumberedMark, SENTENCE_END, stemMark, subitemMark } from './marks.js';
import type { LookAhead } from './parse.ahead.js';
import { commences } from './parse.behind.js';
import { BrokenLines, goesOnIn } from './parse.broken.js';

const LONGEST_HEADING = 40;

/** What the parts ask of the walk that they are part of */
export interface Surroundings {
  lines: readonly SourceLine[];
  /** where the articles begin */
  start: number;
  ahead: LookAhead;
  /** by line whether it is a row of a table */
  rows: Uint8Array;
  /** whether 一、 number the provisions of the text themselves */
  clauses: boolean;
  /** nothing but running text: no label of any kind */
  isPlain: (i: number) => boolean;
  /** the next line that begins another provision or heading */
  provisionAfter: (i: number) => number;
  warn: (i: number, code: string, message: string) => void;
}

export class Parts {
  paragraph: Paragraph | null = null;
  item: Item | null = null;
  subitem: Subitem | null = null;
  /** whether a 款 of the provision says from when on the law is in force */
  commenced = false;
  private provision: Provision | null = null;
  private itemNumber = 0;
  private subitemNumber = 0;
  /** the number of the last 目 of the text, whatever it stood below */
  private lastOfClauses = 0;
  /** the forms of 目 in use, 1. before （1） before ①: only the outermost are 目, what stands below stays in them */
  private forms: string[] = [];
  private deeper = 0;
  /** the line that was placed last in this provision */
  private lastLine = -1;
  private readonly broken: BrokenLines;

  constructor(private readonly around: Surroundings) {
    this.broken = new BrokenLines(around.lines, around.start, around.isPlain);
  }

  begin(provision: Provision | null): void {
    this.provision = provision;
    this.paragraph = null;
    this.commenced = false;
    this.lastLine = -1;
    this.closeItem();
  }

  /** Places line `i`; gives the next line to place. */
  place(i: number): number {
    const next = this.placeOne(i);
    this.lastLine = next - 1;
    return next;
  }

  private placeOne(i: number): number {
    const text = this.text(i);
    if (this.around.rows[i] === 1) return this.addRow(i);
    if (this.goesOn(i)) return this.join(i);
    const mark = this.listMark(i);
    if (mark) {
      this.addItem(mark, i);
      return i + 1 + this.takeTextOfLabel(i, mark);
    }
    const subitem = this.subitemAt(i);
    if (subitem && this.isDeeper(subitem)) {
      this.continueItem(text);
      return i + 1;
    }
    if (subitem && this.acceptsSubitem(subitem, i)) {
      this.addSubitem(subitem);
      return i + 1 + this.takeTextOfLabel(i, subitem);
    }
    if (this.item && this.continuesItem(i)) this.continueItem(text);
    else this.addParagraph(text);
    return i + 1;
  }

  /** The words behind a label, of line `i`; gives how many further lines went with them. */
  placeText(text: string, i: number): number {
    const item = itemMark(text) ?? (this.paragraph === null ? this.firstOfList(text, i) : null);
    let more = 0;
    if (!item || this.paragraph !== null) this.addParagraph(text);
    else {
      this.addItem(item, -1);
      more = this.takeTextOfLabel(i, item);
    }
    this.lastLine = i + more;
    return more;
  }

  /** Whether a 项 with this number would go on with the list that is open */
  expects(number: number): boolean {
    return this.item !== null && number === this.itemNumber + 1;
  }

  addParagraph(text: string): void {
    this.paragraph = { text, items: [] };
    this.lastLine = -1;
    this.commenced ||= commences(text);
    this.provision?.paragraphs.push(this.paragraph);
    this.closeItem();
  }

  private text(i: number): string {
    return this.around.lines[i]?.text ?? '';
  }

  private get inClauses(): boolean {
    return this.item?.label.endsWith('、') === true;
  }

  /** The label of a 项 in line `i`: （一）, or 一、 or 甲、 in a list of such; null where it is none */
  private listMark(i: number): NumberedMark | null {
    const text = this.text(i);
    const item = this.inClauses ? null : itemMark(text);
    if (item || this.around.clauses || this.paragraph === null) return item;
    const mark = listMarkOf(text);
    if (!mark) return null;
    if (this.inClauses) return this.goesOnWith(mark) ? mark : null;
    if (mark.number !== 1 || this.item !== null) return null;
    return announces(this.paragraph.text) || this.hasSecond(mark, i) ? mark : null;
  }

  /** 第一条　一、渡口…: the list begins on the line of its article */
  private firstOfList(text: string, i: number): NumberedMark | null {
    const mark = this.around.clauses ? null : listMarkOf(text);
    return mark?.number === 1 && this.hasSecond(mark, i) ? mark : null;
  }

  private goesOnWith(mark: NumberedMark): boolean {
    return mark.number === this.itemNumber + 1 && formOf(mark.label) === formOf(this.item?.label ?? '');
  }

  private hasSecond(mark: NumberedMark, i: number): boolean {
    const second = this.nextOf(mark, i);
    return second?.mark.number === 2 && second.at < this.around.provisionAfter(i);
  }

  private subitemAt(i: number): NumberedMark | null {
    const text = this.text(i);
    const { item } = this;
    // the fifties put 一、 below 甲、, later laws 甲、 below 一、
    const other = item === null ? null : formOf(item.label) === '甲、' ? clauseMark(text) : stemMark(text);
    return (this.inClauses ? itemMark(text) : null) ?? subitemMark(text) ?? other;
  }

  /** A row of a table belongs to what stands before it: another 款 would shift what 前款 means. */
  private addRow(i: number): number {
    const text = this.text(i);
    if (this.item) this.continueItem(text);
    else if (this.paragraph)
      this.paragraph.text = this.paragraph.text === '' ? text : `${this.paragraph.text}\n${text}`;
    else this.addParagraph(text);
    return i + 1;
  }

  /** Whether line `i` is the rest of a sentence that the line before it broke off */
  private goesOn(i: number): boolean {
    const before = this.lastLine;
    if (before < 0 || this.around.rows[before] === 1 || !this.around.isPlain(i)) return false;
    const [text, next] = [this.text(before), this.text(i)];
    if (this.paragraph === null || clauseMark(next) !== null) return false;
    if (!this.broken.isBroken(text)) return false;
    if (goesOnIn(text, next) || this.broken.often) return true;
    this.around.warn(
      before,
      'LINE_UNFINISHED',
      `第${this.around.lines[before]?.number ?? 0}行没有句末标点，下一行另起；请核对是漏了标点，还是一句话被断成两行。`,
    );
    return false;
  }

  private join(i: number): number {
    const last = this.subitem ?? this.item ?? this.paragraph;
    if (last) last.text += this.text(i);
    if (last === this.paragraph) this.commenced ||= commences(this.text(i));
    return i + 1;
  }

  /** （1） below 1., ① below （1）: 立法法 knows no level below 目, so they stay in its text. */
  private isDeeper(mark: NumberedMark): boolean {
    if (this.subitem === null) return false;
    const form = formOf(mark.label);
    const at = this.forms.indexOf(form);
    if (at === 0) return false;
    if (at < 0 && mark.number !== 1) return false;
    if (at > 0 && at + 1 === this.forms.length && mark.number !== this.deeper + 1 && mark.number !== 1) return false;
    this.forms = at < 0 ? [...this.forms, form] : this.forms.slice(0, at + 1);
    this.deeper = mark.number;
    return true;
  }

  /** The text of an item whose label stands alone on its line. */
  private takeTextOfLabel(i: number, mark: NumberedMark): number {
    if (mark.rest !== '' || !this.around.isPlain(i + 1)) return 0;
    if (this.subitem) this.subitem.text = this.text(i + 1);
    else if (this.item) this.item.text = this.text(i + 1);
    return 1;
  }

  private closeItem(): void {
    this.item = null;
    this.itemNumber = 0;
    this.closeSubitem();
  }

  private closeSubitem(): void {
    this.subitem = null;
    this.subitemNumber = 0;
    this.forms = [];
  }

  private addItem(mark: NumberedMark, i: number): void {
    if (this.paragraph === null) this.addParagraph('');
    if (this.item && this.item.label !== '' && mark.number !== 1 && mark.number !== this.itemNumber + 1) {
      this.around.warn(
        i,
        'ITEM_GAP',
        `第${this.around.lines[i]?.number ?? 0}行的项号“${mark.label}”与上一项“${this.item.label}”不连续；请核对是否漏项或者编号有误。`,
      );
    }
    this.item = { label: mark.label, text: mark.rest, subitems: [] };
    this.itemNumber = mark.number;
    this.closeSubitem();
    this.paragraph?.items.push(this.item);
  }

  /**
   * A list of 目 is announced by a colon or has at least a second member; a lone ① or 1. is a footnote or a sentence.
   */
  private acceptsSubitem(mark: NumberedMark, i: number): boolean {
    if (mark.number !== 1) return this.subitem === null ? this.carriesOn(mark) : mark.number > this.subitemNumber;
    const above = this.item?.text ?? this.paragraph?.text ?? '';
    if (above === '' || announces(above)) return true;
    const next = this.nextOf(mark, i);
    return next !== null && next.at < this.around.provisionAfter(i) && next.mark.number === 2;
  }

  /** Below headings 一、 and （一） judicial interpretations number from 1. to the end without beginning again. */
  private carriesOn(mark: NumberedMark): boolean {
    const above = this.item?.text ?? this.paragraph?.text ?? '';
    const heading = above !== '' && above.length <= LONGEST_HEADING && !SENTENCE_END.test(above);
    return this.around.clauses && mark.number === this.lastOfClauses + 1 && heading;
  }

  private addSubitem(mark: NumberedMark): void {
    if (this.item === null) {
      if (this.paragraph === null) this.addParagraph('');
      this.item = { label: '', text: '', subitems: [] };
      this.paragraph?.items.push(this.item);
    }
    this.subitem = { label: mark.label, text: mark.rest };
    this.subitemNumber = mark.number;
    this.lastOfClauses = mark.number;
    this.forms = [formOf(mark.label)];
    this.deeper = 0;
    this.item.subitems.push(this.subitem);
  }

  /** The numbering goes on after this line, or the item ends with a colon and waits for it. */
  private continuesItem(i: number): boolean {
    const last = this.subitem ?? this.item;
    if (!last || !this.item) return false;
    if (announces(last.text) && !last.text.includes('\n')) return true;
    const { ahead } = this.around;
    const item = this.inClauses ? this.nextOf(this.item, i) : ahead.nextItem(i);
    const subitem = this.subitem && this.nextOf(this.subitem, i);
    const end = this.around.provisionAfter(i);
    if (item && item.at < end && (!subitem || item.at < subitem.at))
      return this.item.label !== '' && item.mark.number === this.itemNumber + 1;
    return subitem !== null && subitem.at < end && subitem.mark.number === this.subitemNumber + 1;
  }

  /** The next mark of the same form as this one */
  private nextOf({ label }: { label: string }, i: number): { at: number; mark: NumberedMark } | null {
    const { ahead } = this.around;
    switch (formOf(label)) {
      case '（一）':
        return ahead.nextItem(i);
      case '一、':
        return ahead.nextClause(i);
      case '甲、':
        return ahead.nextStem(i);
      default:
        return ahead.nextSubitem(i);
    }
  }

  private continueItem(text: string): void {
    const last = this.subitem ?? this.item;
    if (last) last.text = last.text === '' ? text : `${last.text}\n${text}`;
  }
}

/** 一、二级水源 counts two kinds and opens no list. */
const COUNTS = /^[一二三四五六七八九十]、[二三四五六七八九十](?:[、级类等]|产业)/u;

/** Whether a list is announced: by a colon at the end, which a pattern would look for from the beginning. */
const announces = (text: string): boolean => text.endsWith('：') || text.endsWith(':');

/** 一、 or 甲、 that may be a 项; null for one that counts kinds or has no words */
function listMarkOf(text: string): NumberedMark | null {
  const mark = clauseMark(text) ?? stemMark(text);
  return mark === null || mark.rest === '' || COUNTS.test(text) ? null : mark;
}

const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^[（(][0-9０-９]/u, '（1）'],
  [/^[（(㈠-㈩]/u, '（一）'],
  [/^[①-⑳㉑-㉟㊱-㊿]/u, '①'],
  [/^[0-9０-９]+[)）]/u, '1）'],
  [/^[甲乙丙丁戊己庚辛壬癸]/u, '甲、'],
  [/^[零〇一二两三四五六七八九十百]+、/u, '一、'],
];

/** By which the levels of lists are told apart; 1. is every other one */
const formOf = (label: string): string => FORMS.find(([form]) => form.test(label))?.[1] ?? '1.';
