/**
 * 函件和张贴材料 in a browser: one hand prepares the letters of a round, another signs them, the first delivers them, a
 * contact point finds its own with its task; each page without a violation that axe finds, at both sizes.
 */
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import { client, openRound, pointOf, type Round } from '../support/round.js';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';
import { type Drawn, letterheadDocx } from '../papers/letterheads.js';
import { ConsolePages } from './console-pages.js';

describeBrowser('函件和张贴材料 in Chromium', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let round: Round;
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    browser = await launch();
    pages = new ConsolePages(browser, s);
    round = await openRound(s, ['红河居委会', '青山社区']);
    await openRound(s);
    const statement = { draftId: round.draftId, expectedRevision: 0, title: '', text: '一、必要性\n电梯要有人管。' };
    await (await client(s, 'PREPARER')).act('saveStatement', statement, 'Draft', 'id');
  });
  afterEach(() => pages.close());
  afterAll(async () => {
    await browser?.close();
    await s?.close();
  });

  const confirm = (page: Page, act: string): Promise<void> =>
    page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
  const officer = async (): Promise<string> => {
    const [found] = await s.db.asOwner<{ username: string }>(
      'select a.username from account a join role_grant g on g.account_id = a.id where g.unit_id = $1 limit 1',
      [pointOf(round).id],
    );
    return found?.username ?? '';
  };
  const open = (role: 'PREPARER' | 'SIGNER'): Promise<Page> =>
    pages.open(s.home.username(role), `rounds/${round.consultationId}/papers`);

  it('goes from one hand to the other and to its bodies', async () => {
    const page = await open('PREPARER');
    await page.getByText('还没有准备函件').waitFor();
    expect(await pages.violations(page, 'papers-none')).toEqual([]);
    await page.getByRole('button', { name: '准备征求意见函' }).click();
    // another round is joined, and taken out again: the title tells which texts it is about
    const other = page.getByRole('group', { name: '合成一封的其他征求意见' }).getByRole('checkbox');
    await other.first().check();
    await page.getByRole('heading', { name: /^关于征求《.*》\s*《.*》意见的函$/u }).waitFor();
    await other.first().uncheck();
    await page.getByRole('heading', { name: /^关于征求《[^》]*》意见的函$/u }).waitFor();
    // a paragraph in other words, by keyboard
    const change = page.getByRole('button', { name: '改第1段' });
    await change.focus();
    await page.keyboard.press('Enter');
    const words = page.getByLabel('第1段的文字');
    await words.fill(`${await words.inputValue()}有附件的一并寄来。`);
    await page.getByRole('button', { name: '改好了' }).click();
    await page.getByText('改了 1 处，和函稿一起留着。').waitFor();
    expect(await pages.violations(page, 'papers-preparing')).toEqual([]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '打印函稿' }).click();
    expect((await download).suggestedFilename()).toMatch(/意见的函（未签发）\.pdf$/u);
    await page.getByRole('button', { name: '准备好，送签发' }).click();
    await page.getByText('待签发').first().waitFor();
    // whoever prepared them is offered no signing
    expect(await page.getByRole('button', { name: '签发 2 份' }).count()).toBe(0);

    const signing = await open('SIGNER');
    await signing.getByRole('button', { name: '签发 2 份' }).click();
    await confirm(signing, '签发 2 份');
    await signing.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await signing.keyboard.press('Enter');
    await signing.getByText('已签发').first().waitFor();
    await signing.getByRole('link', { name: 'PDF' }).nth(1).waitFor();

    await page.reload();
    await page.getByRole('button', { name: '在系统内送达 2 份' }).click();
    await confirm(page, '在系统内送达 2 份');
    await page.getByText('系统内送达').first().waitFor();
    for (const size of [
      { width: 1280, height: 720 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      expect(await pages.violations(page, `papers-${size.width}`)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
    const printed = await page.context().request.get(`${s.url}/prints/${round.consultationId}/poster-a4.pdf`);
    expect([printed.status(), printed.headers()['content-type']]).toEqual([200, 'application/pdf']);
  });

  it('takes a letterhead of the office, its faults told first; numbers are reserved and given up', async () => {
    const admin = await pages.open(s.home.username('ADMINISTRATOR'), 'settings');
    const [{ organ, word } = { organ: '', word: '' }] = await s.db.asOwner<{ organ: string; word: string }>(
      'select organ_name as organ, document_word as word from legislature where id = $1',
      [s.home.id],
    );
    const file = admin.getByLabel('换成本机关的版头（.docx）');
    const chosen = async (drawn: Drawn): Promise<void> =>
      file.setInputFiles({
        name: '版头.docx',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(await letterheadDocx(drawn)),
      });
    await chosen({ organ, number: null, top: 20 });
    await admin.getByText('有 2 处要改，改好再上传：').waitFor();
    expect(await pages.violations(admin, 'letterhead-wrong')).toEqual([]);
    await chosen({ organ, number: `${word}〔　　〕　号` });
    await admin.getByText('核对过了，可以启用。').waitFor();
    expect(await pages.violations(admin, 'letterhead-right')).toEqual([]);
    await admin.getByRole('button', { name: '启用这个版头' }).click();
    await admin.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await admin.keyboard.press('Enter');
    await admin.getByText('启用了，以后签发的函件用这个版头。').waitFor();

    const page = await pages.open(s.home.username('PREPARER'), 'rounds/numbers');
    await page.getByLabel('第一个号').fill('101');
    await page.getByLabel('最后一个号').fill('120');
    await page.getByRole('button', { name: '登记号段' }).click();
    await page.getByText('登记了 101—120 号。').waitFor();
    await page.getByRole('button', { name: '作废没有用的号' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('第一个号').fill('900');
    await dialog.getByLabel('最后一个号').fill('900');
    await dialog.getByLabel('为什么作废').fill('登记时写错');
    await confirm(page, '作废');
    await dialog.getByText(/后面的号不用作废/u).waitFor();
    await page.getByRole('button', { name: '先不作废' }).click();
    for (const size of [
      { width: 1280, height: 720 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      expect(await pages.violations(page, `numbers-${size.width}`)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
  });

  it('is found by a contact point with its task', async () => {
    const page = await pages.open(await officer(), `tasks/${pointOf(round).task}`);
    await page.getByText('函件和张贴材料').click();
    const link = page.getByRole('link', { name: 'PDF', exact: true });
    await link.waitFor();
    const file = await page.context().request.get(`${s.url}${(await link.getAttribute('href')) ?? ''}`);
    expect(file.status()).toBe(200);
    expect(await pages.violations(page, 'task-papers')).toEqual([]);
  });
});
