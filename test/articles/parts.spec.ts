import fc from 'fast-check';
import { alignParts, parseText, pathsOf, type Provision } from '../../src/articles/index.js';
import { law, soup } from './laws.js';

const article = (...lines: string[]): Provision => {
  const [p] = parseText(law('云岭市湿地条例', ...lines)).provisions;
  if (!p) throw new Error('no article');
  return p;
};
const shown = (a: Provision, b: Provision): string[] => alignParts(a, b).map((l) => `${l.old ?? '-'}>${l.new ?? '-'} ${l.relation}`);

describe('parts of one article', () => {
  it('follows items through an insertion, whatever their labels', () => {
    const a = article('第一条　巡护员登记下列情况：', '（一）河口的水位；', '（二）鸟类的数量；', '（三）垃圾的清运。');
    const b = article('第一条　巡护员登记下列情况：', '（一）河口的水位；', '（二）围栏的高度和材料；', '（三）鸟类的数量；', '（四）垃圾的清运和堆放。');
    expect(shown(a, b)).toEqual(['p1>p1 unchanged', 'p1.i1>p1.i1 unchanged', '->p1.i2 new', 'p1.i2>p1.i3 unchanged', 'p1.i3>p1.i4 modified']);
  });

  it('a 款 that changed its place is moved, one that is gone is deleted', () => {
    const a = article('第一条　市林业部门每季度公布水质和面积。', '巡护员每日巡查河口湿地并记录水位、鸟类数量。', '围栏由建设单位拆除。');
    const b = article('第一条　巡护员每日巡查河口湿地并记录水位、鸟类数量。', '市林业部门每季度公布水质和面积。');
    expect(shown(a, b).map((x) => x.split(' ')[1]).sort()).toEqual(['deleted', 'moved', 'unchanged']);
  });

  it('accounts for every part on both sides exactly once', () => {
    fc.assert(fc.property(soup, soup, (x, y) => {
      const a = parseText(`第一条　${x}`).provisions[0];
      const b = parseText(`第一条　${y}`).provisions[0];
      if (!a || !b) return;
      const links = alignParts(a, b);
      expect(links.flatMap((l) => l.old ?? []).sort()).toEqual(pathsOf(a).map((p) => p.path).sort());
      expect(links.flatMap((l) => l.new ?? [])).toEqual(pathsOf(b).map((p) => p.path));
      expect(alignParts(a, a).every((l) => l.old === l.new && l.relation === 'unchanged')).toBe(true);
    }), { numRuns: 200 });
  });

  it('stays bounded on an article of thousands of items', () => {
    const many = (word: string): Provision => ({
      ...article('第一条　登记：'), paragraphs: [{ text: '登记：', items: Array.from({ length: 3000 }, (_, k) => ({ label: '', text: `${word}${k}号桩`, subitems: [] })) }],
    });
    expect(alignParts(many('甲'), many('乙'))).toHaveLength(6001);
  });
});
