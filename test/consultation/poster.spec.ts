import { posterPdf } from '../../src/consultation/poster.pdf.js';
import { type Poster, posterIsRight, posterWords } from '../../src/consultation/poster.rules.js';
import { foundFonts, TypstRenderer } from '../../src/platform/documents/index.js';
import { itWithPoppler, pagesOf } from '../platform/documents/poppler.js';
import { readCode } from './read-code.js';

const poster = (more: Partial<Poster> = {}): Poster => ({
  size: 'A3',
  method: 'PUBLIC',
  organ: '澄江市人大常委会法制工作委员会',
  name: '澄江市河道保洁条例',
  points: ['门前的河道谁来打扫', '垃圾多久清理一次', '向河里倒垃圾怎样处罚', '经费从哪里来', '群众怎样监督'],
  code: '1234567890',
  link: 'https://fa.chengjiang.example.cn/l/1234567890',
  closesOn: '2026-09-30',
  phone: '0888-5550123',
  point: '柳塘街道基层立法联系点',
  address: '澄江市人民路1号',
  ...more,
});
const TODAY = '2026-09-01';

let renderer: TypstRenderer;
beforeAll(() => {
  renderer = new TypstRenderer({ fonts: foundFonts() });
});
afterAll(() => renderer.close());

describe.each(['A3', 'A4'] as const)('a poster of %s', (size) => {
  itWithPoppler('is one page of its size, with everything within 12 mm of the edge', async () => {
    const pages = pagesOf(await posterPdf(renderer, poster({ size }), TODAY));
    expect(pages).toHaveLength(1);
    const [width, height] = size === 'A3' ? [297, 420] : [210, 297];
    expect(pages[0]?.width).toBeCloseTo(width, 0);
    expect(pages[0]?.height).toBeCloseTo(height, 0);
    const words = pages[0]?.words ?? [];
    expect(words.map((w) => w.text).join('')).toContain('想听听您的意见');
    expect(Math.min(...words.map((w) => w.left))).toBeGreaterThanOrEqual(12);
    expect(Math.max(...words.map((w) => w.right))).toBeLessThanOrEqual(width - 12);
    expect(Math.min(...words.map((w) => w.top))).toBeGreaterThanOrEqual(10);
    expect(Math.max(...words.map((w) => w.bottom))).toBeLessThanOrEqual(height - 10);
  });

  itWithPoppler('has a code that is read from the page, also at 60 mm', async () => {
    const { link } = poster();
    expect(readCode(await posterPdf(renderer, poster({ size }), TODAY), 100)).toBe(link);
    expect(readCode(await posterPdf(renderer, poster({ size }), TODAY, 60), 100)).toBe(link);
  });
});

it('says the code as it is printed, the last day and the ways that there are', () => {
  expect(posterWords(poster())).toEqual({
    nameLines: ['澄江市河道保洁条例'],
    digits: '123 456 7890',
    deadline: '2026年9月30日前',
    dayIncluded: '（含当日）',
    ways: ['扫码说，不用注册', '打电话0888-5550123', '到柳塘街道基层立法联系点说'],
    foot: '澄江市人大常委会法制工作委员会　澄江市人民路1号',
  });
  expect(posterWords(poster({ phone: null, point: null })).ways).toEqual(['扫码说，不用注册']);
  expect(posterWords(poster({ name: '澄江市住宅电梯安全管理条例' })).nameLines.join('')).toBe(
    '澄江市住宅电梯安全管理条例',
  );
});

it.each<[string, Partial<Poster>, string]>([
  ['a round that is not public', { method: 'TRIAL_RUN' }, '这一稿不公开征求意见，不能生成这份材料。'],
  ['a day that is over', { closesOn: '2026-08-31' }, '2026年8月31日已经过了，不再制作海报。'],
  ['another code', { code: '1234567891' }, '二维码打开的网址里不是这个法规码，请核对。'],
  ['six points', { points: ['一', '二', '三', '四', '五', '六'] }, '要点最多5条，现有6条。'],
  ['a point of 29 signs', { points: ['河'.repeat(29)] }, `“${'河'.repeat(29)}”太长，一条最多28个字。`],
])('is not made for %s', async (_, more, words) => {
  expect(posterIsRight(poster(), TODAY)).toEqual([]);
  expect(posterIsRight(poster(more), TODAY).map((r) => r.words)).toEqual([words]);
  await expect(posterPdf(renderer, poster(more), TODAY)).rejects.toThrow(words);
});
