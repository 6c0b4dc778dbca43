/**
 * What came straight to the office, in a browser: taken up, merged, set aside and undone by keys, and a round concluded
 * with an account of every voice; each page without a violation that axe finds.
 */
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import { Client } from '../support/client.js';
import { enter, key, openRound, opinion, pointOf, type Round, today } from '../support/round.js';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';
import { ConsolePages } from './console-pages.js';

describeBrowser('直接收到的 in Chromium', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    browser = await launch();
    pages = new ConsolePages(browser, s);
  });
  afterEach(() => pages.close());
  afterAll(async () => {
    await browser?.close();
    await s?.close();
  });

  /** Says something straight to the legislature */
  const say = (round: Round, text: string): Promise<unknown> =>
    new Client(s.url).submit({
      lawCode: round.code,
      opinion: {
        submissionKey: key(),
        direct: true,
        target: { kind: 'ARTICLE', provisionId: round.articles.get('第二条') },
        act: 'AMEND',
        text,
      },
    });
  const states = async (round: Round): Promise<Record<string, string>> =>
    Object.fromEntries(
      (
        await s.db.asOwner<{ text: string; state: string }>(
          'select o.text, s.state from opinion o join opinion_status s on s.id = o.id where o.consultation_id = $1',
          [round.consultationId],
        )
      ).map((r) => [r.text, r.state]),
    );
  const keys = async (page: Page, ...all: string[]): Promise<void> => {
    for (const one of all) await page.keyboard.press(one);
  };
  const pane = (page: Page, words: string): Promise<void> =>
    page.getByRole('complementary').getByText(words, { exact: true }).first().waitFor();

  it('is taken up, merged, set aside and undone by keys alone; what a contact point has is not there', async () => {
    const round = await openRound(s);
    for (const text of ['直接说的甲', '直接说的乙', '直接说的丙', '直接说的丁']) await say(round, text);
    await enter(round, 0, [opinion(round, '联系点的话')]);
    const page = await pages.open(s.home.username('PREPARER'), `direct/${round.consultationId}`);
    await pane(page, '直接说的甲');
    expect(await page.getByText('联系点的话').count()).toBe(0);
    expect(await pages.violations(page, 'direct')).toEqual([]);
    await keys(page, 'Enter');
    await page.getByText('受理了，意见 1 号').waitFor();
    await pane(page, '直接说的乙');
    await keys(page, 's', '1');
    await page.getByText('没有列入汇总：').first().waitFor();
    await pane(page, '直接说的丙');
    expect(await states(round)).toMatchObject({ 直接说的甲: 'REPORTED', 直接说的乙: 'SET_ASIDE' });
    await keys(page, 'u');
    await page.getByText('撤销了，回到待处理').waitFor();
    expect(await states(round)).toMatchObject({ 直接说的乙: 'RECEIVED' });
    await page.getByRole('button', { name: '直接说的丙' }).waitFor();
    await page.getByLabel('选中 直接说的丙').press('Space');
    await page.getByLabel('选中 直接说的丁').press('Space');
    await page.getByRole('button', { name: '归并 2 条成一条' }).press('Enter');
    await page.getByLabel('归并以后的意见').fill('两位都说每日检查太少');
    await page.getByRole('dialog').getByRole('button', { name: '归并 2 条成一条' }).press('Enter');
    await page.getByText('受理了，意见 2 号').waitFor();
    expect(await states(round)).toMatchObject({
      直接说的丙: 'REPORTED',
      直接说的丁: 'REPORTED',
      联系点的话: 'RECEIVED',
    });
  });

  it('a leader sees the account of every voice, and closes with a note', async () => {
    const round = await openRound(s);
    await say(round, '没有人看的话');
    const [aside] = await enter(round, 0, [opinion(round, '不列入的话')]);
    await pointOf(round).officer.act(
      'setAsideOpinions',
      { opinionIds: [aside], reason: 'OFF_TOPIC' },
      'BulkDone',
      'done',
    );
    const page = await pages.open(s.home.username('SIGNER'), `direct/${round.consultationId}`);
    await page.getByText('群众原话 2 条').waitFor();
    await page.getByText('截止以后才能办结').waitFor();
    await s.db.asOwner('update consultation set opens_on = $2, closes_on = $3 where id = $1', [
      round.consultationId,
      today(-40),
      today(-1),
    ]);
    await page.reload();
    await page.getByText('还有 1 条原话、0 条意见没有结果').waitFor();
    expect(await pages.violations(page, 'direct-account')).toEqual([]);
    await page.getByRole('button', { name: '办结这次征求意见' }).last().press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: '办结这次征求意见' }).waitFor();
    expect(await pages.violations(page, 'direct-conclude')).toEqual([]);
    const button = dialog.getByRole('button', { name: '办结这次征求意见' });
    expect(await button.isDisabled()).toBe(true);
    await dialog.getByLabel('没有结果的，为什么办结').fill('留待下一次一并研究');
    await s.db.asOwner(`update session set reauthenticated_at = now() - interval '1 hour'`);
    await button.press('Enter');
    await page.getByRole('heading', { name: '请再确认一次是您本人' }).waitFor();
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('办结时有 1 条原话、0 条意见没有结果，都记着。').waitFor();
    await page.getByText('留待下一次一并研究').waitFor();
  });

  it('breaks no policy of its own', () => expect(pages.faults.filter((f) => !f.includes('401'))).toEqual([]));
});
