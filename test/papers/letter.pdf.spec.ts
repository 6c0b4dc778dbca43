import { MARKS_NOTE, type OfficialLetter } from '../../src/papers/letter.model.js';
import { letterPdf } from '../../src/papers/letter.pdf.js';
import { foundFonts, TypstRenderer } from '../../src/platform/documents/index.js';
import { type Box, itWithPoppler, pagesOf, poppler } from '../platform/documents/poppler.js';
import { letter, PLAIN } from './letters.js';

let renderer: TypstRenderer;
beforeAll(() => {
  renderer = new TypstRenderer({ fonts: foundFonts() });
});
afterAll(() => renderer.close());

const pdf = async (given: OfficialLetter): Promise<Uint8Array> => {
  const { bytes, warnings } = await letterPdf(renderer, given);
  expect(warnings).toEqual([]);
  return bytes;
};
/** Tops of the lines of a page, one for each. */
const lineTops = (words: readonly Box[]): number[] =>
  [...new Set(words.map((word) => Math.round(word.top * 10) / 10))].sort((a, b) => a - b);

describe('a letter as PDF', () => {
  it('is a PDF, and the same letter has the same bytes in another process', async () => {
    const first = await pdf(letter(3));
    expect(Buffer.from(first).subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.from(first).toString('latin1')).not.toMatch(/CreationDate|ModDate/u);
    const other = new TypstRenderer({ fonts: foundFonts() });
    try {
      expect(Buffer.compare(first, (await letterPdf(other, letter(3))).bytes)).toBe(0);
    } finally {
      await other.close();
    }
    expect(Buffer.compare(first, await pdf(letter(4)))).not.toBe(0);
  });

  itWithPoppler('keeps the geometry of GB/T 9704-2012: A4, 37/28/26/35 mm, 22 lines of 28 characters', async () => {
    const pages = pagesOf(await pdf(letter(0, { annex: null })));
    for (const page of pages) {
      expect(page.width).toBeCloseTo(210, 0);
      expect(page.height).toBeCloseTo(297, 0);
    }
    const second = pages[1]?.words.filter((word) => word.top < 262) ?? [];
    const tops = lineTops(second);
    expect(tops).toHaveLength(22);
    expect(((tops[21] ?? 0) - (tops[0] ?? 0)) / 21).toBeCloseTo(225 / 22, 1);
    expect(Math.min(...tops)).toBeGreaterThanOrEqual(37);
    expect(Math.max(...second.map((word) => word.bottom))).toBeLessThanOrEqual(262);
    expect(Math.min(...second.map((word) => word.left))).toBeCloseTo(28, 1);
    expect(Math.max(...second.map((word) => word.right))).toBeCloseTo(184, 0);
    const full = second.find((word) => PLAIN.includes(word.text) && word.text.length >= 27 && word.left < 29);
    expect([...(full?.text ?? '')]).toHaveLength(28);
  });

  itWithPoppler(
    'puts the organ mark 30 mm from the top and numbers every page but the first, odd right, even left',
    async () => {
      const pages = pagesOf(await pdf(letter(0, { annex: null })));
      const mark = pages[0]?.words.find((word) => word.text.startsWith('云河市人民代表大会'));
      // boxes of poppler reach from ascent to descent; the mark is set by its ink
      expect(mark?.top).toBeGreaterThan(28.5);
      expect(mark?.top).toBeLessThan(31.5);
      const numberOf = (page: number): Box | undefined =>
        pages[page]?.words.find((word) => word.top > 264 && /^\d+$/u.test(word.text));
      expect(numberOf(0)).toBeUndefined();
      expect(numberOf(1)?.text).toBe('2');
      expect(numberOf(1)?.left).toBeLessThan(50);
      expect(numberOf(2)?.text).toBe('3');
      expect(numberOf(2)?.right).toBeGreaterThan(160);
    },
  );

  itWithPoppler('centres the date under the organ', async () => {
    const words = pagesOf(await pdf(letter(0, { annex: null }))).flatMap((page) => page.words);
    const organ = words.find((word) => word.text === '云河市人大常委会法制工作委员会');
    const year = words.find(
      (word) => word.text.startsWith('2026') && word.top > (organ?.top ?? 999) && word.top < (organ?.top ?? 0) + 12,
    );
    const day = words.filter((word) => Math.abs(word.top - (year?.top ?? 0)) < 1).at(-1);
    expect(((year?.left ?? 0) + (day?.right ?? 0)) / 2).toBeCloseTo(((organ?.left ?? 0) + (organ?.right ?? 0)) / 2, 0);
    expect(184 - (organ?.right ?? 0)).toBeGreaterThanOrEqual(2 * (156 / 28) - 0.1);
  });

  itWithPoppler('repeats the head of the annex, breaks long cells and lets nothing stick out', async () => {
    const given = letter(30);
    const rows = given.annex?.rows ?? [];
    const long = {
      ...rows[0],
      number: 31,
      comment: `${PLAIN.repeat(40)}止`,
      reason: `见https://www.example.gov.cn/${'a1-'.repeat(60)}`,
      provision: '附件二第（三）项',
      decision: 'ADOPTED-IN-PART',
    };
    const pages = pagesOf(
      await pdf({ ...given, annex: { title: '意见采纳情况一览表', rows: [...rows, long as (typeof rows)[0]] } }),
    );
    const annex = pages.slice(pages.findIndex((page) => page.words.some((word) => word.text === '附件')));
    expect(annex.length).toBeGreaterThan(3);
    for (const page of annex) expect(page.words.filter((word) => word.text === '序号')).toHaveLength(1);
    const all = annex.flatMap((page) => page.words);
    expect(all.map((word) => word.text).join('')).toContain(MARKS_NOTE.slice(2, 20));
    for (const word of all) {
      expect(word.left).toBeGreaterThan(27.5);
      // the blank half of a comma at a line's end counts into poppler's box: half of 10.5 pt beyond the cell's inset
      expect(word.right).toBeLessThan(/[，。；、：”]$/u.test(word.text) ? 184.8 : 183);
      if (word.top < 264) expect(word.bottom).toBeLessThan(263);
    }
    // a word of the third column must end before the fourth begins: 28 + 10 + 18 + 36 mm
    for (const word of all.filter((one) => one.left > 56 && one.left < 90 && /[云河]/u.test(one.text) && one.top < 262))
      expect(word.right).toBeLessThan(92.3);
    expect(
      poppler('pdftotext', await pdf({ ...given, annex: { title: '表', rows: [long as (typeof rows)[0]] } })).replace(
        /\s/gu,
        '',
      ),
    ).toContain('止');
  });

  itWithPoppler('uses the fonts found and none of the machine', async () => {
    const names = poppler('pdffonts', await pdf(letter(2, { addressee: '😀𠮷某联系点' })));
    expect(
      names
        .split('\n')
        .slice(2)
        .filter((line) => line !== '')
        .every((line) => /\+Noto(?:(?:Serif|Sans)(?:SC|JP)|Emoji)-/u.test(line)),
    ).toBe(true);
  });

  it('takes data as values only', async () => {
    const strange = '#panic("x") $a$ *b* <c> @d \\ #{1+1} ${e} [f] "g" 中';
    const { bytes, warnings } = await letterPdf(
      renderer,
      letter(1, {
        title: strange,
        issuer: strange,
        addressee: strange,
        contact: strange,
        signatory: strange,
        documentNumber: null,
        attachments: [strange, strange],
        body: [{ kind: 'paragraph', text: `${strange}\n${strange}` }],
      }),
    );
    expect(warnings).toEqual([]);
    expect(bytes.length).toBeGreaterThan(1000);
  });

  it('sets the least letter there can be', async () => {
    const least: OfficialLetter = {
      issuer: '甲',
      documentNumber: null,
      title: '函',
      addressee: '乙',
      body: [],
      closing: [],
      attachments: [],
      signatory: '甲',
      date: '2026年1月2日',
      contact: null,
      annex: null,
    };
    expect((await letterPdf(renderer, least)).pages).toBe(1);
    expect((await letterPdf(renderer, { ...least, annex: { title: '表', rows: [] } })).pages).toBe(2);
  });
});
