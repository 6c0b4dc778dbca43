/**
 * The body of a text, line by line, into headings and provisions; conventions and promises stand at the head of
 * `parse.ts`.
 */
import type { Heading, Item, Paragraph, Provision, SetAsideLine, SourceLine, Subitem, Warning } from './article.js';
import {
  annexMark,
  articleMark,
  type ArticleMark,
  clauseMark,
  headingMark,
  type HeadingMark,
  isContentsMark,
  isPageNumber,
  isPreambleMark,
  itemMark,
  type NumberedMark,
  SENTENCE_END,
  subitemMark,
  takeCaption,
} from './marks.js';
import { closeBlanks, withoutBlanks } from './normalise.js';
import { formatArticleLabel } from './numeral.js';
import { LookAhead } from './parse.ahead.js';
import {
  commences,
  isClauseHeading,
  isGeneralHeading,
  isRunningHead,
  opensNotes,
  opensTable,
  rowsOf,
  signatureAt,
} from './parse.behind.js';
import { openAfter, OPENING } from './quotation.js';

const LEVEL_RANK = { part: 0, subpart: 1, chapter: 2, section: 3 } as const;
/** A heading that was broken in two is at most this much longer; anything longer below a heading is text. */
const LONGEST_WRAPPED_TITLE = 30;

export interface Standing {
  headings: number;
  provisions: number;
  provision: Provision | null;
  paragraph: Paragraph | null;
  item: Item | null;
  subitem: Subitem | null;
}

export class BodyWalk {
  readonly provisions: Provision[] = [];
  readonly headings: Heading[] = [];
  readonly warnings: Warning[] = [];
  readonly lineOf: number[] = [];
  private readonly unplaced: SetAsideLine[] = [];
  private stack: Heading[] = [];
  private provision: Provision | null = null;
  private paragraph: Paragraph | null = null;
  private item: Item | null = null;
  private itemNumber = 0;
  private subitem: Subitem | null = null;
  private subitemNumber = 0;
  private inAnnex = false;
  private quoteOpen = false;
  private annexes = 0;
  private hasParts = false;
  private readonly ahead: LookAhead;
  private readonly rows: Uint8Array;
  /** the forms of 目 in use, 1. before （1） before ①: only the outermost are 目, what stands below stays in them */
  private forms: string[] = [];
  private deeper = 0;
  private behindTold = false;
  /** whether a 款 of the article says from when on the law is in force */
  private commenced = false;
  private hasChapters = false;
  private readonly tightLabels: boolean;
  private readonly bareCaptions: boolean;

  constructor(
    private readonly lines: readonly SourceLine[],
    private readonly clauses: boolean,
    private readonly contents: Set<string>,
    private readonly start: number,
  ) {
    this.ahead = new LookAhead(lines);
    this.rows = rowsOf(lines);
    const marks = lines.map((line, i) => (i < start || this.rows[i] === 1 ? null : articleMark(line.text)));
    const labels = marks.filter((m): m is ArticleMark => m !== null && !m.cites);
    this.tightLabels = labels.filter((m) => !m.blankAfter).length * 2 > labels.length;
    const captions = marks.filter((m, i) => m !== null && !m.cites && this.looksLikeBareCaption(m, i)).length;
    this.bareCaptions = labels.length >= 3 && captions * 10 >= labels.length * 6;
  }

  /** The line at which a decision that is read by its clauses holds the re-published law; null where it holds none */
  lawBehind(): number | null {
    if (!this.clauses) return null;
    const quoted = { open: false };
    for (const [i, line] of this.lines.entries()) {
      const inside = quoted.open || /^[“"「『]/u.test(line.text);
      quoted.open = openAfter(line.text, quoted.open);
      const mark = inside || i < this.start ? null : articleMark(line.text);
      if (mark?.number === 1 && mark.sub === 0 && mark.blankAfter && !mark.cites) return line.number;
    }
    return null;
  }

  /** `placed` hears, after each step, which lines it placed: from the first to before the second index. */
  run(placed?: (from: number, to: number) => void): SetAsideLine[] {
    let i = this.start;
    while (i < this.lines.length) {
      const next = this.step(i);
      placed?.(i, next);
      i = next;
    }
    return this.unplaced;
  }

  /** Where the walk stands: what the last line was added to */
  get standing(): Standing {
    const { provision, paragraph, item, subitem } = this;
    return { headings: this.headings.length, provisions: this.provisions.length, provision, paragraph, item, subitem };
  }

  private text(i: number): string {
    return this.lines[i]?.text ?? '';
  }

  private lineNumber(i: number): number {
    return this.lines[i]?.number ?? 0;
  }

  /** Places line `i` (and, for a label alone on its line, the next); returns the next line to place. */
  private step(i: number): number {
    const text = this.text(i);
    if (this.quoteOpen && this.stillQuoted(i)) {
      this.quoteOpen = openAfter(text, true);
      this.addParagraph(text);
      return i + 1;
    }
    const before = this.quoteOpen;
    this.quoteOpen = false;
    const next = this.place(i);
    if (before && this.provision !== null && next > i) {
      this.warn(i, 'QUOTE_UNCLOSED', `第${this.lineNumber(i)}行以前有引号“没有对应的”；请核对引文在哪里结束。`);
    }
    if (!this.inAnnex) for (let k = i; k < next; k++) this.quoteOpen = openAfter(this.text(k), this.quoteOpen);
    return next;
  }

  /** An unquoted label while a quotation is open is still quoted if the next quotation mark is a closing one. */
  private stillQuoted(i: number): boolean {
    if (this.provision === null) return false;
    const text = this.text(i);
    if (OPENING.test(text.charAt(0))) return true;
    const label = this.clauses ? clauseMark(text) !== null : this.ownArticle(i) !== null || headingMark(text) !== null;
    if (!label && annexMark(text) === null) return this.ahead.closesLater(i) || /[”」』]/u.test(text);
    return this.ahead.closesLater(i);
  }

  private place(i: number): number {
    const text = this.text(i);
    if (isPageNumber(text, !this.inAnnex) || isRunningHead(this.lines, i)) return this.setAside(i, 'pageNumber');
    if (this.startsAnnex(i)) return this.openAnnex(i);
    if (this.inAnnex) {
      this.addParagraph(text);
      return i + 1;
    }
    if (this.clauses) {
      const clause = clauseMark(text);
      if (clause && this.acceptsClause(clause)) return this.openClause(i, clause);
    } else {
      const article = this.ownArticle(i);
      if (article) return this.openArticle(i, article);
      const heading = this.headingAt(i);
      if (heading) return this.openHeading(i, heading);
    }
    if (this.provision === null) return this.setAsideUnplaced(i);
    return this.placeBehind(i) ?? this.placeInside(i);
  }

  private headingAt(i: number): HeadingMark | null {
    const text = this.text(i);
    if (this.rows[i] === 1) return null;
    const [level, number, sub] = ['chapter', 0, 0] as const;
    if (isGeneralHeading(this.lines, i)) return { level, label: '', title: withoutBlanks(text), number, sub };
    const clause = isClauseHeading(this.lines, i) ? clauseMark(text) : null;
    if (clause) return { level: this.clauseLevel, label: clause.label, title: closeBlanks(clause.rest), number, sub };
    return headingMark(text);
  }

  /** 一、管辖 stands below the chapters of a text that has any */
  private get clauseLevel(): Heading['level'] {
    return this.hasChapters ? 'section' : 'chapter';
  }

  /** What stands behind the last article and is none of its 款; null where it may be one */
  private placeBehind(i: number): number | null {
    const text = this.text(i);
    if (this.paragraph === null || !this.isLast(i)) return null;
    const signed = signatureAt(this.lines, i);
    if (signed > 0 && this.isLast(i + signed - 1)) {
      for (let k = i; k < i + signed; k++) this.setAside(k, 'unplaced');
      return i + signed;
    }
    if (!this.commenced) return null;
    if (opensNotes(text) || opensTable(this.lines, this.rows, i)) return this.openAnnex(i);
    if (this.rows[i] === 1) return this.openAnnex(i, '附表');
    if (!this.behindTold && !/[。：:；;”」』）)]$/u.test(text)) {
      this.behindTold = true;
      this.warn(
        i,
        'TEXT_BEHIND',
        `第${this.lineNumber(i)}行起的文字在最后一条之后，暂时作为它的款；请核对是不是附件、说明或者落款。`,
      );
    }
    return null;
  }

  /** Whether no other article or heading comes behind this line */
  private isLast(i: number): boolean {
    const at = this.provisionAfter(i);
    return at === this.lines.length || annexMark(this.text(at)) !== null;
  }

  private acceptsClause(clause: NumberedMark): boolean {
    const last = this.provisions[this.provisions.length - 1];
    return last === undefined ? true : clause.number > last.number;
  }

  private ownArticle(i: number): ArticleMark | null {
    const mark = this.rows[i] === 1 ? null : articleMark(this.text(i));
    if (!mark || mark.cites) return null;
    if (mark.blankAfter) return mark;
    const last = this.provisions[this.provisions.length - 1];
    const follows =
      last === undefined
        ? mark.number === 1
        : (mark.number === last.number + 1 && mark.sub === 0) ||
          (mark.number === last.number && mark.sub === last.sub + 1);
    return follows || (this.tightLabels && (last === undefined || mark.number > last.number)) ? mark : null;
  }

  private open(
    i: number,
    kind: Provision['kind'],
    label: string,
    number: number,
    sub: number,
    caption: string | null,
  ): Provision {
    const provision: Provision = {
      kind,
      label,
      number,
      sub,
      caption,
      headings: kind === 'annex' ? [] : [...this.stack],
      paragraphs: [],
    };
    this.provisions.push(provision);
    this.lineOf.push(this.lineNumber(i));
    this.provision = provision;
    this.commenced = false;
    this.closeParagraph();
    return provision;
  }

  private openArticle(i: number, mark: ArticleMark): number {
    let { caption, rest } = mark;
    let next = i + 1;
    if (caption === null && rest !== '' && this.bareCaptions && this.looksLikeBareCaption(mark, i)) {
      caption = closeBlanks(rest);
      rest = '';
    }
    this.open(i, 'article', formatArticleLabel(mark), mark.number, mark.sub, caption);
    if (rest === '' && next < this.lines.length && this.isPlain(next)) {
      const line = this.text(next);
      const onlyCaption = caption === null ? CAPTION_LINE.exec(line) : null;
      if (onlyCaption && this.provision && this.isPlain(next + 1)) {
        this.provision.caption = closeBlanks(onlyCaption[1] ?? '');
        next++;
      }
      rest = this.isPlain(next) ? this.text(next) : '';
      if (rest !== '') next++;
      const taken = this.provision?.caption === null ? takeCaption(rest) : null;
      if (taken && this.provision) {
        this.provision.caption = taken.caption;
        rest = taken.rest;
      }
    }
    return rest === '' ? next : next + this.placeText(rest, next - 1);
  }

  /** Nothing but running text: no label of any kind. */
  private isPlain(i: number): boolean {
    const t = this.text(i);
    return (
      t !== '' &&
      articleMark(t) === null &&
      headingMark(t) === null &&
      itemMark(t) === null &&
      subitemMark(t) === null &&
      annexMark(t) === null &&
      !isPageNumber(t, true) &&
      !isContentsMark(t) &&
      !isPreambleMark(t)
    );
  }

  private looksLikeBareCaption(mark: ArticleMark, i: number): boolean {
    if (
      mark.caption !== null ||
      mark.rest === '' ||
      mark.rest.length > 25 ||
      /[。；：，、:;,.？！（）()]/u.test(mark.rest)
    )
      return false;
    return this.isPlain(i + 1);
  }

  private openClause(i: number, clause: NumberedMark): number {
    this.open(i, 'clause', clause.label, clause.number, 0, null);
    if (clause.rest === '' && this.isPlain(i + 1) && clauseMark(this.text(i + 1)) === null) {
      this.addParagraph(this.text(i + 1));
      return i + 2;
    }
    return clause.rest === '' ? i + 1 : i + 1 + this.placeText(clause.rest, i);
  }

  private openHeading(i: number, mark: HeadingMark): number {
    let next = i + 1;
    let title = mark.title;
    const wrapped = this.text(next);
    const continues =
      this.isPlain(next) &&
      wrapped.length <= LONGEST_WRAPPED_TITLE &&
      !SENTENCE_END.test(wrapped) &&
      clauseMark(wrapped) === null &&
      !/^[“"「『（(]/u.test(wrapped) &&
      mark.label !== '';
    if (continues && this.structureAt(next + 1)) {
      if (title !== '' && this.contents.has(withoutBlanks(mark.label + title))) {
        this.warn(
          next,
          'UNPLACED_LINE',
          `第${this.lineNumber(next)}行紧跟在标题“${mark.label}${title}”之后，但目录中的标题没有这几个字；请核对标题是否被断成两行。`,
        );
        this.setAside(next, 'unplaced');
        next++;
      } else if (title === '' || !/[）)]$/u.test(title)) {
        title = closeBlanks(title + wrapped);
        next++;
      }
    }
    const heading: Heading = { level: this.levelOf(mark), label: mark.label, title };
    if (title === '')
      this.warn(i, 'HEADING_EMPTY', `第${this.lineNumber(i)}行“${mark.label}”没有标题文字；请补写标题或者核对原文。`);
    if (heading.level === 'part') this.hasParts = true;
    if (heading.level === 'chapter' && heading.label.startsWith('第')) this.hasChapters = true;
    this.stack = [...this.stack.filter((h) => LEVEL_RANK[h.level] < LEVEL_RANK[heading.level]), heading];
    this.headings.push(heading);
    this.provision = null;
    this.closeParagraph();
    return next;
  }

  private structureAt(i: number): boolean {
    const t = this.text(i);
    return t !== '' && (headingMark(t) !== null || this.ownArticle(i) !== null || articleMark(t)?.blankAfter === true);
  }

  /** 附则 without a number stands on the highest level that the text uses. */
  private levelOf(mark: HeadingMark): Heading['level'] {
    if (mark.label !== '') return mark.level;
    return this.hasParts ? 'part' : 'chapter';
  }

  private startsAnnex(i: number): boolean {
    const mark = annexMark(this.text(i));
    if (!mark || this.provisions.length === 0) return false;
    if (this.inAnnex) return true;
    const last = this.provisions[this.provisions.length - 1];
    const numberAt = (k: number): number | undefined => {
      const article = this.clauses ? null : articleMark(this.text(k));
      return this.clauses ? clauseMark(this.text(k))?.number : article?.blankAfter ? article.number : undefined;
    };
    const goesOn = (k: number): boolean => [1, (last?.number ?? 0) + 1].includes(numberAt(k) ?? 0);
    const at = this.ahead.next('annex', this.provisions.length, i, goesOn);
    return at === this.lines.length || numberAt(at) === 1;
  }

  /** `named`: where the line has no title of its own and is part of the annex */
  private openAnnex(i: number, named?: string): number {
    const mark = annexMark(this.text(i));
    const ordinal = ++this.annexes;
    const label = named ?? this.text(i).replace(/[\s\u3000]+/gu, ' ');
    this.inAnnex = true;
    this.open(i, 'annex', label, mark?.hasNumber ? mark.number : ordinal, 0, null);
    if (named !== undefined) this.addParagraph(this.text(i));
    return i + 1;
  }

  private placeInside(i: number): number {
    const text = this.text(i);
    if (this.rows[i] === 1) return this.addRow(i);
    const item = itemMark(text);
    if (item) {
      this.addItem(item, i);
      return i + 1 + this.takeTextOfLabel(i, item);
    }
    const subitem = subitemMark(text);
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

  /** A row of a table belongs to what stands before it: another 款 would shift what 前款 means. */
  private addRow(i: number): number {
    const text = this.text(i);
    if (this.item) this.continueItem(text);
    else if (this.paragraph)
      this.paragraph.text = this.paragraph.text === '' ? text : `${this.paragraph.text}\n${text}`;
    else this.addParagraph(text);
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
    if (mark.rest !== '' || !this.isPlain(i + 1)) return 0;
    if (this.subitem) this.subitem.text = this.text(i + 1);
    else if (this.item) this.item.text = this.text(i + 1);
    return 1;
  }

  /** The words behind a label, of line `i`; gives how many further lines went with them. */
  private placeText(text: string, i: number): number {
    const item = itemMark(text);
    if (!item || this.paragraph !== null) {
      this.addParagraph(text);
      return 0;
    }
    this.addItem(item, -1);
    return this.takeTextOfLabel(i, item);
  }

  private closeParagraph(): void {
    this.paragraph = null;
    this.closeItem();
  }

  private closeItem(): void {
    this.item = null;
    this.itemNumber = 0;
    this.subitem = null;
    this.subitemNumber = 0;
    this.forms = [];
  }

  private addParagraph(text: string): void {
    this.paragraph = { text, items: [] };
    this.commenced ||= commences(text);
    this.provision?.paragraphs.push(this.paragraph);
    this.closeItem();
  }

  private addItem(mark: NumberedMark, i: number): void {
    if (this.paragraph === null) this.addParagraph('');
    if (this.item && this.item.label !== '' && mark.number !== 1 && mark.number !== this.itemNumber + 1) {
      this.warn(
        i,
        'ITEM_GAP',
        `第${this.lineNumber(i)}行的项号“${mark.label}”与上一项“${this.item.label}”不连续；请核对是否漏项或者编号有误。`,
      );
    }
    this.item = { label: mark.label, text: mark.rest, subitems: [] };
    this.itemNumber = mark.number;
    this.subitem = null;
    this.subitemNumber = 0;
    this.forms = [];
    this.paragraph?.items.push(this.item);
  }

  /**
   * A list of 目 is announced by a colon or has at least a second member; a lone ① or 1. is a footnote or a sentence.
   */
  private acceptsSubitem(mark: NumberedMark, i: number): boolean {
    if (mark.number !== 1) return this.subitem !== null && mark.number > this.subitemNumber;
    const above = this.item?.text ?? this.paragraph?.text ?? '';
    if (above === '' || announces(above)) return true;
    const next = this.ahead.nextSubitem(i);
    return next !== null && next.at < this.provisionAfter(i) && next.mark.number === 2;
  }

  /** The next line that begins another provision or heading */
  private provisionAfter(i: number): number {
    return this.ahead.next('provision', this.provisions.length, i, (k) => this.startsProvision(k));
  }

  private startsProvision(k: number): boolean {
    const text = this.text(k);
    if (this.rows[k] === 1) return false;
    if (annexMark(text) !== null) return true;
    return this.clauses ? clauseMark(text) !== null : this.ownArticle(k) !== null || headingMark(text) !== null;
  }

  private addSubitem(mark: NumberedMark): void {
    if (this.item === null) {
      if (this.paragraph === null) this.addParagraph('');
      this.item = { label: '', text: '', subitems: [] };
      this.paragraph?.items.push(this.item);
    }
    this.subitem = { label: mark.label, text: mark.rest };
    this.subitemNumber = mark.number;
    this.forms = [formOf(mark.label)];
    this.deeper = 0;
    this.item.subitems.push(this.subitem);
  }

  /** The numbering goes on after this line, or the item ends with a colon and waits for it. */
  private continuesItem(i: number): boolean {
    const last = this.subitem ?? this.item;
    if (!last || !this.item) return false;
    if (announces(last.text) && !last.text.includes('\n')) return true;
    const item = this.ahead.nextItem(i);
    const subitem = this.subitem && this.ahead.nextSubitem(i);
    const end = this.provisionAfter(i);
    if (item && item.at < end && (!subitem || item.at < subitem.at))
      return this.item.label !== '' && item.mark.number === this.itemNumber + 1;
    return subitem !== null && subitem.at < end && subitem.mark.number === this.subitemNumber + 1;
  }

  private continueItem(text: string): void {
    const last = this.subitem ?? this.item;
    if (last) last.text = last.text === '' ? text : `${last.text}\n${text}`;
  }

  private setAside(i: number, why: SetAsideLine['why']): number {
    this.unplaced.push({ line: this.lineNumber(i), text: this.text(i), why });
    return i + 1;
  }

  private setAsideUnplaced(i: number): number {
    this.warn(
      i,
      'UNPLACED_LINE',
      `第${this.lineNumber(i)}行在标题之下、条文之前，不属于任何一条；请核对是否缺少条号。`,
    );
    return this.setAside(i, 'unplaced');
  }

  private warn(i: number, code: string, message: string): void {
    this.warnings.push({ line: this.lineNumber(i), code, message });
  }
}

/** Whether a list is announced: by a colon at the end, which a pattern would look for from the beginning. */
const announces = (text: string): boolean => text.endsWith('：') || text.endsWith(':');

/** 1. or （1） or ①: by which the levels below 项 are told apart */
const formOf = (label: string): string => (/^[（(]/u.test(label) ? '（1）' : /^[①-⑳]/u.test(label) ? '①' : '1.');

const CAPTION_LINE = /^[（(〖【［[〔]([^（）()〖〗【】［］[\]〔〕。；]{1,30})[）)〗】］\]〕]$/u;
