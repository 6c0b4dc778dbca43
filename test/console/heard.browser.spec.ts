/**
 * What a contact point hears one by one (picture 17): typed at the counter with a slip, out of a hotline order, as a
 * table; whoever left a number is called back; a meeting begins without a signal.
 */
import type { Browser, Page } from 'playwright-core';
import { voiceColumns } from '../../src/opinions/hearing/table/voices-table.words.js';
import { writeXlsx } from '../../src/platform/documents/index.js';
import { describeBrowser, launch } from '../support/chromium.js';
import { openRound, pointOf, type Round } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { ConsolePages, PHONE } from './console-pages.js';

describeBrowser('记一条、回访 in Chromium', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let round: Round;
  let officer: string;
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    browser = await launch();
    pages = new ConsolePages(browser, s);
    round = await openRound(s);
    officer = `${s.home.code}-officer-1`;
  });
  afterAll(async () => {
    await pages?.close();
    await browser?.close();
    await s?.close();
  });

  const NUMBER = '13700137888';
  const last = async (): Promise<Record<string, unknown> | undefined> =>
    (
      await s.db.asOwner<Record<string, unknown>>(
        `select o.text, o.channel, o.act, o.target_kind as target, w.number as "order", c.phone is not null as phone
         from opinion o left join work_order w on w.id = o.id left join opinion_contact c on c.id = o.id
         order by o.received_at desc limit 1`,
      )
    )[0];
  /** What the printer gets */
  const printed = async (page: Page): Promise<string> => {
    await page.evaluate(() => {
      const slip = (): string => document.querySelector('.receipt-print')?.textContent ?? '';
      window.print = () => void document.body.setAttribute('data-slip', slip());
    });
    await page.getByRole('button', { name: '打印回执卡' }).click();
    await page.locator('body[data-slip]').waitFor();
    return (await page.locator('body').getAttribute('data-slip')) ?? '';
  };

  it('types what somebody says on the telephone, and prints a slip with nothing of it', async () => {
    const page = await pages.open(officer, `tasks/${pointOf(round).task}/record`, PHONE);
    const words = page.getByLabel('原话', { exact: true });
    await words.fill('隔壁单元的陈阿婆打电话来说，每季度公布维护保养记录太少了，要每月公布');
    await page.getByRole('radio', { name: /第三条/ }).waitFor();
    await page.getByRole('button', { name: '去掉这半句' }).waitFor();
    expect(await pages.violations(page, 'record')).toEqual([]);
    await page.setViewportSize(PHONE);
    await page.getByRole('button', { name: '去掉这半句' }).click();
    expect(await words.inputValue()).toBe('每季度公布维护保养记录太少了，要每月公布');
    await page.getByRole('radio', { name: /第三条/ }).check();
    await page.getByText('想要回音的，留个联系方式').click();
    await page.getByLabel('电话', { exact: true }).last().fill(NUMBER);
    await page.getByRole('button', { name: '记下', exact: true }).click();
    await page.getByText('请先告诉对方留联系方式的用处').waitFor();
    await page.getByLabel('已经告诉对方，对方同意').check();
    await page.getByRole('button', { name: '记下', exact: true }).click();
    await page.getByText('请保存好，这个码补不回来。').waitFor();
    expect(await pages.violations(page, 'record-slip')).toEqual([]);
    expect(await last()).toEqual({
      ...{ text: '每季度公布维护保养记录太少了，要每月公布', channel: 'PHONE', act: 'AMEND', target: 'ARTICLE' },
      ...{ order: null, phone: true },
    });
    const slip = await printed(page);
    expect(slip).toMatch(/已收到您的意见.*\d{4} \d{4} \d{4} \d{4}.*凭这个码查结果/su);
    for (const told of ['每月公布', NUMBER, '红河居委会']) expect(slip).not.toContain(told);
    await page.getByRole('button', { name: '再记一条' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('words');
  });

  it('takes a hotline order on the PC by keyboard, shows what it did not understand, and knows it again', async () => {
    const page = await pages.open(officer, `tasks/${pointOf(round).task}/record`);
    const order = `工单编号：YL20261129\n来电人：王女士　电话：${NUMBER}\n诉求内容：楼道里充电太危险\n承办单位：住建局`;
    const paste = async (): Promise<void> => {
      await page.getByText('贴一张12345工单').focus();
      await page.keyboard.press('Enter');
      await page.getByLabel('工单内容').focus();
      await page.keyboard.insertText(order);
      await page.getByRole('button', { name: '读进来' }).focus();
      await page.keyboard.press('Enter');
    };
    await paste();
    await page.getByText('承办单位：住建局').waitFor();
    expect(await pages.violations(page, 'record-order')).toEqual([]);
    expect(await page.getByLabel('原话', { exact: true }).inputValue()).toBe('楼道里充电太危险');
    expect(await page.getByLabel('怎么称呼').inputValue()).toBe('王女士');
    await page.getByLabel('已经告诉对方，对方同意').focus();
    await page.keyboard.press('Space');
    await page.getByText('对方的意思：改').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: '增', exact: true }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: '记下', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('请保存好，这个码补不回来。').waitFor();
    expect(await last()).toEqual({
      ...{
        text: '楼道里充电太危险',
        channel: 'PHONE',
        act: 'ADD',
        target: 'UNKNOWN',
        order: 'YL20261129',
        phone: true,
      },
    });
    await page.reload();
    await page.getByLabel('原话', { exact: true }).waitFor();
    await paste();
    await page.getByText('工单 YL20261129 已经录过').waitFor();
  });

  it('brings in a table, and says of each row what became of it', async () => {
    const page = await pages.open(officer, `tasks/${pointOf(round).task}/table`);
    const head = Object.values(voiceColumns);
    const rows = [
      ['第二条', '每天查两次', '座谈会', '', '', '', '', '', '', ''],
      ['第九十条', '没有这一条', '电话', '', '', '', '', '', '', ''],
    ];
    const bytes = await writeXlsx([{ name: '意见', columns: head.map(() => ({ width: 12 })), rows: [head, ...rows] }]);
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const bring = async (): Promise<void> => {
      await page.locator('input[type=file]').setInputFiles({ name: '表.xlsx', mimeType, buffer: Buffer.from(bytes) });
      await page.getByRole('button', { name: '看一遍' }).click();
    };
    await bring();
    await page.getByText('第3行“条款”写的是“第九十条”，这一稿里没有这一条').waitFor();
    expect(await pages.violations(page, 'voices-table')).toEqual([]);
    await page.getByRole('button', { name: '录入 1 条' }).click();
    await page.getByText('录入 1 条，1 条没有录').waitFor();
    expect(await pages.violations(page, 'voices-table-done')).toEqual([]);
    await bring();
    await page.getByRole('button', { name: /先前录过/ }).waitFor();
    expect(await page.getByRole('button', { name: /^录入/ }).count()).toBe(0);
  });

  it('lists whom to call back, covers numbers until somebody looks, and shows each look', async () => {
    await s.db.asOwner(
      `update opinion_status set state = 'SET_ASIDE', set_aside_reason = 'OFF_TOPIC'
       where id in (select o.id from opinion o join opinion_contact c on c.id = o.id)`,
    );
    const page = await pages.open(officer, 'tasks', PHONE);
    await page.getByText('2 位留了联系方式的等着告诉结果').click();
    await page.getByRole('heading', { name: '还有 2 位等着告诉' }).waitFor();
    expect(await page.getByText(NUMBER).count()).toBe(0);
    await page.getByRole('button', { name: '看联系方式' }).first().click();
    await pages.confirm(page);
    await page.getByRole('link', { name: NUMBER }).waitFor();
    await page.getByText('看过 1 次').waitFor();
    expect(await pages.violations(page, 'calls')).toEqual([]);
    await page.setViewportSize(PHONE);
    await page.getByRole('button', { name: '未接通' }).first().click();
    await page.getByText(/未接通　.+/).waitFor();
    await page.getByRole('button', { name: '已告知' }).first().click();
    await page.getByRole('heading', { name: '还有 1 位等着告诉' }).waitFor();
    await page.getByRole('button', { name: '留了联系方式的' }).click();
    await page.getByText(/已告知　.+/).waitFor();
  });

  it('gives a node a link and a PIN apart, and what it enters without a script lies in the inbox', async () => {
    const page = await pages.open(officer, 'nodes');
    await page.getByLabel('节点叫什么').fill('三号楼');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '“三号楼”的链接和密码' }).waitFor();
    const url = await page.getByText(/\/n\/[0-9a-z]{26}/).innerText();
    const pin = await page.getByText(/^\d{6}$/).innerText();
    await page.getByLabel('选三号楼').check();
    await page.getByRole('button', { name: '交办给 1 个节点' }).click();
    await page.getByText(/《电梯条例之\d+》　.+前交回　录了 0 条/).waitFor();
    expect(await pages.violations(page, 'nodes')).toEqual([]);

    const old = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
    try {
      const phone = await old.newPage();
      await phone.goto(url);
      await pages.photograph(phone, 'node-pin');
      await phone.getByLabel('数字密码').fill(pin);
      await phone.keyboard.press('Enter');
      await phone.getByText('三号楼，您好').waitFor();
      await pages.photograph(phone, 'node-tasks');
      await phone.getByRole('link', { name: '录一条' }).click();
      await phone.getByLabel('原话', { exact: true }).fill('楼道里不要充电');
      await phone.getByLabel('怎么听到的').selectOption({ label: '电话' });
      await pages.photograph(phone, 'node-form');
      await phone.getByRole('button', { name: '交给联系点' }).click();
      await phone.getByText(/\d{4} \d{4} \d{4} \d{4}/).waitFor();
      await pages.photograph(phone, 'node-receipt');
    } finally {
      await old.close();
    }
    await page.goto(`${s.url}/console/tasks/${pointOf(round).task}`);
    await page.getByText(/电话　.*三号楼/).waitFor();
    await page.goto(`${s.url}/console/nodes`);
    await page.getByRole('button', { name: '收回链接' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '收回链接' }).click();
    await page.getByText('收回了').waitFor();
  });

  it('begins a meeting without a signal', async () => {
    const page = await pages.open(officer, 'meetings', PHONE);
    await page.getByRole('checkbox').first().waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('现在没有信号。可以照常新记一次活动').waitFor();
    expect(await page.getByRole('link', { name: /^任务/ }).getAttribute('aria-current')).toBe('page');
    await page.getByRole('checkbox').first().check();
    await page.getByLabel('活动名称').fill('没有信号的楼长会');
    await page.getByRole('button', { name: '开始拍照、录入' }).click();
    await page.getByRole('button', { name: '不看照片，直接记一条' }).click();
    await page.getByLabel('原话', { exact: true }).fill('会上说的，没有信号');
    await page.getByLabel('对方的意思').selectOption({ label: '赞同' });
    await page.getByRole('button', { name: '存下', exact: true }).click();
    await page.getByText('1 条原话等信号好了再传').waitFor();
    await page.context().setOffline(false);
    await page.getByText('都传上去了').waitFor();
    expect(await last()).toMatchObject({ text: '会上说的，没有信号', act: 'SUPPORT' });
    expect(pages.faults.filter((f) => !/ERR_INTERNET_DISCONNECTED|Failed to fetch/.test(f))).toEqual([]);
  });
});
