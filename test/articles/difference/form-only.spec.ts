import {
  align,
  classify,
  comparable,
  compare,
  compareDetailed,
  diffTexts,
  isFormOnly,
  parseText,
  type Renumbering,
} from '../../../src/articles/index.js';
import { law } from '../laws.js';

const reasons = (a: string, b: string, renumbering?: Renumbering): (string | null)[] =>
  classify(diffTexts(a, b), renumbering).map((h) => h.reason);
const shiftedFrom =
  (first: number): Renumbering =>
  ({ number, sub }) => ({ number: number < first ? number : number + 1, sub });

describe('form and wording', () => {
  it.each([
    ['巡护员应当:登记。', '巡护员应当：登记。', ['width']],
    ['(一)登记水位', '（一）登记水位', ['width']],
    ['条 件', '条件', ['blanks']],
    ['登记：\n1.水位；', '登记：\n（一）水位；', ['label']],
    ['（二）登记水位', '（三）登记水位', ['label']],
    ['每日巡护。', '每日巡护。\n每月登记。', [null]],
    ['应当登记。', '可以登记。', [null]],
    ['登记。保存。', '登记。\n保存。', [null]],
    ['处（二）倍罚款', '处（三）倍罚款', [null]],
  ])('%s → %s', (a, b, wanted) => expect(reasons(a, b)).toEqual(wanted));

  it('takes a citation for renumbered only where the lineage says so', () => {
    const a = '违反本条例第十二条第一款规定的，依照第十四条、第十五条处理。';
    const b = '违反本条例第十三条第一款规定的，依照第十五条、第十六条处理。';
    expect(reasons(a, b)).toEqual([null, null]);
    expect(reasons(a, b, shiftedFrom(10))).toEqual(['renumbered', 'renumbered']);
    expect(reasons(a, b, shiftedFrom(13))).toEqual([null, 'renumbered']);
    expect(reasons(a, b.replace('第一款', '第二款'), shiftedFrom(10))).toEqual([null, 'renumbered']);
    expect(reasons('依照《湿地法》第十二条处理。', '依照《湿地法》第十三条处理。', shiftedFrom(10))).toEqual([null]);
    expect(reasons(a, b, () => null)).toEqual([null, null]);
  });

  it('no hunk, no form only', () => {
    expect(isFormOnly(classify(diffTexts('一样', '一样')))).toBe(false);
    expect(isFormOnly(classify(diffTexts('甲(一)乙', '甲（一）丙')))).toBe(false);
  });
});

describe('compareDetailed', () => {
  const old = parseText(
    law(
      '云岭市湿地条例',
      '第一条　湿地由市林业部门管理，分级保护。',
      '第二条　依照第一条处理：',
      '(一)水位；',
      '(二)鸟类。',
      '第三条　围栏由建设单位在竣工后拆除。',
    ),
  );
  const next = parseText(
    law(
      '云岭市湿地条例',
      '第一条　巡护员每日登记水位和鸟类数量。',
      '第二条　湿地由市林业部门管理，分级保护。',
      '第三条　依照第二条处理：',
      '（一）水位；',
      '（二）鸟类。',
      '第四条　围栏由养护单位在竣工后拆除。',
    ),
  );
  const alignment = align(comparable(old), comparable(next));
  const detailed = compareDetailed(comparable(old), comparable(next), alignment);

  it('keeps the entries of compare and adds to them', () => {
    expect(
      detailed.map(
        ({ hunks: _h, placed: _d, formOnly: _f, captionChanged: _c, parts: _p, partWords: _w, ...entry }) => entry,
      ),
    ).toEqual(compare(old, next).articles);
    expect(detailed.map((e) => e.formOnly)).toEqual([false, false, true, false]);
    expect(detailed[2]?.hunks.map((h) => h.reason)).toEqual(['renumbered', 'width', 'width']);
    expect(detailed[0]?.parts()).toBeNull();
    expect(detailed.map((e) => e.partWords())).toEqual([[], [], [], []]);
    expect(detailed[2]?.parts()?.map((p) => `${p.old}>${p.new} ${p.relation}`)).toEqual([
      'p1>p1 modified',
      'p1.i1>p1.i1 unchanged',
      'p1.i2>p1.i2 unchanged',
    ]);
  });

  it('a label of an item never makes an article count as changed in words', () => {
    const a = parseText(law('云岭市湿地条例', '第一条　登记下列情况：', '（一）水位；', '（二）鸟类。'));
    const b = structuredClone(a);
    b.provisions[0]?.paragraphs[0]?.items.forEach((item, k) => {
      item.label = `${k + 1}.`;
    });
    expect(compare(a, b).articles.map((e) => [e.relation, e.textChanged])).toEqual([['unchanged', false]]);
  });
});
