/** Data keys: one per legislature, wrapped by the keys file, wrapped anew when that rotates; nothing else changes. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { parseConfig } from '../../../../src/platform/base/config.js';
import { migrateJobs } from '../../../../src/platform/database/jobs/jobs.js';
import { keyIdOf } from '../../../../src/platform/database/keys/cipher.js';
import { DataKeys, rewrapDataKeys } from '../../../../src/platform/database/keys/data-keys.js';
import { addKey, Keys, KeysError, loadKeys } from '../../../../src/platform/database/keys/keys.js';
import { migrate } from '../../../../src/platform/operations/upgrade.js';
import { type FreshDatabase, freshDatabase } from '../../../support/database.js';

let db: FreshDatabase;
let source: DataSource;
let folder: string;
let keysFile: string;
const [A, B] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
beforeAll(async () => {
  db = await freshDatabase();
  source = await db.source();
  folder = await mkdtemp(join(tmpdir(), 'data-keys-'));
  keysFile = join(folder, 'keys.json');
  for (const [id, code] of [
    [A, 'aaa'],
    [B, 'bbb'],
  ]) {
    await db.asOwner(
      `insert into legislature (id, code, name, organ_name, document_word, created_at) values ($1, $2, $2, $2, $2, now())`,
      [id, code],
    );
  }
});
afterAll(async () => {
  await db.drop();
  await rm(folder, { recursive: true, force: true });
});

const started = (keys: Keys): DataKeys =>
  new DataKeys(source, keys, parseConfig({ KEYS_FILE: keysFile, DATA_DIR: folder }));
const wraps = (): Promise<{ id: string; legislature_id: string; wrapped: string }[]> =>
  db.asOwner('select id, legislature_id, wrapped from data_key order by legislature_id');

it('makes one per legislature, the same for all processes and however many ask at once', async () => {
  const keys = await loadKeys(keysFile);
  const many = await Promise.all(Array.from({ length: 12 }, () => started(keys).of(A)));
  const other = await started(keys).of(B);
  expect(new Set(many.map((k) => `${k.id} ${Buffer.from(k.secret).toString('hex')}`)).size).toBe(1);
  expect(other.secret).not.toEqual(many[0]?.secret);
  expect(await wraps()).toHaveLength(2);
  expect(JSON.stringify(await wraps())).not.toContain(Buffer.from(other.secret).toString('base64url'));
});

it('rotates: every wrap by the new key, the data keys the same, a process of before still opens them', async () => {
  const before = await loadKeys(keysFile);
  const secrets = [await started(before).of(A), await started(before).of(B)];
  const idle = started(before); // has the old file in memory, and has asked for nothing yet
  const old = await wraps();
  const after = await addKey(keysFile);
  await source.transaction((m) => rewrapDataKeys(m, after));
  const wrapped = await wraps();
  expect(wrapped.map((w) => keyIdOf(w.wrapped))).toEqual([after.wrapping().id, after.wrapping().id]);
  expect(wrapped.map((w) => w.wrapped)).not.toEqual(old.map((w) => w.wrapped));
  expect([await started(after).of(A), await started(after).of(B)]).toEqual(secrets);
  expect(await idle.of(A)).toEqual(secrets[0]);
  // a backup of before: wraps that the older key of the same file opens
  await db.asOwner('update data_key set wrapped = $2 where id = $1', [old[0]?.id, old[0]?.wrapped]);
  expect(await started(after).of(A)).toEqual(secrets[0]);
});

it('changes nothing where one does not open, as when it was moved to another row', async () => {
  const keys = await addKey(keysFile);
  const good = await wraps();
  await db.asOwner('update data_key set wrapped = $2 where id = $1', [good[1]?.id, good[0]?.wrapped]);
  const before = await wraps();
  await expect(source.transaction((m) => rewrapDataKeys(m, keys))).rejects.toThrow(KeysError);
  expect(await wraps()).toEqual(before);
  await expect(started(keys).of(B)).rejects.toThrow(KeysError);
  await expect(started(new Keys(Buffer.alloc(32, 9), 'otherkey')).of(B)).rejects.toThrow(KeysError);
});

it('the database still takes the file for its own after a rotation', async () => {
  const path = join(folder, 'server-keys.json');
  const one = await freshDatabase({ empty: true });
  try {
    const first = await loadKeys(path);
    await migrate(one, first, migrateJobs);
    await migrate(one, await addKey(path), migrateJobs);
    await migrate(one, await loadKeys(path), migrateJobs);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ keys: [{}, { id: first.id }] });
    await expect(migrate(one, new Keys(Buffer.alloc(32, 9), 'otherkey'), migrateJobs)).rejects.toThrow(
      'another keys file',
    );
  } finally {
    await one.drop();
  }
});
