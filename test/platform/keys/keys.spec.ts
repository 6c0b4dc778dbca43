import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keys, KeysError, loadKeys } from '../../../src/platform/keys/keys.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the keys file', () => {
  it('is made once with mode 0600, and gives the same keys for ever', async () => {
    const path = join(folder, 'deep', 'keys.json');
    const first = await loadKeys(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const text = await readFile(path, 'utf8');
    const again = await loadKeys(path);
    expect(await readFile(path, 'utf8')).toBe(text);
    for (const purpose of ['receipt', 'session', 'database.owner'] as const) expect(again.key(purpose)).toEqual(first.key(purpose));
    expect(again.fingerprint()).toBe(first.fingerprint());
    expect(text).not.toContain(first.fingerprint());
  });
  it('is refused where others can read it', async () => {
    const path = join(folder, 'keys.json');
    await loadKeys(path);
    for (const mode of [0o640, 0o604, 0o644, 0o620]) {
      await chmod(path, mode);
      await expect(loadKeys(path)).rejects.toThrow(KeysError);
    }
    await chmod(path, 0o600);
    await expect(loadKeys(path)).resolves.toBeInstanceOf(Keys);
  });
  it.each(
    ['', '{}', 'not json', '{"version":2,"keys":[]}', '{"version":1,"keys":[{"id":"abcdefgh","secret":"short"}]}']
  )('is refused where it is no keys file: %s', async (text) => {
    const path = join(folder, 'keys.json');
    await writeFile(path, text, { mode: 0o600 });
    await expect(loadKeys(path)).rejects.toThrow(/not a keys file/);
  });
});

describe('derived keys', () => {
  // a change here makes every receipt, session and database password of an installation worthless
  it('are these, for a master of 32 times 0x07', () => {
    const keys = new Keys(Buffer.alloc(32, 7), 'abcdefgh');
    expect(keys.mac('receipt', '123456').toString('hex')).toMatchInlineSnapshot(
      `"11c62bc63d63c6b316b8c97fd7f586f5831b29c853242dbb5d94d77b4acf12eb"`
    );
    expect(keys.fingerprint()).toMatchInlineSnapshot(`"9f9133001a85c5f50d0732b90aa5bb8c"`);
  });
  it('differ by purpose and by master', () => {
    const a = new Keys(Buffer.alloc(32, 1), 'aaaaaaaa');
    const b = new Keys(Buffer.alloc(32, 2), 'bbbbbbbb');
    expect(new Set([a.mac('receipt', 'x'), a.mac('session', 'x'), b.mac('receipt', 'x')].map(String)).size).toBe(3);
    expect(a.password('database.service')).toMatch(/^[0-9a-f]{64}$/);
    expect(Keys.sameMac(a.mac('receipt', 'x'), a.mac('receipt', 'x'))).toBe(true);
    expect(Keys.sameMac(a.mac('receipt', 'x'), Buffer.alloc(3))).toBe(false);
  });
});

describe('sealed words', () => {
  const keys = new Keys(Buffer.alloc(32, 7), 'abcdefgh');
  const place = 'second_factor·1·secret';
  it('open with the same keys at the same place, and never look the same twice', () => {
    const words = Buffer.from('动态验证码');
    const sealed = keys.seal('second-factor', place, words);
    expect(keys.open('second-factor', place, sealed)).toEqual(words);
    expect(keys.seal('second-factor', place, words).equals(sealed)).toBe(false);
    expect(sealed.includes(words)).toBe(false);
  });
  it('open nowhere else, with no other key, and not when a bit was changed', () => {
    const sealed = keys.seal('second-factor', place, Buffer.from('x'.repeat(20)));
    const opened = (with_: Keys, at: string, bytes: Uint8Array): (() => Buffer) => () => with_.open('second-factor', at, bytes);
    expect(opened(keys, 'second_factor·2·secret', sealed)).toThrow(KeysError);
    expect(opened(new Keys(Buffer.alloc(32, 8), 'abcdefgh'), place, sealed)).toThrow(KeysError);
    expect(opened(new Keys(Buffer.alloc(32, 7), 'otherkey'), place, sealed)).toThrow(KeysError);
    expect(() => keys.open('session', place, sealed)).toThrow(KeysError);
    for (let i = 0; i < sealed.length; i++) {
      const bad = Buffer.from(sealed);
      bad[i] = (bad[i] ?? 0) ^ 1;
      expect(opened(keys, place, bad)).toThrow(KeysError);
    }
    for (const short of [0, 11, 12, 20]) expect(opened(keys, place, sealed.subarray(0, short))).toThrow(KeysError);
  });
});
