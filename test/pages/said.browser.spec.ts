/**
 * The first screen of a draft of which the office says something plain: on a small telephone, without a script, the way
 * to speak stands on it in 标准 and 大, and at 特大 before the questions.
 */
import type { Browser } from 'playwright-core';
import { liftNotes, draft1Text } from '../../src/demo/sample/index.js';
import { audit } from '../support/audit.js';
import { describeBrowser, launch } from '../support/chromium.js';
import { client } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { openDraft, type Opened } from './opened.js';

describeBrowser('the first screen with questions, in Chromium', () => {
  let s: TestService;
  let o: Opened;
  let browser: Browser;
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    o = await openDraft(s, '云澜市住宅电梯安全管理条例', draft1Text);
    const preparer = await client(s, 'PREPARER');
    const first = { draftId: o.draftId, expectedRevision: 0 };
    const { sentence, points, statement, references } = liftNotes;
    await preparer.act('saveKeyPoints', { ...first, sentence, points }, 'Draft', 'id');
    await preparer.act('saveStatement', { ...first, text: statement }, 'Draft', 'id');
    await preparer.act('saveReferences', { ...first, entries: references }, 'Draft', 'id');
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await s?.close();
  });

  it.each(['standard', 'large', 'largest'])('%s', async (size) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 740 },
      locale: 'zh-CN',
      isMobile: true,
      hasTouch: true,
    });
    const page = await context.newPage();
    await page.goto(`${s.url}/l/${o.point}?size=${size}`);
    const speak = await page.getByRole('link', { name: '直接说' }).first().boundingBox();
    const question = await page.getByText('电梯归谁管？').boundingBox();
    if (!speak || !question) throw new Error('not there');
    expect(speak.y + speak.height).toBeLessThanOrEqual(740);
    expect(speak.y < question.y).toBe(size === 'largest');
    expect(await page.evaluate(audit)).toEqual([]);
    await page.getByText('和您有关的另外 2 条').click();
    await page.getByRole('link', { name: '能带电瓶车进电梯吗' }).click();
    await page.getByRole('heading', { name: '第二十条' }).waitFor();
    await page.goto(`${s.url}/l/${o.point}/why?size=${size}`);
    expect(await page.evaluate(audit)).toEqual([]);
    await context.close();
  });
});
