import { readFileSync } from 'node:fs';
import { parse, parseJson } from '../../../src/articles/index.js';
import { readFile } from '../../../src/authoring/readers/reader.js';

const OLD_WORD = readFileSync(new URL('../../fixtures/old-word.doc', import.meta.url));
const WORD_DOCUMENT = Buffer.from('WordDocument', 'utf16le');

describe('old Word files', () => {
  it('gives the text with its typed numbers and its own quotation marks, and says what is lost', async () => {
    const outcome = await readFile('条例.doc', OLD_WORD);
    if (!outcome.ok) throw new Error(outcome.message);
    expect(outcome.format).toBe('doc');
    expect(outcome.notices.map((one) => one.code)).toEqual(['NUMBERS_LOST']);
    const tree = parse(outcome.lines);
    expect(tree.title).toBe('云澜市住宅电梯安全管理条例（草案）');
    expect(parseJson(tree).counts).toMatchObject({ chapter: 2, article: 4, paragraph: 5, item: 2 });
    expect(tree.provisions[1]?.paragraphs[0]?.text).toContain('适用“本条例”');
  });

  it('refuses a file whose article numbers were automatic, saying so', async () => {
    const unnumbered = Buffer.from(OLD_WORD);
    // the same file without its typed numbers: 第 becomes 甲
    const sign = Buffer.from('第', 'utf16le');
    for (let at = unnumbered.indexOf(sign); at >= 0; at = unnumbered.indexOf(sign, at + 2))
      Buffer.from('甲', 'utf16le').copy(unnumbered, at);
    const outcome = await readFile('条例.doc', unnumbered);
    expect(outcome).toMatchObject({ ok: false, code: 'FORMAT_OLD_WORD' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('自动编号'));
  });

  it('refuses enciphered files, macros, objects, workbooks and broken ones', async () => {
    const with_ = (change: (bytes: Buffer) => void): Buffer => {
      const bytes = Buffer.from(OLD_WORD);
      change(bytes);
      return bytes;
    };
    const named = (name: string): Buffer => Buffer.concat([OLD_WORD, Buffer.from(name, 'utf16le')]);
    const code = async (bytes: Buffer): Promise<unknown> =>
      ((await readFile('a.doc', bytes)) as { code?: string }).code;
    expect(await code(named('EncryptedPackage'))).toBe('ENCRYPTED');
    expect(await code(named('_VBA_PROJECT'))).toBe('MACROS');
    expect(await code(named('Ole10Native'))).toBe('EMBEDDED_OBJECT');
    const header = (bytes: Buffer): number => {
      for (let at = 512; at < bytes.length; at += 64) if (bytes[at] === 0xec && bytes[at + 1] === 0xa5) return at;
      throw new Error('no file information block');
    };
    expect(await code(with_((bytes) => void (bytes[header(bytes) + 11] = (bytes[header(bytes) + 11] ?? 0) | 1)))).toBe(
      'ENCRYPTED',
    );
    expect(
      await code(with_((bytes) => void bytes.fill(0, bytes.indexOf(WORD_DOCUMENT), bytes.indexOf(WORD_DOCUMENT) + 24))),
    ).toBe('NOT_WORD');
    expect(await code(OLD_WORD.subarray(0, 4096))).toMatch(/DAMAGED|NOT_WORD/u);
    expect(await code(Buffer.from('x'))).toBe('DAMAGED');
  });
});
