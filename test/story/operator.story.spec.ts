/**
 * What an operator does on the machine, beside the running service: new keys, and a restore that brings nobody back who
 * was erased.
 */
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '../support/client.js';
import { receiptOn, type Resident, resident } from '../pages/client.js';
import { firstSignIn, openConsultation, PASSWORD } from '../support/crowd.js';
import { folder, run, said, start, type Started, tidy } from './program.js';

const PHONE = '13900001234';
let dir = '';
let env: Record<string, string>;
let url: string;
let code: string;
let consultationId: string;
let people: Resident;
const programs: Started[] = [];
const serve = async (environment: Record<string, string>): Promise<{ started: Started; url: string }> => {
  const started = start(['serve'], environment, dir);
  programs.push(started);
  return { started, url: (await said(started, /已启动：(http\S+)/u))[1] as string };
};
beforeAll(async () => {
  dir = await folder();
  env = { DATA_DIR: join(dir, 'data'), PORT: '0', LOG_LEVEL: 'warn' };
  ({ url } = await serve(env));
  ({ code, consultationId } = await openConsultation(url, await firstSignIn(join(dir, 'data'))));
  people = resident({ send: (path, init) => fetch(url + path, init) });
});
afterAll(async () => {
  await tidy(dir, join(dir, 'restored'), programs);
  await tidy(dir, join(dir, 'data'), programs);
});

/** A voice with a phone; gives its receipt */
const leave = async (text: string): Promise<string> =>
  receiptOn(
    (await people.post(`/l/${code}/opinions`, { ...(await people.form(`/l/${code}/say`)), text, contactPhone: PHONE }))
      .html,
  );
const preparer = (): Promise<Client> => new Client(url).signIn('preparer', PASSWORD);
const phoneOf = async (text: string, by?: Client): Promise<string> => {
  const who = by ?? (await preparer());
  const { opinionList } = await who.ask<{ opinionList: { id: string; text: string }[] }>(
    'query($c: ID!) { opinionList(consultationId: $c, first: 100) { nodes { id text } } }',
    { c: consultationId },
  );
  return who
    .act<{ phone: string }>(
      'readContact',
      { opinionId: opinionList.find((o) => o.text === text)?.id },
      'Contact',
      'phone',
    )
    .then(
      (c) => c.phone,
      (e: Error & { code?: string }) => e.code ?? e.message,
    );
};
const keysIn = async (path: string): Promise<string[]> =>
  (JSON.parse(await readFile(path, 'utf8')) as { keys: { id: string }[] }).keys.map((k) => k.id);

describe('keys rotate', () => {
  it('beside the service: old fields still open, new ones are sealed and open, the file is 0600, the act is in the ledger', async () => {
    await leave('换密钥以前');
    const file = join(dir, 'data/keys.json');
    const before = await keysIn(file);
    const rotated = await run(['keys', 'rotate'], env);
    expect([rotated.code, rotated.out, rotated.err]).toEqual([
      0,
      '',
      expect.stringMatching(/1 把数据密钥已用它重新封装.*另存一份/u),
    ]);
    const after = await keysIn(file);
    expect([after.length, after.slice(1)]).toEqual([before.length + 1, before]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(dir, 'data'))).not.toContain('keys.json.new');
    await leave('换密钥以后');
    expect([await phoneOf('换密钥以前'), await phoneOf('换密钥以后')]).toEqual([PHONE, PHONE]);
    const ledger = await run(['ledger', 'export', '--from', '2020-01-01', '--to', '2099-12-31'], env);
    expect(
      ledger.out
        .split('\n')
        .filter((l) => l.includes('"rotateKeys"') && l.includes(after[0] ?? '?') && l.includes('"dataKeys":1')),
    ).toHaveLength(1);
  });

  it('where there is no keys file it is refused with its path, and none is made', async () => {
    const refused = await run(['keys', 'rotate'], { ...env, KEYS_FILE: join(dir, 'elsewhere/keys.json') });
    expect([refused.code, refused.err]).toEqual([3, expect.stringMatching(/elsewhere\/keys\.json：没有这个密钥文件/u)]);
    await expect(stat(join(dir, 'elsewhere'))).rejects.toThrow();
    const empty = await run(['keys', 'rotate'], { DATA_DIR: join(dir, 'empty') });
    expect([empty.code, await stat(join(dir, 'empty')).catch(() => null)]).toEqual([3, null]);
  });

  it('while another rotation is under way, with the keys of another installation, or with a file that others can read: refused, and nothing changes', async () => {
    const file = join(dir, 'data/keys.json');
    const before = await readFile(file, 'utf8');
    await writeFile(`${file}.new`, '');
    const busy = await run(['keys', 'rotate'], env);
    expect([busy.code, busy.err]).toEqual([3, expect.stringContaining('another rotation is under way')]);
    await rm(`${file}.new`);
    const foreign = join(dir, 'foreign.json');
    await writeFile(foreign, JSON.stringify({ version: 1, keys: [{ id: 'abcdefgh', secret: 'x'.repeat(43) }] }), {
      mode: 0o600,
    });
    expect((await run(['keys', 'rotate'], { ...env, KEYS_FILE: foreign })).code).toBe(3);
    expect(await keysIn(foreign)).toEqual(['abcdefgh']);
    await chmod(foreign, 0o644);
    const open = await run(['keys', 'rotate'], { ...env, KEYS_FILE: foreign });
    expect([open.code, open.err]).toEqual([3, expect.stringContaining('0600')]);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await phoneOf('换密钥以前')).toBe(PHONE);
  });
});

describe('restore, and the journal of erasures', () => {
  const at = (name: string): Record<string, string> => ({
    DATA_DIR: join(dir, name),
    KEYS_FILE: join(dir, 'data/keys.json'),
    PORT: '0',
    LOG_LEVEL: 'warn',
  });
  const [earlier, later] = [(): string => join(dir, 'earlier.backup'), (): string => join(dir, 'later.backup')];
  const journal = (): string => join(dir, 'data/erasures.journal');
  beforeAll(async () => {
    await leave('一直留着');
    const receipt = await leave('后来要求删除');
    expect((await run(['backup', earlier()], env)).code).toBe(0);
    expect((await people.post('/r/contact', { receipt })).status).toBe(200);
    expect(await readFile(journal(), 'utf8')).toMatch(/ opinion_contact /u);
    expect((await run(['backup', later()], env)).code).toBe(0);
  });

  it('without the journal in its place nothing is restored; with it whoever was erased since the backup stays erased', async () => {
    const without = await run(['restore', earlier()], at('restored'));
    expect([without.code, without.err]).toEqual([
      3,
      expect.stringMatching(/restored\/erasures\.journal：这里没有删除记录.*--without-journal.*没有写入任何数据/u),
    ]);
    await mkdir(join(dir, 'restored'), { recursive: true });
    await copyFile(journal(), join(dir, 'restored/erasures.journal'));
    const restored = await run(['restore', earlier()], at('restored'));
    expect([restored.code, restored.err]).toEqual([0, expect.stringContaining('逐表核对')]);
    const { started, url: there } = await serve(at('restored'));
    const reader = await new Client(there).signIn('preparer', PASSWORD);
    expect([await phoneOf('一直留着', reader), await phoneOf('后来要求删除', reader)]).toEqual([PHONE, 'NOT_FOUND']);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
  });

  it('a journal that knows less than the backup is refused before anything is committed; the switch goes to the ledger', async () => {
    await mkdir(join(dir, 'again'), { recursive: true });
    await writeFile(join(dir, 'again/erasures.journal'), '');
    const stale = await run(['restore', later()], at('again'));
    expect([stale.code, stale.err]).toEqual([3, expect.stringContaining('没有备份所知的最近一次删除')]);
    const accepted = await run(['restore', later(), '--without-journal'], at('again'));
    expect([accepted.code, accepted.err]).toEqual([0, expect.stringContaining('逐表核对')]);
    const ledger = await run(['ledger', 'export', '--from', '2020-01-01', '--to', '2099-12-31'], at('again'));
    expect(
      ledger.out.split('\n').filter((l) => l.includes('"act":"restore"') && l.includes('NOT_CHECKED')),
    ).toHaveLength(1);
  });
});
