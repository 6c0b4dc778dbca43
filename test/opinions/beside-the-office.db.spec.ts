/** Residents speak while the office works over comments, be they many: no act and no job keeps them waiting. */
import type { Client } from '../support/client.js';
import {
  client,
  enter,
  key,
  NEXT_TEXT,
  openRound,
  opinion,
  pointOf,
  prepare,
  propose,
  publishDraft,
  reportOne,
  type Round,
  SHEET,
} from '../support/round.js';
import { withClient } from '../support/server.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';

let s: TestService;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService();
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

const BLOCKED =
  'select count(*)::int as n from pg_stat_activity where pid <> pg_backend_pid() and pg_backend_pid() = any(pg_blocking_pids(pid))';

/** While somebody else holds the comments of the round, so that the act stands still with all that it holds itself */
async function whileItStands(
  round: Round,
  act: () => Promise<unknown>,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  let done: Promise<unknown> | undefined;
  await withClient(s.db.owner, async (db) => {
    await db.query('begin');
    await db.query('select 1 from comment_status where consultation_id = $1 for update', [round.consultationId]);
    done = act();
    await until('the act to wait', async () => (await db.query<{ n: number }>(BLOCKED)).rows[0]?.n !== 0);
    await meanwhile();
    await db.query('commit');
  });
  await done;
}

const speak = async (round: Round): Promise<unknown> => {
  const { code } = pointOf(round);
  const { receiptCode } = await preparer.submit({
    lawCode: code,
    opinion: { submissionKey: key(), target: { kind: 'WHOLE' }, act: 'AMEND', text: '办事的时候也能说话' },
  });
  return expect(receiptCode).toMatch(/^\d{16}$/u);
};

it('a contact point reports', async () => {
  const round = await openRound(s);
  const { officer, task } = pointOf(round);
  const [opinionId] = await enter(round, 0, [opinion(round, '应当每日检查两次')]);
  const comment = await officer.act<{ id: string }>(
    'draftComment',
    { solicitationId: task, opinionIds: [opinionId] },
    'Comment',
    'id',
  );
  await whileItStands(
    round,
    () =>
      officer.act('reportComments', { solicitationId: task, commentIds: [comment.id] }, 'CommentsReported', 'reported'),
    () => speak(round),
  );
});

it('a sheet is prepared, and signed', async () => {
  const round = await openRound(s);
  const id = await reportOne(round, 0, '应当每日检查两次');
  await propose(preparer, round, id);
  let sheet = { id: '', version: 0 };
  await whileItStands(
    round,
    async () => (sheet = await prepare(preparer, round, [id])),
    () => speak(round),
  );
  const signer = await client(s, 'SIGNER');
  await whileItStands(
    round,
    () => signer.act('signSheet', { sheetId: sheet.id, expectedVersion: sheet.version }, 'DecisionSheet', SHEET),
    () => speak(round),
  );
});

it('a next text is published, and every comment is carried into it and looked at for proofs', async () => {
  const round = await openRound(s);
  const id = await reportOne(round, 0, '应当每日检查两次');
  await propose(preparer, round, id);
  await whileItStands(
    round,
    () => publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT),
    () => speak(round),
  );
  await until('the comment to be carried', async () => {
    const rows = await s.db.asOwner('select 1 from carry_over where comment_id = $1', [id]);
    return rows.length > 0;
  });
});
