/**
 * The console in a browser: from a first password to 工作台, what is refused beside its field, and the frame by keyboard
 * alone, in both sizes, each page without a violation that axe finds. With CONSOLE_SHOTS=<folder> pages are photographed.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import { lawText, type Opened, openDraft } from '../pages/opened.js';
import { shownCode } from '../support/totp.js';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';

const shots = process.env.CONSOLE_SHOTS;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESK = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };

/** Runs inside the page, which has axe */
async function lookAround(): Promise<string[]> {
  type Violation = { id: string; nodes: { html: string }[] };
  const { axe: inPage } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
  const { violations } = await inPage.run();
  const wide = document.documentElement.scrollWidth;
  return [
    ...violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`),
    ...(wide > innerWidth ? [`sideways: ${wide} in ${innerWidth}`] : []),
  ];
}

describeBrowser('the console in Chromium', () => {
  let s: TestService;
  let o: Opened;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    o = await openDraft(s, '云澜市住宅电梯安全管理条例', lawText('云澜市住宅电梯安全管理条例'));
    browser = await launch();
  });
  afterEach(async () => {
    for (const c of contexts.splice(0)) await c.close();
  });
  afterAll(async () => {
    await browser?.close();
    await s?.close();
  });

  const faults: string[] = [];
  const open = async (path = '', viewport = DESK): Promise<Page> => {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(90_000);
    page.on('console', (m) => void (m.type() === 'error' && faults.push(m.text())));
    page.on('pageerror', (e) => faults.push(e.message));
    await page.goto(`${s.url}/console/${path}`);
    return page;
  };
  /** What axe finds, and where a page is wider than its screen, at the present size and on a phone */
  const violations = async (page: Page, name: string): Promise<readonly string[]> => {
    const present = page.viewportSize() ?? DESK;
    const found: string[] = [];
    await page.evaluate(axe);
    for (const size of [...new Set([present, PHONE])]) {
      await page.setViewportSize(size);
      if (shots !== undefined) {
        mkdirSync(shots, { recursive: true });
        await page.screenshot({ path: join(shots, `${name}-${size.width}.png`), fullPage: true });
      }
      found.push(...(await page.evaluate(lookAround)).map((what) => `${size.width}: ${what}`));
    }
    await page.setViewportSize(present);
    return found;
  };
  const made = async (username: string): Promise<{ activationPassword: string }> => {
    const { data } = await s.ask(
      `mutation ($input: CreateAccountInput!) { createAccount(input: $input) { ... on AccountCreated { activationPassword } } }`,
      { input: { username, displayName: '费小满', grants: [{ role: 'LIAISON_OFFICER', unitId: o.contactPointId }] } },
      await s.home.token('ADMINISTRATOR'),
    );
    return data?.createAccount as unknown as { activationPassword: string };
  };
  const signIn = async (page: Page, username: string, password: string): Promise<void> => {
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
  };

  it('a first password becomes an own one, then the tasks stand there', async () => {
    const username = 'fei.xiaoman';
    const { activationPassword } = await made(username);
    const page = await open('account');
    await page.getByRole('heading', { name: '登录办公台' }).waitFor();
    expect(await violations(page, 'sign-in')).toEqual([]);
    await signIn(page, username, 'not-this-one-at-all');
    await page.getByText('用户名或者密').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('password');
    await page.getByLabel('密码', { exact: true }).fill(activationPassword);
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: '先换成自己的密码' }).waitFor();
    expect(await violations(page, 'own-password')).toEqual([]);
    await page.getByLabel('现在的密码').fill(activationPassword);
    await page.getByLabel('新密码', { exact: true }).fill('云澜的桂花开了十里香');
    await page.getByLabel('再写一遍新密码').fill('云澜的桂花开了九里香');
    await page.keyboard.press('Enter');
    await page.getByText('两遍写得不一样').waitFor();
    await page.getByLabel('再写一遍新密码').fill('云澜的桂花开了十里香');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '我的账号' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/account');
    expect(await violations(page, 'account')).toEqual([]);
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: /^任务/ }).click();
    await page.getByRole('heading', { name: '有 1 件要办' }).waitFor();
    const task = await page.getByRole('main').getByRole('listitem').first().innerText();
    expect(task).toContain('云澜市住宅电梯安全管理条例');
    expect(task).toContain('收到了请先签收');
    expect(await violations(page, 'home-task')).toEqual([]);

    // somebody signed her out elsewhere: what she writes waits beneath until she has signed in again, and is done then
    await page.goto(`${s.url}/console/account`);
    await page.getByLabel('现在的密码').fill('云澜的桂花开了十里香');
    await page.getByLabel('新密码', { exact: true }).fill('云澜的桂花落了十里香');
    await page.getByLabel('再写一遍新密码').fill('云澜的桂花落了十里香');
    await s.db.asOwner('delete from session where account_id = (select id from account where username = $1)', [
      username,
    ]);
    await page.keyboard.press('Enter');
    const again = page.getByRole('dialog', { name: '登录已经到期' });
    await again.waitFor();
    expect(await violations(page, 'signed-out')).toEqual([]);
    await again.getByLabel('用户名').fill(username);
    await again.getByLabel('密码', { exact: true }).fill('云澜的桂花开了十里香');
    await page.keyboard.press('Enter');
    await page.getByText('密码换好了').waitFor();
    expect(await again.count()).toBe(0);
  });

  it('a second factor is bound by typing its key, asked for at the next sign-in, and a recovery code opens once', async () => {
    const { activationPassword } = await made('ying.shuo');
    const own = '松溪的杜鹃红了十里山';
    const page = await open('account');
    await signIn(page, 'ying.shuo', activationPassword);
    await page.getByLabel('现在的密码').fill(activationPassword);
    await page.getByLabel('新密码', { exact: true }).fill(own);
    await page.getByLabel('再写一遍新密码').fill(own);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '我的账号' }).waitFor();

    await page.getByLabel('密码', { exact: true }).fill('not-this-one-at-all');
    await page.getByRole('button', { name: '开始绑定' }).click();
    await page.getByText('密码不对').waitFor();
    await page.getByLabel('密码', { exact: true }).fill(own);
    await page.keyboard.press('Enter');
    const secret = (await page.locator('.secret').innerText()).replace(/\s/g, '');
    expect(await violations(page, 'second-factor-key')).toEqual([]);
    await page.getByLabel('验证器现在显示的 6 位数字').fill('000000');
    await page.keyboard.press('Enter');
    await page.getByText('动态验证码不对').waitFor();
    await page.getByLabel('验证器现在显示的 6 位数字').fill(shownCode(secret));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '请把这十个恢复码' }).waitFor();
    const codes = await page.locator('.codes li').allInnerTexts();
    expect(codes).toHaveLength(10);
    expect(await violations(page, 'second-factor-codes')).toEqual([]);
    await page.getByRole('button', { name: '已经收好' }).click();
    await page.getByText('还有 10 个恢复码没有用过').waitFor();

    const signInWith = async (code: string): Promise<void> => {
      await page.getByRole('button', { name: '退出', exact: true }).click();
      await signIn(page, 'ying.shuo', own);
      await page.getByRole('heading', { name: '请输入动态验证码' }).waitFor();
      await page.getByLabel('动态验证码或恢复码').fill(code);
    };
    await signInWith(codes[0] ?? '');
    expect(await violations(page, 'second-step')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /要办/ }).waitFor();
    await signInWith(codes[0] ?? '');
    await page.keyboard.press('Enter');
    await page.getByText('动态验证码不对').waitFor();
    await page.getByRole('button', { name: '不是我，换一个账号' }).click();
    await page.getByRole('heading', { name: '登录办公台' }).waitFor();
  });

  it.each([
    ['desk', DESK],
    ['phone', PHONE],
  ] as const)('工作台 by keyboard alone: %s', async (name, size) => {
    const page = await open('', size);
    await signIn(page, s.home.username('PREPARER'), PASSWORD);
    await page.getByRole('heading', { name: '今天没有等您的事' }).waitFor();
    expect(await violations(page, `home-${name}`)).toEqual([]);
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate(() => document.activeElement?.getAttribute('href'))) === '/console/account') break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '我的账号' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: '今天没有等您的事' }).waitFor();
    await page.getByRole('button', { name: '退出' }).press('Enter');
    await page.getByRole('heading', { name: '登录办公台' }).waitFor();
    await page.goto(`${s.url}/console/account`);
    await page.getByRole('heading', { name: '登录办公台' }).waitFor();
  });

  it('breaks no policy of its own, and asks only what is registered', () =>
    expect(faults.filter((f) => !f.includes('401'))).toEqual([]));
});
