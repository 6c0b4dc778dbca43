/**
 * 条文对照 in a browser, of a law and its revision: what nothing continues stands where it stood, and what may continue
 * it is taken or refused by keys, on a desk and on a phone.
 */
import type { Browser, Page } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import { LAW, REVISION } from '../support/revised-law.js';
import { client, publishDraft } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { ConsolePages, PHONE, WIDE } from './console-pages.js';

describeBrowser('条文对照 of a law and its revision', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let revision = '';
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    const preparer = await client(s, 'PREPARER');
    const { id } = await preparer.act<{ id: string }>(
      'createRegulation',
      { title: '云澜市住宅电梯安全管理条例', kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    );
    await publishDraft(s, id, 'IN_FORCE', LAW, preparer);
    revision = await publishDraft(s, id, 'DRAFT', REVISION, preparer);
    browser = await launch();
    pages = new ConsolePages(browser, s);
  });
  afterEach(() => pages?.close());
  afterAll(async () => {
    await browser?.close();
    await s?.close();
  });
  const open = (size: typeof WIDE): Promise<Page> =>
    pages.open(s.home.username('DRAFTER'), `compare-to/${revision}`, size);
  const rowsOf = (page: Page): Promise<(string | null)[]> =>
    page.locator('[data-row]').evaluateAll((all) => all.map((e) => e.getAttribute('aria-label')));

  it('stands in order with tables as tables; a doubtful successor is taken by y, and seen where it went', async () => {
    const page = await open(WIDE);
    const open6 = page.getByRole('region', { name: '原第六条' });
    await open6.getByText('可能是新稿的').waitFor();
    expect(await rowsOf(page)).toEqual(
      ['第一条', '第三条', '第四条', '第五条', '第六条', '原第六条', '第七条', '第八条', '第九条', '第十条'].concat([
        '原第十二条',
        '第十一条',
        '第十二条',
        '第十三条',
      ]),
    );
    // articles that became one stand each under its own number
    const merged = page.getByRole('region', { name: '第八条', exact: true }).locator('.old h2');
    expect((await merged.allInnerTexts()).map((words) => words.slice(0, 3))).toEqual(['第八条', '第九条']);
    const table = page.getByRole('region', { name: '第九条', exact: true }).locator('.new table');
    expect(await table.locator('tr').nth(2).locator('td').allInnerTexts()).toEqual([
      '二级',
      '二次至五次',
      '加强保养并公示',
    ]);
    for (let i = 0; i < 6; i++) await page.keyboard.press('n');
    await page.getByText('第 6 处，共 14 处').waitFor();
    // the row that is gone to stands below the heads, however high they are
    const heads = await page.locator('.heads').boundingBox();
    const row = await open6.boundingBox();
    expect((heads?.y ?? 0) + (heads?.height ?? 0)).toBeLessThanOrEqual((row?.y ?? 0) + 1);
    expect(await open6.locator('.doubts').innerText()).toMatch(
      /^可能是新稿的\s*第十二条（约 \d+% 的把握）乘客应当遵守电梯安全使用须知/u,
    );
    expect(await open6.locator('del').count()).toBe(0);
    expect(await pages.violations(page, 'compare-doubts')).toEqual([]);
    await page.keyboard.press('y');
    await open6.waitFor({ state: 'detached' });
    await page.locator('.at').getByText('乘用电梯不得超载').waitFor();
    expect(await page.locator('section.at').getAttribute('aria-label')).toBe('第十二条');
  });

  it('on a phone what is no successor is refused by keys, and nobody has said that it is deleted', async () => {
    const page = await open(PHONE);
    const row = page.getByRole('region', { name: '原第十二条' });
    await row.getByRole('button', { name: /^不是\s*第七条/u }).focus();
    expect(await pages.violations(page, 'compare-doubts-phone')).toEqual([]);
    await page.keyboard.press('Enter');
    await row.getByText('新稿里没有相近的条文。').waitFor();
    await row.getByText('新稿里没有找到它明确的去处。').waitFor();
    expect(await row.locator('del').count()).toBe(0);
    expect(await page.locator('section.at').getAttribute('aria-label')).toBe('原第十二条');
    const links = await s.db.asOwner<{ status: string }>(
      `select l.status from article_link l join provision o on o.id = l.old_provision_id join provision n on n.id = l.new_provision_id
       where l.new_draft_id = $1 and o.label = '第十二条' and n.label = '第七条'`,
      [revision],
    );
    expect(links.map((l) => l.status)).toEqual(['REJECTED']);
  });

  it('breaks no policy of its own', () => expect(pages.faults).toEqual([]));
});
