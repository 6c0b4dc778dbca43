/**
 * What decisions really write beyond the plain forms, each understood or left alone: never half, never something else.
 * `amend.spec.ts` has the plain forms.
 */
import { amend, type Amendment, parseText, print, provisionText, splitLines } from '../../../src/articles/index.js';
import { law } from '../laws.js';

const BASE = law(
  '云岭市渡口管理规定',
  '第一章　总则',
  '第一条　为了渡口安全，制定本规定。',
  '第二条　市、县交通部门管理渡口。市、县水务部门予以协助。',
  '第三条　市、县人民政府安排渡口经费。',
  '渡口经费不得挪用；挪用的，责令退回。',
  '第二章　营运',
  '第四条　渡船每季检查一次。',
  '第五条　渡船不得有下列情形：',
  '（一）超载；',
  '（二）夜间无灯；',
  '（三）大雾开航。',
  '第六条　船员应当持证。船员应当着装。',
  '第三章　责任',
  '第七条　违反第五条规定的，处三百元罚款；再犯的，处六百元罚款。',
  '第八条　市、县交通部门失职的，给予行政处分。',
);

const run = (...instructions: string[]): Amendment =>
  amend(
    parseText(BASE),
    splitLines(
      law(
        '关于修改《云岭市渡口管理规定》的决定',
        '云岭市人民代表大会常务委员会决定对《云岭市渡口管理规定》作如下修改：',
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
const problems = (a: Amendment): (string | null)[] => a.instructions.map((i) => i.problem);

describe('what is understood', () => {
  it.each([
    ['规定的 before words', '删去第七条规定的“；再犯的，处六百元罚款”。', '第七条', '违反第五条规定的，处三百元罚款。'],
    ['a comma before 修改为', '将第四条中的“一次”，修改为“两次”。', '第四条', '渡船每季检查两次。'],
    [
      'places joined by a comma',
      '将第二条，第八条中的“市、县”修改为“市”。',
      '第八条',
      '市交通部门失职的，给予行政处分。',
    ],
    [
      'a comma, the other place',
      '将第三条第一款，第八条中的“市、县”修改为“市”。',
      '第三条',
      '市人民政府安排渡口经费。\n渡口经费不得挪用；挪用的，责令退回。',
    ],
    [
      'one sentence only',
      '将第二条第一句中的“市、县”修改为“县”。',
      '第二条',
      '县交通部门管理渡口。市、县水务部门予以协助。',
    ],
    [
      'the last sentence only',
      '将第六条最后一句中的“船员”修改为“值班船员”。',
      '第六条',
      '船员应当持证。值班船员应当着装。',
    ],
    [
      'a half sentence at the end',
      '第四条末尾增加“；不合格的，停航”。',
      '第四条',
      '渡船每季检查一次；不合格的，停航。',
    ],
    ['words at the end', '删去第七条末尾的“；再犯的，处六百元罚款”。', '第七条', '违反第五条规定的，处三百元罚款。'],
    [
      'at the beginning',
      '第三条第二款开头增加规定：“渡口经费单独列支。”',
      '第三条',
      '市、县人民政府安排渡口经费。\n渡口经费单独列支。渡口经费不得挪用；挪用的，责令退回。',
    ],
    [
      'half-width label of a new 项',
      '第五条增加一项，作为第二项：“(二)酒后驾船；”',
      '第五条',
      '渡船不得有下列情形：\n（一）超载；\n（二）酒后驾船；\n（三）夜间无灯；\n（四）大雾开航。',
    ],
    [
      '即 and 其后条文',
      '第四条后增加一条作为第五条，即：“渡船应当投保。”其后条文序号依次顺延。',
      '第五条',
      '渡船应当投保。',
    ],
    [
      '修改后 before the number',
      '在《规定》第四条后增加一条，作为修改后《规定》第五条：“渡船应当投保。”',
      '第五条',
      '渡船应当投保。',
    ],
    ['原 before a place', '删去原第六条第一款中的“船员应当着装。”', '第六条', '船员应当持证。'],
    [
      'two deletions in one',
      '删去第三条第二款末尾的“；挪用的，责令退回”和第七条末尾的“；再犯的，处六百元罚款”。',
      '第三条',
      '市、县人民政府安排渡口经费。\n渡口经费不得挪用。',
    ],
    [
      'between two words',
      '在第二条中的“市、县水务部门”和“予以”之间增加“及时”。',
      '第二条',
      '市、县交通部门管理渡口。市、县水务部门及时予以协助。',
    ],
    [
      'a run-on behind a quotation',
      '第三条增加一款，作为第二款：“经费逐年公布。”原第二款改为第三款。',
      '第三条',
      '市、县人民政府安排渡口经费。\n经费逐年公布。\n渡口经费不得挪用；挪用的，责令退回。',
    ],
    [
      'a comma between two pairs of words',
      '将第二条中的“交通部门”修改为“交通运输部门”，“水务部门”修改为“水利部门”。',
      '第二条',
      '市、县交通运输部门管理渡口。市、县水利部门予以协助。',
    ],
    [
      '其后各款依次顺延',
      '第三条增加一款，作为第一款：“渡口分级。”其后各款依次顺延。',
      '第三条',
      '渡口分级。\n市、县人民政府安排渡口经费。\n渡口经费不得挪用；挪用的，责令退回。',
    ],
    [
      '原第一款、第二款依次顺延',
      '第三条增加一款，作为第一款：“渡口分级。”原第一款、第二款依次顺延。',
      '第三条',
      '渡口分级。\n市、县人民政府安排渡口经费。\n渡口经费不得挪用；挪用的，责令退回。',
    ],
    ['以下条文依次类推', '删去第四条，以下条文序号依次类推。', '第五条', '船员应当持证。船员应当着装。'],
    [
      'an announcement in the same line',
      '对部分条文作如下文字修改：将第四条中的“一次”改为“两次”。',
      '第四条',
      '渡船每季检查两次。',
    ],
    [
      'one 项 for several numbers',
      '删去第五条第（一）、（三）项。',
      '第五条',
      '渡船不得有下列情形：\n（一）夜间无灯。',
    ],
    ['one 条 for a range', '将第四至六条中的“船”修改为“舟”。', '第六条', '舟员应当持证。舟员应当着装。'],
    [
      'the second place behind 、',
      '将第二条中的“管理渡口”修改为“管渡”、第四条中的“一次”修改为“两次”。',
      '第四条',
      '渡船每季检查两次。',
    ],
    ['a word that stands in a title too', '将本规定中的“营运”修改为“经营”。', '第四条', '渡船每季检查一次。'],
    ['the content of an article', '将第四条内容修改为：“渡船每月检查。”', '第四条', '渡船每月检查。'],
    ['a purpose in front', '为了渡船安全，将第四条中的“一次”修改为“两次”。', '第四条', '渡船每季检查两次。'],
  ])('%s', (_, instruction, label, text) => {
    const a = run(`一、${instruction}`);
    expect(problems(a)).toEqual([null]);
    expect(textOf(a, label)).toBe(text);
  });

  it('修改为第N条 gives the number and the text', () => {
    const a = run('一、将第四条修改为第六条：\n“渡船每月检查。”', '二、将第六条修改为第四条。');
    expect(problems(a)).toEqual([null, null]);
    expect(textOf(a, '第六条')).toBe('渡船每月检查。');
    expect(textOf(a, '第四条')).toBe('船员应当持证。船员应当着装。');
  });

  it('a list of quoted numbers is the order of the articles', () => {
    const a = run(
      '一、删去第六条。',
      '二、将本规定的条文顺序作相应调整：“第七条”调整为“第六条”，“第八条”调整为“第七条”。',
    );
    expect(problems(a)).toEqual([null, null]);
    expect(textOf(a, '第六条')).toBe('违反第五条规定的，处三百元罚款；再犯的，处六百元罚款。');
  });

  it('places listed below for several laws', () => {
    const a = amend(
      parseText(BASE),
      splitLines(
        law(
          '关于修改部分地方性法规的决定',
          '云岭市人民代表大会常务委员会决定：',
          '一、将下列地方性法规中的“行政处分”修改为“处分”：',
          '1.《云岭市桥梁条例》第三条',
          '2.《云岭市渡口管理规定》第八条',
          '本决定自公布之日起施行。',
        ),
      ),
    );
    expect(problems(a)).toEqual([null]);
    expect(textOf(a, '第八条')).toBe('市、县交通部门失职的，给予处分。');
  });

  it('a range has the 第N条之一 in it that the decision does not spell', () => {
    const base = parseText(
      law('云岭市摆渡规定', '第一条　甲船。', '第一条之一　乙船。', '第二条　丙船。', '第三条　丁船。'),
    );
    const a = amend(
      base,
      splitLines(law('关于修改《云岭市摆渡规定》的决定', '一、将第一条至第二条中的“船”修改为“舟”。')),
    );
    expect(print(a.result)).toBe(
      law('云岭市摆渡规定', '第一条　甲舟。', '第一条之一　乙舟。', '第二条　丙舟。', '第三条　丁船。'),
    );
  });
});

describe('what is not understood leaves the text as it is, with the words that were not', () => {
  it.each([
    ['删去第七条中关于罚款以外的规定。', '关于罚款以外的规定'],
    ['删去第七条中罚款的规定。', '罚款的规定'],
    ['删去第三条第二款前段。', '前段'],
    ['删去第二章的章名和序号。', '章名和序号'],
    ['删去第七条中间一句。', '中间一句'],
    ['除第九条另有规定外，将本规定中的“市、县”修改为“市”。', '除第九条另有规定外'],
    ['除第二条外，第四条修改为：“渡船应当检查。”', '第四条修改为'],
    ['将第四条的“一次”修改为“两次”，将第六条的“持证”修改为“佩证”，但第四条除外。', '但第四条除外'],
    ['删去第七条中“再犯的”前后的内容。', '前后的内容'],
    ['将第三条第一款、第二款以外的“渡口”修改为“码头”。', '以外'],
    ['将第四条中首次出现的“渡船”修改为“船舶”。', '首次出现的'],
    ['第四条、第六条各增加一款：“逾期停航。”', '各增加一款'],
    ['第四条、第六条增加一款：“逾期停航。”', '增加一款'],
    ['将修改后的第二章中的“一次”修改为“两次”。', '修改后的第二章'],
    ['将第二条、第四条、第一款修改为：“渡船应当检查。”', '第一款修改为'],
    ['将第三条、第三条第二款中的“渡口”修改为“码头”。', '第三条、第三条第二款'],
    ['将第五条至第三条中的“渡船”修改为“船舶”。', '第五条至第三条'],
    ['将第三条第二款至第六条中的“渡口”修改为“码头”。', '至第六条'],
    ['将第三条，删去第七条。', '删去第七条'],
    ['第四条的规定不再适用。', '不再适用'],
    ['将第四条第一两款修改为：“渡船应当检查。”', '第一两款'],
    ['在第四条前增加一款：“渡船应当检查。”', '前增加一款'],
    ['在第四条第一款后增加一条：“渡船应当检查。”', '增加一条'],
    ['将第四条中的“一次”修改为“两次”，其后各款依次顺延。', '其后各款依次顺延'],
  ])('%s', (instruction, words) => {
    const a = run(`一、${instruction}`);
    expect(print(a.result)).toBe(untouched);
    expect(a.instructions).toHaveLength(1);
    expect(a.instructions[0]?.problem).toContain('没有看懂');
    expect(a.instructions[0]?.problem).toContain(words);
  });

  it('a line without a number that orders something is not passed over', () => {
    const a = run('其中，移动第四条到后面。', '将第五条中的超载情形增加为两种。');
    expect(print(a.result)).toBe(untouched);
    expect(a.instructions.every((i) => !i.applied)).toBe(true);
    expect(a.instructions.length).toBeGreaterThan(0);
  });

  it('in a decision without numbers each line that names its article stands for itself', () => {
    const a = run('将第四条中的“一次”修改为“两次”。', '删去第七条前段。', '将第六条中的“持证”修改为“佩证”。');
    expect(a.instructions.map((i) => i.applied)).toEqual([true, false, true]);
    expect(textOf(a, '第六条')).toContain('佩证');
  });

  it.each(['关于第二条的修改：', '第二条：', '对第二条作如下修改：', '关于第二条'])(
    '%s says only what is meant',
    (head) => {
      const a = run(`一、${head}`, '（一）将“管理渡口”修改为“管渡”。', '（二）将“及时”删去。');
      expect(a.instructions.map((i) => i.applied)).toEqual([true, false]);
      expect(textOf(a, '第二条')).toContain('管渡');
    },
  );

  it('what stands below an instruction that is not understood is not carried out', () => {
    const a = run(
      '一、对第二条、第四条以外的条文作如下修改：',
      '（一）将第六条中的“持证”修改为“佩证”。',
      '二、删去第一条。',
    );
    expect(a.instructions.map((i) => i.applied)).toEqual([false, false, true]);
    expect(a.instructions[1]?.problem).toContain('第3行');
    expect(textOf(a, '第五条')).toContain('持证');
  });
});

describe('whole or not at all', () => {
  it.each([
    ['the second half is not understood', '将第四条中的“一次”修改为“两次”；将第六条前段删去。', '没有看懂'],
    [
      'the second half cannot be done',
      '将第四条中的“一次”修改为“两次”；删去第六条第三款。',
      '被修改的文本没有第六条第三款',
    ],
    ['one of two places has not the words', '将第四条、第六条中的“渡船”修改为“船舶”。', '第六条中没有“渡船”'],
    ['one of two words is not there', '将第四条中的“每季”“十次”分别修改为“每月”“两次”。', '第四条中没有“十次”'],
    [
      'the third of three words is not there',
      '删去第七条中的“再犯的，”“处六百元”“没收渡船”。',
      '第七条中没有“没收渡船”',
    ],
    ['two 款 are quoted for one', '第四条增加一款：“渡船应当投保。\n“保险每年一次。”', '增加1款，引号内有2款'],
    ['a 款 number that does not come out', '第四条增加一款，作为第五款：“渡船应当投保。”', '第五款'],
    ['a 项 number that does not come out', '第五条增加一项，作为第九项：“（九）酒后驾船；”', '第九项'],
    [
      'an article number that does not come out',
      '将第六条中的“持证”修改为“佩证”；增加一条，作为第三十条：“渡船应当投保。”',
      '第三十条前面的序号空着',
    ],
    ['behind one article and the number of another', '在第四条后增加一条，作为第八条：“渡船应当投保。”', '对应不上'],
    ['an article without a place', '增加一条：“渡船应当投保。”', '没有写明新增的条文排在哪里'],
    ['a title that is another one', '将第二章“航行”修改为“营运与停泊”。', '第二章的标题不是“航行”'],
    ['a chapter cannot get that number', '将第三章改为第二章。', '第三章'],
    ['the end is another one', '删去第七条末尾的“处三百元罚款”。', '末尾不是'],
    ['a list has no end to add to', '第五条末尾增加“其他危险情形。”', '列举的各项'],
    ['a whole chapter for a title', '将第二章修改为：“第二章　营运\n“第四条　渡船每月检查。”', '整章修改'],
    ['a heading for an article', '将第四条修改为：“第二章　航行”', '读不成条文'],
    ['a text for 款 of two articles', '将第三条第一款、第六条第一款修改为：“渡口经费单列。”', '对应不上'],
    ['it is there already', '在第四条中的“每季”后增加“检查”。', '旁边已经有'],
  ])('%s', (_, instruction, reason) => {
    const a = run(...`一、${instruction}`.split('\n'));
    expect(print(a.result)).toBe(untouched);
    expect(a.instructions).toHaveLength(1);
    expect(a.instructions[0]?.applied).toBe(false);
    expect(a.instructions[0]?.problem).toContain(reason);
    expect(a.notes).toEqual([]);
  });

  it('says of a place that another instruction took away that it did', () => {
    const a = run('一、删去第六条。', '二、将第六条中的“持证”修改为“佩证”。');
    expect(a.instructions.map((i) => i.applied)).toEqual([true, false]);
    expect(a.instructions[1]?.problem).toContain('第六条已经被这份决定的另一条指令删去');
  });

  it('the other instructions keep their numbers where one on articles is not understood', () => {
    const a = run(
      '一、参照上位法增加一条，作为第三条：“渡口分级。”',
      '二、将第四条改为第五条，修改为：“渡船每月检查。”',
      '三、增加一条，作为第七条：“渡船应当投保。”',
    );
    expect(a.instructions.map((i) => i.applied)).toEqual([false, true, true]);
    expect(a.result.provisions.map((p) => p.label)).toEqual([
      '第一条',
      '第二条',
      '第三条',
      '第五条',
      '第六条',
      '第七条',
      '第八条',
      '第九条',
      '第十条',
    ]);
    expect(textOf(a, '第五条')).toBe('渡船每月检查。');
    expect(textOf(a, '第三条')).toContain('安排渡口经费');
    expect(textOf(a, '第八条')).toContain('持证');
    expect(a.notes.join()).toContain('第四条空着');
  });

  it('small changes of wording that are not given are said', () => {
    const a = run('一、删去第四条。', '二、对条文顺序和个别文字作相应调整。');
    expect(problems(a)).toEqual([null, null]);
    expect(a.notes.join()).toContain('没有改动文字');
  });
});

describe('bounds are said in words', () => {
  it.each([
    [
      ['超过1000款、项、目'],
      Array.from({ length: 1001 }, (_, k) => `渡口${k}号。`).join('\n'),
      '将第一条第一款中的“渡口0号”修改为“甲”。',
    ],
    [['超过20000字'], `${'渡口，'.repeat(7000)}。`, '将第一条中的“渡口”修改为“码头”。'],
    [['超过200个'], '渡口。', `删去第一条中的${Array.from({ length: 201 }, (_, k) => `“${k}”`).join('、')}。`],
  ])('%s', (words, text, instruction) => {
    const base = parseText(law('云岭市渡口规定', `第一条　${text}`));
    const a = amend(base, splitLines(law('关于修改《云岭市渡口规定》的决定', `一、${instruction}`)));
    expect(a.instructions[0]?.problem).toContain(words[0]);
    expect(print(a.result)).toBe(print(base));
  });
});
