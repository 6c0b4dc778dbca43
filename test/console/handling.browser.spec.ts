/**
 * 意见处理 in a browser, by keyboard alone: proposed, taken back, in bulk, filed, kept as it is typed, two officers on one
 * comment, read-only where it is signed; each page without a violation that axe finds.
 */
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import type { Client } from '../support/client.js';
import {
  client,
  commentOf,
  openRound,
  prepare,
  propose,
  reportOne,
  type Round,
  SHEET,
  withRoles,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';
import { ConsolePages } from './console-pages.js';

describeBrowser('意见处理 in Chromium', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let preparer: Client;
  let username: string;
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    browser = await launch();
    pages = new ConsolePages(browser, s);
    preparer = await client(s, 'PREPARER');
    username = s.home.username('PREPARER');
    await withRoles(s, 'second.hand', ['PREPARER']);
  });
  afterEach(() => pages.close());
  afterAll(async () => {
    await browser?.close();
    await s?.close();
  });

  const open = async (round: Round, query = '', who = username): Promise<Page> => {
    const page = await pages.open(who, `handling/${round.consultationId}${query}`);
    await page.getByRole('navigation', { name: '条文' }).waitFor();
    return page;
  };
  const pane = (page: Page, words: string): Promise<void> =>
    page.getByRole('complementary').getByText(words, { exact: true }).first().waitFor();
  const keys = async (page: Page, ...all: string[]): Promise<void> => {
    for (const key of all) await page.keyboard.press(key);
  };
  const words = (page: Page): ReturnType<Page['getByLabel']> => page.getByLabel('处理意见的文字');
  const state = async (round: Round, id: string): Promise<string> => (await commentOf(preparer, round, id)).state;
  const proposals = async (id: string): Promise<{ outcome: string; words: string }[]> =>
    s.db.asOwner('select outcome, words from proposed_handling where comment_id = $1 order by revision', [id]);

  it('is walked by keys alone: outcome, wording, on to the next, back again, several at once', async () => {
    const round = await openRound(s);
    const ids: string[] = [];
    for (const n of [1, 2, 3, 4, 5]) ids.push(await reportOne(round, 0, `每日检查太少，之${n}`));
    const [a = '', b = '', c = '', d = '', e = ''] = ids;
    const page = await open(round);
    await pane(page, '每日检查太少，之1');
    expect(await pages.violations(page, 'handling')).toEqual([]);

    // what is not shown is not decided
    await keys(page, 'Escape', '1', 'Enter');
    await pane(page, '每日检查太少，之1');
    expect(await page.getByRole('button', { name: '采纳', exact: false, pressed: true }).count()).toBe(0);
    await keys(page, '1', 'Enter');
    await page.getByText('已为 001 拟“采纳”').waitFor();
    await pane(page, '每日检查太少，之2');
    expect(await proposals(a)).toEqual([{ outcome: 'ADOPTED', words: '拟对第二条作相应修改。' }]);
    await keys(page, 'u');
    await page.getByText('撤回了，回到原来的样子').waitFor();
    await pane(page, '每日检查太少，之1');
    expect(await state(round, a)).toBe('REPORTED');
    expect(await words(page).inputValue()).toBe('拟对第二条作相应修改。');

    // a blank is to be filled in: the key leads there, and ↵ in the words saves
    await keys(page, 'j', '2');
    await page.keyboard.type('检查人手不够');
    await keys(page, 'Enter');
    await page.getByText('已为 002 拟“部分采纳”').waitFor();
    expect(await proposals(b)).toEqual([
      { outcome: 'PARTIALLY_ADOPTED', words: '其中的主要建议拟予采纳；其余考虑到检查人手不够，未作修改。' },
    ]);
    await pane(page, '每日检查太少，之3');
    await keys(page, '3');
    await page.getByRole('group', { name: '未采纳的理由' }).waitFor();
    await keys(page, 'Enter');
    await page.getByText('未采纳要选一个理由').waitFor();

    await keys(page, 'x', 'j', 'x', 'j', 'x', 'k', '5', 'Enter');
    await page.getByText('选了 3 条，拟好 3 条').waitFor();
    expect(await Promise.all([c, d, e].map((id) => state(round, id)))).toEqual(['PROPOSED', 'PROPOSED', 'PROPOSED']);
    expect((await proposals(d))[0]).toMatchObject({ outcome: 'NOT_ADOPTED', words: '留待今后进一步研究。' });
    await keys(page, 'u');
    await page.getByText('撤回了 3 条').waitFor();
    expect(await state(round, e)).toBe('REPORTED');
  });

  it('keeps what is typed, also over a new page, and shows it to nobody else', async () => {
    const round = await openRound(s);
    const id = await reportOne(round, 0, '每季度公布太慢', '第三条');
    const page = await open(round);
    await pane(page, '每季度公布太慢');
    await keys(page, '5', 'w');
    await page.keyboard.press('End');
    await page.keyboard.type('另行答复。');
    await page.getByText(/\d\d:\d\d 已存草稿/).waitFor();
    await page.reload();
    await pane(page, '每季度公布太慢');
    expect(await words(page).inputValue()).toBe('留待今后进一步研究。另行答复。');
    const other = await open(round, '', 'second.hand');
    await pane(other, '每季度公布太慢');
    expect(await words(other).inputValue()).toBe('');
    await page.keyboard.press('Enter');
    await page.getByText('条条有了处理').waitFor({ state: 'detached' });
    await until('the proposal', async () => (await state(round, id)) === 'PROPOSED');
    await until(
      'no copy',
      async () => (await s.db.asOwner('select 1 from working_copy where target_id = $1', [id])).length === 0,
    );
  });

  it('two officers at once: both versions side by side, theirs kept, or put in one', async () => {
    const round = await openRound(s);
    const [id, next] = [await reportOne(round, 0, '两个人都在看'), await reportOne(round, 0, '另一条两个人看')];
    const mine = await open(round);
    const theirs = await open(round, '', 'second.hand');
    await pane(mine, '两个人都在看');
    await pane(theirs, '两个人都在看');
    await keys(theirs, '1', 'Enter');
    await theirs.getByText('已为 001 拟“采纳”').waitFor();
    await pane(theirs, '另一条两个人看');

    await keys(mine, '5', 'Enter');
    const dialog = mine.getByRole('dialog');
    await dialog.getByRole('heading', { name: /已由second.hand改过，您的还没有存/ }).waitFor();
    expect(await dialog.innerText()).toContain('拟对第二条作相应修改');
    expect(await dialog.innerText()).toContain('留待今后进一步研究');
    expect(await pages.violations(mine, 'handling-stale')).toEqual([]);
    await dialog.getByRole('button', { name: '用我的，那一份留底' }).press('Enter');
    await mine.getByText('已为 001 拟“未采纳”').waitFor();
    expect((await proposals(id)).map((p) => p.outcome)).toEqual(['ADOPTED', 'NOT_ADOPTED']);

    // both have read the second one before either saves
    await pane(mine, '另一条两个人看');
    await keys(theirs, '4', 'Enter');
    await theirs.getByText('已为 002 拟“未采纳”').waitFor();
    await keys(mine, '1', 'Enter');
    await dialog.getByRole('button', { name: '合在一起改' }).press('Enter');
    await words(mine).fill('合起来写的理由。');
    await keys(mine, 'Enter');
    await mine.getByText('已为 002 拟“采纳”').waitFor();
    expect((await proposals(next)).map((p) => p.words)).toEqual(['上位法已有规定，不再重复规定。', '合起来写的理由。']);
  });

  it('files what nobody could place, shows what the leader wrote, and changes nothing that is signed', async () => {
    const round = await openRound(s);
    const [signed, struck] = [await reportOne(round, 0, '已经签了的'), await reportOne(round, 0, '被退回的')];
    const lost = await reportOne(round, 0, '不知道是哪里', null, { target: { kind: 'UNKNOWN' } });
    for (const id of [signed, struck]) await propose(preparer, round, id);
    const sheet = await prepare(preparer, round, [signed, struck]);
    await (
      await client(s, 'SIGNER')
    ).act(
      'signSheet',
      {
        sheetId: sheet.id,
        expectedVersion: sheet.version,
        struck: [struck],
        notes: [{ commentId: struck, words: '请写明依据' }],
      },
      'DecisionSheet',
      SHEET,
    );
    const page = await open(round, '?show=back');
    await pane(page, '被退回的');
    await pane(page, '请写明依据');
    expect(await pages.violations(page, 'handling-back')).toEqual([]);
    await page.goto(`${s.url}/console/handling/${round.consultationId}?show=all&at=${signed}`);
    await page.getByText('已签发：采纳').waitFor();
    expect(await words(page).count()).toBe(0);
    await page.getByRole('link', { name: '看采纳情况表' }).waitFor();

    await page.goto(`${s.url}/console/handling/${round.consultationId}?place=UNKNOWN`);
    await pane(page, '不知道是哪里');
    await keys(page, 'Enter');
    await page.keyboard.type('3');
    await page.getByRole('option', { name: '第三条' }).waitFor();
    expect(await pages.violations(page, 'handling-file')).toEqual([]);
    await keys(page, 'Enter');
    await page.getByText('归到了第三条', { exact: false }).first().waitFor();
    const [filed] = await s.db.asOwner<{ at: string }>('select filed_under as at from comment_status where id = $1', [
      lost,
    ]);
    expect(filed?.at).toBe(round.articles.get('第三条'));
  });

  it('says so when everything has an answer, and whoever only reads changes nothing', async () => {
    const round = await openRound(s);
    const id = await reportOne(round, 0, '唯一的一条');
    await propose(preparer, round, id);
    const page = await open(round);
    await page.getByText('这部法规 1 条意见，条条有了处理').waitFor();
    await page.getByRole('link', { name: '生成采纳情况表' }).waitFor();
    expect(await pages.violations(page, 'handling-done')).toEqual([]);
    const checker = await open(round, `?show=all`, s.home.username('CHECKER'));
    await pane(checker, '唯一的一条');
    await keys(checker, '1', 'Enter', 'u');
    expect(await words(checker).count()).toBe(0);
    expect(await proposals(id)).toHaveLength(1);
  });

  it('breaks no policy of its own', () => expect(pages.faults.filter((f) => !f.includes('401'))).toEqual([]));
});
