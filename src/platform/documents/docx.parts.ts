/**
 * What our .docx documents have in common: faces, runs, cells, the page number, and packing to the same bytes every
 * time. Faces are named as the office's machines know them; a .docx embeds none.
 */
import {
  AlignmentType,
  Document,
  Footer,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  TableCell,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import JSZip from 'jszip';

export const FACES = {
  song: '方正小标宋简体',
  fang: '仿宋_GB2312',
  kai: '楷体_GB2312',
  hei: '黑体',
  page: '宋体',
} as const;
export type Face = keyof typeof FACES;

/** Half points, as Word counts sizes: 二号 22 pt, 三号 16 pt, 四号 14 pt, 小四 12 pt, 五号 10.5 pt. */
export const SIZE = { second: 44, third: 32, fourth: 28, smallFourth: 24, fifth: 21 } as const;

/** Twentieths of a point. Word rounds its own conversion from millimetres down; GB/T 9704 allows ± 1 mm. */
export const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);

/** 225 mm ÷ 22 lines = 28.99 pt; 579 twips = 28.95 pt keep the twenty-second line on the page. */
export const PITCH = { line: 579, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const;
/** 156 mm ÷ 28 − 16 pt = −0.2 pt between characters. */
const TRACKING = -4;

const faceOf = (face: Face) => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia: FACES[face],
});

/** Runs of a text; a line feed in it becomes a line break. */
export function runs(text: string, face: Face = 'fang', size: number = SIZE.third, more: IRunOptions = {}): TextRun[] {
  return text.split('\n').map(
    (line, at) =>
      new TextRun({
        text: line,
        font: faceOf(face),
        size,
        ...(size === SIZE.third ? { characterSpacing: TRACKING } : {}),
        ...(at > 0 ? { break: 1 } : {}),
        ...more,
      }),
  );
}

/** The two marks of a change: never by colour alone, for paper is copied in black. */
export const ADDED: IRunOptions = { underline: {}, bold: true };
export const REMOVED: IRunOptions = {
  strike: true,
  shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'D9D9D9' },
};

/** A stretch of a cell's text in one face. */
export interface Piece {
  text: string;
  face?: Face;
  more?: IRunOptions;
}

/**
 * Paragraphs of pieces: a line feed ends a paragraph, for a line break in a justified one would stretch the line before
 * it.
 */
function paragraphsOf(pieces: readonly Piece[]): Piece[][] {
  const paragraphs: Piece[][] = [[]];
  for (const piece of pieces) {
    piece.text.split('\n').forEach((text, at) => {
      if (at > 0) paragraphs.push([]);
      paragraphs.at(-1)?.push({ ...piece, text });
    });
  }
  return paragraphs;
}

/** A cell of a table; `size` in half points, `line` is the exact pitch in twips. */
export function cell(
  pieces: readonly Piece[],
  millimetres: number,
  size: number,
  line: number,
  kind: 'head' | 'centre' | 'text',
): TableCell {
  return new TableCell({
    width: { size: twips(millimetres), type: WidthType.DXA },
    margins: { marginUnitType: WidthType.DXA, left: 70, right: 70, top: 50, bottom: 50 },
    verticalAlign: kind === 'head' ? VerticalAlign.CENTER : VerticalAlign.TOP,
    children: paragraphsOf(pieces).map(
      (paragraph) =>
        new Paragraph({
          spacing: { line, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
          alignment: kind === 'text' ? AlignmentType.BOTH : AlignmentType.CENTER,
          children: paragraph.flatMap((piece) => runs(piece.text, piece.face ?? 'fang', size, piece.more)),
        }),
    ),
  });
}

/** — 2 —, in 四号 宋体; aligned right it stands one character in, as left. */
export function pageFooter(alignment: 'left' | 'right' | 'center'): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: alignment === 'center' ? {} : { left: 280, right: 280 },
        children: [
          new TextRun({ font: faceOf('page'), size: SIZE.fourth, children: ['— ', PageNumber.CURRENT, ' —'] }),
        ],
      }),
    ],
  });
}

export const documentStyles = {
  default: {
    document: {
      run: { font: faceOf('fang'), size: SIZE.third, language: { eastAsia: 'zh-CN', value: 'en-US' } },
      paragraph: { spacing: PITCH },
    },
  },
};

/** The first moment a zip can write; a document's own date stands in its text. */
const NO_TIME = new Date(Date.UTC(1980, 0, 1));

/** What the library writes otherwise than we need it, by part of the zip */
const MENDED: Readonly<Record<string, (xml: string) => string>> = {
  'docProps/core.xml': (xml) =>
    xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${NO_TIME.toISOString().slice(0, 19)}Z`),
  // Word puts a quarter of a blank between characters and letters or digits unless it is told not to, in every style
  'word/styles.xml': (xml) =>
    xml.replace(/(<w:pPrDefault><w:pPr>)/u, '$1<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'),
};

/**
 * Packs a document to bytes that depend on its content alone: the library writes the present time into the zip and into
 * docProps/core.xml, and the order of parts is fixed here too.
 */
export async function pack(document: Document): Promise<Uint8Array> {
  const made = await JSZip.loadAsync(await Packer.toBuffer(document));
  const fixed = new JSZip();
  // [Content_Types].xml comes first by its bracket, as readers that stream expect.
  for (const name of Object.keys(made.files).sort()) {
    const part = made.file(name);
    if (part === null) continue;
    const mend = MENDED[name];
    const content = mend ? mend(await part.async('string')) : await part.async('uint8array');
    fixed.file(name, content, { date: NO_TIME, createFolders: false });
  }
  return fixed.generateAsync({
    type: 'uint8array',
    compression: 'DEFLATE',
    compressionOptions: { level: 6 },
    platform: 'DOS',
  });
}
