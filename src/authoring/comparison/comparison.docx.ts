/**
 * The comparison table 修改前后对照表 as .docx (立法法 art. 58: an amending bill is submitted with the texts before and
 * after). A4 across, since two columns of law beside each other need the width; the first row is repeated on every
 * page.
 */
import {
  AlignmentType,
  Document,
  type IRunOptions,
  LineRuleType,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import {
  cell,
  documentStyles,
  pack,
  pageFooter,
  type Piece,
  runs,
  SIZE,
  twips,
} from '../../platform/documents/docx.parts.js';
import { printableAll } from '../../platform/documents/printable.rules.js';
import { checkedMarks, type ComparisonMarks, DEFAULT_MARKS, type MarkStyle } from './comparison.marks.js';
import { type AcrossRow, blocksOf, type ComparisonTable, type Run } from './comparison.table.js';

/** One row of the 条文依据表. */
export interface BasisRow {
  /** 草案: the number, then the words */
  draft: Run[];
  /** 上位法 */
  superior: string;
  /** 外地规定 */
  elsewhere: string;
  /** 说明 */
  remark: string;
}

export interface BasisTable {
  title: string;
  /** under the title; '' for none */
  note: string;
  rows: BasisRow[];
}

export const BASIS_COLUMNS = ['草案', '上位法', '外地规定', '说明'] as const;

/** 247 mm between the margins, old and new always alike. */
export const COMPARISON_WIDTHS: Readonly<Record<number, readonly number[]>> = { 2: [123.5, 123.5], 3: [98, 98, 51] };
export const BASIS_WIDTHS = [75, 70, 62, 40] as const;
/** 小四 12 pt on 19 pt. */
const CELL_PITCH = 380;

const STYLE: Readonly<Record<MarkStyle, IRunOptions>> = {
  hei: { bold: true },
  bold: { bold: true },
  underline: { underline: {} },
  strike: { strike: true },
  shade: { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'D9D9D9' } },
};

function pieceOf(styles: readonly MarkStyle[]): Omit<Piece, 'text'> {
  const more: IRunOptions = Object.assign({}, ...styles.map((one) => STYLE[one])) as IRunOptions;
  return { ...(styles.includes('hei') ? { face: 'hei' as const } : {}), more };
}

/** Two characters of 小四, by which each 款 is indented. */
const INDENT = 480;

/** A line of law: set full, its first line indented by two characters unless it is a cell of a table or centred. */
function line(content: readonly Run[], marks: ComparisonMarks, as: 'text' | 'cell' | 'centred' | 'heading'): Paragraph {
  const pieces: Readonly<Record<Run['mark'], Omit<Piece, 'text'>>> = {
    none: {},
    aside: {},
    heading: { face: 'hei', more: { bold: true } },
    added: pieceOf(marks.added),
    removed: pieceOf(marks.removed),
  };
  return new Paragraph({
    spacing: { line: CELL_PITCH, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    alignment: as === 'text' ? AlignmentType.BOTH : as === 'cell' ? AlignmentType.LEFT : AlignmentType.CENTER,
    indent: as === 'text' ? { firstLine: INDENT } : {},
    keepNext: as === 'heading',
    children: content.flatMap((run) => {
      const { face = 'fang', more } = pieces[run.mark];
      return runs(run.text, face, SIZE.smallFourth, more);
    }),
  });
}

const MARGINS = { marginUnitType: WidthType.DXA, left: 70, right: 70, top: 50, bottom: 50 } as const;

function side(content: readonly Run[], millimetres: number, marks: ComparisonMarks): TableCell {
  const children: (Paragraph | Table)[] = [];
  for (const block of blocksOf(content)) {
    if ('line' in block) children.push(line(block.line, marks, 'text'));
    else children.push(inner(block.cells, twips(millimetres) - 140, marks));
  }
  // Word takes no cell that ends with a table
  if (children.at(-1) instanceof Table) children.push(line([], marks, 'cell'));
  return new TableCell({
    width: { size: twips(millimetres), type: WidthType.DXA },
    margins: MARGINS,
    verticalAlign: VerticalAlign.TOP,
    children,
  });
}

/** A table of the text inside a cell, its columns alike. */
function inner(rows: readonly Run[][][], width: number, marks: ComparisonMarks): Table {
  const columns = rows[0]?.length ?? 1;
  const each = Math.floor(width / columns);
  const one = (cells: Run[]): TableCell =>
    new TableCell({ width: { size: each, type: WidthType.DXA }, children: [line(cells, marks, 'cell')] });
  return new Table({
    width: { size: each * columns, type: WidthType.DXA },
    columnWidths: Array.from({ length: columns }, () => each),
    layout: TableLayoutType.FIXED,
    rows: rows.map((cells) => new TableRow({ children: cells.map(one) })),
  });
}

/** A heading stays on the page of the row under it. */
const across = (row: AcrossRow, columns: number, marks: ComparisonMarks): TableCell =>
  new TableCell({
    columnSpan: columns,
    margins: MARGINS,
    children: [line(row.across, marks, row.kind === 'heading' ? 'heading' : 'centred')],
  });

/** A sheet of A4 across with a title, a line under it and one table whose first row is repeated on every page. */
function sheet(
  title: string,
  note: string,
  columns: readonly string[],
  widths: readonly number[],
  rows: readonly TableCell[][],
): Document {
  const centred = (words: ReturnType<typeof runs>, line: number): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line, lineRule: LineRuleType.EXACT, before: 0, after: 120 },
      children: words,
    });
  return new Document({
    creator: '',
    title,
    lastModifiedBy: '',
    revision: 1,
    styles: documentStyles,
    sections: [
      {
        properties: {
          page: {
            // The library turns the sheet itself: the sizes are those of the upright one.
            size: { width: twips(210), height: twips(297), orientation: PageOrientation.LANDSCAPE },
            margin: {
              top: twips(26),
              bottom: twips(24),
              left: twips(25),
              right: twips(25),
              header: twips(12),
              footer: twips(12),
            },
          },
        },
        footers: { default: pageFooter('center') },
        children: [
          centred(runs(title, 'song', SIZE.second), 640),
          ...(note === '' ? [] : [centred(runs(note, 'fang', SIZE.smallFourth), 400)]),
          new Table({
            width: { size: twips(247), type: WidthType.DXA },
            columnWidths: widths.map(twips),
            layout: TableLayoutType.FIXED,
            rows: [
              new TableRow({
                tableHeader: true,
                cantSplit: true,
                children: columns.map((name, at) =>
                  cell(
                    [{ text: name, face: 'hei', more: { bold: true } }],
                    widths[at] ?? 0,
                    SIZE.smallFourth,
                    CELL_PITCH,
                    'head',
                  ),
                ),
              }),
              ...rows.map((children) => new TableRow({ cantSplit: false, children })),
            ],
          }),
        ],
      },
    ],
  });
}

/**
 * @param marks how changes are marked; the note of `given` should say so (`marksNote`)
 * @returns the bytes of a .docx; the same table gives the same bytes
 * @throws RangeError if there are not two or three columns, or for marks that `checkedMarks` refuses
 */
export function comparisonDocx(given: ComparisonTable, marks: ComparisonMarks = DEFAULT_MARKS): Promise<Uint8Array> {
  const table = printableAll(given);
  const widths = COMPARISON_WIDTHS[table.columns.length];
  if (widths === undefined)
    throw new RangeError(`a comparison table has two or three columns, not ${table.columns.length}`);
  const [oldWidth = 0, newWidth = 0, remarkWidth] = widths;
  checkedMarks(marks);
  return pack(
    sheet(
      table.title,
      table.note,
      table.columns,
      widths,
      table.rows.map((row) =>
        'across' in row
          ? [across(row, widths.length, marks)]
          : [
              side(row.old, oldWidth, marks),
              side(row.new, newWidth, marks),
              ...(remarkWidth === undefined
                ? []
                : [cell([{ text: row.remark }], remarkWidth, SIZE.smallFourth, CELL_PITCH, 'text')]),
            ],
      ),
    ),
  );
}

/** The 条文依据表: each article beside the law above it and what other places wrote. Same bytes for the same table. */
export function basisDocx(given: BasisTable): Promise<Uint8Array> {
  const table = printableAll(given);
  const [draft, ...others] = BASIS_WIDTHS;
  const plain = (text: string, width: number | undefined): TableCell =>
    cell([{ text }], width ?? 0, SIZE.smallFourth, CELL_PITCH, 'text');
  return pack(
    sheet(
      table.title,
      table.note,
      BASIS_COLUMNS,
      BASIS_WIDTHS,
      table.rows.map((row) => [
        side(row.draft, draft, DEFAULT_MARKS),
        plain(row.superior, others[0]),
        plain(row.elsewhere, others[1]),
        plain(row.remark, others[2]),
      ]),
    ),
  );
}
