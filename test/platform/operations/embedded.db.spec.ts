/** The embedded launcher as processes live and die: empty folder, kill -9, long paths, root under a closed folder. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Keys, loadKeys } from '../../../src/platform/database/keys/keys.js';
import { type EmbeddedServer, hasDatabase, startEmbedded } from '../../../src/platform/operations/embedded.js';
import { withClient } from '../../support/server.js';
import { until } from '../../support/until.js';

const searchPath = process.env.PATH ?? '';
const keys = new Keys(Buffer.alloc(32, 5), 'abcdefgh');
let root: string;
const started: EmbeddedServer[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'emb-'));
  await chmod(root, 0o755);
});
afterEach(async () => {
  for (const s of started.splice(0)) await s.stop();
  await rm(root, { recursive: true, force: true });
});

const start = async (dataDir: string): Promise<EmbeddedServer> => {
  const s = await startEmbedded(dataDir, keys, searchPath);
  started.push(s);
  return s;
};
const ask = async (s: EmbeddedServer, sql: string): Promise<unknown[]> =>
  withClient(
    { host: s.host, port: s.port, user: s.superuser, password: s.password, database: 'postgres' },
    async (db) => (await db.query<Record<string, unknown>>(sql)).rows.flatMap((r) => Object.values(r)),
  );
/** a server that has stopped takes its file away; its number may stay a while, where nobody reaps */
const runs = (s: EmbeddedServer): boolean => existsSync(join(s.folder, 'postmaster.pid'));
const postmaster = async (s: EmbeddedServer): Promise<number> =>
  Number((await readFile(join(s.folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);

describe('the embedded server', () => {
  it('starts on an empty folder, is reached through a closed socket only, keeps what it acknowledges, and stops', async () => {
    const folder = join(root, 'data');
    expect(await hasDatabase(folder)).toBe(false);
    const s = await start(folder);
    expect(s.adopted).toBe(false);
    for (const [setting, value] of [
      ['fsync', 'on'],
      ['full_page_writes', 'on'],
      ['synchronous_commit', 'on'],
      ['data_checksums', 'on'],
      ['listen_addresses', ''],
      ['log_error_verbosity', 'terse'],
      ['server_encoding', 'UTF8'],
    ]) {
      expect([setting, (await ask(s, `select current_setting('${setting}')`))[0]]).toEqual([setting, value]);
    }
    expect((await stat(s.host)).mode & 0o777).toBe(0o700);
    await expect(
      withClient({ host: s.host, port: s.port, user: s.superuser, password: 'wrong', database: 'postgres' }, (db) =>
        db.query('select 1'),
      ),
    ).rejects.toMatchObject({ code: '28P01' });
    expect((await readdir(folder)).filter((f) => /password|\.new/.test(f))).toEqual([]);
    expect(runs(s)).toBe(true);
    await s.stop();
    expect(runs(s)).toBe(false);
    expect(await hasDatabase(folder)).toBe(true);
  });

  it('recovers after its own kill -9', async () => {
    const s = await start(root);
    await ask(s, 'create table kept as select 7 as n');
    const pid = await postmaster(s);
    process.kill(pid, 'SIGKILL');
    // a signal is sent and not done: until nobody answers any more the next start may take it for one to be adopted
    await until('nobody to answer', () =>
      ask(s, 'select 1').then(
        () => null,
        () => true,
      ),
    );
    const again = await start(root);
    expect(await ask(again, 'select n from kept')).toEqual([7]);
    expect(await postmaster(again)).not.toBe(pid);
  });

  it('is adopted by the next start where the service was killed with -9, with every row, and then stops with that one', async () => {
    if (!existsSync('dist/src/platform/operations/embedded.js'))
      throw new Error('dist is missing: npm run build (npm test does)');
    const keysFile = join(root, 'keys.json');
    const script = `
      const { startEmbedded } = await import(${JSON.stringify(`file://${process.cwd()}/dist/src/platform/operations/embedded.js`)});
      const { loadKeys } = await import(${JSON.stringify(`file://${process.cwd()}/dist/src/platform/database/keys/keys.js`)});
      const s = await startEmbedded(${JSON.stringify(join(root, 'data'))}, await loadKeys(${JSON.stringify(keysFile)}), ${JSON.stringify(searchPath)});
      console.log('ready ' + s.adopted);
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: {},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const first = await new Promise<string>((done, fail) => {
      child.stdout.once('data', (d: Buffer) => done(d.toString().trim()));
      child.once('exit', () => fail(new Error('the service ended before it was ready')));
    });
    expect(first).toBe('ready false');
    const died = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await died;
    const s = await startEmbedded(join(root, 'data'), await loadKeys(keysFile), searchPath);
    started.push(s);
    expect(s.adopted).toBe(true);
    expect(await ask(s, 'select 1')).toEqual([1]);
    await s.stop();
    expect(runs(s)).toBe(false);
  });

  it('is not stopped by a second process that only adopted it', async () => {
    const s = await start(root);
    const other = await startEmbedded(root, keys, searchPath);
    expect(other.adopted).toBe(true);
    expect(await ask(s, 'select 1')).toEqual([1]);
  });

  it('is made once where two first starts meet', async () => {
    const [a, b] = await Promise.all([start(root), start(root)]);
    expect([await ask(a, 'select 1'), await ask(b, 'select 1')]).toEqual([[1], [1]]);
    expect(a.folder).toBe(b.folder);
    expect((await readdir(root)).filter((f) => /\.new$/.test(f))).toEqual([]);
  });

  it("starts under a path that is longer than a socket's name may be", async () => {
    const deep = join(root, ...Array.from({ length: 6 }, (_, i) => `一法一码-${i}-${'x'.repeat(12)}`));
    const s = await start(deep);
    expect(Buffer.byteLength(s.folder)).toBeGreaterThan(107);
    expect(Buffer.byteLength(s.host)).toBeLessThan(100);
    expect(await ask(s, 'select 1')).toEqual([1]);
    await s.stop();
    await rm(s.host, { recursive: true, force: true });
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('as root under a folder that nobody else may enter, keeps its rows apart and says where', async () => {
    await chmod(root, 0o700);
    const folder = join(root, 'data');
    await mkdir(folder);
    const s = await start(folder);
    expect(s.folder.startsWith(root)).toBe(false);
    expect(`${(await readFile(join(folder, 'database.location'), 'utf8')).trim()}/pg`).toBe(s.folder);
    expect(await ask(s, 'select 1')).toEqual([1]);
    expect((await stat(s.folder)).uid).not.toBe(0);
    expect((await stat(s.folder)).mode & 0o777).toBe(0o700);
    await ask(s, 'create table kept as select 7 as n');
    await s.stop();
    const again = await start(folder);
    expect(await ask(again, 'select n from kept')).toEqual([7]);
    await again.stop();
    await rm(dirname(s.folder), { recursive: true, force: true });
  });
});
