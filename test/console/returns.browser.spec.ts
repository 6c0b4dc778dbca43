/**
 * 收件 to 意见汇总表 by clicks: narrowed, merged on a phone, undone, taken apart, sent, printed, photographed back; seen
 * by the office, returned and sent whole again. What the services promise stands in `comments/returns/returns.db.spec.ts`.
 */
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import { jpeg } from '../support/pictures.js';
import { enter, openRound, opinion, pointOf, type Round } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { ConsolePages, PHONE } from './console-pages.js';

describeBrowser('收件 and 意见汇总表', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let round: Round;
  let page: Page;
  const SAME = '三十分钟太长了，二十分钟必须到。';
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    browser = await launch();
    pages = new ConsolePages(browser, s);
    round = await openRound(s);
    const { officer, task } = pointOf(round);
    await officer.act('receiveSolicitation', { solicitationId: task }, 'Solicitation', 'id');
    await enter(round, 0, [
      ...Array.from({ length: 4 }, () => opinion(round, SAME, '第五条', { channel: 'PAPER' })),
      opinion(round, '被关过一次，关了二十六分钟，里头没风没光还有个小孩一直哭。', '第五条', { channel: 'MEETING' }),
      opinion(round, '修好了也要贴个条，写清楚为什么关人。', '第五条', { channel: 'PHONE' }),
      opinion(round, '每天检查两次。', '第二条', { channel: 'WALK_IN' }),
      opinion(round, '说的是别的事', null, { channel: 'WALK_IN' }),
    ]);
    page = await pages.open(`${s.home.code}-officer-1`, `tasks/${task}`, PHONE);
  });
  afterAll(async () => {
    await pages?.close();
    await browser?.close();
    await s?.close();
  });
  const press = (on: Page, name: string | RegExp): Promise<void> => on.getByRole('button', { name }).first().click();
  const shot = async (on: Page, name: string): Promise<void> => {
    if (process.env.SHOTS) await on.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
  };

  it('is narrowed by words and by place, and shows what many said in the same words', async () => {
    await page.getByText('8 条原话、5 种文字、4 个来源').waitFor();
    await shot(page, 'inbox-390');
    expect(await pages.violations(page, 'returns-inbox')).toEqual([]);
    await page.getByLabel('搜原话里的字').fill('小孩');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.voice').length === 1);
    await press(page, '清除');
    await page.getByText('有 1 段话很多人说得一样').click();
    await press(page, '只看这些');
    await page.waitForFunction(() => document.querySelectorAll('.voice').length === 4);
    await press(page, '清除');
    // by article in the order of the text
    await page.waitForFunction(() => document.querySelectorAll('.voice').length === 8);
    expect((await page.locator('.two section > h2').allInnerTexts()).map((t) => t.slice(0, 3))).toEqual([
      '第二条',
      '第五条',
      '全文 ',
    ]);
  });

  it('merges, undoes, merges again, takes one out, and keeps the trail both ways', async () => {
    const box = (words: string | RegExp) => page.locator('.voice', { hasText: words }).getByRole('checkbox').first();
    await box('被关过一次').check();
    await box('修好了').check();
    await box(SAME).check();
    await page.getByText('选了 3 条原话，归并成 1 条报送意见').waitFor();
    await page.getByLabel('归并以后这样报').fill('困人救援三十分钟偏长，建议缩短为二十分钟。');
    await shot(page, 'merge-390');
    expect(await pages.violations(page, 'returns-merge')).toEqual([]);
    await press(page, '归并成 1 条');
    await page.getByText('3 条归并成 1 条，在“待报送”里').waitFor();
    await press(page, /^撤销/);
    await page.getByRole('button', { name: '待报送 0' }).waitFor();
    for (const words of ['被关过一次', '修好了', SAME]) await box(words).check();
    await page.getByLabel('归并以后这样报').fill('困人救援三十分钟偏长，建议缩短为二十分钟。');
    await press(page, '归并成 1 条');
    await page.getByText('3 条归并成 1 条，在“待报送”里').waitFor();
    await box('每天检查').check();
    await press(page, '原文报送 1 条');
    await page.getByText('1 条原文拟好，在“待报送”里').waitFor();
    await box('说的是别的事').check();
    await press(page, '不列入汇总 1 条');
    await page.getByRole('dialog').getByRole('button', { name: '不列入汇总 1 条' }).click();
    await page.getByText('1 条未列入汇总').waitFor();
    // the voice shows where it went
    await press(page, '筛选');
    await press(page, '已编入，还没有报 4');
    await page.locator('.voice', { hasText: '被关过一次' }).getByRole('button', { name: '已编入待报送的意见' }).click();
    // the comment shows its voices
    await press(page, '看这 3 条原话');
    await page.getByText('修好了也要贴个条').waitFor();
    await page.locator('li', { hasText: '修好了' }).getByRole('button', { name: '拆出来' }).click();
    await page.getByText('2 位的原话').waitFor();
    await shot(page, 'drafted-390');
    expect(await pages.violations(page, 'returns-drafted')).toEqual([]);
    const preview = await page.getByRole('link', { name: '预览汇总表' }).getAttribute('href');
    const pdf = await page.request.get(`${s.url}${preview ?? ''}`);
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);
  });

  it('sends the return, and photographs its sealed page back', async () => {
    await press(page, '报送 2 条');
    await page.getByRole('dialog').getByRole('button', { name: '报送 2 条' }).click();
    await page.getByText('听取 4 条，报送 2 条（原文 1，归并 1），其中赞同 0 条；未列入 1 条').waitFor();
    await page
      .locator('.photo input')
      .setInputFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: await jpeg(640) });
    await page.getByAltText('盖章的汇总表，第 1 页的照片').waitFor();
    await shot(page, 'sent-390');
    expect(await pages.violations(page, 'returns-sent')).toEqual([]);
  });

  it('is read by the office beside its page, returned with a note, and sent whole again', async () => {
    const pc = await pages.open(s.home.username('PREPARER'), `rounds/${round.consultationId}`);
    await press(pc, '汇总表');
    await pc.getByAltText('盖章的汇总表，第 1 页的照片').waitFor();
    await press(pc, '退回补充');
    await pc.getByRole('checkbox', { name: /每天检查/ }).uncheck();
    await pc.getByLabel('退回的原因').fill('请写明从什么时候算起');
    await shot(pc, 'office-1280');
    expect(await pages.violations(pc, 'returns-office')).toEqual([]);
    await press(pc, '退回 1 条');
    await pc
      .getByText(/选了 1 条，退回 1 条|退回 1 条/)
      .first()
      .waitFor();
    const desk = await pages.open(`${s.home.code}-officer-1`, `tasks/${pointOf(round).task}?tab=drafted`);
    await desk.getByText('退回补充：请写明从什么时候算起').waitFor();
    await press(desk, '改写');
    await desk.getByLabel('归并以后这样报').fill('从接到电话算起，二十分钟到。');
    await press(desk, '改好');
    await press(desk, '报送 1 条');
    await desk.getByText('整份重新报给征求意见的机关').waitFor();
    await desk.getByRole('dialog').getByRole('button', { name: '报送 1 条' }).click();
    await desk.getByText('第 2 次报送，第 1—2 条').waitFor();
    await desk.getByText('已作废，以后一份为准').waitFor();
    await shot(desk, 'sent-1280');
    await desk.goto(`${s.url}/console/tasks/${pointOf(round).task}`);
    await desk.getByText('8 条原话、5 种文字、4 个来源').waitFor();
    await desk.locator('.voice').getByRole('checkbox').first().check();
    await shot(desk, 'inbox-1280');
    expect(await pages.violations(desk, 'returns-inbox-pc')).toEqual([]);
  });

  it('keeps an accusation apart, out of the sight of whoever is not named', async () => {
    await page.goto(`${s.url}/console/tasks/${pointOf(round).task}`);
    await page.locator('.voice', { hasText: '修好了' }).getByRole('checkbox').check();
    await press(page, '隔离待核 1 条');
    await page.getByRole('dialog').getByRole('button', { name: '隔离待核 1 条' }).click();
    await page.getByText('1 条已隔离').waitFor();
    await press(page, '筛选');
    await press(page, '隔离待核 1');
    await page.getByText('（隔离待核，由指定的人看）').waitFor();
    await press(page, '看原话');
    await page.getByText('隔离待核的原话只由指定的人看').waitFor();
    await shot(page, 'apart-390');
    expect(await pages.violations(page, 'returns-apart')).toEqual([]);
  });
});
