/** 联系点表 out and in: previewed, accepted once, the same again changes nothing; a network of 1 + 61 + 232, 600 rows. */
import type { Client } from '../support/client.js';
import { client, officer, refusal } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { readSheet } from '../../src/authoring/readers/sheet.reader.js';
import { writeXlsx } from '../../src/platform/documents/index.js';

let s: TestService;
let admin: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'info' });
  admin = await client(s, 'ADMINISTRATOR');
});
afterAll(() => s.close());

const xlsx = async (...rows: readonly (readonly string[])[]): Promise<string> =>
  Buffer.from(await writeXlsx([{ name: '表', columns: (rows[0] ?? []).map(() => ({ width: 9 })), rows }])).toString(
    'base64',
  );
interface Plan {
  plan: string;
  ignored: string[];
  rows: {
    row: number;
    name: string;
    state: string;
    changes: { column: string; before: string; after: string }[];
    faults: string[];
  }[];
}
const look = (table: string, by = admin): Promise<Plan> =>
  by.act(
    'readNetworkTable',
    { table },
    'NetworkTablePlan',
    'plan ignored rows { row name state faults changes { column before after } }',
  );
interface Done {
  rows: { row: number; state: string; contactPointId: string | null; faults: string[] }[];
}
const accept = (table: string, plan: string, by = admin): Promise<Done> =>
  by.act('importNetworkTable', { table, plan }, 'NetworkTableImported', 'rows { row state contactPointId faults }');
const bring = async (table: string, by = admin): Promise<Done> => accept(table, (await look(table, by)).plan, by);
const count = (all: readonly { state: string }[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { state } of all) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};
const stored = (at = s.home): Promise<unknown[]> =>
  s.db.asOwner(
    `select p.id, p.name, p.parent_id, p.version, p.kind, p.region, p.fields from contact_point p join engagement e on e.contact_point_id = p.id where e.legislature_id = $1 order by p.id`,
    [at.id],
  );
const HEAD = [
  '全称',
  '简称',
  '类别',
  '级别',
  '上级',
  '地区',
  '领域',
  '设立机关',
  '设立日期',
  '期限',
  '牌匾',
  '负责人',
  '负责人电话',
  '联络员',
];
const row = (name: string, parent = '', more: Partial<Record<number, string>> = {}): string[] =>
  Object.assign([name, '', '基层立法联系点', '县级', parent, '河西区', '物业、电梯', '', '', '', '', '', '', ''], more);

it('is previewed without a word written, then done as one act with an account of each row', async () => {
  const before = await stored();
  const organs = {
    7: '甲市人大常委会\n全国人大常委会法工委',
    8: '2021-06-01\n—',
    9: '5年\n至2030-01-30',
    10: '—\n立法联系点',
  };
  const table = await xlsx(
    HEAD,
    row('沿河街道立法联络站', '', { ...organs, 11: '柏某', 12: '13900001111', 13: '温某\n夏某' }),
    row('沿河一社区信息采集点', '沿河街道立法联络站', { 2: '立法信息采集点' }),
    row('沿河二社区信息采集点', '沿河街道立法联络站', { 2: '信息采集' }),
  );
  const plan = await look(table);
  expect(plan.rows.map((r) => [r.row, r.name, r.state, r.faults])).toEqual([
    [2, '沿河街道立法联络站', 'NEW', []],
    [3, '沿河一社区信息采集点', 'NEW', []],
    [4, '沿河二社区信息采集点', 'WRONG', ['第4行“类别”写的是“信息采集”，是不是“立法信息采集点”']],
  ]);
  expect(await stored()).toEqual(before);
  const done = await accept(table, plan.plan);
  expect(done.rows.map((r) => [r.row, r.state, r.contactPointId !== null])).toEqual([
    [2, 'NEW', true],
    [3, 'NEW', true],
    [4, 'WRONG', false],
  ]);
  const id = done.rows[0]?.contactPointId ?? '';
  const { people } = await admin.act<{ people: object[] }>(
    'readContactPeople',
    { contactPointId: id },
    'ContactPeople',
    'people { role name phone }',
  );
  expect(people).toEqual([
    { role: 'LEADER', name: '柏某', phone: '13900001111' },
    { role: 'LIAISON', name: '温某', phone: null },
    { role: 'LIAISON', name: '夏某', phone: null },
  ]);
  const { contactPoints } = await admin.ask<{ contactPoints: object[] }>(
    `query($n: String) { contactPoints(filter: { name: $n }) { nodes { shortName kind region subjects: fields childCount establishments { organ since years until plaque } } } }`,
    { n: '沿河街道立法联络站' },
  );
  expect(contactPoints).toEqual([
    {
      shortName: '沿河街道',
      kind: 'CONTACT_POINT',
      region: '河西区',
      subjects: ['物业', '电梯'],
      childCount: 1,
      establishments: [
        { organ: '甲市人大常委会', since: '2021-06-01', years: 5, until: null, plaque: null },
        { organ: '全国人大常委会法工委', since: null, years: null, until: '2030-01-30', plaque: '立法联系点' },
      ],
    },
  ]);
  expect(
    await s.db.asOwner(`select detail from audit_record where act = 'importNetworkTable' and outcome = 'DONE'`),
  ).toEqual([{ detail: { made: 2, changed: 0, same: 0, refused: 1 } }]);
  for (const word of ['柏某', '13900001111', '沿河街道']) expect(s.logged()).not.toContain(word);
});

it('is refused where the network is another by now, and where the plan was never read', async () => {
  const table = await xlsx(HEAD, row('先看后改的联系点'));
  const { plan } = await look(table);
  await admin.act(
    'createContactPoint',
    { name: '先看后改的联系点', shortName: '先', level: 'COUNTY' },
    'ContactPoint',
    'id',
  );
  expect(await refusal(accept(table, plan))).toBe('PLAN_CHANGED');
  expect(await refusal(accept(table, '0'.repeat(64)))).toBe('PLAN_CHANGED');
  expect(await refusal(accept(table, 'x'))).toBe('INVALID_INPUT');
});

it('accepted by two at once is done once', async () => {
  const table = await xlsx(HEAD, row('两个人一起导入的联系点'));
  const { plan } = await look(table);
  const done = await Promise.allSettled([accept(table, plan), accept(table, plan, await client(s, 'PREPARER'))]);
  expect(done.map((d) => d.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(
    await s.db.asOwner(`select count(*)::int as n from contact_point where name = '两个人一起导入的联系点'`),
  ).toEqual([{ n: 1 }]);
});

it('of 600 rows on three levels is the same twice, out and in', async () => {
  const rows = [row('大河区人大', '', { 2: '县（市、区）人大' })];
  for (let i = 1; i <= 61; i++)
    rows.push(row(`大河第${i}街道`, '大河区人大', { 11: `负责${i}`, 12: `1390000${1000 + i}` }));
  for (let i = 1; i <= 232; i++)
    rows.push(row(`大河第${i}采集点`, `大河第${(i % 61) + 1}街道`, { 2: '立法信息采集点' }));
  for (let i = 1; i <= 306; i++)
    rows.push(row(`小河第${i}联系点`, '', { 7: '小河市人大常委会', 8: '2024-01-01', 9: '5年' }));
  expect(rows).toHaveLength(600);
  // those below may stand before those above
  const table = await xlsx(HEAD, ...rows.reverse());
  expect(count((await bring(table)).rows)).toEqual({ NEW: 600 });
  const first = await stored();
  expect(count((await look(table)).rows)).toEqual({ SAME: 600 });
  expect(count((await bring(table)).rows)).toEqual({ SAME: 600 });
  expect(await stored()).toEqual(first);
  const { contactPoints } = await admin.ask<{ contactPoints: object[] }>(
    `{ contactPoints(filter: { bodies: [CONGRESS] }) { nodes { name childCount descendantCount } } }`,
  );
  expect(contactPoints).toEqual([{ name: '大河区人大', childCount: 61, descendantCount: 293 }]);

  const out = await admin.download('/network/table.xlsx');
  expect(Buffer.from(await admin.download('/network/table.xlsx'))).toEqual(Buffer.from(out));
  const plan = await look(Buffer.from(out).toString('base64'));
  expect(count(plan.rows)).toEqual({ SAME: first.length });
  expect(plan.ignored).toEqual([]);

  const read = await readSheet(out, { rows: 2000, columns: 40, cell: 2000 });
  if (!read.ok) throw new Error(read.message);
  const cells = read.rows.map((r) => [...r.cells]);
  const at = cells.findIndex((c) => c[0] === '大河第7街道');
  const moved = cells[at] ?? [];
  moved[0] = '大河第七街道';
  moved[7] = '大河路 7 号';
  moved[13] = '13999999999';
  const width = cells[0]?.length ?? 0;
  const changed = await xlsx(...cells.map((c) => Array.from({ length: width }, (_, i) => c[i] ?? '')));
  const next = await look(changed);
  expect(next.rows.filter((r) => r.state !== 'SAME')).toEqual([
    {
      row: at + 1,
      name: '大河第七街道',
      state: 'CHANGED',
      faults: [],
      changes: [
        { column: '全称', before: '大河第7街道', after: '大河第七街道' },
        { column: '地址', before: '', after: '大河路 7 号' },
        { column: '负责人电话', before: '13900001007', after: '13999999999' },
      ],
    },
  ]);
  expect(count((await bring(changed)).rows)).toEqual({ SAME: first.length - 1, CHANGED: 1 });
  expect(count((await look(changed)).rows)).toEqual({ SAME: first.length });
});

it("knows a neighbour's contact points by no id and no name, and gives none out", async () => {
  const stranger = await client(s, 'ADMINISTRATOR', s.neighbour);
  const mine = await s.home.contactPoint();
  const before = await stored();
  const table = await xlsx([...HEAD, '编号'], [...row('别人的联系点'), mine]);
  expect((await look(table, stranger)).rows[0]?.faults).toEqual([
    '第2行“编号”不是本机关聘用的联系点：新增的行，编号空着',
  ]);
  const named = await xlsx(HEAD, row('云市红河居委会基层立法联系点'));
  expect((await look(named, stranger)).rows[0]?.state).toBe('NEW');
  await bring(named, stranger);
  expect(await stored()).toEqual(before);
  const theirs = await readSheet(await stranger.download('/network/table.xlsx'), {
    rows: 2000,
    columns: 40,
    cell: 2000,
  });
  expect(theirs.ok && theirs.rows.some((r) => r.cells[0] === '大河区人大')).toBe(false);
  for (const by of [await officer(s), await client(s, 'CHECKER')]) {
    expect(await refusal(look(table, by))).toBe('FORBIDDEN');
    await expect(by.download('/network/table.xlsx')).rejects.toThrow('403');
  }
});

it.each([
  ['no base64', '不是表格', 'INVALID_INPUT'],
  ['no table', Buffer.from('全称').toString('base64'), 'UNREADABLE_FILE'],
  ['too much', 'A'.repeat(480_004), 'INVALID_INPUT'],
])('%s is refused', async (_, table, code) => {
  expect(await refusal(look(table))).toBe(code);
});
