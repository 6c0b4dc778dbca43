/**
 * The walk of the demo behind Debian's PgBouncer: in session mode all goes through it; in transaction mode requests do,
 * over so few sessions that each serves many, and migrations and jobs go by DIRECT_URL. Skipped, loudly, where there is
 * no pgbouncer; in CI that is a failure.
 */
import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseConfig } from '../../src/platform/base/config.js';
import { loadKeys } from '../../src/platform/database/keys/keys.js';
import { ROLE_SETTINGS } from '../../src/platform/database/role.sql.js';
import { prepareDatabase } from '../../src/platform/operations/prepare.js';
import { comments, opinions } from '../../src/demo/sample/index.js';
import { asSuperuser, type ForeignDatabase, foreignDatabase, testServer, withClient } from '../support/server.js';
import { pgbouncer, type Pooler, startPooler } from './pooler.js';
import { folder, run } from './program.js';

if (pgbouncer === undefined) process.stderr.write('SKIPPED, the walk behind PgBouncer: it is not installed\n');
const walks = pgbouncer === undefined && process.env.CI !== 'true' ? describe.skip : describe;

/** fewer than the connections of one process, so that sessions are shared */
const SHARED = 4;
const ENOUGH = 40;

type Environment = Record<'DATABASE_URL' | 'KEYS_FILE' | 'DATA_DIR' | 'PORT', string>;

let dir = '';
let pooler: Pooler | undefined;
let database: ForeignDatabase | undefined;
beforeAll(async () => {
  dir = await folder();
});
afterEach(async () => {
  await pooler?.stop();
  await database?.drop();
});
afterAll(() => rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));

async function behind(mode: 'session' | 'transaction', size: number): Promise<Environment> {
  database = await foreignDatabase(`${mode}_${randomBytes(4).toString('hex')}`);
  pooler = await startPooler(dir, mode, size);
  return {
    DATABASE_URL: pooler.through(database.url),
    KEYS_FILE: join(dir, `${mode}.keys.json`),
    DATA_DIR: join(dir, mode),
    PORT: '0',
  };
}

async function walked(environment: Environment): Promise<void> {
  const out = `${environment.DATA_DIR}-out`;
  const { code, err } = await run(['demo', '--exit', '--out', out], environment);
  expect([code, err.includes('走完了') ? '' : err]).toEqual([0, '']);
  const summary = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8')) as Record<string, number>;
  expect([summary.opinions, summary.comments]).toEqual([opinions.length, comments.length]);
  expect(err).not.toMatch(/"level":(50|60)/u);
}

/** What holds in a session that the service is given */
async function settings(environment: Environment): Promise<Record<string, string>> {
  const config = parseConfig(environment);
  const prepared = await prepareDatabase(config, await loadKeys(config.keysFile));
  const names = Object.keys(ROLE_SETTINGS);
  const { rows } = await withClient(prepared.service, (db) =>
    db.query<{ n: string; v: string }>('select n, current_setting(n) as v from unnest($1::text[]) n', [names]),
  );
  return Object.fromEntries(rows.map((r) => [r.n, r.v]));
}

walks('behind PgBouncer', () => {
  it('in session mode', async () => {
    const environment = await behind('session', ENOUGH);
    await walked(environment);
    expect(await settings(environment)).toEqual(ROLE_SETTINGS);
  });

  it('in transaction mode: with DIRECT_URL; without it the start is refused, and says what is missing', async () => {
    const environment = await behind('transaction', SHARED);
    const refused = await run(['migrate'], environment);
    expect([refused.code, refused.err]).toEqual([3, expect.stringMatching(/DIRECT_URL.*请用 DIRECT_URL/su)]);
    const direct = { ...environment, DIRECT_URL: database?.url ?? '' };
    await walked(direct);
    expect(await settings(direct)).toEqual(ROLE_SETTINGS);
    const shared = await asSuperuser(await testServer(), (db) =>
      db.query('select 1 from pg_stat_activity where usename = $1', [`${new URL(direct.DIRECT_URL).username}_service`]),
    );
    expect(shared.rowCount).toBeGreaterThan(0);
    expect(shared.rowCount).toBeLessThanOrEqual(SHARED);
  });
});
