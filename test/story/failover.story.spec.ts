/**
 * The primary dies while residents speak; its address leads to nothing, then to the standby that takes nothing yet, then
 * that one is promoted. Nobody restarts the service. Every answer meanwhile is the right one or 503 with when to come
 * back; what was acknowledged is there, once.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SIGN_IN, SUBMIT_OPINION } from '../../src/platform/api/documents.js';
import { firstSignIn, openConsultation, PASSWORD, textsIn, type Voice } from '../support/crowd.js';
import { key } from '../support/round.js';
import { withClient } from '../support/server.js';
import { until } from '../support/until.js';
import { Address, type Pair, startPair } from './pair.js';
import { folder, said, start, type Started } from './program.js';

const CLIENTS = 6;
const ENOUGH = 40;
/** so many answers of each kind last longer than a try that is made at once */
const MANY = 20;
const PAUSE_MS = 50;

let dir = '';
let pair: Pair | undefined;
let address: Address | undefined;
let started: Started | undefined;
let over = false;
beforeAll(async () => {
  dir = await folder();
  pair = await startPair(dir);
});
afterAll(async () => {
  over = true;
  if (started?.child.exitCode === null) started.child.kill('SIGKILL');
  await started?.ended;
  address?.close();
  pair?.stop();
  await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

/** An answer that is neither right nor 503 with when to come back */
const wrong: string[] = [];
/** Nobody asks any more: all was heard, or something was wrong */
const isOver = (): boolean => over || wrong.length > 0;
/** what was answered, by what was asked */
const seen = new Map<string, number[]>();

/** The data of an answer; null where it was 503 */
async function asked(what: string, url: string, init?: RequestInit): Promise<string | null> {
  const answer = await fetch(url, init).catch((fault: unknown) => {
    if (!isOver()) wrong.push(`${what}: ${String(fault)}`);
    return null;
  });
  if (answer === null) return null;
  const text = await answer.text();
  seen.set(what, [...(seen.get(what) ?? []), answer.status]);
  if (answer.status === 200 && !text.includes('"errors"')) return text;
  if (answer.status !== 503 || answer.headers.get('retry-after') === null)
    wrong.push(`${what}: ${answer.status} ${answer.headers.get('retry-after')} ${text.slice(0, 300)}`);
  return null;
}
const pause = (): Promise<void> => new Promise((d) => setTimeout(d, PAUSE_MS));
const graphql = (query: string, variables: object, token?: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
  body: JSON.stringify({ query, variables }),
});

/** Says what it has to say until it is told that it was heard, always with the same key */
async function speaker(url: string, code: string, who: number, voices: Voice[]): Promise<void> {
  for (let n = 0; !isOver(); n++) {
    const voice: Voice = { submissionKey: key(), text: `第${who}人的第${n}句话`, receipt: null };
    voices.push(voice);
    const opinion = {
      submissionKey: voice.submissionKey,
      target: { kind: 'WHOLE' },
      act: 'AMEND',
      text: voice.text,
    };
    while (voice.receipt === null && wrong.length === 0) {
      const told = await asked('say', `${url}/graphql`, graphql(SUBMIT_OPINION, { input: { lawCode: code, opinion } }));
      voice.receipt = /"receiptCode":"([^"]+)"/u.exec(told ?? '')?.[1] ?? null;
      if (told !== null && voice.receipt === null) {
        wrong.push(`say: ${told.slice(0, 300)}`);
        return;
      }
      if (told === null) await pause();
    }
  }
}
async function reader(what: string, url: string, init?: RequestInit): Promise<void> {
  while (!isOver()) {
    await asked(what, url, init);
    await pause();
  }
}

it('the primary is killed and its standby promoted: 503 meanwhile, nothing lost, nothing doubled, jobs go on', async () => {
  const { primary, standby } = pair as Pair;
  await withClient(primary.as(), async (db) => {
    await db.query(`create role office login createrole password 'secret'`);
    await db.query('create database office owner office');
  });
  let leadsTo = primary.port;
  address = await Address.at(() => leadsTo);
  started = start(
    ['serve'],
    {
      DATABASE_URL: `postgres://office:secret@127.0.0.1:${address.port}/office`,
      KEYS_FILE: join(dir, 'keys.json'),
      DATA_DIR: join(dir, 'data'),
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
    dir,
  );
  const url = (await said(started, /已启动：(http\S+)/u))[1] as string;
  const { code, consultationId } = await openConsultation(url, await firstSignIn(join(dir, 'data')));
  const input = { username: 'preparer', password: PASSWORD, forProgram: true };
  const signedIn = await asked('sign in', `${url}/graphql`, graphql(SIGN_IN, { input }));
  const token = /"token":"([^"]+)"/u.exec(signedIn ?? '')?.[1] ?? '';

  const voices: Voice[] = [];
  const heard = (): number => voices.filter((v) => v.receipt !== null).length;
  const all = [
    ...Array.from({ length: CLIENTS }, (_, who) => speaker(url, code, who, voices)),
    reader('page', `${url}/l/${code}`),
    reader('list', `${url}/graphql`, graphql('{ regulationList(first: 5) { nodes { title } } }', {}, token)),
    reader('sign in', `${url}/graphql`, graphql(SIGN_IN, { input })),
    reader('ready', `${url}/readyz`),
  ];
  const of = (what: string): readonly number[] => seen.get(what) ?? [];
  /** Each of these has been told this since, so many times */
  const told = (status: number, whats: readonly string[], times = 1): Promise<unknown> => {
    const before = new Map(whats.map((w) => [w, of(w).length]));
    const enough = (w: string): boolean =>
      of(w)
        .slice(before.get(w))
        .filter((s) => s === status).length >= times;
    return until(`${whats.join()} to be told ${status}`, () => wrong.length > 0 || whats.every(enough));
  };
  await until('residents to be heard', () => wrong.length > 0 || heard() >= ENOUGH);

  primary.kill();
  await told(503, ['say', 'page', 'list', 'sign in', 'ready'], MANY);
  // the operator moves the address before the standby is ready: it can be read, and takes nothing
  leadsTo = standby.port;
  await told(200, ['page', 'list']);
  await told(503, ['say', 'sign in', 'ready'], MANY);
  const soFar = heard();
  await pair?.promote();
  // it waits for nobody behind it
  await until('the service to be ready by itself', () => wrong.length > 0 || of('ready').at(-1) === 200, 60);
  await until('residents to be heard again', () => wrong.length > 0 || heard() >= soFar + ENOUGH, 60);
  const { rows } = await withClient(standby.as('office'), (db) =>
    db.query<{ id: string }>(`select id from graphile_worker.add_job('ledger.seal')`),
  );
  await until('a job to be done', () =>
    withClient(
      standby.as('office'),
      async (db) => (await db.query('select 1 from graphile_worker.jobs where id = $1', [rows[0]?.id])).rowCount === 0,
    ),
  );
  over = true;
  await Promise.all(all);

  expect(wrong).toEqual([]);
  const answered = [...seen.values()].flat();
  expect(new Set(answered)).toEqual(new Set([200, 503]));
  expect(voices.filter((v) => v.receipt === null)).toEqual([]);
  expect(new Set(voices.map((v) => v.receipt)).size).toBe(voices.length);
  expect((await textsIn(url, consultationId)).sort()).toEqual(voices.map((v) => v.text).sort());
  process.stderr.write(
    `failover on PostgreSQL ${pair?.version}: ${voices.length} acknowledged, 0 lost, 0 doubled, ${answered.filter((s) => s === 503).length} × 503\n`,
  );
  started.child.kill('SIGTERM');
  expect(await started.ended).toBe(0);
});
