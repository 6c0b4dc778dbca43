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
import { opensExplanation, opensRelated, opensText } from './parse.another.js';
import {
  annexLabel,
  announcesTable,
  isRunningHead,
  isStyle,
  opensNotes,
  opensTable,
  repeatedHeads,
  rowsOf,
  signatureAt,
} from './parse.behind.js';
import {
  brokenHeading,
  isBareHeading,
  isClauseHeading,
  isGeneralHeading,
  isItemHeading,
  isTitleBroken,
  stoppedHeading,
  titleAt,
} from './parse.headings.js';
import { Parts } from './parse.parts.js';
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
  private inAnnex = false;
  private quoteOpen = false;
  private annexes = 0;
  private hasParts = false;
  private readonly ahead: LookAhead;
  private readonly rows: Uint8Array;
  private readonly heads: ReadonlySet<string>;
  private behindTold = false;
  private hasChapters = false;
  /** whether 一、管辖 are headings of this text */
  private hasClauseHeadings = false;
  /** the chapters so far, those without a number too */
  private chapters = 0;
  private readonly parts: Parts;
  private readonly tightLabels: boolean;
  private readonly bareCaptions: boolean;
  private readonly law: number | null;

  constructor(
    private readonly lines: readonly SourceLine[],
    private readonly clauses: boolean,
    private readonly contents: Set<string>,
    private readonly start: number,
  ) {
    this.ahead = new LookAhead(lines);
    this.rows = rowsOf(lines);
    this.heads = repeatedHeads(lines);
    this.parts = new Parts({
      lines,
      start,
      ahead: this.ahead,
      rows: this.rows,
      clauses,
      isPlain: (i) => this.isPlain(i),
      provisionAfter: (i) => this.provisionAfter(i),
      warn: (i, code, message) => this.warn(i, code, message),
    });
    const marks = lines.map((line, i) => (i < start || this.rows[i] === 1 ? null : articleMark(line.text)));
    const labels = marks.filter((m): m is ArticleMark => m !== null && !m.cites);
    this.tightLabels = labels.filter((m) => !m.blankAfter).length * 2 > labels.length;
    const captions = marks.filter((m, i) => m !== null && !m.cites && this.looksLikeBareCaption(m, i)).length;
    this.law = this.findLaw();
    this.bareCaptions = labels.length >= 3 && captions * 10 >= labels.length * 6;
  }

  /** The line at which a decision that is read by its clauses holds the re-published law; null where it holds none */
  lawBehind(): number | null {
    return this.law === null ? null : this.lineNumber(this.law);
  }

  /** The index of the title of the law that a decision re-publishes, or of its 第一条 where no line is its title */
  private findLaw(): number | null {
    if (!this.clauses) return null;
    let open = false;
    const named = this.lines
      .slice(0, this.start)
      .flatMap(({ text }) => withoutBlanks(text).match(/(?<=《)[^《》]+/gu) ?? []);
    let title: number | null = null;
    for (const [i, line] of this.lines.entries()) {
      const inside = open || /^[“"「『]/u.test(line.text);
      open = openAfter(line.text, open);
      if (i < this.start || inside) continue;
      if (titleAt(this.lines, i, named)) title = i;
      const mark = articleMark(line.text);
      if (mark?.number === 1 && mark.sub === 0 && mark.blankAfter && !mark.cites)
        return this.withAnnexLabel(title ?? i);
    }
    return null;
  }

  /** 附： alone above the re-published law belongs to it. */
  private withAnnexLabel(i: number): number {
    return i > this.start && /^附(?:件)?[:：]?$/u.test(withoutBlanks(this.text(i - 1))) ? i - 1 : i;
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
    const { provision } = this;
    const { paragraph, item, subitem } = this.parts;
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
      this.parts.addParagraph(text);
      return i + 1;
    }
    const before = this.quoteOpen;
    this.quoteOpen = false;
    const next = this.place(i);
    if (before && this.provision !== null && next > i) {
      this.warn(
        i,
        'QUOTE_UNCLOSED',
        `第${this.lineNumber(i)}行以前有一个上引号没有配对的下引号；请核对引文在哪里结束。`,
      );
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
    if (this.law !== null && i >= this.law) return this.setAside(i, 'unplaced');
    if (isPageNumber(text, !this.inAnnex) || isRunningHead(this.lines, i, this.heads))
      return this.setAside(i, 'pageNumber');
    if (this.startsAnnex(i)) return this.openAnnex(i);
    if (this.inAnnex) {
      this.parts.addParagraph(text);
      return i + 1;
    }
    if (this.startsAnother(i)) return this.openAnother(i);
    if (this.clauses) {
      const clause = clauseMark(text);
      if (clause && this.acceptsClause(clause)) return this.openClause(i, clause);
    } else {
      const article = this.ownArticle(i);
      if (article) return this.openArticle(i, article);
      const heading = this.headingAt(i);
      if (heading) return this.openHeading(i, heading);
      const bare = this.bareHeadingAt(i);
      if (bare > 0) return this.openBareHeading(i, bare);
    }
    if (this.provision === null) return this.setAsideUnplaced(i);
    return this.placeBehind(i) ?? this.parts.place(i);
  }

  private headingAt(i: number): HeadingMark | null {
    const text = this.text(i);
    if (this.rows[i] === 1) return null;
    if (isGeneralHeading(this.lines, i)) return { ...UNNUMBERED, level: this.highest, title: withoutBlanks(text) };
    const clause = isClauseHeading(this.lines, i) ? clauseMark(text) : null;
    if (clause) return { ...UNNUMBERED, level: this.clauseLevel, label: clause.label, title: closeBlanks(clause.rest) };
    const item = this.hasClauseHeadings && !this.hasChapters && isItemHeading(this.lines, i) ? itemMark(text) : null;
    if (item && !this.parts.expects(item.number))
      return { ...UNNUMBERED, level: 'section', label: item.label, title: closeBlanks(item.rest) };
    return headingMark(text) ?? brokenHeading(this.lines, i) ?? stoppedHeading(this.lines, i);
  }

  /** 附则 without a number stands on the highest level that the text uses. */
  private get highest(): Heading['level'] {
    return this.hasParts ? 'part' : 'chapter';
  }

  /** 一、管辖 stands below the chapters of a text that has any */
  private get clauseLevel(): Heading['level'] {
    return this.hasChapters ? 'section' : 'chapter';
  }

  /** How many lines from `i` on are a heading without its number, right before an article; 0 where it is none */
  private bareHeadingAt(i: number): number {
    const last = this.text(isPageNumber(this.text(i - 1), true) ? i - 2 : i - 1);
    const below = this.provision === null && this.headings.length > 0;
    if (this.provisions.length === 0 && !below) return 0;
    if (this.rows[i] === 1 || !isBareHeading(this.lines, i) || (!below && !SENTENCE_CLOSED.test(last))) return 0;
    if (this.beginsNext(i + 1)) return this.text(i).endsWith('、') ? 0 : 1;
    if (!isBareHeading(this.lines, i + 1, true) || !this.beginsNext(i + 2)) return 0;
    return isTitleBroken(this.text(i), this.text(i + 1)) ? 2 : 1;
  }

  private beginsNext(i: number): boolean {
    const mark = this.ownArticle(i);
    const last = this.provisions.at(-1);
    return mark?.blankAfter === true && mark.number > (last?.number ?? 0) && this.rows[i] !== 1;
  }

  private openBareHeading(i: number, lines: number): number {
    const words = Array.from({ length: lines }, (_, k) => this.text(i + k)).join('');
    const title = closeBlanks(words);
    const told = `第${this.lineNumber(i)}行“${title}”像是标题，已按标题读入，但没有编号；请核对是不是漏了“第几章”。`;
    this.warn(i, 'HEADING_UNNUMBERED', told);
    const level = this.levelOfBare(i);
    if (level === 'chapter') this.chapters++;
    this.push({ level, label: '', title });
    return i + lines;
  }

  /** A heading right below another, or where the chapters leave no number for it, is one of a 节. */
  private levelOfBare(i: number): Heading['level'] {
    if (this.provision === null && this.stack.some((h) => h.level === 'chapter')) return 'section';
    const at = this.ahead.next('heading', 0, i, (k) => headingMark(this.text(k)) !== null);
    const next = headingMark(this.text(at));
    if (next?.level === 'section' && next.number > 1) return 'section';
    return next?.level === 'chapter' && next.number > 0 && next.number === this.chapters + 1 ? 'section' : 'chapter';
  }

  /** What stands behind the last article and is none of its 款; null where it may be one */
  private placeBehind(i: number): number | null {
    const text = this.text(i);
    if (this.parts.paragraph === null || !this.isLast(i)) return null;
    const signed = signatureAt(this.lines, i);
    if (signed > 0 && this.isLast(i + signed - 1)) {
      for (let k = i; k < i + signed; k++) this.setAside(k, 'unplaced');
      return i + signed;
    }
    if (announcesTable(this.lines, this.rows, i) && !/[：:]$/u.test(this.text(i - 1))) return this.openAnnex(i);
    if (!this.parts.commenced) return null;
    if (isStyle(text)) return this.setAside(i, 'unplaced');
    const annex = annexLabel(text);
    if (annex !== null) return this.openAnnex(i, annex.label, annex.rest);
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
    this.parts.begin(provision);
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
    return rest === '' ? next : next + this.parts.placeText(rest, next - 1);
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
      this.parts.addParagraph(this.text(i + 1));
      return i + 2;
    }
    return clause.rest === '' ? i + 1 : i + 1 + this.parts.placeText(clause.rest, i);
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
          `第${this.lineNumber(next)}行紧跟在标题“${mark.label}${title}”之后，但目录中的标题没有这几个字，没有计入标题；请核对标题是否被断成两行。`,
        );
        this.setAside(next, 'unplaced');
        next++;
      } else if (title === '' || !/[）)]$/u.test(title)) {
        title = closeBlanks(title + wrapped);
        next++;
      }
    }
    const heading: Heading = {
      level: SUPPLEMENTARY.test(mark.label + title) ? this.highest : mark.level,
      label: mark.label,
      title,
    };
    if (title === '')
      this.warn(i, 'HEADING_EMPTY', `第${this.lineNumber(i)}行“${mark.label}”没有标题文字；请补写标题或者核对原文。`);
    if (heading.level === 'part') this.hasParts = true;
    if (heading.level === 'chapter' && heading.label.startsWith('第')) {
      this.hasChapters = true;
      this.chapters = mark.number;
    }
    if (heading.label.endsWith('、')) this.hasClauseHeadings = true;
    this.push(heading);
    return next;
  }

  private push(heading: Heading): void {
    this.stack = [...this.stack.filter((h) => LEVEL_RANK[h.level] < LEVEL_RANK[heading.level]), heading];
    this.headings.push(heading);
    this.provision = null;
    this.parts.begin(null);
  }

  private structureAt(i: number): boolean {
    const t = this.text(i);
    return t !== '' && (headingMark(t) !== null || this.ownArticle(i) !== null || articleMark(t)?.blankAfter === true);
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

  /** Another law, a decision, an explanation, or articles of other laws behind the last article of this one */
  private startsAnother(i: number): boolean {
    const last = this.provisions.at(-1);
    if (this.clauses || last === undefined || this.rows[i] === 1) return false;
    if (last.number > 1 && opensText(this.lines, i)) return true;
    const text = this.text(i);
    if (!this.parts.commenced || (!opensRelated(text) && !opensExplanation(text))) return false;
    const at = this.ahead.next('article', this.provisions.length, i, (k) => this.ownArticle(k)?.blankAfter === true);
    return this.ownArticle(at)?.number !== last.number + 1 || /^《.*》/u.test(this.text(i + 1));
  }

  private openAnother(i: number): number {
    if (opensText(this.lines, i)) {
      const told = `第${this.lineNumber(i)}行“${closeBlanks(this.text(i))}”起像是另一份文件，暂时作为附件读入；`;
      this.warn(i, 'ANOTHER_TEXT', `${told}不属于这件法规的，请删去后重新上传。`);
    }
    return this.openAnnex(i);
  }

  /** `named`: where the line has no title of its own and is part of the annex */
  private openAnnex(i: number, named?: string, words = this.text(i)): number {
    const mark = annexMark(this.text(i));
    const ordinal = ++this.annexes;
    const label = named ?? this.text(i).replace(/[\s\u3000]+/gu, ' ');
    this.inAnnex = true;
    this.open(i, 'annex', label, mark?.hasNumber ? mark.number : ordinal, 0, null);
    if (named !== undefined) this.parts.addParagraph(words);
    return i + 1;
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

  private setAside(i: number, why: SetAsideLine['why']): number {
    this.unplaced.push({ line: this.lineNumber(i), text: this.text(i), why });
    return i + 1;
  }

  private setAsideUnplaced(i: number): number {
    this.warn(
      i,
      'UNPLACED_LINE',
      `第${this.lineNumber(i)}行在标题之下、条文之前，不属于任何一条，没有计入条文；请核对是否缺少条号。`,
    );
    return this.setAside(i, 'unplaced');
  }

  private warn(i: number, code: string, message: string): void {
    this.warnings.push({ line: this.lineNumber(i), code, message });
  }
}

const UNNUMBERED = { label: '', number: 0, sub: 0 } as const;
const SUPPLEMENTARY = /^附则$/u;
const SENTENCE_CLOSED = /[。；：:;！？”』」）)…]$/u;
const CAPTION_LINE = /^[（(〖【［[〔]([^（）()〖〗【】［］[\]〔〕。；]{1,30})[）)〗】］\]〕]$/u;
