import fc from 'fast-check';
import { readFile, type ReadOutcome } from '../../../src/authoring/readers/reader.js';

const LAW =
  '云河市养犬管理条例\r\n\r\n第一条　为了规范养犬行为，保障公民的人身安全，制定本条例。\r\n第二条　本市行政区域内的养犬及其监督管理，适用本条例。\r\n';
const LINES = [
  { text: '云河市养犬管理条例', number: 1 },
  { text: '第一条　为了规范养犬行为，保障公民的人身安全，制定本条例。', number: 3 },
  { text: '第二条　本市行政区域内的养犬及其监督管理，适用本条例。', number: 4 },
];
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
/** The article above in GB 18030: Node decodes the encoding but does not write it. */
const GB = Buffer.from(
  'b5dad2bbccf5a1a1ceaac1cbb9e6b7b6d1f8c8aed0d0ceaaa3acd6c6b6a8b1bed7a8cfeeccf5c0fda1a30ab5dab6feccf5b1beccf5c0fdd3a6b5b1d6b4d0d0a1a30a',
  'hex',
);

async function lines(name: string, bytes: Uint8Array): Promise<{ text: string; number: number }[]> {
  const outcome: ReadOutcome = await readFile(name, bytes);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.lines;
}

describe('encodings of plain text', () => {
  it.each([
    ['UTF-8', Buffer.from(LAW)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${LAW}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\uFEFF${LAW}`, 'utf16le')],
    ['UTF-16 BE with a mark', bigEndian(`\uFEFF${LAW}`)],
    ['UTF-16 LE', Buffer.from(LAW, 'utf16le')],
    ['UTF-16 BE', bigEndian(LAW)],
  ])('%s', async (_, bytes) => {
    expect(await lines('条例.txt', bytes)).toEqual(LINES);
  });

  it('GB 18030, and says so', async () => {
    const outcome = await readFile('条例.txt', GB);
    expect(outcome).toMatchObject({ ok: true, format: 'txt', notices: [{ line: 0, code: 'READ_AS_GB18030' }] });
    expect(outcome).toHaveProperty('lines.0.text', '第一条　为了规范养犬行为，制定本专项条例。');
  });

  it('names the line of a broken UTF-8 text instead of guessing', async () => {
    const broken = Buffer.from(LAW);
    broken[broken.indexOf(Buffer.from('安全'))] = 0xff;
    const outcome = await readFile('条例.txt', broken);
    expect(outcome).toMatchObject({ ok: false, code: 'TEXT_DAMAGED' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('第 3 行'));
  });

  it('refuses another encoding (Big5) and what is no text', async () => {
    const big5 = Buffer.from(
      'a7daadcca448a5c1a4bda5acaabab1f8a8d2b357a977c0b3b7eda8ccaa6bb0f5a6e6a4a3b16fb948a4cfa141a8c3a542a6dba4bda5aca4a7a4e9b05fac49a6e6'.repeat(
        10,
      ),
      'hex',
    );
    expect(await readFile('条例.txt', big5)).toMatchObject({ ok: false, code: 'ENCODING_UNKNOWN' });
    expect(
      await readFile(
        '条例.txt',
        Uint8Array.from({ length: 999 }, (_, at) => (at * 7) % 256),
      ),
    ).toMatchObject({ ok: false });
  });

  it('never throws on soup, and keeps every line of valid text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(typeof (await readFile('a.txt', bytes)).ok).toBe('boolean');
      }),
    );
    const line = fc.stringMatching(/^[一-龥，。a-z0-9 ]{1,20}$/u).filter((text) => text.trim() !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), async (texts) => {
        expect((await lines('a.txt', Buffer.from(texts.join('\n')))).map((one) => one.text)).toEqual(texts);
      }),
    );
  });
});

describe('Markdown', () => {
  it('keeps the words and the line numbers, and drops the markup', async () => {
    const text = [
      '---',
      'layout: law',
      '---',
      '# 云河市养犬管理条例',
      '## 第一章 总则 ##',
      '**第一条** 为了*规范*养犬，见[链接](http://a)。',
      '> 引文',
      '- （一）甲；',
      '1. 目一',
      '***',
      '| 甲 | 乙 |',
      '| --- | --- |',
      '<!-- 注',
      '释 -->尾',
      'a_b_c 与 2*3*4 \\*星\\*',
      '```',
      '![图](a.png)文<br>',
    ].join('\n');
    expect(await lines('条例.md', Buffer.from(text))).toEqual(
      [
        [4, '云河市养犬管理条例'],
        [5, '第一章 总则'],
        [6, '第一条 为了规范养犬，见链接。'],
        [7, '引文'],
        [8, '（一）甲；'],
        [9, '1. 目一'],
        [11, '甲\t乙'],
        [14, '尾'],
        [15, 'a_b_c 与 234 *星*'],
        [17, '文'],
      ].map(([number, line]) => ({ number, text: line })),
    );
  });

  it('leaves plain text alone', async () => {
    expect(await lines('a.txt', Buffer.from('# 一\n**二**'))).toEqual([
      { text: '# 一', number: 1 },
      { text: '**二**', number: 2 },
    ]);
  });
});

it('of Markdown what words no longer show is kept as signs or told, and of many alike how many', async () => {
  const read = async (text: string): Promise<{ lines: string[]; told: string[] }> => {
    const outcome = await readFile('条例.md', Buffer.from(text));
    if (!outcome.ok) throw new Error(outcome.message);
    return { lines: outcome.lines.map((l) => l.text), told: outcome.notices.map((n) => n.message) };
  };
  expect(
    await read(
      '第一条 10<sup>4</sup>元，CO<sub>2</sub>，甲<sup>乙</sup>。[^1]\n\n第二条 不得拆~~或者改~~桥。![图](a.png)\n\n[^1]: 注。',
    ),
  ).toEqual({
    lines: ['第一条 10⁴元，CO₂，甲乙。', '第二条 不得拆或者改桥。'],
    told: [
      '第1行有上标或者下标“乙”，读成了普通文字，请核对。',
      '第3行有画了删除线的文字“或者改”，仍按正文读入；不要的，请在文稿里删去后重新上传。',
      '第3行有图片，没有读入；是公式或者表格的，请改用文字。',
      '文件里有 1 条脚注或者尾注，未读入；属于条文的，请写进正文。',
    ],
  });
  const many = await read('第一条 ~~桥~~。\n'.repeat(203));
  expect(many.told).toHaveLength(201);
  expect(many.told.at(-1)).toMatch(/同一类的情况还有 3 处，没有逐处列出/u);
});
