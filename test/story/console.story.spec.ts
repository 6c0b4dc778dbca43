/**
 * The whole walk in a browser: `serve` in an empty folder, then clicks and keys alone, until a contact point has signed
 * for the letter that answers what a resident wrote on a phone. No line of GraphQL, no look into the database.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { buildPlainDocx } from '../../src/demo/sample/build.js';
import { describeBrowser, launch } from '../support/chromium.js';
import { folder, said, start, type Started, tidy } from './program.js';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const OWN = '望潮路上有十八棵老桂花';
const shots = process.env.CONSOLE_SHOTS;

/** 第四条 is there twice and 第五条 is missing: what a tired clerk types */
const FIRST = [
  '云澜市城市绿化条例（草案）',
  '第一条　为了保护和改善城市生态环境，根据有关法律、法规，结合本市实际，制定本条例。',
  '第二条　本市城市建成区内绿化的规划、建设、保护和管理，适用本条例。',
  '第三条　公园应当每日开放不少于十二小时，并在入口处公示开放时间。',
  '第四条　占用城市绿地的，应当经城市绿化主管部门批准，占用期限不得超过一年。',
  '第四条　砍伐、移植城市树木的，应当在现场公示许可内容，公示期不少于五日。',
  '第六条　本条例自公布之日起施行。',
];
const SECOND = [
  '云澜市城市绿化条例（草案二次审议稿）',
  FIRST[1] ?? '',
  FIRST[2] ?? '',
  '第三条　公园应当每日开放不少于十六小时，并在入口处公示开放时间。',
  FIRST[4] ?? '',
  '第五条　砍伐、移植城市树木的，应当在现场公示许可内容，公示期不少于五日。',
  FIRST[6] ?? '',
];

describeBrowser('the walk in Chromium', () => {
  const programs: Started[] = [];
  const faults: string[] = [];
  const passwords = new Map<string, string>();
  let dir = '';
  let url = '';
  let first = { username: '', password: '' };
  let browser: Browser;
  let code = '';
  let roundPath = '';
  let officer: Page;
  let preparer: Page;

  let stopped = '';
  /** One step of the walk: what follows a step that failed is not tried; with CONSOLE_SHOTS the pages are photographed */
  const step = (name: string, body: () => Promise<void>): void =>
    it(name, async () => {
      if (stopped !== '') throw new Error(`not tried: ${stopped} failed`);
      try {
        await body();
      } catch (e) {
        stopped = name;
        const pages = browser.contexts().flatMap((c) => c.pages());
        if (shots !== undefined)
          for (const [i, page] of pages.entries()) await page.screenshot({ path: join(shots, `story-${i}.png`) });
        throw e;
      }
    });

  beforeAll(async () => {
    dir = await folder();
    await writeFile(join(dir, 'first.docx'), await buildPlainDocx(FIRST));
    await writeFile(join(dir, 'second.docx'), await buildPlainDocx(SECOND));
    const env = { DATA_DIR: join(dir, 'data'), PORT: '0', LOG_LEVEL: 'warn' };
    const started = start(['serve'], env, dir);
    programs.push(started);
    url = (await said(started, /已启动：(http\S+)/u))[1] ?? '';
    await said(started, /首次登录的一次性密码在/u);
    const [username = '', password = ''] = (await readFile(join(dir, 'data/first-password'), 'utf8')).split('\n');
    first = { username, password };
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await tidy(dir, join(dir, 'data'), programs);
  });

  async function open(path: string, viewport: { width: number; height: number }): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    const page = await context.newPage();
    page.setDefaultTimeout(90_000);
    // the pages of residents have tests of their own
    if (path.startsWith('/console')) {
      page.on('console', (m) => void (m.type() === 'error' && faults.push(m.text())));
      page.on('pageerror', (e) => faults.push(e.message));
    }
    await page.goto(`${url}${path}`);
    return page;
  }
  /** The first sign-in with a slip: the one-time password becomes an own one */
  async function begin(username: string, password: string, viewport = WIDE): Promise<Page> {
    const page = await open('/console/', viewport);
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByLabel('现在的密码').fill(password);
    await page.getByLabel('新密码', { exact: true }).fill(OWN);
    await page.getByLabel('再写一遍新密码').fill(OWN);
    await page.keyboard.press('Enter');
    return page;
  }
  const staff = (username: string, viewport = WIDE): Promise<Page> =>
    begin(username, passwords.get(username) ?? '', viewport);
  const press = (page: Page, name: string | RegExp): Promise<void> =>
    page.getByRole('button', { name }).first().click();
  const inDialog = (page: Page, name: string | RegExp): Promise<void> =>
    page.getByRole('dialog').getByRole('button', { name }).click();
  /** In place, where the act asks who it is */
  async function identity(page: Page): Promise<void> {
    const asked = page.getByRole('dialog', { name: '请再确认一次是您本人' });
    await asked.getByLabel('密码').fill(OWN);
    await page.keyboard.press('Enter');
    await asked.waitFor({ state: 'detached' });
  }
  const place = (page: Page, name: string): Promise<void> =>
    page
      .getByRole('navigation', { name: '主导航' })
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .click();

  /** What a slip says on paper: name, user name, one-time password */
  async function slips(page: Page, count: number): Promise<void> {
    await page.evaluate(() => {
      window.print = () => {
        document.body.dataset.printed = document.querySelector<HTMLElement>('.slips-print')?.innerText ?? '';
      };
    });
    const region = page.getByRole('region', { name: '激活单' }).last();
    await region.getByRole('button', { name: `打印 ${count} 张` }).click();
    const printed = (await page.evaluate(() => document.body.dataset.printed)) ?? '';
    for (const [, username = '', password = ''] of printed.matchAll(
      /用户名\s*([\w.-]+?)\s*密码\s*([a-z0-9]{4}(?:-[a-z0-9]{4}){3})/g,
    ))
      passwords.set(username, password);
  }

  step('an empty installation becomes an office: organ, people with slips, contact points', async () => {
    const page = await begin(first.username, first.password);
    await page.getByRole('heading', { name: '建立机关' }).waitFor();
    await page.getByLabel('机关全称').fill('云澜市人民代表大会常务委员会');
    await page.getByLabel('发文机关').fill('云澜市人大常委会法制工作委员会');
    await page.getByLabel('机关代字').fill('云人常法工函');
    await page.getByLabel('短代码').fill('yunlan');
    await page.getByLabel(/^标准/).check();
    await press(page, '建立机关');
    await identity(page);
    await page.getByText('云澜市人民代表大会常务委员会，建好了。').waitFor();
    const main = page.getByRole('main');
    await main.getByRole('button', { name: '从表格粘贴' }).first().click();
    await page
      .locator('#people-paste')
      .fill('姓名\t用户名\t角色\n陆清和\tlu\t经办\n晏怀谷\tyan\t经办\n邵文岚\tshao\t审核\n纪绍棠\tji\t签发');
    await main.getByRole('button', { name: '从表格粘贴' }).first().click();
    await press(page, '开通 4 个账号');
    await page.getByText('开通了 4 个账号').waitFor();
    await main.getByRole('button', { name: '从表格粘贴' }).last().click();
    await page
      .locator('#points-paste')
      .fill('全称\t级别\t上级\t地址\t联络员\n桂花里社区基层立法联系点\t市级\t\t桂花里 66 号\t夏知秋');
    await main.getByRole('button', { name: '从表格粘贴' }).last().click();
    await press(page, '建立 1 个联系点');
    await page.getByRole('heading', { name: '给 1 位联络员开通账号' }).waitFor();
    await press(page, '开通 1 个账号');
    await page.getByRole('region', { name: '激活单' }).getByText('夏知秋').waitFor();
    await slips(page, 5);
    expect([...passwords.keys()].slice(0, 4)).toEqual(['lu', 'yan', 'shao', 'ji']);
    expect(passwords.size).toBe(5);
    await page.getByRole('link', { name: '到工作台' }).click();
    await page.getByRole('heading', { name: '新的机关，先做三件事' }).waitFor();
    await page.context().close();
  });

  step('a Word draft is imported, its warning mended in place, and published', async () => {
    preparer = await staff('lu');
    await preparer.getByRole('heading', { name: '新的机关，先做三件事' }).waitFor();
    await place(preparer, '法规与稿件');
    await press(preparer, '新建法规');
    await preparer.getByLabel('法规名称').fill('云澜市城市绿化条例');
    await preparer.getByRole('dialog').getByRole('button').last().click();
    await preparer.getByRole('heading', { name: '从立项到公布' }).waitFor();
    await press(preparer, '导入一稿');
    await preparer.getByLabel('这是哪一稿').selectOption({ label: '征求意见稿' });
    await preparer.getByLabel('文件', { exact: true }).setInputFiles(join(dir, 'first.docx'));
    await inDialog(preparer, '导入，读出条文');
    await preparer.getByText('还有 2 处必须处理').waitFor();
    expect(await preparer.getByRole('button', { name: '核对无误' }).isEnabled()).toBe(false);
    // by keys: to the warning, and its first fix
    await preparer.keyboard.press('n');
    await preparer.keyboard.press('Enter');
    await preparer.getByText('都处理完了').waitFor();
    await press(preparer, '核对无误');
    await press(preparer, '公布这一稿');
    await inDialog(preparer, '公布这一稿');
    await preparer.getByRole('dialog').waitFor({ state: 'detached' });
  });

  step('a round is prepared on one page and issued', async () => {
    await place(preparer, '征求意见');
    await preparer.getByRole('link', { name: '准备征求意见' }).first().click();
    await preparer.getByRole('heading', { name: '准备征求意见' }).waitFor();
    await press(preparer, '发出');
    await inDialog(preparer, /^发出征求意见/);
    await identity(preparer);
    await preparer.waitForURL(/\/console\/rounds\/[0-9a-f-]{36}$/);
    roundPath = new URL(preparer.url()).pathname.replace('/console/rounds/', '');
    await preparer.getByText('桂花里社区').first().waitFor();
  });

  step('the contact point signs for its task and hangs up its code', async () => {
    const username = [...passwords.keys()][4] ?? '';
    officer = await staff(username, PHONE);
    await officer.getByRole('heading', { name: '有 1 件要办' }).waitFor();
    await press(officer, '签收');
    await officer.getByRole('button', { name: '报“无意见”' }).waitFor();
    await officer.getByRole('link', { name: '云澜市城市绿化条例' }).click();
    await officer.getByRole('link', { name: '码和海报' }).click();
    code = (await officer.locator('.printed').innerText()).replace(/\D/g, '');
    expect(code).toMatch(/^\d{10}$/);
  });

  step('a resident speaks on a phone, and the officer notes what another said', async () => {
    const resident = await open(`/l/${code}`, PHONE);
    await resident.getByRole('link', { name: '我要提意见' }).nth(2).click();
    await resident.getByLabel('您的意见').fill('公园晚上八点就关门，下了班想走两步都不行，开到十点吧。');
    await resident.getByRole('button', { name: '提交' }).click();
    await resident.getByRole('heading', { name: '您的意见已收到' }).waitFor();
    await resident.context().close();

    await officer.goto(`${url}/console/tasks`);
    await officer.getByRole('link', { name: /记一条群众意见/ }).click();
    await officer.getByLabel('原话', { exact: true }).fill('树砍了才贴告示，贴它有什么用。');
    await press(officer, '换一条');
    await officer.getByLabel('从全文里选一条').selectOption({ index: 5 });
    await press(officer, '记下，再记一条');
    await officer.getByText('请保存好，这个码补不回来').waitFor();
    await officer.getByRole('link', { name: '返回' }).click();
    await officer.getByRole('button', { name: '收件 2' }).waitFor();
  });

  step('the officer reports both as they stand', async () => {
    await officer.getByRole('checkbox').nth(0).check();
    await officer.getByRole('checkbox').nth(1).check();
    await press(officer, '原文报送 2 条');
    await officer.getByText('手里没有原话了').waitFor();
    await press(officer, '待报送 2');
    await press(officer, '报送 2 条');
    await inDialog(officer, '报送 2 条');
    await officer.getByText('第 2 条').waitFor();
  });

  step('two officers open one comment: the second is shown both versions and keeps theirs', async () => {
    const second = await staff('yan');
    await second.getByRole('heading', { name: /今天有/ }).waitFor();
    for (const page of [preparer, second]) {
      await page.goto(`${url}/console/handling/${roundPath}`);
      await page.getByRole('complementary').getByText('公园晚上八点就关门').first().waitFor();
    }
    await preparer.keyboard.press('1');
    await preparer.keyboard.press('Enter');
    await preparer.getByText(/已为.*拟“采纳”/).waitFor();
    await second.keyboard.press('2');
    await second.keyboard.type('延长到晚上九点');
    await second.keyboard.press('Enter');
    const stale = second.getByRole('dialog');
    await stale.getByRole('button', { name: /^用.*的$/ }).click();
    await stale.waitFor({ state: 'detached' });
    await second.context().close();
  });

  step('the next is not adopted, by keys alone', async () => {
    await preparer.getByRole('complementary').getByText('树砍了才贴告示').first().waitFor();
    await preparer.keyboard.press('5');
    await preparer.keyboard.press('Enter');
    await preparer.getByText(/已为.*拟/).waitFor();
    await preparer.getByRole('link', { name: '生成采纳情况表' }).click();
  });

  step('a sheet goes through three hands', async () => {
    await press(preparer, '用这 2 条生成');
    await inDialog(preparer, '用这 2 条生成');
    await preparer.waitForURL(/\/sheets\/[^/]+\/[^/]+$/);
    await preparer.getByText('这张表等审核人审核以后才能签发。').waitFor();
    const address = preparer.url();
    for (const [username, act] of [
      ['shao', '审核通过 2 条'],
      ['ji', '签发 2 条'],
    ] as const) {
      const page = await staff(username);
      await page.getByRole('heading', { name: '今天有 1 件事等您' }).waitFor();
      await page
        .getByRole('main')
        .getByRole('link', { name: /^去(审核|签发)$/ })
        .click();
      await page.waitForURL(address);
      await press(page, act);
      await inDialog(page, act);
      if (username === 'ji') await identity(page);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.context().close();
    }
    await preparer.reload();
    await preparer.getByText('这张表已经签发，存档了').waitFor();
  });

  step('the next draft shows it, and a person confirms that', async () => {
    await place(preparer, '法规与稿件');
    await preparer.getByRole('link', { name: '云澜市城市绿化条例' }).first().click();
    await press(preparer, '导入下一稿');
    await preparer.getByLabel('这是哪一稿').selectOption({ label: '草案二次审议稿' });
    await preparer.getByLabel('文件', { exact: true }).setInputFiles(join(dir, 'second.docx'));
    await inDialog(preparer, '导入，读出条文');
    await preparer.getByText('都处理完了').waitFor();
    await press(preparer, '核对无误');
    await press(preparer, '公布这一稿');
    await inDialog(preparer, '公布这一稿');
    await preparer.getByRole('dialog').waitFor({ state: 'detached' });

    await preparer.goto(`${url}/console/compare/${roundPath}`);
    const third = preparer.getByRole('region', { name: '第三条' });
    await third.getByText('十六').first().waitFor();
    await press(preparer, /^确认 \d+ 处对应$/);
    await inDialog(preparer, /^确认 \d+ 处对应$/);
    await preparer.getByRole('dialog').waitFor({ state: 'detached' });
    // found by a job once the links stand
    for (let i = 0; i < 20 && (await third.getByRole('button', { name: '确认', exact: true }).count()) === 0; i++) {
      await preparer.waitForTimeout(1_000);
      await preparer.reload();
      await third.waitFor();
    }
    await third.getByRole('button', { name: '确认', exact: true }).click();
    await third.getByText('已确认').waitFor();
  });

  step('the letter is composed, signed by another, delivered, and signed for', async () => {
    await preparer.goto(`${url}/console/letters/${roundPath}`);
    await press(preparer, /^给 2 条有结果的意见拟函$/);
    await inDialog(preparer, /拟函$/);
    await preparer.getByRole('button', { name: '桂花里社区', exact: true }).click();
    await preparer
      .getByText(/拟对第三条作相应修改/)
      .first()
      .waitFor();
    await press(preparer, '定稿 1 封');
    await inDialog(preparer, '定稿 1 封');
    await preparer.getByText('等签发人签发').waitFor();

    const signer = await open('/console/', WIDE);
    await signer.getByLabel('用户名').fill('ji');
    await signer.getByLabel('密码', { exact: true }).fill(OWN);
    await signer.keyboard.press('Enter');
    await signer.getByRole('main').getByRole('link', { name: '签发 1 份' }).click();
    await press(signer, '签发 1 封');
    await inDialog(signer, '签发 1 封');
    await identity(signer);
    await signer.getByRole('cell', { name: '已签发' }).waitFor();
    await signer.context().close();

    await preparer.reload();
    await preparer.getByRole('button', { name: '送达 1 封' }).waitFor();
    // until its files are set the desk says so of the one that stays
    const delivered = preparer.getByRole('cell', { name: '已送达' });
    for (let i = 0; i < 20 && (await delivered.count()) === 0; i++) {
      await press(preparer, '送达 1 封');
      await inDialog(preparer, '送达 1 封');
      await preparer.getByRole('dialog').waitFor({ state: 'detached' });
      await preparer.getByText(/^选了 1 封，送达 [01] 封/).waitFor();
      if (await preparer.getByText('1 封没有动').count()) await preparer.waitForTimeout(2_000);
      else await delivered.waitFor();
    }
    await preparer.getByRole('cell', { name: '已送达' }).waitFor();

    await officer.goto(`${url}/console/received`);
    await officer.getByRole('link', { name: /云澜市城市绿化条例/ }).click();
    await officer.getByText('采纳 1', { exact: true }).waitFor();
    await press(officer, '签收这封函');
    await officer.getByRole('button', { name: '签收这封函' }).waitFor({ state: 'detached' });
    await preparer.reload();
    await preparer.getByText('1 个联系点都签收了').waitFor();
  });

  it('breaks no policy of its own, and asks only what is registered', () =>
    expect(faults.filter((f) => !f.includes('401'))).toEqual([]));
});
