import { align, type ArticleLink, lineageOf, parseText, type Provision, traceOf } from '../../../src/articles/index.js';
import { law } from '../laws.js';

const link = (old: number, next: number, relation: ArticleLink['relation'] = 'unchanged'): ArticleLink => ({
  old,
  new: next,
  relation,
  score: 1,
  textChanged: false,
  numberChanged: false,
  reason: '文字和条号都相同',
});

describe('one lineage over several drafts', () => {
  const lineage = lineageOf(
    [3, 3, 4],
    [
      { links: [link(0, 0), link(1, 2, 'moved')] },
      { links: [link(0, 0), link(1, 1), link(2, 2, 'split'), link(2, 3, 'split')] },
    ],
  );

  it('puts every article into exactly one thread, with its beginning and end', () => {
    expect(lineage.threads.map((t) => [t.articles, t.first, t.last])).toEqual([
      [[[0], [0], [0]], 0, 2],
      [[[1], [2], [2, 3]], 0, 2],
      [[[2], [], []], 0, 0],
      [[[], [1], [1]], 1, 2],
    ]);
    expect(lineage.threadOf).toEqual([
      [0, 1, 2],
      [0, 3, 1],
      [0, 3, 1, 1],
    ]);
    expect(
      lineage.threads[1]?.edges.map(
        (e) => `${e.from.draft}.${e.from.article}>${e.to.draft}.${e.to.article} ${e.relation}`,
      ),
    ).toEqual(['0.1>1.2 moved', '1.2>2.2 split', '1.2>2.3 split']);
  });

  it('traces one article without the other branches', () => {
    expect(traceOf(lineage, { draft: 2, article: 3 })).toEqual({
      before: [
        { draft: 0, article: 1 },
        { draft: 1, article: 2 },
      ],
      after: [],
    });
    expect(traceOf(lineage, { draft: 0, article: 1 }).after).toHaveLength(3);
    expect(() => traceOf(lineage, { draft: 2, article: 9 })).toThrow(RangeError);
  });

  it('refuses numbers that do not fit', () => {
    expect(() => lineageOf([1, 1], [])).toThrow(RangeError);
    expect(() => lineageOf([1, 1], [{ links: [link(1, 0)] }])).toThrow(RangeError);
    expect(lineageOf([], [])).toEqual({ threads: [], threadOf: [] });
  });
});

describe('what a person has fixed', () => {
  const articles = (...texts: string[]): Provision[] =>
    parseText(law('云岭市湿地条例', ...texts.map((t, k) => `第${'一二三四五六'[k]}条　${t}`))).provisions;
  const WATER = '巡护员每日巡查河口湿地，记录水位和鸟类数量。';
  const FENCE = '湿地周边修建围栏的，应当在开工十日前提交图纸。';
  const FEES = '湿地公园不收门票，停车费标准由市价格部门核定。';
  const old = articles(WATER, FENCE, FEES);
  const next = articles(WATER, FENCE.replace('十日', '十五日'), FEES);
  const found = (a: ReturnType<typeof align>): string[] => a.links.map((l) => `${l.old}>${l.new} ${l.relation}`);

  it('stays as it is, and the rest is aligned around it', () => {
    expect(found(align(old, next))).toEqual(['0>0 unchanged', '1>1 modified', '2>2 unchanged']);
    const corrected = align(old, next, { fixed: [{ new: 1, old: [2], relation: 'modified' }] });
    expect(found(corrected)).toEqual(['0>0 unchanged', '2>1 modified']);
    expect([corrected.new, corrected.unplaced, corrected.deleted]).toEqual([[2], [1], []]);
    const isNew = align(old, next, { fixed: [{ new: 0, old: [] }], deleted: [1] });
    expect([found(isNew), isNew.new]).toEqual([['2>2 unchanged'], [0, 1]]);
    expect([isNew.unplaced, isNew.deleted]).toEqual([[0], [1]]);
  });

  it('fixing what was proposed changes nothing', () => {
    const proposed = align(old, next);
    expect(align(old, next, { fixed: proposed.links.map((l) => ({ new: l.new, old: [l.old] })) })).toEqual(proposed);
  });

  it('gives several origins of one article the word merged, and refuses what is not there', () => {
    expect(found(align(old, next, { fixed: [{ new: 1, old: [1, 2] }] }))).toEqual([
      '0>0 unchanged',
      '1>1 merged',
      '2>1 merged',
    ]);
    expect(() => align(old, next, { fixed: [{ new: 7, old: [] }] })).toThrow(RangeError);
    expect(() =>
      align(old, next, {
        fixed: [
          { new: 1, old: [1] },
          { new: 1, old: [2] },
        ],
      }),
    ).toThrow(RangeError);
    expect(() => align(old, next, { fixed: [{ new: 1, old: [1] }], deleted: [1] })).toThrow(RangeError);
  });
});
