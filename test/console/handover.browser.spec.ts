/**
 * An officer leaves (product §7.4): the successor opens a slip, and tasks, what was left open and the notice to paste are
 * there; the old account opens nothing. And one who is away for a week: 代理, by the same page.
 */
import type { Browser } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import type { Client } from '../support/client.js';
import { client, enter, openRound, opinion, pointOf, today, withRoles } from '../support/round.js';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';
import { ConsolePages, DESK, PHONE } from './console-pages.js';

describeBrowser('移交与代理 in Chromium', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let admin: Client;
  let slip = '';
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    browser = await launch();
    pages = new ConsolePages(browser, s);
    admin = await client(s, 'ADMINISTRATOR');
    const round = await openRound(s);
    await enter(round, 0, [opinion(round, '电梯停了三天没有人来修'), opinion(round, '物业要贴出检修的日子')]);
    const made = await admin.act<{ activationPassword: string }>(
      'createAccount',
      {
        username: 'qiu-wanqing',
        displayName: '丘晚晴',
        grants: [{ role: 'LIAISON_OFFICER', unitId: pointOf(round, 1).id }],
      },
      'AccountCreated',
      'activationPassword',
    );
    slip = made.activationPassword;
    await withRoles(s, 'wen-yaqin', ['DRAFTER']);
    await s.db.asOwner(`update account set display_name = case username when 'yun-officer-1' then '仲廷玉'
      when 'wen-yaqin' then '温雅琴' when 'yun-preparer' then '陆清和' else display_name end`);
  });
  afterAll(async () => {
    await pages?.close();
    await browser?.close();
    await s?.close();
  });

  it('the successor opens the slip and finds what was left open, the voices and the notice; the old one opens nothing', async () => {
    const old = await pages.open('yun-officer-1', '', PHONE);
    await old.getByRole('heading', { name: /件要办/u }).waitFor();

    const page = await pages.open(s.home.username('ADMINISTRATOR'), 'handover', DESK);
    await page.getByLabel('谁的工作').fill('仲');
    await page.getByRole('button', { name: /仲廷玉/u }).click();
    await page.getByLabel('交给谁').fill('丘');
    await page.getByRole('button', { name: /丘晚晴/u }).click();
    await page.getByLabel('要交代的话').fill('老年活动室周四开会，先去那里听。');
    await page.getByText('请他先联网发完').waitFor();
    expect(await pages.violations(page, 'handover-officer')).toEqual([]);
    await page.getByRole('button', { name: '把 1 个角色移交给丘晚晴' }).click();
    await page.getByRole('button', { name: '移交', exact: true }).click();
    await pages.confirm(page);
    await page.getByText('移交好了：仲廷玉的 1 个角色都给了丘晚晴').waitFor();

    await old.reload();
    await old.getByLabel('用户名').waitFor();
    await pages.signIn(old, 'yun-officer-1', PASSWORD);
    await old.getByRole('alert').first().waitFor();
    expect(await old.getByRole('navigation', { name: '主导航' }).count()).toBe(0);

    const phone = await pages.openAsStranger('', PHONE);
    await pages.signIn(phone, 'qiu-wanqing', slip);
    await phone.getByLabel('现在的密码').fill(slip);
    await phone.getByLabel('新密码', { exact: true }).fill(PASSWORD);
    await phone.getByLabel('再写一遍新密码').fill(PASSWORD);
    await phone.keyboard.press('Enter');
    const handed = phone.getByRole('region', { name: '移交给您的工作' });
    await handed.getByText('仲廷玉的工作移交给您了').waitFor();
    await handed.getByText('交代：老年活动室周四开会，先去那里听。').waitFor();
    await handed.getByText('1 项任务等着签收').waitFor();
    await handed.getByText('2 条群众原话还没有编入报送意见').waitFor();
    // she has two contact points now: the task says of which it is
    const task = phone.getByRole('listitem').filter({ hasText: '红河居委会' });
    await task.getByRole('button', { name: '签收' }).click();
    await phone.getByRole('link', { name: '看这 2 条' }).waitFor();
    await phone.getByRole('button', { name: '复制群通知' }).first().waitFor();
    expect(await pages.violations(phone, 'handed-work')).toEqual([]);
    await phone.setViewportSize(PHONE);
    await handed.getByRole('button', { name: '知道了' }).click();
    await handed.waitFor({ state: 'detached' });
    await phone.getByRole('link', { name: '看这 2 条' }).click();
    await phone.getByText('电梯停了三天没有人来修').waitFor();
  });

  it('代理 to a day: asked for the day, said until when, shown at the account and on the first screen', async () => {
    const page = await pages.open(s.home.username('ADMINISTRATOR'), 'handover?from=yun-preparer', DESK);
    await page.getByLabel('交给谁').fill('温');
    await page.getByRole('button', { name: /温雅琴/u }).click();
    await page.getByLabel('代理：到一天为止').check();
    await page.getByRole('button', { name: '请温雅琴代理' }).click();
    await page.getByText('请先写代理到哪天。').waitFor();
    await page.getByLabel('代理到哪天').fill(today(400));
    await page.getByRole('button', { name: '请温雅琴代理' }).click();
    const dialog = page.getByRole('dialog').last();
    await dialog.getByRole('button', { name: '请温雅琴代理' }).click();
    await pages.confirm(page);
    await page.getByText('代理最多 184 天').waitFor();
    await page.getByLabel('代理到哪天').fill(today(7));
    await page.getByRole('button', { name: '请温雅琴代理' }).click();
    await page.getByRole('dialog').last().getByRole('button', { name: '请温雅琴代理' }).click();
    await page.getByText('安排好了：陆清和的 1 个角色由温雅琴代理到').waitFor();

    const [account] = await s.db.asOwner<{ id: string }>(`select id from account where username = 'wen-yaqin'`);
    await page.goto(`${s.url}/console/accounts?at=${account?.id}`);
    await page.getByText(/^代理，.*起，到 .*日$/u).waitFor();
    const desk = await pages.open('wen-yaqin', '', DESK);
    await desk.getByRole('region', { name: '移交给您的工作' }).getByText('您代理陆清和的工作，到').waitFor();
    expect(await pages.violations(desk, 'stand-in-home')).toEqual([]);
  });
});
