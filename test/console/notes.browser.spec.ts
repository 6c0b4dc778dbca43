/**
 * 说明和要点 in a browser: written by keys, seen by residents at once; and an internal text, which bears the name of
 * whoever of a contact point reads it. What axe finds in three sizes.
 */
import type { Browser } from 'playwright-core';
import { describeBrowser, launch } from '../support/chromium.js';
import type { Client } from '../support/client.js';
import { client, FIRST_TEXT, importDraft, openRound, type Round, today } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { ConsolePages, DESK, PHONE } from './console-pages.js';

describeBrowser('what is said of a text, in Chromium', () => {
  let s: TestService;
  let browser: Browser;
  let pages: ConsolePages;
  let preparer: Client;
  let round: Round;
  beforeAll(async () => {
    s = await startTestService({ logLevel: 'silent' });
    browser = await launch();
    pages = new ConsolePages(browser, s);
    preparer = await client(s, 'PREPARER');
    round = await openRound(s, ['红河居委会']);
  });
  afterEach(() => pages.close());
  afterAll(async () => {
    await browser?.close();
    await s?.close();
  });

  it('is written beside the text, and stands on the residents’ page', async () => {
    const page = await pages.open(s.home.username('PREPARER'), `drafts/${round.draftId}/notes`, DESK);
    await page.getByLabel('一句话', { exact: true }).fill('管电梯：谁检查，谁公布。');
    await page.getByLabel('群众会问', { exact: true }).fill('多久检查一次？');
    await page.getByLabel('草案怎么答', { exact: true }).fill('每天');
    await page.getByLabel('第几条', { exact: true }).fill('第九十九条');
    await page.keyboard.press('Enter');
    await page.getByText('正文里没有“第九十九条”').waitFor();
    expect(await pages.violations(page, 'notes-refused')).toEqual([]);
    await page.getByLabel('第几条', { exact: true }).fill('第二条');
    await page.keyboard.press('Enter');
    await page.getByText('一句话和要点存好了').waitFor();
    await page.getByLabel('文字', { exact: true }).fill('一、为什么\n电梯要有人管。');
    await page.getByRole('button', { name: '存说明' }).click();
    await page.getByRole('article', { name: '印出来是这样' }).getByText('电梯要有人管。').waitFor();
    await page.getByRole('button', { name: '加一份资料' }).click();
    await page.getByLabel('名称', { exact: true }).fill('特种设备安全法');
    await page.getByLabel('在哪里能看到', { exact: true }).fill('国家法律法规数据库');
    await page.getByRole('button', { name: '存参阅资料' }).click();
    await page.getByText('参阅资料存好了').waitFor();
    await page.getByRole('button', { name: '写说明：第二条' }).click();
    await page.keyboard.type('天天看一遍。');
    await page.getByRole('button', { name: '存', exact: true }).click();
    await page.getByText('写了 1 条').waitFor();
    expect(await pages.violations(page, 'notes')).toEqual([]);
    await page.setViewportSize(PHONE);
    expect(await pages.violations(page, 'notes-phone')).toEqual([]);
    const html = await (await s.send(`/l/${round.code}`)).text();
    expect(html).toContain('多久检查一次？');
    expect(html).toContain('特种设备安全法');
    expect(pages.faults).toEqual([]);
  });

  it('an internal text bears the name of whoever reads it', async () => {
    const admin = await client(s, 'ADMINISTRATOR');
    const point = round.points[0];
    const { activationPassword } = await admin.act<{ activationPassword: string }>(
      'createAccount',
      {
        username: 'reader.of.texts',
        displayName: '夏知秋',
        grants: [{ role: 'LIAISON_OFFICER', unitId: point?.id }],
      },
      'AccountCreated',
      'activationPassword',
    );
    await s.activate('reader.of.texts', activationPassword);
    const regulation = await preparer.act<{ id: string }>(
      'createRegulation',
      { title: '内部条例', kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    );
    const draft = await importDraft(s, regulation.id, 'DRAFT', FIRST_TEXT);
    const page = await pages.open(s.home.username('PREPARER'), `drafts/${draft.id}/notes`);
    await page.getByLabel('谁能看', { exact: true }).selectOption('INTERNAL');
    await page.getByRole('button', { name: '改为内部' }).click();
    await page.getByText('范围存好了').waitFor();
    await page.locator('.readers-name').waitFor({ state: 'attached' });
    expect(await pages.violations(page, 'notes-internal')).toEqual([]);
    const { version } = (
      await preparer.ask<{ draft: { version: number } }>('query($d: ID!) { draft(id: $d) { version } }', {
        d: draft.id,
      })
    ).draft;
    const checked = await preparer.act<{ version: number }>(
      'checkDraft',
      { draftId: draft.id, expectedVersion: version, warningsRead: true },
      'Draft',
      'version',
    );
    await preparer.act('publishDraft', { draftId: draft.id, expectedVersion: checked.version }, 'Draft', 'id');
    const asked = await preparer.act<{ id: string; version: number }>(
      'createConsultation',
      { draftId: draft.id, method: 'READ_THROUGH', title: '内部征求', opensOn: today(), closesOn: today(20) },
      'Consultation',
      'id version',
    );
    const reader = await pages.open('reader.of.texts', `drafts/${draft.id}`);
    await reader.getByText('没有这一稿，或者您还不能看。').waitFor();
    await preparer.act(
      'issueConsultation',
      { consultationId: asked.id, expectedVersion: asked.version, contactPointIds: [point?.id] },
      'Consultation',
      'id',
    );
    await reader.reload();
    await reader.getByText('每日检查电梯').waitFor();
    expect(await reader.locator('.readers-name span').first().getAttribute('data-name')).toBe('夏知秋');
    expect(await reader.getByRole('link', { name: '下载原文件' }).count()).toBe(0);
    expect(await pages.violations(reader, 'text-internal')).toEqual([]);
  });
});
