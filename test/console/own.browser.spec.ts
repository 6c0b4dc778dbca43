/**
 * What a contact point sees of its own work: its figures as the letter says them, its activities by year with codes of
 * their own, and its nodes, to which it passes on what became of what they entered.
 */
import type { Browser } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import { composeFor, handOver } from '../support/letters.js';
import {
  client,
  decide,
  enter,
  NEXT_TEXT,
  openRound,
  opinion,
  pointOf,
  publishDraft,
  reportOne,
  type Round,
  today,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { ConsolePages, PHONE } from './console-pages.js';

describeBrowser('本点数字、活动台账、转告节点 in Chromium', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let round: Round;
  let officer: string;
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    browser = await launch();
    pages = new ConsolePages(browser, s);
    round = await openRound(s);
    officer = `${s.home.code}-officer-1`;
  });
  afterAll(async () => {
    await pages?.close();
    await browser?.close();
    await s?.close();
  });

  it('makes the code of an activity before it begins, and lists it by year', async () => {
    const page = await pages.open(officer, 'activities', PHONE);
    await page.getByRole('heading', { name: '还没有记过活动' }).waitFor();
    await page.getByRole('button', { name: '记下并做码' }).click();
    await page.getByText('请写明活动名称').waitFor();
    await page.getByRole('checkbox').check();
    await page.getByLabel('哪一天').fill(today(3));
    await page.getByLabel('活动名称').fill('加装电梯座谈会');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '加装电梯座谈会' }).waitFor();
    expect(await page.locator('.sheet svg').count()).toBe(1);
    expect(await pages.violations(page, 'activity-codes')).toEqual([]);
    await page.getByRole('link', { name: '返回' }).click();
    await page.getByRole('link', { name: '看码' }).waitFor();
    await page.getByText('还没有开').waitFor();
    expect(await pages.violations(page, 'activities')).toEqual([]);
    expect(pages.faults).toEqual([]);
  });

  it('shows its own figures as the letter says them, and passes the results on to the nodes', async () => {
    const point = pointOf(round);
    await enter(round, 0, [opinion(round, '还在手里的一句', '第三条')]);
    const contact = { contact: { name: '周阿姨', phone: '13700137999' }, contactAgreed: true };
    const reported = await reportOne(round, 0, '每天查两次才放心', '第二条', contact);
    await decide(s, round, new Map([[reported, 'NOT_ADOPTED']]));
    await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
    const { letters, refused } = await composeFor(await client(s, 'PREPARER'), round);
    expect(refused).toEqual([]);
    await handOver(
      s,
      letters.map((l) => l.id),
    );
    await point.officer.act(
      'makeNodeLink',
      { contactPointId: point.id, name: '三号楼', expiresOn: today(30) },
      'NodeLinkMade',
      'pin',
    );
    const page = await pages.open(officer, 'tasks');
    await page.getByRole('link', { name: '本点数字' }).waitFor();
    expect(await pages.violations(page, 'tasks')).toEqual([]);
    await page.getByRole('link', { name: '本点数字' }).click();
    await page.getByRole('heading', { name: '每件稿' }).waitFor();
    const figures = await page.locator('dl').innerText();
    expect(figures.replace(/\s+/gu, ' ')).toBe(
      '听取意见 1 条 报送 1 条 都有了结果 采纳 0 条 告诉了本人 0 位 还有 1 位等着告诉',
    );
    expect(await pages.violations(page, 'figures')).toEqual([]);
    await page.goto(`${s.url}/console/received/${round.consultationId}/${letters[0]?.id ?? ''}`);
    await page.getByRole('button', { name: '把结果转告节点' }).click();
    await page.getByText('这件稿没有节点录过意见，不用转告。').waitFor();
    expect(await pages.violations(page, 'letter-nodes')).toEqual([]);
    expect(pages.faults).toEqual([]);
  });
});
