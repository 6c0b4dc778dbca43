/** What 意见征集表 and 签到表 are made of as .docx: exact lines, ticks, lines to write on, squares in the corners. */
import {
  AlignmentType,
  BorderStyle,
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
  type TextRun,
  TextWrappingType,
  VerticalAlign,
  VerticalPositionRelativeFrom,
  WidthType,
} from 'docx';
import { FACES, runs, twips } from '../../platform/documents/docx.parts.js';
import { CORNER, FORM_MARGIN, TICK, WRITING_LINE } from './forms.rules.js';

export const PAGE = { width: 210, height: 297 } as const;
/** Sides of pictures are counted at 96 pixels an inch */
export const pixels = (millimetres: number): number => (millimetres / 25.4) * 96;
const emu = (millimetres: number): number => Math.round(millimetres * 36_000);
/** Half points */
export const size = (points: number): number => points * 2;
/** One black pixel as PNG, stretched to a square */
const BLACK = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4AWNgAAAAAgABc3UBGAAAAABJRU5ErkJggg==',
  'base64',
);

export const properties: NonNullable<ISectionOptions['properties']> = {
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

/** An exact line of so many points */
const pitch = (points: number, before = 0): NonNullable<IParagraphOptions['spacing']> => ({
  line: points * 20,
  lineRule: LineRuleType.EXACT,
  before: twips(before),
  after: 0,
});
export const line = (children: TextRun[], points = 18, before = 0, more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ spacing: pitch(points, before), alignment: AlignmentType.LEFT, children, ...more });
/** Digits too in the face of the form: it is read at arm's length */
export const FACE = { ascii: FACES.hei, hAnsi: FACES.hei, cs: FACES.hei, eastAsia: FACES.hei } as const;
export const words = (text: string, points: number, bold = false): TextRun[] =>
  runs(text, 'hei', size(points), { bold, font: FACE });
export const label = (text: string): TextRun[] => words(text, 14, true);
/** □ in a face whose square is nine tenths of its size */
export const square = (): TextRun[] => words('□', Math.round((TICK / 0.9 / 25.4) * 72));
export const tick = (text: string): TextRun[] => [...square(), ...words(`${text}　`, 12)];
/** A blank to write on, in characters of 12 pt */
export const blank = (characters: number): TextRun[] =>
  runs('　'.repeat(characters), 'hei', size(12), { underline: {} });

export const NO_LINES = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
export const WRITING = { style: BorderStyle.SINGLE, size: 4, color: '787878' } as const;
export const noMargins = { marginUnitType: WidthType.DXA, left: 0, right: 0, top: 0, bottom: 0 } as const;

/** A row of cells side by side without lines, as high as given or as their words */
export const side = (cells: readonly (readonly [number, Paragraph[]])[], height?: number): Table =>
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
export function writing(count: number, widths: readonly number[], gap = 0): Table {
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
export const AROUND_PICTURE = { line: 240, lineRule: LineRuleType.AUTO, before: 0, after: 0 } as const;

/** The four squares in the corners of each page, fixed to the page */
export function corners(): Header {
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
