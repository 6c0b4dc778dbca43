/** 基层立法联系点: an officer sees the own unit and below, the office what it engaged, nobody a neighbour's. */
import type { Client } from '../support/client.js';
import { client, enter, officer, openRound, opinion, pointOf, refusal, today } from '../support/round.js';
import { withClient } from '../support/server.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';

let s: TestService;
let admin: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  admin = await client(s, 'ADMINISTRATOR');
});
afterAll(() => s.close());

type Point = { id: string; name: string; parentId: string | null };
let made = 0;
const create = (more: object = {}): Promise<Point> =>
  admin.act(
    'createContactPoint',
    { name: `东街${++made}社区基层立法联系点`, shortName: '东街', level: 'MUNICIPAL', ...more },
    'ContactPoint',
    'id name parentId',
  );
const seen = async (by: Client): Promise<string[]> =>
  (await by.ask<{ contactPoints: Point[] }>('query { contactPoints { nodes { id } } }')).contactPoints.map((p) => p.id);
const officerAt = async (unitId: string, username: string): Promise<Client> => {
  const made = await admin.act<{ activationPassword: string }>(
    'createAccount',
    { username, displayName: username, grants: [{ role: 'LIAISON_OFFICER', unitId }] },
    'AccountCreated',
    'activationPassword',
  );
  return (await client(s, 'ADMINISTRATOR')).signIn(username, made.activationPassword).then(async (c) => {
    await c.changePassword('a-long-password-of-tests');
    return c;
  });
};

it('is made and engaged in one act, seen by the office and not by the neighbour', async () => {
  const { id } = await create();
  expect(await seen(admin)).toContain(id);
  expect(await seen(await client(s, 'ADMINISTRATOR', s.neighbour))).not.toContain(id);
  expect(await s.db.asOwner('select until from engagement where contact_point_id = $1', [id])).toEqual([
    { until: null },
  ]);
});

it('an officer sees the own unit and all below, not above and not beside', async () => {
  const street = await create({ name: '河西街道基层立法联系点' });
  const lane = await create({ name: '里弄信息采集点', parentId: street.id });
  const yard = await create({ name: '院落信息采集点', parentId: lane.id });
  const beside = await create({ name: '河东街道基层立法联系点' });
  expect((await seen(await officerAt(lane.id, 'lane-officer'))).sort()).toEqual([lane.id, yard.id].sort());
  expect((await seen(await officerAt(street.id, 'street-officer'))).sort()).toEqual(
    [street.id, lane.id, yard.id].sort(),
  );
  expect(await seen(await officerAt(beside.id, 'beside-officer'))).toEqual([beside.id]);
});

it.each([
  [{ name: '一' }],
  [{ shortName: '' }],
  [{ fields: [''] }],
  [{ since: '2026-13-01' }],
  [{ parentId: 'no id' }],
])('%j is refused by field', async (more) => {
  expect(await refusal(create(more))).toBe('INVALID_INPUT');
});

it("a neighbour's contact point is no parent here, and none to enter opinions for", async () => {
  const foreign = await s.neighbour.contactPoint('乙居委会');
  expect(await refusal(create({ parentId: foreign }))).toBe('INVALID_INPUT');
  const round = await openRound(s);
  const preparer = await client(s, 'PREPARER');
  const enterFor = (contactPointId: string): Promise<unknown> =>
    preparer.act(
      'enterOpinions',
      { consultationId: round.consultationId, contactPointId, opinions: [opinion(round, '替人代录')] },
      'OpinionsEntered',
      'lines { opinionId }',
    );
  for (const id of [foreign, '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11', 'no id'])
    expect(await refusal(enterFor(id))).toBe('NOT_FOUND');
  expect(await s.db.asOwner('select 1 from opinion where contact_point_id = $1', [foreign])).toEqual([]);
  await enterFor(pointOf(round).id);
});

describe('a full name that is engaged here already', () => {
  const NAME = '桂花里社区基层立法联系点';
  const list = (): Promise<{ created: { row: number }[]; refused: { row: number; code: string }[] }> =>
    admin.act(
      'createContactPoints',
      { contactPoints: ['甲', '乙'].map((n) => ({ name: `${n}${NAME}`, shortName: n, level: 'MUNICIPAL' })) },
      'ContactPointsCreated',
      'created { row } refused { row code }',
    );
  const stored = (name: string): Promise<unknown[]> =>
    s.db.asOwner('select 1 from contact_point where name = $1', [name]);

  it('is made once where one is made after the other; the neighbour may engage its own under that name', async () => {
    await create({ name: NAME });
    await expect(create({ name: NAME })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
      message: `“${NAME}”已经有了，请换一个。`,
    });
    const stranger = await client(s, 'ADMINISTRATOR', s.neighbour);
    await stranger.act(
      'createContactPoint',
      { name: NAME, shortName: '桂花里', level: 'COUNTY' },
      'ContactPoint',
      'id',
    );
    expect(await stored(NAME)).toHaveLength(2);
  });

  it('may be made again once its engagement is over', async () => {
    const { id, name } = await create();
    await s.db.asOwner('update engagement set until = $2 where contact_point_id = $1', [id, today(-1)]);
    expect((await create({ name })).id).not.toBe(id);
  });

  it('is made once where two make it at once, one by one and of a list', async () => {
    const waits = `select count(*) as n from pg_locks l join pg_stat_activity a on a.pid = l.pid where a.datname = current_database() and not l.granted`;
    for (const [acts, names] of [
      [
        [list, list],
        [`甲${NAME}`, `乙${NAME}`],
      ],
      [Array.from({ length: 2 }, () => () => create({ name: `丙${NAME}` })), [`丙${NAME}`]],
    ] as const)
      await withClient(s.db.owner, async (db) => {
        // nobody stores one while this is held, so that both have looked before either is done
        await db.query('begin');
        await db.query('lock table contact_point in share mode');
        const done = Promise.allSettled(acts.map((act) => act()));
        await until('both to meet', async () => (await s.db.asOwner<{ n: string }>(waits))[0]?.n === '2');
        await db.query('commit');
        await done;
        for (const name of names) expect([name, await stored(name)]).toEqual([name, [expect.anything()]]);
      });
  });
});

it('whose engagement has ended is not asked any more', async () => {
  const { id } = await create({ name: '将要撤销的联系点' });
  await s.db.asOwner('update engagement set until = $2 where contact_point_id = $1', [id, today(-1)]);
  expect(await seen(admin)).not.toContain(id);
});

it('twelve officers at once are all answered: an act holds one connection, never two', async () => {
  const round = await openRound(s, ['红河居委会']);
  const by = await officer(s, '红河居委会');
  const ids = await enter(
    round,
    0,
    Array.from({ length: 24 }, (_, i) => opinion(round, `意见${i}`)),
  );
  const made = await Promise.all(
    ids.map((id) =>
      by.act<{ id: string }>(
        'draftComment',
        { solicitationId: pointOf(round).task, opinionIds: [id] },
        'Comment',
        'id',
      ),
    ),
  );
  expect(new Set(made.map((c) => c.id)).size).toBe(24);
});
