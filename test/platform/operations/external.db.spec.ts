/** DATABASE_URL: an account that is no superuser and has CREATEROLE migrates, starts, and starts again. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseConfig } from '../../../src/platform/base/config.js';
import type { Connection } from '../../../src/platform/database/connection.js';
import { migrateJobs } from '../../../src/platform/database/jobs/jobs.js';
import { loadKeys } from '../../../src/platform/database/keys/keys.js';
import { prepareDatabase } from '../../../src/platform/operations/prepare.js';
import { refuseTwoDatabases } from '../../../src/platform/operations/sessions.js';
import { migrate } from '../../../src/platform/operations/upgrade.js';
import {
  asSuperuser,
  type ForeignDatabase,
  foreignDatabase,
  runFolder,
  testServer,
  withClient,
} from '../../support/server.js';

const name = `ext_${randomBytes(4).toString('hex')}`;
const plain = `${name}_plain`;
let there: ForeignDatabase;
const secrets = new Set<string | undefined>();
const timeouts = (connection: Connection): Promise<string[]> =>
  withClient(connection, async (db) => {
    const names = ['statement_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout'];
    const { rows } = await db.query<{ v: string }>('select current_setting(n) as v from unnest($1::text[]) n', [names]);
    return rows.map((r) => r.v);
  });
beforeAll(async () => {
  there = await foreignDatabase(name);
  await asSuperuser(await testServer(), (db) => db.query(`create role ${plain} login password 'secret'`));
});
afterAll(async () => {
  await asSuperuser(await testServer(), (db) => db.query(`drop role if exists ${plain}`));
  await there.drop();
});

it('is started twice by a CREATEROLE account, and the service role is no superuser', async () => {
  const folder = await runFolder();
  const config = parseConfig({ DATABASE_URL: there.url, KEYS_FILE: join(folder, 'keys.json'), DATA_DIR: folder });
  const keys = await loadKeys(config.keysFile);
  for (const [round, done] of [
    [1, true],
    [2, false],
  ] as const) {
    const prepared = await prepareDatabase(config, keys);
    expect((await migrate(prepared, keys, migrateJobs)).length > 0).toBe(done);
    const [row] = await withClient(
      prepared.service,
      async (db) =>
        (
          await db.query<{ user: string; super: boolean }>(
            'select current_user as user, (select rolsuper from pg_roles where rolname = current_user) as super',
          )
        ).rows,
    );
    expect([round, row]).toEqual([round, { user: `${name}_service`, super: false }]);
    // of the role, so that they hold also where a pooler lets no connection bring them along
    expect(await timeouts(prepared.service)).toEqual(['1min', '30s', '15s']);
    // what is stored of a password is other at each telling: who logs in with it (a pooler) is not to be locked out
    const [told] = await asSuperuser(
      await testServer(),
      async (db) =>
        (
          await db.query<{ secret: string }>('select rolpassword as secret from pg_authid where rolname = $1', [
            `${name}_service`,
          ])
        ).rows,
    );
    secrets.add(told?.secret);
    await prepared.stop();
  }
  expect(secrets.size).toBe(1);
});

it('with DIRECT_URL the owner goes there, and so do the jobs; requests go where DATABASE_URL leads', async () => {
  const folder = await runFolder();
  const config = parseConfig({
    DATABASE_URL: there.url.replace('@localhost:', '@pooler.invalid:').replace(/\?.*/, ''),
    DIRECT_URL: there.url,
    KEYS_FILE: join(folder, 'keys.json'),
    DATA_DIR: folder,
  });
  const prepared = await prepareDatabase(config, await loadKeys(config.keysFile));
  expect(prepared.owner.url).toBe(there.url);
  expect(new URL(prepared.service.url ?? '').hostname).toBe('pooler.invalid');
  expect(await timeouts(prepared.direct as Connection)).toEqual(['1min', '30s', '15s']);
  expect(prepared.description).toContain('through pooler.invalid');
});

it('two addresses of different databases are refused in words, also where both answer', async () => {
  const server = await testServer();
  await expect(refuseTwoDatabases(server.superuser, server.superuser)).resolves.toBeUndefined();
  await expect(refuseTwoDatabases(server.superuser, server.owner)).rejects.toThrow(/不是同一个数据库/);
});

it('says in words what an account without CREATEROLE lacks', async () => {
  const folder = await runFolder();
  const config = parseConfig({
    DATABASE_URL: there.urlOf(plain).replace(`/${name}?`, '/postgres?'),
    KEYS_FILE: join(folder, 'keys.json'),
    DATA_DIR: folder,
  });
  await expect(prepareDatabase(config, await loadKeys(config.keysFile))).rejects.toThrow(/CREATEROLE/);
});
