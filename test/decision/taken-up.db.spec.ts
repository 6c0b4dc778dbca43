/**
 * 法工委直接受理: a voice that went straight to the legislature is decided like any other, out of the street's sight.
 */
import { Client } from '../support/client.js';
import {
  client,
  commentOf,
  decide,
  key,
  NEXT_TEXT,
  openRound,
  pointOf,
  publishDraft,
  refusal,
  type Round,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let round: Round;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

const say = (code: string, direct: boolean, text: string): Promise<{ receiptCode: string }> =>
  new Client(s.url).submit({
    lawCode: code,
    opinion: {
      submissionKey: key(),
      direct,
      target: { kind: 'ARTICLE', provisionId: round.articles.get('第二条') },
      act: 'AMEND',
      text,
    },
  });
const idOf = async (text: string): Promise<string> => {
  const [row] = await s.db.asOwner<{ id: string }>('select id from opinion where text = $1', [text]);
  return row?.id ?? '';
};
const takeUp = (
  opinionIds: readonly string[],
  by = preparer,
): Promise<{ id: string; number: number; state: string; contactPointId: string | null }> =>
  by.act(
    'takeUpOpinions',
    { consultationId: round.consultationId, opinionIds },
    'Comment',
    'id number state contactPointId',
  );
const page = async (receipt: string): Promise<string> =>
  (
    await s.send('/r', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ receipt }).toString(),
    })
  ).text();

it('is reported at once with a number of the consultation, decided, released and answered under its receipt code', async () => {
  const { receiptCode } = await say(pointOf(round).code, true, '直接交给法工委的一句话');
  const comment = await takeUp([await idOf('直接交给法工委的一句话')]);
  expect(comment).toMatchObject({ state: 'REPORTED', contactPointId: null });
  expect(comment.number).toBeGreaterThan(0);
  await decide(s, round, new Map([[comment.id, 'NOT_ADOPTED']]));
  expect(await page(receiptCode)).not.toContain('未采纳');
  await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
  expect((await commentOf(preparer, round, comment.id)).state).toBe('ANSWERED');
  expect(
    (await s.db.asOwner<{ state: string }>('select state from opinion_status where comment_id = $1', [comment.id])).map(
      (r) => r.state,
    ),
  ).toEqual(['ANSWERED']);
  expect(await page(receiptCode)).toContain('未采纳');
});

it('what a contact point can report is not taken from it, and an officer takes nothing up', async () => {
  await say(pointOf(round).code, false, '给联系点的一句话');
  expect(await refusal(takeUp([await idOf('给联系点的一句话')]))).toBe('OPINION_NOT_OPEN');
  await say(round.code, false, '法规码下的一句话');
  expect(await refusal(takeUp([await idOf('法规码下的一句话')], pointOf(round).officer))).toBe('FORBIDDEN');
  expect((await takeUp([await idOf('法规码下的一句话')])).state).toBe('REPORTED');
  expect(await refusal(takeUp([await idOf('法规码下的一句话')]))).toBe('OPINION_NOT_OPEN');
});
