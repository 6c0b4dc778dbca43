/**
 * 报送意见: a voice is in one comment at most; a return is numbered without a gap; late and supplementary ones are
 * taken.
 */
import type { Client } from '../support/client.js';
import {
  client,
  commentOf,
  commentsOf,
  enter,
  openRound,
  opinion,
  pointOf,
  refusal,
  type Round,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
});
afterAll(() => s.close());

type Made = { id: string; version: number; verbatim: boolean; text: string };
const draft = (by: Client, solicitationId: string, opinionIds: readonly string[], more: object = {}): Promise<Made> =>
  by.act('draftComment', { solicitationId, opinionIds, ...more }, 'Comment', 'id version verbatim text');
const report = (
  by: Client,
  solicitationId: string,
  commentIds: readonly string[],
): Promise<{ reported: number; solicitation: { state: string } }> =>
  by.act('reportComments', { solicitationId, commentIds }, 'CommentsReported', 'reported solicitation { state }');
const voices = (of: Round, at: number, ...texts: string[]): Promise<string[]> =>
  enter(
    of,
    at,
    texts.map((t) => opinion(of, t)),
  );

describe('a comment made of voices', () => {
  it('of one is that one, word for word, with its place', async () => {
    const [id = ''] = await enter(round, 0, [
      opinion(round, '应当改为每班检查', '第二条', {
        target: { kind: 'ARTICLE', provisionId: round.articles.get('第二条'), quote: '每日检查' },
        proposedWording: '每班检查',
        reason: '一天太久',
      }),
    ]);
    const made = await draft(pointOf(round).officer, pointOf(round).task, [id]);
    expect(made).toMatchObject({ verbatim: true, text: '应当改为每班检查' });
    const [row] = await s.db.asOwner(
      'select c.quote_exact, c.provision_id, w.proposed_wording, w.reason from comment c join comment_wording w on w.comment_id = c.id where c.id = $1',
      [made.id],
    );
    expect(row).toEqual({
      quote_exact: '每日检查',
      provision_id: round.articles.get('第二条'),
      proposed_wording: '每班检查',
      reason: '一天太久',
    });
  });

  it('of several needs words of its own, and keeps the trail', async () => {
    const ids = await voices(round, 0, '归并一', '归并二');
    const { officer, task } = pointOf(round);
    expect(await refusal(draft(officer, task, ids))).toBe('INVALID_INPUT');
    expect(await refusal(draft(officer, task, [ids[0] ?? '', ids[0] ?? '']))).toBe('INVALID_INPUT');
    expect(await refusal(draft(officer, task, []))).toBe('INVALID_INPUT');
    const made = await draft(officer, task, ids, { text: '两位居民都说' });
    expect(made.verbatim).toBe(false);
    expect(
      (
        await s.db.asOwner<{ opinion_id: string }>('select opinion_id from comment_opinion where comment_id = $1', [
          made.id,
        ])
      )
        .map((r) => r.opinion_id)
        .sort(),
    ).toEqual([...ids].sort());
  });

  it('with a place of its own must find it in the draft', async () => {
    const [id = ''] = await voices(round, 0, '另指一条');
    const { officer, task } = pointOf(round);
    const at = (target: object): Promise<Made> => draft(officer, task, [id], { text: '另指', target });
    expect(await refusal(at({ kind: 'ARTICLE', provisionId: '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11' }))).toBe(
      'TARGET_NOT_FOUND',
    );
    expect(await refusal(at({ kind: 'ARTICLE', provisionId: round.articles.get('第三条'), quote: '没有的话' }))).toBe(
      'QUOTE_NOT_FOUND',
    );
    await at({ kind: 'NEW_ARTICLE_AFTER', provisionId: round.articles.get('第三条') });
  });

  it('takes no voice twice, none set aside, none of another contact point, none of another round', async () => {
    const { officer, task } = pointOf(round);
    const [used = '', aside = '', free = ''] = await voices(round, 0, '用过', '放下', '空着');
    await draft(officer, task, [used]);
    await officer.act('setAsideOpinions', { opinionIds: [aside], reason: 'UNCLEAR' }, 'BulkDone', 'done');
    const [beside = ''] = await voices(round, 1, '邻点');
    const other = await openRound(s);
    const [elsewhere = ''] = await voices(other, 0, '别的法规');
    for (const id of [used, aside, beside, elsewhere, '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11'])
      expect(await refusal(draft(officer, task, [id, free], { text: '归并' }))).toBe('OPINION_NOT_OPEN');
    await draft(officer, task, [free]);
  });

  it('two officers who draft from the same voice at once: one wins', async () => {
    const preparer = await client(s, 'PREPARER');
    for (let i = 0; i < 5; i++) {
      const [id = ''] = await voices(round, 0, `同时起草${i}`);
      const both = await Promise.allSettled(
        [pointOf(round).officer, preparer].map((by) => draft(by, pointOf(round).task, [id])),
      );
      expect(both.filter((b) => b.status === 'fulfilled')).toHaveLength(1);
      expect(both.find((b) => b.status === 'rejected')).toMatchObject({ reason: { code: 'OPINION_NOT_OPEN' } });
      expect(await s.db.asOwner('select 1 from comment_opinion where opinion_id = $1', [id])).toHaveLength(1);
    }
  });
});

describe('rewording', () => {
  it('keeps every revision, and refuses a stale save with the version that stands', async () => {
    const { officer, task } = pointOf(round);
    const made = await draft(officer, task, await voices(round, 0, '第一稿文字'));
    const revise = (expectedVersion: number, text: string): Promise<Made> =>
      officer.act('reviseComment', { commentId: made.id, expectedVersion, text }, 'Comment', 'id version text');
    const revised = await revise(made.version, '第二稿文字');
    expect(revised.text).toBe('第二稿文字');
    expect(await refusal(revise(made.version, '第三稿文字'))).toBe('STALE_VERSION');
    expect(
      await s.db.asOwner('select revision, text from comment_wording where comment_id = $1 order by revision', [
        made.id,
      ]),
    ).toEqual([
      { revision: 1, text: '第一稿文字' },
      { revision: 2, text: '第二稿文字' },
    ]);
    await report(officer, task, [made.id]);
    const { version } = await commentOf(officer, round, made.id);
    expect(await refusal(revise(version, '报送以后'))).toBe('WRONG_STATE');
    const steps = await s.db.asOwner<{ command: string; state: string; sealed: boolean; detail: object }>(
      `select command, state, digest is not null as sealed, detail from comment_event where comment_id = $1 order by sequence`,
      [made.id],
    );
    // what was refused is no step
    expect(steps).toEqual([
      { command: 'draft', state: 'DRAFTED', sealed: true, detail: { opinions: 1, verbatim: true } },
      { command: 'revise', state: 'DRAFTED', sealed: true, detail: { revision: 2 } },
      { command: 'report', state: 'REPORTED', sealed: true, detail: { number: expect.any(Number) as number } },
    ]);
  });

  it('is not seen by the office before it is reported, by the own contact point only', async () => {
    const { officer, task } = pointOf(round);
    const made = await draft(officer, task, await voices(round, 0, '还没有报送'));
    const seen = async (by: Client): Promise<boolean> => (await commentsOf(by, round)).some((c) => c.id === made.id);
    expect([
      await seen(officer),
      await seen(await client(s, 'PREPARER')),
      await seen(pointOf(round, 1).officer),
    ]).toEqual([true, false, false]);
  });
});

describe('the return 意见汇总', () => {
  it('numbers in the order given, on from what is there, also for a supplement', async () => {
    const other = await openRound(s);
    const { officer, task } = pointOf(other);
    const made = [];
    for (const id of await voices(other, 0, '一', '二', '三')) made.push((await draft(officer, task, [id])).id);
    const [a = '', b = '', c = ''] = made;
    expect(await report(officer, task, [b, a])).toMatchObject({ reported: 2, solicitation: { state: 'REPORTED' } });
    expect(await report(officer, task, [c])).toMatchObject({ reported: 1, solicitation: { state: 'REPORTED' } });
    expect((await commentsOf(officer, other)).map((x) => [x.number, x.id])).toEqual([
      [2, a],
      [1, b],
      [3, c],
    ]);
    expect(
      (
        await s.db.asOwner<{ state: string }>(
          'select s.state from opinion_status s join opinion o using (id) where o.consultation_id = $1',
          [other.consultationId],
        )
      ).every((r) => r.state === 'REPORTED'),
    ).toBe(true);
  });

  it('has no gap and no number twice when five contact points report at once', async () => {
    const names = ['点一', '点二', '点三', '点四', '点五'];
    const other = await openRound(s, names);
    const ready = await Promise.all(
      names.map(async (_, at) => {
        const { officer, task } = pointOf(other, at);
        const ids = [];
        for (const id of await voices(other, at, '甲', '乙', '丙')) ids.push((await draft(officer, task, [id])).id);
        return { officer, task, ids };
      }),
    );
    await Promise.all(ready.map(({ officer, task, ids }) => report(officer, task, ids)));
    const numbers = (
      await s.db.asOwner<{ n: number }>(
        'select reported_number as n from comment_status where consultation_id = $1 order by 1',
        [other.consultationId],
      )
    ).map((r) => r.n);
    expect(numbers).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
  });

  it('is whole or not at all, and a refused one uses no number', async () => {
    const other = await openRound(s);
    const { officer, task } = pointOf(other);
    const [a = '', b = ''] = await voices(other, 0, '可以', '不可以');
    const [good, foreign] = [
      await draft(officer, task, [a]),
      await draft(pointOf(other, 1).officer, pointOf(other, 1).task, await voices(other, 1, '邻点')),
    ];
    expect(await refusal(report(officer, task, [good.id, foreign.id]))).toBe('NOT_FOUND');
    expect(await refusal(report(officer, task, [good.id, 'no id']))).toMatch(/NOT_FOUND|INVALID_INPUT/);
    expect(await refusal(report(officer, task, []))).toBe('INVALID_INPUT');
    // not WRONG_STATE: the comment is not reported yet, it stands in the list twice
    expect(await refusal(report(officer, task, [good.id, good.id]))).toBe('INVALID_INPUT');
    expect(await s.db.asOwner('select state from solicitation where id = $1', [task])).toEqual([{ state: 'ISSUED' }]);
    await report(officer, task, [good.id, (await draft(officer, task, [b])).id]);
    expect((await commentsOf(officer, other)).map((c) => c.number)).toEqual([1, 2]);
    expect(await refusal(report(officer, task, [good.id]))).toBe('WRONG_STATE');
  });

  it('after 无意见 a late comment is still taken', async () => {
    const other = await openRound(s);
    const { officer, task } = pointOf(other);
    await officer.act('sayNoOpinion', { solicitationId: task }, 'Solicitation', 'id');
    const made = await draft(officer, task, await voices(other, 0, '后来又有人说'));
    expect(await report(officer, task, [made.id])).toMatchObject({ solicitation: { state: 'REPORTED' } });
  });
});

it.each(['comment', 'comment_wording', 'comment_opinion'])(
  '%s takes no change and no deletion by the service',
  async (table) => {
    await expect(s.db.asService(`update ${table} set id = id`)).rejects.toMatchObject({ code: '42501' });
    await expect(s.db.asService(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
  },
);
