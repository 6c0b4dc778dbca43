/** PDFs are made by our own typesetter here; what office programs make was tried by hand. */
import { formatArticleLabel, parse, parseJson, withoutRadicals } from '../../../src/articles/index.js';
import { paragraphsOf, type PdfPage } from '../../../src/authoring/readers/pdf.lines.js';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { foundFonts, TypstRenderer } from '../../../src/platform/documents/index.js';

const LAW = [
  '云澜市住宅电梯安全管理条例（草案）',
  '第一章　总则',
  `第一条　为了加强住宅电梯安全管理，预防和减少事故，${'保障人身和财产安全，方便群众出行，'.repeat(3)}根据有关法律，制定本条例。`,
  `本条例所称住宅电梯，依照前款和第三十条规定确定，${'包括曳引驱动电梯和强制驱动电梯，'.repeat(4)}不包括单户家庭自用的电梯。`,
  '第二条　维护保养单位应当遵守下列规定：',
  '（一）制定2026年度应急预案；',
  '（二）设立值班电话。',
  ...Array.from(
    { length: 30 },
    (_, at) =>
      `${formatArticleLabel({ number: at + 3, sub: 0 })}　${'有关单位应当按照各自职责做好住宅电梯安全管理的相关工作，'.repeat(2)}并接受监督。`,
  ),
];
const TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#let faces = json(bytes(sys.inputs.fonts))
#set page(paper: "a4", margin: 28mm, header: if d.head != "" { align(center, text(size: 10pt, d.head)) }, footer: context align(center)[— #counter(page).get().first() —])
#set text(lang: "zh", region: "cn", font: faces.fang, fallback: false, size: 16pt)
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 12pt, spacing: 12pt)
#align(center, text(size: 22pt, d.lines.first()))
#for line in d.lines.slice(1) { if line.starts-with("第一章") { align(center, line) } else { par(line) } }
#if d.picture { pagebreak(); rect(width: 50mm, height: 50mm) }
`;
let renderer: TypstRenderer;
beforeAll(() => {
  renderer = new TypstRenderer({ fonts: foundFonts() });
});
afterAll(() => renderer.close());
const pdf = async (lines: string[], head = '', picture = false): Promise<Uint8Array> =>
  (await renderer.set(TEMPLATE, { lines, head, picture }, 'pdf')).bytes;

describe('a PDF with text', () => {
  it('is read as its paragraphs, without page numbers and running heads', async () => {
    const outcome = await readFile('条例.pdf', await pdf(LAW, '云澜市人民代表大会常务委员会文件'));
    if (!outcome.ok) throw new Error(outcome.message);
    expect(outcome.format).toBe('pdf');
    expect(outcome.lines.map((line) => line.text.replace(/[\s\u3000]+/gu, ''))).toEqual(
      LAW.map((line) => line.replace(/[\s\u3000]+/gu, '')),
    );
    expect(outcome.lines[2]?.text).toMatch(/^第一条\u3000为了/u);
    expect(outcome.notices[0]).toMatchObject({ line: 0, code: 'READ_FROM_PDF' });
    const tree = parse(outcome.lines);
    expect(tree.title).toBe(LAW[0]);
    expect(parseJson(tree).counts).toMatchObject({ chapter: 1, article: 32, paragraph: 33, item: 2 });
    expect(tree.warnings).toEqual([]);
  });

  it('names pages without text, refuses a scan, a broken file and one with a script', async () => {
    const half = await readFile('a.pdf', await pdf(LAW, '', true));
    expect(half).toMatchObject({ ok: true });
    const scan = await readFile('扫描.pdf', await pdf(['']));
    expect(scan).toMatchObject({ ok: false, code: 'NO_TEXT' });
    expect(scan).toHaveProperty('message', expect.stringContaining('扫描件'));
    expect(await readFile('a.pdf', Buffer.from('%PDF-1.7 nothing'))).toMatchObject({ ok: false, code: 'DAMAGED' });
    const objects = [
      '<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>',
    ];
    const body = `%PDF-1.4\n${objects.map((one, at) => `${at + 1} 0 obj${one}endobj\n`).join('')}trailer<</Root 1 0 R/Size 4>>\n%%EOF`;
    expect(await readFile('a.pdf', Buffer.from(body))).toMatchObject({ ok: false, code: 'MACROS' });
    const cut = await pdf(LAW);
    for (const share of [0.3, 0.6, 0.9])
      expect(typeof (await readFile('a.pdf', cut.slice(0, cut.length * share))).ok).toBe('boolean');
  });
});

describe('lines of a page', () => {
  const page = (...rows: [text: string, x: number, y: number, width?: number][]): PdfPage => ({
    height: 842,
    pieces: rows.map(([text, x, y, width]) => ({ text, x, y, width: width ?? [...text].length * 16, size: 16 })),
  });

  it('puts signs of a second font where they stand, drops slivers, keeps wide blanks', () => {
    expect(
      paragraphsOf([
        page(
          ['甲', 80, 700],
          ['丙', 112, 700],
          ['“', 96, 700, 16],
          ['2026', 80, 660, 32],
          [' ', 112, 660, 3],
          ['年', 115, 660],
          ['第一条', 80, 600],
          ['文'.repeat(20), 144, 600],
        ),
      ]).paragraphs,
    ).toEqual(['甲“丙', '2026年', `第一条\u3000${'文'.repeat(20)}`]);
  });

  it('does not join a flush article label to the line before it where labels are flush', () => {
    const full = '二十六个字的一行二十六个字的一行二十六个字的一行完';
    const rows = Array.from({ length: 12 }, (_, at): [string, number, number] => [
      at % 2 === 0 ? `第${'一二三四五六'[at / 2] ?? ''}条　${full.slice(4)}` : '其余。',
      80,
      750 - at * 30,
    ]);
    expect(paragraphsOf([page(...rows)]).paragraphs).toHaveLength(6);
    expect(paragraphsOf([page(['总则', 260, 780], ...rows)]).paragraphs[1]).toBe(`第一条　${full.slice(4)}其余。`);
  });

  it('tells of tables', () => {
    const rows = Array.from({ length: 4 }, (_, at): [string, number, number][] => [
      ['旧', 80, 700 - at * 40],
      ['新', 300, 700 - at * 40],
    ]).flat();
    expect(paragraphsOf([page(...rows)]).tablePages).toEqual([1]);
  });
});

it('radicals are the characters they look like, and nothing else changes', () => {
  expect(withoutRadicals('⺠⻓⼈⽴⼾法（一），１％Ａ')).toBe('民长人立户法（一），１％Ａ');
});
