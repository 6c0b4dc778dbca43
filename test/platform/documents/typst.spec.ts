import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundFonts, SettingFailed, type TypstOptions, TypstRenderer } from '../../../src/platform/documents/index.js';

const fonts = foundFonts();
const TEMPLATE =
  '#let d = json(bytes(sys.inputs.data))\n#set document(date: none)\n' +
  '#set text(font: json(bytes(sys.inputs.fonts)).fang, fallback: false)\n#d.text';
let renderer: TypstRenderer | undefined;
const make = (options: Partial<TypstOptions> = {}): TypstRenderer =>
  (renderer = new TypstRenderer({ fonts, ...options }));
afterEach(() => renderer?.close());
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'set',
    (fault: unknown) => (fault instanceof SettingFailed ? fault.code : fault),
  );

describe('setting documents in a child process', () => {
  it('sets many asked at once, each its own, and replaces the child after so many', async () => {
    const one = make({ recycleAfter: 2 });
    const set = await Promise.all(['甲', '乙', '丙', '丁', '戊'].map((text) => one.set(TEMPLATE, { text }, 'svg')));
    expect(new Set(set.map((document) => Buffer.from(document.bytes).toString('utf8'))).size).toBe(5);
    expect(one.starts).toBe(3);
  });

  it('says what a template lacks, and goes on', async () => {
    const one = make();
    expect(await codeOf(one.set('#unknown()', {}))).toBe('TEMPLATE');
    expect((await one.set(TEMPLATE, { text: '甲' })).pages).toBe(1);
    expect(one.starts).toBe(1);
  });

  it('reads no file, from wherever', async () => {
    const one = make();
    for (const path of ['/etc/hosts', 'typst.child.js', '../typst.child.js', '/package.json']) {
      await expect(one.set(`#read("${path}")`, {})).rejects.toThrow(/not found|access|denied|outside/u);
    }
  });

  it('starts again when the child was killed, and loses nothing that was asked', async () => {
    const one = make();
    await one.set(TEMPLATE, { text: '甲' });
    const asked = one.set(TEMPLATE, { text: '乙' });
    process.kill(one.childId ?? Number.NaN, 'SIGKILL');
    expect((await asked).pages).toBe(1);
    expect((await one.set(TEMPLATE, { text: '丙' })).pages).toBe(1);
    expect(one.starts).toBe(2);
  });

  it('gives up a document that does not end, and sets the next', async () => {
    const one = make({ milliseconds: 3_000 });
    const endless = one.set(
      '#let g(n) = if n == 0 { 0 } else { range(3000000).map(i => calc.rem(i * n, 7)).sum() + g(n - 1) }\n#g(60)',
      {},
    );
    const next = one.set(TEMPLATE, { text: '甲' });
    expect(await codeOf(endless)).toBe('TIME');
    expect((await next).pages).toBe(1);
  });

  it('refuses when too many wait, and after closing', async () => {
    const one = make({ queue: 1 });
    const asked = [1, 2, 3].map(() => codeOf(one.set(TEMPLATE, { text: '甲' })));
    expect(await asked[2]).toBe('BUSY');
    await one.close();
    expect(await Promise.all(asked.slice(0, 2))).toEqual(['CLOSED', 'CLOSED']);
    expect(await codeOf(one.set(TEMPLATE, {}))).toBe('CLOSED');
  });
});

describe('the fonts found', () => {
  const BEHIND = ['Noto Serif JP', 'Noto Sans Mongolian', 'Noto Sans Yi', 'Noto Emoji'];
  it('are the eight Noto faces from npm, with their size on disk', () => {
    expect(fonts.families).toEqual([...BEHIND, 'Noto Sans SC', 'Noto Serif SC'].sort());
    expect(fonts.files).toHaveLength(8);
    expect(fonts.bytes).toBe(fonts.files.reduce((sum, file) => sum + file.bytes, 0));
    expect(fonts.bytes / 1024 / 1024).toBeGreaterThan(40);
    expect(fonts.standIns).toEqual(['song', 'fang', 'kai', 'hei', 'page']);
  });

  it('come from FONT_DIR first, by the Chinese name the file gives itself; a broken file is passed over', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fonts-'));
    try {
      writeFileSync(join(folder, 'broken.ttf'), 'no font');
      const name = Buffer.from('仿宋_GB2312', 'utf16le').swap16();
      const table = Buffer.alloc(18 + name.length);
      [0, 1, 18, 3, 1, 0x804, 1, name.length, 0].forEach((value, at) => table.writeUInt16BE(value, at * 2));
      name.copy(table, 18);
      const head = Buffer.alloc(28);
      head.writeUInt32BE(0x10000, 0);
      head.writeUInt16BE(1, 4);
      head.write('name', 12);
      head.writeUInt32BE(28, 20);
      head.writeUInt32BE(table.length, 24);
      writeFileSync(join(folder, 'fang.ttf'), Buffer.concat([head, table]));
      const rare = Buffer.concat([head, table]);
      Buffer.from('生僻字集五六七八九', 'utf16le')
        .swap16()
        .copy(rare, 28 + 18);
      writeFileSync(join(folder, 'rare.ttf'), rare);
      const found = foundFonts(folder);
      expect(found.folders[0]).toBe(folder);
      expect(found.roles.fang).toEqual([
        '仿宋_GB2312',
        'Noto Serif SC',
        'Noto Sans SC',
        ...BEHIND,
        '生僻字集五六七八九',
      ]);
      expect(found.standIns).not.toContain('fang');
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(() => foundFonts('/no/such/folder')).toThrow(/FONT_DIR is not a folder/u);
  });
});
