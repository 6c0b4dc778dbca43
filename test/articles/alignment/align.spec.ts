/** The hard cases of docs/alignment-cases.md, in our own wording. */
import fc from 'fast-check';
import {
  align,
  type Alignment,
  type ArticleTree,
  compare,
  parseText,
  type Provision,
  provisionText,
} from '../../../src/articles/index.js';
import { law, soup } from '../laws.js';

const articles = (...texts: string[]): Provision[] => parseText(law('云岭市湿地条例', ...texts)).provisions;
const found = (a: Alignment): string[] => a.links.map((l) => `${l.old + 1}>${l.new + 1} ${l.relation}`);

const PURPOSE = '第一条　为了保护湿地，改善人居环境，根据有关法律，结合本市实际，制定本条例。';
const PATROL = '巡护员每日巡查河口湿地，记录水位、鸟类数量和垃圾情况，发现异常的，当日报告乡镇人民政府。';
const FENCE = '湿地周边修建围栏的，建设单位应当在开工十日前向市林业部门提交图纸，说明材料和高度。';
const FEES = '进入湿地公园不收门票；停车费标准由市价格部门会同市财政部门核定，每两年评估一次。';
const FINE = '违反本条例规定，在湿地内开垦、取土、倾倒废弃物的，由市林业部门责令恢复原状，处二千元以上一万元以下罚款。';
const SCHOOL = '中小学校每学年组织学生参加一次湿地观察，观察记录可以作为实践课程的成绩。';
const DATA = '市林业部门建立湿地数据平台，按季度公布水质、面积和巡护情况，接受查询。';
const END = '本条例自2026年7月1日起施行。';

describe('relations', () => {
  it('unchanged, renumbered, modified, new, and one without a successor', () => {
    const a = align(
      articles(PURPOSE, `第二条　${PATROL}`, `第三条　${FENCE}`, `第四条　${FEES}`, `第五条　${END}`),
      articles(
        PURPOSE,
        `第二条　${DATA}`,
        `第三条　${PATROL}`,
        `第四条　${FENCE.replace('十日', '十五日')}`,
        `第五条　${END}`,
      ),
    );
    expect(found(a)).toEqual(['1>1 unchanged', '2>3 renumbered', '3>4 modified', '5>5 unchanged']);
    expect([a.new, a.unplaced, a.deleted]).toEqual([[1], [3], []]);
    expect(a.links[1]?.reason).toBe('文字相同，原第二条现为第三条');
  });

  it('a change of form is not a change of text; cited numbers are', () => {
    const a = align(
      articles(`第一条　${FENCE}`, '第二条　依照第一条处理，（一）甲类围栏由区里拆除。'),
      articles(`第一条　${FENCE.replace('，', ',')}`, '第二条　依照第九条处理，(一)甲类围栏由区里拆除。'),
    );
    expect(a.links.map((l) => [l.textChanged, l.relation, l.score])).toEqual([
      [false, 'unchanged', 1],
      [true, 'modified', 1],
    ]);
  });

  it('one article that changed its place is moved, the rest kept its order', () => {
    const a = align(
      articles(PURPOSE, `第二条　${PATROL}`, `第三条　${FENCE}`, `第四条　${FEES}`, `第五条　${FINE}`),
      articles(PURPOSE, `第二条　${FINE}`, `第三条　${PATROL}`, `第四条　${FENCE}`, `第五条　${FEES}`),
    );
    expect(found(a)).toEqual(['1>1 unchanged', '5>2 moved', '2>3 renumbered', '3>4 renumbered', '4>5 renumbered']);
  });

  it('split and merge by 款, each saying where it comes from', () => {
    const apart = articles(PURPOSE, `第二条　${PATROL}`, `第三条　${DATA}`, `第四条　${END}`);
    const together = articles(PURPOSE, `第二条　${PATROL}`, DATA, `第三条　${END}`);
    expect(found(align(together, apart))).toEqual(['1>1 unchanged', '2>2 split', '2>3 split', '3>4 renumbered']);
    const merged = align(apart, together);
    expect(found(merged)).toEqual(['1>1 unchanged', '2>2 merged', '3>2 merged', '4>3 renumbered']);
    expect(merged.links[1]?.reason).toContain('由原第二条、第三条合并而成');
  });

  it('resists a decoy: a near copy elsewhere does not take the origin from the article in place', () => {
    const permit = '市林业部门根据实际需要，可以决定就特定事项在一定期限内在部分湿地暂时停止适用某些巡护要求。';
    const grown = `${permit}\n暂时停止适用的巡护要求，实践证明可行的，由市林业部门报请修改有关规定；条件尚不成熟的，可以延长期限或者恢复适用。`;
    const old = articles(
      PURPOSE,
      `第二条　${PATROL}`,
      `第三条　${permit}`,
      `第四条　${FENCE}`,
      `第五条　${FEES}`,
      `第六条　${FINE}`,
      `第七条　${END}`,
    );
    const next = articles(
      PURPOSE,
      `第二条　${PATROL}`,
      `第三条　${grown}`,
      `第四条　${FENCE}`,
      `第五条　${FEES}`,
      `第六条　${permit.replace('林业', '水务').replace('巡护', '水位')}`,
      `第七条　${FINE}`,
      `第八条　${END}`,
    );
    expect(found(align(old, next)).filter((x) => x.startsWith('3>'))).toEqual(['3>3 modified']);
  });

  it('links a rewritten article between two anchors and the formula articles at both ends', () => {
    const a = align(
      articles(
        '第一条　为加强湿地管理，制定本办法。',
        `第二条　${PATROL}`,
        '第三条　围栏由建设单位负责拆除，费用自理。',
        `第四条　${FEES}`,
        '第五条　本办法自发布之日起施行。',
      ),
      articles(
        '第一条　为了保护湿地生态，促进人与自然和谐共生，根据有关法律，结合本市实际，制定本条例。',
        `第二条　${PATROL}`,
        '第三条　建设单位应当在竣工后三十日内拆除围栏；逾期未拆除的，由区人民政府代为拆除，费用由建设单位负责。',
        `第四条　${FEES}`,
        `第五条　${END}`,
      ),
    );
    expect(a.links.map((l) => `${l.old + 1}>${l.new + 1}`)).toEqual(['1>1', '2>2', '3>3', '4>4', '5>5']);
  });

  it('does not build links from formulas that many articles share', () => {
    const tail = '；构成犯罪的，依法追究刑事责任。';
    const old = articles(
      `第一条　${FINE}${tail}`,
      `第二条　破坏围栏的，处五百元罚款${tail}`,
      `第三条　驱赶鸟类的，处三百元罚款${tail}`,
      `第四条　${SCHOOL}`,
    );
    const next = articles(
      `第一条　${FINE}`,
      '第二条　破坏围栏的，处五百元罚款。',
      '第三条　驱赶鸟类的，处三百元罚款。',
      '第四条　违反本条例规定，构成犯罪的，依法追究刑事责任。',
      `第五条　${SCHOOL}`,
    );
    expect(align(old, next).new).toEqual([3]);
  });
});

describe('promises', () => {
  it('accounts for every article on both sides, is deterministic, never throws', () => {
    fc.assert(
      fc.property(soup, soup, (x, y) => {
        const old = parseText(x).provisions;
        const next = parseText(y).provisions;
        const a = align(old, next);
        expect(align(old, next)).toEqual(a);
        expect(new Set([...a.links.map((l) => l.new), ...a.new]).size).toBe(next.length);
        expect(new Set([...a.links.map((l) => l.old), ...a.unplaced]).size).toBe(old.length);
        for (const l of a.links) expect(l.score >= 0 && l.score <= 1 && l.reason !== '').toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('a text aligned with itself is unchanged throughout', () => {
    const t = articles(
      PURPOSE,
      `第二条　${PATROL}`,
      `第三条　${FENCE}`,
      '第四条　（删去）',
      '第五条　（删去）',
      `第六条　${END}`,
    );
    expect(align(t, t).links.map((l) => [l.old === l.new, l.relation])).toEqual(t.map(() => [true, 'unchanged']));
  });

  it('takes empty sides', () => {
    const t = articles(PURPOSE);
    expect(align([], t)).toEqual({ links: [], new: [0], unplaced: [], deleted: [], doubtful: [] });
    expect(align(t, [])).toEqual({ links: [], new: [], unplaced: [0], deleted: [], doubtful: [] });
  });
});

describe('compare', () => {
  const joined = (tree: ArticleTree, labels: readonly string[]): string =>
    labels
      .map((l) => tree.provisions.find((p) => p.label === l))
      .flatMap((p) => (p ? [provisionText(p)] : []))
      .join('\n');

  it('has one entry per new article, then those without a successor, and rebuilds both texts', () => {
    const old = parseText(
      law('云岭市湿地条例', PURPOSE, `第二条　${PATROL}`, `第三条　${DATA}`, `第四条　${FEES}`, `第五条　${END}`),
    );
    const next = parseText(
      law('云岭市湿地条例', PURPOSE, `第二条　${PATROL}`, DATA, `第三条　${SCHOOL}`, `第四条　${END}`),
    );
    const c = compare(old, next);
    expect(c.articles.map((e) => [e.new, e.old, e.relation])).toEqual([
      ['第一条', ['第一条'], 'unchanged'],
      ['第二条', ['第二条', '第三条'], 'merged'],
      ['第三条', [], 'new'],
      ['第四条', ['第五条'], 'renumbered'],
      [null, ['第四条'], 'unplaced'],
    ]);
    expect(c.counts).toEqual({
      unchanged: 1,
      modified: 0,
      renumbered: 1,
      moved: 0,
      split: 0,
      merged: 1,
      new: 1,
      unplaced: 1,
      deleted: 0,
    });
    for (const e of c.articles) {
      expect(
        e.changes
          .filter((x) => x.type !== 'insert')
          .map((x) => x.text)
          .join(''),
      ).toBe(joined(old, e.old));
      expect(
        e.changes
          .filter((x) => x.type !== 'delete')
          .map((x) => x.text)
          .join(''),
      ).toBe(e.new === null ? '' : joined(next, [e.new]));
    }
  });

  it('compares the clauses where a text has no 条, and leaves annexes out', () => {
    const old = parseText(law('关于湿地巡护的决定', '一、设立巡护队。', '二、每日巡护。'));
    const next = parseText(law('关于湿地巡护的决定', '一、设立巡护队。', '二、每日巡护两次。', '附件', '名单'));
    expect(compare(old, next).articles.map((e) => e.new)).toEqual(['一、', '二、']);
  });
});
