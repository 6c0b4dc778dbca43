/** What an office says about a draft, as residents read it: questions first, 说明, 参阅资料, 条文说明; without a script. */
import { type Client } from '../support/client.js';
import { client, openRound, type Round } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let preparer: Client;
let round: Round;
let fileId: string;
let unlisted: string;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
  round = await openRound(s, ['红河居委会']);
});
afterAll(() => s.close());

const page = async (path: string): Promise<string> => {
  const response = await s.send(path);
  expect(response.status).toBe(200);
  return response.text();
};
const plain = (html: string): string => html.replace(/<style>.*?<\/style>/su, '').replace(/<[^>]+>/gu, ' ');
const order = (html: string, words: readonly string[]): string[] =>
  words.filter((w) => html.includes(w)).sort((a, b) => html.indexOf(a) - html.indexOf(b));
const point = (question: string, answer: string, provisionLabel = ''): object => ({ question, answer, provisionLabel });

it('looks as before where nothing was said', async () => {
  const html = await page(`/l/${round.code}`);
  expect(html).toContain('<h1>电梯条例（征求意见稿）</h1>');
  expect(plain(html)).not.toContain('想看条文');
  expect((await s.send(`/l/${round.code}/why`, { redirect: 'manual' })).status).toBe(303);
});

it('begins with one sentence and three questions, then the way to speak, then the rest', async () => {
  const { draftId } = round;
  await preparer.act(
    'saveKeyPoints',
    {
      draftId,
      expectedRevision: 0,
      sentence: '管小区电梯：谁检查，谁公布。',
      points: [
        point('多久检查一次？', '每天一次', '第二条'),
        point('记录哪里看？', '物业每季度公布', '第三条'),
        point('加装要谁同意？', '三分之二以上业主', '第四条'),
        point('能带电池进电梯吗？', '不能', '第五条'),
        point('谁来讲常识？', '市场监管部门'),
      ],
    },
    'Draft',
    'id',
  );
  const html = await page(`/l/${round.code}`);
  expect(html).toContain('<h1>电梯条例</h1>');
  const words = [
    '管小区电梯',
    '多久检查一次',
    '加装要谁同意',
    '不用找条文，说就行',
    '不用注册',
    '和您有关的另外 2 条',
    '能带电池',
  ];
  expect(order(html, words)).toEqual(words);
  expect(html).toContain('href="?a=1"');
  expect(plain(html)).toContain('每天一次，第二条');
  // no one article says it: no link
  expect(plain(html)).toMatch(/谁来讲常识？\s*市场监管部门\s/u);
  const largest = await page(`/l/${round.code}?size=largest`);
  const first = ['管小区电梯', '不用找条文，说就行', '多久检查一次'];
  expect(order(largest, first)).toEqual(first);
});

it('shows 说明 on a page of its own, and gives the files that are listed now, and no others', async () => {
  const { draftId } = round;
  await preparer.act(
    'saveStatement',
    { draftId, expectedRevision: 0, text: '关于《电梯条例》的说明\n一、为什么\n电梯要<b>有人</b>管。' },
    'Draft',
    'id',
  );
  fileId = await preparer.upload('表.txt', Buffer.from('调研'));
  unlisted = await preparer.upload('旧.txt', Buffer.from('旧的'));
  const save = (expectedRevision: number, ...entries: object[]): Promise<unknown> =>
    preparer.act('saveReferences', { draftId, expectedRevision, entries }, 'Draft', 'id');
  await save(0, { title: '旧资料', fileId: unlisted });
  await save(1, { title: '特种设备安全法', words: '国家法律法规数据库' }, { title: '调研报告', fileId });
  const html = await page(`/l/${round.code}`);
  expect(html).toContain('href="?why=1"');
  expect(plain(html)).toContain('参阅资料（2 份）');
  for (const path of ['?why=1', '/why']) {
    const said = await page(`/l/${round.code}${path}`);
    expect(said).toContain('<h1>关于《电梯条例》的说明</h1>');
    expect(said).toContain('<h2>一、为什么</h2>');
    expect(said).toContain('&lt;b>有人');
  }
  const given = await s.send(`/l/${round.code}?file=${fileId}`);
  expect([given.status, given.headers.get('content-security-policy'), await given.text()]).toEqual([
    200,
    "default-src 'none'; sandbox",
    '调研',
  ]);
  expect(given.headers.get('content-disposition')).toContain('attachment');
  for (const other of [unlisted, 'x', round.draftId])
    expect((await s.send(`/l/${round.code}/files/${other}`)).status).toBe(404);
});

it('puts 条文说明 under its article, and says that the article counts', async () => {
  const at = `/l/${round.code}/a/1`;
  expect(plain(await page(at))).not.toContain('以条文为准');
  await preparer.act(
    'saveProvisionNote',
    { draftId: round.draftId, label: '第二条', expectedRevision: 0, text: '天天看一遍，坏了就停。' },
    'Draft',
    'id',
  );
  expect(plain(await page(at))).toMatch(/条文说明（以条文为准）\s*天天看一遍，坏了就停。/u);
});
