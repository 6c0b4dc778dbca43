/**
 * 意见征集表 and 签到表 as .docx, for an office or a contact point that writes them on: the same words in the same
 * geometry as the PDF beside this file. The strip has no receipt code: one that sleeps is printed with its sheet alone.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  HeightRule,
  ImageRun,
  type ISectionOptions,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { PaperNotInOrder } from '../../papers/index.js';
import { cell, documentStyles, pack, twips } from '../../platform/documents/docx.parts.js';
import { printableAll } from '../../platform/documents/printable.rules.js';
import { qrPng } from '../../platform/documents/qr.js';
import {
  AROUND_PICTURE,
  blank,
  corners,
  FACE,
  label,
  line,
  NO_LINES,
  noMargins,
  pixels,
  properties,
  side,
  size,
  square,
  tick,
  words,
  WRITING,
  writing,
} from './form-parts.docx.js';
import {
  FORM_HEAD,
  FORM_LINES,
  FORM_WIDTH,
  FORM_WORDS as W,
  type FormSheet,
  formSheets,
  SHEET_CODE,
  SIGN_IN,
  signInFoot,
} from './forms.rules.js';
import { type Wall, wallIsRight, type WallWords, wallWords } from './wall.rules.js';

/** Sheets of one file: each is some 25 ms of work that nothing else interrupts */
export const MOST_DOCX_SHEETS = 10;

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
