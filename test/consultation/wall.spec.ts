/** What is printed for walls, tables and meetings: its size, its words, codes that are read from the page, refusals. */
import JSZip from 'jszip';
import { formDocx } from '../../src/consultation/wall/forms.docx.js';
import { formMark } from '../../src/consultation/wall/forms.rules.js';
import { type Wall, type WallCode, wallIsRight, onCard, shortLawName } from '../../src/consultation/wall/wall.rules.js';
import { wallPdf } from '../../src/consultation/wall/wall.pdf.js';
import { foundFonts, TypstRenderer } from '../../src/platform/documents/index.js';
import { itWithPoppler, pagesOf } from '../platform/documents/poppler.js';
import { readCode, readPng } from './read-code.js';

const TODAY = '2026-09-01';
const code = (more: Partial<WallCode> = {}): WallCode => ({
  name: '澄江市河道保洁条例',
  code: '1234567890',
  link: 'https://fa.chengjiang.example.cn/l/1234567890',
  closesOn: '2026-09-30',
  method: 'PUBLIC',
  label: '柳塘街道公告栏',
  ...more,
});
const wall = (kind: Wall['kind'], codes: WallCode[], more: Partial<Wall> = {}): Wall => ({
  kind,
  organ: '澄江市人大常委会法制工作委员会',
  address: '澄江市人民路1号',
  phone: '0888-5550123',
  codes,
  names: [],
  sheets: { first: 1, count: 1, both: false },
  keptUntil: '征求意见结束后一个月',
  website: 'fa.chengjiang.example.cn/r',
  ...more,
});

let renderer: TypstRenderer;
beforeAll(() => {
  renderer = new TypstRenderer({ fonts: foundFonts() });
});
afterAll(() => renderer.close());

describe('a code is read from the page as it comes out of a printer', () => {
  const read = async (w: Wall, side?: number): Promise<string | undefined> =>
    readCode((await wallPdf(renderer, w, TODAY, side)).bytes, 200);
  for (const [name, kind, side] of [
    ['a poster of one tile', 'POSTERS', undefined],
    ['the same at 60 mm', 'POSTERS', 60],
    ['a strip of 26 mm', 'CODE_STRIPS', undefined],
  ] as const)
    itWithPoppler(name, async () => {
      expect(await read(wall(kind, [code()]), side)).toBe(code().link);
    });
  // the same face on both sides, the other one upside down
  itWithPoppler('a table card', async () => {
    const { bytes } = await wallPdf(renderer, wall('TABLE_CARD', [code()]), TODAY);
    expect(readCode(bytes, 200, [99, 198])).toBe(code().link);
  });
  itWithPoppler('a sticker, once the round is over', async () => {
    expect(await read(wall('STICKERS', [code({ closesOn: '2026-08-01' })]))).toBe(code().link);
  });
  itWithPoppler('the form says which form, which code and which sheet', async () => {
    const sheets = { first: 7, count: 1, both: false };
    expect(await read(wall('COMMENT_FORM', [code()], { sheets }))).toBe(formMark('1234567890', 7));
    expect(formMark('1234567890', 7)).toMatch(/^F1\.1234567890\.00007\.\d$/u);
    expect(formMark('1234567890', 7)).not.toBe(formMark('1234567890', 8));
  });
});

itWithPoppler('sets each on pages of its own size, with as many sheets as were asked for', async () => {
  const sized = async (w: Wall): Promise<[number, number, number]> => {
    const pages = pagesOf((await wallPdf(renderer, w, TODAY)).bytes);
    return [pages.length, Math.round(pages[0]?.width ?? 0), Math.round(pages[0]?.height ?? 0)];
  };
  const four = ['1', '2', '3', '4'].map((n) => code({ name: `澄江市第${n}号条例` }));
  expect(await sized(wall('POSTERS', four))).toEqual([1, 297, 420]);
  expect(await sized(wall('TABLE_CARD', [code()]))).toEqual([1, 210, 297]);
  expect(await sized(wall('CODE_STRIPS', Array<WallCode>(25).fill(code())))).toEqual([2, 210, 297]);
  expect(await sized(wall('NAME_CARDS', [], { names: ['陈岚', '欧阳明德'] }))).toEqual([2, 210, 297]);
  expect(await sized(wall('COMMENT_FORM', [code()], { sheets: { first: 1, count: 3, both: true } }))).toEqual([
    6, 210, 297,
  ]);
  expect(await sized(wall('SIGN_IN_SHEET', [code({ code: '', link: '' })]))).toEqual([1, 210, 297]);
});

itWithPoppler('asks for nothing but the words, and names nobody', async () => {
  const { bytes } = await wallPdf(renderer, wall('COMMENT_FORM', [code()]), TODAY);
  const words = pagesOf(bytes)
    .flatMap((p) => p.words.map((w) => w.text))
    .join('');
  expect(words).toContain('只有这一项必填');
  expect(words).toContain('希望得到回复（自愿）');
  expect(words).not.toMatch(/身份证|签名|文明用语/u);
  const sheet = await wallPdf(renderer, wall('SIGN_IN_SHEET', [code({ code: '', link: '' })]), TODAY);
  expect(
    pagesOf(sheet.bytes)
      .flatMap((p) => p.words.map((w) => w.text))
      .join(''),
  ).toContain('后销毁');
});

describe('意见征集表 and 签到表 as .docx', () => {
  const partsOf = async (w: Wall): Promise<{ text: string; xml: string; pictures: Uint8Array[]; header: string }> => {
    const zip = await JSZip.loadAsync(await formDocx(w, TODAY));
    const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
    const media = Object.values(zip.files).filter((f) => f.name.startsWith('word/media/'));
    const header = (await zip.file('word/header1.xml')?.async('string')) ?? '';
    const text = [...xml.matchAll(/<w:t[^>]*>([^<]*)</gu)].map((m) => m[1]).join('');
    return { xml, header, text, pictures: await Promise.all(media.map((f) => f.async('uint8array'))) };
  };
  const wordsOf = async (w: Wall): Promise<string> =>
    pagesOf((await wallPdf(renderer, w, TODAY)).bytes)
      .flatMap((p) => p.words.map((one) => one.text))
      .join('');
  /** Each sign with how often it stands there, without blanks and what is drawn in the one and typed in the other */
  const signs = (text: string): string => [...text.replace(/[\s　□]/gu, '')].sort().join('');

  itWithPoppler('say what the PDF says, sheet by sheet', async () => {
    const form = wall('COMMENT_FORM', [code()], { sheets: { first: 7, count: 2, both: true } });
    const { text } = await partsOf(form);
    expect(signs(text)).toBe(signs(await wordsOf(form)));
    expect(text).toContain('页号00008');
    const sheet = wall('SIGN_IN_SHEET', [code({ code: '', link: '' })]);
    expect(signs((await partsOf(sheet)).text)).toBe(signs(await wordsOf(sheet)));
  });

  it('stand in the same place: margins 18/15/20/20, squares at 8 mm, lines of 9 mm, a code that is read', async () => {
    const { xml, header, pictures } = await partsOf(
      wall('COMMENT_FORM', [code()], { sheets: { first: 7, count: 1, both: false } }),
    );
    expect(xml).toContain('<w:pgMar w:top="1020" w:right="1134" w:bottom="850" w:left="1134"');
    expect([...xml.matchAll(/<w:trHeight w:val="510" w:hRule="exact"/gu)]).toHaveLength(12 + 3 + 1);
    const offsets = [...header.matchAll(/<wp:posOffset>(\d+)</gu)].map((m) => Number(m[1]) / 36_000);
    expect(offsets).toEqual([8, 8, 197, 8, 8, 284, 197, 284]);
    const read = pictures.map(readPng).filter((said) => said !== undefined);
    expect(read).toEqual([formMark('1234567890', 7)]);
  });

  it('never have a receipt code, and are ten sheets at most', async () => {
    const receipts = ['1234567812345678'];
    const asleep = wall('COMMENT_FORM', [code()], { sheets: { first: 1, count: 1, both: false, receipts } });
    expect((await partsOf(asleep)).text).not.toContain('1234 5678 1234 5678');
    const many = wall('COMMENT_FORM', [code()], { sheets: { first: 1, count: 11, both: false } });
    await expect(formDocx(many, TODAY)).rejects.toThrow('Word 文件一次最多10张');
    await expect(formDocx(wall('COMMENT_FORM', [code({ method: 'TRIAL_RUN' })]), TODAY)).rejects.toThrow(
      '这一稿不公开征求意见，不能生成这份材料。',
    );
  });

  it('are the same bytes for the same form', async () => {
    const form = wall('COMMENT_FORM', [code()]);
    expect(Buffer.from(await formDocx(form, TODAY)).equals(Buffer.from(await formDocx(form, TODAY)))).toBe(true);
  });
});

it.each<[string, Wall, string]>([
  [
    'a round that is not public',
    wall('TABLE_CARD', [code({ method: 'TRIAL_RUN' })]),
    '这一稿不公开征求意见，不能生成这份材料。',
  ],
  ['a day that is over', wall('CODE_STRIPS', [code({ closesOn: '2026-08-31' })]), '2026年8月31日已经过了，不再制作。'],
  ['a sticker before the end', wall('STICKERS', [code()]), '还没有截止，不用贴“已结束”。'],
  ['another code', wall('TABLE_CARD', [code({ code: '1234567891' })]), '二维码打开的网址里不是这个法规码，请核对。'],
  ['five tiles', wall('POSTERS', Array<WallCode>(5).fill(code())), '一张海报最多放4部法规，现有5部。'],
  ['no code', wall('TABLE_CARD', []), '没有可以印的法规码，请先发出征求意见。'],
  ['no name', wall('NAME_CARDS', []), '请写1至200个名字，现有0个。'],
  [
    'too many sheets',
    wall('COMMENT_FORM', [code()], { sheets: { first: 1, count: 201, both: false } }),
    '一次印1至200张。',
  ],
])('is not made for %s', async (_, w, words) => {
  expect(wallIsRight(w, TODAY).map((r) => r.words)).toEqual([words]);
  await expect(wallPdf(renderer, w, TODAY)).rejects.toThrow(words);
});

it('writes names as cards and strips have them', () => {
  expect([onCard('陈岚'), onCard('欧阳明德')]).toEqual(['陈　岚', '欧阳明德']);
  expect(['澄江市河道保洁条例', '养犬条例', '云岭县渡口规定'].map(shortLawName)).toEqual([
    '河道保洁条例',
    '养犬条例',
    '渡口规定',
  ]);
});
