/** A prepared round is sent to a checker, passed or returned; where the office wants it, nothing else is sent out. */
import { judgeReviewed, judgeReviewHands, reviewLife } from '../../src/solicitation/review/review.rules.js';
import type { Client } from '../support/client.js';
import { client, FIRST_TEXT, publishDraft, refusal, today, withRoles } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { ledgerFaults } from '../support/verified.js';

let s: TestService;
let [preparer, checker, signer]: Client[] = [];
let points: string[];
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, checker, signer] = [await client(s, 'PREPARER'), await client(s, 'CHECKER'), await client(s, 'SIGNER')];
  points = [await s.home.contactPoint('红河居委会'), await s.home.contactPoint('青山社区')];
});
afterAll(() => s.close());

const who = (by: Client | undefined): Client => by as Client;
interface Prepared {
  id: string;
  version: number;
}
let made = 0;
const prepared = async (): Promise<Prepared> => {
  const by = who(preparer);
  const { id: regulationId } = await by.act<{ id: string }>(
    'createRegulation',
    { title: `送审的条例之${++made}`, kind: 'REGULATION', making: 'ENACT' },
    'Regulation',
    'id',
  );
  const draftId = await publishDraft(s, regulationId, 'CONSULTATION_DRAFT', FIRST_TEXT, by);
  return by.act('createConsultation', { draftId, title: '公开征求意见', opensOn: today(), closesOn: today(30) }, 'Consultation', 'id version'); // prettier-ignore
};
const send = (round: Prepared, more: object = {}, by = preparer): Promise<unknown> =>
  who(by).act(
    'sendRoundToReview',
    { consultationId: round.id, expectedVersion: round.version, contactPointIds: points, ...more },
    'Consultation',
    'id',
  );
interface Review {
  id: string;
  state: string;
  version: number;
  note: string | null;
  isMine: boolean;
  contactPointIds: string[];
  dueOn: string | null;
  edits: { kind: string; words: string }[];
}
const reviewOf = async (round: Prepared, by = checker): Promise<Review> =>
  (
    await who(by).ask<{ consultation: { review: Review } }>(
      'query($id: ID!) { consultation(id: $id) { review { id state version note isMine contactPointIds dueOn edits { kind words } } } }',
      { id: round.id },
    )
  ).consultation.review;
const judge = async (act: 'passRound' | 'returnRound', round: Prepared, more: object = {}, by = checker) => {
  const { id, version } = await reviewOf(round);
  return who(by).act(act, { reviewId: id, expectedVersion: version, ...more }, 'Consultation', 'id');
};
const issue = (round: Prepared, more: object = {}): Promise<unknown> =>
  who(preparer).act(
    'issueConsultation',
    { consultationId: round.id, expectedVersion: round.version, contactPointIds: points, ...more },
    'Consultation',
    'id',
  );
const waiting = async (by: Client | undefined, kind: string): Promise<string[]> =>
  (await who(by).ask<{ todos: { kind: string; targetId: string }[] }>('{ todos { nodes { kind targetId } } }')).todos
    .filter((t) => t.kind === kind)
    .map((t) => t.targetId);
const require_ = (wanted: boolean): Promise<unknown> =>
  s.db.asOwner('update legislature set reviews_rounds = $1 where code = $2', [wanted, s.home.code]);

it('waits for the checker with whom it asks and the words that were changed, and comes back with a note', async () => {
  const round = await prepared();
  const papers = [{ kind: 'ASKING', edits: [{ paragraph: 0, before: '原话', words: '改过的话' }] }];
  expect(await refusal(send(round, { expectedVersion: 9 }))).toBe('STALE_VERSION');
  expect(await refusal(send(round, { dueOn: today(-40) }))).toBe('INVALID_INPUT');
  const [draftId] = points;
  expect(await refusal(send(round, { contactPointIds: [draftId, '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11'] }))).toBe(
    'NOT_ENGAGED',
  );
  await send(round, { dueOn: today(20), papers });
  expect(await waiting(checker, 'ROUND_TO_CHECK')).toEqual([round.id]);
  expect(await waiting(preparer, 'ROUND_TO_CHECK')).toEqual([]);
  expect(await reviewOf(round)).toMatchObject({ state: 'SENT', contactPointIds: points, dueOn: today(20), isMine: false, edits: [{ kind: 'ASKING', words: '改过的话' }] }); // prettier-ignore
  // the checker reads the papers as the clerk does
  const { paperPreview } = await who(checker).ask<{ paperPreview: { __typename: string } }>(
    'query($i: PaperPreviewInput!) { paperPreview(input: $i) { __typename } }',
    { i: { kind: 'REMINDER_MESSAGE', draftIds: [await draftOf(round)], opensOn: today(), closesOn: today(30) } },
  );
  expect(paperPreview.__typename).toBe('PaperPreview');
  await judge('returnRound', round, { note: '反馈期限太短，请放到月底。' });
  expect(await reviewOf(round, preparer)).toMatchObject({ state: 'RETURNED', note: '反馈期限太短，请放到月底。' });
  expect(await waiting(checker, 'ROUND_TO_CHECK')).toEqual([]);
  expect(await waiting(preparer, 'ROUND_RETURNED')).toEqual([round.id]);
  await send(round);
  expect(await waiting(preparer, 'ROUND_RETURNED')).toEqual([]);
  expect(await ledgerFaults(s)).toEqual([]);
});
const draftOf = async (round: Prepared): Promise<string> =>
  (
    await who(preparer).ask<{ consultation: { draft: { id: string } } }>(
      'query($id: ID!) { consultation(id: $id) { draft { id } } }',
      { id: round.id },
    )
  ).consultation.draft.id;

it('is passed by another hand, as it was sent and while it is prepared', async () => {
  const round = await prepared();
  const both = await withRoles(s, 'both', ['PREPARER', 'CHECKER']);
  await send(round, {}, both);
  expect((await reviewOf(round, both)).isMine).toBe(true);
  expect(await refusal(judge('passRound', round, {}, both))).toBe('SAME_PERSON');
  expect(await waiting(both, 'ROUND_TO_CHECK')).not.toContain(round.id);
  const changed = await who(preparer).act<Prepared>('updateConsultation', { consultationId: round.id, expectedVersion: round.version, title: '公开征求意见', opensOn: today(), closesOn: today(40) }, 'Consultation', 'id version'); // prettier-ignore
  expect(await refusal(judge('passRound', round))).toBe('STALE_VERSION');
  expect(await waiting(checker, 'ROUND_TO_CHECK')).not.toContain(round.id);
  await send(changed);
  await judge('passRound', changed);
  expect(await refusal(judge('passRound', changed))).toBe('WRONG_STATE');
  expect(await refusal(judge('returnRound', changed, { note: '再想想' }))).toBe('WRONG_STATE');
  await issue(changed);
  expect(await refusal(send({ ...changed, version: changed.version + 1 }))).toBe('WRONG_STATE');
});

it('is sent out without, until the office wants it; then only as it was passed', async () => {
  await issue(await prepared());
  await require_(true);
  try {
    const round = await prepared();
    const reviewing = '{ roundReviewing { isRequired checkers } }';
    const { roundReviewing } = await who(preparer).ask<{ roundReviewing: { isRequired: boolean; checkers: string[] } }>(
      reviewing,
    );
    expect(roundReviewing.isRequired).toBe(true);
    expect(roundReviewing.checkers.length).toBeGreaterThan(0);
    expect(await refusal(issue(round))).toBe('NOT_REVIEWED');
    await send(round);
    expect(await refusal(issue(round))).toBe('NOT_REVIEWED');
    await judge('passRound', round);
    expect(await refusal(issue(round, { contactPointIds: points.slice(1) }))).toBe('NOT_REVIEWED');
    expect(await refusal(issue(round, { dueOn: today(10) }))).toBe('NOT_REVIEWED');
    await issue(round);
  } finally {
    await require_(false);
  }
});

it('is nobody else’s: not a signer’s, nor the neighbour’s, nor a contact point’s to read', async () => {
  const round = await prepared();
  await send(round);
  expect(await refusal(judge('passRound', round, {}, signer))).toBe('FORBIDDEN');
  const next = await client(s, 'CHECKER', s.neighbour);
  expect(await refusal(judge('passRound', round, {}, next))).toBe('NOT_FOUND');
});

describe('the rules', () => {
  const passed = { state: 'PASSED' as const, roundVersion: 3, contactPointIds: ['b', 'a'], dueOn: null };
  const given = { version: 3, contactPointIds: ['a', 'b'], dueOn: null };
  it.each([
    [null, given, '请先送审核'],
    [{ ...passed, state: 'WITHDRAWN' as const }, given, '请先送审核'],
    [{ ...passed, state: 'SENT' as const }, given, '审核通过以后才能发出'],
    [{ ...passed, state: 'RETURNED' as const }, given, '审核退回了'],
    [passed, { ...given, version: 4 }, '以后又改过'],
    [passed, { ...given, contactPointIds: ['a'] }, '发给的单位'],
    [passed, { ...given, contactPointIds: ['a', 'c'] }, '发给的单位'],
    [passed, { ...given, dueOn: '2026-09-01' }, '反馈期限'],
  ])('%j sent out as %j', (review, now, words) => {
    expect(judgeReviewed(review, now)?.params.words).toContain(words);
  });
  it('lets through what was passed, in whatever order its bodies stand', () => {
    expect(judgeReviewed(passed, given)).toBeNull();
    expect([judgeReviewHands('a', 'a')?.code, judgeReviewHands('b', 'a')]).toEqual(['SAME_PERSON', null]);
  });
  it('goes its way and no other', () => {
    const grid = reviewLife.states.map((state) => reviewLife.commands.map((c) => reviewLife.next(state, c)));
    expect(grid).toEqual([
      ['PASSED', 'RETURNED', 'WITHDRAWN'],
      [null, null, 'WITHDRAWN'],
      [null, null, null],
      [null, null, null],
    ]);
  });
});
