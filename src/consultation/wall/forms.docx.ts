/**
 * 意见征集表 and 签到表 as .docx, for an office or a contact point that writes them on: the same words in the same
 * geometry as the PDF beside this file. The strip has no receipt code: one that sleeps is printed with its sheet alone.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Header,
  HeightRule,
  HorizontalPositionRelativeFrom,
  ImageRun,
  type IParagraphOptions,
  type ISectionOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  TextWrappingType,
  VerticalAlign,
  VerticalPositionRelativeFrom,
  WidthType,
} from 'docx';
import { PaperNotInOrder } from '../../papers/index.js';
import { cell, documentStyles, FACES, pack, runs, twips } from '../../platform/documents/docx.parts.js';
import { printableAll } from '../../platform/documents/printable.rules.js';
import { qrPng } from '../../platform/documents/qr.js';
import {
  CORNER,
  FORM_HEAD,
  FORM_LINES,
  FORM_MARGIN,
  FORM_WIDTH,
  FORM_WORDS as W,
  type FormSheet,
  formSheets,
  SHEET_CODE,
  SIGN_IN,
  signInFoot,
  TICK,
  WRITING_LINE,
} from './forms.rules.js';
import { type Wall, wallIsRight, type WallWords, wallWords } from './wall.rules.js';

/** Sheets of one file: each is some 25 ms of work that nothing else interrupts */
export const MOST_DOCX_SHEETS = 10;

const PAGE = { width: 210, height: 297 } as const;
/** Sides of pictures are counted at 96 pixels an inch */
const pixels = (millimetres: number): number => (millimetres / 25.4) * 96;
const emu = (millimetres: number): number => Math.round(millimetres * 36_000);
/** Half points */
const size = (points: number): number => points * 2;
/** One black pixel as PNG, stretched to a square */
const BLACK = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4AWNgAAAAAgABc3UBGAAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * @returns the bytes of a .docx; the same form gives the same bytes
 * @throws PaperNotInOrder before anything is set, for what `wallIsRight` refuses and for more sheets than
 *   MOST_DOCX_SHEETS
 */
export async function formDocx(wall: Wall, today: string): Promise<Uint8Array> {
  const remarks = wallIsRight(wall, today);
  if (wall.kind === 'COMMENT_FORM' && wall.sheets.count > MOST_DOCX_SHEETS)
    remarks.push({
      check: 'wall',
      place: W.title,
      words: `Word 文件一次最多${MOST_DOCX_SHEETS}张，更多的请用 PDF 打印。`,
    });
  if (remarks.length > 0) throw new PaperNotInOrder(remarks);
  const words = printableAll(wallWords(wall));
  const organ = printableAll(wall.organ);
  const section = wall.kind === 'SIGN_IN_SHEET' ? signIn(words, wall.keptUntil) : await commentForm(wall, words, organ);
  const title = wall.kind === 'SIGN_IN_SHEET' ? SIGN_IN.title : `${words.title}${W.title}`;
  return pack(
    new Document({
      creator: organ,
      title,
      lastModifiedBy: organ,
      revision: 1,
      styles: documentStyles,
      sections: [section],
    }),
  );
}

const properties: NonNullable<ISectionOptions['properties']> = {
  page: {
    size: { width: twips(PAGE.width), height: twips(PAGE.height) },
    margin: {
      top: twips(FORM_MARGIN.top),
      bottom: twips(FORM_MARGIN.bottom),
      left: twips(FORM_MARGIN.side),
      right: twips(FORM_MARGIN.side),
      header: twips(CORNER.from),
      footer: twips(CORNER.from),
    },
  },
};

// --- what a form is made of

/** An exact line of so many points */
const pitch = (points: number, before = 0): NonNullable<IParagraphOptions['spacing']> => ({
  line: points * 20,
  lineRule: LineRuleType.EXACT,
  before: twips(before),
  after: 0,
});
const line = (children: TextRun[], points = 18, before = 0, more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ spacing: pitch(points, before), alignment: AlignmentType.LEFT, children, ...more });
/** Digits too in the face of the form: it is read at arm's length */
const FACE = { ascii: FACES.hei, hAnsi: FACES.hei, cs: FACES.hei, eastAsia: FACES.hei } as const;
const words = (text: string, points: number, bold = false): TextRun[] =>
  runs(text, 'hei', size(points), { bold, font: FACE });
const label = (text: string): TextRun[] => words(text, 14, true);
/** □ in a face whose square is nine tenths of its size */
const square = (): TextRun[] => words('□', Math.round((TICK / 0.9 / 25.4) * 72));
const tick = (text: string): TextRun[] => [...square(), ...words(`${text}　`, 12)];
/** A blank to write on, in characters of 12 pt */
const blank = (characters: number): TextRun[] => runs('　'.repeat(characters), 'hei', size(12), { underline: {} });

const NO_LINES = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const WRITING = { style: BorderStyle.SINGLE, size: 4, color: '787878' } as const;
const noMargins = { marginUnitType: WidthType.DXA, left: 0, right: 0, top: 0, bottom: 0 } as const;

/** A row of cells side by side without lines, as high as given or as their words */
const side = (cells: readonly (readonly [number, Paragraph[]])[], height?: number): Table =>
  new Table({
    width: { size: twips(cells.reduce((sum, [width]) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: cells.map(([width]) => twips(width)),
    layout: TableLayoutType.FIXED,
    borders: TableBorders.NONE,
    rows: [
      new TableRow({
        cantSplit: true,
        ...(height !== undefined && { height: { value: twips(height), rule: HeightRule.EXACT } }),
        children: cells.map(
          ([width, children]) =>
            new TableCell({
              width: { size: twips(width), type: WidthType.DXA },
              margins: noMargins,
              verticalAlign: VerticalAlign.CENTER,
              children,
            }),
        ),
      }),
    ],
  });

/** Lines to write on, in one column or in several with a gap between them */
function writing(count: number, widths: readonly number[], gap = 0): Table {
  const columns = widths.flatMap((width, at) => (at === 0 ? [width] : [-gap, width]));
  const ruled = (width: number): TableCell =>
    new TableCell({
      width: { size: twips(Math.abs(width)), type: WidthType.DXA },
      margins: noMargins,
      borders: { top: NO_LINES, left: NO_LINES, right: NO_LINES, bottom: width < 0 ? NO_LINES : WRITING },
      children: [line([])],
    });
  return new Table({
    width: { size: twips(columns.reduce((sum, width) => sum + Math.abs(width), 0)), type: WidthType.DXA },
    columnWidths: columns.map((width) => twips(Math.abs(width))),
    layout: TableLayoutType.FIXED,
    borders: TableBorders.NONE,
    rows: Array.from(
      { length: count },
      () =>
        new TableRow({
          cantSplit: true,
          height: { value: twips(WRITING_LINE), rule: HeightRule.EXACT },
          children: columns.map(ruled),
        }),
    ),
  });
}

/** As high as the picture in it */
const AROUND_PICTURE = { line: 240, lineRule: LineRuleType.AUTO, before: 0, after: 0 } as const;

/** The four squares in the corners of each page, fixed to the page */
function corners(): Header {
  const [{ side: wide, from }, far] = [CORNER, (whole: number): number => whole - CORNER.from - CORNER.side];
  const places = [from, far(PAGE.height)].flatMap((y) => [from, far(PAGE.width)].map((x) => [x, y] as const));
  return new Header({
    children: [
      new Paragraph({
        spacing: pitch(1),
        children: places.map(
          ([x, y], at) =>
            new ImageRun({
              type: 'png',
              data: BLACK,
              transformation: { width: pixels(wide), height: pixels(wide) },
              altText: { id: String(at + 1), name: `${at + 1}`, description: '' },
              floating: {
                horizontalPosition: { relative: HorizontalPositionRelativeFrom.PAGE, offset: emu(x) },
                verticalPosition: { relative: VerticalPositionRelativeFrom.PAGE, offset: emu(y) },
                wrap: { type: TextWrappingType.NONE },
                behindDocument: true,
              },
            }),
        ),
      }),
    ],
  });
}

// --- 意见征集表

async function commentForm(wall: Wall, said: WallWords, organ: string): Promise<ISectionOptions> {
  const one = said.codes[0] ?? { short: '', digits: '', label: '' };
  const sheets = formSheets(wall.codes[0]?.code ?? '', one.digits, {
    first: wall.sheets.first,
    count: wall.sheets.count,
  });
  const children: FileChild[] = [];
  for (const [at, sheet] of sheets.entries()) {
    // a table cannot begin a page by itself
    children.push(line([], 1, 0, { pageBreakBefore: at > 0 }), ...(await front(sheet, one, organ, wall.website, at)));
    if (wall.sheets.both) children.push(...overleaf(sheet, one.digits));
  }
  return { properties, headers: { default: corners() }, children };
}

type Named = Pick<WallWords['codes'][number], 'short' | 'digits' | 'label'>;

const where = (before = 3): Paragraph => {
  const [no, article, paragraph, item] = W.place;
  const blanks: TextRun[] = [
    ...square(),
    ...[no, article, paragraph].flatMap((word, at) => [...words(word, 12), ...blank(at === 0 ? 3 : 2)]),
    ...words(`${item}　`, 12),
  ];
  return line([...label(W.where), ...W.places.flatMap(tick), ...blanks, ...tick(W.added)], 20, before);
};
const act = (): Paragraph => line([...label(W.act), ...W.acts.flatMap(tick)], 20, 2);

async function front(sheet: FormSheet, one: Named, organ: string, website: string, at: number): Promise<FileChild[]> {
  const rest = FORM_WIDTH - FORM_HEAD.words;
  const gap = 6;
  const half = (FORM_WIDTH - gap) / 2;
  const title = `${one.short}${W.title}`;
  // as large as the width allows, at most 22 pt
  const large = Math.min(22, Math.floor(((FORM_HEAD.words / 25.4) * 72) / [...title].length));
  const picture = new ImageRun({
    type: 'png',
    data: await qrPng(sheet.mark, 300),
    transformation: { width: pixels(SHEET_CODE), height: pixels(SHEET_CODE) },
    altText: { id: String(at + 100), name: sheet.page, description: sheet.digits },
  });
  return [
    side(
      [
        [
          FORM_HEAD.words,
          [
            line(words(title, large, true), 30),
            line(words([organ, one.label].filter((w) => w !== '').join('　'), 11), 18, 1),
          ],
        ],
        [
          rest,
          [
            new Paragraph({ alignment: AlignmentType.RIGHT, spacing: AROUND_PICTURE, children: [picture] }),
            line(words(sheet.digits, 8), 11, 0, { alignment: AlignmentType.RIGHT }),
          ],
        ],
      ],
      FORM_HEAD.height,
    ),
    line([...label(W.said), ...words(W.only, 11)]),
    writing(FORM_LINES.said, [FORM_WIDTH]),
    where(),
    act(),
    side(
      [
        [half + gap, [line(label(W.wording), 20)]],
        [half, [line(label(W.why), 20)]],
      ],
      9,
    ),
    writing(FORM_LINES.wording, [half, half], gap),
    line([...tick(W.reply), ...words(W.called, 12), ...blank(6), ...words(W.phone, 12), ...blank(8)], 20, 3),
    line([...tick(W.agreed), ...words(W.past, 9.5)], 20, 1),
    ...strip(sheet, one, website),
  ];
}

/** What is torn off, at the foot of the page: all above it is of exact heights, which leave this much */
const ABOVE_STRIP = 22;

function strip(sheet: FormSheet, one: Named, website: string): Paragraph[] {
  const number = `${W.code}${one.digits}　${W.page}${sheet.page}`;
  const cut = { bottom: { style: BorderStyle.DASHED, size: 5, color: '000000', space: 0 } };
  return [
    line([], 2, ABOVE_STRIP, { border: cut }),
    line(words(`${W.keep}　　　${W.toldLater}${website}`, 10), 18, 2),
    line(words(`${one.label}${W.day}　　　${number}`, 10), 18),
  ];
}

function overleaf(sheet: FormSheet, digits: string): FileChild[] {
  return [
    ...W.overleaf.flatMap((said, at): FileChild[] => [
      line(label(said), 20, at === 0 ? 0 : 8, { pageBreakBefore: at === 0 }),
      writing(FORM_LINES.overleaf, [FORM_WIDTH]),
      where(),
      act(),
    ]),
    line(words(`${W.code}${digits}　${W.page}${sheet.page}　${W.back}`, 9), 14, 8),
  ];
}

// --- 签到表

const headCell = (text: string, width: number, bold = false): TableCell =>
  cell([{ text, face: 'hei', more: { bold, font: FACE } }], width, size(10), 300, 'head');

function signIn(said: WallWords, keptUntil: string): ISectionOptions {
  const columns = [28, FORM_WIDTH - 28] as const;
  const open = { top: NO_LINES, left: NO_LINES, right: NO_LINES, bottom: NO_LINES };
  const named = new Table({
    width: { size: twips(FORM_WIDTH), type: WidthType.DXA },
    columnWidths: columns.map(twips),
    layout: TableLayoutType.FIXED,
    borders: TableBorders.NONE,
    rows: said.heads.map(
      ([name, what]) =>
        new TableRow({
          height: { value: twips(8), rule: HeightRule.ATLEAST },
          children: [words(`${name}：`, 11, true), words(what, 11)].map(
            (children, at) =>
              new TableCell({
                width: { size: twips(columns[at] ?? 0), type: WidthType.DXA },
                margins: noMargins,
                borders: { ...open, ...(at === 1 && what === '' && { bottom: { ...WRITING, color: '000000' } }) },
                verticalAlign: VerticalAlign.BOTTOM,
                children: [line(children, 16)],
              }),
          ),
        }),
    ),
  });
  return {
    properties,
    children: [
      line(words(SIGN_IN.title, 20, true), 28, 0, { alignment: AlignmentType.CENTER }),
      line([], 8),
      named,
      // two tables that touch are one
      line([], 10),
      new Table({
        width: { size: twips(FORM_WIDTH), type: WidthType.DXA },
        columnWidths: SIGN_IN.columns.map((c) => twips(c.width)),
        layout: TableLayoutType.FIXED,
        rows: [
          new TableRow({
            tableHeader: true,
            cantSplit: true,
            children: SIGN_IN.columns.map((c) => headCell(c.head, c.width, true)),
          }),
          ...Array.from(
            { length: SIGN_IN.rows },
            (_, at) =>
              new TableRow({
                cantSplit: true,
                height: { value: twips(SIGN_IN.rowHeight), rule: HeightRule.EXACT },
                children: SIGN_IN.columns.map((c, column) => headCell(column === 0 ? String(at + 1) : '', c.width)),
              }),
          ),
        ],
      }),
      line(words(printableAll(signInFoot(keptUntil)), 10), 20, 3),
    ],
  };
}
