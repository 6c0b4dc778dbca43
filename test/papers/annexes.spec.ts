/** Annexes that are texts and forms, plain papers and unsigned ones, in both files. */
import JSZip from 'jszip';
import { letterDocx } from '../../src/papers/letter.docx.js';
import type { OfficialLetter } from '../../src/papers/letter.model.js';
import { letterPdf } from '../../src/papers/letter.pdf.js';
import { foundFonts, TypstRenderer } from '../../src/platform/documents/index.js';
import { itWithPoppler, pagesOf } from '../platform/documents/poppler.js';
import { DRAFT, LINES, STATEMENT } from './asked.js';
import { letter } from './letters.js';

let renderer: TypstRenderer;
beforeAll(() => {
  renderer = new TypstRenderer({ fonts: foundFonts() });
});
afterAll(() => renderer.close());

const paper = (more: Partial<OfficialLetter> = {}): OfficialLetter =>
  letter(0, {
    body: [{ kind: 'paragraph', text: '请于2026年9月30日前反馈。' }],
    closing: [],
    annex: null,
    attachments: [DRAFT, '说明', '意见反馈表'],
    annexes: [
      { kind: 'TEXT', title: DRAFT, lines: LINES },
      { kind: 'TEXT', title: '说明', lines: STATEMENT },
      {
        kind: 'TABLE',
        title: '意见反馈表',
        above: ['负责人（签字）：'],
        columns: [10, 24, 62, 36, 24].map((width, at) => ({ head: `栏${at + 1}`, width })),
        rows: Array.from({ length: 8 }, (_, at) => [String(at + 1), '', '', '', '']),
        rowHeight: 14,
        code: { link: 'https://fa.example.cn/t/1', caption: '扫码填报' },
      },
    ],
    ...more,
  });
const pages = async (given: OfficialLetter) => {
  const { bytes, warnings } = await letterPdf(renderer, given);
  expect(warnings).toEqual([]);
  return pagesOf(bytes);
};
const told = (page: { words: { text: string }[] } | undefined): string => page?.words.map((w) => w.text).join('') ?? '';

itWithPoppler('each annex begins a page, with its number, and the form keeps its widths', async () => {
  const all = await pages(paper());
  expect(all).toHaveLength(4);
  expect(all.slice(1).map((p) => told(p).slice(0, 3))).toEqual(['附件1', '附件2', '附件3']);
  const heads = all[3]?.words.filter((w) => /^栏\d$/u.test(w.text)) ?? [];
  const middles = heads.map((w) => (w.left + w.right) / 2 - 28);
  [5, 22, 65, 114, 144].forEach((middle, at) => expect(middles[at]).toBeCloseTo(middle, 0));
  const numbers = all[3]?.words.filter((w) => /^[1-8]$/u.test(w.text) && w.left < 38 && w.top < 262) ?? [];
  expect(((numbers[7]?.top ?? 0) - (numbers[0]?.top ?? 0)) / 7).toBeCloseTo(14, 1);
});

itWithPoppler('heads of chapters stand in the middle of the 156 mm', async () => {
  const words = (await pages(paper()))[1]?.words ?? [];
  const [from, to] = [words.find((w) => w.text.startsWith('第一章')), words.find((w) => w.text.includes('总则'))];
  expect(((from?.left ?? 0) + (to?.right ?? 0)) / 2).toBeCloseTo(28 + 78, 0);
});

itWithPoppler('nothing is put between characters and digits', async () => {
  const all = (await pages(paper()))[0]?.words ?? [];
  expect(all.map((w) => w.text)).toContain('请于2026年9月30日前反馈。');
});

itWithPoppler('a plain paper has no mark, and its first page a number', async () => {
  const first = (await pages(paper({ form: 'PLAIN', addressee: '' })))[0];
  expect(told(first)).not.toContain('云河市人民代表大会常务委员会法制工作委员会');
  expect(told(first)).not.toContain('：请于');
  expect(first?.words.some((w) => w.top > 264 && w.text === '1')).toBe(true);
});

itWithPoppler('without a seal the date begins two characters further in than the organ (7.3.5.2)', async () => {
  const char = 156 / 28;
  const at = async (signatory: string): Promise<number[]> => {
    const words = (await pages(paper({ sealed: false, signatory })))[0]?.words ?? [];
    const organ = words.find((w) => w.text === signatory);
    const date = words.find((w) => w.text === '2026年11月22日');
    return [organ?.left ?? 0, date?.left ?? 0, 184 - Math.max(organ?.right ?? 0, date?.right ?? 0)];
  };
  for (const signatory of ['云河市人大常委会法制工作委员会', '云河人大']) {
    const [organ = 0, date = 0, right = 0] = await at(signatory);
    expect(date - organ).toBeCloseTo(2 * char, 0);
    expect(right).toBeCloseTo(2 * char, 0);
  }
});

itWithPoppler('the signature takes the last paragraph with it where there is no 结语', async () => {
  const body = Array.from({ length: 11 }, (_, at) => ({ kind: 'paragraph' as const, text: `第${at + 1}段。` }));
  const all = await pages(paper({ body, annexes: [], attachments: [] }));
  const signed = all.find((p) => told(p).includes('2026年11月22日'));
  expect(told(signed)).toContain('第11段。');
  expect(all).toHaveLength(2);
});

itWithPoppler('what is not issued says so on every page, what is issued on none', async () => {
  const isMarked = async (issued: boolean): Promise<boolean[]> =>
    (await pages(paper({ issued }))).map((p) =>
      // slanted over the page, each sign is a word of its own to poppler, in any order
      [...'未签发'].every((sign) => p.words.some((w) => w.text === sign && w.bottom - w.top > 30)),
    );
  expect(await isMarked(false)).toEqual([true, true, true, true]);
  expect(await isMarked(true)).toEqual([false, false, false, false]);
});

describe('the .docx', () => {
  const part = async (given: OfficialLetter, name: string): Promise<string> =>
    (await (await JSZip.loadAsync(await letterDocx(given))).file(name)?.async('string')) ?? '';
  const wordsOf = (xml: string): string => xml.replace(/<[^>]+>/gu, '');

  it('has the same words in the same order, the form with its code', async () => {
    const xml = await part(paper(), 'word/document.xml');
    expect(wordsOf(xml)).toMatch(
      /附件1.*第一章　总则.*第一条　为了.*附件2.*一、必要性.*附件3.*意见反馈表.*栏1栏2栏3栏4栏5/u,
    );
    expect(xml).toContain('<pic:pic');
    expect(await letterDocx(paper())).toEqual(await letterDocx(paper()));
  });

  it('gives its code a line as high as the picture, not one of the text', async () => {
    const xml = await part(paper(), 'word/document.xml');
    const around = xml.split('<w:p>').find((paragraph) => paragraph.includes('<pic:pic'));
    expect(around).toContain('w:lineRule="auto"');
  });

  it('has no automatic blank between characters and digits', async () => {
    expect(await part(paper(), 'word/styles.xml')).toContain('<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>');
  });

  it('has no mark when plain, and says 未签发 until it is issued', async () => {
    expect(wordsOf(await part(paper({ form: 'PLAIN' }), 'word/document.xml'))).not.toContain('云人常法工函');
    const zip = await JSZip.loadAsync(await letterDocx(paper({ issued: false })));
    const heads = Object.keys(zip.files).filter((name) => /word\/header\d\.xml/u.test(name));
    expect(heads).toHaveLength(3);
  });
});
