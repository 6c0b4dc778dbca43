/** What no letter to a contact point answers: told by a person, recorded with how and when; and what each comment says. */
import { randomUUID } from 'node:crypto';
import { Client } from '../support/client.js';
import { addDays } from '../../src/platform/base/clock.js';
import { composeFor, handOver, issue, type LetterLine } from '../support/letters.js';
import {
  client,
  commentOf,
  decide,
  jobsDone,
  key,
  NEXT_TEXT,
  openRound,
  pointOf,
  publishDraft,
  refusal,
  reportOne,
  type Round,
  today,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let preparer: Client;
let signer: Client;
let round: Round;
/** comments of the office itself, by the kind of their source */
const from: Record<string, string> = {};
let reported: string;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer] = [await client(s, 'PREPARER'), await client(s, 'SIGNER')];
  round = await openRound(s);
  for (const source of ['RESIDENT', 'DEPARTMENT', 'EXPERT', 'DEPUTY', 'PAPER']) from[source] = await ofSource(source);
  reported = await reportOne(round, 0, '联系点的一条');
  await decide(s, round, new Map([...Object.values(from), reported].map((id) => [id, 'NOT_ADOPTED' as const])));
  await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
});
afterAll(() => s.close());

/** As registration of other sources stores it: no contact point, and its kind */
async function ofSource(source: string): Promise<string> {
  await new Client(s.url).submit({
    lawCode: round.code,
    opinion: { submissionKey: key(), target: { kind: 'WHOLE' }, act: 'AMEND', text: `来自${source}的一条` },
  });
  const [opinion] = await s.db.asOwner<{ id: string }>('select id from opinion where text = $1', [
    `来自${source}的一条`,
  ]);
  const made = await preparer.act<{ id: string }>(
    'takeUpOpinions',
    { consultationId: round.consultationId, opinionIds: [opinion?.id] },
    'Comment',
    'id',
  );
  if (source === 'RESIDENT') return made.id;
  // a voice may stand behind what another source sends, and none behind what a resident wrote on paper
  if (source !== 'EXPERT') await s.db.asOwner('delete from comment_opinion where comment_id = $1', [made.id]);
  if (source !== 'PAPER') await s.db.asOwner('update comment set source_kind = $2 where id = $1', [made.id, source]);
  return made.id;
}

interface Done {
  done: string[];
  refused: { id: string; code: string; message: string }[];
}
const versionOf = async (id: string): Promise<number> => (await commentOf(preparer, round, id)).version;
const record = async (ids: readonly string[], more: object = {}, by = preparer): Promise<Done> => {
  const comments = [];
  for (const commentId of ids) comments.push({ commentId, expectedVersion: await versionOf(commentId) });
  return recordOf({ comments, way: 'TELEPHONE', answeredOn: today(), ...more }, by);
};
const recordOf = (input: object, by = preparer): Promise<Done> =>
  by.act<Done>('recordAnswers', input, 'BulkDone', 'done refused { id code message }');
const answer = async (id: string, by = preparer): Promise<unknown> =>
  (
    await by.ask<{ commentList: { id: string; answeredBy: unknown }[] }>(
      'query($c: ID!) { commentList(consultationId: $c, first: 100) { nodes { id answeredBy { way letterNumber answeredOn words } } } }',
      { c: round.consultationId },
    )
  ).commentList.find((c) => c.id === id)?.answeredBy;
const letters = async (id: string, by = preparer): Promise<string[] | undefined> =>
  (
    await by.ask<{ commentList: { id: string; letters: { id: string }[] }[] }>(
      'query($c: ID!) { commentList(consultationId: $c, first: 100) { nodes { id letters { id } } } }',
      { c: round.consultationId },
    )
  ).commentList
    .find((c) => c.id === id)
    ?.letters.map((l) => l.id);

describe('at the release', () => {
  it('a resident’s voice is answered under its receipt code, and nobody else', async () => {
    const state = async (id = ''): Promise<string> => (await commentOf(preparer, round, id)).state;
    expect(await state(from.RESIDENT)).toBe('ANSWERED');
    for (const source of ['DEPARTMENT', 'EXPERT', 'DEPUTY', 'PAPER'])
      expect(await state(from[source])).toBe('RELEASED');
    expect(await answer(from.RESIDENT ?? '')).toEqual({
      way: 'RECEIPT_CODE',
      letterNumber: null,
      answeredOn: today(),
      words: null,
    });
    expect(await answer(from.DEPARTMENT ?? '')).toBeNull();
  });
});

describe('登记答复', () => {
  it('says how and when, for each of several, and what was said of it', async () => {
    const ids = [from.DEPARTMENT ?? '', from.PAPER ?? ''];
    expect(await record(ids, { way: 'REPLY_LETTER', words: ' 云住建函〔2026〕3号 ' })).toMatchObject({
      done: ids,
      refused: [],
    });
    for (const id of ids) {
      expect(await commentOf(preparer, round, id)).toMatchObject({ state: 'ANSWERED' });
      expect(await answer(id)).toEqual({
        way: 'REPLY_LETTER',
        letterNumber: null,
        answeredOn: today(),
        words: '云住建函〔2026〕3号',
      });
    }
    expect(await s.db.asOwner(`select 1 from audit_record where detail::text like '%住建%'`)).toEqual([]);
  });

  it('accounts for each one that it leaves alone', async () => {
    const unknown = randomUUID();
    const [expert, department] = [from.EXPERT ?? '', from.DEPARTMENT ?? ''];
    const { done, refused } = await recordOf({
      comments: [
        { commentId: unknown, expectedVersion: 1 },
        { commentId: reported, expectedVersion: await versionOf(reported) },
        { commentId: department, expectedVersion: await versionOf(department) },
        { commentId: expert, expectedVersion: (await versionOf(expert)) - 1 },
      ],
      way: 'IN_PERSON',
      answeredOn: today(),
    });
    expect(done).toEqual([]);
    expect(refused.map((r) => [r.id, r.code])).toEqual([
      [unknown, 'NOT_FOUND'],
      [reported, 'ANSWERED_BY_LETTER'],
      [department, 'WRONG_STATE'],
      [expert, 'STALE_VERSION'],
    ]);
    expect(refused[1]?.message).toContain('请拟反馈函');
  });

  it('of a day before the release it says so, of one to come or no day at all that it is wrong', async () => {
    const expert = from.EXPERT ?? '';
    const early = await record([expert], { answeredOn: addDays(today(), -1) });
    expect(early).toMatchObject({ done: [], refused: [{ code: 'ANSWERED_BEFORE_RELEASE' }] });
    expect(early.refused[0]?.message).toContain(today());
    for (const answeredOn of [addDays(today(), 2), '2026-02-30', '昨天'])
      expect(await refusal(record([expert], { answeredOn }))).toBe('INVALID_INPUT');
    expect(await refusal(record([expert], { words: '长'.repeat(501) }))).toBe('INVALID_INPUT');
    expect(await refusal(record([expert, expert]))).toBe('INVALID_INPUT');
    expect(await refusal(record([]))).toBe('INVALID_INPUT');
  });

  it('of two at once one is recorded', async () => {
    const commentId = from.EXPERT ?? '';
    const read = { comments: [{ commentId, expectedVersion: await versionOf(commentId) }], answeredOn: today() };
    const both = await Promise.all(['TELEPHONE', 'IN_PERSON'].map((way) => recordOf({ ...read, way })));
    expect(both.flatMap((d) => d.done)).toEqual([from.EXPERT]);
    expect(both.flatMap((d) => d.refused)).toMatchObject([{ code: 'STALE_VERSION' }]);
  });

  it('is the preparer’s', async () => {
    for (const by of [signer, pointOf(round).officer])
      expect(await refusal(record([from.DEPUTY ?? ''], {}, by))).toBe('FORBIDDEN');
  });

  it('of a decision that is taken up again nothing is said until the next is told; each keeps its own', async () => {
    const deputy = from.DEPUTY ?? '';
    await record([deputy], { way: 'IN_PERSON' });
    await signer.act(
      'reopenComments',
      { comments: [{ commentId: deputy, expectedVersion: await versionOf(deputy) }], reason: '代表又来信' },
      'BulkDone',
      'done',
    );
    expect(await answer(deputy)).toBeNull();
    await decide(s, round, new Map([[deputy, 'PARTIALLY_ADOPTED' as const]]));
    await jobsDone(s);
    expect(await answer(deputy)).toBeNull();
    await record([deputy]);
    expect(await answer(deputy)).toMatchObject({ way: 'TELEPHONE' });
    expect(await s.db.asOwner('select way from comment_answer where comment_id = $1 order by at', [deputy])).toEqual([
      { way: 'IN_PERSON' },
      { way: 'TELEPHONE' },
    ]);
  });
});

describe('a comment that a letter holds', () => {
  let letter: LetterLine;
  it('names the letters to the office from composing on, to its contact point once they are delivered', async () => {
    letter = (await composeFor(preparer, round)).letters[0] as LetterLine;
    const officer = pointOf(round).officer;
    expect([await letters(reported), await letters(reported, officer)]).toEqual([[letter.id], []]);
    await issue(s, [letter.id]);
    expect([await answer(reported), await letters(reported, officer)]).toEqual([null, []]);
    await signer.act('voidLetter', { letterId: letter.id, reason: '重拟' }, 'Letter', 'id');
    const again = (await composeFor(preparer, round)).letters[0] as LetterLine;
    [letter] = (await handOver(s, [again.id])) as [LetterLine];
    expect(await letters(reported)).toHaveLength(2);
    expect(await letters(reported, officer)).toEqual([letter.id]);
    expect((await letters(reported))?.[0]).toBe(letter.id);
  });

  it('says which letter answered it, and on which day', async () => {
    const told = {
      way: 'FEEDBACK_LETTER',
      letterNumber: letter.documentNumber,
      answeredOn: today(),
      words: null,
    };
    expect([await answer(reported), await answer(reported, pointOf(round).officer)]).toEqual([told, told]);
  });

  it('names no letter to those of the office who read none', async () => {
    expect(await letters(reported, await client(s, 'DRAFTER'))).toEqual([]);
  });

  it('names at most fifty of them, the newest first, whatever there are', async () => {
    await s.db.asOwner(
      `with made as (insert into letter (id, legislature_id, regulation_id, consultation_id, contact_point_id, kind, wording_version, snapshot, snapshot_sha256, prepared_by, composed_at)
         select gen_random_uuid(), legislature_id, regulation_id, consultation_id, contact_point_id, 'SUPPLEMENTARY', wording_version, snapshot, snapshot_sha256, prepared_by, composed_at + make_interval(secs => n) from letter, generate_series(1, 60) n where id = $1 returning *)
       insert into letter_status (id, legislature_id, consultation_id, contact_point_id, kind, state) select id, legislature_id, consultation_id, contact_point_id, kind, 'VOIDED' from made`,
      [letter.id],
    );
    expect(await letters(reported)).toHaveLength(50);
    expect(await letters(reported)).not.toContain(letter.id);
    expect(await letters(reported, pointOf(round).officer)).toEqual([letter.id]);
  });
});
