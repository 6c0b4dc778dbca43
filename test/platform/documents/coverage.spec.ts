/** What the fonts have: what is set prints and copies as itself, the rest is not set and is named. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Characters, charactersOf, Coverage, tellUnprintable } from '../../../src/platform/documents/coverage.js';
import { CharactersMissing, foundFonts, TypstRenderer } from '../../../src/platform/documents/index.js';
import { printable } from '../../../src/platform/documents/printable.rules.js';
import { itWithPoppler, poppler } from './poppler.js';

const fonts = foundFonts();
const coverage = new Coverage(fonts);
const named = (text: string): string =>
  coverage
    .unprintable(text)
    .map((u) => u.character)
    .join('');

it.each([
  '云澜市住宅电梯安全管理条例（草案）“……”——《》〔2026〕1号　①㈠㊣℃㎡³½±×÷√≤',
  '𠮷祥里、䶮水、㑇、𫖯、龘',
  'ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ，ꆈꌠꉙ，Ωμ Ж カナ',
  '👍👨👩👧👦',
  '前\u200b后\n第二行\t\u00a0',
])('%s can be set', (text) => {
  expect(named(text)).toBe('');
});

it.each([
  ['有一个𪚥字，又一个𪚥字', '𪚥'],
  ['བོད་ཡིག', 'བོད་ཡིག'],
  ['ئۇيغۇر', 'ئۇيغر'],
  ['한국어', '한국어'],
  ['\ue000', '\ue000'],
])('%s is named: %s', (text, missing) => {
  expect(new Set(named(text))).toEqual(new Set(missing));
});

it('is told with its number and its place, however many', () => {
  expect(tellUnprintable(coverage.unprintable({ title: '好', rows: [{ words: '这里有一个𪚥字没有字体' }] }))).toBe(
    '“𪚥”（U+2A6A5，见“这里有一个𪚥字没有字体”）',
  );
  const many = tellUnprintable(coverage.unprintable([...'가나다라마바사아자차카타'].join('，')));
  expect(many).toMatch(/等 12 个字$/u);
  expect(many.match(/U\+/gu)).toHaveLength(10);
});

it('a broken file has nothing, and stops nobody', () => {
  expect(charactersOf(join(import.meta.dirname, readdirSync(import.meta.dirname)[0] ?? '')).has(0x4e00)).toBe(false);
  const set = new Characters();
  set.add(0x4e00, 0x4e3f);
  expect([0x4dff, 0x4e00, 0x4e20, 0x4e3f, 0x4e40].map((c) => set.has(c))).toEqual([false, true, true, true, false]);
});

describe('setting', () => {
  const TEMPLATE =
    '#let d = json(bytes(sys.inputs.data))\n#set document(date: none)\n' +
    '#set text(font: json(bytes(sys.inputs.fonts)).fang, fallback: false, tracking: -0.21pt)\n#d.text';
  let renderer: TypstRenderer;
  beforeAll(() => {
    renderer = new TypstRenderer({ fonts });
  });
  afterAll(() => renderer.close());

  itWithPoppler.each([
    '𠮷祥里社区，䶮水、㑇、𫖯、龘、𥇍水',
    '葛\u{E0100}城',
    'ᠮᠣᠩᠭᠣᠯ',
    'ꆈꌠꉙ',
    '好👍，一家👨‍👩‍👧‍👦',
    '罚款10⁴元，½，³，℃',
  ])('%s is copied out as it went in', async (text) => {
    const { bytes } = await renderer.set(TEMPLATE, { text: printable(text) });
    const copied = poppler('pdftotext', bytes).replace(/[\s\f\p{Cf}]/gu, '');
    expect(copied).toBe(printable(text).replace(/\s/gu, ''));
  });

  it('is refused by name before anything is drawn', async () => {
    await expect(renderer.set(TEMPLATE, { text: '𪚥' })).rejects.toThrow(CharactersMissing);
  });
});
