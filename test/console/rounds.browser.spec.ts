/**
 * 法规与稿件 and 征求意见 in a browser: a text imported with warnings, mended where it stands, checked and published; a
 * round prepared and sent out, its bodies urged, its window stopped; each page without a violation that axe finds.
 */
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import type { Client } from '../support/client.js';
import { client, enter, openRound, opinion, type Round, today } from '../support/round.js';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';
import { ConsolePages } from './console-pages.js';

const TEXT = [
  '云岭市城市绿化条例（草案）',
  '第一章　总则',
  '第一条　为了保护绿地，制定本条例。',
  '— 1 —',
  '第三条　占用绿地的，应当经批准。',
  '第三条　砍伐树木的，应当补植。补植的树木不得少于三株。',
  '第四条',
  '第五条　本条例自公布之日起施行。',
].join('\n');

describeBrowser('法规与稿件, 征求意见 in Chromium', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let preparer: Client;
  let username: string;
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    browser = await launch();
    pages = new ConsolePages(browser, s);
    preparer = await client(s, 'PREPARER');
    username = s.home.username('PREPARER');
    await s.home.contactPoint('红河居委会');
  });
  afterEach(() => pages.close());
  afterAll(async () => {
    await browser?.close();
    await s?.close();
  });

  const press = async (page: Page, name: string): Promise<void> => page.getByRole('button', { name }).first().click();
  /** The dialog that is open, its act done */
  const confirm = async (page: Page, act: string | RegExp): Promise<void> => {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: act, exact: true }).click();
  };

  /** The own identity, confirmed in place for the next minutes */
  const itIsMe = async (page: Page): Promise<void> => {
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
  };

  it('a text is imported, mended at its lines, checked and published, and a round about it goes out', async () => {
    const page = await pages.open(username, 'regulations');
    await page.getByRole('heading', { name: '法规与稿件' }).waitFor();
    await press(page, '新建法规');
    await page.getByLabel('法规名称').fill('云岭市城市绿化条例');
    await confirm(page, '新建法规');
    await page.getByRole('heading', { name: '云岭市城市绿化条例' }).waitFor();
    expect(await pages.violations(page, 'regulation-empty')).toEqual([]);

    await press(page, '导入一稿');
    await page.getByLabel('这是哪一稿').selectOption({ label: '征求意见稿' });
    await confirm(page, '导入，读出条文');
    await page.getByText('请选一个文件。').waitFor();
    await page
      .getByLabel('文件', { exact: true })
      .setInputFiles({ name: '绿化条例.txt', mimeType: 'text/plain', buffer: Buffer.from(TEXT) });
    await confirm(page, '导入，读出条文');
    await page.getByText('还有 3 处必须处理').waitFor();
    expect(await page.getByRole('button', { name: '核对无误' }).isDisabled()).toBe(true);
    expect(await pages.violations(page, 'import')).toEqual([]);

    // by keys: to the first warning, its first fix; what it was is one key away
    await page.keyboard.press('n');
    await page.keyboard.press('Enter');
    await page.getByText('还有 1 处必须处理').waitFor();
    await page.keyboard.press('u');
    await page.getByText('恢复成改以前的样子。').waitFor();
    await page.getByText('还有 3 处必须处理').waitFor();
    await press(page, '改成第二条');
    await page.getByText('还有 1 处必须处理').waitFor();
    await press(page, '原稿就是这样，保留');
    await page.getByText('都处理完了').waitFor();

    // a line is broken where the caret stands, and joined again at its beginning
    await page.getByRole('button', { name: /第 6 行/ }).click();
    const field = page.getByLabel('改第 6 行');
    await field.waitFor();
    await field.evaluate((f: HTMLTextAreaElement) => f.setSelectionRange(15, 15));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /第 7 行 款 补植的树木不得少于三株。/ }).click();
    await page.getByLabel('改第 7 行').waitFor();
    await page.getByLabel('改第 7 行').evaluate((f: HTMLTextAreaElement) => f.setSelectionRange(0, 0));
    await page.keyboard.press('Backspace');
    await page.getByRole('button', { name: /第 6 行 条 .*补植。补植的/ }).waitFor();

    await press(page, '核对无误');
    await page.getByText('核对过了').waitFor();
    await press(page, '公布这一稿');
    await page.getByText('公布以后文字不能改，只能登记更正').waitFor();
    await confirm(page, '公布这一稿');
    await page.getByRole('heading', { name: '从立项到公布' }).waitFor();
    await page.getByText('公布征求意见稿').waitFor();
    expect(await pages.violations(page, 'regulation')).toEqual([]);

    await page.getByRole('link', { name: '征求意见', exact: true }).last().click();
    await page.getByRole('heading', { name: '准备征求意见' }).waitFor();
    await page.getByText(/^选了 \d+ \/ \d+ 个$/).waitFor();
    expect(await page.getByLabel('名称').inputValue()).toBe('云岭市城市绿化条例公开征求意见');
    // few days are a warning, and stop nobody
    await page.getByLabel('截止（当天 24 时）').fill(today(3));
    await page.getByText(/^征求意见时间是 4 天，少于 30 天/).waitFor();
    expect(await page.getByRole('button', { name: '发出', exact: true }).isDisabled()).toBe(false);
    await page.getByLabel('截止（当天 24 时）').fill(today(40));
    await page.getByText(/^征求意见时间是/).waitFor({ state: 'detached' });
    await page.getByLabel('批准的会议或者人').fill('主任会议（会议纪要第 14 期）');
    await page.getByLabel('批准日期').fill(today(-1));
    await press(page, '加一个问题');
    await page.getByLabel('第 1 个问题', { exact: true }).fill('砍伐以后补植多少株合适');
    await page.getByLabel('第 1 个问题说的是哪一条').fill('第三条');
    // the letter beside it says it a moment later, and marks what is new
    const sheet = page.getByRole('tabpanel');
    await sheet.locator('mark', { hasText: '补植多少株' }).waitFor();
    expect(await pages.violations(page, 'prepare')).toEqual([]);
    await page.getByRole('tab', { name: '征求意见函' }).focus();
    await page.keyboard.press('ArrowRight');
    await sheet.getByRole('table').waitFor();
    await page.getByRole('tab', { name: '微信文字' }).click();
    await sheet.getByText('不用注册').waitFor();
    await page.getByRole('tab', { name: '群众看到的' }).click();
    await sheet.getByText('直接说').waitFor();

    // put by, gone on with, and whom it asks goes along
    const names = page.getByText('基层立法联系点', { exact: true });
    await names.click();
    await page.getByRole('checkbox', { name: /^红河居委会/ }).uncheck();
    const chosen = await page.getByText(/^选了 \d+ \/ \d+ 个$/).innerText();
    await press(page, '先存着，不发');
    await page.getByRole('button', { name: '存上改动' }).waitFor();
    await page.getByText(chosen).waitFor();
    expect(await page.getByRole('button', { name: '存上改动' }).isDisabled()).toBe(true);
    await page.getByLabel('听取谁的意见').fill('业主、物业服务企业');
    await press(page, '存上改动');
    await page.getByText(/^\d\d:\d\d 已存/).waitFor();
    expect(await page.getByLabel('第 1 个问题', { exact: true }).inputValue()).toBe('砍伐以后补植多少株合适');
    await names.click();
    await page.getByRole('checkbox', { name: /^红河居委会/ }).check();

    // a colleague reads it as it will be sent out, and sends it back with a word
    await page.getByRole('button', { name: /^送.*审核$/ }).click();
    await page.getByText(/送审，等.*审核。$/).waitFor();
    const checker = s.home.username('CHECKER');
    const colleague = await pages.open(checker, new URL(page.url()).pathname.replace('/console/', ''));
    await colleague.getByRole('heading', { name: '审核征求意见' }).waitFor();
    await colleague.getByText(/红河居委会/).waitFor();
    await colleague
      .getByRole('tabpanel')
      .getByText(/补植多少株/)
      .waitFor();
    expect(await pages.violations(colleague, 'review')).toEqual([]);
    await colleague.getByRole('button', { name: '退回', exact: true }).focus();
    await colleague.keyboard.press('Enter');
    await colleague.getByLabel('哪里要改').fill('请把截止放到月底。');
    await confirm(colleague, '退回');
    await colleague.getByRole('heading', { name: '审核征求意见' }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('请把截止放到月底。').waitFor();
    expect(await pages.violations(page, 'returned')).toEqual([]);

    await press(page, '发出');
    await confirm(page, /^发出征求意见，发给 \d+ 个单位$/);
    await itIsMe(page);
    await page.getByText('没有签收').first().waitFor();
    await page.getByRole('link', { name: '打印' }).waitFor();
    expect(await pages.violations(page, 'round-new')).toEqual([]);
    expect(pages.faults.splice(0)).toEqual([]);
  });

  it('holidays of a year are pasted, looked at, and warn of a window', async () => {
    const page = await pages.open(username, 'rounds');
    await page.getByRole('link', { name: '节假日' }).click();
    await page.getByText(/年的节假日还没有导入，只算周末。$/).waitFor();
    const year = Number(today().slice(0, 4)) + 1;
    await page.getByLabel('哪一年').selectOption(String(year));
    await page.getByLabel('放假安排').fill('国庆节：10月1日至7日放假，共8天。');
    await press(page, '先看看');
    await page.getByText('第 1 行：写的是放假 8 天，按日期算是 7 天，请核对。').waitFor();
    expect(await page.getByRole('button', { name: '照这样存' }).isDisabled()).toBe(true);
    await page.getByLabel('放假安排').fill('国庆节：10月1日至7日放假，共7天。');
    await press(page, '先看看');
    await page.getByText('新的 7 天，改了 0 天，没变 0 天，去掉 0 天。').waitFor();
    await press(page, '照这样存');
    await page.getByText(`${year} 年的已经存上。`).waitFor();
    await page.getByRole('row', { name: /国庆节.*10月1日/ }).waitFor();
    expect(await pages.violations(page, 'calendar')).toEqual([]);
    await page.getByRole('link', { name: '回到征求意见' }).click();
    await page.getByRole('link', { name: '准备征求意见' }).click();
    await page.getByLabel('开始', { exact: true }).fill(`${year}-09-07`);
    await page.getByLabel('截止（当天 24 时）').fill(`${year}-10-05`);
    await page.getByText(/^国庆节放假 5 天在这段时间里/).waitFor();
    await page.getByRole('button', { name: /^改到 / }).click();
    expect((await page.getByLabel('截止（当天 24 时）').inputValue()) > `${year}-10-07`).toBe(true);
    expect(pages.faults.splice(0)).toEqual([]);
  });

  const running = async (): Promise<Round> => {
    const round = await openRound(s, ['红河居委会', '青山社区', '城北村委会']);
    await enter(round, 0, [opinion(round, '一天查一次太少。'), opinion(round, '查了要公示。')]);
    await round.points[2]?.officer.act('sayNoOpinion', { solicitationId: round.points[2].task }, 'Solicitation', 'id');
    return round;
  };

  it('a running round says who has not answered, urges once a day, notes calls, prints codes', async () => {
    const round = await running();
    const page = await pages.open(username, `rounds/${round.consultationId}`);
    await page.getByRole('heading', { name: '催办' }).waitFor();
    const rows = async (): Promise<string[]> =>
      (await page.getByRole('row').allInnerTexts()).slice(1).map((r) => r.replace(/\s+/g, ' ').trim());
    expect((await rows()).map((r) => r.split(' ')[0])).toEqual(['青山社区', '红河居委会', '城北村委会']);
    expect((await rows())[1]).toContain('2 — 正在收集');
    expect(await pages.violations(page, 'round')).toEqual([]);

    await press(page, '催办 2 个');
    await page.getByLabel('催办的话').fill('请在期限以前报送。');
    await confirm(page, '催办 2 个');
    await page.getByText('选了 2 个，催了 2 个').waitFor();
    // nobody is urged twice a day
    await page.getByText('没有回音的今天都催过了，明天可以再催。').waitFor();
    // filters with figures that are right under each other
    await page.getByRole('button', { name: /^正在收集 ?1$/ }).click();
    expect(await rows()).toHaveLength(1);
    await page.getByRole('button', { name: '清除' }).click();
    await press(page, '打电话');
    await page.getByLabel('打给谁、怎么说的').fill('没有人接');
    await confirm(page, '登记电话');
    await page.getByText('打过 1 次电话').waitFor();

    // what came on paper is noted with its scan, and the body has answered
    await press(page, '纸质回复');
    await confirm(page, '登记');
    await page.getByText('请选扫描件。').waitFor();
    await page
      .getByLabel('扫描件')
      .setInputFiles({ name: '无意见.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') });
    await confirm(page, '登记');
    await page.getByRole('row', { name: /青山社区.*无意见/ }).waitFor();
    await press(page, '纸质回复');
    await page.getByLabel('有意见').check();
    await page.getByLabel('意见', { exact: true }).fill('建议写明期限');
    expect(await pages.violations(page, 'paper-return')).toEqual([]);
    await confirm(page, '登记');
    await page.getByRole('row', { name: /红河居委会.*已报送/ }).waitFor();

    // a code for a place, and who looked at it is nobody
    await press(page, '批量建码');
    await page.getByRole('textbox', { name: '张贴的地方' }).fill('桂花里社区公告栏\n\n政务大厅');
    await confirm(page, '建 2 个码');
    await page.getByText('新建 2 个。').waitFor();
    expect(await pages.violations(page, 'round-answered')).toEqual([]);

    await page.getByRole('link', { name: '打印' }).click();
    await page.getByRole('button', { name: '打印 6 张' }).waitFor();
    expect(await pages.violations(page, 'codes')).toEqual([]);
    await page.getByRole('checkbox', { name: '青山社区' }).uncheck();
    await page.getByRole('button', { name: '打印 5 张' }).waitFor();
    expect((await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(5);
    expect(pages.faults.splice(0)).toEqual([]);
  });

  it('the window is extended, stopped with a reason that residents read, and taken up again', async () => {
    const round = await running();
    const page = await pages.open(username, `rounds/${round.consultationId}`);
    await press(page, '暂停');
    await page.getByLabel('原因').fill('系统维护');
    await confirm(page, '暂停');
    await itIsMe(page);
    await page.getByText('已经暂停。群众看到的原因：').waitFor();
    const resident = await (await s.send(`/l/${round.code}`)).text();
    expect(resident).toContain('系统维护');
    expect(await pages.violations(page, 'round-suspended')).toEqual([]);
    await press(page, '恢复');
    await page.getByLabel('原因').fill('维护好了');
    await confirm(page, '恢复');
    await page.getByRole('button', { name: '暂停', exact: true }).waitFor();
    await press(page, '延长');
    await page.getByLabel('新的截止日期').fill(today(10));
    await page.getByLabel('原因').fill('来信较多');
    await confirm(page, '延长');
    await page.getByText('只能往后延').last().waitFor();
    await page.getByLabel('新的截止日期').fill(today(45));
    await confirm(page, '延长');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const { consultation } = await preparer.ask<{ consultation: { closesOn: string } }>(
      'query($c: ID!) { consultation(id: $c) { closesOn } }',
      { c: round.consultationId },
    );
    expect(consultation.closesOn).toBe(today(45));
    expect(pages.faults.splice(0)).toEqual([]);
  });

  it('a text that is out is taken down with what residents will see, and restored', async () => {
    const round = await openRound(s);
    const page = await pages.open(username, `drafts/${round.draftId}`);
    await page.getByText('电梯使用单位应当每日检查电梯').waitFor();
    expect(await pages.violations(page, 'published')).toEqual([]);
    await press(page, '撤下');
    await page.getByLabel('原因').fill('文字有误');
    await page.getByText('这一稿已经撤下。原因：文字有误').waitFor();
    await confirm(page, '撤下');
    await itIsMe(page);
    await page.getByRole('button', { name: '恢复' }).waitFor();
    await press(page, '恢复');
    await page.getByLabel('原因').fill('核对过了');
    await confirm(page, '恢复');
    await page.getByRole('button', { name: '撤下' }).waitFor();
    expect(pages.faults.splice(0)).toEqual([]);
  });

  it('修改意见 against a draft that is out gives the next text, where no law is in force', async () => {
    const round = await openRound(s);
    const { draft } = await preparer.ask<{ draft: { regulation: { id: string } } }>(
      'query($d: ID!) { draft(id: $d) { regulation { id } } }',
      { d: round.draftId },
    );
    const page = await pages.open(username, `regulations/${draft.regulation.id}`);
    await press(page, '导入下一稿');
    await page.getByLabel('文件里写的是').selectOption({ label: '修改决定或者修改意见' });
    const base = page.getByLabel('改的是哪一稿');
    expect((await base.locator('option').allInnerTexts()).join()).toMatch(/^征求意见稿（.+公布）$/u);
    const words = '关于《电梯条例》的修改意见\n一、将第二条中的“每日检查”修改为“每周检查”。';
    await page
      .getByLabel('文件', { exact: true })
      .setInputFiles({ name: '修改意见.txt', mimeType: 'text/plain', buffer: Buffer.from(words) });
    expect(await pages.violations(page, 'import-amendment')).toEqual([]);
    await confirm(page, '导入，读出条文');
    await page.getByText('电梯使用单位应当每周检查电梯').first().waitFor();
    expect(pages.faults.splice(0)).toEqual([]);
  });
});
