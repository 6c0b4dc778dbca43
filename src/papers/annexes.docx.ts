/** Annexes that are texts, lists or forms, as .docx: the same words in the same geometry as in the PDF. */
import {
  AlignmentType,
  type FileChild,
  HeightRule,
  ImageRun,
  LineRuleType,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import { cell, PITCH, runs, SIZE, twips } from '../platform/documents/docx.parts.js';
import { qrPng } from '../platform/documents/qr.js';
import type { PaperAnnex, TableAnnex, TextLine } from './letter.model.js';

/** Two of the 28 characters of a line, in twips */
const INDENT = 632;
/** 15 pt: the pitch of a table in 五号 */
const CELL_PITCH = 300;
/** 22 mm at 96 pixels an inch, as the library counts a picture's size */
const CODE_PIXELS = 83;

const blank = (): Paragraph => new Paragraph({ spacing: PITCH, children: [] });

/** An annex with its number and its head; from a new page, unless it is the first thing of all */
export async function annexParts(annex: PaperAnnex, number: string, first = false): Promise<FileChild[]> {
  return [
    new Paragraph({ spacing: PITCH, pageBreakBefore: !first, children: runs(number, 'hei') }),
    blank(),
    new Paragraph({
      spacing: PITCH,
      alignment: AlignmentType.CENTER,
      children: runs(annex.title, 'song', SIZE.second),
    }),
    blank(),
    ...(annex.kind === 'TEXT' ? annex.lines.map(textLine) : await tableParts(annex)),
  ];
}

function textLine(line: TextLine): Paragraph {
  if (line.kind === 'chapter')
    return new Paragraph({
      spacing: { ...PITCH, before: PITCH.line, after: PITCH.line },
      alignment: AlignmentType.CENTER,
      keepNext: true,
      children: runs([line.label, line.text].filter((w) => w !== '').join('　'), 'hei'),
    });
  const isHeading = line.kind === 'heading';
  return new Paragraph({
    spacing: PITCH,
    alignment: AlignmentType.BOTH,
    indent: { firstLine: INDENT },
    widowControl: false,
    keepNext: isHeading,
    children: [
      ...(line.label === '' ? [] : runs(`${line.label}　`, 'hei')),
      ...runs(line.text, isHeading ? 'hei' : 'fang'),
    ],
  });
}

const small = (text: string, alignment: 'left' | 'center' = AlignmentType.LEFT, size: number = SIZE.fifth): Paragraph =>
  new Paragraph({
    spacing: { line: 440, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    alignment,
    children: runs(text, 'fang', size),
  });

async function tableParts(annex: TableAnnex): Promise<FileChild[]> {
  const table = new Table({
    width: { size: twips(annex.columns.reduce((sum, c) => sum + c.width, 0)), type: WidthType.DXA },
    columnWidths: annex.columns.map((c) => twips(c.width)),
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: annex.columns.map((c) =>
          cell([{ text: c.head, face: 'hei' }], c.width, SIZE.fifth, CELL_PITCH, 'head'),
        ),
      }),
      ...annex.rows.map((row) => tableRow(row, annex)),
    ],
  });
  return [...(await aboveTable(annex)), table];
}

const tableRow = (row: readonly string[], annex: TableAnnex): TableRow =>
  new TableRow({
    cantSplit: true,
    ...(annex.rowHeight !== null && { height: { value: twips(annex.rowHeight), rule: HeightRule.ATLEAST } }),
    children: annex.columns.map((c, at) =>
      cell([{ text: row[at] ?? '' }], c.width, SIZE.fifth, CELL_PITCH, at === 0 ? 'centre' : 'text'),
    ),
  });

/** The lines over the table; beside a code they stand in a table without lines */
async function aboveTable(annex: TableAnnex): Promise<FileChild[]> {
  const lines = annex.above.map((words) => small(words));
  if (annex.code === null) return lines;
  const side = { width: CODE_PIXELS, height: CODE_PIXELS };
  // an id of its own, for the library counts pictures over all documents; the form is the one annex with a picture
  const altText = { id: '1', name: annex.code.caption, description: annex.code.link };
  const data = await qrPng(annex.code.link, 600);
  const picture = new ImageRun({ type: 'png', data, transformation: side, altText });
  const [left, right] = [122, 34];
  return [
    new Table({
      width: { size: twips(left + right), type: WidthType.DXA },
      columnWidths: [twips(left), twips(right)],
      layout: TableLayoutType.FIXED,
      borders: TableBorders.NONE,
      rows: [
        new TableRow({
          children: [
            new TableCell({ width: { size: twips(left), type: WidthType.DXA }, children: lines }),
            new TableCell({
              width: { size: twips(right), type: WidthType.DXA },
              children: [
                // the document's lines are of an exact height, which would cut the picture to one line
                new Paragraph({
                  alignment: AlignmentType.CENTER,
                  spacing: { line: 240, lineRule: LineRuleType.AUTO },
                  children: [picture],
                }),
                small(annex.code.caption, AlignmentType.CENTER, 18),
              ],
            }),
          ],
        }),
      ],
    }),
    small(''),
  ];
}
