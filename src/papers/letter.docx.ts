/**
 * An official letter as .docx, for the office that edits it on. Same geometry as the PDF: GB/T 9704-2012 §10.1, exact
 * line pitch and character spacing and no document grid, since a grid is laid out differently by every version of Word
 * and WPS.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  FrameAnchorType,
  Header,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import {
  ADDED,
  cell,
  documentStyles,
  type Face,
  pack,
  pageFooter,
  type Piece,
  PITCH,
  REMOVED,
  runs,
  SIZE,
  twips,
} from '../platform/documents/docx.parts.js';
import { annexParts } from './annexes.docx.js';
import {
  type AdoptionRow,
  asPrinted,
  type DiffRun,
  type LetterAnnex,
  type LetterBlock,
  MARKS_NOTE,
  type OfficialLetter,
} from './letter.model.js';

/** 16 pt − 0.2 pt: one of the 28 characters of a line, in twips. */
const CHARACTER = 316;
const RED = 'FF0000';
/** Text width on a line of 156 mm, in size-3 characters. */
const LINE = 28;

/** Widths of the annex in millimetres, as in the PDF. */
const COLUMNS = [
  ['序号', 10],
  ['条款', 18],
  ['意见内容', 36],
  ['采纳情况', 17.5],
  ['理由', 32],
  ['修改前后条文', 42.5],
] as const;

const text = (words: string, face: Face = 'fang', more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({
    spacing: PITCH,
    alignment: AlignmentType.BOTH,
    indent: { firstLine: 2 * CHARACTER },
    widowControl: false,
    children: runs(words, face),
    ...more,
  });
const blank = (): Paragraph => new Paragraph({ spacing: PITCH, children: [] });

const FACE_OF: Readonly<Record<LetterBlock['kind'], Face>> = { heading1: 'hei', heading2: 'kai', paragraph: 'fang' };

/** Width in size-3 characters: Latin letters and digits count half. */
const widthOf = (words: string): number => [...words].reduce((sum, sign) => sum + (sign < '\u0100' ? 0.5 : 1), 0);

/** A pair of red lines 170 mm long fixed to the page, 7 mm beyond the text on each side (GB/T 9704-2012 10.1). */
function redRules(fromTop: number, style: 'THICK_THIN_MEDIUM_GAP' | 'THIN_THICK_MEDIUM_GAP'): Paragraph {
  return new Paragraph({
    frame: {
      type: 'absolute',
      position: { x: twips(20), y: twips(fromTop) },
      width: twips(170),
      height: 40,
      anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
    },
    spacing: { line: 40, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    border: { top: { style: BorderStyle[style], color: RED, size: 18, space: 0 } },
    children: [],
  });
}

/** The mark by its office's letterhead, or in 小标宋 as large as 156 mm allow, at most 30 pt; size in half points */
function markRuns({ mark, issuer }: OfficialLetter): { size: number; words: TextRun[] } {
  if (mark) {
    const { text: words, face, size, spacing, scale, bold, colour } = mark;
    const font = { ascii: face, hAnsi: face, cs: face, eastAsia: face };
    return {
      size,
      words: [new TextRun({ text: words, font, size, characterSpacing: spacing, scale, bold, color: colour })],
    };
  }
  const size = Math.min(60, Math.floor((((156 / 25.4) * 72) / Math.max(1, widthOf(issuer))) * 2));
  return { size, words: runs(issuer, 'song', size, { color: RED }) };
}

function head(letter: OfficialLetter): FileChild[] {
  const { size, words } = markRuns(letter);
  // the ink of Chinese faces begins some 7 % below the line's edge, is 92 % high, and ends where the next 4 mm begin
  const high = (size / 144) * 25.4;
  const mark = new Paragraph({
    frame: {
      type: 'absolute',
      position: { x: twips(20), y: twips(30 - 0.07 * high) },
      width: twips(170),
      height: twips(1.05 * high),
      anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
    },
    alignment: AlignmentType.CENTER,
    spacing: { line: twips(1.05 * high), lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    children: words,
  });
  return [
    ...(letter.form === 'PLAIN'
      ? []
      : [mark, redRules(30 + 0.92 * high + 4, 'THICK_THIN_MEDIUM_GAP'), ...numberLine(letter)]),
    new Paragraph({
      spacing: PITCH,
      alignment: AlignmentType.CENTER,
      children: runs(letter.title, 'song', SIZE.second),
    }),
    blank(),
    ...(letter.addressee === '' ? [] : [new Paragraph({ spacing: PITCH, children: runs(letter.addressee) })]),
  ];
}

/** The number under the rule, and the title two lines lower */
const numberLine = ({ documentNumber }: OfficialLetter): Paragraph[] => [
  // Text flows round frames, so the first line begins below the rule; the number's characters stand 14 pt below it.
  documentNumber === null
    ? blank()
    : new Paragraph({
        spacing: { ...PITCH, before: 120 },
        alignment: AlignmentType.RIGHT,
        children: runs(documentNumber),
      }),
  blank(),
  blank(),
];

/**
 * As under a seal (7.3.5.1): the date four characters from the right, the organ centred on it; a long organ two
 * characters.
 */
function signature(letter: OfficialLetter): Paragraph[] {
  if (letter.sealed === false) return unsealed(letter);
  const organ = widthOf(letter.signatory);
  const date = widthOf(letter.date);
  const right = organ <= date ? 4 : Math.max(2, 4 + (date - organ) / 2);
  // Two characters of room on each side: faces differ in width, and Word adds a little between digits and characters.
  const room = 2;
  const left = Math.max(0, Math.round((LINE - right - Math.max(organ, date) - room) * CHARACTER));
  const indent = { left, right: Math.round((right - room) * CHARACTER) };
  return [letter.signatory, letter.date].map(
    (words, at) =>
      new Paragraph({
        spacing: PITCH,
        alignment: AlignmentType.CENTER,
        indent,
        keepLines: true,
        keepNext: at === 0,
        children: runs(words),
      }),
  );
}

/**
 * Without a seal (7.3.5.2): the organ two characters from the right, the date begins two further in than the organ; a
 * longer date ends two characters from the right itself.
 */
function unsealed(letter: OfficialLetter): Paragraph[] {
  const [organ, date] = [widthOf(letter.signatory), widthOf(letter.date)];
  const organGap = 2 + Math.max(0, date + 2 - organ);
  return (
    [
      [letter.signatory, organGap],
      [letter.date, organGap + organ - 2 - date],
    ] as const
  ).map(
    ([words, gap], at) =>
      new Paragraph({
        spacing: PITCH,
        alignment: AlignmentType.RIGHT,
        indent: { right: Math.round(gap * CHARACTER) },
        keepLines: true,
        keepNext: at === 0,
        children: runs(words),
      }),
  );
}

function attachments(names: readonly string[]): Paragraph[] {
  if (names.length === 0) return [];
  const many = names.length > 1;
  return [
    new Paragraph({ spacing: PITCH, keepNext: true, children: [] }),
    ...names.map(
      (name, at) =>
        new Paragraph({
          spacing: PITCH,
          alignment: AlignmentType.LEFT,
          keepNext: true,
          indent: {
            left: (many ? 6 : 5) * CHARACTER,
            ...(at === 0 ? { hanging: (many ? 4 : 3) * CHARACTER } : { hanging: CHARACTER }),
          },
          children: runs(`${at === 0 ? '附件：' : ''}${many ? `${at + 1}. ` : ''}${name}`),
        }),
    ),
  ];
}

/** 抄送 after everything else: 14 pt, one character in on both sides, no rules (papers 0.3) */
const copies = (names: readonly string[]): Paragraph[] =>
  names.length === 0
    ? []
    : [
        new Paragraph({
          spacing: { ...PITCH, before: PITCH.line },
          alignment: AlignmentType.LEFT,
          indent: { left: 280 + 3 * 280, right: 280, hanging: 3 * 280 },
          children: runs(`抄送：${names.join('，')}。`, 'fang', 28),
        }),
      ];

const marked = ({ type, text: words }: DiffRun): Piece =>
  type === 'insert'
    ? { text: words, face: 'hei', more: ADDED }
    : type === 'delete'
      ? { text: words, more: REMOVED }
      : { text: words };

/** 15 pt: the pitch of a table in 五号. */
const CELL_PITCH = 300;

function annexRow(row: AdoptionRow): TableRow {
  const [number, provision, comment, decision, reason, change] = COLUMNS;
  const words = (content: string, millimetres: number, kind: 'centre' | 'text' = 'text') =>
    cell([{ text: content }], millimetres, SIZE.fifth, CELL_PITCH, kind);
  return new TableRow({
    // A row longer than a page must be allowed to break.
    cantSplit: false,
    children: [
      words(String(row.number), number[1], 'centre'),
      words(row.provision, provision[1]),
      words(row.comment, comment[1]),
      words(row.decision, decision[1], 'centre'),
      words(row.reason, reason[1]),
      row.runs.length === 0
        ? words('——', change[1], 'centre')
        : cell(row.runs.map(marked), change[1], SIZE.fifth, CELL_PITCH, 'text'),
    ],
  });
}

function annexOf(annex: LetterAnnex, number: string): FileChild[] {
  return [
    new Paragraph({ spacing: PITCH, pageBreakBefore: true, children: runs(number, 'hei') }),
    blank(),
    new Paragraph({
      spacing: PITCH,
      alignment: AlignmentType.CENTER,
      children: runs(annex.title, 'song', SIZE.second),
    }),
    new Paragraph({ spacing: { ...PITCH, line: 400 }, keepNext: true, children: runs(MARKS_NOTE, 'fang', SIZE.fifth) }),
    new Table({
      width: { size: twips(156), type: WidthType.DXA },
      columnWidths: COLUMNS.map(([, width]) => twips(width)),
      layout: TableLayoutType.FIXED,
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: COLUMNS.map(([name, width]) =>
            cell([{ text: name, face: 'hei' }], width, SIZE.fifth, CELL_PITCH, 'head'),
          ),
        }),
        ...annex.rows.map(annexRow),
      ],
    }),
  ];
}

/** What stands at the head of every page: 未签发, or whose copy it is */
function headersOf(letter: OfficialLetter): { headers?: { default: Header; even: Header; first: Header } } {
  const words = [letter.issued === false ? '未　签　发' : '', letter.copyNumber ?? '', letter.watermark ?? '']
    .filter((w) => w !== '')
    .join('　');
  return words === '' ? {} : { headers: { default: across(words), even: across(words), first: across(words) } };
}

/** Words at the head of a page, grey; slanted over the text, as in the PDF, they would need a drawing in VML */
function across(words: string): Header {
  return new Header({
    children: [
      new Paragraph({
        frame: {
          type: 'absolute',
          position: { x: twips(20), y: twips(12) },
          width: twips(170),
          height: twips(14),
          anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
        },
        alignment: AlignmentType.CENTER,
        children: runs(words, 'hei', words.length > 12 ? SIZE.fourth : SIZE.second, { color: 'BFBFBF' }),
      }),
    ],
  });
}

/** @returns the bytes of a .docx; the same letter gives the same bytes */
export async function letterDocx(given: OfficialLetter): Promise<Uint8Array> {
  const letter = asPrinted(given);
  const many = letter.attachments.length > 1;
  const isVolume = letter.form === 'VOLUME';
  const numbered = (at: number): string =>
    `${isVolume ? (letter.documentNumber ?? '') : ''}${many ? `附件${at + 1}` : '附件'}`;
  const before = (letter.annexesApart ?? 0) + (letter.annex === null ? 0 : 1);
  const annexes: FileChild[] = [];
  for (const [at, annex] of (letter.annexes ?? []).entries())
    annexes.push(...(await annexParts(annex, numbered(before + at), isVolume && at === 0)));
  const isLetter = letter.form === undefined || letter.form === 'LETTER';
  const last = letter.closing.length - 1;
  return pack(
    new Document({
      creator: letter.issuer,
      title: letter.title.replace(/\n/gu, ''),
      lastModifiedBy: letter.issuer,
      revision: 1,
      evenAndOddHeaderAndFooters: true,
      styles: documentStyles,
      sections: [
        {
          properties: {
            titlePage: isLetter,
            page: {
              size: { width: twips(210), height: twips(297) },
              // Word sets the footer up from the page's edge: the number's line ends 23 mm above it, 7 mm and a line
              // below the text
              margin: {
                top: twips(37),
                left: twips(28),
                right: twips(26),
                bottom: twips(35),
                header: twips(15),
                footer: twips(22),
              },
            },
          },
          ...headersOf(letter),
          footers: {
            default: pageFooter('right'),
            even: pageFooter('left'),
            first: new Footer({
              children: [redRules(275.8, 'THIN_THICK_MEDIUM_GAP'), new Paragraph({ children: [] })],
            }),
          },
          children: isVolume
            ? annexes
            : [
                ...head(letter),
                ...letter.body.flatMap((block, at) => {
                  // without 结语 the last paragraph goes with the signature
                  const isLast = last < 0 && at === letter.body.length - 1;
                  const keep = { keepNext: isLast || block.kind !== 'paragraph', keepLines: isLast };
                  return block.text.split('\n').map((words) => text(words, FACE_OF[block.kind], keep));
                }),
                ...letter.closing.map((words, at) => text(words, 'fang', { keepNext: at === last })),
                ...attachments(letter.attachments),
                new Paragraph({ spacing: PITCH, keepNext: true, children: [] }),
                new Paragraph({ spacing: PITCH, keepNext: true, children: [] }),
                ...signature(letter),
                ...(letter.contact === null ? [] : [text(letter.contact)]),
                ...(letter.annex === null ? [] : annexOf(letter.annex, numbered(0))),
                ...annexes,
                ...copies(letter.copies ?? []),
              ],
        },
      ],
    }),
  );
}
