/** 意见汇总表 as .docx: the same words in the same geometry as the PDF, a section for each draft. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type ISectionOptions,
  LineRuleType,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { documentStyles, FACES, pack, runs, SIZE, twips } from '../../platform/documents/docx.parts.js';
import { printableAll, titleLines } from '../../platform/documents/printable.rules.js';
import { type PaperSize, type PrintedReturn, RETURN_COLUMNS, RETURN_SHEETS } from './return.compose.js';

interface Sheet {
  readonly columns: readonly number[];
  readonly page: readonly [number, number];
  readonly margins: readonly [number, number, number, number];
  readonly size: number;
  readonly pitch: number;
}

const TWELVE = 24;
const exact = (points: number) => ({ line: points * 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 }) as const;

const line = (words: string, size = TWELVE, more: object = {}): Paragraph =>
  new Paragraph({ spacing: exact(18), alignment: AlignmentType.LEFT, children: runs(words, 'fang', size), ...more });

function title(words: string): Paragraph[] {
  const lines = [...words].length <= 30 ? [words] : titleLines(words);
  return lines.map(
    (one) =>
      new Paragraph({ spacing: exact(31), alignment: AlignmentType.CENTER, children: runs(one, 'song', SIZE.second) }),
  );
}

const bare = (width: number, child: Paragraph): TableCell =>
  new TableCell({ width: { size: twips(width), type: WidthType.DXA }, children: [child] });

/** 报送单位, 来函 and 报送日期 on one line, in a table without lines */
function heads(part: PrintedReturn, sheet: Sheet): Table {
  const whole = sheet.columns.reduce((sum, w) => sum + w, 0);
  const widths = [whole * 0.46, whole * 0.3, whole * 0.24];
  const aligned = [AlignmentType.LEFT, AlignmentType.CENTER, AlignmentType.RIGHT] as const;
  return new Table({
    width: { size: twips(whole), type: WidthType.DXA },
    columnWidths: widths.map(twips),
    layout: TableLayoutType.FIXED,
    borders: TableBorders.NONE,
    rows: [
      new TableRow({
        cantSplit: true,
        children: part.heads.map((words, at) =>
          bare(widths[at] ?? 0, line(words, TWELVE, { alignment: aligned[at] ?? AlignmentType.LEFT })),
        ),
      }),
    ],
  });
}

/** Lines of a cell of that width, as long as no word is broken early */
const linesIn = (text: string, width: number, size: number): number =>
  text.split('\n').reduce((sum, one) => {
    const length = [...one].reduce((n, c) => n + (c < '\u0100' ? 0.5 : 1), 0);
    return sum + Math.max(1, Math.ceil((length * size * 0.3528) / (width - 2.4)));
  }, 0);

function row(cells: readonly string[], sheet: Sheet, last: boolean): TableRow {
  const tallest = (sheet.page[1] - sheet.margins[0] - sheet.margins[1]) / 2;
  const height = Math.max(...cells.map((t, c) => linesIn(t, sheet.columns[c] ?? 0, sheet.size))) * sheet.pitch * 0.3528;
  const isTall = height > tallest;
  return new TableRow({
    cantSplit: !isTall,
    children: cells.map(
      (text, c) =>
        new TableCell({
          width: { size: twips(sheet.columns[c] ?? 0), type: WidthType.DXA },
          margins: { marginUnitType: WidthType.DXA, left: 70, right: 70, top: 50, bottom: 50 },
          children: text.split('\n').map(
            (words) =>
              new Paragraph({
                spacing: exact(sheet.pitch),
                alignment: c === 0 ? AlignmentType.CENTER : AlignmentType.LEFT,
                // Word keeps a row with what follows where all of it says so: the signature never stands alone
                keepNext: last && !isTall,
                children: runs(words, 'fang', sheet.size * 2),
              }),
          ),
        }),
    ),
  });
}

function table(part: PrintedReturn, sheet: Sheet): Table {
  const edge = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  return new Table({
    width: { size: twips(sheet.columns.reduce((sum, w) => sum + w, 0)), type: WidthType.DXA },
    columnWidths: sheet.columns.map(twips),
    layout: TableLayoutType.FIXED,
    borders: { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: RETURN_COLUMNS.map(
          (head, c) =>
            new TableCell({
              width: { size: twips(sheet.columns[c] ?? 0), type: WidthType.DXA },
              margins: { marginUnitType: WidthType.DXA, left: 40, right: 40, top: 50, bottom: 50 },
              children: [
                new Paragraph({
                  spacing: exact(sheet.pitch),
                  alignment: AlignmentType.CENTER,
                  children: runs(head, 'hei', sheet.size * 2),
                }),
              ],
            }),
        ),
      }),
      ...part.rows.map((cells, at) => row(cells, sheet, at === part.rows.length - 1)),
    ],
  });
}

/** The line for the signature with room for the seal, of one piece */
const signature = (part: PrintedReturn): Paragraph[] => [
  new Paragraph({ spacing: exact(15), keepNext: true, children: [] }),
  line(part.signature, TWELVE, { keepNext: true }),
  new Paragraph({ spacing: exact(31), keepNext: true, children: [] }),
  new Paragraph({ spacing: exact(31), children: [] }),
];

/** Of a paper of one draft the pages of the document, which every program counts; of several those of its section */
const footer = (part: PrintedReturn, alone: boolean): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [
          new TextRun({
            font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: FACES.page },
            size: 18,
            children: [
              `${part.foot}　第`,
              PageNumber.CURRENT,
              '页　共',
              alone ? PageNumber.TOTAL_PAGES : PageNumber.TOTAL_PAGES_IN_SECTION,
              '页',
            ],
          }),
        ],
      }),
    ],
  });

function section(part: PrintedReturn, sheet: Sheet, issued: boolean, alone: boolean): ISectionOptions {
  const [top, bottom, left, right] = sheet.margins;
  const mark = issued
    ? []
    : [
        new Paragraph({
          spacing: exact(24),
          alignment: AlignmentType.CENTER,
          children: runs('未　报　送', 'hei', SIZE.third, { color: 'A6A6A6' }),
        }),
      ];
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        // the library turns the sheet itself: the sizes are those of the upright one
        size: { width: twips(sheet.page[1]), height: twips(sheet.page[0]), orientation: PageOrientation.LANDSCAPE },
        margin: {
          top: twips(top),
          bottom: twips(bottom),
          left: twips(left),
          right: twips(right),
          header: twips(10),
          footer: twips(10),
        },
        pageNumbers: { start: 1 },
      },
    },
    footers: { default: footer(part, alone) },
    children: [
      ...mark,
      ...title(part.title),
      ...(part.second === ''
        ? []
        : [
            new Paragraph({
              spacing: exact(22),
              alignment: AlignmentType.CENTER,
              children: runs(part.second, 'kai', SIZE.fourth),
            }),
          ]),
      heads(part, sheet),
      ...(part.figures === '' ? [] : [line(part.figures)]),
      ...(part.nothing === ''
        ? [table(part, sheet)]
        : [
            new Paragraph({
              spacing: { ...exact(28), before: 1100, after: 1100 },
              alignment: AlignmentType.CENTER,
              children: runs(part.nothing, 'fang', SIZE.third),
            }),
          ]),
      ...signature(part),
    ],
  };
}

/** @returns the bytes of a .docx, a section a draft; the same words give the same bytes */
export function returnDocx(given: readonly PrintedReturn[], size: PaperSize, issued: boolean): Promise<Uint8Array> {
  const parts = printableAll(given);
  const sheet: Sheet = RETURN_SHEETS[size];
  return pack(
    new Document({
      creator: '',
      title: parts.map((p) => p.title).join('；'),
      lastModifiedBy: '',
      revision: 1,
      styles: documentStyles,
      sections: parts.map((part) => section(part, sheet, issued, parts.length === 1)),
    }),
  );
}
