/** 批量办理: an act on many letters goes on by itself, accounts for each, and costs each the same. */
import { randomUUID } from 'node:crypto';
import { LetterRuns } from '../../src/feedback/letter-runs.service.js';
import type { Actor } from '../../src/platform/base/actor.js';
import type { Client } from '../support/client.js';
import { lettersOf } from '../support/letters.js';
import {
  client,
  decide,
  jobsDone,
  NEXT_TEXT,
  openRound,
  pointOf,
  publishDraft,
  reportOne,
  type Round,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { oftenerIn, ownOf, statementsOf } from '../support/statements.js';

interface Run {
  id: string;
  act: string;
  total: number;
  progress: { done: number; left: number };
  refused: { id: string; code: string; message: string; addressee: string | null }[];
}
const FIELDS = 'id act total progress { done left } refused { id code message addressee }';

let s: TestService;
let preparer: Client;
let signer: Client;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer] = [await client(s, 'PREPARER'), await client(s, 'SIGNER')];
  round = await openRound(s);
  // one comment of the first contact point, five of the second
  const ids = [await reportOne(round, 0, '甲意见')];
  for (let n = 0; n < 5; n++) ids.push(await reportOne(round, 1, `乙意见${n}`));
  await decide(s, round, new Map(ids.map((id) => [id, 'NOT_ADOPTED' as const])));
  await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
});
afterAll(() => s.close());

const start = async (by: Client, mutation: string, input: object): Promise<string> =>
  (await by.act<{ id: string }>(mutation, { consultationId: round.consultationId, ...input }, 'LetterRun', 'id')).id;
const run = async (id: string, by = preparer): Promise<Run | null> =>
  (await by.ask<{ letterRun: Run | null }>(`query($id: ID!) { letterRun(id: $id) { ${FIELDS} } }`, { id })).letterRun;
const ended = async (by: Client, mutation: string, input: object): Promise<Run> => {
  const id = await start(by, mutation, input);
  await jobsDone(s);
  return (await run(id)) as Run;
};
const states = async (): Promise<string[]> => (await lettersOf(preparer, round)).map((l) => l.state);
const letterIds = async (): Promise<string[]> => (await lettersOf(preparer, round)).map((l) => l.id);

it('composes for everybody that reported, at as many statements for five comments as for one', async () => {
  const of = async (at: number): Promise<string[]> =>
    ownOf(
      await statementsOf(async () => {
        const done = await ended(preparer, 'startComposing', { contactPointIds: [pointOf(round, at).id] });
        expect(done).toMatchObject({ act: 'COMPOSE', total: 1, progress: { done: 1, left: 0 }, refused: [] });
      }),
    );
  const [five, one] = [await of(1), await of(0)];
  expect(oftenerIn(five, one)).toEqual([]);
  expect(one.length).toBeGreaterThan(10);
  const again = await ended(preparer, 'startComposing', {});
  expect(again).toMatchObject({ total: 2, progress: { done: 0, left: 2 } });
  expect(new Set(again.refused.map((r) => `${r.code} ${r.addressee}`))).toEqual(
    new Set([0, 1].map((at) => `ALREADY_EXISTS 云市${pointOf(round, at).name}基层立法联系点`)),
  );
});

it('accounts for each of those asked for, also for what is no letter', async () => {
  const [first, second] = await letterIds();
  const unknown = randomUUID();
  const done = await ended(preparer, 'startFinalising', { letterIds: [first, 'no id', first, unknown, second] });
  expect(done).toMatchObject({ act: 'FINALISE', total: 4, progress: { done: 2, left: 2 } });
  expect(done.refused.map((r) => [r.id, r.code])).toEqual([
    ['no id', 'NOT_FOUND'],
    [unknown, 'NOT_FOUND'],
  ]);
  expect(await states()).toEqual(['FINALISED', 'FINALISED']);
});

it('signs nothing in the name of an account that is held since, and says so of each', async () => {
  const id = (
    await s.db.asOwner<{ id: string }>(`select id from account where username = $1`, [s.home.username('SIGNER')])
  )[0]?.id as string;
  await s.db.asOwner(`insert into account_hold (id, account_id, at, resets) values ($1, $2, now(), '{}')`, [
    randomUUID(),
    id,
  ]);
  // begun before: what is asked now is refused at the door
  const begun = await s.running.app
    .get(LetterRuns)
    .start({ accountId: id, legislatureId: s.home.id } as Actor, 'SIGN', round.consultationId, await letterIds());
  await jobsDone(s);
  const done = await run((begun as { id: string }).id);
  expect(done).toMatchObject({ act: 'SIGN', total: 2, progress: { done: 0, left: 2 } });
  expect(done?.refused.map((r) => r.code)).toEqual(['ACCOUNT_HELD', 'ACCOUNT_HELD']);
  expect(await states()).toEqual(['FINALISED', 'FINALISED']);
  await s.db.asOwner('delete from account_hold');
});

it('one letter that fails by a fault of ours is said to have failed, stops no other and takes no number', async () => {
  const [first, second] = await letterIds();
  await s.db.asOwner(`create function break_one() returns trigger language plpgsql as $$ begin
    if new.state = 'SIGNED' and new.id = '${first}' then raise exception 'broken'; end if; return new; end $$`);
  await s.db.asOwner(
    'create trigger break_one before update on letter_status for each row execute function break_one()',
  );
  const done = await ended(signer, 'startSigning', { letterIds: [first, second] });
  expect(done).toMatchObject({ total: 2, progress: { done: 1, left: 1 } });
  expect(done.refused).toEqual([
    {
      id: first,
      code: 'LETTER_FAILED',
      addressee: expect.any(String) as string,
      message: expect.stringMatching(/^这一份没有办成/u) as string,
    },
  ]);
  await s.db.asOwner('drop trigger break_one on letter_status');
  expect(await ended(signer, 'startSigning', { letterIds: [first] })).toMatchObject({ progress: { done: 1, left: 0 } });
  const numbers = (await lettersOf(preparer, round)).map((l) => [l.id, l.documentNumber?.replace(/.*〕/u, '')]);
  expect(numbers).toEqual([
    [first, '2号'],
    [second, '1号'],
  ]);
});

it('signs in the name of whoever started it', async () => {
  const rows = await s.db.asOwner<{ same: boolean }>(
    `select l.signed_by = r.by_account and e.by_account = r.by_account as same from letter_run r
     join letter_run_item i on i.run_id = r.id join letter_status l on l.id = i.letter_id
     join letter_event e on e.letter_id = l.id and e.command = 'sign' where r.act = 'SIGN'`,
  );
  expect(rows).toEqual([{ same: true }, { same: true }]);
});

it('is signed for by nobody who may not sign', async () => {
  await expect(start(preparer, 'startSigning', { letterIds: [] })).rejects.toThrow('您没有办理这件事的权限。');
});

it('delivers at as many statements for five comments as for one', async () => {
  const letters = await lettersOf(preparer, round);
  const of = async (comments: number): Promise<string[]> =>
    ownOf(
      await statementsOf(async () => {
        const ids = letters.filter((l) => l.commentCount === comments).map((l) => l.id);
        expect(await ended(preparer, 'startDelivering', { letterIds: ids })).toMatchObject({ progress: { done: 1 } });
      }),
    );

  const [five, one] = [await of(5), await of(1)];
  expect(oftenerIn(five, one)).toEqual([]);
  expect(one.length).toBeGreaterThan(5);
  expect(await states()).toEqual(['DELIVERED', 'DELIVERED']);
});

it('is told to the office, and to nobody else', async () => {
  const last = 'query($c: ID!) { consultation(id: $c) { lastLetterRun { act total } } }';
  const ask = (by: Client): Promise<unknown> => by.ask(last, { c: round.consultationId });
  expect(await ask(preparer)).toEqual({ consultation: { lastLetterRun: { act: 'DELIVER', total: 1 } } });
  expect(await ask(pointOf(round).officer)).toEqual({ consultation: { lastLetterRun: null } });
});

const goOn = async (by: Client, runId: string): Promise<string> => {
  const asked = `mutation($i: ContinueLetterRunInput!) { r: continueLetterRun(input: $i) { __typename ... on Problem { code } } }`;
  const { r } = await by.ask<{ r: { __typename: string; code?: string } }>(asked, { i: { runId } });
  return r.code ?? r.__typename;
};
const standsStill = async (runId: string): Promise<boolean> =>
  (
    await preparer.ask<{ letterRun: { standsStill: boolean } }>(
      'query($id: ID!) { letterRun(id: $id) { standsStill } }',
      { id: runId },
    )
  ).letterRun.standsStill;
/** As a run whose job was lost, or failed as often as it may, leaves it */
const unsettle = (runId: string): Promise<unknown> =>
  s.db.asOwner(`update letter_run_item set settled_at = null, code = null, message = null where run_id = '${runId}'`);

it('that stands still says so, and is gone on with by whoever began it alone', async () => {
  const id = await start(preparer, 'startComposing', {});
  await jobsDone(s);
  expect(await standsStill(id)).toBe(false);
  expect(await goOn(preparer, id)).toBe('RUN_GOES_ON');

  await unsettle(id);
  expect(await standsStill(id)).toBe(true);
  expect(await goOn(signer, id)).toBe('NOT_YOUR_RUN');
  expect(await goOn(preparer, id)).toBe('LetterRun');
  await jobsDone(s);
  expect(await run(id)).toMatchObject({ total: 2, progress: { done: 0, left: 2 } });
  expect(await standsStill(id)).toBe(false);
});

it('whose job gave up is tried from the beginning, by the same job', async () => {
  await s.db.asOwner(`create function break_items() returns trigger language plpgsql as $$ begin
    raise exception using errcode = '57P01'; end $$`);
  await s.db.asOwner(
    'create trigger break_items before update on letter_run_item for each row execute function break_items()',
  );
  const id = await start(preparer, 'startComposing', {});
  const jobOf = `payload->>'runId' = '${id}'`;
  while (
    (await s.db.asOwner(`select 1 from graphile_worker._private_jobs where ${jobOf} and attempts > 0`)).length === 0
  )
    await new Promise((r) => setTimeout(r, 50));
  await s.db.asOwner(
    `update graphile_worker._private_jobs set attempts = max_attempts, locked_at = null, locked_by = null where ${jobOf}`,
  );
  expect(await standsStill(id)).toBe(true);
  await s.db.asOwner('drop trigger break_items on letter_run_item');

  expect(await goOn(preparer, id)).toBe('LetterRun');
  expect(await standsStill(id)).toBe(false);
  await jobsDone(s);
  expect(await run(id)).toMatchObject({ progress: { done: 0, left: 2 } });
});
