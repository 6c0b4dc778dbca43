/**
 * An OpenDocument text (.odt, of LibreOffice, WPS and 中标普华) as lines: what would be printed with every tracked
 * change accepted, automatic numbers included, without headers, footers, comments and notes.
 */
import { type ListPlace, OdtNumbering } from './odt.numbering.js';
import { openOdt } from './odt.package.js';
import type { ReadResult } from './read.result.js';
import { lookedAt } from './docx.runs.js';
import { append, type Gathered, nothing, Sheet, type SheetCell } from './sheet.js';
import { childNamed, childrenNamed, elements, type XmlElement } from './xml.js';
import type { ZipPackage } from './zip.package.js';

type Words = Gathered<XmlElement>;
type OnLine = (label: string, words: Words) => void;

/** Elements inside a paragraph that hold no words of the text. */
const SILENT = new Set([
  'text:bookmark',
  'text:bookmark-start',
  'text:bookmark-end',
  'text:soft-page-break',
  'office:event-listeners',
  'text:ruby-text',
  'office:forms',
  'svg:title',
  'svg:desc',
  'text:alphabetical-index-mark',
  'text:toc-mark',
  'text:user-index-mark',
  'text:meta-field',
]);
/** Blocks that only wrap blocks. */
const WRAPS = new Set([
  'text:section',
  'text:index-body',
  'text:index-title',
  'text:table-of-content',
  'text:illustration-index',
  'text:table-index',
  'text:object-index',
  'text:user-index',
  'text:alphabetical-index',
  'text:bibliography',
  'table:table-header-rows',
  'table:table-rows',
]);
/** More repeated cells or rows than this are an empty rest of a sheet. */
const REPEATED_CELLS = 64;

class OdtReading {
  readonly sheet = new Sheet<XmlElement>();
  private readonly deletions = new Map<string, string>();
  private readonly inserting = new Set<string>();

  constructor(
    private readonly numbering: OdtNumbering,
    body: XmlElement,
  ) {
    for (const region of childrenNamed(childNamed(body, 'text:tracked-changes'), 'text:changed-region')) {
      const deletion = childNamed(region, 'text:deletion');
      const id = region.attributes.get('xml:id') ?? region.attributes.get('text:id') ?? '';
      if (deletion !== undefined)
        this.deletions.set(
          id,
          elements(deletion)
            .filter((one) => one.name !== 'office:change-info')
            .map(wordsOf)
            .join('\n'),
        );
    }
  }

  read(body: XmlElement): void {
    this.blocks(
      elements(body),
      (label, words) => this.print(label, words),
      (table) => this.table(table),
    );
  }

  private print(label: string, words: Words): void {
    this.sheet.print(label, words);
    for (const box of words.boxes)
      this.sheet.box(() =>
        this.blocks(
          elements(box),
          (inner, held) => this.print(inner, held),
          (table) => this.table(table),
        ),
      );
  }

  private blocks(children: readonly XmlElement[], onLine: OnLine, onTable: (table: XmlElement) => void): void {
    for (const child of children) {
      switch (child.name) {
        case 'text:p':
          onLine('', this.paragraph(child));
          break;
        case 'text:h':
          onLine(this.numbering.outlineLabelOf(child), this.paragraph(child));
          break;
        case 'text:list':
          this.list(child, 0, this.numbering.open(child, firstParagraph(child)), onLine, onTable);
          break;
        case 'text:numbered-paragraph': {
          const level = Math.max(0, Number.parseInt(child.attributes.get('text:level') ?? '1', 10) - 1);
          const inner = elements(child).find((one) => one.name === 'text:p' || one.name === 'text:h');
          if (inner !== undefined) {
            onLine(
              this.numbering.labelOf(
                this.numbering.open(child, inner),
                level,
                inner,
                child.attributes.get('text:start-value'),
              ),
              this.paragraph(inner),
            );
          }
          break;
        }
        case 'table:table':
          onTable(child);
          break;
        case 'text:change':
        case 'text:change-start':
        case 'text:change-end':
          this.between(child, onLine);
          break;
        case 'draw:frame':
        case 'draw:custom-shape':
        case 'draw:rect': {
          const words = this.gather([child]);
          if (words.boxes.length > 0) this.print('', words);
          break;
        }
        default:
          if (!WRAPS.has(child.name)) break;
          if (child.attributes.get('text:display') === 'none')
            this.sheet.note(
              this.sheet.next,
              'HIDDEN_TEXT',
              '此处有隐藏的一节，未读入；需要的，请在文稿里取消隐藏后重新上传。',
            );
          else this.blocks(elements(child), onLine, onTable);
      }
    }
  }

  /** A change mark that stands between paragraphs: what was deleted there were whole paragraphs. */
  private between(mark: XmlElement, onLine: OnLine): void {
    const words = this.gather([mark]);
    if (words.deleted !== '') this.sheet.tell(this.sheet.next, words);
    else if (words.text !== '') onLine('', words);
  }

  private list(
    list: XmlElement,
    level: number,
    place: ListPlace,
    onLine: OnLine,
    onTable: (table: XmlElement) => void,
  ): void {
    for (const item of elements(list)) {
      if (item.name !== 'text:list-item' && item.name !== 'text:list-header') continue;
      let numbered = item.name === 'text:list-header';
      for (const child of elements(item)) {
        if (child.name === 'text:list') this.list(child, level + 1, place, onLine, onTable);
        else if (child.name === 'text:p' || child.name === 'text:h') {
          const label =
            numbered || child.attributes.get('text:is-list-header') === 'true'
              ? ''
              : this.numbering.labelOf(place, level, child, item.attributes.get('text:start-value'));
          numbered = true;
          onLine(label, this.paragraph(child));
        } else this.blocks([child], onLine, onTable);
      }
    }
  }

  private paragraph(paragraph: XmlElement): Words {
    const words = this.gather(paragraph.children, true);
    const look = this.numbering.lookOf('paragraph', paragraph.attributes.get('text:style-name'));
    return look.hidden ? { ...words, text: '', hidden: words.text.trim() !== '' } : lookedAt(words, look);
  }

  /** ODF 6.1.2: runs of blanks in the source count as one, and none at a paragraph's beginning. */
  private gather(children: XmlElement['children'], atStart = false): Words {
    let all = nothing<XmlElement>();
    const word = (text: string): void => {
      all.text += text;
      if (this.inserting.size > 0) all.inserted += text;
    };
    for (const child of children) {
      if (typeof child === 'string') {
        const closed = child.replace(/[\t\r\n ]+/gu, ' ');
        word((atStart && all.text === '') || all.text.endsWith(' ') ? closed.replace(/^ /u, '') : closed);
        continue;
      }
      switch (child.name) {
        case 'text:s':
          word(' '.repeat(Math.min(200, Math.max(1, Number.parseInt(child.attributes.get('text:c') ?? '1', 10) || 1))));
          break;
        case 'text:tab':
          word('\t');
          break;
        case 'text:line-break':
          word('\n');
          break;
        case 'text:note':
          all.notes += 1;
          break;
        case 'office:annotation':
          all.remarks.push({
            author: wordsOf(childNamed(child, 'dc:creator')),
            text: elements(child)
              .filter((one) => one.name === 'text:p' || one.name === 'text:list')
              .map(wordsOf)
              .join(' '),
          });
          break;
        case 'text:change': {
          const deleted = this.deletions.get(child.attributes.get('text:change-id') ?? '');
          if (deleted !== undefined) all.deleted += `${deleted}\0`;
          break;
        }
        case 'text:change-start':
          this.inserting.add(child.attributes.get('text:change-id') ?? '');
          break;
        case 'text:change-end':
          this.inserting.delete(child.attributes.get('text:change-id') ?? '');
          if (all.inserted !== '') all.inserted += '\0';
          break;
        case 'text:hidden-text':
        case 'text:hidden-paragraph':
          all.hidden = true;
          break;
        case 'draw:text-box':
          all.boxes.push(child);
          break;
        case 'draw:image':
          all.pictures += 1;
          break;
        case 'draw:custom-shape':
        case 'draw:rect':
          if (elements(child).some((one) => one.name === 'text:p' || one.name === 'text:list')) all.boxes.push(child);
          break;
        default: {
          if (SILENT.has(child.name)) break;
          const inner = this.gather(child.children, atStart && all.text === '');
          const look = this.numbering.lookOf('text', child.attributes.get('text:style-name'));
          if (child.name !== 'text:span') all = append(all, inner);
          else if (look.hidden)
            all = append(all, { ...inner, text: '', inserted: '', hidden: inner.text.trim() !== '' });
          else all = append(all, lookedAt(inner, look));
        }
      }
    }
    return all;
  }

  private table(table: XmlElement): void {
    const rows = this.rowsOf(table).map((row) => placed(this.cellsOf(row)));
    if (rows.every((cells) => cells.length <= 1)) {
      for (const { cell } of rows.flat())
        this.blocks(
          elements(cell),
          (label, words) => this.print(label, words),
          (inner) => this.table(inner),
        );
      return;
    }
    this.sheet.table(rows.map((cells) => cells.map(({ cell, span, below }) => ({ ...this.cell(cell), span, below }))));
  }

  private rowsOf(parent: XmlElement): XmlElement[] {
    return elements(parent).flatMap((child) => {
      if (child.name === 'table:table-row') return repeated(child, 'table:number-rows-repeated');
      return ['table:table-header-rows', 'table:table-rows', 'table:table-row-group'].includes(child.name)
        ? this.rowsOf(child)
        : [];
    });
  }

  private cellsOf(row: XmlElement): XmlElement[] {
    return elements(row)
      .filter((one) => one.name === 'table:table-cell' || one.name === 'table:covered-table-cell')
      .flatMap((one) => repeated(one, 'table:number-columns-repeated'));
  }

  private cell(cell: XmlElement): SheetCell<XmlElement> {
    const paragraphs: string[] = [];
    let facts = nothing<XmlElement>();
    const onLine: OnLine = (label, words) => {
      paragraphs.push(...(label + words.text).split('\n'));
      facts = append(facts, { ...words, text: '', boxes: [] });
      for (const box of words.boxes) this.blocks(elements(box), onLine, onTable);
    };
    const onTable = (table: XmlElement): void => {
      for (const inner of this.rowsOf(table).flatMap((row) => this.cellsOf(row)))
        this.blocks(elements(inner), onLine, onTable);
    };
    this.blocks(elements(cell), onLine, onTable);
    return { paragraphs, facts };
  }
}

/** Cells with the columns they go over; those that a cell beside them covers are its own, one above theirs goes on. */
function placed(cells: readonly XmlElement[]): { cell: XmlElement; span: number; below: boolean }[] {
  const out: { cell: XmlElement; span: number; below: boolean }[] = [];
  let covered = 0;
  for (const cell of cells) {
    const below = cell.name === 'table:covered-table-cell';
    if (below && covered > 0) {
      covered -= 1;
      continue;
    }
    const columns = Number.parseInt(cell.attributes.get('table:number-columns-spanned') ?? '1', 10) || 1;
    const span = Math.min(REPEATED_CELLS, Math.max(1, columns));
    covered = span - 1;
    out.push({ cell, span, below });
  }
  return out;
}

function repeated(element: XmlElement, attribute: string): XmlElement[] {
  const times = Number.parseInt(element.attributes.get(attribute) ?? '1', 10) || 1;
  return times > REPEATED_CELLS ? [element] : Array.from({ length: Math.max(1, times) }, () => element);
}

function firstParagraph(node: XmlElement): XmlElement | undefined {
  for (const child of elements(node)) {
    const found = child.name === 'text:p' || child.name === 'text:h' ? child : firstParagraph(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All words within an element, for what is only told of. */
function wordsOf(node: XmlElement | undefined): string {
  return (node?.children ?? [])
    .map((child) => (typeof child === 'string' ? child : child.name === 'text:s' ? ' ' : wordsOf(child)))
    .join('');
}

/** @throws Unreadable what is not a harmless OpenDocument text (see `openOdt`) */
export async function readOdt(inside: ZipPackage): Promise<ReadResult> {
  const { content, styles } = await openOdt(inside);
  const text = childNamed(childNamed(content, 'office:body'), 'office:text');
  const reading = new OdtReading(new OdtNumbering(content, styles), text ?? content);
  if (text !== undefined) reading.read(text);
  return reading.sheet.result({ remarks: 0, notes: 0 }, 'LibreOffice 或 WPS');
}
