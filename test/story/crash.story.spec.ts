/** Nothing acknowledged is lost (product §3.2): kill -9 in the middle of a crowd, of the service, of the database, of both. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '../../src/demo/client.js';
import { hiddenFields, wordsOf } from '../pages/asking.js';
import { until } from '../support/until.js';
import { folder, postmasterOf, said, type Started, start, tidy } from './program.js';
import { FIRST_TEXT, key, today } from './round.js';

const CLIENTS = 8;
const ENOUGH = 60;
const PASSWORD = 'a-long-password-of-tests';

let dir = '';
let dataDir = '';
const programs: Started[] = [];
beforeAll(async () => {
  dir = await folder();
  dataDir = join(dir, 'data');
});
afterAll(() => tidy(dir, dataDir, programs), 60_000);

async function serve(): Promise<{ started: Started; url: string }> {
  const started = start(['serve'], { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' }, dir);
  programs.push(started);
  return { started, url: (await said(started, /已启动：(http\S+)/u))[1] as string };
}

/** A legislature with a published draft and an open consultation, through the API; gives the code and the preparer's sign-in. */
async function open(url: string): Promise<{ code: string; consultationId: string }> {
  const anyone = new Client(url);
  const password = join(dataDir, 'first-password');
  const [username = '', first = ''] = (await until('the first password', () => readFile(password, 'utf8').catch(() => null))).trim().split('\n');
  const admin = await anyone.signIn(username, first);
  await admin.changePassword(PASSWORD);
  // the file was for the operator alone, is worthless by now, and its words went nowhere else
  expect((await stat(password)).mode & 0o777).toBe(0o600);
  await expect(anyone.signIn(username, first)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
  expect(programs.map((p) => p.err() + p.out()).join('')).not.toContain(first);
  await admin.act('createLegislature', { code: 'yun', name: '云市人民代表大会常务委员会', organName: '云市人大常委会法制工作委员会', documentWord: '云人常法工函' }, 'Legislature', 'id');
  const made = await admin.act<{ activationPassword: string }>('createAccount', { username: 'preparer', displayName: '经办', grants: [{ role: 'PREPARER' }] }, 'AccountCreated', 'activationPassword');
  const preparer = await anyone.signIn('preparer', made.activationPassword);
  await preparer.changePassword(PASSWORD);
  const regulation = await preparer.act<{ id: string }>('createRegulation', { title: '电梯条例', kind: 'REGULATION', making: 'ENACT' }, 'Regulation', 'id');
  const draft = await preparer.act<{ id: string; version: number }>('importDraft', { regulationId: regulation.id, kind: 'DRAFT', fileId: await preparer.upload('草案.txt', Buffer.from(FIRST_TEXT)) }, 'Draft', 'id version');
  const checked = await preparer.act<{ version: number }>('checkDraft', { draftId: draft.id, expectedVersion: draft.version, warningsRead: true }, 'Draft', 'version');
  await preparer.act('publishDraft', { draftId: draft.id, expectedVersion: checked.version }, 'Draft', 'id');
  const round = await preparer.act<{ id: string; version: number }>('createConsultation', { draftId: draft.id, title: '公开征求意见', opensOn: today(-1), closesOn: today(60) }, 'Consultation', 'id version');
  await preparer.act('issueConsultation', { consultationId: round.id, expectedVersion: round.version, contactPointIds: [] }, 'Consultation', 'id');
  const found = await preparer.ask<{ regulation: { lawCodes: { code: string }[] } }>('query($r: ID!) { regulation(id: $r) { lawCodes { code } } }', { r: regulation.id });
  return { code: found.regulation.lawCodes[0]?.code ?? '', consultationId: round.id };
}

interface Voice {
  submissionKey: string;
  text: string;
  receipt: string | null;
}
const submit = async (url: string, code: string, v: Voice): Promise<string> =>
  (await new Client(url).submit({ lawCode: code, opinion: { submissionKey: v.submissionKey, target: { kind: 'WHOLE' }, act: 'AMEND', text: v.text } })).receiptCode;

/** Each client speaks until the service is gone; a voice whose answer never came has no receipt. */
function crowd(url: string, code: string, name: string): { voices: Voice[]; over: Promise<unknown> } {
  const voices: Voice[] = [];
  const one = async (who: number): Promise<void> => {
    for (let n = 0; ; n++) {
      const voice: Voice = { submissionKey: key(), text: `${name}，第${who}人的第${n}句话`, receipt: null };
      voices.push(voice);
      try {
        voice.receipt = await submit(url, code, voice);
      } catch {
        return;
      }
    }
  };
  return { voices, over: Promise.all(Array.from({ length: CLIENTS }, (_, who) => one(who))) };
}

async function textsIn(url: string, consultationId: string): Promise<string[]> {
  const preparer = await new Client(url).signIn('preparer', PASSWORD);
  const all: string[] = [];
  let after: string | null = null;
  for (;;) {
    const page: { opinionList: { id: string; text: string }[] } = await preparer.ask('query($c: ID!, $a: ID) { opinionList(consultationId: $c, first: 200, after: $a) { id text } }', { c: consultationId, a: after });
    all.push(...page.opinionList.map((o) => o.text));
    after = page.opinionList.at(-1)?.id ?? null;
    if (page.opinionList.length < 200) return all;
  }
}

type Victim = 'service' | 'database' | 'both';
const VICTIMS: readonly Victim[] = ['service', 'database', 'both'];
const NAMES: Readonly<Record<Victim, string>> = { service: '杀服务', database: '杀数据库', both: '杀服务和数据库' };
/** CRASH_ROUNDS=20 for a long evening; each kind of death once is what every run pays for */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? VICTIMS.length);

it(`kill -9 under load, ${ROUNDS} rounds of service, database and both: every acknowledged opinion is there, once`, async () => {
  let { started, url } = await serve();
  const { code, consultationId } = await open(url);
  const spoken: Voice[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const victim = VICTIMS[round % VICTIMS.length] as Victim;
    const { voices, over } = crowd(url, code, `第${round}轮，${NAMES[victim]}`);
    await until('the crowd to speak', () => voices.filter((v) => v.receipt !== null).length >= ENOUGH);
    if (victim !== 'service') process.kill(await postmasterOf(dataDir), 'SIGKILL');
    if (victim !== 'database') started.child.kill('SIGKILL');
    await over;
    spoken.push(...voices);
    // the answers that never came: there were some, or the kill was not in the middle
    expect(voices.filter((v) => v.receipt === null).length).toBeGreaterThan(0);

    if (victim === 'database') await until('the service to have its database again', () => fetch(`${url}/readyz`).then((r) => r.ok, () => false), 100);
    else {
      await started.ended;
      ({ started, url } = await serve());
    }
    const there = await textsIn(url, consultationId);
    expect(spoken.filter((v) => v.receipt !== null && !there.includes(v.text))).toEqual([]);
    expect(new Set(there).size).toBe(there.length);
    // the clients try again with the same key
    for (const v of voices) {
      const receipt = await submit(url, code, v);
      if (v.receipt === null) v.receipt = receipt;
      expect(receipt).toBe(v.receipt);
    }
    expect((await textsIn(url, consultationId)).sort()).toEqual(spoken.map((v) => v.text).sort());
  }
  // and a resident finds it again with the code alone
  for (const v of [spoken[0], spoken.at(-1)] as Voice[]) {
    const page = await fetch(`${url}/r`);
    const answer = await fetch(`${url}/r`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ ...hiddenFields(await page.text()), receipt: v.receipt ?? '' }).toString() });
    expect(wordsOf(await answer.text())).toContain(v.text);
  }
  started.child.kill('SIGTERM');
  expect(await started.ended).toBe(0);
  await expect(postmasterOf(dataDir)).rejects.toThrow();
}, 120_000 + ROUNDS * 60_000);
