/**
 * One evening, three drafts (product §7.3): fourteen forms photographed on a bad line, typed on a phone that is without
 * a signal twice and once started anew, nine reported as they stand; no word lost, nothing stored twice.
 */
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import { jpeg } from '../support/pictures.js';
import { openRound, pointOf, type Round } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';
import { ConsolePages, PHONE } from './console-pages.js';

describeBrowser('座谈会录入 in Chromium', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let drafts: Round[];
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    browser = await launch();
    pages = new ConsolePages(browser, s);
    drafts = [await openRound(s), await openRound(s), await openRound(s)];
  });
  afterAll(async () => {
    await pages?.close();
    await browser?.close();
    await s?.close();
  });

  const stored = async (): Promise<string[]> =>
    (await s.db.asOwner<{ text: string }>(`select text from opinion order by text`)).map((r) => r.text);
  const say = async (page: Page, words: string, act: string): Promise<void> => {
    await page.getByLabel('原话', { exact: true }).fill(words);
    await page.getByRole('button', { name: act, exact: true }).click();
    await until(
      'the field is free again',
      async () =>
        (await page
          .getByLabel('原话', { exact: true })
          .inputValue()
          .catch(() => '')) === '',
    );
  };
  const words = (n: number): string => `第${n}张表上写的话，电梯每天查一次不够`;

  it('keeps what has no signal, goes on where the page was closed, and sends each once', async () => {
    const page = await pages.open(`${s.home.code}-officer-1`, 'meetings', PHONE);
    const context = page.context();
    await page.getByRole('checkbox').nth(2).waitFor();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByLabel('活动名称').fill('八月居民座谈会');
    expect(await pages.violations(page, 'meetings')).toEqual([]);
    await page.setViewportSize(PHONE);
    // the worker that keeps the program must be there before the line goes
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await page.getByRole('button', { name: '开始拍照、录入' }).click();
    await page.getByRole('heading', { name: '八月居民座谈会' }).waitFor();

    await context.setOffline(true);
    const photo = await jpeg(64);
    const shots = Array.from({ length: 14 }, (_, at) => ({
      name: `IMG_${at + 1}.jpg`,
      mimeType: 'image/jpeg',
      buffer: photo,
    }));
    await page.locator('input[type=file]').setInputFiles(shots);
    await page.getByText('0 / 14').waitFor();
    await page.getByText('14 张照片等信号好了再传').waitFor();
    expect(await pages.violations(page, 'meeting')).toEqual([]);
    await page.setViewportSize(PHONE);
    await say(page, words(1), '存下，看下一张');
    await page.getByText('1 / 14').waitFor();

    // the phone is started anew without a signal: the program, the photographs and the words are there
    await page.reload();
    await page.getByText('1 / 14').waitFor();
    await page.getByText(words(1)).waitFor();
    await context.setOffline(false);
    await page.getByText('都传上去了').waitFor();
    expect(await stored()).toEqual([words(1)]);

    for (const n of [2, 3, 4, 5]) await say(page, words(n), '存下，看下一张');
    await page.getByRole('button', { name: '这张没有意见' }).click();
    await page.getByText('6 / 14').waitFor();

    await context.setOffline(true);
    await page.getByLabel('说的是哪一件稿').selectOption({ index: 1 });
    for (const n of [7, 8, 9]) await say(page, words(n), '存下，看下一张');
    await say(page, words(10), '存下，这张上还有一条');
    await say(page, '同一张上的另一条', '存下，看下一张');
    await page.getByText('10 / 14').waitFor();
    await page.getByText(/条原话.*等信号好了再传/).waitFor();
    await context.setOffline(false);
    for (const n of [11, 12, 13, 14]) await say(page, words(n), '存下，看下一张');
    await page.getByText('照片都录完了').waitFor();
    await page.getByText('都传上去了').waitFor();

    const all = [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14].map(words);
    expect(await stored()).toEqual([...all, '同一张上的另一条'].sort());
    const cards = await s.db.asOwner<{ outcome: string }>('select outcome from form_card order by ordinal');
    expect(cards.map((c) => c.outcome).join(' ')).toBe(`${'TYPED '.repeat(5)}NOTHING${' TYPED'.repeat(8)}`);
    const heard = await s.db.asOwner<{ n: string }>(
      'select count(distinct o.consultation_id) as n from opinion o join opinion_hearing h on h.id = o.id',
    );
    expect(heard[0]?.n).toBe('2');
    await until('the codes', async () => (await page.getByText(/\d{4} \d{4} \d{4} \d{4}/).count()) === 14);

    await page.getByRole('button', { name: '清掉这台设备上的' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '清掉这台设备上的' }).click();
    await page.getByText('录了 14 条').waitFor();
    expect(pages.faults.filter((f) => !/ERR_INTERNET_DISCONNECTED|Failed to fetch/.test(f))).toEqual([]);
  }, 300_000);

  it('goes on on the PC where the phone left off', async () => {
    const phone = await pages.open(`${s.home.code}-officer-1`, 'meetings', PHONE);
    await phone.getByRole('checkbox').first().check();
    await phone.getByLabel('活动名称').fill('楼长会');
    await phone.getByRole('button', { name: '开始拍照、录入' }).click();
    await phone
      .locator('input[type=file]')
      .setInputFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await jpeg(64) }]);
    await phone.getByText('都传上去了').waitFor();

    const pc = await pages.open(`${s.home.code}-officer-1`, 'meetings');
    await pc.getByText('录了 0 条，还有 1 张照片没有录').waitFor();
    await pc.getByRole('link', { name: '楼长会' }).click();
    await pc.getByAltText('第 1 张手写表的照片').waitFor();
    expect(await pages.violations(pc, 'meeting-pc')).toEqual([]);
    await say(pc, '第3条要改成每月公布', '存下，看下一张');
    await pc.getByText('照片都录完了').waitFor();
    expect(await stored()).toContain('第3条要改成每月公布');
  });

  it('prints forms whose strips have receipt codes, from the task', async () => {
    const round = drafts[0] as Round;
    const page = await pages.open(`${s.home.code}-officer-1`, `tasks/${pointOf(round).task}`);
    await page.getByText('函件和张贴材料').click();
    await page.getByLabel('印几张').fill('0');
    await page.getByRole('button', { name: '生成 PDF' }).click();
    await page.getByText('一次印 1 至 200 张').first().waitFor();
    await page.getByLabel('印几张').fill('3');
    await page.getByRole('button', { name: '生成 PDF' }).click();
    await page.getByText('页号 1 到 3').waitFor();
    expect(await pages.violations(page, 'sheets')).toEqual([]);
    const address = await page.getByRole('link', { name: '打开 PDF' }).getAttribute('href');
    const pdf = await page.request.get(`${s.url}${address ?? ''}`);
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);
  });
});
