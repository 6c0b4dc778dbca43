/**
 * A new installation in a browser: from the first password to an organ with its people and contact points, then what
 * its administrator does with accounts, handover, settings and the ledger.
 */
import type { Browser, Page } from 'playwright-core';
import { writeXlsx } from '../../src/platform/documents/index.js';
import { describeBrowser, launch } from '../support/chromium.js';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';
import { ConsolePages, DESK } from './console-pages.js';

describeBrowser('a new installation in Chromium', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let page: Page;
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent', office: false });
    browser = await launch();
    pages = new ConsolePages(browser, s);
  });
  afterAll(async () => {
    await pages?.close();
    await browser?.close();
    await s?.close();
  });

  const violations = (name: string): Promise<readonly string[]> => pages.violations(page, name);
  const main = (): ReturnType<Page['getByRole']> => page.getByRole('main');
  /** In place, once in ten minutes */
  async function confirmIdentity(): Promise<void> {
    await page.getByRole('dialog').getByLabel('密码').fill(PASSWORD);
    await page.keyboard.press('Enter');
  }
  const goTo = async (path: string, heading: string): Promise<void> => {
    await page.goto(`${s.url}/console/${path}`);
    await page.getByRole('heading', { name: heading, exact: true, level: 1 }).waitFor();
  };
  const state = async (username: string): Promise<unknown> =>
    (
      await s.db.asOwner(
        `select a.disabled_at is not null as disabled, coalesce(array_agg(g.role || coalesce(' ' || p.short_name, '') order by g.role, p.short_name) filter (where g.id is not null), '{}') as roles
         from account a left join role_grant g on g.account_id = a.id and g.revoked_at is null left join contact_point p on p.id = g.unit_id where a.username = $1 group by a.id`,
        [username],
      )
    )[0];

  it('lands at 建立机关 by itself, and says at its field what is wrong', async () => {
    const { username = '', password = '' } = s.running.firstAdministrator ?? {};
    page = await pages.openAsStranger('', DESK);
    await pages.signIn(page, username, password);
    await page.getByLabel('现在的密码').fill(password);
    await page.getByLabel('新密码', { exact: true }).fill(PASSWORD);
    await page.getByLabel('再写一遍新密码').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '建立机关' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/setup');
    expect(await violations('setup-organ')).toEqual([]);

    await page.getByLabel('机关全称').fill('云澜市人民代表大会常务委员会');
    await page.getByLabel('发文机关').fill('云澜市人大常委会法制工作委员会');
    await page.getByLabel('机关代字').fill('云人常法工函');
    await page.getByLabel('短代码').fill('Yunlan');
    await page.getByLabel(/严格/).check();
    await page.getByText('管平台的不能再管机关').waitFor();
    await page.getByLabel(/简易/).check();
    await page.getByRole('button', { name: '建立机关' }).click();
    await confirmIdentity();
    await page.getByText('代码用小写字母').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('organ-code');
    await page.getByLabel('短代码').fill('yunlan');
    await page.keyboard.press('Enter');
    await page.getByText('云澜市人民代表大会常务委员会，建好了。').waitFor();
    expect(await state('admin')).toMatchObject({ roles: ['ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR'] });
  });

  it('takes people from a spreadsheet, leaves the one it does not understand, and prints slips that open', async () => {
    await main().getByRole('button', { name: '从表格粘贴' }).first().click();
    await page
      .locator('#people-paste')
      .fill(
        '姓名\t用户名\t角色\n陆清和\tlu\t经办、起草人\n邵文岚\tshao\t审核\n纪绍棠\t\t签发\n晏怀谷\tyan\t经办、秘书',
      );
    await main().getByRole('button', { name: '从表格粘贴' }).first().click();
    await page.getByText('读到 4 行').waitFor();
    await page.getByRole('button', { name: '开通 4 个账号' }).click();
    await page.getByText('开通了 3 个账号').waitFor();
    // what it knew of that row it did not open on its own
    await page.getByText('角色“秘书”不认得').waitFor();
    expect(await state('yan')).toBeUndefined();
    expect(await violations('setup-people')).toEqual([]);

    const slips = page.getByRole('region', { name: '激活单' });
    const text = await slips.innerText();
    expect(text).toContain('陆清和');
    expect(text).not.toMatch(/[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}/);
    await page.evaluate(() => {
      window.print = () => {
        document.body.dataset.printed = document.querySelector<HTMLElement>('.slips-print')?.textContent ?? '';
      };
    });
    await slips.getByRole('button', { name: '打印 3 张' }).click();
    const printed = (await page.evaluate(() => document.body.dataset.printed)) ?? '';
    expect(printed.match(/账号激活单/g)).toHaveLength(3);
    const passwords = printed.match(/[a-z0-9]{4}(?:-[a-z0-9]{4}){3}/g) ?? [];
    expect(passwords).toHaveLength(3);
    expect(printed).toContain(`${s.url}/console/`);
    expect((await s.signIn('lu', passwords[0] ?? '')).mustChangePassword).toBe(true);
  });

  it('takes contact points, asks what an unknown word means, opens their officers, and ends at 工作台', async () => {
    await main().getByRole('button', { name: '从表格粘贴' }).last().click();
    await page
      .locator('#points-paste')
      .fill(
        '全称\t级别\t上级\t地址\t联络员\n临江区人大常委会基层立法联系点\t市级\t\t望潮路 18 号\t温雅琴\n桂花里社区基层立法联系点\t县\t临江区人大常委会\t桂花里 66 号\t夏知秋\n石桥镇基层立法联系点\t县级\t松溪县\t\t',
      );
    await main().getByRole('button', { name: '从表格粘贴' }).last().click();
    await page.getByText('级别“县”不认得，是不是“县级”').waitFor();
    await page.getByRole('button', { name: '是，“县级”' }).click();
    await page.getByRole('button', { name: '建立 3 个联系点' }).click();
    await page.getByText('建立了 2 个联系点').waitFor();
    await page.getByText('没有找到上级“松溪县”').waitFor();
    await page.getByRole('heading', { name: '给 2 位联络员开通账号' }).waitFor();
    expect(await violations('setup-points')).toEqual([]);
    await page.getByRole('button', { name: '开通 2 个账号' }).click();
    await page.getByRole('region', { name: '激活单' }).getByText('夏知秋').waitFor();
    expect(
      await s.db.asOwner(
        `select a.display_name as who, p.short_name as "where", u.short_name as above, p.level from role_grant g join account a on a.id = g.account_id join contact_point p on p.id = g.unit_id left join contact_point u on u.id = p.parent_id order by 2`,
      ),
    ).toEqual([
      { who: '温雅琴', where: '临江区人大常委会', above: null, level: 'MUNICIPAL' },
      { who: '夏知秋', where: '桂花里社区', above: '临江区人大常委会', level: 'COUNTY' },
    ]);
    await page.getByRole('link', { name: '到工作台' }).click();
    await page.getByRole('heading', { name: '新的机关，先做三件事' }).waitFor();
    expect(await violations('home-new')).toEqual([]);
  });

  it('账号 by keyboard: narrowed, one opened, stopped with its reason, a new slip given', async () => {
    await goTo('accounts', '账号');
    await page.getByRole('button', { name: /待设密码/ }).click();
    await main().getByText('邵文岚').waitFor();
    await page.waitForURL(/states=AWAITING_PASSWORD/);
    await page.getByRole('button', { name: /^全部/ }).click();
    await main().getByRole('row').nth(6).waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (let i = 0; i < 3; i++) await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('complementary', { name: '邵文岚' });
    await drawer.waitFor();
    expect(await violations('accounts-drawer')).toEqual([]);
    await drawer.getByRole('button', { name: '停用' }).click();
    await page.getByLabel('为什么停用').fill('调走了');
    await page.keyboard.press('Enter');
    await drawer.getByText('调走了').waitFor();
    expect(await state('shao')).toEqual({ disabled: true, roles: ['CHECKER'] });
    await drawer.getByRole('button', { name: '启用' }).click();
    await page.getByRole('button', { name: '启用，发激活单' }).click();
    await drawer.getByText('激活单在旁边').waitFor();
    expect(await state('shao')).toEqual({ disabled: false, roles: ['CHECKER'] });
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  });

  it('移交: the list is shown before, everything moves at once', async () => {
    await goTo('handover', '移交');
    await page.getByLabel('谁的工作').fill('温');
    await page.getByRole('button', { name: /温雅琴/ }).click();
    await page.getByLabel('交给谁').fill('夏');
    await page.getByRole('button', { name: /夏知秋/ }).click();
    await page.getByText('联络员　临江区人大常委会').last().waitFor();
    expect(await violations('handover')).toEqual([]);
    await page.getByRole('button', { name: '把 1 个角色移交给夏知秋' }).click();
    await page.getByRole('button', { name: '移交', exact: true }).click();
    await page.getByText('移交好了：温雅琴的 1 个角色都给了夏知秋，温雅琴的账号已经停用。').waitFor();
    const [officer] = await s.db.asOwner<{ username: string }>(
      `select username from account where display_name = '夏知秋'`,
    );
    expect(await state(officer?.username ?? '')).toEqual({
      disabled: false,
      roles: ['LIAISON_OFFICER 临江区人大常委会', 'LIAISON_OFFICER 桂花里社区'],
    });
  });

  it('设置: saved, shown beside what somebody else saved meanwhile, and a profile that says who stands in its way', async () => {
    await goTo('settings', '设置');
    await page.getByLabel('联系人').fill('陆清和');
    await page.getByText('联系人：陆清和').waitFor();
    await page.getByRole('button', { name: '存上 1 处改动' }).click();
    await page.getByText('存上了。').waitFor();
    expect(await violations('settings')).toEqual([]);
    await page.getByLabel('联系电话').fill('0599 555 0118');
    await s.db.asOwner(`update legislature set contact_phone = '0599 555 0119', version = version + 1`);
    await page.getByRole('button', { name: '存上 1 处改动' }).click();
    const stale = page.getByRole('dialog', { name: '别人刚刚也改了设置' });
    await stale.waitFor();
    expect(await violations('settings-stale')).toEqual([]);
    await stale.getByRole('button', { name: '用我的，那一份留底' }).click();
    await page.getByText('存上了。').waitFor();
    expect(await s.db.asOwner('select contact_name as n, contact_phone as p from legislature')).toEqual([
      { n: '陆清和', p: '0599 555 0118' },
    ]);
    await page.getByLabel(/^严格/).check();
    await page.getByText('系统管理员同时是').waitFor();
    expect(await page.getByRole('button', { name: '改成“严格”' }).count()).toBe(0);
    await page.getByLabel(/^标准/).check();
    await page.getByRole('button', { name: '改成“标准”' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '改成“标准”' }).click();
    await page.getByText('现在是“标准”档。').waitFor();
    expect(await s.db.asOwner('select profile from legislature')).toEqual([{ profile: 'STANDARD' }]);
  });

  it('台账: what was done stands there in Chinese, narrowed, and nothing of it is broken', async () => {
    await goTo('ledger', '台账');
    // the last month, until somebody clears it
    await page.waitForURL(/from=\d{4}-\d{2}-\d{2}/);
    await main().getByRole('cell', { name: '改本机关的档位' }).waitFor();
    await page.getByRole('combobox', { name: '办了什么' }).selectOption('handOverAccount');
    await page.waitForURL(/acts=handOverAccount/);
    // the head, and the one act
    await main().getByRole('row').nth(2).waitFor({ state: 'detached' });
    await main().getByRole('cell', { name: '账号　温雅琴' }).waitFor();
    await page.getByRole('button', { name: '核验' }).click();
    await page.getByText(/封存从第 1 号到第 \d+ 号没有断，[\d,]+ 条记录都对得上。/).waitFor();
    expect(await violations('ledger')).toEqual([]);
  });

  it('联系点: opened, its name corrected beside the list', async () => {
    await goTo('network', '联系点');
    await page.getByRole('button', { name: '桂花里社区基层立法联系点' }).click();
    const drawer = page.getByRole('complementary', { name: '桂花里社区基层立法联系点' });
    await drawer.getByText('夏知秋').waitFor();
    await drawer.getByRole('button', { name: '更正各项情况' }).click();
    await drawer.getByLabel('地址', { exact: true }).fill('桂花里 68 号');
    await drawer.getByRole('button', { name: '存上更正' }).click();
    await drawer.getByText('更正好了。').waitFor();
    await drawer.getByText('桂花里 68 号').waitFor();
    expect(await violations('network')).toEqual([]);
  });

  it('联系点: a table is looked at, and exactly that is imported', async () => {
    await goTo('network', '联系点');
    await page.getByRole('link', { name: '导入表格' }).click();
    const rows = [
      ['全称', '类别', '级别', '上级', '地区', '负责人'],
      ['桂花里社区基层立法联系点', '基层立法联系点', '市级', '', '临江区', '冷月英'],
      ['桂花里一号院信息采集点', '立法信息采集点', '县级', '桂花里社区基层立法联系点', '临江区', ''],
      ['桂花里二号院信息采集点', '采集点', '县级', '桂花里社区基层立法联系点', '临江区', ''],
    ];
    const buffer = Buffer.from(
      await writeXlsx([{ name: '表', columns: rows[0]?.map(() => ({ width: 9 })) ?? [], rows }]),
    );
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    await page.getByLabel('联系点表').setInputFiles({ name: '联系点表.xlsx', mimeType, buffer });
    await page.getByRole('button', { name: '看看要改什么' }).click();
    await page.getByText('第4行“类别”写的是“采集点”，是不是“立法信息采集点”').waitFor();
    await page.getByRole('button', { name: '有改动 1' }).click();
    await page.getByText('冷月英').waitFor();
    expect(await violations('network-import')).toEqual([]);
    await page.getByRole('button', { name: '导入：新增 1 个，改 1 个' }).click();
    await page.getByText('新增 1 个，改了 1 个，不变 0 个，没有导入 1 行。').waitFor();
    await page.getByRole('link', { name: '看联系点' }).click();
    await page.getByRole('button', { name: '桂花里一号院信息采集点' }).waitFor();
  });

  it('breaks no policy of its own, and asks only what is registered', () =>
    expect(pages.faults.filter((f) => !f.includes('401'))).toEqual([]));
});
