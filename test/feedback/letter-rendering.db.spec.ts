/** 排版: a letter whose files cannot be set is seen as failed, is not delivered, and is set again when asked for. */
import type { Client } from '../support/client.js';
import { Typesetter } from '../../src/platform/documents/index.js';
import { composeFor, type LetterLine, lettersOf, onLetters } from '../support/letters.js';
import {
  client,
  decide,
  jobsDone,
  NEXT_TEXT,
  openRound,
  pointOf,
  publishDraft,
  refusal,
  reportOne,
  type Round,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';

let s: TestService;
let preparer: Client;
let signer: Client;
let round: Round;
/** the letters of the two contact points, signed while no file could be set */
let letters: LetterLine[];
let renderer: Typesetter['renderer'];
let set: Typesetter['renderer']['set'];
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer] = [await client(s, 'PREPARER'), await client(s, 'SIGNER')];
  round = await openRound(s);
  const ids = [await reportOne(round, 0, '甲意见'), await reportOne(round, 1, '乙意见')];
  await decide(s, round, new Map(ids.map((id) => [id, 'NOT_ADOPTED' as const])));
  await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
  letters = [...(await composeFor(preparer, round, 0)).letters, ...(await composeFor(preparer, round, 1)).letters];
  ({ renderer } = s.running.app.get(Typesetter));
  set = renderer.set.bind(renderer);
});
afterAll(() => s.close());

const letterIds = (): string[] => letters.map((l) => l.id);
const progress = async (by = preparer): Promise<unknown> =>
  (
    await by.ask<{ consultation: { letterFiles: unknown } }>(
      'query($c: ID!) { consultation(id: $c) { letterFiles { done total failed } } }',
      { c: round.consultationId },
    )
  ).consultation.letterFiles;
const again = (ids = letterIds(), by = preparer): ReturnType<typeof onLetters> =>
  onLetters(by, 'renderLettersAgain', { letterIds: ids });
const deliver = async (): Promise<string[]> =>
  (await onLetters(preparer, 'deliverLetters', { letterIds: letterIds() })).refused.map((r) => r.code);
const failed = (n: number): Promise<unknown> =>
  until(`${n} to fail once`, async () => {
    const rows = await s.db.asOwner(
      'select 1 from graphile_worker.jobs where last_error is not null and locked_at is null',
    );
    return rows.length === n;
  });
const gaveUp = (): Promise<unknown> =>
  s.db.asOwner(
    'select graphile_worker.permanently_fail_jobs(array_agg(id)) from graphile_worker._private_jobs where locked_at is null',
  );

it('before they are signed there is nothing to set, and nothing is done about it', async () => {
  expect(await progress()).toEqual({ done: 0, total: 0, failed: 0 });
  expect((await again()).refused.map((r) => [r.code, r.message])).toEqual(
    Array(2).fill(['WRONG_STATE', '这份反馈函现在是“待定稿”，不能重新排版。']),
  );
});

it('while a job will be tried again they are neither done nor failed', async () => {
  renderer.set = () => Promise.reject(new Error('no fonts'));
  await onLetters(preparer, 'finaliseLetters', { letterIds: letterIds() });
  await onLetters(signer, 'signLetters', { letterIds: letterIds() });
  await failed(2);
  expect(await progress()).toEqual({ done: 0, total: 2, failed: 0 });
  expect(await deliver()).toEqual(['STILL_RENDERING', 'STILL_RENDERING']);
  expect((await again()).refused.map((r) => r.code)).toEqual(['STILL_RENDERING', 'STILL_RENDERING']);
});

it('once the jobs gave up they have failed, and delivering says what to do', async () => {
  await gaveUp();
  expect(await progress()).toEqual({ done: 0, total: 2, failed: 2 });
  expect(await deliver()).toEqual(['RENDERING_FAILED', 'RENDERING_FAILED']);
});

it('is shown to the staff alone, and set again by the preparer alone', async () => {
  expect([
    await progress(signer),
    await progress(await client(s, 'DRAFTER')),
    await progress(pointOf(round).officer),
  ]).toEqual([{ done: 0, total: 2, failed: 2 }, null, null]);
  expect(await refusal(again(letterIds(), signer))).toBe('FORBIDDEN');
  expect(await refusal(again(letterIds(), pointOf(round).officer))).toBe('FORBIDDEN');
});

it('asked for by two at once they are set once, and each is accounted for', async () => {
  renderer.set = set;
  const both = await Promise.all([again(), again([letters[0]?.id ?? '', 'nothing'])]);
  expect(both.flatMap((d) => d.letters.map((l) => l.id)).sort()).toEqual(letterIds().sort());
  const refused = both.flatMap((d) => d.refused.map((r) => r.code));
  expect(refused).toContain('NOT_FOUND');
  expect(['STILL_RENDERING', 'ALREADY_RENDERED']).toContain(refused.find((c) => c !== 'NOT_FOUND'));
  await jobsDone(s);
  expect(await progress()).toEqual({ done: 2, total: 2, failed: 0 });
  expect((await again()).refused.map((r) => r.code)).toEqual(['ALREADY_RENDERED', 'ALREADY_RENDERED']);
  expect(await s.db.asOwner(`select 1 from file where owner_kind = 'Letter'`)).toHaveLength(4);
});

it('a job that is gone without having set the files has failed too', async () => {
  const [first] = letters;
  await s.db.asOwner('update letter_status set docx_file_id = null, pdf_file_id = null where id = $1', [first?.id]);
  expect(await progress()).toEqual({ done: 1, total: 2, failed: 1 });
  expect((await again([first?.id ?? ''])).letters).toHaveLength(1);
  await jobsDone(s);
  expect(await progress()).toEqual({ done: 2, total: 2, failed: 0 });
});

it('a void letter is nobody’s to set', async () => {
  await signer.act('voidLetter', { letterId: letters[1]?.id, reason: '重拟' }, 'Letter', 'id');
  expect(await progress()).toEqual({ done: 1, total: 1, failed: 0 });
  expect((await again([letters[1]?.id ?? ''])).refused[0]?.code).toBe('WRONG_STATE');
});

it('a letter of a later wording is set by a job that a program of before does not know', async () => {
  const late = await reportOne(round, 0, '补报的一条');
  await decide(s, round, new Map([[late, 'NOT_ADOPTED' as const]]));
  await jobsDone(s);
  const [further] = (await composeFor(preparer, round, 0)).letters;
  renderer.set = () => Promise.reject(new Error('no fonts'));
  await onLetters(preparer, 'finaliseLetters', { letterIds: [further?.id] });
  await onLetters(signer, 'signLetters', { letterIds: [further?.id] });
  expect(await s.db.asOwner('select task_identifier from graphile_worker.jobs')).toEqual([
    { task_identifier: 'letter.render-worded' },
  ]);
  await failed(1);
  await gaveUp();
  renderer.set = set;
  expect((await again([further?.id ?? ''])).letters).toHaveLength(1);
  await jobsDone(s);
  expect((await lettersOf(preparer, round)).find((l) => l.id === further?.id)?.pdfFileId).not.toBeNull();
});
