/** DATABASE_URL: an account that is no superuser and has CREATEROLE migrates, starts, and starts again. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseConfig } from '../../../src/platform/base/config.js';
import { migrateJobs } from '../../../src/platform/database/jobs/jobs.js';
import { loadKeys } from '../../../src/platform/database/keys/keys.js';
import { prepareDatabase } from '../../../src/platform/operations/prepare.js';
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
    await prepared.stop();
  }
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
