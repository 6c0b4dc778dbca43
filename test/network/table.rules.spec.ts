/** The 联系点表 read against what is known, written out by hand. */
import { type CellFault, cellsOf, dayCell, enumCell, nearest, termCell } from '../../src/network/table/cells.rules.js';
import { inTreeOrder } from '../../src/network/table/order.rules.js';
import { type KnownPoint, type Plan, type PlannedRow, planTable } from '../../src/network/table/table.rules.js';
import { contactPointKindWords } from '../../src/network/points/point.words.js';

const ID = '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11';
const known = (more: Partial<KnownPoint> = {}): KnownPoint => ({
  id: ID,
  name: '河西街道基层立法联系点',
  shortName: '河西街道',
  kind: 'CONTACT_POINT',
  level: 'MUNICIPAL',
  parentId: null,
  parent: null,
  region: '河西区',
  fields: ['物业', '电梯'],
  address: '河西路 1 号',
  establishments: [
    { organ: '甲市人大常委会', since: '2021-06-01', years: 5, until: null, plaque: '基层立法联系点' },
    { organ: '乙区人大常委会', since: null, years: null, until: '2030-01-30', plaque: null },
  ],
  people: [
    { role: 'LEADER', name: '柏某', phone: '13900001111' },
    { role: 'LIAISON', name: '温某', phone: null },
    { role: 'LIAISON', name: '夏某', phone: '0599-555' },
  ],
  shared: false,
  ...more,
});
const table = (head: readonly string[], ...rows: readonly string[][]) =>
  [head, ...rows].map((cells, i) => ({ number: i + 1, cells }));
function plan(lines: ReturnType<typeof table>, points: readonly KnownPoint[] = [known()]): Plan {
  const made = planTable(lines, points);
  if (typeof made === 'string') throw new Error(made);
  return made;
}
const one = (lines: ReturnType<typeof table>, points?: readonly KnownPoint[]): PlannedRow => {
  const [row] = plan(lines, points).rows;
  if (!row) throw new Error('no row');
  return row;
};

describe('cells', () => {
  it('have several organs and people line by line, with a dash where there is nothing', () => {
    expect(cellsOf(known())).toEqual({
      name: '河西街道基层立法联系点',
      shortName: '河西街道',
      kind: '基层立法联系点',
      level: '市级',
      parent: '',
      region: '河西区',
      fields: '物业、电梯',
      address: '河西路 1 号',
      organ: '甲市人大常委会\n乙区人大常委会',
      organSince: '2021-06-01\n—',
      term: '5年\n至2030-01-30',
      plaque: '基层立法联系点\n—',
      leader: '柏某',
      leaderPhone: '13900001111',
      liaison: '温某\n夏某',
      liaisonPhone: '—\n0599-555',
      information: '',
      informationPhone: '',
    });
  });

  it.each([
    ['2026-01-31', '2026-01-31'],
    ['2026年1月5日', '2026-01-05'],
    ['2026/1/5', '2026-01-05'],
    ['2026.01.05', '2026-01-05'],
    ['2026-02-30', null],
    ['去年', null],
  ])('%s is the day %s', (text, day) => {
    expect(dayCell(text)).toBe(day);
  });

  it.each([
    ['5年', { years: 5, until: null }],
    ['3', { years: 3, until: null }],
    ['至2031-01-30', { years: null, until: '2031-01-30' }],
    ['2031年1月30日', { years: null, until: '2031-01-30' }],
    ['51年', null],
    ['0年', null],
    ['长期', null],
  ])('%s is the term %j', (text, term) => {
    expect(termCell(text)).toEqual(term);
  });

  it('of an enum are its words, or the nearest is named', () => {
    expect(enumCell('kind', '立法联络站', contactPointKindWords)).toBe('LIAISON_STATION');
    expect((enumCell('kind', '连络站', contactPointKindWords) as CellFault).says).toBe(
      '写的是“连络站”，是不是“立法联络站”',
    );
    expect((enumCell('kind', '甲', contactPointKindWords) as CellFault).says).toMatch(/^写的是“甲”：请从这些里选一个/);
    expect(nearest('河西街', ['河东街道', '河西街道'])).toBe('河西街道');
    expect(nearest('某某', ['河东街道'])).toBeNull();
  });
});

describe('a table', () => {
  const HEAD = ['全称', '简称', '类别', '级别', '上级'];

  it('that says what is known changes nothing, whole or by some columns', () => {
    const cells = cellsOf(known());
    const columns = Object.keys(cells) as (keyof typeof cells)[];
    const heads =
      '全称 简称 类别 级别 上级 地区 领域 地址 设立机关 设立日期 期限 牌匾 负责人 负责人电话 联络员 联络员电话 信息员 信息员电话';
    expect(
      one(
        table(
          heads.split(' '),
          columns.map((c) => cells[c]),
        ),
      ),
    ).toMatchObject({
      state: 'SAME',
      id: ID,
      changes: [],
    });
    expect(one(table(['全称'], [known().name])).state).toBe('SAME');
    expect(one(table(['全称', '简称'], [known().name, ''])).state).toBe('SAME');
  });

  it('is known by its number, else by the full name', () => {
    expect(one(table(['全称', '编号'], ['改了的全称', ID]))).toMatchObject({
      state: 'CHANGED',
      id: ID,
      changes: [{ column: 'name', before: known().name, after: '改了的全称' }],
    });
    expect(one(table(['全称', '级别', '类别'], ['别的联系点', '市级', '代表联络站']))).toMatchObject({
      state: 'NEW',
      id: null,
      record: { shortName: '别的联系点', kind: 'DEPUTY_STATION' },
    });
    expect(one(table(['全称', '编号'], ['某联系点', 'x1'])).faults[0]).toBe(
      '第2行“编号”不是本机关聘用的联系点：新增的行，编号空着',
    );
  });

  it('tells old and new of each cell', () => {
    const head = ['全称', '地区', '领域', '设立机关', '设立日期', '期限', '牌匾', '联络员', '联络员电话'];
    const row = [
      known().name,
      '',
      '仲裁、物业',
      '甲市人大常委会',
      '2021年6月1日',
      '6年',
      '新牌',
      '夏某\n温某',
      '0599-555\n—',
    ];
    expect(one(table(head, row))).toMatchObject({
      state: 'CHANGED',
      changes: [
        { column: 'region', before: '河西区', after: '' },
        { column: 'fields', before: '物业、电梯', after: '仲裁、物业' },
        { column: 'organ', before: '甲市人大常委会\n乙区人大常委会', after: '甲市人大常委会' },
        { column: 'organSince', before: '2021-06-01\n—', after: '2021-06-01' },
        { column: 'term', before: '5年\n至2030-01-30', after: '6年' },
        { column: 'plaque', before: '基层立法联系点\n—', after: '新牌' },
        { column: 'liaison', before: '温某\n夏某', after: '夏某\n温某' },
        { column: 'liaisonPhone', before: '—\n0599-555', after: '0599-555\n—' },
      ],
    });
  });

  it('has its head within the first lines; what it does not know it says', () => {
    const lines = table(['某市基层立法联系点一览表'], ['序号', '全 称', '备注'], ['1', known().name, '好']);
    expect(plan(lines)).toMatchObject({ ignored: ['序号', '备注'], rows: [{ row: 3, state: 'SAME' }] });
    expect(planTable(table(['名称'], ['甲']), [])).toMatch('前 5 行里要有一格写“全称”');
    expect(planTable(table(['全称', '地区', '地区'], ['甲']), [])).toBe('表头里“地区”有两列：请删去一列再导入。');
    expect(planTable(table(['全称']), [])).toBe('表头下面没有内容。');
  });

  it.each([
    [['', '', '基层立法联系点', '市级', ''], ['第2行“全称”没有写']],
    [
      ['某联系点', '', '连络站', '地级', ''],
      [
        '第2行“类别”写的是“连络站”，是不是“立法联络站”',
        '第2行“级别”写的是“地级”：请从这些里选一个：国家级、省级、市级、县级',
      ],
    ],
    [['某联系点', '', '', '市级', ''], [expect.stringMatching('第2行“类别”没有写：请从这些里选一个')]],
    [['长'.repeat(81), '', '代表联络站', '市级', ''], ['第2行“全称”有 81 字，不超过 80 字']],
    [['某联系点', '', '代表联络站', '市级', '河西街'], ['第2行“上级”写的是“河西街”，没有这个联系点，是不是“河西街道”']],
    [['某联系点', '', '代表联络站', '市级', '某联系点'], ['第2行“上级”绕了一圈，又回到自己：请改正上级']],
  ])('%j is not written right', (row, faults) => {
    expect(one(table(HEAD, row))).toMatchObject({ state: 'WRONG', faults });
  });

  it('tells lines that do not go together', () => {
    const head = ['全称', '设立机关', '设立日期', '期限', '负责人', '负责人电话'];
    const row = [known().name, '甲机关', '去年\n今年', '长期', '张某', '1\n2'];
    expect(one(table(head, row)).faults).toEqual([
      '第2行“设立日期”有 2 行，“设立机关”只有 1 行：一行对一行，没有的写“—”',
      '第2行“设立日期”写的是“去年”：写成 2026-01-31 的样子',
      '第2行“期限”写的是“长期”：写成“5年”，或者“至2031-01-30”',
      '第2行“负责人电话”有 2 行，“负责人”只有 1 行：一行对一行，没有的写“—”',
    ]);
  });

  it('has each contact point and each name once', () => {
    const rows = [
      ['甲联系点', '', '代表联络站', '市级', ''],
      ['甲联系点', '', '代表联络站', '市级', ''],
      [known().name, '', '基层立法联系点', '市级', ''],
      [known().name, '', '基层立法联系点', '市级', ''],
    ];
    expect(plan(table(HEAD, ...rows)).rows.map((r) => [r.state, r.faults])).toEqual([
      ['NEW', []],
      ['WRONG', ['第3行“全称”和第2行一样，只留一行']],
      ['SAME', []],
      ['WRONG', ['第5行“全称”和第4行是同一个联系点，只留一行']],
    ]);
    expect(
      one(table(['全称', '编号'], ['乙联系点', ID]), [known(), known({ id: 'other', name: '乙联系点' })]),
    ).toMatchObject({
      state: 'WRONG',
      faults: ['第2行“全称”已经有了，请换一个'],
    });
  });

  it('finds the one above in any row, also a new one, by full or short name', () => {
    const rows = [
      ['丙采集点', '', '立法信息采集点', '县级', '乙站'],
      ['乙联络站', '乙站', '立法联络站', '县级', '河西街道'],
    ];
    expect(plan(table(HEAD, ...rows)).rows.map((r) => [r.state, r.above, r.record.parent])).toEqual([
      ['NEW', { row: 3 }, '乙联络站'],
      ['NEW', { id: ID }, '河西街道基层立法联系点'],
    ]);
    const wrong = [rows[0] ?? [], ['乙联络站', '乙站', '联络', '县级', '河西街道']];
    expect(plan(table(HEAD, ...wrong)).rows.map((r) => r.faults)).toEqual([
      ['第2行“上级”在第3行，那一行没有写对，先改那一行'],
      [expect.stringMatching('第3行“类别”写的是“联络”')],
    ]);
  });

  it('tells a circle at each of its rows, also one through what is known', () => {
    const rows = [
      ['甲点', '', '代表联络站', '市级', '乙点'],
      ['乙点', '', '代表联络站', '市级', '甲点'],
    ];
    expect(plan(table(HEAD, ...rows)).rows.map((r) => r.state)).toEqual(['WRONG', 'WRONG']);
    const below = known({ id: 'below', name: '下面的点', parentId: ID, parent: known().name });
    const lines = table(['全称', '上级'], [known().name, '下面的点']);
    expect(one(lines, [known(), below]).faults).toEqual(['第2行“上级”绕了一圈，又回到自己：请改正上级']);
  });

  it('leaves above it whoever is not engaged here, and does not change what two legislatures share', () => {
    const hidden = known({ parentId: 'nobody here' });
    expect(one(table(['全称', '上级'], [hidden.name, '']), [hidden]).state).toBe('SAME');
    const shared = known({ shared: true });
    expect(one(table(['全称', '地区'], [shared.name, '别的区']), [shared]).faults).toEqual([
      '第2行“地区”不能由本机关单独改：另有别的立法机关聘用它',
    ]);
    expect(one(table(['全称', '负责人'], [shared.name, '新负责人']), [shared]).state).toBe('CHANGED');
  });
});

it('a tree as a list has each above those below it, and leaves none out', () => {
  const node = (id: string, parentId: string | null) => ({ id, parentId, name: id });
  expect(
    inTreeOrder([node('c', 'b'), node('b', 'a'), node('a', null), node('a2', 'a'), node('z', 'elsewhere')]).map(
      (n) => n.id,
    ),
  ).toEqual(['a', 'a2', 'b', 'c', 'z']);
});
