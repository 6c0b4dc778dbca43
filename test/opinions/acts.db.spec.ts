/** 隔离待核 and 遮盖: what is kept apart goes into no comment, and what is covered goes no further. */
import type { Client } from '../support/client.js';
import { client, enter, openRound, opinion, pointOf, refusal, type Round } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
});
afterAll(() => s.close());

interface Done {
  done: string[];
  refused: { id: string; code: string; message: string }[];
}
const BULK = 'done refused { id code message }';
const quarantine = (by: Client, opinionIds: readonly string[], more: object = {}): Promise<Done> =>
  by.act('quarantineOpinions', { opinionIds, reason: 'NAMED_ACCUSATION', ...more }, 'BulkDone', BULK);
const clear = (by: Client, opinionIds: readonly string[]): Promise<Done> =>
  by.act('clearOpinions', { opinionIds }, 'BulkDone', BULK);
interface Seen {
  id: string;
  state: string;
  quarantineReason: string | null;
  quarantineNote: string | null;
  text: string;
  maskedText: string;
  maskedProposedWording: string | null;
  maskedReason: string | null;
  maskRevision: number;
  maskSpans: object[];
}
const SEEN =
  'id state quarantineReason quarantineNote text maskedText maskedProposedWording maskedReason maskRevision maskSpans { field from to }';
const seen = async (by: Client, id: string, of = round): Promise<Seen | undefined> =>
  (
    await by.ask<{ opinionList: Seen[] }>(
      `query($c: ID!) { opinionList(consultationId: $c, first: 200) { nodes { ${SEEN} } } }`,
      { c: of.consultationId },
    )
  ).opinionList.find((o) => o.id === id);
const mask = (by: Client, opinionId: string, expectedRevision: number, spans: readonly object[]): Promise<Seen> =>
  by.act('maskOpinion', { opinionId, expectedRevision, spans }, 'Opinion', SEEN);
const events = async (id: string): Promise<string[]> =>
  (
    await s.db.asOwner<{ step: string }>(
      `select concat_ws(' ', command, state, reason) as step from opinion_event where opinion_id = $1 order by at`,
      [id],
    )
  ).map((e) => e.step);

const named = async (by: Client): Promise<string> => {
  const { viewer } = await by.ask<{ viewer: { accountId: string } }>('{ viewer { accountId } }');
  const admin = await client(s, 'ADMINISTRATOR');
  await admin.act('nameQuarantineReader', { accountId: viewer.accountId }, 'QuarantineReader', 'id');
  return viewer.accountId;
};

describe('隔离待核', () => {
  it('is read by those who are named alone, and each reading stands in the ledger', async () => {
    const { officer } = pointOf(round);
    const preparer = await client(s, 'PREPARER');
    const [id = ''] = await enter(round, 0, [opinion(round, '某局长收了车')]);
    await quarantine(officer, [id], { note: '说的是局长' });
    const read = (by: Client): Promise<{ text: string; note: string | null }> =>
      by.act('readQuarantined', { opinionId: id }, 'QuarantinedWords', 'text note');
    for (const by of [officer, preparer]) {
      const shown = await seen(by, id);
      expect([shown?.text, shown?.maskedText, shown?.quarantineNote]).toEqual([
        '（隔离待核，由指定的人看）',
        '（隔离待核，由指定的人看）',
        null,
      ]);
      expect(await refusal(read(by))).toBe('NOT_NAMED');
    }
    const found = await preparer.ask<{ opinionList: unknown[] }>(
      'query($c: ID!) { opinionList(consultationId: $c, filter: { words: "收了车" }) { nodes { id } } }',
      { c: round.consultationId },
    );
    expect(found.opinionList).toEqual([]);
    // nobody makes it readable by letting it out, or by leaving it out of the return
    expect((await clear(officer, [id])).refused).toMatchObject([{ id, code: 'NOT_NAMED' }]);
    const aside = { opinionIds: [id], reason: 'OFF_TOPIC' };
    const left = await officer.act<Done>('setAsideOpinions', aside, 'BulkDone', BULK);
    expect(left.refused).toMatchObject([{ id, code: 'NOT_NAMED' }]);

    const accountId = await named(officer);
    expect(await read(officer)).toMatchObject({ text: '某局长收了车', note: '说的是局长' });
    const rows = await s.db.asOwner(
      `select 1 from audit_record where act = 'readQuarantined' and object_id = $1 and account_id = $2 and outcome = 'DONE'`,
      [id, accountId],
    );
    expect(rows).toHaveLength(1);
    expect(await refusal(read(preparer))).toBe('NOT_NAMED');
    const admin = await client(s, 'ADMINISTRATOR');
    await admin.act('endQuarantineReader', { accountId }, 'QuarantineReader', 'id');
    expect(await refusal(read(officer))).toBe('NOT_NAMED');
    await named(officer);
    expect((await clear(officer, [id])).done).toEqual([id]);
    expect(await refusal(read(officer))).toBe('WRONG_STATE');
  });

  it('keeps an opinion out of comments and out of what is set aside, until it is cleared', async () => {
    const { officer, task } = pointOf(round);
    const [id = ''] = await enter(round, 0, [opinion(round, '某科长收钱')]);
    expect((await quarantine(officer, [id])).done).toEqual([id]);
    expect(await seen(officer, id)).toMatchObject({
      state: 'QUARANTINED',
      quarantineReason: 'NAMED_ACCUSATION',
      quarantineNote: null,
    });
    const draft = (): Promise<unknown> =>
      officer.act('draftComment', { solicitationId: task, opinionIds: [id] }, 'Comment', 'id');
    expect(await refusal(draft())).toBe('OPINION_NOT_OPEN');
    expect((await quarantine(officer, [id])).refused).toMatchObject([{ id, code: 'WRONG_STATE' }]);
    expect((await clear(officer, [id])).done).toEqual([id]);
    expect(await seen(officer, id)).toMatchObject({ state: 'RECEIVED', quarantineReason: null });
    await draft();
    expect(await events(id)).toEqual([
      'receive RECEIVED',
      'quarantine QUARANTINED NAMED_ACCUSATION',
      'clear RECEIVED',
      'compile RECEIVED',
    ]);
    const last = await quarantine(officer, [id]);
    expect(last.refused).toMatchObject([{ id, code: 'WRONG_STATE' }]);
    expect(last.refused[0]?.message).toContain('已编入报送意见');
  });

  it('is still owed an answer, and may be set aside', async () => {
    const { officer } = pointOf(round);
    const [id = ''] = await enter(round, 0, [opinion(round, '写了身份证号')]);
    const owed = async (): Promise<number> =>
      (
        await officer.ask<{ consultation: { openOpinions: number } }>(
          'query($c: ID!) { consultation(id: $c) { openOpinions } }',
          { c: round.consultationId },
        )
      ).consultation.openOpinions;
    const before = await owed();
    await quarantine(officer, [id], { reason: 'PERSONAL_PRIVACY' });
    expect(await owed()).toBe(before);
    const aside = await officer.act<Done>(
      'setAsideOpinions',
      { opinionIds: [id], reason: 'OFF_TOPIC' },
      'BulkDone',
      BULK,
    );
    expect(aside.done).toEqual([id]);
    expect(await owed()).toBe(before - 1);
    expect(await seen(officer, id)).toMatchObject({ state: 'SET_ASIDE', quarantineReason: null });
  });

  it("says of each of N what happened, and leaves another point's alone", async () => {
    const { officer } = pointOf(round);
    const [a = '', b = ''] = await enter(round, 0, [opinion(round, '隔离甲'), opinion(round, '隔离乙')]);
    const [beside = ''] = await enter(round, 1, [opinion(round, '邻点的话')]);
    await quarantine(officer, [b]);
    const done = await quarantine(officer, [a, b, beside]);
    expect(done.done).toEqual([a]);
    expect(done.refused.map((r) => [r.id, r.code])).toEqual([
      [b, 'WRONG_STATE'],
      [beside, 'NOT_FOUND'],
    ]);
    expect((await clear(officer, [a, beside])).refused).toMatchObject([{ id: beside, code: 'NOT_FOUND' }]);
    const stranger = await client(s, 'PREPARER', s.neighbour);
    expect((await clear(stranger, [b])).refused).toMatchObject([{ id: b, code: 'NOT_FOUND' }]);
  });

  it('needs a class of reason, and words where that is 其他', async () => {
    const { officer } = pointOf(round);
    const [id = ''] = await enter(round, 0, [opinion(round, '别的情况')]);
    expect(await refusal(quarantine(officer, [id], { reason: 'OTHER' }))).toBe('INVALID_INPUT');
    expect(await refusal(quarantine(officer, [id], { reason: 'OTHER', note: ' ' }))).toBe('INVALID_INPUT');
    await quarantine(officer, [id], { reason: 'OTHER', note: '夹带广告' });
    expect(await seen(officer, id)).toMatchObject({ quarantineReason: 'OTHER', quarantineNote: null });
    expect(await refusal(clear(officer, []))).toBe('INVALID_INPUT');
    await expect(
      s.db.asOwner(`update opinion_status set quarantine_reason = null where id = $1`, [id]),
    ).rejects.toMatchObject({ constraint: 'opinion_quarantine_has_reason' });
  });
});

describe('遮盖', () => {
  it('covers what goes further on and leaves what was said', async () => {
    const { officer, task } = pointOf(round);
    const [id = ''] = await enter(round, 0, [
      opinion(round, '张三家的电梯坏了', '第二条', { proposedWording: '由张三赔', reason: '张三有钱' }),
    ]);
    expect(await seen(officer, id)).toMatchObject({
      maskedText: '张三家的电梯坏了',
      maskedProposedWording: '由张三赔',
      maskedReason: '张三有钱',
      maskRevision: 0,
      maskSpans: [],
    });
    const spans = [
      { field: 'TEXT', from: 0, to: 2 },
      { field: 'PROPOSED_WORDING', from: 1, to: 3 },
      { field: 'REASON', from: 0, to: 2 },
    ];
    const covered = {
      text: '张三家的电梯坏了',
      maskedText: '＊＊家的电梯坏了',
      maskedProposedWording: '由＊＊赔',
      maskedReason: '＊＊有钱',
      maskRevision: 1,
      maskSpans: spans,
    };
    expect(await mask(officer, id, 0, spans)).toMatchObject(covered);
    expect(await seen(await client(s, 'PREPARER'), id)).toMatchObject(covered);
    const comment = await officer.act<object>(
      'draftComment',
      { solicitationId: task, opinionIds: [id] },
      'Comment',
      'verbatim text proposedWording reason',
    );
    expect(comment).toMatchObject({
      verbatim: true,
      text: '＊＊家的电梯坏了',
      proposedWording: '由＊＊赔',
      reason: '＊＊有钱',
    });
    const late = mask(officer, id, 1, []);
    expect(await refusal(late)).toBe('OPINION_COMPILED');
  });

  it('a later revision counts in place of the one before, and all of them are kept', async () => {
    const { officer } = pointOf(round);
    const [id = ''] = await enter(round, 0, [opinion(round, '李四说过')]);
    await mask(officer, id, 0, [{ field: 'TEXT', from: 0, to: 2 }]);
    expect(await refusal(mask(officer, id, 0, []))).toBe('STALE_VERSION');
    expect((await mask(officer, id, 1, [])).maskedText).toBe('李四说过');
    expect(
      await s.db.asOwner('select revision, spans from opinion_mask where opinion_id = $1 order by revision', [id]),
    ).toEqual([
      { revision: 1, spans: [{ field: 'TEXT', from: 0, to: 2 }] },
      { revision: 2, spans: [] },
    ]);
    expect(
      JSON.stringify(await s.db.asOwner('select detail from audit_record where object_id = $1', [id])),
    ).not.toContain('李四');
  });

  it('two officers at once: one is told that it is stale', async () => {
    const [id = ''] = await enter(round, 0, [opinion(round, '王五同时')]);
    const both = await Promise.allSettled(
      [pointOf(round).officer, await client(s, 'PREPARER')].map((by, at) =>
        mask(by, id, 0, [{ field: 'TEXT', from: at, to: at + 1 }]),
      ),
    );
    expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((b) => b.status === 'rejected')).toMatchObject({ reason: { code: 'STALE_VERSION' } });
  });

  it('reaches no further than the words, no other point and no neighbour, and not what is over', async () => {
    const { officer } = pointOf(round);
    const [id = '', gone = ''] = await enter(round, 0, [opinion(round, '四个字啊'), opinion(round, '已经不列入')]);
    const past = [{ field: 'TEXT', from: 0, to: 5 }];
    expect(await refusal(mask(officer, id, 0, past))).toBe('INVALID_INPUT');
    expect(await refusal(mask(officer, id, 0, [{ field: 'REASON', from: 0, to: 1 }]))).toBe('INVALID_INPUT');
    const whole = [{ field: 'TEXT', from: 0, to: 4 }];
    expect(await refusal(mask(pointOf(round, 1).officer, id, 0, whole))).toBe('NOT_FOUND');
    expect(await refusal(mask(await client(s, 'PREPARER', s.neighbour), id, 0, whole))).toBe('NOT_FOUND');
    await s.db.asOwner(`update opinion_status set state = 'WITHDRAWN' where id = $1`, [gone]);
    expect(await refusal(mask(officer, gone, 0, whole))).toBe('WRONG_STATE');
    expect((await mask(officer, id, 0, whole)).maskedText).toBe('＊＊＊＊');
  });
});

it.each(['opinion_mask', 'opinion_withdrawal'])('%s takes no change and no deletion by the service', async (table) => {
  await expect(s.db.asService(`update ${table} set id = id`)).rejects.toMatchObject({ code: '42501' });
  await expect(s.db.asService(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
});
