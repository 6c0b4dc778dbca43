import fc from 'fast-check';
import { findCitations, ORPHAN_BELOW, reanchor } from '../../../src/articles/index.js';
import { soup } from '../laws.js';

describe('anchoring a quote again', () => {
  const text = '巡护员每日巡查河口。发现异常的，应当报告。管理员每月巡查湖面。发现异常的，应当报告。';

  it('finds the occurrence whose surroundings fit', () => {
    const second = text.lastIndexOf('发现异常的');
    expect(reanchor({ exact: '发现异常的', prefix: '巡查湖面。', suffix: '，应当' }, text)).toEqual({
      start: second,
      end: second + 5,
      score: 1,
    });
    expect(reanchor({ exact: '发现异常的', prefix: '巡查河口。', suffix: '，应当' }, text)?.start).toBe(
      text.indexOf('发现异常的'),
    );
  });

  it('finds changed words near enough, with a lower score', () => {
    const found = reanchor({ exact: '巡护员每天巡查河口湿地', prefix: '', suffix: '。发现' }, text);
    expect(found && text.slice(found.start, found.end)).toBe('巡护员每日巡查河口');
    expect(found?.score).toBeLessThan(1);
    expect(found?.score).toBeGreaterThanOrEqual(ORPHAN_BELOW);
  });

  it('lets a quote whose words are gone become an orphan', () => {
    expect(reanchor({ exact: '门票由市价格部门核定', prefix: '', suffix: '' }, text)).toBeNull();
    expect(reanchor({ exact: '', prefix: '', suffix: '' }, text)).toBeNull();
  });

  it('searches a very long text within its bound', () => {
    const long = '甲乙丙丁戊己庚辛'.repeat(20_000);
    const quote = '巡护员每日巡查河口湿地，记录水位、鸟类数量和垃圾情况，发现异常的当日报告乡镇人民政府。'.repeat(2);
    const found = reanchor({ exact: quote.replace('当日', '及时'), prefix: '', suffix: '' }, long + quote + long);
    expect(found?.start).toBe(long.length);
  });

  it('always answers with a span of the text, and a passage that is still there is always found', () => {
    fc.assert(
      fc.property(soup, fc.nat(), fc.nat(), soup, (text, x, y, other) => {
        const from = text.length === 0 ? 0 : x % text.length;
        const exact = text.slice(from, from + 1 + (y % 20));
        if (exact !== '') expect(reanchor({ exact, prefix: text.slice(0, from), suffix: '' }, text)).not.toBeNull();
        const r = reanchor({ exact: other, prefix: '', suffix: '' }, text);
        if (r) expect(r.start >= 0 && r.start < r.end && r.end <= text.length && r.score >= ORPHAN_BELOW).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('citations', () => {
  const said = (text: string): string[] => findCitations(text).map((c) => text.slice(c.start, c.end));

  it.each([
    ['有前款第二项至第七项规定情形的', ['前款第二项', '第七项']],
    ['依照本条例第四十条第一款第三项处罚', ['本条例第四十条第一款第三项']],
    ['依照本法第十七条之一、第十八条', ['本法第十七条之一', '第十八条']],
    ['有前两款行为的，依照本条第二款', ['前两款', '本条第二款']],
    ['第一百三十三条之一第一款第(二)项', ['第一百三十三条之一第一款第(二)项']],
    ['根据《云岭市湿地条例》第三条第（一）项第2目', ['《云岭市湿地条例》第三条第（一）项第2目']],
    ['市政府应当登记', []],
  ])('%s', (text, spans) => expect(said(text)).toEqual(spans));

  it('says what they point at', () => {
    expect(findCitations('依照本法第十七条之一第二款第三项')[0]?.target).toEqual({
      base: 'numbered',
      law: '本法',
      level: 'article',
      count: 1,
      article: { number: 17, sub: 1 },
      paragraph: 2,
      item: 3,
      subitem: null,
    });
    expect(findCitations('有前两款行为')[0]?.target).toMatchObject({ base: 'previous', level: 'paragraph', count: 2 });
    expect(findCitations('本条第二款')[0]?.target).toMatchObject({ base: 'this', level: 'article', paragraph: 2 });
  });

  it('never overlap and lie inside the text', () => {
    fc.assert(
      fc.property(soup, (text) => {
        let end = 0;
        for (const c of findCitations(text)) {
          expect(c.start).toBeGreaterThanOrEqual(end);
          expect(c.end).toBeLessThanOrEqual(text.length);
          end = c.end;
        }
      }),
    );
  });
});
