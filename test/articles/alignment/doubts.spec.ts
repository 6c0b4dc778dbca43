/**
 * What a machine is not sure of it offers and never tells: a wholly revised regulation in our own wording, an amended
 * one, and what a person's answers leave open.
 */
import { align, compare, doubtfulLinks, type Held, parseText, type Provision } from '../../../src/articles/index.js';

const text = (...lines: string[]): string =>
  ['湖泊条例', ...lines.map((l, k) => `第${'一二三四五六七八九十'[k]}条　${l}`)].join('\n');
const articles = (...lines: string[]): Provision[] => parseText(text(...lines)).provisions;

const PURPOSE = '为了保护湖泊，制定本条例。';
const PATROL = '湖长应当每月巡查责任湖泊，记录水位、水质和岸线情况，发现侵占岸线的立即报告。';
const BOATS = '游船码头应当配备救生员，并在醒目位置公布最大载客数量和禁止游泳的水域。';
const NIGHT = '夜间二十二时以后，湖岸五十米以内不得使用高音喇叭和强光灯具。';
const SCHOOL = '中小学校应当组织学生参观湿地展馆，学习鸟类和水生植物知识。';
const END = '本条例自2027年1月1日起施行。';

describe('an old article that nothing continues', () => {
  const old = articles(PURPOSE, PATROL, NIGHT, BOATS, END);
  const next = articles(PURPOSE, PATROL, BOATS, SCHOOL, END);

  it('is unplaced, not deleted, until a person says so', () => {
    const found = align(old, next);
    expect([found.unplaced, found.deleted]).toEqual([[2], []]);
    const said = align(old, next, { deleted: [2] });
    expect([said.unplaced, said.deleted]).toEqual([[], [2]]);
    expect(said.doubtful).toEqual([]);
  });

  it('is compared as unplaced, its words standing in the old text alone', () => {
    const { articles: entries, counts } = compare(
      parseText(text(PURPOSE, PATROL, NIGHT, BOATS, END)),
      parseText(text(PURPOSE, PATROL, BOATS, SCHOOL, END)),
    );
    expect(entries.at(-1)).toMatchObject({ new: null, old: ['第三条'], relation: 'unplaced' });
    expect([counts.unplaced, counts.deleted]).toEqual([1, 0]);
  });
});

describe('a rewritten text', () => {
  const OLD = articles(
    PURPOSE,
    '水行政主管部门负责湖泊管理。湖泊管理单位应当设置界桩，任何人不得移动、损坏界桩。',
    '在湖泊内养殖的，应当申请许可，许可证有效期三年。',
    '禁止向湖泊排放油污；船舶应当配备油水分离装置并保持完好。',
    '湖泊管理单位在汛期应当每日观测水位，超过警戒水位的立即报告防汛指挥机构。',
    '违反规定围垦湖泊的，责令恢复原状，处一万元罚款。',
    END,
  );
  const NEW = articles(
    '为了加强湖泊保护，维护生态安全，推进高质量发展，根据有关法律、行政法规，结合本市实际，制定本条例。',
    '市、区人民政府应当将湖泊保护纳入国民经济和社会发展规划，安排专项资金，建立联席会议制度。',
    '湖泊实行名录管理。名录由水行政主管部门拟订，报同级人民政府批准后向社会公布，并设置界桩和标识牌。',
    '湖泊水域不得网箱养殖；其他养殖方式应当符合养殖水域滩涂规划。',
    '机动船舶应当安装油水分离设施，正常使用，不得直接排放含油污水。',
    '擅自围湖造地的，由水行政主管部门责令停止违法行为，限期清退，并处五万元以上五十万元以下罚款。',
    '建立湖泊监测体系，对水质、水位、水生态实行动态监测，监测信息及时共享。',
    '防汛期间的湖泊调度，服从防汛指挥机构的统一安排。',
    '鼓励志愿者参与湖泊巡护、科普宣传等活动。',
    '本条例自2028年3月1日起施行。',
  );
  // as if nobody had found where 第五条 went
  const links = align(OLD, NEW).links.filter((l) => l.old !== 4);
  const held = (more: Partial<Held> = {}): Held => ({ links, deleted: [], settled: [], refused: [], ...more });
  const offered = (more: Partial<Held> = {}): string[] =>
    doubtfulLinks(OLD, NEW, held(more)).flatMap((d) => (d.old === 4 ? [`${d.old}>${d.new}`] : []));

  it('offers an unplaced article its best candidates, the likeliest first, each with a reason', () => {
    expect(offered()).toEqual(['4>7', '4>6']);
    for (const d of doubtfulLinks(OLD, NEW, held())) {
      expect(links.some((l) => l.old === d.old && l.new === d.new)).toBe(false);
      expect(d.likelihood > 0 && d.likelihood <= 1).toBe(true);
      expect(d.reason).toMatch(/^(?:约 \d+% 的把握|把握很小)，(?:部分用语相同|见原文“.+”)$/u);
    }
  });

  it('asks nothing that was answered', () => {
    expect(offered({ refused: [[4, 7]] })).toEqual(['4>6']);
    expect(offered({ deleted: [4] })).toEqual([]);
    // what was taken is not offered again; in a rewritten law an article may go on in a second one all the same
    expect(offered({ links: [...links, { old: 4, new: 7, score: 0.2 }] })).toEqual(['4>6']);
    // that an article went into one whose origins are settled may be offered all the same
    expect(offered({ settled: [7] })).toEqual(['4>7', '4>6']);
  });

  it('asks of an old article twice at most and of a new one once, but for the best of one that nothing continues', () => {
    const asked = doubtfulLinks(OLD, NEW, held({ links: [] }));
    expect(asked.length).toBeGreaterThan(4);
    const times = (of: 'old' | 'new'): number[] => [
      ...new Map(asked.map((d) => [d[of], asked.filter((x) => x[of] === d[of]).length])).values(),
    ];
    expect(Math.max(...times('old'))).toBeLessThanOrEqual(2);
    const seconds = asked.filter((d, k) => asked[k - 1]?.old === d.old);
    expect(seconds.every((d) => asked.filter((x) => x.new === d.new && x.likelihood > d.likelihood).length === 0)).toBe(
      true,
    );
  });

  it('a refusal brings no question that was not there', () => {
    const all = doubtfulLinks(OLD, NEW, held());
    for (const { old, new: next } of all) {
      const rest = doubtfulLinks(OLD, NEW, held({ refused: [[old, next]] }));
      expect(rest).toEqual(all.filter((d) => d.old !== old || d.new !== next));
    }
  });

  it('found by the machine or beside stored links it is the same', () => {
    const found = align(OLD, NEW, { refused: [[4, 7]] });
    expect(found.unplaced).toEqual([4]);
    expect(found.doubtful).toEqual(doubtfulLinks(OLD, NEW, { ...found, settled: [], refused: [[4, 7]] }));
  });

  it('a refused pair is not linked either', () => {
    const [link] = align(OLD, NEW).links.filter((l) => l.old > 0 && l.old < OLD.length - 1);
    if (!link) throw new Error('nothing is linked');
    const without = align(OLD, NEW, { refused: [[link.old, link.new]] });
    expect(without.links.some((l) => l.old === link.old && l.new === link.new)).toBe(false);
  });
});
