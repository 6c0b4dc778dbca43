/** Every kind of instruction and every trap that was met, in our own wording. */
import fc from 'fast-check';
import {
  ALSO_AMENDS,
  amend,
  type Amendment,
  comparable,
  compareAligned,
  parseText,
  print,
  provisionText,
  splitLines,
} from '../../../src/articles/index.js';
import { law, soup } from '../laws.js';

const BASE = law(
  '云岭市湿地条例',
  '（2020年5月1日云岭市人民代表大会常务委员会第九次会议通过）',
  '第一章　总则',
  '第一条　为了保护湿地，制定本条例。',
  '第二条　本条例适用于云岭市的湿地保护、利用活动。',
  '第三条　市人民政府负责湿地保护工作。',
  '区人民政府配合市人民政府工作。',
  '第二章　保护',
  '第四条　湿地分级办法由市人民政府制定。',
  '第五条　禁止下列行为：',
  '（一）倾倒垃圾；',
  '（二）捕猎候鸟；',
  '（三）开垦湿地。',
  '前款第二项所称候鸟，名录由市林业部门公布。',
  '第六条　市林业部门、水务部门应当巡查湿地，巡查记录依照本条例第三条第二款的规定报送。',
  '第七条　巡查人员应当持证。',
  '巡查人员不得索取财物。',
  '巡查经费列入预算。',
  '第三章　责任',
  '第八条　违反本条例第五条规定的，处一千元罚款。',
  '第九条　违反本条例第六条、第七条第二款规定的，依照《云岭市行政执法条例》第八条处理。',
  '第十条　本条例自2020年6月1日起施行。',
);

function run(...instructions: string[]): Amendment {
  return amend(
    parseText(BASE),
    splitLines(
      law(
        '关于修改《云岭市湿地条例》的决定',
        '云岭市人民代表大会常务委员会决定对《云岭市湿地条例》作如下修改：',
        ...instructions,
        '本决定自公布之日起施行。',
      ),
    ),
  );
}
const textOf = (a: Amendment, label: string): string => {
  const p = a.result.provisions.find((x) => x.label === label);
  return p ? provisionText(p) : '';
};
const problems = (a: Amendment): (string | null)[] => a.instructions.map((i) => i.problem);
const REST = '《云岭市湿地条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。';

describe('amend: one instruction of every kind', () => {
  const table: [name: string, instruction: string, kind: string, label: string, text: string][] = [
    ['修改为', '一、将第四条修改为：“湿地分为三级。”', 'replace', '第四条', '湿地分为三级。'],
    ['修改为, half-width quotes', '一、将第四条修改为:"湿地分为三级。"', 'replace', '第四条', '湿地分为三级。'],
    ['修改为, without 将', '一、第四条修改为：“湿地分为三级。”', 'replace', '第四条', '湿地分为三级。'],
    [
      'the label inside the quotation',
      '一、将第四条修改为：“第四条　湿地分为三级。”',
      'replace',
      '第四条',
      '湿地分为三级。',
    ],
    [
      'several paragraphs',
      '一、将第四条修改为：“湿地分为三级。\n“分级目录每年公布。”',
      'replace',
      '第四条',
      '湿地分为三级。\n分级目录每年公布。',
    ],
    [
      'several paragraphs, quoted once',
      '一、将第四条修改为：\n“湿地分为三级。\n分级目录每年公布。”',
      'replace',
      '第四条',
      '湿地分为三级。\n分级目录每年公布。',
    ],
    [
      'nested quotes',
      '一、将第四条修改为：“本条例所称“湿地”，包括沼泽。\n““沼泽”由市人民政府认定。”',
      'replace',
      '第四条',
      '本条例所称“湿地”，包括沼泽。\n“沼泽”由市人民政府认定。',
    ],
    [
      'inner marks',
      '一、将第四条修改为：“本条例所称‘湿地’，包括沼泽。”',
      'replace',
      '第四条',
      '本条例所称“湿地”，包括沼泽。',
    ],
    [
      'no quotation marks at all',
      '一、将第四条修改为：\n湿地分为三级。\n二、删去第十条。',
      'replace',
      '第四条',
      '湿地分为三级。',
    ],
    [
      'one 款',
      '一、将第三条第二款修改为：“区人民政府负责本区湿地。”',
      'replace',
      '第三条',
      '市人民政府负责湿地保护工作。\n区人民政府负责本区湿地。',
    ],
    [
      'two 款 at once',
      '一、将第七条第一款、第二款修改为：“巡查人员应当佩证。\n“巡查人员不得收礼。”',
      'replace',
      '第七条',
      '巡查人员应当佩证。\n巡查人员不得收礼。\n巡查经费列入预算。',
    ],
    [
      'the head of a list',
      '一、将第五条第一款修改为：“在湿地内禁止下列行为：”',
      'replace',
      '第五条',
      '在湿地内禁止下列行为：\n（一）倾倒垃圾；\n（二）捕猎候鸟；\n（三）开垦湿地。\n前款第二项所称候鸟，名录由市林业部门公布。',
    ],
    [
      'one 项, mark supplied',
      '一、将第五条第一款第一项修改为：“（一）倾倒垃圾、渣土”',
      'replace',
      '第五条',
      '禁止下列行为：\n（一）倾倒垃圾、渣土；\n（二）捕猎候鸟；\n（三）开垦湿地。\n前款第二项所称候鸟，名录由市林业部门公布。',
    ],
    [
      'one 项 in brackets',
      '一、将第五条第（三）项修改为：“开垦、填埋湿地”',
      'replace',
      '第五条',
      '禁止下列行为：\n（一）倾倒垃圾；\n（二）捕猎候鸟；\n（三）开垦、填埋湿地。\n前款第二项所称候鸟，名录由市林业部门公布。',
    ],
    [
      '增加一款, 作为',
      '一、第四条增加一款，作为第一款：“湿地分为三级。”',
      'insertParagraph',
      '第四条',
      '湿地分为三级。\n湿地分级办法由市人民政府制定。',
    ],
    [
      '增加一款作为 without a comma',
      '一、在第四条中增加一款作为第二款：“湿地分为三级。”',
      'insertParagraph',
      '第四条',
      '湿地分级办法由市人民政府制定。\n湿地分为三级。',
    ],
    [
      '增加一款 after a 款',
      '一、在第七条第一款后增加一款：“证件由市林业部门颁发。”',
      'insertParagraph',
      '第七条',
      '巡查人员应当持证。\n证件由市林业部门颁发。\n巡查人员不得索取财物。\n巡查经费列入预算。',
    ],
    [
      '增加二款',
      '一、第四条增加二款，作为第二款、第三款：“甲。\n“乙。”',
      'insertParagraph',
      '第四条',
      '湿地分级办法由市人民政府制定。\n甲。\n乙。',
    ],
    [
      '增加一项',
      '一、第五条第一款增加一项，作为第二项：“（二）排放污水；”',
      'insertItem',
      '第五条',
      '禁止下列行为：\n（一）倾倒垃圾；\n（二）排放污水；\n（三）捕猎候鸟；\n（四）开垦湿地。\n前款第二项所称候鸟，名录由市林业部门公布。',
    ],
    [
      '增加一项 at the end',
      '一、第五条第一款增加一项，作为第四项：“（四）排放污水。”',
      'insertItem',
      '第五条',
      '禁止下列行为：\n（一）倾倒垃圾；\n（二）捕猎候鸟；\n（三）开垦湿地；\n（四）排放污水。\n前款第二项所称候鸟，名录由市林业部门公布。',
    ],
    ['删去一款', '一、删去第七条第二款。', 'delete', '第七条', '巡查人员应当持证。\n巡查经费列入预算。'],
    ['删去两款, the article carried over', '一、删去第七条第一款、第二款。', 'delete', '第七条', '巡查经费列入预算。'],
    ['将…删去', '一、将第七条第二款删去。', 'delete', '第七条', '巡查人员应当持证。\n巡查经费列入预算。'],
    [
      '删去一项',
      '一、删去第五条第一款第三项。',
      'delete',
      '第五条',
      '禁止下列行为：\n（一）倾倒垃圾；\n（二）捕猎候鸟。\n前款第二项所称候鸟，名录由市林业部门公布。',
    ],
    [
      'words',
      '一、将第六条中的“水务部门”修改为“水行政部门”。',
      'replaceWords',
      '第六条',
      '市林业部门、水行政部门应当巡查湿地，巡查记录依照本条例第三条第二款的规定报送。',
    ],
    [
      'words, 分别',
      '一、将第三条第一款中的“市人民政府”“工作”分别修改为“市政府”“事务”。',
      'replaceWords',
      '第三条',
      '市政府负责湿地保护事务。\n区人民政府配合市人民政府工作。',
    ],
    [
      'words that swap',
      '一、将第六条中的“林业”、“水务”分别修改为“水务”、“林业”。',
      'replaceWords',
      '第六条',
      '市水务部门、林业部门应当巡查湿地，巡查记录依照本条例第三条第二款的规定报送。',
    ],
    [
      'words in several places',
      '一、将第三条第二款、第四条中的“市人民政府”修改为“市政府”。',
      'replaceWords',
      '第四条',
      '湿地分级办法由市政府制定。',
    ],
    [
      'words everywhere',
      '一、将本条例中的“林业部门”统一修改为“林草部门”。',
      'replaceWords',
      '第五条',
      '禁止下列行为：\n（一）倾倒垃圾；\n（二）捕猎候鸟；\n（三）开垦湿地。\n前款第二项所称候鸟，名录由市林草部门公布。',
    ],
    [
      'two changes, 将 said once',
      '一、将第六条中的“林业”修改为“林草”；“水务”修改为“水利”，删去“的规定”。',
      'replaceWords',
      '第六条',
      '市林草部门、水利部门应当巡查湿地，巡查记录依照本条例第三条第二款报送。',
    ],
    ['words deleted', '一、删去第二条中的“、利用”。', 'replaceWords', '第二条', '本条例适用于云岭市的湿地保护活动。'],
    [
      'words deleted, doubled mark',
      '一、删去第二条中的“云岭市的湿地保护、利用活动”。',
      'replaceWords',
      '第二条',
      '本条例适用于。',
    ],
    [
      '后增加 in a list',
      '一、在第六条中的“水务部门”后增加“生态环境部门”。',
      'replaceWords',
      '第六条',
      '市林业部门、水务部门、生态环境部门应当巡查湿地，巡查记录依照本条例第三条第二款的规定报送。',
    ],
    [
      '后增加 between clauses',
      '一、在第一条中的“为了保护湿地”后增加“改善生态环境”。',
      'replaceWords',
      '第一条',
      '为了保护湿地，改善生态环境，制定本条例。',
    ],
    [
      '后增加 with its own mark',
      '一、第二条中的“保护”后增加“、修复”。',
      'replaceWords',
      '第二条',
      '本条例适用于云岭市的湿地保护、修复、利用活动。',
    ],
    [
      '前增加',
      '一、在第二条中的“利用”前增加“修复”。',
      'replaceWords',
      '第二条',
      '本条例适用于云岭市的湿地保护、修复、利用活动。',
    ],
    [
      '最后增加',
      '一、在第七条第一款最后增加“证件由市林业部门颁发。”',
      'replaceWords',
      '第七条',
      '巡查人员应当持证。证件由市林业部门颁发。\n巡查人员不得索取财物。\n巡查经费列入预算。',
    ],
    [
      '分为两款',
      '一、将第四条分为两款，修改为：“分级办法由市人民政府制定。\n“目录每年公布。”',
      'split',
      '第四条',
      '分级办法由市人民政府制定。\n目录每年公布。',
    ],
    [
      '修改为两款',
      '一、将第七条第二款修改为两款，作为第二款、第三款：“不得索取财物。\n“不得收礼。”',
      'split',
      '第七条',
      '巡查人员应当持证。\n不得索取财物。\n不得收礼。\n巡查经费列入预算。',
    ],
    [
      '款合并',
      '一、将第七条第一款、第二款合并，作为第一款，修改为：“巡查人员应当持证，不得索取财物。”',
      'merge',
      '第七条',
      '巡查人员应当持证，不得索取财物。\n巡查经费列入预算。',
    ],
    [
      '款改号',
      '一、将第七条第三款改为第一款，其中的“预算”修改为“年度预算”。',
      'replaceWords',
      '第七条',
      '巡查经费列入年度预算。\n巡查人员应当持证。\n巡查人员不得索取财物。',
    ],
    [
      'several 项 in one sentence',
      '一、第五条第一款第一项修改为：“倾倒垃圾、渣土；”第三项修改为：“填埋湿地。”',
      'replace',
      '第五条',
      '禁止下列行为：\n（一）倾倒垃圾、渣土；\n（二）捕猎候鸟；\n（三）填埋湿地。\n前款第二项所称候鸟，名录由市林业部门公布。',
    ],
    [
      '项合并',
      '一、将第五条第一款第二项、第三项合并为一项，作为第二项，修改为：“捕猎候鸟、开垦湿地。”',
      'merge',
      '第五条',
      '禁止下列行为：\n（一）倾倒垃圾；\n（二）捕猎候鸟、开垦湿地。\n前款第二项所称候鸟，名录由市林业部门公布。',
    ],
    ['the law by its short name', '一、将《条例》第四条修改为：“甲。”', 'replace', '第四条', '甲。'],
    ['the law as 条例', '一、条例第四条修改为：“甲。”', 'replace', '第四条', '甲。'],
    [
      'the whole law as 条例',
      '一、将条例中的“市人民政府”一律修改为“市政府”。',
      'replaceWords',
      '第四条',
      '湿地分级办法由市政府制定。',
    ],
    [
      'a 款 that becomes an article and changes',
      '一、将第三条第二款作为第四条，其中的“区人民政府”修改为“区政府”。',
      'replaceWords',
      '第四条',
      '区政府配合市人民政府工作。',
    ],
    [
      'a 款 that becomes an article and is rewritten',
      '一、将第三条第二款作为第四条，修改为：“甲。”',
      'replace',
      '第四条',
      '甲。',
    ],
    [
      'a 款 that moves to another article and changes',
      '一、第三条第二款调整为第四条第一款，并将其中的“区人民政府”修改为“区政府”。',
      'replaceWords',
      '第四条',
      '区政府配合市人民政府工作。\n湿地分级办法由市人民政府制定。',
    ],
    [
      '移至 another article',
      '一、将第七条第二款移至第三条，作为第三款。',
      'renumber',
      '第三条',
      '市人民政府负责湿地保护工作。\n区人民政府配合市人民政府工作。\n巡查人员不得索取财物。',
    ],
    [
      'a title without quotation marks',
      '一、将第九条中的《云岭市行政执法条例》修改为《云岭市执法规定》。',
      'replaceWords',
      '第九条',
      '违反本条例第六条、第七条第二款规定的，依照《云岭市执法规定》第八条处理。',
    ],
  ];
  it.each(table)('%s', (_, instruction, kind, label, text) => {
    const a = run(...instruction.split('\n'));
    expect(problems(a).filter((p) => p !== null)).toEqual([]);
    expect(a.instructions[0]?.kind).toBe(kind);
    expect(textOf(a, label)).toBe(text);
  });
});

describe('amend: articles and their numbers', () => {
  it('inserts, renumbers, and lets citations in old words follow', () => {
    const a = run(
      '一、增加一条，作为第三条：“湿地保护坚持保护优先，依照本条例第四条执行。”',
      '二、将第六条改为第七条，其中的“水务部门”修改为“水利部门”。',
      REST,
    );
    expect(problems(a)).toEqual([null, null, null]);
    expect(textOf(a, '第三条')).toBe('湿地保护坚持保护优先，依照本条例第四条执行。');
    expect(textOf(a, '第七条')).toBe('市林业部门、水利部门应当巡查湿地，巡查记录依照本条例第四条第二款的规定报送。');
    expect(textOf(a, '第十条')).toBe('违反本条例第七条、第八条第二款规定的，依照《云岭市行政执法条例》第八条处理。');
    expect(a.links.filter((l) => l.basis === 'stated')).toEqual([
      { old: null, new: '第三条', relation: 'new', basis: 'stated' },
      { old: '第六条', new: '第七条', relation: 'modified', basis: 'stated' },
    ]);
    expect(a.result.provisions.map((p) => p.headings[0]?.title)).toEqual([
      ...Array<string>(4).fill('总则'),
      ...Array<string>(4).fill('保护'),
      ...Array<string>(3).fill('责任'),
    ]);
  });

  it('deletes an article and says which citation is left without its target', () => {
    const a = run('一、删去第七条。', REST);
    expect(a.links).toContainEqual({ old: '第七条', new: null, relation: 'deleted', basis: 'stated' });
    expect(a.links).toContainEqual({ old: '第八条', new: '第七条', relation: 'renumbered', basis: 'implied' });
    expect(a.notes.join()).toContain('第七条第二款');
  });

  it('merges articles that are neighbours or not', () => {
    const a = run('一、将第六条、第七条合并，作为第六条，修改为：“巡查人员应当持证巡查。”', REST);
    expect(textOf(a, '第六条')).toBe('巡查人员应当持证巡查。');
    expect(a.links.filter((l) => l.new === '第六条').map((l) => [l.old, l.relation, l.basis])).toEqual([
      ['第六条', 'merged', 'stated'],
      ['第七条', 'merged', 'stated'],
    ]);
    expect(textOf(a, '第七条')).toContain('本条例第五条');
    const one = run('一、将第二条和第四条合并为一条，作为第二条：“湿地分为三级。”', REST);
    expect(one.result.provisions).toHaveLength(9);
  });

  it('splits an article into numbered ones', () => {
    const a = run(
      '一、将第七条改为两条，作为第七条、第八条，修改为：',
      '“第七条　巡查人员应当持证。',
      '“第八条　巡查经费列入预算。',
      '“预算每年公布。”',
      REST,
    );
    expect(problems(a)).toEqual([null, null]);
    expect(textOf(a, '第八条')).toBe('巡查经费列入预算。\n预算每年公布。');
    expect(a.links.filter((l) => l.old === '第七条').map((l) => l.relation)).toEqual(['split', 'split']);
  });

  it('makes 款 into articles of their own', () => {
    const a = run('一、将第七条第三款改为第八条，第一款、第二款作为第七条。', REST);
    expect(textOf(a, '第八条')).toBe('巡查经费列入预算。');
    expect(textOf(a, '第七条')).toBe('巡查人员应当持证。\n巡查人员不得索取财物。');
    const alone = run('一、将第七条第三款单独作为一条，作为第八条。', REST);
    expect(textOf(alone, '第八条')).toBe('巡查经费列入预算。');
  });

  it('makes an article a 款 of another', () => {
    const a = run('一、将第四条改为第三条第三款。', REST);
    expect(textOf(a, '第三条')).toBe(
      '市人民政府负责湿地保护工作。\n区人民政府配合市人民政府工作。\n湿地分级办法由市人民政府制定。',
    );
    expect(a.links.filter((l) => l.new === '第三条').map((l) => l.old)).toEqual(['第三条', '第四条']);
  });

  it('moves articles out of order, by number and by 移至', () => {
    const a = run(
      '一、将第七条改为第四条。',
      '二、将第四条改为第五条。',
      '三、将第五条改为第六条。',
      '四、将第六条改为第七条。',
      REST,
    );
    expect(textOf(a, '第四条')).toContain('持证');
    expect(a.links.find((l) => l.old === '第七条')).toMatchObject({ new: '第四条', relation: 'moved' });
    const b = run('一、将第七条移至第四条之后。', REST);
    expect(textOf(b, '第五条')).toContain('持证');
    const c = run('一、将第四条移至第三章，作为第十条。', REST);
    expect(c.result.provisions[9]?.headings[0]?.title).toBe('责任');
    expect(textOf(c, '第九条')).toContain('施行');
  });

  it('keeps numbers in a 修正案 and inserts 第N条之一', () => {
    const base = parseText(
      law('中华人民共和国云岭法', '第一条　甲。', '第二条　乙，依照本法第三条处理。', '第三条　丙。'),
    );
    const a = amend(
      base,
      splitLines(
        law(
          '中华人民共和国云岭法修正案（二）',
          '一、在云岭法第二条后增加一条，作为第二条之一：“丁。”',
          '二、将云岭法第三条修改为：“戊。”',
          '三、删去云岭法第一条。',
          '四、本修正案自公布之日起施行。',
        ),
      ),
    );
    expect(problems(a)).toEqual([null, null, null]);
    expect(a.result.provisions.map((p) => [p.label, provisionText(p)])).toEqual([
      ['第一条', '（删去）'],
      ['第二条', '乙，依照本法第三条处理。'],
      ['第二条之一', '丁。'],
      ['第三条', '戊。'],
    ]);
    expect(a.links).toContainEqual({ old: '第一条', new: null, relation: 'deleted', basis: 'stated' });
  });

  it('understands ranges and lists of numbers', () => {
    const a = run(
      '一、增加二条，作为第二条、第三条：',
      '“第二条　甲。',
      '“第三条　乙。”',
      '二、将第二条至第四条改为第四条至第六条。',
      REST,
    );
    expect(problems(a)).toEqual([null, null, null]);
    expect(textOf(a, '第六条')).toContain('分级办法');
  });
});

describe('amend: headings, title, preamble, annex', () => {
  it('renames a chapter in all the ways that are written', () => {
    for (const line of [
      '一、将第二章章名修改为“保护和利用”。',
      '一、第二章的章名修改为：“第二章　保护和利用”。',
      '一、将第二章名称由“保护”修改为“保护和利用”。',
      '一、将第二章“保护”修改为“第二章　保护和利用”。',
    ]) {
      const a = run(line);
      expect(problems(a)).toEqual([null]);
      expect(a.result.headings[1]).toEqual({ level: 'chapter', label: '第二章', title: '保护和利用' });
      expect(a.instructions[0]?.kind).toBe('heading');
    }
  });

  it('inserts a chapter and shifts the later ones', () => {
    const a = run(
      '一、增加一章，作为第三章：',
      '“第三章　利用',
      '“第八条　利用湿地应当登记。',
      '“第九条　登记有效期为五年。”',
      REST,
    );
    expect(problems(a)).toEqual([null, null]);
    expect(a.result.headings.map((h) => h.label + h.title)).toEqual([
      '第一章总则',
      '第二章保护',
      '第三章利用',
      '第四章责任',
    ]);
    expect(a.result.provisions.map((p) => p.headings[0]?.title).slice(6, 11)).toEqual([
      '保护',
      '利用',
      '利用',
      '责任',
      '责任',
    ]);
    const b = run('一、在第二章后增加一章，作为第三章，章名为“利用”；增加一条，作为第八条：“利用湿地应当登记。”', REST);
    expect(b.result.headings.map((h) => h.label + h.title)).toContain('第四章责任');
  });

  it('puts a new article at the end of a chapter, or where it is told to', () => {
    const told = run('一、第三章增加一条，作为第八条：“责任从严。”', REST);
    expect(told.result.provisions[7]?.headings[0]?.title).toBe('责任');
    const silent = run('一、增加一条，作为第八条：“责任从严。”', REST);
    expect(silent.result.provisions[7]?.headings[0]?.title).toBe('保护');
  });

  it('deletes a chapter with its articles', () => {
    const a = run('一、删去第二章。', REST);
    expect(a.result.headings.map((h) => h.label + h.title)).toEqual(['第一章总则', '第二章责任']);
    expect(a.result.provisions).toHaveLength(6);
  });

  it('changes title, preamble and annex', () => {
    const base = parseText(
      law('云岭市湿地规定', '为了保护湿地，制定本规定。', '第一条　甲。', '附件', '湿地名录：甲湖'),
    );
    const a = amend(
      base,
      splitLines(
        law(
          '关于修改《云岭市湿地规定》的决定',
          '一、将标题修改为“云岭市湿地若干规定”。',
          '二、将引言修改为：“为了保护、修复湿地，制定本规定。”',
          '三、将附件中的“甲湖”修改为“甲湖、乙湖”。',
        ),
      ),
    );
    expect(problems(a)).toEqual([null, null, null]);
    expect(print(a.result)).toBe(
      law('云岭市湿地若干规定', '为了保护、修复湿地，制定本规定。', '第一条　甲。', '附件', '湿地名录：甲湖、乙湖'),
    );
  });
});

describe('amend: one decision for several laws', () => {
  const base = parseText(BASE);
  const several = (...lines: string[]): Amendment =>
    amend(base, splitLines(law('市人民政府关于修改部分规章的决定', ...lines)));
  it('takes the section of the given law only', () => {
    const a = several(
      '一、将《云岭市公园条例》第四条修改为：“错。”',
      '第一条修改为：“错。”',
      '二、将《云岭市湿地条例》第四条修改为：“对。”',
      '删去第七条第二款。',
      '三、删去《云岭市森林条例》第一条。',
      '此外，对相关条例的条文顺序作相应调整。',
    );
    expect(textOf(a, '第四条')).toBe('对。');
    expect(textOf(a, '第七条')).toBe('巡查人员应当持证。\n巡查经费列入预算。');
    expect(textOf(a, '第一条')).toBe('为了保护湿地，制定本条例。');
    expect(a.notes[0]).toMatch(
      /^这份决定还修改《云岭市公园条例》、《云岭市森林条例》，这里只改《.+》：请在那几部法规名下/u,
    );
  });
  it('reads numbered sections below the name', () => {
    const a = several(
      '一、《云岭市公园条例》',
      '（一）将第一条修改为：“错。”',
      '二、对《云岭市湿地条例》作出修改',
      '（一）将第一条修改为：“对。”',
      '（二）第二条：',
      '1.“保护、利用”修改为“保护”。',
    );
    expect(textOf(a, '第一条')).toBe('对。');
    expect(textOf(a, '第二条')).toBe('本条例适用于云岭市的湿地保护活动。');
  });
  it('picks its part of a list over several laws', () => {
    const a = several(
      '一、将《云岭市公园条例》第一条、《云岭市湿地条例》第三条第二款、第四条中的“市人民政府”修改为“市政府”。',
    );
    expect(textOf(a, '第三条')).toBe('市人民政府负责湿地保护工作。\n区人民政府配合市政府工作。');
    expect(textOf(a, '第四条')).toBe('湿地分级办法由市政府制定。');
    expect(textOf(a, '第一条')).toBe('为了保护湿地，制定本条例。');
  });
  it('does not take a law named in an instruction for its subject', () => {
    const a = run('一、将第九条中的《云岭市行政执法条例》修改为《云岭市执法规定》。', '二、将第四条修改为：“对。”');
    expect(textOf(a, '第四条')).toBe('对。');
    expect(a.notes.some((note) => note.startsWith(ALSO_AMENDS))).toBe(false);
  });
  it('says so where the decision is about other laws', () => {
    const a = amend(base, splitLines(law('关于修改《云岭市公园条例》的决定', '一、将第一条修改为：“错。”')));
    expect(a.instructions).toEqual([]);
    expect(a.notes[0]).toContain('公园条例');
    expect(print(a.result)).toBe(print(base));
    const b = amend(base, splitLines(law('中华人民共和国云岭法修正案（三）', '一、将云岭法第一条修改为：“错。”')));
    expect(b.instructions).toEqual([]);
    expect(b.notes[0]).toContain('云岭法');
  });
});

describe('amend: what cannot be applied is said in words', () => {
  it.each([
    ['一、将第八十条修改为：“甲。”', '第八十条'],
    ['一、删去第四条第五款。', '第四条第五款'],
    ['一、将第四条中的“没有的词”修改为“甲”。', '没有的词'],
    ['一、将第四条修改得更加清楚。', '没有看懂'],
    ['一、将第二条、第三条的顺序打乱。', '没有看懂'],
    ['一、第六条增加“生态环境部门”。', '没有看懂'],
    ['一、将第四条第一款第九项修改为：“甲；”', '第九项'],
    ['一、将第六条中的“林业”“水务”修改为“甲”“乙”“丙”。', '对应不上'],
  ])('%s', (line, words) => {
    const a = run(line, '二、将第一条修改为：“为了湿地，制定本条例。”');
    expect(a.instructions[0]?.applied).toBe(false);
    expect(a.instructions[0]?.problem).toContain(words);
    expect(a.instructions[0]?.line).toBe(3);
    expect(a.instructions[1]).toMatchObject({ applied: true, problem: null });
    expect(textOf(a, '第一条')).toBe('为了湿地，制定本条例。');
  });

  it('recovers from a quotation that nobody closes', () => {
    const a = run('一、将第四条修改为：“湿地分为三级。', '二、将第一条修改为：“为了湿地，制定本条例。”');
    expect(textOf(a, '第四条')).toBe('湿地分为三级。');
    expect(textOf(a, '第一条')).toBe('为了湿地，制定本条例。');
  });

  it('says where the number that a decision states is not the one that follows', () => {
    const a = run('一、增加一条，作为第三十条：“甲。”', REST);
    expect(a.instructions[0]?.problem).toContain('第十一条');
  });
});

describe('amend: promises', () => {
  it('gives an alignment that the comparison table takes', () => {
    const base = parseText(BASE);
    const a = run('一、增加一条，作为第三条：“甲。”', '二、删去第七条。', REST);
    const table = compareAligned(comparable(base), comparable(a.result), a.alignment);
    expect(table.counts).toMatchObject({ new: 1, deleted: 1 });
    expect(table.articles.find((e) => e.new === '第四条')?.old).toEqual(['第三条']);
  });
  it('a decision without instructions changes nothing', () => {
    expect(print(run('本决定由市人民政府解释。').result)).toBe(print(parseText(BASE)));
  });
  it('takes a decision that was parsed', () => {
    const decision = parseText(
      law('关于修改《云岭市湿地条例》的决定', '一、将第四条修改为：“甲。”', '二、删去第七条。'),
    );
    expect(textOf(amend(parseText(BASE), decision), '第四条')).toBe('甲。');
  });
  it('never throws', () => {
    const words = [
      '一、',
      '二、',
      '（一）',
      '将第二条',
      '第三条第一款',
      '修改为：',
      '“',
      '”',
      '增加一条，',
      '作为第五条',
      '删去',
      '中的',
      '改为',
      '合并',
      '移至',
      '第一章',
      '分为两款，',
      '后增加',
      '"',
      '\n',
      '《云岭市湿地条例》',
      '最后',
      '之后',
      '第一项',
      '条文顺序作相应调整',
      '甲乙',
      '，',
      '。',
      '单独作为一条',
      '引言',
      '附件',
      '第二句',
      '章名',
    ];
    const decision = fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(decision, soup, (d, s) => {
        const a = amend(parseText(BASE), splitLines(d));
        for (const i of a.instructions) expect(i.applied).toBe(i.problem === null);
        expect(a.links.filter((l) => l.new !== null).length).toBeGreaterThanOrEqual(comparable(a.result).length);
        parseText(print(a.result));
        amend(parseText(s), splitLines(d));
        amend(parseText(BASE), splitLines(s));
      }),
      { numRuns: 400 },
    );
  });
});

it('the law printed again behind the decision is no instruction', () => {
  const decision = [
    '关于修改《云岭市湿地条例》的决定',
    '云岭市人民代表大会常务委员会决定对《云岭市湿地条例》作如下修改：',
    '一、将第三条修改为：“第三条　市林业部门负责湿地保护工作。”',
    '本决定自公布之日起施行。',
    '《云岭市湿地条例》根据本决定作相应修改，重新公布。',
  ];
  const again = BASE.replace('第三条　市人民政府负责', '第三条　市林业部门负责').replace(
    '（三）开垦湿地。',
    '（三）将湿地修改为耕地。',
  );
  const alone = amend(parseText(BASE), splitLines(decision.join('\n')));
  const both = amend(parseText(BASE), splitLines([...decision, ...again.split('\n')].join('\n')));
  expect(both.instructions).toEqual(alone.instructions);
  expect(print(both.result)).toBe(print(alone.result));
  expect(both.notes.join()).toContain('附在决定后面的法规全文');
});
