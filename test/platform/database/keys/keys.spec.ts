import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  aes256gcm,
  type FieldCipher,
  keyIdOf,
  openField,
  sealField,
} from '../../../../src/platform/database/keys/cipher.js';
import { addKey, Keys, KeysError, loadKeys } from '../../../../src/platform/database/keys/keys.js';

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
    for (const purpose of ['receipt', 'session', 'database.owner'] as const)
      expect(again.key(purpose)).toEqual(first.key(purpose));
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
  it.each([
    '',
    '{}',
    'not json',
    '{"version":2,"keys":[]}',
    '{"version":1,"keys":[{"id":"abcdefgh","secret":"short"}]}',
  ])('is refused where it is no keys file: %s', async (text) => {
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
      `"11c62bc63d63c6b316b8c97fd7f586f5831b29c853242dbb5d94d77b4acf12eb"`,
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
    const opened =
      (with_: Keys, at: string, bytes: Uint8Array): (() => Buffer) =>
      () =>
        with_.open('second-factor', at, bytes);
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

describe('a new first key', () => {
  const path = (): string => join(folder, 'keys.json');
  it('wraps from now on; what the older ones wrapped still opens, and nothing that must last changes', async () => {
    const first = await loadKeys(path());
    const sealed = first.seal('second-factor', 'a·1·b', Buffer.from('x'));
    const wrapped = sealField(first.wrapping(), 'place', Buffer.from('data key'));
    await addKey(path());
    const second = await addKey(path());
    const read = await loadKeys(path());
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['keys.json']);
    for (const now of [second, read]) {
      expect(now.wrapping().id).not.toBe(first.wrapping().id);
      expect(now.wrapping().id).toBe(second.wrapping().id);
      const old = now.wrappingBy(keyIdOf(wrapped) ?? '');
      expect(old && openField(old, 'place', wrapped)?.toString()).toBe('data key');
      expect(now.wrappingBy('00000000')).toBeUndefined();
      expect([
        now.id,
        now.fingerprint(),
        now.mac('receipt', '1'),
        now.password('database.service'),
        now.key('ledger'),
      ]).toEqual([
        first.id,
        first.fingerprint(),
        first.mac('receipt', '1'),
        first.password('database.service'),
        first.key('ledger'),
      ]);
      expect(now.open('second-factor', 'a·1·b', sealed).toString()).toBe('x');
    }
    expect(first.wrappingBy(second.wrapping().id)).toBeUndefined();
  });
  it('is refused where the file is open to others or another rotation left its file, and changes nothing then', async () => {
    await loadKeys(path());
    const before = await readFile(path(), 'utf8');
    await writeFile(`${path()}.new`, 'x');
    await expect(addKey(path())).rejects.toThrow(KeysError);
    expect([await readFile(path(), 'utf8'), await readFile(`${path()}.new`, 'utf8')]).toEqual([before, 'x']);
    await rm(`${path()}.new`);
    await chmod(path(), 0o644);
    await expect(addKey(path())).rejects.toThrow(KeysError);
    expect(await readFile(path(), 'utf8')).toBe(before);
  });
});

describe('a sealed field', () => {
  const key = { id: 'key-1', secret: Buffer.alloc(32, 3) };
  const sealed = sealField(key, 'opinion_contact·1·phone', Buffer.from('13700137042'));
  it('names its cipher and its key, and opens with that key at that place only', () => {
    expect(sealed).toMatch(/^y1\.aes-256-gcm\.key-1\./);
    expect(keyIdOf(sealed)).toBe('key-1');
    expect(openField(key, 'opinion_contact·1·phone', sealed)?.toString()).toBe('13700137042');
    expect(openField(key, 'opinion_contact·2·phone', sealed)).toBeNull();
    expect(openField(key, 'opinion_contact·1·name', sealed)).toBeNull();
    expect(openField({ id: 'key-2', secret: key.secret }, 'opinion_contact·1·phone', sealed)).toBeNull();
    expect(
      openField({ id: 'key-2', secret: key.secret }, 'opinion_contact·1·phone', sealed.replace('key-1', 'key-2')),
    ).toBeNull();
    expect(openField({ id: 'key-1', secret: Buffer.alloc(32, 4) }, 'opinion_contact·1·phone', sealed)).toBeNull();
    for (const odd of [
      '',
      'x',
      'y1.aes-256-gcm.key-1.',
      'y1.aes-256-gcm.key-1.AA',
      sealed.replace('aes-256-gcm', 'sm4-gcm'),
    ])
      expect(openField(key, 'opinion_contact·1·phone', odd)).toBeNull();
  });
  it('may be sealed with another cipher, beside those that stand already', () => {
    const bytewise = (of: Uint8Array): Buffer => Buffer.from(of.map((b) => b ^ 0x5a));
    const other: FieldCipher = {
      id: 'other-1',
      keyBytes: 16,
      seal: (_key, _bound, plain) => bytewise(plain),
      open: (_key, _bound, bytes) => bytewise(bytes),
    };
    const new_ = sealField(key, 'p', Buffer.from('x'), other);
    expect(new_).toMatch(/^y1\.other-1\.key-1\./);
    const old = sealField(key, 'p', Buffer.from('x'));
    for (const one of [old, new_]) expect(openField(key, 'p', one, [other, aes256gcm])?.toString()).toBe('x');
    expect(openField(key, 'p', new_)).toBeNull();
  });
});
