/**
 * An account that others have reset whole, in the browser: everybody reads it on the own first page, and a second person
 * confirms it from a todo, with the identity confirmed in place.
 */
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import { withRoles } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { ConsolePages, WIDE } from './console-pages.js';

describeBrowser('an account that others have reset, in Chromium', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let accountId = '';
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    browser = await launch();
    pages = new ConsolePages(browser, s);
    for (const role of ['ADMINISTRATOR', 'PREPARER', 'CHECKER'] as const) await s.home.token(role);
    await s.home.officer();
    await withRoles(s, 'ji', ['SIGNER']);
    const who = await s.signIn('ji', 'a-long-password-of-tests');
    await s.bind(who.token);
    await s.db
      .asOwner(`update account set display_name = case username when 'ji' then '纪绍棠' when 'yun-checker' then '邵文岚'
      when 'yun-administrator' then '陆清和' when 'yun-preparer' then '温雅琴' when 'yun-signer' then '顾望舒' else display_name end`);
    [{ id: accountId } = { id: '' }] = await s.db.asOwner<{ id: string }>(
      `select id from account where username = 'ji'`,
    );
    const admin = await s.home.token('ADMINISTRATOR');
    await s.ask('mutation { resetSecondFactor(input: { username: "ji" }) { __typename } }', {}, admin);
    await s.ask(
      'mutation ($id: ID!) { resetPassword(input: { accountId: $id }) { __typename } }',
      { id: accountId },
      admin,
    );
  });
  afterAll(async () => {
    await pages?.close();
    await browser?.close();
    await s?.close();
  });

  const told = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('region', { name: '账号重置' });
  const HELD = '纪绍棠的密码和动态验证码都由别人重置过，现在不能签发、发出';

  it('is told to whoever administers, beside its account too, and to contact points', async () => {
    const page = await pages.open(s.home.username('ADMINISTRATOR'), `accounts?at=${accountId}`, WIDE);
    await told(page).getByText(HELD).waitFor();
    expect(await told(page).getByRole('button').count()).toBe(0);
    await page.getByText('停签', { exact: true }).first().waitFor();
    await page.getByText(/今天 \d\d:\d\d起，等另一位同事确认/u).waitFor();
    expect(await pages.violations(page, 'resets-accounts')).toEqual([]);
    const officer = await pages.open('yun-officer-1', '', WIDE);
    await told(officer).getByText(HELD).waitFor();
    expect(await told(officer).getByRole('button').count()).toBe(0);
    expect(await pages.violations(officer, 'resets-tasks')).toEqual([]);
  });

  it('waits for a second person, who is told whom to ask, and is confirmed from the todo by keyboard', async () => {
    const page = await pages.open(s.home.username('CHECKER'), '', WIDE);
    await told(page).getByText(HELD).waitFor();
    await told(page)
      .getByText(/陆清和 今天 \d\d:\d\d 解除动态验证码；陆清和 今天 \d\d:\d\d 重置密码。/u)
      .waitFor();
    await told(page)
      .getByText(/等.+、.+、.+中的一位确认。/u)
      .waitFor();
    expect(await pages.violations(page, 'resets-home')).toEqual([]);
    await page.getByRole('heading', { name: '个账号重置过，等着确认' }).waitFor();
    await page.getByRole('link', { name: '去确认' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: '纪绍棠的账号是本人要求重置的' });
    await dialog.getByText('不能只凭别人转告').waitFor();
    expect(await pages.violations(page, 'resets-dialog')).toEqual([]);

    // reset once more meanwhile: it is said, and what is confirmed is what is read
    await s.ask(
      'mutation ($id: ID!) { resetPassword(input: { accountId: $id }) { __typename } }',
      { id: accountId },
      await s.home.token('ADMINISTRATOR'),
    );
    await dialog.getByRole('button', { name: '问过本人，确认' }).press('Enter');
    await pages.confirm(page);
    await dialog.getByText('这个账号刚刚又重置过一次').waitFor();
    await dialog.getByRole('button', { name: '问过本人，确认' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await told(page).getByText('纪绍棠的密码和动态验证码都由别人重置过，现在恢复了').waitFor();
    await told(page)
      .getByText(/邵文岚 \d+月\d+日 \d\d:\d\d 确认。/u)
      .waitFor();
    await page.getByRole('link', { name: '去确认' }).waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('');
    expect(await pages.violations(page, 'resets-over')).toEqual([]);
  });

  it('breaks no policy of its own', () => expect(pages.faults.filter((f) => !f.includes('401'))).toEqual([]));
});
