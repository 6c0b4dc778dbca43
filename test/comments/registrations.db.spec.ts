/** 登记来文意见: what came on paper from any body is a comment like any other, with its source for the office alone. */
import { sourceKinds } from '../../src/comments/comment.rules.js';
import { bodyOf } from '../../src/comments/comment-numbers.service.js';
import type { Client } from '../support/client.js';
import { client, openRound, pointOf, propose, refusal, reportOne, type Round, today } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let round: Round;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'debug' });
  round = await openRound(s);
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

interface Made {
  id: string;
  number: number | null;
  state: string;
  version: number;
  sourceKind: string;
  contactPointId: string | null;
  text: string;
  source: { name: string | null; receivedOn: string; reference: string | null; scanFileId: string | null } | null;
}
const MADE = 'id number state version sourceKind contactPointId text source { name receivedOn reference scanFileId }';
const register = (given: object, by = preparer, of = round): Promise<Made> =>
  by.act<Made>(
    'registerComment',
    {
      consultationId: of.consultationId,
      kind: 'DEPARTMENT',
      name: '市住房和城乡建设局',
      receivedOn: today(-1),
      text: '建议明确期限',
      target: { kind: 'ARTICLE', provisionId: of.articles.get('第三条') },
      ...given,
    },
    'Comment',
    MADE,
  );
const download = (by: string, fileId: string): Promise<number> =>
  s.send(`/files/${fileId}`, { headers: { authorization: `Bearer ${by}` } }).then((r) => r.status);

it('is reported at once with its number in the return of its body, its place and its words', async () => {
  const [first, second, other] = [
    await register({ reference: '市建函〔2026〕8号', proposedWording: '每月公布', reason: '便于监督', act: 'AMEND' }),
    await register({ name: '市 住房和城乡建设局' }),
    await register({ name: '市公安局' }),
  ];
  expect(first).toMatchObject({
    state: 'REPORTED',
    number: 1,
    sourceKind: 'DEPARTMENT',
    contactPointId: null,
    source: { name: '市住房和城乡建设局', receivedOn: today(-1), reference: '市建函〔2026〕8号', scanFileId: null },
  });
  expect([second.number, other.number]).toEqual([2, 1]);
  expect(
    await s.db.asOwner(
      `select c.verbatim, c.provision_id, w.proposed_wording, w.reason, e.command from comment c join comment_wording w on w.comment_id = c.id join comment_event e on e.comment_id = c.id where c.id = $1 order by e.sequence`,
      [first.id],
    ),
  ).toEqual(
    ['draft', 'report'].map((command) => ({
      verbatim: false,
      provision_id: round.articles.get('第三条'),
      proposed_wording: '每月公布',
      reason: '便于监督',
      command,
    })),
  );
  await propose(preparer, round, first.id);
});

it('takes all nine kinds, and asks of each for what it needs', async () => {
  const of = await openRound(s);
  expect(sourceKinds).toHaveLength(9);
  for (const kind of sourceKinds) {
    const named = kind === 'CONTACT_POINT' ? { name: null, contactPointId: pointOf(of).id } : { name: `来自${kind}` };
    expect(await register({ kind, ...named }, preparer, of)).toMatchObject({ sourceKind: kind, number: 1 });
    if (kind === 'RESIDENT')
      expect(await register({ kind, name: null }, preparer, of)).toMatchObject({ source: { name: null }, number: 1 });
    else expect(await refusal(register({ kind, name: null }, preparer, of))).toBe('INVALID_INPUT');
  }
  expect(await refusal(register({ kind: 'CONTACT_POINT', contactPointId: pointOf(of).id }, preparer, of))).toBe(
    'INVALID_INPUT',
  );
  expect(await refusal(register({ contactPointId: pointOf(of).id }, preparer, of))).toBe('INVALID_INPUT');
});

it('of a contact point it answers its task and stands in its return, before and behind its own', async () => {
  const of = await openRound(s);
  const { id, officer, task } = pointOf(of);
  await reportOne(of, 0, '网上先报的');
  const made = await register({ kind: 'CONTACT_POINT', name: null, contactPointId: id }, preparer, of);
  expect(made).toMatchObject({
    contactPointId: id,
    number: 2,
    source: { name: expect.stringContaining('红河') as string },
  });
  await reportOne(of, 0, '网上又报的');
  const { commentList } = await officer.ask<{ commentList: Made[] }>(
    `query($c: ID!) { commentList(consultationId: $c) { nodes { ${MADE} } } }`,
    { c: of.consultationId },
  );
  expect(commentList.map((c) => [c.number, c.source === null])).toEqual([
    [1, true],
    [2, false],
    [3, true],
  ]);
  const silent = pointOf(of, 1);
  await register({ kind: 'CONTACT_POINT', name: null, contactPointId: silent.id }, preparer, of);
  expect(
    await s.db.asOwner(
      'select state, answered_at is not null as answered from solicitation where id = any($1) order by 1',
      [[task, silent.task]],
    ),
  ).toEqual([
    { state: 'REPORTED', answered: true },
    { state: 'REPORTED', answered: true },
  ]);
  // the office typed it, so the office mends it
  const returned = await preparer.act<{ refused: { code: string }[] }>(
    'returnComments',
    { comments: [{ commentId: made.id, expectedVersion: made.version }], note: '退' },
    'BulkDone',
    'refused { code }',
  );
  expect(returned.refused).toMatchObject([{ code: 'WRONG_STATE' }]);
  const reworded = { commentId: made.id, expectedVersion: made.version, text: '订正打错的字' };
  expect(await preparer.act<Made>('reviseComment', reworded, 'Comment', MADE)).toMatchObject({
    state: 'REPORTED',
    text: '订正打错的字',
  });
});

it('refuses a contact point that is not asked in this round, or is none here', async () => {
  const of = await openRound(s, ['红河居委会']);
  const unasked = pointOf(round, 1).id;
  const ofPoint = (contactPointId: string): Promise<Made> =>
    register({ kind: 'CONTACT_POINT', name: null, contactPointId }, preparer, of);
  expect(await refusal(ofPoint(unasked))).toBe('NOT_ASKED');
  expect(await refusal(ofPoint(await s.neighbour.contactPoint()))).toBe('NOT_FOUND');
  expect(await s.db.asOwner('select 1 from comment where consultation_id = $1', [of.consultationId])).toEqual([]);
});

it.each([
  ['a day that is not yet', { receivedOn: today(1) }, 'INVALID_INPUT'],
  ['a day that does not exist', { receivedOn: '2026-02-30' }, 'INVALID_INPUT'],
  ['no words', { text: ' ' }, 'INVALID_INPUT'],
  ['a scan that is none', { fileId: '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11' }, 'INVALID_INPUT'],
  ['a place that is not in the draft', { target: { kind: 'ARTICLE' } }, 'TARGET_NOT_FOUND'],
] as const)('refuses %s, and stores nothing', async (_, given, code) => {
  const count = (): Promise<object[]> => s.db.asOwner('select count(*) from comment');
  const before = await count();
  expect(await refusal(register(given))).toBe(code);
  expect(await count()).toEqual(before);
});

it('not for a round that is not issued, not for the neighbour, not by another role', async () => {
  const of = await openRound(s);
  const stand = (state: string): Promise<unknown> =>
    s.db.asOwner('update consultation set state = $2 where id = $1', [of.consultationId, state]);
  for (const state of ['PREPARED', 'CANCELLED']) {
    await stand(state);
    expect(await refusal(register({}, preparer, of))).toBe('WRONG_STATE');
  }
  await stand('ANSWERED');
  await register({}, preparer, of);
  expect(await refusal(register({}, await client(s, 'PREPARER', s.neighbour), of))).toBe('NOT_FOUND');
  for (const by of [pointOf(of).officer, await client(s, 'CHECKER')])
    expect(await refusal(register({}, by, of))).toBe('FORBIDDEN');
});

it('the scan is read by whoever may read the comment, and by nobody else', async () => {
  const of = await openRound(s);
  const scan = (name: string): Promise<string> => preparer.upload(name, Buffer.from(`%PDF ${name}`));
  const [letter, paper] = [await scan('复函.pdf'), await scan('汇总.pdf')];
  const made = await register({ fileId: letter }, preparer, of);
  expect(made.source?.scanFileId).toBe(letter);
  await register({ kind: 'CONTACT_POINT', name: null, contactPointId: pointOf(of).id, fileId: paper }, preparer, of);
  const [own, beside] = [await s.home.officer('红河居委会'), await s.home.officer('青山社区')];
  const [checker, stranger] = [await s.home.token('CHECKER'), await s.neighbour.token('PREPARER')];
  const got = async (file: string): Promise<number[]> => {
    const answers = [];
    for (const by of [checker, own, beside, stranger]) answers.push(await download(by, file));
    return answers;
  };
  expect(await got(letter)).toEqual([200, 404, 404, 404]);
  expect(await got(paper)).toEqual([200, 200, 404, 404]);
  // somebody's already, or somebody else's
  expect(await refusal(register({ fileId: letter }, preparer, of))).toBe('INVALID_INPUT');
  const foreign = await (await client(s, 'DRAFTER')).upload('别人的.pdf', Buffer.from('%PDF'));
  expect(await refusal(register({ fileId: foreign }, preparer, of))).toBe('INVALID_INPUT');
});

it("a person's name is in the ledger, the chain, the log and the number's key nowhere", async () => {
  const name = '独一无二教授';
  const made = await register({ kind: 'EXPERT', name });
  expect(made.source?.name).toBe(name);
  for (const sql of [
    'select detail::text from audit_record',
    'select detail::text from comment_event',
    'select body from comment_status',
    'select payload::text from graphile_worker._private_jobs',
  ])
    expect(JSON.stringify(await s.db.asOwner(sql))).not.toContain(name);
  expect(s.logged()).not.toContain(name);
  expect(await s.db.asOwner('select body from comment_status where id = $1', [made.id])).toEqual([
    { body: bodyOf({ contactPointId: null, sourceKind: 'EXPERT', name }) },
  ]);
  const { commentList } = await pointOf(round).officer.ask<{ commentList: Made[] }>(
    `query($c: ID!) { commentList(consultationId: $c, first: 200) { nodes { ${MADE} } } }`,
    { c: round.consultationId },
  );
  expect(JSON.stringify(commentList)).not.toContain(name);
});

it('what a second officer drops or rewords at once is stale for the other', async () => {
  const made = await register({ name: '两人同时' });
  const both = await Promise.allSettled([
    preparer.act('dropComment', { commentId: made.id, expectedVersion: made.version }, 'Comment', 'id'),
    preparer.act('reviseComment', { commentId: made.id, expectedVersion: made.version, text: '改' }, 'Comment', 'id'),
  ]);
  expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
});
