/** Forms in which offices bring laws, each with the right tree; the wording is ours. */
import { parseText, print, type Provision, readLines, splitLines } from '../../../src/articles/index.js';

const read = (...lines: string[]): ReturnType<typeof parseText> => {
  const tree = parseText(lines.join('\n'));
  // what is read is printed so that it is read the same
  const again = parseText(print(tree));
  expect([again.headings, again.provisions]).toEqual([tree.headings, tree.provisions]);
  return tree;
};
const parts = (p: Provision | undefined): unknown =>
  p?.paragraphs.map((x) => [
    x.text,
    ...x.items.map((i) => [i.label + i.text, ...i.subitems.map((s) => s.label + s.text)]),
  ]);
const headings = (tree: ReturnType<typeof parseText>): string[] =>
  tree.headings.map((h) => `${h.level} ${h.label}${h.title}`);
const labels = (tree: ReturnType<typeof parseText>): string[] => tree.provisions.map((p) => p.label);
const codes = (tree: ReturnType<typeof parseText>): string[] => tree.warnings.map((w) => w.code);

describe('lists inside an article', () => {
  it('一、 are 项 and （一） below them 目, as laws before 2000 number', () => {
    const tree = read(
      '云澜市渡口办法',
      '第一条　渡船不得有下列行为：',
      '一、超载；',
      '二、夜航，但是：',
      '（一）救人的除外；',
      '（二）有灯的除外。',
      '三、停靠险滩。',
      '前款规定适用于竹筏。',
      '第二条　一、二级渡口由市管理。',
      '二、三级渡口由区管理。',
      '第三条　处罚如下：',
      '一、十元以下；',
      '二、十元以上，',
      '情节严重的。',
    );
    expect(parts(tree.provisions[0])).toEqual([
      [
        '渡船不得有下列行为：',
        ['一、超载；'],
        ['二、夜航，但是：', '（一）救人的除外；', '（二）有灯的除外。'],
        ['三、停靠险滩。'],
      ],
      ['前款规定适用于竹筏。'],
    ]);
    expect(parts(tree.provisions[1])).toEqual([['一、二级渡口由市管理。'], ['二、三级渡口由区管理。']]);
    expect(tree.provisions[2]?.paragraphs[0]?.items.map((i) => i.label)).toEqual(['一、', '二、']);
  });

  it('（1） and ① below a 目 stay in its text', () => {
    const tree = read(
      '云澜市渡口办法',
      '第一条　船员：',
      '（一）船长：',
      '1.持证：',
      '（1）甲证；',
      '①一年；',
      '②二年。',
      '（2）乙证。',
      '2.健康。',
      '（二）水手。',
    );
    expect(parts(tree.provisions[0])).toEqual([
      [
        '船员：',
        ['（一）船长：', '1.持证：\n（1）甲证；\n①一年；\n②二年。\n（2）乙证。', '2.健康。'],
        ['（二）水手。'],
      ],
    ]);
  });

  it('labels of articles alone on their lines, in traditional characters', () => {
    const tree = read(
      '雲瀾市渡口自治條例',
      '第 1 條',
      '為管理渡口，特制定本自治條例。',
      '第 2 條',
      '用詞如下：',
      '一、渡口：指泊船之處。',
      '二、渡船：指過河之船。',
    );
    expect(labels(tree)).toEqual(['第一条', '第二条']);
    expect(parts(tree.provisions[1])).toEqual([['用詞如下：', ['一、渡口：指泊船之處。'], ['二、渡船：指過河之船。']]]);
  });
});

describe('headings', () => {
  it('that lost their number are headings, and said', () => {
    const tree = read(
      '云澜市渡口条例',
      '第一章　总则',
      '第一条　为了渡河安全，制定本条例。',
      '渡船管理',
      '第二条　渡船应当登记。',
      '一般检查',
      '第三条　每年检查一次。',
      '第三章　附则',
      '第四条　自公布之日起施行。',
    );
    expect(headings(tree)).toEqual([
      'chapter 第一章总则',
      'chapter 渡船管理',
      'section 一般检查',
      'chapter 第三章附则',
    ]);
    expect(codes(tree)).toEqual(['HEADING_UNNUMBERED', 'HEADING_UNNUMBERED']);
  });

  it.each([
    ['a sentence without its full stop', '渡船应当每年检修'],
    ['a formula', '费用＝里程×单价'],
    ['the rest of a broken sentence', '的规定处理'],
  ])('%s is none', (_, line) => {
    const tree = read(
      '云澜市渡口条例',
      '第一章　总则',
      '第一条　为了渡河安全，制定本条例。',
      line,
      '第二条　渡船登记。',
    );
    expect(headings(tree)).toEqual(['chapter 第一章总则']);
  });

  it('broken by a line end are one, with a number and without', () => {
    const tree = read(
      '云澜市渡口条例',
      '第一章　渡口、渡船、',
      '船员的管理',
      '第一条　甲。',
      '救助、打捞、',
      '赔偿的程序',
      '第二条　乙。',
    );
    expect(headings(tree)).toEqual(['chapter 第一章渡口、渡船、船员的管理', 'chapter 救助、打捞、赔偿的程序']);
  });

  it('编 章 节 条 on one line, and one glued to the article before it', () => {
    const source = [
      '云澜市渡口条例',
      '第一编　总则　第一章　任务　第一条　甲。',
      '第二条　乙。第二章　渡船',
      '第三条　丙。',
    ];
    const tree = read(...source);
    expect(headings(tree)).toEqual(['part 第一编总则', 'chapter 第一章任务', 'chapter 第二章渡船']);
    expect(labels(tree)).toEqual(['第一条', '第二条', '第三条']);
    expect(readLines(splitLines(source.join('\n'))).map((l) => l.as)).toEqual([
      'title',
      'heading',
      'article',
      'article',
    ]);
  });

  it('一、 with （一） below it, and a list of them in front that has no word 目录', () => {
    const tree = read(
      '关于办理渡口案件的解释',
      '一、管辖',
      '二、证据',
      '一、管辖',
      '（一）地域',
      '第一条　由渡口所在地管辖。',
      '（二）级别',
      '第二条　由基层法院管辖。',
      '二、证据',
      '第三条　船票是证据。',
    );
    expect(headings(tree)).toEqual([
      'chapter 一、管辖',
      'section （一）地域',
      'section （二）级别',
      'chapter 二、证据',
    ]);
    expect(tree.setAside.map((a) => a.why)).toEqual(['contents', 'contents']);
  });
});

describe('lines that are not lines of the text', () => {
  it('articles that run on in one line are cut where their numbers go on', () => {
    const tree = read('云澜市渡口条例', '第一条 甲。 乙款。 第二条 丙： （一）丁； （二）戊。 第三条 见本法。');
    expect(labels(tree)).toEqual(['第一条', '第二条', '第三条']);
    expect(parts(tree.provisions[0])).toEqual([['甲。'], ['乙款。']]);
    expect(parts(tree.provisions[1])).toEqual([['丙：', ['（一）丁；'], ['（二）戊。']]]);
  });

  it('a sentence that breaks off is joined where it surely goes on', () => {
    const tree = read(
      '云澜市渡口条例',
      '第一条　渡口的设置应当征求沿岸居民、船员和',
      '有关单位的意见。',
      '经营渡口的单位应当购买渡船责任保险并且公示保险',
      '单证。',
      '第二条　渡船应当具备下列条件：',
      '（一）船体坚固，救生衣、救生圈的数量不少于乘客和船员的',
      '人数；',
      '（二）有灯。',
    );
    expect(parts(tree.provisions[0])).toEqual([
      ['渡口的设置应当征求沿岸居民、船员和有关单位的意见。'],
      ['经营渡口的单位应当购买渡船责任保险并且公示保险单证。'],
    ]);
    expect(parts(tree.provisions[1])).toEqual([
      ['渡船应当具备下列条件：', ['（一）船体坚固，救生衣、救生圈的数量不少于乘客和船员的人数；'], ['（二）有灯。']],
    ]);
    expect(codes(tree)).toEqual([]);
  });

  it('where nobody can tell it is left and said; short lines with a comma are a list of officers', () => {
    const tree = read(
      '云澜市渡口条例',
      '第一条　渡口经营者应当按照核定的人数和时间载客渡河安全航行',
      '遇有大风大雾的时候，渡船停航，乘客可以退票。',
      '第二条　管理所由下列人员组成：',
      '所长，',
      '副所长二人，',
      '船检员若干人。',
    );
    expect(tree.provisions.map((p) => p.paragraphs.length)).toEqual([2, 4]);
    expect(codes(tree)).toEqual(['LINE_UNFINISHED']);
  });

  it('running heads beside page numbers, a style sheet behind, cells that stand apart by blanks', () => {
    const tree = read(
      '云澜市渡口条例',
      '第一条　票价按照下表：',
      '乘客　票价',
      '成人　两元',
      '— 1 —',
      '渡口条例',
      '第二条　儿童免票。',
      '— 2 —',
      '渡口条例',
      '第三条　自公布之日起施行。',
      '.t td { width: 3em }',
      'border: none;',
    );
    expect(tree.provisions.map(parts)).toEqual([
      [['票价按照下表：\n乘客　票价\n成人　两元']],
      [['儿童免票。']],
      [['自公布之日起施行。']],
    ]);
    expect(tree.setAside).toHaveLength(6);
  });

  it('第三十－条 of a program that knows letters by their looks', () => {
    const tree = read(
      '云澜市渡口条例',
      ...Array.from({ length: 10 }, (_, k) => `第${k + 1}条　甲。`),
      '第十－条　乙。',
    );
    expect(labels(tree).at(-1)).toBe('第十一条');
  });
});

describe('around', () => {
  it('the law that a decision re-publishes is set aside, from its title on', () => {
    const tree = parseText(
      [
        '云澜市人大常委会关于修改《云澜市渡口条例》的决定',
        '（2026年3月1日通过）',
        '一、将第二条修改为：“儿童免票。”',
        '本决定自公布之日起施行。',
        '云澜市渡口条例',
        '（2020年1月1日通过）',
        '第一条　甲。',
      ].join('\n'),
    );
    expect(tree.provisions.map((p) => [p.label, p.paragraphs.length])).toEqual([['一、', 2]]);
    expect(tree.setAside.map((a) => a.line)).toEqual([5, 6, 7]);
    expect(tree.warnings.map((w) => [w.line, w.code])).toEqual([[5, 'DECISION_WITH_LAW']]);
  });

  it('annexes with long lines, a name before 附图, a table in a text that says nothing of its commencement', () => {
    const law = ['云澜市渡口条例', '第一条　甲。', '第二条　自公布之日起施行。'];
    expect(labels(read(...law, '渡口标志式样', '附图：')).slice(2)).toEqual(['渡口标志式样', '附图：']);
    const long = `附件一 渡口的信号（一）（略） ${'渡口的信号（二）（略） '.repeat(5)}附件二 渡口的灯号（略）`;
    expect(labels(read(...law, long)).slice(2)).toEqual(['附件一']);
    expect(labels(read('云澜市渡口条例', '第一条　甲。', '渡口名录', '渡口\t岸', '东渡\t左岸'))).toEqual([
      '第一条',
      '渡口名录',
    ]);
    expect(labels(read(...law, '渡口收费表一（成人适用）')).slice(2)).toEqual(['渡口收费表一（成人适用）']);
  });

  it('题注 whose title of a decision was broken in two', () => {
    const tree = read(
      '云澜市渡口条例',
      '2001年5月1日通过',
      '2009年5月1日《关于修改〈云澜市渡口条例〉第一条',
      '第三条的决定》第一次修正',
      '2019年5月1日修订',
      '第一条　甲。',
    );
    expect(tree.note).toBe(
      '2001年5月1日通过\n2009年5月1日《关于修改〈云澜市渡口条例〉第一条第三条的决定》第一次修正\n2019年5月1日修订',
    );
    expect(tree.preamble).toEqual([]);
  });
});
