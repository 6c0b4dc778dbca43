/**
 * Parts of a sentence, exceptions, places counted from the end, words of several places together, chapters merged: what
 * decisions write every day, each with its result, and where two things could be meant with a reason that is true.
 */
import { amend, type Amendment, parseText, print, provisionText, splitLines } from '../../../src/articles/index.js';
import { law } from '../laws.js';

const BASE = law(
  '云澜市竹筏条例',
  '第一章　总则',
  '第一条　为了竹筏安全，制定本条例。',
  '第二条　市、县渔业部门管理竹筏。市、县水务部门予以协助。',
  '第三条　市、县人民政府安排经费。',
  '经费不得挪用；挪用的，责令退回。',
  '第二章　漂流',
  '第四条　竹筏每季检查一次。',
  '第五条　竹筏不得有下列情形：',
  '（一）超载；',
  '（二）夜间无灯；',
  '（三）大雾开航。',
  '第三章　责任',
  '第六条　违反第五条规定的，处三百元罚款；再犯的，处六百元罚款。',
  '第七条　市、县渔业部门失职的，给予行政处分。',
  '第四章　附则',
  '第八条　本条例自2020年5月1日起施行。',
);
const run = (...instructions: string[]): Amendment =>
  amend(
    parseText(BASE),
    splitLines(
      law(
        '关于修改《云澜市竹筏条例》的决定',
        '云澜市人民代表大会常务委员会决定对《云澜市竹筏条例》作如下修改：',
        ...instructions,
        '本决定自公布之日起施行。',
      ),
    ),
  );
const untouched = print(parseText(BASE));
const textOf = (a: Amendment, label: string): string => {
  const p = a.result.provisions.find((x) => x.label === label);
  return p ? provisionText(p) : '';
};

describe('parts of a sentence', () => {
  it.each([
    ['删去第六条后半句。', '第六条', '违反第五条规定的，处三百元罚款。'],
    ['删去第六条前半句。', '第六条', '再犯的，处六百元罚款。'],
    [
      '将第六条后半句修改为：“再犯的，处一千元罚款”。',
      '第六条',
      '违反第五条规定的，处三百元罚款；再犯的，处一千元罚款。',
    ],
    ['将第六条后半句中的“六百元”修改为“八百元”。', '第六条', '违反第五条规定的，处三百元罚款；再犯的，处八百元罚款。'],
    ['删去第三条第二款分号及其后的内容。', '第三条', '市、县人民政府安排经费。\n经费不得挪用。'],
    [
      '第六条分号前修改为：“违反第五条规定的，处四百元罚款”。',
      '第六条',
      '违反第五条规定的，处四百元罚款；再犯的，处六百元罚款。',
    ],
    ['删去第六条中“再犯的”及其后的内容。', '第六条', '违反第五条规定的，处三百元罚款。'],
    ['第六条中“处三百元罚款”之后的内容删去。', '第六条', '违反第五条规定的，处三百元罚款。'],
    [
      '将第三条第二款中“挪用的”及其后的内容修改为：“不得截留。”',
      '第三条',
      '市、县人民政府安排经费。\n经费不得挪用；不得截留。',
    ],
    ['删去第二条中“市、县水务部门”至“协助。”的内容。', '第二条', '市、县渔业部门管理竹筏。'],
    [
      '将第六条中“处三百元”至“再犯的”的部分修改为“处罚款；屡犯的”。',
      '第六条',
      '违反第五条规定的，处罚款；屡犯的，处六百元罚款。',
    ],
    [
      '将第五条条首修改为：“竹筏禁止有下列情形：”',
      '第五条',
      '竹筏禁止有下列情形：\n（一）超载；\n（二）夜间无灯；\n（三）大雾开航。',
    ],
    [
      '第五条第一款第一自然段修改为：“竹筏不得：”',
      '第五条',
      '竹筏不得：\n（一）超载；\n（二）夜间无灯；\n（三）大雾开航。',
    ],
    [
      '第五条条首修改为：“竹筏不得：”；并增加一项作为第四项：“（四）无证。”',
      '第五条',
      '竹筏不得：\n（一）超载；\n（二）夜间无灯；\n（三）大雾开航；\n（四）无证。',
    ],
  ])('%s', (instruction, label, text) => {
    const a = run(`一、${instruction}`);
    expect(a.instructions.map((i) => i.problem)).toEqual([null]);
    expect(textOf(a, label)).toBe(text);
    // nothing else has changed
    const others = (t: Amendment['result']): string[] =>
      t.provisions.filter((p) => p.label !== label).map(provisionText);
    expect(others(a.result)).toEqual(others(parseText(BASE)));
  });

  it.each([
    ['删去第三条后半句。', '第三条有几款或者几项'],
    ['删去第四条后半句。', '第四条不是由一个“；”分成前后两部分的'],
    ['删去第二条中“市、县”及其后的内容。', '有2处“市、县”'],
    ['删去第三条中“安排”及其后的内容。', '还有别的款或者项'],
    ['删去第六条中“屡犯的”及其后的内容。', '第六条中没有“屡犯的”'],
    ['删去第六条中“处三百元”至“八百元”的内容。', '后面没有“八百元”'],
    ['第六条后半句改为第七条。', '没有看懂'],
    ['删去第五条条首。', '没有看懂'],
  ])('%s is refused whole: %s', (instruction, reason) => {
    const a = run(`一、${instruction}`);
    expect(print(a.result)).toBe(untouched);
    expect(a.instructions.map((i) => i.problem)).toEqual([expect.stringContaining(reason)]);
  });
});

describe('exceptions', () => {
  const changed = (a: Amendment): string[] =>
    a.result.provisions
      .filter((p, k) => provisionText(p) !== provisionText(parseText(BASE).provisions[k] ?? p))
      .map((p) => p.label);
  it.each([
    ['除第二条外，将本条例中的“市、县”修改为“市”。', ['第三条', '第七条']],
    ['除第一章外，将本条例中的“市、县”修改为“市”。', ['第七条']],
    ['将第二条、第三条、第七条中的“市、县”修改为“市”，但第三条第一款除外。', ['第二条', '第七条']],
    ['除第三条外，将相关条文中的“市、县”修改为“市”，删去“予以”。', ['第二条', '第七条']],
  ])('%s', (instruction, labels) => {
    const a = run(`一、${instruction}`);
    expect(a.instructions.map((i) => i.problem)).toEqual([null]);
    expect(changed(a)).toEqual(labels);
  });

  it('of a place that is not there, and without an order behind, are refused', () => {
    for (const odd of ['除第九十条外，将本条例中的“市、县”修改为“市”。', '除第二条外，删去第四条。', '除第二条外。']) {
      const a = run(`一、${odd}`);
      expect(print(a.result)).toBe(untouched);
      expect(a.instructions.every((i) => !i.applied)).toBe(true);
      expect(a.instructions).toHaveLength(1);
    }
  });
});

describe('places and words', () => {
  it.each([
    [
      '将第五条倒数第二项修改为：“（二）无灯无号；”',
      '第五条',
      '竹筏不得有下列情形：\n（一）超载；\n（二）无灯无号；\n（三）大雾开航。',
    ],
    [
      '第五条最后一项修改为：“（三）大风开航。”',
      '第五条',
      '竹筏不得有下列情形：\n（一）超载；\n（二）夜间无灯；\n（三）大风开航。',
    ],
    ['删去第三条最后一款。', '第三条', '市、县人民政府安排经费。'],
    ['对第四条作出修改，将“一次”修改为“两次”。', '第四条', '竹筏每季检查两次。'],
    ['第四条增加第二款：“检查不收费。”', '第四条', '竹筏每季检查一次。\n检查不收费。'],
    [
      '第五条增加两项，作为第四项、第五项：“（四）酒后驾筏；（五）无证。”',
      '第五条',
      '竹筏不得有下列情形：\n（一）超载；\n（二）夜间无灯；\n（三）大雾开航；\n（四）酒后驾筏；\n（五）无证。',
    ],
    ['删去第六条中的“；再犯的，处六百元罚款”，第七条中的“、县”。', '第七条', '市渔业部门失职的，给予行政处分。'],
    [
      '将第二条、第七条中的“渔业部门”，第三条中的“人民政府”分别修改为“交通部门”、“政府”。',
      '第三条',
      '市、县政府安排经费。\n经费不得挪用；挪用的，责令退回。',
    ],
    [
      '将第二条中的“渔业部门”、第三条中的“人民政府”均修改为“政府”。',
      '第二条',
      '市、县政府管理竹筏。市、县水务部门予以协助。',
    ],
    [
      '将第四条修改后作为第五条：“竹筏每月检查一次。”增加一条作为第四条：“竹筏应当登记。”',
      '第五条',
      '竹筏每月检查一次。',
    ],
  ])('%s', (instruction, label, text) => {
    const a = run(`一、${instruction}`);
    expect(a.instructions.map((i) => i.problem)).toEqual([null]);
    expect(textOf(a, label)).toBe(text);
  });

  it('as many new words as old ones, else nothing', () => {
    const a = run('一、将第二条中的“渔业部门”，第三条中的“人民政府”分别修改为“政府”。');
    expect(print(a.result)).toBe(untouched);
    expect(a.instructions[0]?.applied).toBe(false);
  });
});

describe('headings', () => {
  const headings = (a: Amendment): string[] => a.result.headings.map((h) => h.label + h.title);

  it('neighbouring chapters become one, with the name that is given', () => {
    const a = run('一、将第二章、第三章合并为第二章，章名为“漂流与责任”。', '二、第四章改为第三章。');
    expect(a.instructions.map((i) => i.problem)).toEqual([null, null]);
    expect(headings(a)).toEqual(['第一章总则', '第二章漂流与责任', '第三章附则']);
    expect(a.result.provisions.map((p) => p.headings[0]?.label)).toEqual([
      '第一章',
      '第一章',
      '第一章',
      '第二章',
      '第二章',
      '第二章',
      '第二章',
      '第三章',
    ]);
  });

  it.each([
    ['将第二章、第四章合并为第二章“漂流”。', '不是前后相连的'],
    ['将第二章、第三章合并为第二章。', '没有写明合并以后的章名'],
  ])('%s is refused: %s', (instruction, reason) => {
    const a = run(`一、${instruction}`);
    expect(print(a.result)).toBe(untouched);
    expect(a.instructions[0]?.problem).toContain(reason);
  });

  it('一、 of a judicial interpretation is renamed with its number, and stays numbered so', () => {
    const base = parseText(
      law('关于竹筏案件的解释', '一、管辖', '第一条　甲。', '二、竹筏', '第二条　乙。', '三、附则', '第三条　丙。'),
    );
    const of = (...lines: string[]): Amendment =>
      amend(base, splitLines(law('关于修改《关于竹筏案件的解释》的决定', ...lines)));
    const words = of('1.将“二、竹筏”修改为：', '“二、竹筏和木排”。');
    expect(words.instructions.map((i) => i.problem)).toEqual([null]);
    expect(headings(words)).toEqual(['一、管辖', '二、竹筏和木排', '三、附则']);
    const part = of('1.将第二部分标题修改为：', '“二、木排”。', '2.删去第一条。');
    expect(part.instructions.map((i) => i.problem)).toEqual([null, null]);
    expect(headings(part)).toEqual(['一、木排', '二、附则']);
  });

  it('一、 in a list stays so when a 项 is added', () => {
    const base = parseText(law('云澜市竹筏办法', '第一条　禁止：', '一、超载；', '二、夜航。'));
    const a = amend(
      base,
      splitLines(law('关于修改《云澜市竹筏办法》的决定', '一、第一条增加一项，作为第二项：“无证；”')),
    );
    expect(provisionText(a.result.provisions[0] as never)).toBe('禁止：\n一、超载；\n二、无证；\n三、夜航。');
  });
});
