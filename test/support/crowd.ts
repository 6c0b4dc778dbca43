/** Residents who speak without pause, each voice with a key of its own, and what became of every one of them. */
import { type Connection, PAGE_INFO } from '../../src/demo/poll.js';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Refused } from './client.js';
import { hiddenFields, wordsOf } from '../pages/client.js';
import { FIRST_TEXT, key, today } from './round.js';
import { until } from './until.js';

export const PASSWORD = 'a-long-password-of-tests';
const CLIENTS = 8;

export interface Voice {
  submissionKey: string;
  text: string;
  receipt: string | null;
}
export interface Crowd {
  voices: Voice[];
  /** those that got their receipt */
  heard(): Voice[];
  /** after the voice at hand */
  stop(): void;
  over: Promise<unknown>;
}

/** The one-time sign-in that a fresh installation leaves in a file, once it is written to its end */
export async function firstSignIn(dataDir: string): Promise<readonly [string, string]> {
  const [, username = '', first = ''] = await until('the first password', async () =>
    /^(\S+)\n(\S+)\n/.exec(await readFile(join(dataDir, 'first-password'), 'utf8').catch(() => '')),
  );
  return [username, first];
}

/**
 * A legislature with a published draft and an open consultation that asks as many `bodies`, through the API; gives its
 * code, and PASSWORD to admin and preparer.
 */
export async function openConsultation(
  url: string,
  [username, first]: readonly [string, string],
  { bodies = 0 } = {},
): Promise<{ code: string; consultationId: string }> {
  const anyone = new Client(url);
  const admin = await anyone.signIn(username, first);
  await admin.changePassword(PASSWORD);
  await admin.act(
    'createLegislature',
    {
      code: 'yun',
      name: '云市人民代表大会常务委员会',
      organName: '云市人大常委会法制工作委员会',
      documentWord: '云人常法工函',
    },
    'Legislature',
    'id',
  );
  const made = await admin.act<{ activationPassword: string }>(
    'createAccount',
    { username: 'preparer', displayName: '经办', grants: [{ role: 'PREPARER' }] },
    'AccountCreated',
    'activationPassword',
  );
  const preparer = await anyone.signIn('preparer', made.activationPassword);
  await preparer.changePassword(PASSWORD);
  const contactPointIds: string[] = [];
  for (let n = 1; n <= bodies; n++) {
    const input = {
      name: `云市第${n}社区基层立法联系点`,
      shortName: `第${n}社区`,
      kind: 'CONTACT_POINT',
      level: 'MUNICIPAL',
    };
    contactPointIds.push((await preparer.act<{ id: string }>('createContactPoint', input, 'ContactPoint', 'id')).id);
  }
  const regulation = await preparer.act<{ id: string }>(
    'createRegulation',
    { title: '电梯条例', kind: 'REGULATION', making: 'ENACT' },
    'Regulation',
    'id',
  );
  const draft = await preparer.act<{ id: string; version: number }>(
    'importDraft',
    { regulationId: regulation.id, kind: 'DRAFT', fileId: await preparer.upload('草案.txt', Buffer.from(FIRST_TEXT)) },
    'Draft',
    'id version',
  );
  const checked = await preparer.act<{ version: number }>(
    'checkDraft',
    { draftId: draft.id, expectedVersion: draft.version, warningsRead: true },
    'Draft',
    'version',
  );
  await preparer.act('publishDraft', { draftId: draft.id, expectedVersion: checked.version }, 'Draft', 'id');
  const round = await preparer.act<{ id: string; version: number }>(
    'createConsultation',
    { draftId: draft.id, title: '公开征求意见', opensOn: today(-1), closesOn: today(60) },
    'Consultation',
    'id version',
  );
  await preparer.act(
    'issueConsultation',
    { consultationId: round.id, expectedVersion: round.version, contactPointIds },
    'Consultation',
    'id',
  );
  const codes = (rows: string): Promise<{ regulation: { lawCodes: { code: string }[] } }> =>
    preparer.ask(`query($r: ID!) { regulation(id: $r) { lawCodes { ${rows} } } }`, { r: regulation.id });
  // the version before lists had pages is asked too, where the two stand side by side
  const found = await codes('nodes { code }').catch(() => codes('code'));
  return { code: found.regulation.lawCodes[0]?.code ?? '', consultationId: round.id };
}

export const submit = async (url: string, code: string, v: Voice): Promise<string> =>
  (
    await new Client(url).submit({
      lawCode: code,
      opinion: { submissionKey: v.submissionKey, target: { kind: 'WHOLE' }, act: 'AMEND', text: v.text },
    })
  ).receiptCode;

/**
 * Each client speaks until `again` says no to a fault, or until the crowd is stopped; a voice whose answer never came
 * has no receipt. Where it says yes the same voice tries again with the same key, at the address that `where` gives by
 * then.
 */
export function crowd(
  where: () => string,
  code: string,
  name: string,
  { clients = CLIENTS, again = (_: unknown): boolean => false } = {},
): Crowd {
  const voices: Voice[] = [];
  let stopped = false;
  const one = async (who: number): Promise<void> => {
    for (let n = 0; !stopped; n++) {
      const voice: Voice = { submissionKey: key(), text: `${name}，第${who}人的第${n}句话`, receipt: null };
      voices.push(voice);
      while (voice.receipt === null) {
        try {
          voice.receipt = await submit(where(), code, voice);
        } catch (fault) {
          // all of them come from one address, and are asked to wait as anybody would be
          if (fault instanceof Refused && fault.code === 'TOO_MANY_OPINIONS') await sleep(500);
          else if (!again(fault)) return;
        }
      }
    }
  };
  return {
    voices,
    heard: () => voices.filter((v) => v.receipt !== null),
    stop: () => {
      stopped = true;
    },
    over: Promise.all(Array.from({ length: clients }, (_, who) => one(who))),
  };
}

export async function textsIn(url: string, consultationId: string): Promise<string[]> {
  const preparer = await new Client(url).signIn('preparer', PASSWORD);
  const all: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { opinionList: page }: { opinionList: Connection<{ text: string }> } = await preparer.ask(
      `query($c: ID!, $a: String) { opinionList(consultationId: $c, first: 200, after: $a) { nodes { text } ${PAGE_INFO} } }`,
      { c: consultationId, a: after },
    );
    all.push(...page.nodes.map((o) => o.text));
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) return all;
  }
}

/** What the page says to whoever looks a receipt up there */
export async function lookUp(url: string, receipt: string): Promise<string> {
  const page = await fetch(`${url}/r`);
  const answer = await fetch(`${url}/r`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...hiddenFields(await page.text()), receipt }).toString(),
  });
  return wordsOf(await answer.text());
}
