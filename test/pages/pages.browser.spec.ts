/**
 * The residents' pages in a browser: the walk of an old phone without JavaScript, and what a resident of seventy needs
 * of every page (contrast, labels, targets, headings, no sideways scrolling), by assertions of our own. With
 * PAGES_SHOTS=<folder> each page is also photographed.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { h, type VNode } from 'preact';
import { draft1Text } from '../../src/demo/sample/index.js';
import { wholeDocument } from '../../src/pages/views/layout.js';
import { OutcomePage, type OutcomeView } from '../../src/pages/views/look-up.js';
import { audit } from '../support/audit.js';
import { describeBrowser, launch } from '../support/chromium.js';
import { exif, HEIC, jpeg, png, withSegments } from '../support/pictures.js';
import { startTestService, type TestService } from '../support/service.js';
import { moveWindow, openDraft, type Opened } from './opened.js';
import { adopted, frame, outcomeView, unreleased } from './views.js';

const outcomePage = (outcome: OutcomeView['outcome'], query: string): string =>
  wholeDocument(
    h(OutcomePage, {
      view: outcomeView(outcome),
      frame: frame({ path: null, size: query === '' ? 'standard' : 'largest' }),
    }) as VNode,
  );

const shots = process.env.PAGES_SHOTS;

describeBrowser('the pages in Chromium', () => {
  let s: TestService;
  let o: Opened;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    o = await openDraft(s, '云澜市住宅电梯安全管理条例', draft1Text);
    browser = await launch();
  });
  afterEach(async () => {
    for (const c of contexts.splice(0)) await c.close();
  });
  afterAll(async () => {
    await browser?.close();
    await s?.close();
  });

  const phone = async ({ js = false, width = 360, height = 740 } = {}): Promise<Page> => {
    const context = await browser.newContext({
      javaScriptEnabled: js,
      viewport: { width, height },
      locale: 'zh-CN',
      isMobile: width < 600,
      hasTouch: width < 600,
    });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(90_000);
    return page;
  };
  const scan = (page: Page, path = `/l/${o.point}`): Promise<unknown> => page.goto(`${s.url}${path}`);

  it('scan, article, words, receipt, look-up: without JavaScript, in 特大', async () => {
    const page = await phone();
    const asked: string[] = [];
    page.on('request', (r) => asked.push(r.url()));
    await scan(page);
    await page.getByRole('link', { name: '特大' }).click();
    await page.getByRole('link', { name: '我要提意见' }).nth(4).click();
    expect(page.url()).toBe(`${s.url}/l/${o.point}?a=4&size=largest`);
    await page.getByLabel('您的意见').fill('电动车进电梯太危险，我们楼天天有。\n请写清楚谁来管。');
    await page.getByText('直接交法工委').click();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('heading', { name: '您的意见已收到' }).waitFor();
    const receipt = (await page.locator('#receipt').innerText()).trim();
    expect(receipt).toMatch(/^\d{4}\s\d{4}\s\d{4}\s\d{4}$/);
    const digits = receipt.replace(/\D/g, '');
    await page.getByRole('link', { name: '查结果的地方' }).click();
    await page.getByLabel('回执码').fill(receipt);
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByRole('heading', { name: '查询结果' }).waitFor();
    expect(await page.locator('.words').first().innerText()).toBe(
      '电动车进电梯太危险，我们楼天天有。\n请写清楚谁来管。',
    );
    expect(await page.locator('[aria-current=step]').innerText()).toContain('已收到');
    expect(await s.db.asOwner(`select 1 from opinion where direct and text like '电动车进电梯%'`)).toHaveLength(1);
    expect(asked.filter((u) => u.includes(digits) || !u.startsWith(s.url))).toEqual([]);
  });

  it('what was typed survives an error, without JavaScript', async () => {
    const page = await phone();
    await scan(page, `/l/${o.point}/say`);
    // the browser's own check is passed by blanks; the service's is not
    await page.getByLabel('您的意见').fill('   ');
    await page.getByText('想说得更细').click();
    await page.getByLabel('理由').fill('写了理由');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('理由').inputValue()).toBe('写了理由');
    await page.getByRole('link', { name: '请写下您的意见' }).click();
    expect(new URL(page.url()).hash).toBe('#text');
  });

  it('pictures go with the words, without JavaScript; what cannot be taken comes back with the words', async () => {
    const page = await phone();
    await scan(page, `/l/${o.point}/a/4`);
    await page.getByLabel('您的意见').fill('照片里就是我们楼的电梯');
    await page.getByText('附照片').click();
    await page
      .getByLabel('第 1 张')
      .setInputFiles({ name: 'IMG_2.jpg', mimeType: 'image/jpeg', buffer: withSegments(await jpeg(400), exif(6)) });
    await page.getByLabel('第 3 张').setInputFiles({ name: 'IMG_3.HEIC', mimeType: 'image/heic', buffer: HEIC });
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('您的意见').inputValue()).toBe('照片里就是我们楼的电梯');
    await page.getByRole('link', { name: /第 3 张照片是 HEIC 格式/ }).click();
    expect(new URL(page.url()).hash).toBe('#picture3');
    await page
      .getByLabel('第 1 张')
      .setInputFiles({ name: 'IMG_2.jpg', mimeType: 'image/jpeg', buffer: withSegments(await jpeg(400), exif(6)) });
    await page.getByLabel('第 2 张').setInputFiles({ name: '截屏.png', mimeType: 'image/png', buffer: await png(160) });
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('heading', { name: '您的意见已收到' }).waitFor();
    await page.getByText('照片收到 2 张').waitFor();
    expect(
      await s.db.asOwner(
        `select p.ordinal, p.width, p.height from opinion_picture p join opinion o on o.id = p.opinion_id where o.text = '照片里就是我们楼的电梯' order by 1`,
      ),
    ).toEqual([
      { ordinal: 1, width: 300, height: 400 },
      { ordinal: 2, width: 160, height: 120 },
    ]);
  });

  it('with JavaScript the script runs under the policy and copies the receipt', async () => {
    const page = await phone({ js: true });
    const complaints: string[] = [];
    page.on('console', (m) => void (m.type() === 'error' && complaints.push(m.text())));
    page.on('pageerror', (e) => complaints.push(e.message));
    await scan(page, `/l/${o.main}/say`);
    await page.getByLabel('您的意见').fill('有脚本时说的话');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('button', { name: '复制回执码' }).click();
    await page.getByRole('button', { name: '已复制' }).waitFor();
    expect(complaints).toEqual([]);
  });

  /** Every page and state by name, each brought about on the page that is handed in */
  const states: Record<string, (page: Page, size: string) => Promise<void>> = {
    front: async (p, z) => void (await scan(p, `/${z}`)),
    help: async (p, z) => void (await scan(p, `/help${z}`)),
    draft: async (p, z) => void (await scan(p, `/l/${o.point}${z}`)),
    'draft-contents': async (p, z) => {
      await scan(p, `/l/${o.point}${z}`);
      await p.locator('details.card summary').click();
    },
    article: async (p, z) => void (await scan(p, `/l/${o.point}/a/4${z}`)),
    'article-details': async (p, z) => {
      await scan(p, `/l/${o.point}/a/4${z}`);
      await p.getByText('想说得更细').click();
    },
    'article-pictures': async (p, z) => {
      await scan(p, `/l/${o.point}/a/4${z}`);
      await p.getByText('附照片').click();
    },
    'pictures-refused': async (p, z) => {
      await scan(p, `/l/${o.point}/a/4${z}`);
      await p.getByLabel('您的意见').fill('三十分钟太久了');
      await p.getByText('附照片').click();
      await p.getByLabel('第 2 张').setInputFiles({ name: 'IMG_3.HEIC', mimeType: 'image/heic', buffer: HEIC });
      await p.getByRole('button', { name: '提交' }).click();
      await p.getByRole('alert').waitFor();
    },
    'receipt-pictures': async (p, z) => {
      await scan(p, `/l/${o.point}/a/4${z}`);
      await p.getByLabel('您的意见').fill('三十分钟太久了，照片里是我妈被困的那部电梯。');
      await p.getByText('附照片').click();
      await p
        .getByLabel('第 1 张')
        .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await jpeg(160) });
      await p.getByRole('button', { name: '提交' }).click();
      await p.getByRole('heading', { name: '您的意见已收到' }).waitFor();
    },
    say: async (p, z) => void (await scan(p, `/l/${o.point}/say${z}`)),
    errors: async (p, z) => {
      await scan(p, `/l/${o.point}/a/4${z}`);
      await p.getByLabel('您的意见').fill('  ');
      await p.getByRole('button', { name: '提交' }).click();
      await p.getByRole('alert').waitFor();
    },
    receipt: async (p, z) => {
      await scan(p, `/l/${o.point}/a/4${z}`);
      await p.getByLabel('您的意见').fill('三十分钟太久了，我妈心脏不好，困在里面吓得够呛。改成二十分钟。');
      await p.getByRole('button', { name: '提交' }).click();
      await p.getByRole('heading', { name: '您的意见已收到' }).waitFor();
    },
    'look-up': async (p, z) => void (await scan(p, `/r${z}`)),
    'look-up-unknown': async (p, z) => {
      await s.db.asOwner('delete from sign_in_attempt');
      await scan(p, `/r${z}`);
      await p.getByLabel('回执码').fill('1234 5678 1234 5678');
      await p.getByRole('button', { name: '查询' }).click();
      await p.getByRole('alert').waitFor();
    },
    outcome: async (p, z) => {
      await states.receipt?.(p, z);
      const receipt = await p.locator('#receipt').innerText();
      await scan(p, `/r${z}`);
      await p.getByLabel('回执码').fill(receipt);
      await p.getByRole('button', { name: '查询' }).click();
      await p.getByRole('heading', { name: '查询结果' }).waitFor();
    },
    unknown: async (p, z) => void (await scan(p, `/l/1234567890${z}`)),
    'outside-before': async (p, z) => {
      await moveWindow(s, o, 5, 40);
      await scan(p, `/l/${o.point}${z}`);
      await moveWindow(s, o, -20, 12);
    },
    'outside-after': async (p, z) => {
      await moveWindow(s, o, -40, -2);
      await scan(p, `/l/${o.point}${z}`);
      await moveWindow(s, o, -20, 12);
    },
    'too-late': async (p, z) => {
      await scan(p, `/l/${o.point}/say${z}`);
      await p.getByLabel('您的意见').fill('写了半天的话，没赶上。');
      await moveWindow(s, o, -40, -1);
      await p.getByRole('button', { name: '提交' }).click();
      await p.getByText('没赶上：').waitFor();
      await moveWindow(s, o, -20, 12);
    },
    // what takes a whole walk of an office to bring about is rendered from a view
    result: async (p, z) => void (await p.setContent(outcomePage(adopted, z))),
    studied: async (p, z) => void (await p.setContent(outcomePage(unreleased, z))),
    'set-aside': async (p, z) =>
      void (await p.setContent(outcomePage({ ...unreleased, stage: 'RECEIVED', setAsideReason: 'DUPLICATE' }, z))),
    revoked: async (p, z) => {
      await s.db.asOwner('update law_code set revoked_at = now() where code = $1', [o.point]);
      await scan(p, `/l/${o.point}${z}`);
      await s.db.asOwner('update law_code set revoked_at = null where code = $1', [o.point]);
    },
  };

  describe.each([
    ['phone', 360, 740],
    ['desk', 1280, 800],
  ] as const)('on a %s', (screen, width, height) => {
    // one page for all: a page of its own costs each of them a process that first of all reads the fonts
    let page: Page;
    beforeAll(async () => {
      page = await phone({ width, height });
      contexts.splice(0);
    });
    beforeEach(async () => {
      await page.context().clearCookies();
      await page.goto('about:blank');
    });
    afterAll(() => page.context().close());
    describe.each([
      ['standard', ''],
      ['largest', '?size=largest'],
    ])('in %s', (size, query) => {
      it.each(Object.keys(states))('%s can be read and used', async (name) => {
        await states[name]?.(page, query);
        if (shots !== undefined) {
          mkdirSync(shots, { recursive: true });
          const full = await page.evaluate(() => document.documentElement.scrollHeight);
          await page.screenshot({
            path: join(shots, `${name}-${screen}-${size}.png`),
            clip: { x: 0, y: 0, width, height: Math.min(full, 2600) },
            fullPage: true,
          });
        }
        expect(await page.evaluate(audit)).toEqual([]);
      });
    });
  });

  it('nothing scrolls sideways at 200 % of 特大 on a small phone', async () => {
    const page = await phone({ width: 320, js: true });
    for (const path of [`/l/${o.point}?size=largest`, `/l/${o.point}/a/4?size=largest`, '/r?size=largest']) {
      await scan(page, path);
      await page.addStyleTag({ content: 'html.largest{font-size:36px}' });
      expect((await page.evaluate(audit)).filter((x) => x.startsWith('sideways'))).toEqual([]);
    }
  });

  it('the audit can fail', async () => {
    const page = await phone();
    await page.setContent(
      '<html><head><meta name="viewport" content="width=device-width"></head><body style="background:#fff"><h1>a</h1><h3>b</h3><p style="color:#999">grey</p><input id="x"><a href="#" style="display:block;height:20px">low</a><div style="width:900px">wide</div></body></html>',
    );
    const found = await page.evaluate(audit);
    for (const what of ['lang', 'heading', 'contrast', 'label', 'target', 'sideways'])
      expect(found.join('\n')).toContain(what);
  });
});
