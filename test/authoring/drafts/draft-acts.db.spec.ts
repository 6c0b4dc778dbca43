/** 弃用, 撤下, 恢复, 更正: the states a text goes through, what follows from them, and who may. */
import { Client } from '../../support/client.js';
import { SUBMIT_OPINION } from '../../../src/demo/documents.js';
import {
  client,
  commentOf,
  decide,
  enter,
  FIRST_TEXT,
  importDraft,
  jobsDone,
  NEXT_TEXT,
  officer,
  openRound,
  opinion,
  pointOf,
  publishDraft,
  refusal,
  reportOne,
  type Round,
  today,
} from '../../support/round.js';
import { withClient } from '../../support/server.js';
import { startTestService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';
import { ledgerFaults } from '../../support/verified.js';

let s: TestService;
let preparer: Client;
let signer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer] = [await client(s, 'PREPARER'), await client(s, 'SIGNER')];
});
afterAll(() => s.close());

interface State {
  state: string;
  version: number;
  takenDownReason: string | null;
  notices: { code: string; message: string }[];
  corrections: { provisionId: string; stands: string; shouldBe: string; reason: string; correctedOn: string }[];
  changes: { command: string; reason: string }[];
}
const STATE =
  'state version takenDownReason notices { nodes { code message } } corrections { provisionId stands shouldBe reason correctedOn } changes { command reason }';
const stateOf = async (id: string): Promise<State> =>
  (await preparer.ask<{ draft: State }>(`query($d: ID!) { draft(id: $d) { ${STATE} } }`, { d: id })).draft;
const act = async (name: string, draftId: string, more: object = {}, by = preparer): Promise<State> =>
  by.act<State>(name, { draftId, expectedVersion: (await stateOf(draftId)).version, ...more }, 'Draft', STATE);
const takeDown = (id: string, by = preparer): Promise<State> => act('takeDownDraft', id, { reason: '文字有误' }, by);
const restore = (id: string, by = preparer): Promise<State> => act('restoreDraft', id, { reason: '核对无误' }, by);
const regulation = async (title: string): Promise<string> =>
  (
    await preparer.act<{ id: string }>(
      'createRegulation',
      { title, kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    )
  ).id;
const speak = async (round: Round): Promise<{ __typename: string; code?: string; message?: string }> =>
  (
    await new Client(s.url).ask<{ submitOpinion: { __typename: string; code?: string; message?: string } }>(
      SUBMIT_OPINION,
      { input: { lawCode: round.code, opinion: opinion(round, '写得更清楚些。', null) } },
    )
  ).submitOpinion;

describe('弃用', () => {
  it('gives up a text that was never published, and makes room for another law in force', async () => {
    const id = await regulation('弃用条例');
    const wrong = await importDraft(s, id, 'IN_FORCE', FIRST_TEXT);
    expect(await refusal(importDraft(s, id, 'IN_FORCE', NEXT_TEXT))).toBe('INVALID_INPUT');
    expect((await act('dropDraft', wrong.id)).state).toBe('DROPPED');
    const right = await publishDraft(s, id, 'IN_FORCE', NEXT_TEXT);
    expect((await stateOf(right)).state).toBe('PUBLISHED');
    const rows = await s.db.asOwner<{ sequence: number; state: string }>(
      'select sequence, state from draft where regulation_id = $1 order by state',
      [id],
    );
    expect(rows).toEqual([
      { sequence: 0, state: 'DROPPED' },
      { sequence: 0, state: 'PUBLISHED' },
    ]);
  });

  it('ends all work on it, and is not for what was published', async () => {
    const id = await regulation('弃用条例之二');
    const draft = await importDraft(s, id, 'DRAFT', FIRST_TEXT);
    await preparer.act(
      'checkDraft',
      { draftId: draft.id, expectedVersion: draft.version, warningsRead: true },
      'Draft',
      'id',
    );
    await act('dropDraft', draft.id);
    expect(await refusal(act('checkDraft', draft.id, { warningsRead: true }))).toBe('WRONG_STATE');
    expect(await refusal(act('publishDraft', draft.id))).toBe('WRONG_STATE');
    expect(await refusal(act('dropDraft', draft.id))).toBe('WRONG_STATE');
    expect(await refusal(act('dropDraft', await publishDraft(s, id, 'DRAFT', FIRST_TEXT)))).toBe('WRONG_STATE');
    const sequences = await s.db.asOwner<{ sequence: number }>(
      'select sequence from draft where regulation_id = $1 order by sequence',
      [id],
    );
    expect(sequences.map((d) => d.sequence)).toEqual([1, 2]);
  });
});

describe('撤下 and 恢复', () => {
  it('takes a text out of sight and brings it back, each with its reason', async () => {
    const round = await openRound(s);
    expect(await takeDown(round.draftId)).toMatchObject({ state: 'TAKEN_DOWN', takenDownReason: '文字有误' });
    expect(await speak(round)).toEqual({
      __typename: 'DraftTakenDown',
      code: 'DRAFT_TAKEN_DOWN',
      message: '这一稿已经撤下，不能就它征求意见、提意见。撤下的原因：文字有误。',
    });
    await expect(enter(round, 0, [opinion(round, '代录的话。')])).rejects.toThrow('现在是“已撤下”，不能录入意见');
    expect(await restore(round.draftId, signer)).toMatchObject({ state: 'PUBLISHED', takenDownReason: null });
    expect((await speak(round)).__typename).toBe('OpinionReceived');
    expect((await stateOf(round.draftId)).changes).toEqual([
      { command: 'restore', reason: '核对无误' },
      { command: 'takeDown', reason: '文字有误' },
    ]);
    expect(await ledgerFaults(s)).toEqual([]);
  });

  it('is read by the office alone while it is down', async () => {
    const round = await openRound(s);
    const seen = async (by: Client): Promise<{ id: string } | null> =>
      (await by.ask<{ draft: { id: string } | null }>('query($d: ID!) { draft(id: $d) { id } }', { d: round.draftId }))
        .draft;
    expect(await seen(pointOf(round).officer)).toEqual({ id: round.draftId });
    await takeDown(round.draftId);
    expect(await seen(pointOf(round).officer)).toBeNull();
    expect(await seen(signer)).toEqual({ id: round.draftId });
  });

  it('waits for no opinion and lets none slip in: the one that came in between is told', async () => {
    const round = await openRound(s);
    await withClient(s.db.owner, async (office) => {
      await office.query('begin');
      await office.query(`update draft set state = 'TAKEN_DOWN', taken_down_reason = '文字有误' where id = $1`, [
        round.draftId,
      ]);
      const speaking = speak(round);
      await until('the voice waits for the row', async () => {
        const waiting = await office.query(
          'select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))',
        );
        return waiting.rows.length > 0;
      });
      await office.query('commit');
      expect((await speaking).code).toBe('DRAFT_TAKEN_DOWN');
    });
  });

  it('the older text comes back as the older one', async () => {
    const id = await regulation('两稿条例');
    const older = await publishDraft(s, id, 'CONSULTATION_DRAFT', FIRST_TEXT);
    const newer = await publishDraft(s, id, 'DRAFT', NEXT_TEXT);
    await takeDown(older);
    expect((await restore(older)).state).toBe('SUPERSEDED');
    await takeDown(newer);
    await takeDown(older);
    expect((await restore(older)).state).toBe('SUPERSEDED');
    expect((await restore(newer)).state).toBe('PUBLISHED');
  });

  it('supersedes what was published before it meanwhile', async () => {
    const id = await regulation('交错条例');
    const early = await importDraft(s, id, 'CONSULTATION_DRAFT', FIRST_TEXT);
    const late = await publishDraft(s, id, 'DRAFT', NEXT_TEXT);
    await takeDown(late);
    const checked = await act('checkDraft', early.id, { warningsRead: true });
    expect(checked.state).toBe('CHECKED');
    await act('publishDraft', early.id);
    expect((await restore(late)).state).toBe('PUBLISHED');
    expect((await stateOf(early.id)).state).toBe('SUPERSEDED');
  });

  it('nothing is prepared, sent out or resumed on a text that was taken down', async () => {
    const round = await openRound(s);
    const input = {
      draftId: round.draftId,
      method: 'SOLICITATION_LETTER',
      title: '书面征求意见',
      opensOn: today(),
      closesOn: today(9),
    };
    const made = await preparer.act<{ id: string; version: number }>(
      'createConsultation',
      input,
      'Consultation',
      'id version',
    );
    const { consultation } = await preparer.ask<{ consultation: { version: number } }>(
      'query($c: ID!) { consultation(id: $c) { version } }',
      { c: round.consultationId },
    );
    const stop = { consultationId: round.consultationId, expectedVersion: consultation.version, reason: '试' };
    await preparer.act('suspendConsultation', stop, 'Consultation', 'id');
    await takeDown(round.draftId);
    expect(await refusal(preparer.act('createConsultation', input, 'Consultation', 'id'))).toBe('NOT_PUBLISHED');
    const issue = { consultationId: made.id, expectedVersion: made.version, contactPointIds: [] };
    expect(await refusal(preparer.act('issueConsultation', issue, 'Consultation', 'id'))).toBe('DRAFT_TAKEN_DOWN');
    const resume = { ...stop, expectedVersion: stop.expectedVersion + 1 };
    expect(await refusal(preparer.act('resumeConsultation', resume, 'Consultation', 'id'))).toBe('DRAFT_TAKEN_DOWN');
  });

  it('a text that was taken down is no next text: outcomes wait for it to come back', async () => {
    const round = await openRound(s);
    const comment = await reportOne(round, 0, '应当每日检查两次。');
    const next = await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
    await takeDown(next);
    await decide(s, round, new Map([[comment, 'ADOPTED']]));
    await jobsDone(s);
    expect((await commentOf(preparer, round, comment)).state).toBe('SIGNED');
    await restore(next);
    await jobsDone(s);
    expect((await commentOf(preparer, round, comment)).state).toBe('RELEASED');
  });

  it('the text after it follows the one before it while it is down', async () => {
    const round = await openRound(s);
    const comment = await reportOne(round, 0, '应当每日检查两次。');
    const middle = await publishDraft(s, round.regulationId, 'DRAFT', FIRST_TEXT);
    const last = await publishDraft(s, round.regulationId, 'SECOND_READING_DRAFT', NEXT_TEXT);
    const links = (): Promise<{ id: string }[]> =>
      s.db.asOwner('select id from article_link where old_draft_id = $1 and new_draft_id = $2', [round.draftId, last]);
    expect(await links()).toEqual([]);
    await takeDown(middle);
    await jobsDone(s);
    expect((await links()).length).toBeGreaterThan(0);
    await decide(s, round, new Map([[comment, 'ADOPTED']]));
    await jobsDone(s);
    const { carryOver, proofs } = await commentOf(preparer, round, comment);
    expect(carryOver.map((c) => c.toDraftId)).toContain(last);
    expect(proofs.map((p) => p.newProvision?.label)).toContain('第二条');
  });
});

describe('更正', () => {
  const correct = async (round: Round, more: object = {}, by = preparer): Promise<State> =>
    act(
      'recordCorrection',
      round.draftId,
      {
        provisionId: round.articles.get('第二条'),
        stands: '警示标志',
        shouldBe: '警示标识',
        reason: '用字',
        correctedOn: today(),
        ...more,
      },
      by,
    );

  it('is noted beside the words, which stay', async () => {
    const round = await openRound(s);
    const before = await s.db.asOwner('select text, text_sha256 from provision where draft_id = $1 order by ordinal', [
      round.draftId,
    ]);
    const done = await correct(round, {}, signer);
    expect(done.state).toBe('PUBLISHED');
    expect(done.corrections).toEqual([
      {
        provisionId: round.articles.get('第二条'),
        stands: '警示标志',
        shouldBe: '警示标识',
        reason: '用字',
        correctedOn: today(),
      },
    ]);
    expect(
      await s.db.asOwner('select text, text_sha256 from provision where draft_id = $1 order by ordinal', [
        round.draftId,
      ]),
    ).toEqual(before);
    const events = await s.db.asOwner<{ command: string; state: string }>(
      'select command, state from draft_event where draft_id = $1 order by sequence desc limit 1',
      [round.draftId],
    );
    expect(events).toEqual([{ command: 'rectify', state: 'PUBLISHED' }]);
  });

  it('of a superseded text leaves it superseded; of one taken down or not published it is refused', async () => {
    const round = await openRound(s);
    await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
    expect((await correct(round)).state).toBe('SUPERSEDED');
    await takeDown(round.draftId);
    expect(await refusal(correct(round))).toBe('WRONG_STATE');
  });

  it.each([
    [{ stands: '这几个字不在里面' }, 'QUOTE_NOT_FOUND'],
    [{ stands: '' }, 'INVALID_INPUT'],
    [{ shouldBe: '警示标志' }, 'INVALID_INPUT'],
    [{ correctedOn: today(1) }, 'INVALID_INPUT'],
    [{ correctedOn: '昨天' }, 'INVALID_INPUT'],
    [{ reason: ' ' }, 'INVALID_INPUT'],
    [{ expectedVersion: 1 }, 'STALE_VERSION'],
  ])('%j is refused: %s', async (more, code) => {
    const round = await openRound(s);
    expect(await refusal(correct(round, more))).toBe(code);
    expect((await stateOf(round.draftId)).corrections).toEqual([]);
  });

  it('of an article of another text is not found', async () => {
    const [round, other] = [await openRound(s), await openRound(s)];
    expect(await refusal(correct(round, { provisionId: other.articles.get('第二条') }))).toBe('NOT_FOUND');
  });
});

it('each is refused to the neighbour and to a contact point, stale, and done once where two act', async () => {
  const round = await openRound(s);
  const { version } = await stateOf(round.draftId);
  const input = { draftId: round.draftId, expectedVersion: version, reason: '试' };
  const stranger = await client(s, 'PREPARER', s.neighbour);
  for (const name of ['takeDownDraft', 'restoreDraft'])
    expect(await refusal(stranger.act(name, input, 'Draft', 'id'))).toBe('NOT_FOUND');
  expect(
    await refusal(stranger.act('dropDraft', { draftId: round.draftId, expectedVersion: version }, 'Draft', 'id')),
  ).toBe('NOT_FOUND');
  expect(await refusal((await officer(s)).act('takeDownDraft', input, 'Draft', 'id'))).toBe('FORBIDDEN');
  expect(pointOf(round).officer).toBeDefined();
  expect(await refusal(preparer.act('takeDownDraft', { ...input, expectedVersion: 1 }, 'Draft', 'id'))).toBe(
    'STALE_VERSION',
  );
  const done = await Promise.allSettled([
    preparer.act('takeDownDraft', input, 'Draft', 'id'),
    signer.act('takeDownDraft', input, 'Draft', 'id'),
  ]);
  expect(done.map((d) => d.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(done.find((d) => d.status === 'rejected')).toMatchObject({ reason: { code: 'STALE_VERSION' } });
});

it('an import says another title and a file that came before, and takes it all the same', async () => {
  const id = await regulation('云市停车条例');
  const text = `${FIRST_TEXT}\n　　只在这里的一句。`;
  const first = await importDraft(s, id, 'DRAFT', text);
  expect((await stateOf(first.id)).notices.map((n) => n.code)).toEqual(['TITLE_DIFFERS']);
  const other = await regulation('电梯条例');
  const again = await importDraft(s, other, 'CONSULTATION_DRAFT', text);
  expect((await stateOf(again.id)).notices).toMatchObject([
    {
      code: 'FILE_IMPORTED_BEFORE',
      message: `这个文件导入过：${today()} 作为“云市停车条例”的草案。请看一看是不是选错了文件。`,
    },
  ]);
  const [before] = await s.db.asOwner<{ n: string }>('select count(*) as n from draft where regulation_id = $1', [
    other,
  ]);
  expect(before?.n).toBe('1');
  const neighbour = await client(s, 'PREPARER', s.neighbour);
  const there = await neighbour.act<{ id: string }>(
    'createRegulation',
    { title: '电梯条例', kind: 'REGULATION', making: 'ENACT' },
    'Regulation',
    'id',
  );
  const known = await importDraft(s, there.id, 'DRAFT', text, neighbour);
  const { draft } = await neighbour.ask<{ draft: State }>(`query($d: ID!) { draft(id: $d) { ${STATE} } }`, {
    d: known.id,
  });
  expect(draft.notices).toEqual([]);
});
