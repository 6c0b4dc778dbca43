/** Bodies that answer on paper: 无意见 with its scan, returns of departments, late ones and supplements. */
import type { Client } from '../support/client.js';
import { client, officer, openRound, pointOf, refusal, reportOne, type Round, today } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');
const scan = (by = preparer): Promise<string> => by.upload('无意见.pdf', PDF);
interface Task {
  id: string;
  state: string;
  answeredOn: string | null;
  answeredLate: boolean;
  scanFileId: string | null;
  supplementedOn: string | null;
}
const TASK = 'id state answeredOn answeredLate scanFileId supplementedOn';
const note = async (solicitationId: string, more: object = {}, by = preparer): Promise<Task> =>
  by.act<Task>(
    'noteNoOpinion',
    { solicitationId, receivedOn: today(-1), fileId: await scan(by), ...more },
    'Solicitation',
    TASK,
  );
const task = async (id: string): Promise<Task> =>
  (await preparer.ask<{ solicitation: Task }>(`query($id: ID!) { solicitation(id: $id) { ${TASK} } }`, { id }))
    .solicitation;
const register = (round: Round, given: object): Promise<{ sourceKind: string; contactPointId: string | null }> =>
  preparer.act(
    'registerComment',
    {
      consultationId: round.consultationId,
      receivedOn: today(),
      text: '建议明确期限',
      target: { kind: 'ARTICLE', provisionId: round.articles.get('第三条') },
      ...given,
    },
    'Comment',
    'sourceKind contactPointId',
  );
/** the body is one of another kind from now on */
const becomes = (id: string, kind: string): Promise<unknown> =>
  s.db.asOwner('update contact_point set kind = $2 where id = $1', [id, kind]);
const dueOn = (id: string, day: string): Promise<unknown> =>
  s.db.asOwner('update solicitation set due_on = $2 where id = $1', [id, day]);

describe('无意见 on paper', () => {
  it('answers the task on the day it came, with its scan for the body too', async () => {
    const round = await openRound(s);
    const red = pointOf(round);
    const noted = await note(red.task);
    expect(noted).toMatchObject({ state: 'NO_OPINION', answeredOn: today(-1), answeredLate: false });
    const read = async (point: string): Promise<number> =>
      (
        await s.send(`/files/${noted.scanFileId ?? ''}`, {
          headers: { authorization: `Bearer ${await s.home.officer(point)}` },
        })
      ).status;
    expect([await read(red.name), await read(pointOf(round, 1).name)]).toEqual([200, 404]);
    // a late comment follows it
    await reportOne(round, 0, '又想起一条');
    expect(await task(red.task)).toMatchObject({ state: 'REPORTED', answeredOn: today(-1), answeredLate: false });
  });

  it('that came after the due day is late, whenever it is noted', async () => {
    const round = await openRound(s);
    const [red, green] = [pointOf(round), pointOf(round, 1)];
    await dueOn(red.task, today(-2));
    await dueOn(green.task, today(-1));
    expect((await note(red.task)).answeredLate).toBe(true);
    expect((await note(green.task)).answeredLate).toBe(false);
  });

  it('is refused where it does not fit', async () => {
    const round = await openRound(s);
    const red = pointOf(round);
    expect(await refusal(note(red.task, { receivedOn: today(1) }))).toBe('INVALID_INPUT');
    expect(await refusal(note(red.task, { fileId: await scan(red.officer) }))).toBe('INVALID_INPUT');
    expect(await refusal(note(round.consultationId))).toBe('NOT_FOUND');
    expect(await refusal(note(red.task, {}, await client(s, 'PREPARER', s.neighbour)))).toBe('NOT_FOUND');
    expect(await refusal(note(red.task, {}, await officer(s, '红河居委会')))).toBe('FORBIDDEN');
    await note(red.task);
    expect(await refusal(note(red.task))).toBe('WRONG_STATE');
  });

  it('of two at once one is taken', async () => {
    const { task: id } = pointOf(await openRound(s));
    const files = [await scan(), await scan()];
    const two = await Promise.allSettled(files.map((fileId) => note(id, { fileId })));
    expect(two.map((t) => t.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a return on paper of a body of another kind', () => {
  it('answers its task as its source', async () => {
    const round = await openRound(s);
    const [red, green] = [pointOf(round), pointOf(round, 1)];
    await becomes(red.id, 'DEPARTMENT');
    await becomes(green.id, 'COUNTY_CONGRESS');
    expect(await register(round, { kind: 'DEPARTMENT', contactPointId: red.id })).toMatchObject({
      sourceKind: 'DEPARTMENT',
      contactPointId: red.id,
    });
    expect(await task(red.task)).toMatchObject({ state: 'REPORTED', answeredOn: today() });
    expect(await refusal(register(round, { kind: 'DEPARTMENT', contactPointId: green.id }))).toBe('INVALID_INPUT');
    expect(await refusal(register(round, { kind: 'CONTACT_POINT', contactPointId: green.id }))).toBe('INVALID_INPUT');
    expect(await refusal(register(round, { kind: 'DEPUTY', contactPointId: green.id }))).toBe('INVALID_INPUT');
    // what it reports itself has its source, too
    await reportOne(round, 1, '代表们说的');
    expect(
      await s.db.asOwner('select source_kind from comment where contact_point_id = $1 and consultation_id = $2', [
        green.id,
        round.consultationId,
      ]),
    ).toEqual([{ source_kind: 'COUNTY_CONGRESS' }]);
    await becomes(red.id, 'CONTACT_POINT');
    await becomes(green.id, 'CONTACT_POINT');
  });

  it('that comes on a later day is a supplement', async () => {
    const round = await openRound(s);
    const red = pointOf(round);
    await reportOne(round, 0, '第一条');
    await reportOne(round, 0, '同一天的');
    expect((await task(red.task)).supplementedOn).toBeNull();
    await s.db.asOwner(`update solicitation set answered_at = answered_at - interval '2 days' where id = $1`, [
      red.task,
    ]);
    expect(await task(red.task)).toMatchObject({ answeredOn: today(-2), supplementedOn: today() });
  });
});

it('tasks are found by the kind of their body and by its region', async () => {
  const round = await openRound(s);
  const [red, green] = [pointOf(round), pointOf(round, 1)];
  await becomes(green.id, 'DEPARTMENT');
  await s.db.asOwner(`update contact_point set region = '临江区' where id = $1`, [red.id]);
  const found = async (filter: object): Promise<string[]> =>
    (
      await preparer.ask<{ consultation: { solicitations: { id: string }[] } }>(
        'query($c: ID!, $f: SolicitationFilterInput!) { consultation(id: $c) { solicitations(filter: $f) { nodes { id } } } }',
        { c: round.consultationId, f: filter },
      )
    ).consultation.solicitations.map((t) => t.id);
  expect(await found({ kinds: ['DEPARTMENT'] })).toEqual([green.task]);
  expect(await found({ regions: ['临江区'] })).toEqual([red.task]);
  expect(await found({ regions: ['临江区'], kinds: ['DEPARTMENT'] })).toEqual([]);
  const { consultation } = await preparer.ask<{
    consultation: { solicitations: { facets: { name: string; values: { value: string; count: number }[] }[] } };
  }>(
    'query($c: ID!) { consultation(id: $c) { solicitations { totalCount facets { name values { value count } } } } }',
    { c: round.consultationId },
  );
  const kinds = consultation.solicitations.facets.find((f) => f.name === 'kinds');
  expect(kinds?.values.filter((v) => v.count > 0)).toEqual([
    { value: 'CONTACT_POINT', count: 1 },
    { value: 'DEPARTMENT', count: 1 },
  ]);
  await becomes(green.id, 'CONTACT_POINT');
});
