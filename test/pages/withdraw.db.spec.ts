/** 撤回我的意见 on the page: told first, confirmed in a second form, without a script and without a code in an address. */
import { openRound, pointOf, type Round } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { hiddenFields, type Page, receiptOn, resident, type Resident, wordsOf } from './client.js';

let s: TestService;
let r: Resident;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'debug' });
  r = resident(s);
  round = await openRound(s);
});
afterAll(() => s.close());

interface Voice {
  id: string;
  receipt: string;
}
async function say(text: string): Promise<Voice> {
  const { code } = pointOf(round);
  const done = await r.post(`/l/${code}/opinions`, { ...(await r.form(`/l/${code}/say`)), text });
  const [row] = await s.db.asOwner<{ id: string }>('select id from opinion where text = $1', [text]);
  return { id: row?.id ?? '', receipt: receiptOn(done.html) };
}
async function report(id: string): Promise<void> {
  const { officer, task } = pointOf(round);
  const made = await officer.act<{ id: string }>(
    'draftComment',
    { solicitationId: task, opinionIds: [id] },
    'Comment',
    'id',
  );
  const given = { solicitationId: task, commentIds: [made.id] };
  await officer.act('reportComments', given, 'CommentsReported', 'reported');
}
const state = async (id: string): Promise<string | undefined> =>
  (await s.db.asOwner<{ state: string }>('select state from opinion_status where id = $1', [id]))[0]?.state;
const noted = (id: string): Promise<object[]> => s.db.asOwner('select 1 from opinion_withdrawal where id = $1', [id]);
/** the first form of the page that goes there, as a browser sends it */
const formTo = (page: Page, path: string): Record<string, string> => {
  const form = new RegExp(`<form[^>]*action="${path}"[^>]*>.*?</form>`, 's').exec(page.html)?.[0];
  if (form === undefined) throw new Error(`no form to ${path}`);
  return hiddenFields(form);
};

it('what is not reported is asked about, then withdrawn, and the result says so ever after', async () => {
  const { id, receipt } = await say('页面上撤回');
  const result = await r.post('/r', { receipt });
  const asked = await r.post('/r/withdraw', formTo(result, '/r/withdraw'));
  expect(asked.status).toBe(200);
  expect(wordsOf(asked.html)).toContain('要撤回这条意见吗');
  expect(wordsOf(asked.html)).toContain('还没有报送到法工委');
  expect(await state(id)).toBe('RECEIVED');
  const back = await r.post('/r', formTo(asked, '/r'));
  expect(wordsOf(back.html)).toContain('查询结果');
  const done = await r.post('/r/withdraw', formTo(asked, '/r/withdraw'));
  expect(wordsOf(done.html)).toContain('您已经撤回这条意见');
  expect(await state(id)).toBe('WITHDRAWN');
  for (const page of [await r.post('/r', { receipt }), await r.post('/r/withdraw', formTo(asked, '/r/withdraw'))]) {
    expect(page.status).toBe(200);
    expect(wordsOf(page.html)).toContain('这条意见已经撤回');
    expect(page.html).not.toContain('action="/r/withdraw"');
  }
  expect(done.headers.get('cache-control')).toBe('no-store');
  expect(s.logged()).not.toContain(receipt);
});

it('what is reported is noted, and the page says which of the two happened', async () => {
  const { id, receipt } = await say('页面上报送后撤回');
  await report(id);
  const asked = await r.post('/r/withdraw', formTo(await r.post('/r', { receipt }), '/r/withdraw'));
  expect(wordsOf(asked.html)).toContain('不能收回');
  const done = await r.post('/r/withdraw', formTo(asked, '/r/withdraw'));
  expect(wordsOf(done.html)).toContain('撤回的意愿已经记下');
  expect(wordsOf(done.html)).not.toContain('您已经撤回这条意见');
  expect([await state(id), await noted(id)]).toEqual(['REPORTED', [{ '?column?': 1 }]]);
});

it('reported between asking and confirming, it is asked again: nobody confirms what was not told', async () => {
  const { id, receipt } = await say('问完才报送');
  const asked = await r.post('/r/withdraw', { receipt });
  await report(id);
  const again = await r.post('/r/withdraw', formTo(asked, '/r/withdraw'));
  expect(wordsOf(again.html)).toContain('不能收回');
  expect([await state(id), await noted(id)]).toEqual(['REPORTED', []]);
});

it('not from a foreign page, not with a wrong code, not with none, and never by GET', async () => {
  const { id, receipt } = await say('别处发来');
  const foreign = await r.post('/r/withdraw', { receipt, confirmed: 'MAY' }, { 'sec-fetch-site': 'cross-site' });
  expect(foreign.status).toBe(403);
  expect((await r.post('/r/withdraw', { receipt: '1234567890123456', confirmed: 'MAY' })).status).toBe(404);
  expect((await r.post('/r/withdraw', { receipt: ' ', confirmed: 'MAY' })).status).toBe(422);
  expect((await r.open('/r/withdraw')).status).toBe(404);
  expect(await state(id)).toBe('RECEIVED');
});

it('what is kept apart is said to be looked at', async () => {
  const { id, receipt } = await say('放着的一句');
  const given = { opinionIds: [id], reason: 'NAMED_ACCUSATION' };
  await pointOf(round).officer.act('quarantineOpinions', given, 'BulkDone', 'done');
  const page = wordsOf((await r.post('/r', { receipt })).html);
  expect(page).toContain('正在核看');
  expect(page).not.toMatch(/隔离|举报/u);
});

it('taken out of a comment, it is not told as reported when that comment is', async () => {
  const [kept, out] = [await say('留在里面的'), await say('拆出来的')];
  const { officer, task } = pointOf(round);
  const made = await officer.act<{ id: string; version: number }>(
    'draftComment',
    { solicitationId: task, opinionIds: [kept.id, out.id], text: '两位都说' },
    'Comment',
    'id version',
  );
  const given = { commentId: made.id, expectedVersion: made.version, opinionIds: [out.id] };
  await officer.act('takeApartComment', given, 'Comment', 'id');
  await officer.act('reportComments', { solicitationId: task, commentIds: [made.id] }, 'CommentsReported', 'reported');
  const stage = async ({ receipt }: Voice): Promise<string> => wordsOf((await r.post('/r', { receipt })).html);
  expect(await stage(kept)).toContain('已经报送到法工委');
  expect(await stage(out)).toContain('接下来报送');
});
