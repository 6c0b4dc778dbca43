/** 转发: a county congress passes a round on to those below it, urges them, is named on their papers; and who was asked. */
import type { Client } from '../support/client.js';
import { client, officer, openRound, pointOf, refusal, type Round, today } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let admin: Client;
let round: Round;
let congress: Client;
let below: string[];
let task: string;

const CONGRESS = '河西区人大';
const NOBODY = '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11';
interface Done {
  done: string[];
  refused: { id: string; code: string; message: string }[];
}
const pass = (contactPointIds: readonly string[], by = congress, more: object = {}): Promise<Done> =>
  by.act(
    'passOnSolicitation',
    { solicitationId: task, contactPointIds, ...more },
    'BulkDone',
    'done refused { id code message }',
  );
const point = async (name: string, parentId: string | null): Promise<string> =>
  (
    await admin.act<{ id: string }>(
      'createContactPoint',
      { name: `${name}基层立法联系点`, shortName: name, level: 'COUNTY', parentId },
      'ContactPoint',
      'id',
    )
  ).id;
interface Task {
  id: string;
  contactPointId: string;
  dueOn: string;
  state: string;
  passedOnBy: { shortName: string } | null;
  copied: string[];
  passedOnWords: { words: string } | null;
  lawCode: { contactPointId: string | null } | null;
}
const tasks = async (by: Client): Promise<Task[]> =>
  (
    await by.ask<{ consultation: { solicitations: Task[] } }>(
      'query($c: ID!) { consultation(id: $c) { solicitations(first: 200) { nodes { id contactPointId dueOn state copied passedOnWords { words } passedOnBy { shortName } lawCode { contactPointId } } } } }',
      { c: round.consultationId },
    )
  ).consultation.solicitations;

beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  admin = await client(s, 'ADMINISTRATOR');
  const id = await s.home.contactPoint(CONGRESS);
  await s.db.asOwner(`update contact_point set kind = 'COUNTY_CONGRESS' where id = $1`, [id]);
  const street = await point('沿河街道', id);
  below = [street, await point('沿河一社区', street), await point('沿山街道', id), await point('沿湖街道', id)];
  round = await openRound(s, [CONGRESS, '红河居委会']);
  congress = pointOf(round).officer;
  task = pointOf(round).task;
});
afterAll(() => s.close());

it('accounts for each of N, and makes tasks in the same round that say who passed them on', async () => {
  const beside = pointOf(round, 1).id;
  const [street, lane] = below as [string, string, string, string];
  const done = await pass([street, lane, beside, NOBODY]);
  expect(done.done).toEqual([street, lane]);
  expect(done.refused).toEqual([
    { id: beside, code: 'NOT_BELOW', message: '“云市红河居委会基层立法联系点”不在本单位下面，不能转发给它。' },
    { id: NOBODY, code: 'NOT_BELOW', message: '“这个联系点”不在本单位下面，不能转发给它。' },
  ]);
  expect((await pass([street])).refused.map((r) => r.code)).toEqual(['ALREADY_ASKED']);
  const mine = (await tasks(congress)).filter((t) => t.contactPointId !== pointOf(round).id);
  expect(mine).toEqual([
    {
      id: expect.any(String) as string,
      contactPointId: expect.any(String) as string,
      dueOn: today(30),
      state: 'ISSUED',
      passedOnBy: { shortName: CONGRESS },
      copied: [`云市${CONGRESS}基层立法联系点`],
      passedOnWords: null,
      lawCode: { contactPointId: expect.any(String) as string },
    },
    expect.objectContaining({ passedOnBy: { shortName: CONGRESS } }),
  ]);
  expect(new Set(mine.map((t) => t.contactPointId))).toEqual(new Set([street, lane]));
  for (const t of mine) expect(t.lawCode?.contactPointId).toBe(t.contactPointId);
  const office = await tasks(await client(s, 'PREPARER'));
  expect(office).toHaveLength(4);
  expect(office.find((t) => t.contactPointId === beside)).toMatchObject({ passedOnBy: null, copied: [] });
});

it('has a due day not later than its own', async () => {
  const [, , hill] = below as [string, string, string, string];
  expect(await refusal(pass([hill], congress, { dueOn: today(31) }))).toBe('INVALID_INPUT');
  expect(await refusal(pass([hill], congress, { dueOn: today(-1) }))).toBe('INVALID_INPUT');
  expect(await refusal(pass([hill], congress, { words: '请'.repeat(501) }))).toBe('INVALID_INPUT');
  const given = { dueOn: today(10), words: '　请抓紧听取意见。 ' };
  expect((await pass([hill], congress, given)).done).toEqual([hill]);
  const made = (await tasks(congress)).find((t) => t.contactPointId === hill);
  expect(made).toMatchObject({ dueOn: today(10), passedOnWords: { words: '请抓紧听取意见。' } });
  // words of 转发 are no 催办: it is urged on the same day all the same
  const urging = { solicitationIds: [made?.id], words: '请报送。' };
  expect(await congress.act('urgePassedOn', urging, 'BulkDone', 'done')).toMatchObject({ done: [made?.id] });
});

it('is for a county congress and its own round; no neighbour, no other body', async () => {
  const [, , , lake] = below as [string, string, string, string];
  const other = pointOf(round, 1);
  expect(await refusal(pass([lake], other.officer))).toBe('NOT_FOUND');
  expect(
    await refusal(
      other.officer.act(
        'passOnSolicitation',
        { solicitationId: other.task, contactPointIds: [lake] },
        'BulkDone',
        'done',
      ),
    ),
  ).toBe('NOT_A_CONGRESS');
  expect(await refusal(pass([lake], await officer(s, '乙区人大', s.neighbour)))).toBe('NOT_FOUND');
  expect(await refusal(pass([lake], await client(s, 'PREPARER')))).toBe('FORBIDDEN');
  const foreign = await s.neighbour.contactPoint('乙居委会');
  expect((await pass([foreign])).refused.map((r) => [r.code, r.message])).toEqual([
    ['NOT_BELOW', '“这个联系点”不在本单位下面，不能转发给它。'],
  ]);
});

it('two at once ask each body once', async () => {
  const [, , , lake] = below as [string, string, string, string];
  const done = await Promise.all([pass([lake]), pass([lake])]);
  expect(done.flatMap((d) => d.done)).toEqual([lake]);
  expect(done.flatMap((d) => d.refused.map((r) => r.code))).toEqual(['ALREADY_ASKED']);
});

it('urges those it was passed on to, once a day, and no others', async () => {
  const all = await tasks(await client(s, 'PREPARER'));
  const [first] = all.filter((t) => t.passedOnBy !== null).map((t) => t.id);
  const direct = pointOf(round, 1).task;
  const urge = (ids: readonly string[], by = congress): Promise<Done> =>
    by.act('urgePassedOn', { solicitationIds: ids, words: '请抓紧报送。' }, 'BulkDone', 'done refused { id code }');
  const done = await urge([first ?? '', direct, task]);
  expect(done.done).toEqual([first]);
  expect(done.refused.map((r) => r.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  expect((await urge([first ?? ''])).refused.map((r) => r.code)).toEqual(['URGED_TODAY']);
  expect((await urge([first ?? ''], pointOf(round, 1).officer)).refused.map((r) => r.code)).toEqual(['NOT_FOUND']);
});

it('how often each was asked this year, and how often it answered', async () => {
  const [street] = below as [string, string, string, string];
  const read = async (by: Client): Promise<Record<string, [number | null, number | null]>> => {
    const { contactPoints } = await by.ask<{
      contactPoints: { id: string; askedThisYear: number | null; answeredThisYear: number | null }[];
    }>('{ contactPoints(first: 200) { nodes { id askedThisYear answeredThisYear } } }');
    return Object.fromEntries(contactPoints.map((p) => [p.id, [p.askedThisYear, p.answeredThisYear]]));
  };
  const [own, beside] = [pointOf(round).id, pointOf(round, 1)];
  await beside.officer.act('sayNoOpinion', { solicitationId: beside.task }, 'Solicitation', 'id');
  await openRound(s, ['红河居委会']);
  await s.db.asOwner(`update solicitation set issued_at = issued_at - interval '1 year' where contact_point_id = $1`, [
    street,
  ]);
  const all = await read(admin);
  expect([all[own], all[beside.id], all[street]]).toEqual([
    [1, 0],
    [2, 1],
    [0, 0],
  ]);
  const seen = await read(beside.officer);
  expect(seen).toEqual({ [beside.id]: [2, 1] });
});

it('why a body had no opinion the last time is told to the office, which asks it next', async () => {
  const beside = pointOf(round, 1);
  interface Last {
    noOpinionReason: string;
    answeredOn: string;
    consultation: { regulation: { title: string } };
  }
  const last = async (by: Client): Promise<Last | null | undefined> =>
    (
      await by.ask<{ contactPoints: { id: string; lastNoOpinion: Last | null }[] }>(
        '{ contactPoints(first: 200) { nodes { id lastNoOpinion { noOpinionReason answeredOn consultation { regulation { title } } } } } }',
      )
    ).contactPoints.find((p) => p.id === beside.id)?.lastNoOpinion;
  // it said 无意见 and no reason
  expect(await last(admin)).toBeNull();
  const next = await openRound(s, ['红河居委会']);
  const [point] = next.points;
  const answer = { solicitationId: point?.task, reason: 'NOT_OUR_FIELD' };
  await point?.officer.act('sayNoOpinion', answer, 'Solicitation', 'noOpinionReason');
  expect(await last(admin)).toEqual({
    noOpinionReason: 'NOT_OUR_FIELD',
    answeredOn: today(),
    consultation: { regulation: { title: expect.any(String) as string } },
  });
  expect(await last(beside.officer)).toBeNull();
  // the last answer counts
  const after = await openRound(s, ['红河居委会']);
  await after.points[0]?.officer.act('sayNoOpinion', { solicitationId: after.points[0].task }, 'Solicitation', 'id');
  expect(await last(admin)).toBeNull();
});
