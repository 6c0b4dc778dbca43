/** 延长: the last day of a round, and the due days of the bodies asked. */
import type { Client } from '../support/client.js';
import { client, enter, openRound, opinion, pointOf, refusal, type Round, today } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { ledgerFaults } from '../support/verified.js';

let s: TestService;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

const NOBODY = '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11';

interface State {
  closesOn: string;
  phase: string;
  version: number;
  changes: { command: string; reason: string; oldDay: string; newDay: string }[];
  solicitations: {
    id: string;
    dueOn: string;
    dueDayChange: { oldDay: string; newDay: string; reason: string } | null;
  }[];
}
const stateOf = async (round: Round, by = preparer): Promise<State> =>
  (
    await by.ask<{ consultation: State }>(
      'query($c: ID!) { consultation(id: $c) { closesOn phase version changes { command reason oldDay newDay } solicitations { nodes { id dueOn dueDayChange { oldDay newDay reason } } } } }',
      { c: round.consultationId },
    )
  ).consultation;
const extend = async (
  round: Round,
  closesOn: string,
  more: object = {},
): Promise<{ consultation: { closesOn: string }; tasksMoved: number; tasksKept: number }> =>
  preparer.act(
    'extendConsultation',
    {
      consultationId: round.consultationId,
      expectedVersion: (await stateOf(round)).version,
      closesOn,
      reason: '来信较多',
      ...more,
    },
    'ConsultationExtended',
    'consultation { closesOn } tasksMoved tasksKept',
  );
const dueOf = async (round: Round, at: number): Promise<string | undefined> =>
  (await stateOf(round)).solicitations.find((t) => t.id === pointOf(round, at).task)?.dueOn;
const extendDue = (
  solicitationIds: readonly string[],
  dueOn: string,
  by = preparer,
): Promise<{ done: string[]; refused: { id: string; code: string; message: string }[] }> =>
  by.act(
    'extendDueDays',
    { solicitationIds, dueOn, reason: '下村走访需要时间' },
    'BulkDone',
    'done refused { id code message }',
  );

describe('延长征求意见', () => {
  it('moves the last day and the due days that were the old one; answered tasks and other days stay', async () => {
    const round = await openRound(s, ['红河居委会', '青山社区', '城北村委会']);
    const [answered, , other] = round.points;
    await answered?.officer.act('sayNoOpinion', { solicitationId: answered.task }, 'Solicitation', 'id');
    await extendDue([other?.task ?? ''], today(35));
    expect(await extend(round, today(45))).toMatchObject({
      consultation: { closesOn: today(45) },
      tasksMoved: 1,
      tasksKept: 2,
    });
    expect([await dueOf(round, 0), await dueOf(round, 1), await dueOf(round, 2)]).toEqual([
      today(30),
      today(45),
      today(35),
    ]);
    const { changes, solicitations } = await stateOf(round);
    expect(changes).toEqual([{ command: 'extend', reason: '来信较多', oldDay: today(30), newDay: today(45) }]);
    expect(solicitations.find((t) => t.dueOn === today(45))?.dueDayChange).toEqual({
      oldDay: today(30),
      newDay: today(45),
      reason: '来信较多',
    });
    expect(await ledgerFaults(s)).toEqual([]);
  });

  it('moves them to the due day that is given', async () => {
    const round = await openRound(s);
    expect(await extend(round, today(45), { dueOn: today(50) })).toMatchObject({ tasksMoved: 2, tasksKept: 0 });
    expect(await dueOf(round, 0)).toBe(today(50));
  });

  it('opens a round again whose last day is over, and what is said then is taken', async () => {
    const round = await openRound(s);
    await s.db.asOwner('update consultation set opens_on = $2, closes_on = $3 where id = $1', [
      round.consultationId,
      today(-40),
      today(-1),
    ]);
    await expect(enter(round, 0, [opinion(round, '来晚了的话。')])).rejects.toThrow('截止');
    await extend(round, today());
    await enter(round, 0, [opinion(round, '来晚了的话。')]);
    expect((await stateOf(round)).phase).toBe('OPEN');
  });

  it.each([
    [{ closesOn: today(30) }, 'INVALID_INPUT'],
    [{ closesOn: today(29) }, 'INVALID_INPUT'],
    [{ closesOn: '2026-02-30' }, 'INVALID_INPUT'],
    [{ closesOn: today(45), dueOn: today(30) }, 'INVALID_INPUT'],
    [{ closesOn: today(45), reason: '' }, 'INVALID_INPUT'],
    [{ closesOn: today(45), expectedVersion: 1 }, 'STALE_VERSION'],
  ])('%j is refused: %s', async (more, code) => {
    const round = await openRound(s);
    expect(await refusal(extend(round, today(45), more))).toBe(code);
    expect(await stateOf(round)).toMatchObject({ closesOn: today(30), changes: [] });
    expect(await dueOf(round, 0)).toBe(today(30));
  });

  it('is not moved to a day that is over, however late the old one was', async () => {
    const round = await openRound(s);
    await s.db.asOwner('update consultation set opens_on = $2, closes_on = $3 where id = $1', [
      round.consultationId,
      today(-40),
      today(-9),
    ]);
    expect(await refusal(extend(round, today(-2)))).toBe('INVALID_INPUT');
  });

  it('is for the office alone, and never for the neighbour', async () => {
    const round = await openRound(s);
    const input = {
      consultationId: round.consultationId,
      expectedVersion: (await stateOf(round)).version,
      closesOn: today(45),
      reason: '试',
    };
    const by = (who: Client): Promise<unknown> =>
      who.act('extendConsultation', input, 'ConsultationExtended', 'tasksMoved');
    expect(await refusal(by(await client(s, 'PREPARER', s.neighbour)))).toBe('NOT_FOUND');
    expect(await refusal(by(pointOf(round).officer))).toBe('FORBIDDEN');
    const done = await Promise.allSettled([by(preparer), by(preparer)]);
    expect(done.map((d) => d.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(done.find((d) => d.status === 'rejected')).toMatchObject({ reason: { code: 'STALE_VERSION' } });
  });
});

describe('延长反馈期限', () => {
  it('answers for each of several tasks', async () => {
    const [round, gone] = [await openRound(s), await openRound(s)];
    const [first, second] = round.points;
    await second?.officer.act('sayNoOpinion', { solicitationId: second.task }, 'Solicitation', 'id');
    await preparer.act(
      'cancelConsultation',
      { consultationId: gone.consultationId, expectedVersion: (await stateOf(gone)).version, reason: '试' },
      'Consultation',
      'id',
    );
    const told = await extendDue([first?.task ?? '', second?.task ?? '', pointOf(gone).task, NOBODY], today(40));
    expect(told.done).toEqual([first?.task]);
    expect(told.refused.map((r) => [r.id, r.code])).toEqual([
      [second?.task, 'WRONG_STATE'],
      [pointOf(gone).task, 'WRONG_STATE'],
      [NOBODY, 'NOT_FOUND'],
    ]);
    expect(told.refused[1]?.message).toBe('这次征求意见现在是“已取消”，不能延长反馈期限。');
    expect(await dueOf(round, 0)).toBe(today(40));
    const earlier = await extendDue([first?.task ?? ''], today(40));
    expect(earlier).toMatchObject({ done: [], refused: [{ code: 'INVALID_INPUT' }] });
    expect(earlier.refused[0]?.message).toContain(`这项任务的反馈期限是 ${today(40)}，只能往后延`);
  });

  it('is refused whole for a day that is over, for none, and for one named twice', async () => {
    const { task } = pointOf(await openRound(s));
    expect(await refusal(extendDue([task], today(-1)))).toBe('INVALID_INPUT');
    expect(await refusal(extendDue([], today(40)))).toBe('INVALID_INPUT');
    expect(await refusal(extendDue([task, task], today(40)))).toBe('INVALID_INPUT');
  });

  it('of another legislature is not found, and does not move', async () => {
    const round = await openRound(s);
    const told = await extendDue([pointOf(round).task], today(40), await client(s, 'PREPARER', s.neighbour));
    expect(told).toMatchObject({ done: [], refused: [{ code: 'NOT_FOUND' }] });
    expect(await dueOf(round, 0)).toBe(today(30));
  });
});

it('a first day is not moved behind a due day', async () => {
  const round = await openRound(s);
  await s.db.asOwner('update consultation set opens_on = $2 where id = $1', [round.consultationId, today(2)]);
  await s.db.asOwner('update solicitation set due_on = $2 where consultation_id = $1', [
    round.consultationId,
    today(4),
  ]);
  const correct = async (opensOn: string): Promise<unknown> =>
    preparer.act(
      'correctConsultation',
      {
        consultationId: round.consultationId,
        expectedVersion: (await stateOf(round)).version,
        opensOn,
        shortReason: '试',
        reason: '试',
      },
      'Consultation',
      'id',
    );
  expect(await refusal(correct(today(5)))).toBe('INVALID_INPUT');
  await correct(today(4));
});
