/** The articles of a round with what waits at each, comments filed under one, and how others there were answered. */
import type { Client } from '../support/client.js';
import {
  client,
  commentOf,
  decide,
  jobsDone,
  labelsOf,
  NEXT_TEXT,
  openRound,
  pointOf,
  prepare,
  propose,
  publishDraft,
  refusal,
  reportOne,
  type Round,
  SHEET,
  today,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

interface PlaceRow {
  kind: string;
  label: string;
  provisionId: string | null;
  toPropose: number;
  returned: number;
  all: number;
}
const places = async (round: Round, by = preparer): Promise<PlaceRow[]> =>
  (
    await by.ask<{ commentArticles: PlaceRow[] }>(
      'query($c: ID!) { commentArticles(consultationId: $c) { kind depth label caption provisionId toPropose returned all } }',
      { c: round.consultationId },
    )
  ).commentArticles;
/** 第二条 → 待拟/退回/全部, where there is anything */
const counts = async (round: Round): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await places(round)).filter((p) => p.all > 0).map((p) => [p.label, `${p.toPropose}/${p.returned}/${p.all}`]),
  );
const listed = async (round: Round, filter: object): Promise<string[]> =>
  (
    await preparer.ask<{ commentList: { text: string }[] }>(
      'query($c: ID!, $f: CommentFilterInput!) { commentList(consultationId: $c, filter: $f, first: 200) { nodes { text } } }',
      { c: round.consultationId, f: filter },
    )
  ).commentList.map((c) => c.text);
const unknown = (round: Round, text: string): Promise<string> =>
  reportOne(round, 0, text, null, { target: { kind: 'UNKNOWN' } });
const file = async (
  round: Round,
  commentId: string,
  label: string,
  by = preparer,
  expectedVersion?: number,
): Promise<{ targetKind: string; filedUnder: { label: string } | null; provision: unknown; version: number }> =>
  by.act(
    'fileComment',
    {
      commentId,
      expectedVersion: expectedVersion ?? (await commentOf(preparer, round, commentId)).version,
      provisionId: round.articles.get(label) ?? label,
    },
    'Comment',
    'targetKind version filedUnder { label } provision { label }',
  );

it('counts each comment at one place, and the list under that place has as many', async () => {
  const round = await openRound(s);
  const [a, b] = [await reportOne(round, 0, '二条甲'), await reportOne(round, 1, '二条乙')];
  await reportOne(round, 0, '三条', '第三条');
  await reportOne(round, 0, '整部', null);
  const lost = await unknown(round, '不知道');
  await reportOne(round, 0, '添一条', null, {
    target: { kind: 'NEW_ARTICLE_AFTER', provisionId: round.articles.get('第二条') },
    act: 'ADD',
  });
  expect((await places(round)).map((p) => p.label).slice(-4)).toEqual([
    '第六条',
    '建议新增条文',
    '整部法规',
    '不知道是哪一条',
  ]);
  expect(await counts(round)).toEqual({
    第二条: '2/0/2',
    第三条: '1/0/1',
    建议新增条文: '1/0/1',
    整部法规: '1/0/1',
    不知道是哪一条: '1/0/1',
  });
  await propose(preparer, round, a);
  await propose(preparer, round, b);
  const sheet = await prepare(preparer, round, [a, b]);
  const signer = await client(s, 'SIGNER');
  await signer.act(
    'signSheet',
    { sheetId: sheet.id, expectedVersion: sheet.version, struck: [b], notes: [{ commentId: b, words: '请写明依据' }] },
    'DecisionSheet',
    SHEET,
  );
  expect((await counts(round)).第二条).toBe('1/1/2');
  // whoever proposes anew reads why it came back, and from where; what was signed stands on its sheet
  const { back, signed } = await preparer.ask<{ back: object; signed: object }>(
    `query($a: ID!, $b: ID!) {
      back: comment(id: $b) { sheet { number } struck { words sheet { number signedByName } } }
      signed: comment(id: $a) { sheet { number } struck { words } } }`,
    { a, b },
  );
  expect(back).toEqual({
    sheet: null,
    struck: { words: '请写明依据', sheet: { number: 1, signedByName: expect.any(String) as string } },
  });
  expect(signed).toEqual({ sheet: { number: 1 }, struck: null });
  const second = { provisionId: round.articles.get('第二条') };
  expect(await listed(round, { place: second, targetKinds: ['ARTICLE'] })).toEqual(['二条甲', '二条乙']);
  expect(await listed(round, { place: second, struck: true })).toEqual(['二条乙']);
  expect(await listed(round, { place: second, struck: false })).toEqual(['二条甲', '添一条']);
  expect(await listed(round, { targetKinds: ['NEW_ARTICLE_AFTER'] })).toEqual(['添一条']);
  await file(round, lost, '第二条');
  expect(await counts(round)).toMatchObject({ 第二条: '2/1/3' });
  expect(await counts(round)).not.toHaveProperty('不知道是哪一条');
  expect(await listed(round, { place: second, targetKinds: ['ARTICLE'] })).toEqual(['二条甲', '二条乙', '不知道']);
  expect(await listed(round, { targetKinds: ['UNKNOWN'] })).toEqual([]);
  expect(await places(round, await client(s, 'PREPARER', s.neighbour))).toEqual([]);
});

describe('filed under an article 归到哪一条', () => {
  it('keeps what it said, may be filed elsewhere, and is in the chain', async () => {
    const round = await openRound(s);
    const id = await unknown(round, '电梯应当天天查');
    expect(await file(round, id, '第三条')).toMatchObject({
      targetKind: 'UNKNOWN',
      provision: null,
      filedUnder: { label: '第三条' },
    });
    expect((await file(round, id, '第二条')).filedUnder?.label).toBe('第二条');
    await propose(preparer, round, id);
    expect((await file(round, id, '第三条')).filedUnder?.label).toBe('第三条');
    const events = await s.db.asOwner<{ command: string; detail: { provision?: string } }>(
      `select command, detail from comment_event where comment_id = $1 and command = 'file' order by sequence`,
      [id],
    );
    expect(events.map((e) => e.detail.provision)).toEqual(
      ['第三条', '第二条', '第三条'].map((l) => round.articles.get(l)),
    );
  });

  it('refuses a stale save, an article of another text, one that says itself, one on a sheet, and the neighbour', async () => {
    const [round, other] = [await openRound(s), await openRound(s)];
    const [id, said] = [await unknown(round, '哪条呢'), await reportOne(round, 0, '第二条的')];
    const { version } = await file(round, id, '第二条');
    expect(await refusal(file(round, id, '第三条', preparer, version - 1))).toBe('STALE_VERSION');
    expect(await refusal(file(round, id, other.articles.get('第二条') ?? ''))).toBe('TARGET_NOT_FOUND');
    expect(await refusal(file(round, said, '第三条'))).toBe('WRONG_STATE');
    expect(await refusal(file(round, id, '第三条', await client(s, 'PREPARER', s.neighbour)))).toBe('NOT_FOUND');
    await propose(preparer, round, id);
    await prepare(preparer, round, [id]);
    expect(await refusal(file(round, id, '第三条'))).toBe('WRONG_STATE');
    expect((await file(round, await unknown(round, '又一条'), '第四条')).filedUnder?.label).toBe('第四条');
  });

  it('follows its article into the next text, also when that is out already', async () => {
    const round = await openRound(s);
    const [before, after] = [await unknown(round, '先归'), await unknown(round, '后归')];
    await file(round, before, '第六条');
    const next = await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
    const now = await labelsOf(preparer, next);
    const standsAt = async (id: string): Promise<unknown> =>
      (await commentOf(preparer, round, id)).carryOver.map((c) => [c.result, c.provisionId]);
    expect(await standsAt(before)).toEqual([['MOVED', now.get('第五条')]]);
    expect(await standsAt(after)).toEqual([['CARRIED', null]]);
    await file(round, after, '第三条');
    await jobsDone(s);
    expect(await standsAt(after)).toEqual([['CARRIED', now.get('第三条')]]);
  });
});

async function laterRound(round: Round, draftId: string): Promise<string> {
  const made = await preparer.act<{ id: string; version: number }>(
    'createConsultation',
    { draftId, title: '书面征求意见', method: 'SOLICITATION_LETTER', opensOn: today(), closesOn: today(30) },
    'Consultation',
    'id version',
  );
  await preparer.act(
    'issueConsultation',
    { consultationId: made.id, expectedVersion: made.version, contactPointIds: round.points.map((p) => p.id) },
    'Consultation',
    'id',
  );
  return made.id;
}

it('以前怎么答的: signed answers on the same article through all texts, the last first, five at most', async () => {
  const round = await openRound(s);
  const old = [];
  for (let n = 0; n < 7; n++) old.push(await reportOne(round, 0, `每日检查之${n}`));
  const elsewhere = await reportOne(round, 0, '别的条', '第三条');
  const unsigned = await reportOne(round, 0, '没有签的');
  await propose(preparer, round, unsigned);
  for (const id of [...old, elsewhere]) await decide(s, round, new Map([[id, 'NOT_ADOPTED']]));
  const next = await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
  const asked = async (id: string, by = preparer): Promise<{ commentId: string; text: string; words: string }[]> =>
    (
      await by.ask<{ comment: { answeredBefore: { commentId: string; text: string; words: string }[] } | null }>(
        'query($id: ID!) { comment(id: $id) { answeredBefore { commentId outcome reasonClass words text regulationTitle consultationTitle year signedAt } } }',
        { id },
      )
    ).comment?.answeredBefore ?? [];
  const newest = [...old].reverse();
  expect((await asked(unsigned)).map((a) => a.commentId)).toEqual(newest.slice(0, 5));
  // of a signed one, the others
  expect((await asked(newest[0] ?? '')).map((a) => a.commentId)).toEqual(newest.slice(1, 6));
  expect((await asked(unsigned))[0]).toEqual({
    commentId: newest[0],
    outcome: 'NOT_ADOPTED',
    reasonClass: 'LEFT_FOR_STUDY',
    words: '已在草案中体现',
    text: '每日检查之6',
    regulationTitle: expect.stringContaining('电梯条例') as string,
    consultationTitle: '公开征求意见',
    year: new Date().getFullYear(),
    signedAt: expect.any(String) as string,
  });
  // a comment of a later round, on the next text
  const later = await laterRound(round, next);
  const comment = await preparer.act<{ id: string }>(
    'registerComment',
    {
      consultationId: later,
      kind: 'EXPERT',
      name: '一位专家',
      receivedOn: today(),
      text: '两次太多',
      target: { kind: 'ARTICLE', provisionId: (await labelsOf(preparer, next)).get('第二条') },
    },
    'Comment',
    'id',
  );
  expect((await asked(comment.id)).map((a) => a.commentId)).toEqual(newest.slice(0, 5));
  const { commentId } = (await asked(unsigned))[0] ?? { commentId: '' };
  await (
    await client(s, 'SIGNER')
  ).act(
    'reopenComments',
    {
      comments: [{ commentId, expectedVersion: (await commentOf(preparer, round, commentId)).version }],
      reason: '再议',
    },
    'BulkDone',
    'done',
  );
  expect((await asked(unsigned)).map((a) => a.commentId)).toEqual(newest.slice(1, 6));
  expect(await asked(unsigned, await client(s, 'PREPARER', s.neighbour))).toEqual([]);
  expect(await asked(unsigned, round.points[0]?.officer)).toEqual([]);
});

it('a struck comment is back from its sheet until it is reported again, also over a proposal that was taken back', async () => {
  const round = await openRound(s);
  const { officer } = pointOf(round);
  const id = await reportOne(round, 0, '划去的', '第二条');
  await propose(preparer, round, id);
  const sheet = await prepare(preparer, round, [id]);
  await (
    await client(s, 'SIGNER')
  ).act('signSheet', { sheetId: sheet.id, expectedVersion: sheet.version, struck: [id] }, 'DecisionSheet', SHEET);
  const isBack = async (): Promise<unknown[]> => [
    (
      await preparer.ask<{ comment: { struck: object | null } }>(
        'query($id: ID!) { comment(id: $id) { struck { sheet { number } } } }',
        { id },
      )
    ).comment.struck !== null,
    await listed(round, { struck: true }),
    (await counts(round)).第二条,
  ];
  const one = async (): Promise<object[]> => [
    { commentId: id, expectedVersion: (await commentOf(preparer, round, id)).version },
  ];
  expect(await isBack()).toEqual([true, ['划去的'], '1/1/1']);
  // sheets are the office's own: the filter tells a contact point nothing of them
  const asOfficer = async (struck: boolean): Promise<string[]> =>
    (
      await officer.ask<{ commentList: { text: string }[] }>(
        'query($c: ID!, $f: CommentFilterInput!) { commentList(consultationId: $c, filter: $f, first: 200) { nodes { text } } }',
        { c: round.consultationId, f: { struck } },
      )
    ).commentList.map((c) => c.text);
  expect([await asOfficer(true), await asOfficer(false)]).toEqual([[], ['划去的']]);

  // proposed anew: the words of whoever signed are still read beside it, and it waits no more
  await propose(preparer, round, id, 'NOT_ADOPTED');
  expect(await isBack()).toEqual([true, [], '0/0/1']);
  await preparer.act('withdrawHandlings', { comments: await one() }, 'BulkDone', 'done');
  expect(await isBack()).toEqual([true, ['划去的'], '1/1/1']);

  await preparer.act('returnComments', { comments: await one(), note: '请补充' }, 'BulkDone', 'done');
  await officer.act(
    'reportComments',
    { solicitationId: pointOf(round).task, commentIds: [id] },
    'CommentsReported',
    'reported',
  );
  expect(await isBack()).toEqual([false, [], '1/0/1']);
});
