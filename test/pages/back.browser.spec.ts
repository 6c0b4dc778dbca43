/** What was typed is there again: after the next article and Back, and after another size of type, whatever the phone. */
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import { startTestService, type TestService } from '../support/service.js';
import { openDraft, type Opened } from './opened.js';

const WORDS = '我写了很多字，回来还在吗';

describeBrowser('words typed and not sent', () => {
  let s: TestService;
  let o: Opened;
  let browser: Browser;
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    o = await openDraft(s, '云市住宅电梯安全管理条例');
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await s?.close();
  });
  const at = async (js: boolean, body: (page: Page) => Promise<void>): Promise<void> => {
    const context = await browser.newContext({
      javaScriptEnabled: js,
      viewport: { width: 360, height: 640 },
      locale: 'zh-CN',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(90_000);
    try {
      await page.goto(`${s.url}/l/${o.main}/a/1`);
      await body(page);
    } finally {
      await context.close();
    }
  };
  const type = async (page: Page): Promise<void> => {
    await page.fill('#text', WORDS);
    await page.locator('summary').first().click();
    await page.fill('#proposedWording', '改成这样');
    await page.fill('#contactName', '甲');
    await page.fill('#contactPhone', '0512-66008800');
  };
  const standing = async (page: Page): Promise<string[]> =>
    Promise.all(['#text', '#proposedWording', '#contactName', '#contactPhone'].map((id) => page.inputValue(id)));

  it.each([true, false])('with a script: %s, the next article and Back', async (js) => {
    await at(js, async (page) => {
      await type(page);
      await page.click('a:has-text("下一条")');
      await page.waitForURL(/\/a\/2/u);
      expect(await page.inputValue('#text')).toBe('');
      await page.goBack();
      await page.waitForURL(/\/a\/1/u);
      await page.waitForTimeout(300);
      expect(await standing(page)).toEqual([WORDS, '改成这样', '', '']);
      if (js) expect(await page.locator('#proposedWording').isVisible()).toBe(true);
    });
  });

  it('without a script another size of type and Back', async () => {
    await at(false, async (page) => {
      await type(page);
      await page.click('nav a:has-text("特大")');
      await page.waitForURL(/size=largest/u);
      await page.goBack();
      await page.waitForTimeout(300);
      expect(await standing(page)).toEqual([WORDS, '改成这样', '', '']);
    });
  });

  it('with a script another size of type changes nothing else, and goes on to the next page', async () => {
    await at(true, async (page) => {
      await type(page);
      await page.click('nav a:has-text("特大")');
      expect(await standing(page)).toEqual([WORDS, '改成这样', '甲', '0512-66008800']);
      expect(await page.evaluate('getComputedStyle(document.documentElement).fontSize')).toBe('30px');
      expect(await page.inputValue('input[name=size]')).toBe('largest');
      await page.click('nav a:text-is("大")');
      expect(await page.evaluate('getComputedStyle(document.documentElement).fontSize')).toBe('23px');
      await page.click('a:has-text("下一条")');
      await page.waitForURL(/\/a\/2\?size=large$/u);
    });
  });

  it('the answer to a form is enlarged where it stands, without a script', async () => {
    await at(false, async (page) => {
      await page.fill('#text', '交了以后字也要大');
      await page.click('button.big');
      const height = async (): Promise<number> => (await page.locator('h1').boundingBox())?.height ?? 0;
      const before = await height();
      await page.click('nav label:has-text("特大")');
      expect(await height()).toBeGreaterThan(before * 1.4);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    });
  });
});
