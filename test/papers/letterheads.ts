/** Letterheads as offices draw them in Word: one that is right, and what is to be wrong with it. */
import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Header,
  type IRunOptions,
  Packer,
  Paragraph,
  TextRun,
} from 'docx';
import JSZip from 'jszip';

const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);

export interface Drawn {
  organ?: string;
  mark?: IRunOptions;
  /** null: none */
  number?: string | null;
  numberAt?: 'right' | 'left';
  width?: number;
  top?: number;
  more?: FileChild[];
  inHeader?: boolean;
  footer?: string;
}

export async function letterheadDocx(drawn: Drawn = {}): Promise<Uint8Array> {
  const {
    organ = '云澜市人大常委会法制工作委员会',
    number = '云人常法工函〔　　〕　号',
    top = 37,
    width = 210,
  } = drawn;
  const look = { font: { eastAsia: '方正小标宋简体' }, size: 56, color: 'C00000', ...drawn.mark };
  const mark = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text: organ, ...look })],
  });
  const place = new Paragraph({
    alignment: drawn.numberAt === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
    children: [new TextRun({ text: number ?? '', font: { eastAsia: '仿宋_GB2312' } })],
  });
  const body = [...(drawn.inHeader ? [] : [mark]), ...(number === null ? [] : [place]), ...(drawn.more ?? [])];
  return Packer.toBuffer(
    new Document({
      sections: [
        {
          properties: {
            page: {
              size: { width: twips(width), height: twips(297) },
              margin: { top: twips(top), bottom: twips(35), left: twips(28), right: twips(26) },
            },
          },
          ...(drawn.inHeader && { headers: { default: new Header({ children: [mark] }) } }),
          ...(drawn.footer !== undefined && {
            footers: { default: new Footer({ children: [new Paragraph(drawn.footer)] }) },
          }),
          children: body,
        },
      ],
    }),
  );
}

/** The same file with a part more, or with one changed */
export async function withPart(docx: Uint8Array, name: string, change: (xml: string) => string): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(docx);
  zip.file(name, change((await zip.file(name)?.async('string')) ?? ''));
  return zip.generateAsync({ type: 'uint8array' });
}
