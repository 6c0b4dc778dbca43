/** 草稿: kept for whoever typed it, given to nobody else, in no ledger, gone when done or old. */
import { WorkingCopiesService } from '../../../src/platform/api/working-copies/working-copies.service.js';
import { Client } from '../../support/client.js';
import { client, officer, refusal, withRoles } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

const TARGET = 'c0ffee00-0000-4000-8000-000000000001';
let s: TestService;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

interface Copy {
  body: string | null;
  updatedAt: string | null;
}
const save = (by: Client, body: string, kind = 'handling', targetId = TARGET): Promise<Copy> =>
  by.act('saveWorkingCopy', { kind, targetId, body }, 'WorkingCopy', 'body updatedAt');
const find = async (by: Client, kind = 'handling', targetId = TARGET): Promise<Copy | null> =>
  (
    await by.ask<{ workingCopy: Copy | null }>(
      'query($k: String!, $t: ID!) { workingCopy(kind: $k, targetId: $t) { body updatedAt } }',
      { k: kind, t: targetId },
    )
  ).workingCopy;
const rows = (): Promise<{ body: string }[]> => s.db.asOwner('select body from working_copy order by updated_at');

it('is given back as it was typed last, and goes with an empty body', async () => {
  expect(await find(preparer)).toBeNull();
  await save(preparer, '{"words":"将十五日"}');
  const last = await save(preparer, '{"words":"将十五日改为三十日"}');
  expect(await find(preparer)).toEqual({ body: last.body, updatedAt: last.updatedAt });
  expect(last.body).toBe('{"words":"将十五日改为三十日"}');
  expect(await rows()).toHaveLength(1);
  await save(preparer, '{"words":"别处"}', 'filing');
  expect(await save(preparer, '')).toMatchObject({ body: null, updatedAt: null });
  expect(await find(preparer)).toBeNull();
  expect((await find(preparer, 'filing'))?.body).toBe('{"words":"别处"}');
});

it('two who save at once leave one row', async () => {
  await Promise.all(Array.from({ length: 8 }, (_, n) => save(preparer, `{"n":${n}}`)));
  expect(await s.db.asOwner(`select 1 from working_copy where kind = 'handling'`)).toHaveLength(1);
});

it('is nobody else’s: not a colleague’s, not the neighbour’s, not an officer’s', async () => {
  await save(preparer, '{"words":"我的"}');
  const colleague = await withRoles(s, 'second-preparer', ['PREPARER']);
  const neighbour = await client(s, 'PREPARER', s.neighbour);
  for (const other of [colleague, neighbour, await officer(s)]) {
    expect(await find(other)).toBeNull();
    await save(other, '{"words":"别人的"}');
    await save(other, '');
  }
  expect((await find(preparer))?.body).toBe('{"words":"我的"}');
});

it('is JSON of at most 20,480 bytes under a plain name, and a refusal keeps what was there', async () => {
  await save(preparer, '{"words":"在"}');
  const of = (bytes: number): string => `"${'a'.repeat(bytes - 2)}"`;
  expect((await save(preparer, of(20_480), 'long')).body).toHaveLength(20_480);
  for (const [body, kind, target] of [
    [of(20_481)],
    ['"'.concat('字'.repeat(7000), '"')],
    ['{'],
    ['1', 'Handling'],
    ['1', ''],
    ['1', 'handling', 'x'],
  ] as const)
    expect(await refusal(save(preparer, body, kind ?? 'handling', target ?? TARGET))).toBe('INVALID_INPUT');
  expect((await find(preparer))?.body).toBe('{"words":"在"}');
  expect(await find(preparer, 'handling', 'x')).toBeNull();
});

it('is one of 500 of an account at most; what is there may still be written and deleted', async () => {
  const by = await withRoles(s, 'collector', ['PREPARER']);
  await s.db.asOwner(
    `insert into working_copy (id, legislature_id, account_id, kind, target_id, body, updated_at)
     select gen_random_uuid(), $1, (select id from account where username = 'collector'), 'many', gen_random_uuid(), '1', now() from generate_series(1, 499)`,
    [s.home.id],
  );
  const at = (n: number): string => `c0ffee00-0000-4000-8000-00000000000${n}`;
  const both = await Promise.allSettled([save(by, '1', 'handling', at(1)), save(by, '2', 'handling', at(2))]);
  expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
  const kept = both[0].status === 'fulfilled' ? at(1) : at(2);
  await expect(save(by, '3', 'handling', at(3))).rejects.toMatchObject({
    code: 'TOO_MANY_COPIES',
    message: '您没有办完的草稿已经有 500 份，这一份没有存到服务器：请先办完几件，或者清空用不着的。',
  });
  expect((await save(by, '4', 'handling', kept)).body).toBe('4');
  await save(by, '', 'handling', kept);
  expect((await save(by, '5', 'handling', at(3))).body).toBe('5');
  // a colleague has room of the own
  expect((await save(preparer, '6', 'handling', at(4))).body).toBe('6');
});

it('leaves no word in the ledger and waits for no seal', async () => {
  await save(preparer, '{"words":"不入台账的话"}');
  const [{ n } = { n: '' }] = await s.db.asOwner<{ n: string }>(
    `select count(*) as n from audit_record where coalesce(detail::text, '') like '%台账的话%' or (act = 'saveWorkingCopy' and outcome = 'DONE')`,
  );
  expect(n).toBe('0');
  expect(await s.db.asOwner(`select 1 from word_pending where source = 'working_copy'`)).toEqual([]);
});

it('is deleted when nobody touched it for 90 days', async () => {
  await save(preparer, '{"words":"旧"}', 'old');
  await save(preparer, '{"words":"新"}', 'new');
  const move = (kind: string, age: string): Promise<unknown> =>
    s.db.asOwner(`update working_copy set updated_at = now() - $2::interval where kind = $1`, [kind, age]);
  await move('old', '90 days 1 minute');
  await move('new', '89 days 23 hours');
  await s.running.app.get(WorkingCopiesService).deleteOld();
  expect(await find(preparer, 'old')).toBeNull();
  expect((await find(preparer, 'new'))?.body).toBe('{"words":"新"}');
});
