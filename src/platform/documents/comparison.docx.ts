/**
 * The comparison table 修改前后对照表 as .docx (立法法 art. 58: an amending bill is submitted with the texts before and after).
 * A4 across, since two columns of law beside each other need the width; the first row is repeated on every page.
 */
import { AlignmentType, Document, LineRuleType, PageOrientation, Paragraph, Table, TableCell, TableLayoutType, TableRow,
  WidthType } from 'docx';
import { ADDED, cell, documentStyles, pack, pageFooter, REMOVED, runs, SIZE, twips, type Piece } from './docx.parts.js';
import { printableAll } from './letter.model.js';

/** heading: the number of an article or the title of a chapter, in 黑体. */
export interface Run {
  text: string;
  mark: 'none' | 'added' | 'removed' | 'heading';
}

export interface ComparisonTable {
  title: string;
  /** two: old | new; three: old | new | remark */
  columns: string[];
  /** what the marks mean; see COMPARISON_NOTE */
  note: string;
  /** `remark` is printed only where there are three columns; an empty side is an article that the other text does not have */
  rows: { old: Run[]; new: Run[]; remark: string }[];
}

export const COMPARISON_NOTE = '（黑体加下划线的为新增或者修改后的内容，加删除线和灰底的为删去或者修改前的内容）';

/** 247 mm between the margins, old and new always alike. */
const WIDTHS: Readonly<Record<number, readonly number[]>> = { 2: [123.5, 123.5], 3: [98, 98, 51] };
/** 小四 12 pt on 19 pt. */
const CELL_PITCH = 380;

const PIECE: Readonly<Record<Run['mark'], Omit<Piece, 'text'>>> = {
  none: {}, heading: { face: 'hei' }, added: { face: 'hei', more: ADDED }, removed: { more: REMOVED },
};

function side(content: readonly Run[], millimetres: number): TableCell {
  return cell(content.map((run) => ({ text: run.text, ...PIECE[run.mark] })), millimetres, SIZE.smallFourth, CELL_PITCH, 'text');
}

/**
 * @returns the bytes of a .docx; the same table gives the same bytes
 * @throws RangeError if there are not two or three columns
 */
export function comparisonDocx(given: ComparisonTable): Promise<Uint8Array> {
  const table = printableAll(given);
  const widths = WIDTHS[table.columns.length];
  if (widths === undefined) throw new RangeError(`a comparison table has two or three columns, not ${table.columns.length}`);
  const [oldWidth = 0, newWidth = 0, remarkWidth] = widths;
  const centred = (words: ReturnType<typeof runs>, line: number): Paragraph =>
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: { line, lineRule: LineRuleType.EXACT, before: 0, after: 120 },
      children: words });
  return pack(new Document({
    creator: '', title: table.title, lastModifiedBy: '', revision: 1, styles: documentStyles,
    sections: [{
      properties: {
        page: {
          // The library turns the sheet itself: the sizes are those of the upright one.
          size: { width: twips(210), height: twips(297), orientation: PageOrientation.LANDSCAPE },
          margin: { top: twips(26), bottom: twips(24), left: twips(25), right: twips(25), header: twips(12), footer: twips(12) },
        },
      },
      footers: { default: pageFooter('center') },
      children: [
        centred(runs(table.title, 'song', SIZE.second), 640),
        centred(runs(table.note, 'fang', SIZE.smallFourth), 400),
        new Table({
          width: { size: twips(247), type: WidthType.DXA }, columnWidths: widths.map(twips), layout: TableLayoutType.FIXED,
          rows: [
            new TableRow({
              tableHeader: true, cantSplit: true,
              children: table.columns.map((name, at) => cell([{ text: name, face: 'hei' }], widths[at] ?? 0, SIZE.smallFourth,
                CELL_PITCH, 'head')),
            }),
            ...table.rows.map((row) => new TableRow({
              cantSplit: false,
              children: [side(row.old, oldWidth), side(row.new, newWidth),
                ...(remarkWidth === undefined ? [] : [cell([{ text: row.remark }], remarkWidth, SIZE.smallFourth, CELL_PITCH, 'text')])],
            })),
          ],
        }),
      ],
    }],
  }));
}
