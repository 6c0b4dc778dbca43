/** 意见处理 one comment after another: a few statements each, whatever has been said of it before. */
import { client, openRound, propose, reportOne } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';
import { statementsOf } from '../../support/statements.js';

let s: TestService;
beforeAll(async () => {
  s = await startTestService();
});
afterAll(() => s.close());

/** What every transaction says, and the queue beside it */
const OTHERS = /^(start transaction|commit|select set_config)|graphile_worker/iu;

it('is six statements between START TRANSACTION and COMMIT, the first time and the fifth', async () => {
  const round = await openRound(s);
  const commentId = await reportOne(round, 0, '建议写明修复期限。');
  const preparer = await client(s, 'PREPARER');
  const counts: string[][] = [];
  for (let time = 0; time < 5; time++) {
    const sent = await statementsOf(() => propose(preparer, round, commentId, 'NOT_ADOPTED'));
    const from = sent.findIndex((q) => /^start transaction/iu.test(q));
    const to = sent.findIndex((q) => /^commit/iu.test(q));
    counts.push(sent.slice(from, to).filter((q) => !OTHERS.test(q)));
  }
  expect(counts.map((c) => c.length)).toEqual([6, 6, 6, 6, 6]);
});
