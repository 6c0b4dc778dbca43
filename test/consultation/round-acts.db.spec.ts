/** 暂停, 恢复, 更正, 取消: by whom, when, why; and what is taken meanwhile. */
import { SUBMIT_OPINION } from '../../src/demo/documents.js';
import { Client } from '../support/client.js';
import {
  client,
  enter,
  FIRST_TEXT,
  openRound,
  opinion,
  pointOf,
  publishDraft,
  refusal,
  type Round,
  today,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { ledgerFaults } from '../support/verified.js';

let s: TestService;
let preparer: Client;
let signer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer] = [await client(s, 'PREPARER'), await client(s, 'SIGNER')];
});
afterAll(() => s.close());

interface State {
  phase: string;
  version: number;
  title: string;
  opensOn: string;
  approvedByBody: string | null;
  changes: {
    command: string;
    reason: string;
    oldDay: string | null;
    newDay: string | null;
    corrected: { field: string; before: string | null; after: string | null }[];
  }[];
}
const STATE =
  'phase version title opensOn approvedByBody changes { command reason oldDay newDay corrected { field before after } }';
const stateOf = async (id: string, by = preparer): Promise<State> =>
  (await by.ask<{ consultation: State }>(`query($c: ID!) { consultation(id: $c) { ${STATE} } }`, { c: id }))
    .consultation;
const act = async (name: string, id: string, more: object = {}, by = preparer): Promise<State> => {
  const { version } = await stateOf(id);
  return by.act<State>(
    name,
    { consultationId: id, expectedVersion: version, reason: '防汛形势变化。', ...more },
    'Consultation',
    STATE,
  );
};
const speak = async (code: string, round: Round): Promise<{ __typename: string; code?: string; message?: string }> => {
  const { submitOpinion } = await new Client(s.url).ask<{
    submitOpinion: { __typename: string; code?: string; message?: string };
  }>(SUBMIT_OPINION, { input: { lawCode: code, opinion: opinion(round, '应当写得更清楚。', null) } });
  return submitOpinion;
};
const prepared = async (more: object = {}, draftId?: string): Promise<string> => {
  const regulation = draftId
    ? null
    : await preparer.act<{ id: string }>(
        'createRegulation',
        { title: `某某条例之${String(Math.random()).slice(2)}`, kind: 'REGULATION', making: 'ENACT' },
        'Regulation',
        'id',
      );
  const made = await preparer.act<{ id: string }>(
    'createConsultation',
    {
      draftId: draftId ?? (await publishDraft(s, regulation?.id ?? '', 'CONSULTATION_DRAFT', FIRST_TEXT)),
      title: '公开征求意见',
      opensOn: today(3),
      closesOn: today(40),
      ...more,
    },
    'Consultation',
    'id',
  );
  return made.id;
};
const issue = async (id: string): Promise<unknown> =>
  preparer.act(
    'issueConsultation',
    { consultationId: id, expectedVersion: (await stateOf(id)).version, contactPointIds: [] },
    'Consultation',
    'id',
  );

describe('暂停 and 恢复', () => {
  let round: Round;
  beforeAll(async () => {
    round = await openRound(s);
  });

  it('takes nothing from anybody, says why, and goes on', async () => {
    const [before] = await enter(round, 0, [opinion(round, '先前说的。')]);
    expect(before).toBeDefined();
    expect((await act('suspendConsultation', round.consultationId)).phase).toBe('SUSPENDED');
    expect(await speak(round.code, round)).toEqual({
      __typename: 'ConsultationSuspended',
      code: 'CONSULTATION_SUSPENDED',
      message:
        '征求意见暂停了，现在不能提意见。暂停的原因：防汛形势变化。您写的内容没有丢，可以复制下来，恢复以后再交。',
    });
    await expect(enter(round, 0, [opinion(round, '后来说的。')])).rejects.toThrow('现在是“已暂停”，不能录入意见');
    expect((await act('resumeConsultation', round.consultationId, { reason: '汛期已过' })).phase).toBe('OPEN');
    expect((await speak(round.code, round)).__typename).toBe('OpinionReceived');
    const { changes } = await stateOf(round.consultationId);
    expect(changes.map((c) => [c.command, c.reason])).toEqual([
      ['resume', '汛期已过'],
      ['suspend', '防汛形势变化。'],
    ]);
  });

  it('keeps the steps in a chain that verifies, and no words in chain or ledger', async () => {
    const events = await s.db.asOwner<{ sequence: number; command: string; state: string }>(
      'select sequence, command, state from consultation_event where consultation_id = $1 order by sequence',
      [round.consultationId],
    );
    expect(events.map((e) => `${e.sequence} ${e.command} ${e.state}`)).toEqual([
      '1 prepare PREPARED',
      '2 issue ISSUED',
      '3 suspend SUSPENDED',
      '4 resume ISSUED',
    ]);
    expect(await ledgerFaults(s)).toEqual([]);
    const words = await s.db.asOwner(
      `select 1 from audit_record where detail::text like '%防汛%' union all select 1 from consultation_event where detail::text like '%防汛%'`,
    );
    expect(words).toEqual([]);
    const acts = await s.db.asOwner<{ act: string }>(
      `select act from audit_record where object_id = $1 and act like '%Consultation' order by at`,
      [round.consultationId],
    );
    expect(acts.map((a) => a.act)).toEqual([
      'createConsultation',
      'issueConsultation',
      'suspendConsultation',
      'resumeConsultation',
    ]);
  });

  it('is refused stale, without a reason, in the wrong state, and to the neighbour', async () => {
    const id = round.consultationId;
    const input = { consultationId: id, expectedVersion: 1, reason: '试' };
    expect(await refusal(preparer.act('suspendConsultation', input, 'Consultation', 'id'))).toBe('STALE_VERSION');
    expect(await refusal(act('suspendConsultation', id, { reason: '  ' }))).toBe('INVALID_INPUT');
    expect(await refusal(act('suspendConsultation', id, { reason: '长'.repeat(501) }))).toBe('INVALID_INPUT');
    expect(await refusal(act('resumeConsultation', id))).toBe('WRONG_STATE');
    const stranger = await client(s, 'PREPARER', s.neighbour);
    for (const name of ['suspendConsultation', 'resumeConsultation', 'cancelConsultation', 'correctConsultation'])
      expect(await refusal(stranger.act(name, input, 'Consultation', 'id'))).toBe('NOT_FOUND');
    expect(await refusal(pointOf(round).officer.act('suspendConsultation', input, 'Consultation', 'id'))).toBe(
      'FORBIDDEN',
    );
  });

  it('goes through once where two officers act at once', async () => {
    const { version } = await stateOf(round.consultationId);
    const input = { consultationId: round.consultationId, expectedVersion: version, reason: '试' };
    const done = await Promise.allSettled([
      preparer.act('suspendConsultation', input, 'Consultation', 'id'),
      signer.act('suspendConsultation', input, 'Consultation', 'id'),
    ]);
    expect(done.map((d) => d.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(done.find((d) => d.status === 'rejected')).toMatchObject({ reason: { code: 'STALE_VERSION' } });
    await act('resumeConsultation', round.consultationId, {}, signer);
  });

  it('does not resume what is over: it is extended first', async () => {
    const other = await openRound(s);
    await act('suspendConsultation', other.consultationId);
    await s.db.asOwner('update consultation set opens_on = $2, closes_on = $3 where id = $1', [
      other.consultationId,
      today(-40),
      today(-1),
    ]);
    expect(await refusal(act('resumeConsultation', other.consultationId))).toBe('WINDOW_OVER');
    await preparer.act(
      'extendConsultation',
      {
        consultationId: other.consultationId,
        expectedVersion: (await stateOf(other.consultationId)).version,
        closesOn: today(10),
        reason: '补足时间',
      },
      'ConsultationExtended',
      'tasksMoved',
    );
    expect((await act('resumeConsultation', other.consultationId)).phase).toBe('OPEN');
  });
});

describe('取消', () => {
  it.each(['PREPARED', 'ISSUED', 'SUSPENDED'])('%s ends for good, with the reason', async (state) => {
    const id = await prepared({ opensOn: today() });
    if (state !== 'PREPARED') await issue(id);
    if (state === 'SUSPENDED') await act('suspendConsultation', id);
    expect((await act('cancelConsultation', id, { reason: '不再制定' }, signer)).phase).toBe('CANCELLED');
    expect((await stateOf(id)).changes[0]).toMatchObject({ command: 'cancel', reason: '不再制定' });
    for (const name of ['suspendConsultation', 'resumeConsultation', 'cancelConsultation'])
      expect(await refusal(act(name, id))).toBe('WRONG_STATE');
  });

  it('tells whoever speaks, even by a form that was opened in time; what was said stays', async () => {
    const round = await openRound(s);
    await enter(round, 0, [opinion(round, '先前说的。')]);
    await act('cancelConsultation', round.consultationId, { reason: '法规项目终止' });
    const told = await speak(round.code, round);
    expect(told).toMatchObject({ __typename: 'ConsultationCancelled', code: 'CONSULTATION_CANCELLED' });
    expect(told.message).toContain('取消的原因：法规项目终止。');
    const [kept] = await s.db.asOwner<{ n: string }>('select count(*) as n from opinion where consultation_id = $1', [
      round.consultationId,
    ]);
    expect(kept?.n).toBe('1');
  });
});

describe('更正', () => {
  it('changes what is named, and shows what stood there', async () => {
    const id = await prepared({ approvedByBody: '主任会议', approvedOn: today(-3) });
    const done = await act('correctConsultation', id, { title: '更正后的标题', opensOn: today(1) });
    expect(done).toMatchObject({ title: '更正后的标题', opensOn: today(1), approvedByBody: '主任会议' });
    expect(done.changes).toEqual([
      {
        command: 'correct',
        reason: '防汛形势变化。',
        oldDay: today(3),
        newDay: today(1),
        corrected: [
          { field: 'title', before: '公开征求意见', after: '更正后的标题' },
          { field: 'opensOn', before: today(3), after: today(1) },
        ],
      },
    ]);
  });

  it.each([
    [{}, 'INVALID_INPUT'],
    [{ title: '公开征求意见' }, 'INVALID_INPUT'],
    [{ approvedOn: today(1) }, 'INVALID_INPUT'],
    [{ opensOn: today(41) }, 'INVALID_INPUT'],
  ])('%j is refused: %s', async (more, code) => {
    expect(await refusal(act('correctConsultation', await prepared(), more))).toBe(code);
  });

  it('may make it shorter than the minimum; a first day that has come stays', async () => {
    const id = await prepared();
    expect((await act('correctConsultation', id, { opensOn: today(12) })).opensOn).toBe(today(12));
    const open = await openRound(s);
    expect(await refusal(act('correctConsultation', open.consultationId, { opensOn: today(1) }))).toBe('INVALID_INPUT');
    expect((await act('correctConsultation', open.consultationId, { title: '另一个标题' })).title).toBe('另一个标题');
  });

  it('is not told on the way to a first day in the past, once it is out', async () => {
    const id = await prepared();
    await issue(id);
    expect(await refusal(act('correctConsultation', id, { opensOn: today(-1) }))).toBe('INVALID_INPUT');
    expect((await act('correctConsultation', id, { opensOn: today() })).phase).toBe('OPEN');
  });
});

describe('a window', () => {
  it.each([
    [{ opensOn: today(-400), closesOn: today(-365) }, 'INVALID_INPUT'],
    [{ opensOn: today(-40), closesOn: today(-1) }, 'INVALID_INPUT'],
    [{ approvedOn: today(1) }, 'INVALID_INPUT'],
    [{ method: 'PROJECT_CALL' }, 'METHOD_WITHOUT_DRAFT'],
  ])('%j is refused at creation: %s', async (more, code) => {
    expect(await refusal(prepared(more))).toBe(code);
  });

  it('may end today, and is approved today', async () => {
    const id = await prepared({ opensOn: today(-29), closesOn: today(), approvedOn: today() });
    expect((await stateOf(id)).phase).toBe('PREPARED');
  });

  it('that went by meanwhile is not sent out; extended it is', async () => {
    const id = await prepared();
    await s.db.asOwner('update consultation set opens_on = $2, closes_on = $3 where id = $1', [
      id,
      today(-40),
      today(-1),
    ]);
    expect(await refusal(issue(id))).toBe('WINDOW_OVER');
    await preparer.act(
      'extendConsultation',
      { consultationId: id, expectedVersion: 1, closesOn: today(5), reason: '准备时间长了' },
      'ConsultationExtended',
      'tasksMoved',
    );
    await issue(id);
    expect((await stateOf(id)).phase).toBe('OPEN');
  });

  it.each([
    [today(-1), 'INVALID_INPUT'],
    [today(2), 'INVALID_INPUT'],
  ])('with a due day on %s, over or before it begins, is not sent out', async (dueOn, code) => {
    const id = await prepared();
    const input = { consultationId: id, expectedVersion: 1, contactPointIds: [], dueOn };
    expect(await refusal(preparer.act('issueConsultation', input, 'Consultation', 'id'))).toBe(code);
    expect((await stateOf(id)).phase).toBe('PREPARED');
  });
});

describe('a second public round of one draft', () => {
  it('is refused while the first asks, with its title and last day; a letter beside it is not', async () => {
    const round = await openRound(s);
    const again = (more: object = {}): Promise<string> => prepared(more, round.draftId);
    await expect(again()).rejects.toThrow(`“公开征求意见”，到 ${today(30)} 截止`);
    expect(await refusal(again())).toBe('ROUND_OPEN');
    await again({ method: 'SOLICITATION_LETTER' });
    await act('suspendConsultation', round.consultationId);
    expect(await refusal(again())).toBe('ROUND_OPEN');
    await act('cancelConsultation', round.consultationId);
    await issue(await again());
  });

  it('is refused when it is sent out, where both were prepared before', async () => {
    const first = await prepared();
    const [row] = await s.db.asOwner<{ draft_id: string }>('select draft_id from consultation where id = $1', [first]);
    const second = await prepared({}, row?.draft_id ?? '');
    await issue(first);
    expect(await refusal(issue(second))).toBe('ROUND_OPEN');
    expect((await stateOf(second)).phase).toBe('PREPARED');
  });

  it('goes out once where two are sent at once', async () => {
    const first = await prepared();
    const [row] = await s.db.asOwner<{ draft_id: string }>('select draft_id from consultation where id = $1', [first]);
    const second = await prepared({}, row?.draft_id ?? '');
    const done = await Promise.allSettled([issue(first), issue(second)]);
    expect(done.map((d) => d.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(done.find((d) => d.status === 'rejected')).toMatchObject({ reason: { code: 'ROUND_OPEN' } });
  });

  it('does not come about by extending or resuming one that was over', async () => {
    const first = await prepared();
    await issue(first);
    const [row] = await s.db.asOwner<{ draft_id: string }>('select draft_id from consultation where id = $1', [first]);
    await s.db.asOwner('update consultation set opens_on = $2, closes_on = $3 where id = $1', [
      first,
      today(-40),
      today(-1),
    ]);
    await issue(await prepared({}, row?.draft_id ?? ''));
    const extended = preparer.act(
      'extendConsultation',
      {
        consultationId: first,
        expectedVersion: (await stateOf(first)).version,
        closesOn: today(20),
        reason: '再征求一段时间',
      },
      'ConsultationExtended',
      'tasksMoved',
    );
    expect(await refusal(extended)).toBe('ROUND_OPEN');
  });
});

it('so many acts that no further one can be shown are refused, but cancelling', async () => {
  const round = await openRound(s);
  const id = round.consultationId;
  await act('suspendConsultation', id);
  await s.db.asOwner(
    `insert into consultation_change (id, legislature_id, consultation_id, command, reason, by_account, at)
     select gen_random_uuid(), legislature_id, consultation_id, 'suspend', '试', by_account, at from consultation_change, generate_series(1, 198) where consultation_id = $1`,
    [id],
  );
  expect(await refusal(act('resumeConsultation', id))).toBe('TOO_MANY_CHANGES');
  await act('cancelConsultation', id);
  expect((await stateOf(id)).changes).toHaveLength(200);
});
