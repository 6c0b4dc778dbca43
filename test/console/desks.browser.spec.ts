/**
 * 工作台, 采纳情况表, 条文对照, 反馈函 and the contact point's desk in a browser: what axe finds on each in three sizes, with
 * one round walked to its letter, and what is done on them by keys.
 */
import type { Browser } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import type { Client } from '../support/client.js';
import { composeFor, handOver, onLetters } from '../support/letters.js';
import {
  client,
  decide,
  enter,
  NEXT_TEXT,
  openRound,
  opinion,
  pointOf,
  prepare,
  propose,
  publishDraft,
  reportOne,
  type Round,
  today,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { ConsolePages, PHONE } from './console-pages.js';

describeBrowser('the desks in Chromium', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let preparer: Client;
  let round: Round;
  let officer = '';
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    browser = await launch();
    pages = new ConsolePages(browser, s);
    preparer = await client(s, 'PREPARER');
    round = await openRound(s);
    const admin = await client(s, 'ADMINISTRATOR');
    officer = 'officer.of.desks';
    const { activationPassword } = await admin.act<{ activationPassword: string }>(
      'createAccount',
      {
        username: officer,
        displayName: '夏知秋',
        grants: [{ role: 'LIAISON_OFFICER', unitId: pointOf(round).id }],
      },
      'AccountCreated',
      'activationPassword',
    );
    await s.activate(officer, activationPassword);
    await enter(round, 0, [opinion(round, '还没有报的一条'), opinion(round, '另一条没有报的', '第三条')]);
  });
  afterEach(() => pages.close());
  afterAll(async () => {
    await browser?.close();
    await s?.close();
  });
  const as = (role: 'PREPARER' | 'CHECKER' | 'SIGNER'): string => s.home.username(role);

  it('任务 and 收件: what came in is merged by the officer, and reported', async () => {
    const page = await pages.open(officer, 'tasks', PHONE);
    await page.getByRole('heading', { name: /件要办/ }).waitFor();
    expect(await pages.violations(page, 'point-tasks')).toEqual([]);
    await page.getByRole('button', { name: '签收' }).first().click();
    await page.getByText('手里还有 2 条').waitFor();
    await page.goto(`${s.url}/console/tasks/${pointOf(round).task}`);
    await page.getByText('还没有报的一条').first().waitFor();
    await page.getByRole('checkbox').nth(0).check();
    await page.getByRole('checkbox').nth(1).check();
    expect(await page.getByLabel('归并以后这样报').inputValue()).toBe('还没有报的一条\n另一条没有报的');
    expect(await pages.violations(page, 'point-inbox')).toEqual([]);
    await page.getByLabel('归并以后这样报').fill('两条合起来说');
    // what is written is kept on the device, over a new page too
    await page.reload();
    await page.getByRole('checkbox').nth(0).check();
    await page.getByRole('checkbox').nth(1).check();
    expect(await page.getByLabel('归并以后这样报').inputValue()).toBe('两条合起来说');
    await page.getByRole('button', { name: '归并成 1 条' }).click();
    await page.getByRole('button', { name: '待报送 1' }).click();
    await page.getByText('2 位的原话').waitFor();
    expect(await pages.violations(page, 'point-drafted')).toEqual([]);
    await page.goto(`${s.url}/console/tasks/${pointOf(round).task}/record`);
    await page.getByRole('group', { name: /说的是哪一条/ }).waitFor();
    expect(await pages.violations(page, 'point-record')).toEqual([]);
    await page.goto(`${s.url}/console/tasks/${pointOf(round).task}/poster`);
    await page.getByRole('img').waitFor();
    expect(await pages.violations(page, 'point-poster')).toEqual([]);
  });

  it('采纳情况表: struck by x, signed by the signer alone, and read-only afterwards', async () => {
    const own = await openRound(s);
    for (const [i, label] of ['第二条', '第三条', '第四条'].entries()) {
      const id = await reportOne(own, 0, `意见之${i + 1}`, label);
      await propose(preparer, own, id, i === 0 ? 'ADOPTED' : 'NOT_ADOPTED');
    }
    const mine = await pages.open(as('PREPARER'), `sheets/${own.consultationId}`);
    await mine.getByRole('button', { name: '用这 3 条生成' }).waitFor();
    expect(await pages.violations(mine, 'sheets-none')).toEqual([]);
    const { id } = await prepare(preparer, own);
    await mine.reload();
    await mine.getByRole('link', { name: '第 1 号' }).waitFor();
    expect(await pages.violations(mine, 'sheets')).toEqual([]);
    await mine.getByRole('link', { name: '第 1 号' }).click();
    await mine.getByText('签发要另外一位有签发权的同事来办').waitFor();
    expect(await mine.getByRole('button', { name: /^签发/ }).count()).toBe(0);

    const page = await pages.open(as('SIGNER'), `sheets/${own.consultationId}/${id}`);
    await page.getByRole('button', { name: '签发 3 条', exact: true }).waitFor();
    expect(await pages.violations(page, 'sheet')).toEqual([]);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByLabel('第 2 条为什么划去').fill('先问问市场监管局');
    await page.getByRole('button', { name: '签发 2 条，退回 1 条' }).click();
    await page.getByText('划去的 1 条回到“意见处理”重拟').waitFor();
    expect(await pages.violations(page, 'sheet-sign')).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '签发 2 条，退回 1 条' }).click();
    await pages.confirm(page);
    await page.getByText('这张表已经签发，存档了').waitFor();
    const states = await s.db.asOwner<{ state: string }>(
      'select state from decision_sheet_line where sheet_id = $1 order by ordinal',
      [id],
    );
    expect(states.map((r) => r.state)).toEqual(['SIGNED', 'RETURNED', 'SIGNED']);
    await mine.goto(`${s.url}/console/handling/${own.consultationId}?show=back`);
    await mine.getByText('先问问市场监管局').first().waitFor();
  });

  it('条文对照 and 反馈函, to the receipt', async () => {
    const id = await reportOne(round, 0, '每日检查两次', '第二条');
    await decide(s, round, new Map([[id, 'NOT_ADOPTED' as const]]));
    await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
    const page = await pages.open(as('PREPARER'), `compare/${round.consultationId}`);
    await page.getByRole('region', { name: '第二条' }).getByText('两次', { exact: true }).waitFor();
    expect(await pages.violations(page, 'compare')).toEqual([]);
    // nobody said that 第五条 is deleted: it stands with what may continue it, until somebody does
    await page.getByRole('button', { name: '没有找到去处 1' }).click();
    const unplaced = page.getByRole('region', { name: '原第五条' });
    await unplaced.getByText('新稿里没有找到它明确的去处。').waitFor();
    expect(await unplaced.locator('del').count()).toBe(0);
    await unplaced.getByRole('button', { name: '确实删去' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确实删去', exact: true }).click();
    await unplaced.getByText('新稿没有这一条。').waitFor();
    await page.reload();
    await page.getByRole('region', { name: '第二条' }).getByText('两次', { exact: true }).waitFor();
    await page.keyboard.press('n');
    await page.getByText(/第 1 处，共 \d+ 处/).waitFor();
    await page.keyboard.press('h');
    await page.getByRole('dialog').getByText('每日检查').first().waitFor();
    expect(await pages.violations(page, 'compare-steps')).toEqual([]);
    await page.keyboard.press('Escape');

    const { letters } = await composeFor(preparer, round);
    await page.goto(`${s.url}/console/letters/${round.consultationId}`);
    await page.getByRole('cell', { name: '待定稿' }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('article').getByText('未采纳').first().waitFor();
    expect(await pages.violations(page, 'letters')).toEqual([]);
    const letterIds = letters.map((l) => l.id);
    await onLetters(preparer, 'finaliseLetters', { letterIds });
    await handOver(s, letterIds);

    const phone = await pages.open(officer, 'received', PHONE);
    await phone.getByRole('link', { name: /已送达/ }).waitFor();
    expect(await pages.violations(phone, 'point-letters')).toEqual([]);
    await phone.getByRole('link', { name: /已送达/ }).click();
    await phone.getByRole('button', { name: '签收这封函' }).click();
    await phone.getByText('已签收').waitFor();
    expect(await pages.violations(phone, 'point-letter')).toEqual([]);
  });

  it('登记答复: what a department wrote is answered without a letter', async () => {
    const own = await openRound(s);
    const { id } = await preparer.act<{ id: string }>(
      'registerComment',
      {
        consultationId: own.consultationId,
        kind: 'DEPARTMENT',
        name: '云澜市市场监督管理局',
        receivedOn: today(),
        target: { kind: 'WHOLE' },
        text: '建议与特种设备安全法衔接。',
      },
      'Comment',
      'id',
    );
    await decide(s, own, new Map([[id, 'NOT_ADOPTED' as const]]));
    await publishDraft(s, own.regulationId, 'DRAFT', NEXT_TEXT);
    const page = await pages.open(as('PREPARER'), `answers/${own.consultationId}`);
    await page.getByText('云澜市市场监督管理局').waitFor();
    expect(await pages.violations(page, 'answers')).toEqual([]);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByRole('button', { name: '登记 1 条的答复' }).click();
    expect(await pages.violations(page, 'answers-record')).toEqual([]);
    await page.getByLabel('怎么答复的').selectOption({ label: '电话' });
    await page.getByLabel(/^说了什么/).fill('与法规科说过了');
    await page.getByRole('dialog').getByRole('button', { name: '登记 1 条的答复' }).click();
    await page.getByText('选了 1 条，登记 1 条').waitFor();
    expect(await s.db.asOwner('select way, words from comment_answer where comment_id = $1', [id])).toEqual([
      { way: 'TELEPHONE', words: '与法规科说过了' },
    ]);
  });

  it('工作台: what waits, what is in other hands, and the search', async () => {
    const page = await pages.open(as('PREPARER'), '');
    await page.getByRole('heading', { name: /今天/ }).waitFor();
    expect(await pages.violations(page, 'home')).toEqual([]);
    await page.keyboard.press('/');
    await page.keyboard.type('电梯');
    await page.getByRole('option').first().waitFor();
    expect(await pages.violations(page, 'search')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor();
    expect(await pages.violations(page, 'keys')).toEqual([]);
  });

  it('whoever works for two organs changes between them, and sees what is there', async () => {
    const admin = await client(s, 'ADMINISTRATOR');
    const { account, activationPassword } = await admin.act<{ account: { id: string }; activationPassword: string }>(
      'createAccount',
      { username: 'two.organs', displayName: '晏怀谷', grants: [{ role: 'PREPARER' }] },
      'AccountCreated',
      'account { id } activationPassword',
    );
    await s.activate('two.organs', activationPassword);
    // no administrator gives a role to an account of another organ: whoever runs the installation holds several
    await s.db.asOwner(
      `insert into role_grant (id, account_id, legislature_id, role, granted_at) values (gen_random_uuid(), $1, $2, 'DRAFTER', now())`,
      [account.id, s.neighbour.id],
    );
    const page = await pages.open('two.organs', 'regulations');
    const organ = page.getByRole('combobox', { name: '换一个机关' });
    await organ.waitFor();
    const [here, there] = await organ.locator('option').allInnerTexts();
    expect([here, there].every((o) => o !== undefined && o !== '')).toBe(true);
    const present = await organ.locator('option:checked').innerText();
    const other = present === here ? there : here;
    expect(await pages.violations(page, 'two-organs')).toEqual([]);
    await organ.selectOption({ label: other ?? '' });
    await page.getByRole('heading', { name: /今天/ }).waitFor();
    expect(await organ.locator('option:checked').innerText()).toBe(other);
    // it stays so over a new page
    await page.reload();
    await page.getByRole('heading', { name: /今天/ }).waitFor();
    expect(await organ.locator('option:checked').innerText()).toBe(other);
  });

  it('breaks no policy of its own', () => expect(pages.faults.filter((f) => !f.includes('401'))).toEqual([]));
});
