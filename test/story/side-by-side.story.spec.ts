/**
 * An upgrade without standing still: the version before the newest migration, built from the history of this
 * repository, serves while this version starts on the same database, expands it, and serves beside it; then the old one
 * is stopped. Skipped, loudly, where there is no history to build it from (an unpacked archive, a shallow clone as CI
 * services make it): the database half of the promise is in upgrade.db.spec in any case.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, realpath, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, Refused } from '../support/client.js';
import { SIGN_IN } from '../../src/platform/api/documents.js';
import {
  type Crowd,
  crowd,
  firstSignIn,
  lookUp,
  openConsultation,
  PASSWORD,
  textsIn,
  type Voice,
} from '../support/crowd.js';
import { type ForeignDatabase, foreignDatabase, withClient } from '../support/server.js';
import { until } from '../support/until.js';
import { folder, run, said, start, type Started } from './program.js';

const call = promisify(execFile);
const ENOUGH = 40;
const name = `side_${randomBytes(4).toString('hex')}`;
const git = async (...args: string[]): Promise<string> =>
  (await call('git', args, { maxBuffer: 1 << 28 })).stdout.trim();

/**
 * The newest commit that lacks a migration of today and holds none that is not of today, or why it cannot be had or
 * built here. Names are compared, not the day a file came: a migration that was numbered anew before it was used stands
 * in older commits under a name that no database may have.
 */
async function commitBefore(): Promise<{ commit: string } | { why: string }> {
  const migrations = (names: string[]): string[] => names.filter((f) => /^\d{4}-/.test(f));
  const today = new Set(migrations(readdirSync('migrations')));
  try {
    const changed = (await git('log', '--first-parent', '-m', '--format=%H', '--', 'migrations')).split('\n');
    let commit = '';
    for (const c of changed) {
      commit = await git('rev-parse', '--verify', `${c}^`);
      const then = migrations((await git('ls-tree', '--name-only', `${commit}:migrations`)).split('\n'));
      if (then.length < today.size && then.every((f) => today.has(f))) break;
      commit = '';
    }
    if (commit === '') return { why: 'there is no history here that reaches before the newest migration' };
    const wants = JSON.parse(await git('show', `${commit}:package.json`)) as { dependencies: Record<string, string> };
    const gone = Object.keys(wants.dependencies).filter((p) => !existsSync(join('node_modules', p)));
    return gone.length === 0
      ? { commit }
      : { why: `packages of ${commit.slice(0, 7)} are not installed any more: ${gone.join(', ')}` };
  } catch {
    return { why: 'there is no history here that reaches before the newest migration' };
  }
}

const before = await commitBefore();
if ('why' in before) process.stderr.write(`SKIPPED, old and new version side by side: ${before.why}\n`);

/** Builds that commit in a folder of its own; gives its program. */
async function built(commit: string, dir: string): Promise<string> {
  const [tar, tree] = [join(dir, 'old.tar'), join(dir, 'old')];
  await mkdir(tree);
  await git('archive', '--format=tar', `--output=${tar}`, commit);
  await call('tar', ['-xf', tar, '-C', tree]);
  await symlink(await realpath('node_modules'), join(tree, 'node_modules'));
  // its types were looked at in its day
  await call(process.execPath, ['.ci/transpile.mjs', tree, 'src', 'migrations']);
  return join(tree, 'dist/src/cli/main.js');
}

let dir = '';
let database: ForeignDatabase;
let oldProgram = '';
/** nobody asks any more, also where the test failed */
let over = false;
const programs: Started[] = [];
beforeAll(async () => {
  if ('why' in before) return;
  dir = await folder();
  oldProgram = await built(before.commit, dir);
  database = await foreignDatabase(name);
});
afterAll(async () => {
  over = true;
  for (const p of programs) if (p.child.exitCode === null) p.child.kill('SIGKILL');
  await Promise.all(programs.map((p) => p.ended));
  if (dir === '') return;
  await database.drop();
  await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

const environment = (which: string): Record<string, string> => ({
  DATABASE_URL: database.url,
  KEYS_FILE: join(dir, 'keys.json'),
  DATA_DIR: join(dir, which),
  ERASURES_FILE: join(dir, 'erasures.journal'),
  PORT: '0',
  LOG_LEVEL: 'warn',
});
async function serve(which: 'old' | 'new', program?: string): Promise<{ started: Started; url: string }> {
  const started = start(['serve'], environment(`${which}-data`), dir, program);
  programs.push(started);
  return { started, url: (await said(started, /已启动：(http\S+)/u))[1] as string };
}
/** What both wrote, to be read where something is wrong */
const logs = (): string => programs.map((p, i) => `--- program ${i + 1}\n${p.out()}${p.err()}`).join('\n');
const migrationsDone = (): Promise<string[]> =>
  withClient({ user: '', password: '', database: name, url: database.url }, async (db) =>
    (await db.query<{ name: string }>('select name from migration')).rows.map((r) => r.name),
  );

/** Between two looks at a page: the voices are what presses, and a look without pause only takes their time */
const PAUSE_MS = 25;
/** The status of a page, asked for again and again until `over` */
async function watch(where: () => string, path: string, over: () => boolean): Promise<number[]> {
  const seen: number[] = [];
  while (!over()) {
    const status = await fetch(`${where()}${path}`).then(
      (r) => r.text().then(() => r.status),
      () => null,
    );
    if (status !== null) seen.push(status);
    await new Promise((d) => setTimeout(d, PAUSE_MS));
  }
  return seen;
}

('why' in before ? it.skip : it)(
  'the old version serves while the new one expands, both serve side by side, the old one goes: nothing lost, nothing doubled, no 5xx',
  async () => {
    const old = await serve('old', oldProgram);
    const { code, consultationId } = await openConsultation(old.url, await firstSignIn(join(dir, 'old-data')));
    const stoodAt = await migrationsDone();

    // what a balancer does: who cannot reach one asks the other; an answer that is a refusal or a fault is nothing to
    // be tried again
    const faults: unknown[] = [];
    let oldServes = true;
    const unreachable = (fault: unknown): boolean => {
      if (!(fault instanceof Refused) && !oldServes) return !over;
      faults.push(fault);
      return false;
    };
    let newUrl = '';
    const whereOld = (): string => (oldServes ? old.url : newUrl);
    const atOld = crowd(whereOld, code, '旧版本', { clients: 3, again: unreachable });
    const pages = [watch(whereOld, `/l/${code}`, () => over), watch(whereOld, '/readyz', () => over)];
    await until('the crowd to speak', () => faults.length > 0 || atOld.heard().length >= ENOUGH);

    const next = await serve('new');
    newUrl = next.url;
    const added = (await migrationsDone()).filter((m) => !stoodAt.includes(m));
    expect(added.length).toBeGreaterThan(0);
    const atNew = crowd(() => newUrl, code, '新版本', { clients: 3, again: unreachable });
    pages.push(
      watch(
        () => newUrl,
        `/l/${code}`,
        () => over,
      ),
    );
    const soFar = atOld.heard().length;
    await until(
      'both to be heard',
      () => faults.length > 0 || (atOld.heard().length >= soFar + ENOUGH && atNew.heard().length >= ENOUGH),
    );
    expect({ faults, logs: faults.length > 0 ? logs() : '' }).toEqual({ faults: [], logs: '' });

    // each reads what the other wrote
    const lastOf = (c: Crowd): Voice => c.heard().at(-1) as Voice;
    const [a, b] = [lastOf(atOld), lastOf(atNew)];
    expect(await lookUp(newUrl, a.receipt ?? '')).toContain(a.text);
    expect(await lookUp(old.url, b.receipt ?? '')).toContain(b.text);
    for (const [here, there] of [
      [old.url, newUrl],
      [newUrl, old.url],
    ] as const) {
      const { signIn } = await new Client(here).ask<{ signIn: { token: string } }>(SIGN_IN, {
        input: { username: 'preparer', password: PASSWORD, forProgram: true },
      });
      const { regulationList } = await new Client(there, signIn.token).ask<{ regulationList: { title: string }[] }>(
        'query { regulationList { nodes { title } } }',
      );
      expect(regulationList.map((r) => r.title)).toEqual(['电梯条例']);
    }
    expect(await (await fetch(`${newUrl}/readyz`)).json()).toEqual({ status: 'ready' });
    const migrated = await run(['migrate'], environment('new-data'));
    expect([migrated.code, migrated.err]).toEqual([0, expect.stringContaining('数据库已是最新')]);

    oldServes = false;
    old.started.child.kill('SIGTERM');
    expect(await old.started.ended).toBe(0);
    const alone = atOld.heard().length;
    await until(
      'those who spoke to the old one to be heard by the new one',
      () => faults.length > 0 || atOld.heard().length >= alone + ENOUGH,
      // beside other stories a crowd that is asked to wait does so for longer
      120,
    );
    over = true;
    for (const c of [atOld, atNew]) c.stop();
    await Promise.all([atOld.over, atNew.over]);

    expect(faults).toEqual([]);
    const statuses = (await Promise.all(pages)).flat();
    expect(statuses.length).toBeGreaterThan(ENOUGH);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const spoken = [...atOld.voices, ...atNew.voices];
    expect(spoken.filter((v) => v.receipt === null)).toEqual([]);
    expect(new Set(spoken.map((v) => v.receipt)).size).toBe(spoken.length);
    expect((await textsIn(newUrl, consultationId)).sort()).toEqual(spoken.map((v) => v.text).sort());
    const verified = await run(['verify', '--json'], environment('new-data'));
    expect([verified.code, (JSON.parse(verified.out) as { faults: unknown[] }).faults]).toEqual([0, []]);
    next.started.child.kill('SIGTERM');
    expect(await next.started.ended).toBe(0);
    expect(programs.map((p) => p.err()).join('')).not.toMatch(/"level":(50|60)/u);
  },
);
