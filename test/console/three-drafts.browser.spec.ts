/**
 * A solicitation of three drafts by clicks: prepared and issued to contact points, a department and a county congress,
 * which passes it on and urges; codes in bulk and one exchanged, one round extended, one draft taken down, answers on
 * paper, 与本领域无关, late and once more. What the services promise stands in `solicitation/three-drafts.db.spec.ts`.
 */
import type { Browser, Page } from 'playwright-core';
import { CodeScans } from '../../src/consultation/index.js';
import { describeBrowser, launch } from '../support/chromium.js';
import type { Client } from '../support/client.js';
import { client, FIRST_TEXT, officer, publishDraft, today } from '../support/round.js';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';
import { ConsolePages, PHONE } from './console-pages.js';

const POINTS = ['红河居委会', '青山社区'];
const CONGRESS = '河西区人大';
const BELOW = ['沿河街道', '沿山街道'];
const OFFICE = '市住房局';
const LAWS = ['电梯条例', '养犬条例', '绿化条例'];

describeBrowser('three drafts, by clicks', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let preparer: Client;
  let page: Page;
  const drafts: string[] = [];
  const rounds: string[] = [];
  const ids = new Map<string, string>();
  const officers = new Map<string, string>();
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    browser = await launch();
    pages = new ConsolePages(browser, s);
    preparer = await client(s, 'PREPARER');
    for (const name of [...POINTS, CONGRESS, OFFICE]) ids.set(name, await s.home.contactPoint(name));
    await s.db.asOwner(`update contact_point set kind = 'COUNTY_CONGRESS' where id = $1`, [ids.get(CONGRESS)]);
    await s.db.asOwner(`update contact_point set kind = 'DEPARTMENT' where id = $1`, [ids.get(OFFICE)]);
    for (const name of BELOW) ids.set(name, await s.home.contactPoint(name));
    await s.db.asOwner(`update contact_point set parent_id = $1 where short_name = any($2)`, [
      ids.get(CONGRESS),
      BELOW,
    ]);
    for (const name of [CONGRESS, '沿河街道', '红河居委会']) {
      const { viewer } = await (
        await officer(s, name)
      ).ask<{ viewer: { displayName: string } }>('{ viewer { displayName } }');
      // an account of a test is called after its user name
      officers.set(name, /[a-z][\w-]*$/u.exec(viewer.displayName)?.[0] ?? '');
    }
    for (const title of LAWS) {
      const law = { title, kind: 'REGULATION', making: 'ENACT' };
      const { id } = await preparer.act<{ id: string }>('createRegulation', law, 'Regulation', 'id');
      const text = FIRST_TEXT.replace('电梯条例', title);
      drafts.push(await publishDraft(s, id, 'CONSULTATION_DRAFT', text, preparer));
    }
    page = await pages.open(s.home.username('PREPARER'), 'rounds');
  });
  afterAll(async () => {
    await pages?.close();
    await browser?.close();
    await s?.close();
  });

  const press = (on: Page, name: string | RegExp): Promise<void> => on.getByRole('button', { name }).first().click();
  const confirm = (on: Page, act: string | RegExp): Promise<void> =>
    on.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
  const go = async (on: Page, path: string): Promise<void> => void (await on.goto(`${s.url}/console/${path}`));
  const officerOf = (name: string): string => officers.get(name) ?? '';
  /** The own identity where it is asked for, which it is once in some minutes */
  const itIsMe = async (on: Page): Promise<void> => {
    await on.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await on.keyboard.press('Enter');
  };

  const confirmPlain = (on: Page, name: string): Promise<void> => on.getByRole('button', { name, exact: true }).click();
  interface Code {
    code: string;
    label: string;
    revokedAt: string | null;
  }
  const codesOf = async (at: number): Promise<Code[]> => {
    const { consultation } = await preparer.ask<{ consultation: { regulation: { lawCodes: Code[] } } }>(
      'query($c: ID!) { consultation(id: $c) { regulation { lawCodes(first: 200) { nodes { code revokedAt label } } } } }',
      { c: rounds[at] },
    );
    return consultation.regulation.lawCodes;
  };

  it('prepares the three and sends them out, each to four bodies', async () => {
    for (const [at, draftId] of drafts.entries()) {
      await go(page, `rounds/new?draft=${draftId}`);
      await page.getByLabel('截止（当天 24 时）').fill(today(40));
      // two contact points below the congress are left to it
      await page.getByText('基层立法联系点', { exact: true }).click();
      for (const name of BELOW) await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).uncheck();
      await page.getByRole('checkbox', { name: '县（市、区）人大' }).check();
      await page.getByRole('checkbox', { name: '市直部门' }).check();
      await page.getByText('选了 4 / 6 个').waitFor();
      await press(page, '发出');
      await confirm(page, '发出征求意见，发给 4 个单位');
      if (at === 0) await itIsMe(page);
      await page.getByText('没有签收').first().waitFor();
      rounds.push(/rounds\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '');
    }
    expect(new Set(rounds).size).toBe(3);
  });

  it('makes codes in bulk for points and places, and exchanges one', async () => {
    await go(page, `rounds/${rounds[0]}`);
    await press(page, '批量建码');
    await page.getByRole('checkbox', { name: '全选 2 个' }).check();
    await page.getByRole('textbox', { name: '张贴的地方' }).fill('桂花里公告栏\n\n厅');
    await page.getByLabel('这些地方是哪个联系点的').selectOption({ label: '红河居委会' });
    await confirm(page, '建 4 个码');
    // by the line that was typed, and nothing is lost
    await page.getByText(/^第 3 行：/).waitFor();
    await page.getByRole('textbox', { name: '张贴的地方' }).fill('桂花里公告栏\n政务大厅');
    expect(await page.getByText(/^第 3 行：/).count()).toBe(0);
    expect(await pages.violations(page, 'codes-bulk')).toEqual([]);
    await confirm(page, '建 4 个码');
    await page.getByText('新建 4 个。').waitFor();
    await page.getByRole('link', { name: '打印' }).click();
    const strips = await page.getByRole('link', { name: /^码条/ }).getAttribute('href');
    const pdf = await page.request.get(`${s.url}${strips}`);
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);
    await press(page, '青山社区换新码');
    await page.getByLabel('原因').fill('海报被人换过');
    expect(await pages.violations(page, 'code-exchanged')).toEqual([]);
    await confirm(page, '换新码');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const codes = (await codesOf(0)).filter((c) => c.label === '青山社区');
    expect(codes.map((c) => c.revokedAt === null).sort()).toEqual([false, true]);

    // opened on a telephone: counted by place and day, and of nobody
    const board = (await codesOf(0)).find((c) => c.label === '桂花里公告栏')?.code ?? '';
    await s.send(`/l/${board}`, { headers: { 'user-agent': 'Mozilla/5.0 (Linux; Android 9) MicroMessenger/8.0' } });
    await s.running.app.get(CodeScans).write();
    await go(page, `rounds/${rounds[0]}`);
    await page.getByRole('link', { name: '按地方和日子看' }).click();
    await page.getByRole('row', { name: /^桂花里公告栏 张贴的地方 1/ }).waitFor();
    await page.getByText('1 个码一共打开 1 次。只数次数，不记是谁、用什么打开。').waitFor();
    expect(await pages.violations(page, 'scans')).toEqual([]);
  });

  it('gives one of them more days, and takes the text of another down', async () => {
    await go(page, `rounds/${rounds[1]}`);
    await press(page, '延长');
    await page.getByLabel('新的截止日期').fill(today(55));
    await page.getByLabel('原因').fill('遇上汛期');
    await confirm(page, '延长');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('遇上汛期').waitFor();
    await go(page, `drafts/${drafts[2]}`);
    await press(page, '撤下');
    await page.getByLabel('原因').fill('文本有误');
    await confirm(page, '撤下');
    await page.getByRole('button', { name: '恢复' }).waitFor();
  });

  it('is passed on by the county congress, which sees who answers and urges', async () => {
    const congress = await pages.open(officerOf(CONGRESS), 'tasks', PHONE);
    // its own three tasks, none of those below it
    await congress.getByRole('heading', { name: '有 3 件要办' }).waitFor();
    const lift = congress.getByRole('listitem').filter({ hasText: LAWS[0] ?? '' });
    await lift.getByRole('link', { name: '转发和抄送' }).click();
    await congress.getByText('还没有转发给下面的联系点').waitFor();
    await press(congress, '转发给下面的联系点');
    await congress.getByRole('checkbox', { name: '全选 2 个' }).check();
    await congress.getByLabel('他们的期限').fill(today(60));
    await confirm(congress, '转发给 2 个');
    await congress.getByText(/^不能晚于本单位的反馈期限/).waitFor();
    await congress.getByLabel('他们的期限').fill(today(20));
    await congress.getByRole('checkbox', { name: '沿山街道' }).uncheck();
    await congress.getByLabel('转发的话（可以不写）').fill('请抓紧听取意见。');
    expect(await pages.violations(congress, 'pass-on')).toEqual([]);
    await confirm(congress, '转发给 1 个');
    await congress.getByText('选了 1 个，转发了 1 个').waitFor();
    await congress.getByRole('row', { name: /沿河街道.*没有签收/ }).waitFor();

    // the words are shown first, and each is urged once a day
    await press(congress, '催办 1 个');
    await congress.getByLabel('催办的话').fill('请在期限以前报送。');
    await confirm(congress, '催办 1 个');
    await congress.getByText('本单位转发的，没有回音的今天都催过了').waitFor();
    expect(await pages.violations(congress, 'passed-on')).toEqual([]);

    const below = await pages.open(officerOf('沿河街道'), 'tasks', PHONE);
    await below.getByText(`${CONGRESS}转发：请抓紧听取意见。`).waitFor();
    await below.getByText('催办：请在期限以前报送。').waitFor();
    await press(below, '签收');
    await press(below, '报“无意见”');
    await below.getByLabel('为什么（可以不选）').selectOption({ label: '与本领域无关' });
    expect(await pages.violations(below, 'no-opinion')).toEqual([]);
    await confirm(below, '报“无意见”');
    await below.getByText('已经报“无意见”').waitFor();
    await congress.reload();
    await congress.getByText('本单位转发的都有了回音。').waitFor();
    await congress.getByRole('row', { name: /沿河街道.*无意见/ }).waitFor();
  });

  it('takes what comes on paper, late, and once more', async () => {
    await go(page, `rounds/${rounds[0]}`);
    await page.getByRole('row', { name: /沿河街道.*无意见.*与本领域无关/ }).waitFor();
    await page.getByRole('row', { name: OFFICE }).getByRole('button', { name: '纸质回复' }).click();
    await page.getByLabel('有意见').check();
    await page.getByLabel('意见', { exact: true }).fill('建议明确检验的周期');
    await page
      .getByLabel('扫描件')
      .setInputFiles({ name: '复函.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') });
    await confirm(page, '登记');
    await page.getByRole('row', { name: /市住房局.*已报送/ }).waitFor();

    // the window is over, and what was heard while it was open is typed in and reported
    await s.db.asOwner(`update consultation set opens_on = opens_on - 60, closes_on = closes_on - 60 where id = $1`, [
      rounds[0],
    ]);
    await s.db.asOwner('update solicitation set due_on = due_on - 60 where consultation_id = $1', [rounds[0]]);
    const point = await pages.open(officerOf('红河居委会'), 'tasks');
    const lift = point.getByRole('listitem').filter({ hasText: LAWS[0] ?? '' });
    await lift.getByRole('button', { name: '签收' }).click();
    await lift.getByRole('button', { name: '签收' }).waitFor({ state: 'detached' });
    const report = async (words: string): Promise<void> => {
      await go(point, 'tasks');
      await point.getByRole('link', { name: '电梯条例', exact: true }).first().click();
      await point.getByRole('link', { name: '记一条群众意见' }).click();
      await point.getByLabel('原话', { exact: true }).fill(words);
      await point.getByText('座谈会', { exact: true }).click();
      await point.getByRole('button', { name: '改日期' }).click();
      await point.getByLabel('哪天说的').fill(today(-40));
      await confirmPlain(point, '记下');
      await point.getByRole('link', { name: '回到任务' }).click();
      await point.getByRole('button', { name: /^收件 1$/ }).waitFor();
      await point.getByRole('checkbox', { name: words }).check();
      await press(point, '原文报送 1 条');
      await point.getByRole('button', { name: /^待报送 1$/ }).click();
      await press(point, '报送 1 条');
      await confirm(point, '报送 1 条');
      await point.getByText(words).waitFor();
    };
    await report('建议每日检查两次。');
    await go(page, `rounds/${rounds[0]}`);
    await page.getByRole('row', { name: /红河居委会.*已报送.*迟报/ }).waitFor();
    await s.db.asOwner(
      `update solicitation set answered_at = answered_at - interval '2 days' where consultation_id = $1 and contact_point_id = $2`,
      [rounds[0], ids.get('红河居委会')],
    );
    await report('补报：建议公布维保记录。');
    await page.reload();
    await page.getByRole('row', { name: /红河居委会.*迟报.*补报/ }).waitFor();
    expect(await pages.violations(page, 'round-late')).toEqual([]);
  });

  it('holds back whom the last one was no field of, the next time', async () => {
    await go(page, `rounds/new?draft=${drafts[1]}`);
    await page.getByText('1 个没有勾：上一次答了“与本领域无关”。').waitFor();
    await page.getByText('基层立法联系点', { exact: true }).click();
    await page.getByText(/^上次答“与本领域无关”（\d+月\d+日，《电梯条例》）$/).waitFor();
    expect(await page.getByRole('checkbox', { name: /^沿河街道/ }).isChecked()).toBe(false);
    expect(await pages.violations(page, 'held-back')).toEqual([]);
    await press(page, '也勾上');
    expect(await page.getByRole('checkbox', { name: /^沿河街道/ }).isChecked()).toBe(true);
    expect(pages.faults.filter((f) => !f.includes('400'))).toEqual([]);
  });
});
