/**
 * Citations: what they carry over, which law they speak of, what they point to, and which no longer point where they
 * did.
 */
import fc from 'fast-check';
import {
  align,
  amend,
  type ArticleTree,
  type BrokenCitation,
  brokenCitations,
  citesAnotherLaw,
  comparable,
  findCitations,
  fullTarget,
  linkCitations,
  parseText,
  splitLines,
} from '../../../src/articles/index.js';
import { law, soup } from '../laws.js';

describe('citations in a sentence', () => {
  const brief = (text: string): string[] =>
    findCitations(text).map((c) => {
      const t = fullTarget(c);
      return `${citesAnotherLaw(c) ? '他' : ''}${t.article ? `${t.article.number}${t.article.sub ? `.${t.article.sub}` : ''}` : '-'}/${t.paragraph ?? '-'}/${t.item ?? '-'}`;
    });
  it.each([
    ['依照本条例第三条、第四条第一款、第二款和第三款第二项的规定', ['3/-/-', '4/1/-', '4/2/-', '4/3/2']],
    ['有本法第十三条第一款第一项、第三项行为的', ['13/1/1', '13/1/3']],
    ['依照本法第十七条之一第二款', ['17.1/2/-']],
    ['依照第四十三条至第四十五条处理', ['43/-/-', '45/-/-']],
    ['依照《甲条例》第三条、第四条和本条例第五条', ['他3/-/-', '他4/-/-', '5/-/-']],
    ['依照《甲条例》（2018年修正）第三条', ['他3/-/-']],
    ['依据民法典第八十四条、公司法第二十一条规定', ['他84/-/-', '他21/-/-']],
    ['公司法第一百五十一条第二款、第三款规定', ['他151/2/-', '他151/3/-']],
    ['依照第三条规定的，适用第五条', ['3/-/-', '5/-/-']],
    ['违反本条例第五条规定，情节严重的，依照第六条处罚', ['5/-/-', '6/-/-']],
    ['本条第二款第（三）项', ['-/2/3']],
    ['按照本条例规定第三条', ['3/-/-']],
  ])('%s', (text, expected) => expect(brief(text)).toEqual(expected));
});

const OLD = law(
  '云岭市湿地条例',
  '第一条　为了保护湿地，制定本条例。',
  '第二条　市人民政府负责湿地工作。',
  '区人民政府依照前款规定配合。',
  '第三条　禁止下列行为：',
  '（一）倾倒垃圾；',
  '（二）捕猎候鸟。',
  '前款第二项所称候鸟，名录由市林业部门公布。',
  '第四条　巡查人员应当持证。',
  '巡查人员不得收礼。',
  '第五条　违反本条例第三条、第四条第二款规定的，依照《云岭市处罚条例》第二条处罚。',
  '第六条　本条例自公布之日起施行。',
);

describe('citations as links', () => {
  it('point to provisions and to 款 项 in them', () => {
    const tree = parseText(OLD);
    const brief = linkCitations(tree).map((l) => [l.provision, l.path, l.targets]);
    expect(brief).toEqual([
      [1, 'p2', [{ provision: 1, path: 'p1' }]],
      [2, 'p2', [{ provision: 2, path: 'p1.i2' }]],
      [4, 'p1', [{ provision: 2, path: null }]],
      [4, 'p1', [{ provision: 3, path: 'p2' }]],
    ]);
  });
  it('carry 前款 and 本条 over a list', () => {
    const tree = parseText(
      law(
        '甲条例',
        '第一条　禁止下列行为：',
        '（一）甲；',
        '（二）乙；',
        '（三）丙。',
        '有前款第一项至第三项行为之一的，依照本条第一款、第二款处理。',
      ),
    );
    expect(linkCitations(tree).map((l) => l.targets[0]?.path)).toEqual(['p1.i1', 'p1.i3', 'p1', 'p2']);
  });
  it('a bare 项 below a list means that list, and counted things are no citation', () => {
    const tree = parseText(
      law(
        '甲条例',
        '第一条　禁止下列行为：',
        '（一）甲；',
        '（二）乙。',
        '有第二项行为的，从重处罚，对前三项污染物征税。',
      ),
    );
    expect(linkCitations(tree).map((l) => l.targets[0]?.path)).toEqual(['p1.i2']);
  });
  it('point nowhere where there is no such place', () => {
    const tree = parseText(
      law(
        '甲条例',
        '第一条　依照前款和本条例第九条、第一条第四款处理。',
        '第二条　依照前条处理。',
        '有前两款行为的，依照本条第一款。',
      ),
    );
    expect(linkCitations(tree).map((l) => l.targets.length)).toEqual([0, 0, 0, 1, 0, 1]);
  });
});

describe('citations that no longer point where they did', () => {
  const check = (old: string, next: string): BrokenCitation[] => {
    const [a, b] = [parseText(old), parseText(next)];
    return brokenCitations(a, b, align(comparable(a), comparable(b)));
  };
  it('a text compared with itself has none', () => expect(check(OLD, OLD)).toEqual([]));

  it('sees that an article was inserted before the cited one', () => {
    const next = OLD.replace('第三条　禁止', '第三条　湿地保护坚持保护优先、合理利用的原则。\n第四条　禁止')
      .replace('第四条　巡查', '第五条　巡查')
      .replace('第五条　违反', '第六条　违反')
      .replace('第六条　本条例自', '第七条　本条例自');
    const found = check(OLD, next);
    expect(found.map((f) => [f.text, f.kind])).toEqual([
      ['本条例第三条', 'moved'],
      ['第四条第二款', 'moved'],
    ]);
    expect(found[0]?.message).toBe(
      '第六条引用的“本条例第三条”原指第三条，该条现为第四条，现在指向第三条；请修改条款序号。',
    );
  });
  it('is silent where the citation was moved along', () => {
    const next = OLD.replace('第三条　禁止', '第三条　湿地保护坚持保护优先、合理利用的原则。\n第四条　禁止')
      .replace('第四条　巡查', '第五条　巡查')
      .replace('第五条　违反', '第六条　违反')
      .replace('第六条　本条例自', '第七条　本条例自')
      .replace('第三条、第四条第二款规定', '第四条、第五条第二款规定');
    expect(check(OLD, next)).toEqual([]);
  });
  it('sees a deleted article and a 款 that is gone', () => {
    const gone = OLD.replace('\n巡查人员不得收礼。', '');
    expect(check(OLD, gone).map((f) => [f.text, f.kind])).toEqual([['第四条第二款', 'missing']]);
  });
  it('sees 前款 that now means an inserted 款', () => {
    const next = OLD.replace('区人民政府依照前款', '湿地分级目录每年向社会公布一次。\n区人民政府依照前款');
    expect(check(OLD, next)).toMatchObject([{ text: '前款', kind: 'moved' }]);
  });
  it('takes a list of which a member was changed for renumbered as a whole', () => {
    const old = OLD.replace('第三条、第四条第二款规定', '第三条、第四条规定');
    const next = old
      .replace('第二条　市', '第二条　湿地保护坚持保护优先、合理利用的原则。\n第三条　市')
      .replace('第三条　禁', '第四条　禁')
      .replace('第四条　巡', '第五条　巡')
      .replace('第五条　违反', '第六条　违反')
      .replace('第六条　本条例自', '第七条　本条例自')
      .replace('第三条、第四条规定', '第四条、第五条规定');
    expect(check(old, next)).toEqual([]);
  });
  it('sees a citation that is wrong from the start', () => {
    expect(check(OLD, OLD.replace('第四条第二款规定', '第四十条第二款规定'))).toMatchObject([
      { text: '第四十条第二款', kind: 'missing' },
    ]);
  });
  it('takes the alignment of a decision, and finds nothing where the decision was carried out', () => {
    const base = parseText(OLD);
    const decision = splitLines(
      law('关于修改《云岭市湿地条例》的决定', '一、增加一条，作为第三条：“湿地分为三级。”', '对条文顺序作相应调整。'),
    );
    const { result, alignment } = amend(base, decision);
    expect(brokenCitations(base, result, alignment)).toEqual([]);
  });
  it('never throws, and every span is text of its place', () => {
    fc.assert(
      fc.property(soup, soup, (x, y) => {
        const [a, b]: ArticleTree[] = [parseText(x), parseText(y)];
        if (!a || !b) return;
        for (const l of linkCitations(a)) expect(l.end).toBeGreaterThan(l.start);
        for (const f of brokenCitations(a, b, align(comparable(a), comparable(b)))) expect(f.text).not.toBe('');
      }),
      { numRuns: 200 },
    );
  });
});
