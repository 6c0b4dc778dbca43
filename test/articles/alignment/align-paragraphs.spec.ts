import fc from 'fast-check';
import { alignParts, parseText, partWords, pathsOf, placeName, type Provision } from '../../../src/articles/index.js';
import { law, soup } from '../laws.js';

const article = (...lines: string[]): Provision => {
  const [p] = parseText(law('云岭市湿地条例', ...lines)).provisions;
  if (!p) throw new Error('no article');
  return p;
};
const shown = (a: Provision, b: Provision): string[] =>
  alignParts(a, b).map((l) => `${l.old ?? '-'}>${l.new ?? '-'} ${l.relation}`);

describe('parts of one article', () => {
  it('follows items through an insertion, whatever their labels', () => {
    const a = article('第一条　巡护员登记下列情况：', '（一）河口的水位；', '（二）鸟类的数量；', '（三）垃圾的清运。');
    const b = article(
      '第一条　巡护员登记下列情况：',
      '（一）河口的水位；',
      '（二）围栏的高度和材料；',
      '（三）鸟类的数量；',
      '（四）垃圾的清运和堆放。',
    );
    expect(shown(a, b)).toEqual([
      'p1>p1 unchanged',
      'p1.i1>p1.i1 unchanged',
      '->p1.i2 new',
      'p1.i2>p1.i3 unchanged',
      'p1.i3>p1.i4 modified',
    ]);
  });

  it('a 款 that changed its place is moved, one that is gone is deleted', () => {
    const a = article(
      '第一条　市林业部门每季度公布水质和面积。',
      '巡护员每日巡查河口湿地并记录水位、鸟类数量。',
      '围栏由建设单位拆除。',
    );
    const b = article('第一条　巡护员每日巡查河口湿地并记录水位、鸟类数量。', '市林业部门每季度公布水质和面积。');
    expect(
      shown(a, b)
        .map((x) => x.split(' ')[1])
        .sort(),
    ).toEqual(['deleted', 'moved', 'unchanged']);
  });

  it('accounts for every part on both sides exactly once', () => {
    fc.assert(
      fc.property(soup, soup, (x, y) => {
        const a = parseText(`第一条　${x}`).provisions[0];
        const b = parseText(`第一条　${y}`).provisions[0];
        if (!a || !b) return;
        const links = alignParts(a, b);
        expect(links.flatMap((l) => l.old ?? []).sort()).toEqual(
          pathsOf(a)
            .map((p) => p.path)
            .sort(),
        );
        expect(links.flatMap((l) => l.new ?? [])).toEqual(pathsOf(b).map((p) => p.path));
        expect(alignParts(a, a).every((l) => l.old === l.new && l.relation === 'unchanged')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('stays bounded on an article of thousands of items', () => {
    const many = (word: string): Provision => ({
      ...article('第一条　登记：'),
      paragraphs: [
        {
          text: '登记：',
          items: Array.from({ length: 3000 }, (_, k) => ({ label: '', text: `${word}${k}号桩`, subitems: [] })),
        },
      ],
    });
    expect(alignParts(many('甲'), many('乙'))).toHaveLength(6001);
  });
});

describe('in words', () => {
  it('places as lawyers name them', () => {
    const item = { label: '（三）', subitems: [{ label: '1.' }] };
    const body = [{ items: [] }, { items: [item] }];
    expect(['p1', 'p2', 'p2.i1', 'p2.i1.s1', 'p3', 'p2.i2', 'x', ''].map((p) => placeName(body, p))).toEqual([
      '第一款',
      '第二款',
      '第二款第（三）项',
      '第二款第（三）项第1目',
      null,
      null,
      null,
      null,
    ]);
    expect(placeName([{ items: [item] }], 'p1.i1')).toBe('第（三）项');
    expect(
      placeName(
        Array.from({ length: 21 }, () => ({ items: [] })),
        'p21',
      ),
    ).toBe('第二十一款');
  });

  const words = (a: Provision, b: Provision): string[] => partWords(a, b, alignParts(a, b));
  const items = (...texts: string[]): Provision =>
    article('第一条　巡护员登记下列情况：', ...texts.map((t, k) => `（${'一二三四五六七八九'[k] ?? ''}）${t}；`));

  it('what came, went and moved, each by its name on its own side', () => {
    expect(words(items('河口的水位', '鸟类的数量'), items('河口的水位', '围栏的高度和材料', '鸟类的数量'))).toEqual([
      '新增第（二）项',
    ]);
    expect(words(items('河口的水位', '鸟类的数量', '垃圾的清运'), items('河口的水位'))).toEqual([
      '删去原第（二）项、第（三）项',
    ]);
    expect(
      words(items('河口的水位', '鸟类的数量', '垃圾的清运'), items('垃圾的清运', '河口的水位', '鸟类的数量')),
    ).toEqual(['原第（三）项移为第（一）项']);
    expect(
      words(
        article('第一条　围栏由建设单位拆除。'),
        article('第一条　围栏由建设单位拆除。', '市林业部门每季度公布水质和面积。'),
      ),
    ).toEqual(['新增第二款']);
  });
  it('a 款 written anew in its place without a word', () => {
    expect(
      words(
        article('第一条　围栏由建设单位拆除。', '河口的水位。'),
        article('第一条　市林业部门每季度公布鸟类数量。', '河口的水位。'),
      ),
    ).toEqual([]);
  });
  it('a 款 that came whole without its 项; changed words and labels without a word', () => {
    const whole = article(
      '第一条　围栏由建设单位拆除。',
      '巡护员登记下列情况：',
      '（一）河口的水位；',
      '（二）鸟类的数量。',
    );
    expect(words(article('第一条　围栏由建设单位拆除。'), whole)).toEqual(['新增第二款']);
    expect(words(items('河口的水位', '鸟类的数量'), items('河口的水位和流量', '鸟类的数量'))).toEqual([]);
  });
  it('beyond four remarks their sum', () => {
    const [a, b] = [
      items('河口的水位', '甲处围栏', '鸟类的数量', '乙处标牌', '垃圾的清运', '丙处栈道', '渔船的数目', '丁处码头'),
      items(
        '水质和面积',
        '河口的水位',
        '巡查的时间',
        '鸟类的数量',
        '举报的电话',
        '垃圾的清运',
        '巡护的船只',
        '渔船的数目',
      ),
    ];
    expect(words(a, b)).toEqual([expect.stringMatching(/^款项有增删或者移动\d处$/)]);
  });
  it('never a place that is not there, whatever the text', () => {
    fc.assert(
      fc.property(soup, soup, (x, y) => {
        const [a, b] = [parseText(`第一条　${x}`).provisions[0], parseText(`第一条　${y}`).provisions[0]];
        if (a && b) for (const word of words(a, b)) expect(word).toMatch(/[款项目]|^款项有/);
      }),
      { numRuns: 200 },
    );
  });
});
