/**
 * Phrases that clerks write every week and that were refused until they were met: each with its result, written by
 * hand, and beside it the neighbouring phrase that says too little and is refused with a reason that is true.
 */
import { amend, print, splitLines, type Amendment } from '../../../src/articles/index.js';
import { law } from '../laws.js';
import { amendedLaw, problems } from './amended.js';

const LINES = [
  '云澜市石桥条例',
  '第一章　总则',
  '第一条　为了保护石桥，制定本条例。',
  '第二条　市、县文化部门管理石桥。',
  '市、县水务部门予以协助。',
  '第二章　养护',
  '第三条　禁止下列行为：',
  '（一）填塞桥孔；',
  '（二）在桥上摆摊；',
  '（三）在桥头五米内取土。',
  '第四条　石桥每年检查一次，由市、县文化部门组织。',
  '第五条　修缮石桥，应当报市、县文化部门批准。文化部门应当自受理之日起二十日内作出决定。',
  '修缮费用由所有权人承担；所有权人无力承担的，由市、县人民政府承担。',
  '第三章　责任',
  '第六条　违反本条例第三条规定的，处五百元罚款；情节严重的，处二千元罚款。',
  '第七条　违反本条例第五条第一款规定的，处一千元罚款。',
  '第四章　附则',
  '第八条　本条例自2020年5月1日起施行。',
];
const { base: BASE, untouched, run, changes } = amendedLaw(LINES);

describe('one line changes, and nothing else', () => {
  it.each([
    ['第六条删去“；情节严重的，处二千元罚款”。', '第六条　违反本条例第三条规定的，处五百元罚款。'],
    ['删去第六条中关于情节严重的规定。', '第六条　违反本条例第三条规定的，处五百元罚款。'],
    ['将第五条第二款中关于市、县人民政府承担的规定删去。', '修缮费用由所有权人承担。'],
    ['删去第五条第一款中自“文化部门应当”起至“决定。”止的内容。', '第五条　修缮石桥，应当报市、县文化部门批准。'],
    ['第四条条首增加“除无主石桥外，”。', '第四条　除无主石桥外，石桥每年检查一次，由市、县文化部门组织。'],
    ['在第四条文末增加一句：“检查不收费。”', '第四条　石桥每年检查一次，由市、县文化部门组织。检查不收费。'],
    ['在第四条中“每年”之后、“检查”之前增加“至少”。', '第四条　石桥每年至少检查一次，由市、县文化部门组织。'],
    ['将第三条（三）项中的“五米”修改为“十米”。', '（三）在桥头十米内取土。'],
    ['将第四条中的『一次』修改为『两次』。', '第四条　石桥每年检查两次，由市、县文化部门组织。'],
    ['将第四条中的‘一次’修改为‘两次’。', '第四条　石桥每年检查两次，由市、县文化部门组织。'],
    ['将第四条中的”一次“修改为”两次“。', '第四条　石桥每年检查两次，由市、县文化部门组织。'],
    ['第二章章名“养护”修改为“养护与修缮”。', '第二章　养护与修缮'],
    ['法规名称修改为《云澜市古石桥条例》。', '云澜市古石桥条例'],
    ['将第二章第四条中的“一次”修改为“两次”。', '第四条　石桥每年检查两次，由市、县文化部门组织。'],
  ])('%s', (instruction, line) => {
    const a = run(`一、${instruction}`);
    expect(problems(a)).toEqual([null]);
    expect(changes(a).came).toEqual([line]);
    expect(changes(a).gone).toHaveLength(1);
  });

  it('a line that is added or goes', () => {
    const between = run('一、在第五条第一款、第二款之间增加一款：“修缮应当保持原状。”');
    expect(problems(between)).toEqual([null]);
    expect(changes(between)).toEqual({ gone: [], came: ['修缮应当保持原状。'] });
    const item = run('一、删去第三条中关于摆摊的规定。');
    expect(problems(item)).toEqual([null]);
    expect(changes(item)).toEqual({
      gone: ['（二）在桥上摆摊；', '（三）在桥头五米内取土。'],
      came: ['（二）在桥头五米内取土。'],
    });
    const behind = run('一、第二条增加一款作为第二款，原第二款改为第三款：“市财政部门保障经费。”');
    expect(problems(behind)).toEqual([null]);
    expect(changes(behind)).toEqual({ gone: [], came: ['市财政部门保障经费。'] });
    const bare = run('一、第三条增加一项，作为第三项：“3.在桥上洗衣；”');
    expect(changes(bare).came).toEqual(['（三）在桥上洗衣；', '（四）在桥头五米内取土。']);
  });

  it('two new texts side by side are for two 项', () => {
    const a = run('一、第三条第一项、第二项分别修改为：“（一）毁坏桥孔；”“（二）在桥头摆摊；”');
    expect(problems(a)).toEqual([null]);
    expect(changes(a).came).toEqual(['（一）毁坏桥孔；', '（二）在桥头摆摊；']);
  });
});

describe('exceptions', () => {
  const CITY = { second: '第二条　市文化部门管理石桥。', fourth: '第四条　石桥每年检查一次，由市文化部门组织。' };
  it.each([
    '将本条例中除第二条第二款、第五条以外的“市、县”修改为“市”。',
    '除第二条第二款、第五条外，本条例其他条款中的“市、县”统一修改为“市”。',
    '将除第二条第二款、第五条外的其他条款中的“市、县”修改为“市”。',
    '将本条例中的“市、县”修改为“市”（第二条第二款、第五条除外）。',
    '将第二条、第四条、第五条中的“市、县”修改为“市”，但第二条第二款、第五条不作修改。',
  ])('%s', (instruction) => {
    const a = run(`一、${instruction}`);
    expect(problems(a)).toEqual([null]);
    expect(changes(a).came).toEqual([CITY.second, CITY.fourth]);
  });

  it('one in brackets holds for its own order alone', () => {
    const a = run('一、将第二条（第二款除外）中的“市、县”修改为“市”，第四条中的“市、县”修改为“市”。');
    expect(problems(a)).toEqual([null]);
    expect(changes(a).came).toEqual([CITY.second, CITY.fourth]);
  });

  it.each(['将本条例其他条款中的“市、县”修改为“市”。', '将第二条（第二款）中的“市、县”修改为“市”。'])(
    '%s says not what is left alone',
    (instruction) => {
      const a = run(`一、${instruction}`);
      expect(print(a.result)).toBe(untouched);
      expect(problems(a)[0]).toContain('没有看懂');
    },
  );

  it('of a range the two ends must have the words, what stands between may', () => {
    const a = run('一、将第二条至第五条中的“市、县”修改为“市”。');
    expect(problems(a)).toEqual([null]);
    expect(changes(a).came).toHaveLength(5);
    expect(problems(run('一、将第三条至第五条中的“市、县”修改为“市”。'))[0]).toContain('第三条中没有“市、县”');
  });
});

describe('中关于…的规定 is a judgement where it is not one half, one sentence or one 项', () => {
  it.each([
    ['删去第六条中关于罚款的规定。', '没有同其他规定分开'],
    ['删去第七条中关于一千元罚款的规定。', '没有同其他规定分开'],
    ['删去第五条第一款中关于期限的规定。', '没有“期限”这几个字'],
    ['删去第五条第一款中关于修缮石桥的规定。', '没有同其他规定分开'],
    ['删去第五条中关于市、县的规定。', '有2处讲到“市、县”'],
    ['删去第六条中罚款的规定。', '没有看懂'],
    ['将第六条中关于情节严重的规定修改为：“再犯的，处三千元罚款。”', '没有看懂'],
  ])('%s', (instruction, reason) => {
    const a = run(`一、${instruction}`);
    expect(print(a.result)).toBe(untouched);
    expect(problems(a)).toEqual([expect.stringContaining(reason)]);
  });
});

describe('articles that change places', () => {
  const texts = (a: Amendment): string[] => a.result.provisions.map((p) => p.label + (p.paragraphs[0]?.text ?? ''));

  it.each(['第四条与第六条互换位置。', '将第四条、第六条的顺序对调。'])('%s', (instruction) => {
    const a = run(`一、${instruction}`);
    expect(problems(a)).toEqual([null]);
    expect(texts(a)[3]).toContain('违反本条例第三条规定的');
    expect(texts(a)[5]).toContain('石桥每年检查一次');
  });

  it('an article joins another as its 款, under whichever number that has in the end', () => {
    const a = run('一、将第四条并入第五条，作为第五条第一款。');
    expect(problems(a)).toEqual([null]);
    expect(a.result.provisions[3]?.paragraphs.map((p) => p.text)).toEqual([
      '石桥每年检查一次，由市、县文化部门组织。',
      '修缮石桥，应当报市、县文化部门批准。文化部门应当自受理之日起二十日内作出决定。',
      '修缮费用由所有权人承担；所有权人无力承担的，由市、县人民政府承担。',
    ]);
    expect(texts(a)[5]).toBe('第六条违反本条例第四条第二款规定的，处一千元罚款。');
    const moved = run('一、删去第三条。', '二、将第五条第二款移至第四条，作为第四条第二款。');
    expect(problems(moved)).toEqual([null, null]);
    expect(moved.result.provisions[2]?.paragraphs.map((p) => p.text)).toEqual([
      '石桥每年检查一次，由市、县文化部门组织。',
      '修缮费用由所有权人承担；所有权人无力承担的，由市、县人民政府承担。',
    ]);
  });

  it.each([
    ['将第四条并入第五条。', '没有看懂'],
    ['将第四条并入第五条，作为第五条第六款。', '第六款'],
    ['在第四条与第六条之间增加一条：“石桥应当登记。”', '第四条与第六条不是前后相连的'],
    ['将第三章第四条中的“一次”修改为“两次”。', '第四条不在第三章'],
    ['在修改后的第四条后增加一条，作为第七条：“石桥应当登记。”', '应当是修改后的第五条'],
  ])('%s is refused: %s', (instruction, reason) => {
    const a = run(`一、${instruction}`);
    expect(print(a.result)).toBe(untouched);
    expect(problems(a)).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    '在第四条与第五条之间增加一条，作为第五条：“石桥应当登记。”',
    '在修改后的第四条后增加一条：“石桥应当登记。”',
  ])('%s', (instruction) => {
    const a = run(`一、${instruction}`);
    expect(problems(a)).toEqual([null]);
    expect(texts(a).slice(3, 6)).toEqual([
      '第四条石桥每年检查一次，由市、县文化部门组织。',
      '第五条石桥应当登记。',
      '第六条修缮石桥，应当报市、县文化部门批准。文化部门应当自受理之日起二十日内作出决定。',
    ]);
  });

  it.each([
    '条文顺序作如下调整：原第四条调整为第三条，原第五条调整为第四条，以此类推。',
    '第三条以后的条文序号依次前移。',
  ])('删去第三条, %s', (instruction) => {
    const a = run('一、删去第三条。', `二、${instruction}`);
    expect(problems(a)).toEqual([null, null]);
    expect(a.notes.join()).not.toContain('没有写明条文顺序');
    expect(texts(a)[2]).toBe('第三条石桥每年检查一次，由市、县文化部门组织。');
  });
});

describe('修改后的第N条 counts when all other orders are done', () => {
  it('words of an old article, of a new one, and of two places', () => {
    const a = run(
      '一、第三条后增加一条，作为第四条：“石桥应当登记。”',
      '二、将修改后的第五条中的“一次”修改为“两次”。',
      '三、将修改后的第四条中的“登记”修改为“普查登记”。',
      '四、将修改后的第二条第二款、第五条中的“市、县”修改为“市”。',
    );
    expect(problems(a)).toEqual([null, null, null, null]);
    const text = print(a.result);
    expect(text).toContain('第四条　石桥应当普查登记。');
    expect(text).toContain('第五条　石桥每年检查两次，由市文化部门组织。');
    expect(text).toContain('\n市水务部门予以协助。');
    expect(text).toContain('第八条　违反本条例第六条第一款规定的');
  });

  it.each([
    ['将修改后的第九条中的“施行”修改为“实施”。', '没有修改后的第九条'],
    ['将修改后的第三条中的“施行”修改为“实施”。', '修改后的第三条中没有“施行”'],
    ['删去修改后的第四条。', '只能修改、删去或者增加其中的文字'],
    ['将修改后的第四条、第二章中的“市、县”修改为“市”。', '没有看懂'],
  ])('%s', (instruction, reason) => {
    const a = run('一、删去第三条。', `二、${instruction}`);
    expect(a.instructions.map((i) => i.applied)).toEqual([true, false]);
    expect(problems(a)[1]).toContain(reason);
    expect(print(a.result)).toBe(print(run('一、删去第三条。').result));
  });

  it('is not known while an instruction on articles is left', () => {
    const a = run('一、参照上位法删去第三条。', '二、将修改后的第三条中的“一次”修改为“两次”。');
    expect(print(a.result)).toBe(untouched);
    expect(problems(a)[1]).toContain('修改后的序号还不能确定');
  });
});

describe('chapters', () => {
  /** 第一章 总则: 第一条 第二条 */
  const outline = (a: Amendment): string[] =>
    a.result.headings.map((h) => {
      const own = a.result.provisions.filter((p) => p.headings.at(-1)?.label === h.label && p.kind === 'article');
      return `${h.label} ${h.title}: ${own.map((p) => p.label).join(' ')}`;
    });

  it.each(['删去第二章的章名。', '将第二章章名删去。', '删去第二章章名“养护”，该章各条并入第一章。'])(
    '%s',
    (instruction) => {
      const a = run(`一、${instruction}`);
      expect(problems(a)).toEqual([null]);
      expect(outline(a)).toEqual([
        '第一章 总则: 第一条 第二条 第三条 第四条 第五条',
        '第二章 责任: 第六条 第七条',
        '第三章 附则: 第八条',
      ]);
    },
  );

  it('a chapter joins its neighbour, named by number and title', () => {
    expect(outline(run('一、将第三章并入第二章。'))).toEqual([
      '第一章 总则: 第一条 第二条',
      '第二章 养护: 第三条 第四条 第五条 第六条 第七条',
      '第三章 附则: 第八条',
    ]);
    const named = run('一、将第二章“养护”与第三章“责任”合并为一章，作为第二章，章名修改为“养护与责任”。');
    expect(problems(named)).toEqual([null]);
    expect(outline(named)[1]).toBe('第二章 养护与责任: 第三条 第四条 第五条 第六条 第七条');
  });

  it('a new chapter takes an article that changes, between its new ones', () => {
    const a = run(
      '一、增加一章，作为第三章，章名为“修缮”。增加一条，作为第五条：“修缮应当保持原状。”' +
        '将第五条改为第六条，并修改为：“修缮石桥，应当报批。”增加一条，作为第七条：“修缮应当备案。”',
    );
    expect(problems(a)).toEqual([null]);
    expect(outline(a)).toEqual([
      '第一章 总则: 第一条 第二条',
      '第二章 养护: 第三条 第四条',
      '第三章 修缮: 第五条 第六条 第七条',
      '第四章 责任: 第八条 第九条',
      '第五章 附则: 第十条',
    ]);
    expect(print(a.result)).toContain('第六条　修缮石桥，应当报批。');
  });

  it('numbers alone leave an article in its own chapter', () => {
    const a = run('一、增加一章，作为第三章“利用”。增加一条，作为第六条：“甲。”原第六条至第八条改为第七条至第九条。');
    expect(problems(a)).toEqual([null]);
    expect(outline(a).slice(2, 4)).toEqual(['第三章 利用: 第六条', '第四章 责任: 第七条 第八条']);
  });

  it('a chapter with its articles named, new or in force', () => {
    const fresh = run('一、增加一章，作为第三章，章名为“利用”，包括第六条：\n“第六条　石桥可以利用。”');
    expect(problems(fresh)).toEqual([null]);
    expect(outline(fresh)[2]).toBe('第三章 利用: 第六条');
    const sections = run(
      '一、在第二章增加一节，作为第一节“禁止”，包括第三条。',
      '二、在第二章增加一节，作为第二节“检修”，包括第四条、第五条。',
    );
    expect(problems(sections)).toEqual([null, null]);
    expect(outline(sections).slice(1, 4)).toEqual([
      '第二章 养护: ',
      '第一节 禁止: 第三条',
      '第二节 检修: 第四条 第五条',
    ]);
  });

  it('a chapter with sections, and one that bears the name of another', () => {
    const a = run(
      '一、增加一章，作为第三章：',
      '“第三章　利用',
      '“第一节　一般规定',
      '“第六条　石桥可以利用。',
      '“第二节　养护',
      '“第七条　利用应当养护。”',
    );
    expect(problems(a)).toEqual([null]);
    expect(outline(a).slice(1, 5)).toEqual([
      '第二章 养护: 第三条 第四条 第五条',
      '第三章 利用: ',
      '第一节 一般规定: 第六条',
      '第二节 养护: 第七条',
    ]);
    const twin = run('一、增加一章，作为第四章：', '“第四章　养护', '“第八条　养护经费列入预算。”');
    expect(outline(twin).slice(1, 4)).toEqual([
      '第二章 养护: 第三条 第四条 第五条',
      '第三章 责任: 第六条 第七条',
      '第四章 养护: 第八条',
    ]);
  });

  it.each([
    ['删去第一章章名。', '第一章前面没有可以归入的章'],
    ['删去第二章章名“责任”。', '第二章的标题不是“责任”'],
    ['将第四章并入第二章。', '不是前后相连的'],
    ['增加一章，作为第三章，章名为“利用”。', '没有写明新增的第三章包括哪些条'],
    ['增加一章，作为第三章“利用”，包括第三条、第四条。', '决定写明是第三章，按条文的先后推算是第二章'],
    ['增加一章，作为第三章，章名为“利用”，包括第六条、第七条：“第六条　石桥可以利用。”', '对应不上'],
    [
      '增加一章，作为第三章“利用”。增加一条，作为第六条：“甲。”将第六条改为第七条，修改为：“违反的，处罚款。”',
      '没有写明第七条在不在新增的章节里',
    ],
    ['增加一条，作为第四章第六条：“石桥可以利用。”', '决定写明第六条在第四章'],
    ['将第五条改为第六条，作为第三章第一条。', '决定写明第一条在第三章'],
    ['在第三章增加一节，作为第一节：“第一节　罚款\n“第六条　填塞桥孔的，处罚款。”', '没有写明属于哪一节'],
    ['在第二章增加一节，作为第一节“禁止”，包括第二条、第三条。', '第二条不在第二章'],
  ])('%s is refused: %s', (instruction, reason) => {
    const a = run(...`一、${instruction}`.split('\n'));
    expect(print(a.result)).toBe(untouched);
    expect(problems(a)).toEqual([expect.stringContaining(reason)]);
  });
});

describe('several laws', () => {
  const of = (...lines: string[]): Amendment =>
    amend(BASE, splitLines(law('关于修改部分地方性法规的决定', '云澜市人民代表大会常务委员会决定：', ...lines)));

  it('what is to be deleted stands below', () => {
    const a = of('一、删去下列地方性法规的有关条款：', '1.《云澜市木桥条例》第九条', '2.《云澜市石桥条例》第四条');
    expect(problems(a)).toEqual([null]);
    expect(print(a.result)).not.toContain('石桥每年检查一次');
  });

  it('what the instructions below are about may stand above them', () => {
    const a = of(
      '一、对下列地方性法规中有关罚款的规定作出修改：',
      '1）将《云澜市木桥条例》第九条中的“五百元”修改为“一千元”。',
      '2）将《云澜市石桥条例》第六条中的“五百元”修改为“一千元”。',
    );
    expect(problems(a)).toEqual([null]);
    expect(changes(a).came).toEqual(['第六条　违反本条例第三条规定的，处一千元罚款；情节严重的，处二千元罚款。']);
  });
});

it('an article that changes places with others by its stated number is told, and one that only moves up is not', () => {
  const told = (a: Amendment): string[] => a.notes.filter((note) => note.includes('前后调换'));
  const moved = run('一、删去第二条。', '二、将第三条改为第四条。');
  expect(problems(moved)).toEqual([null, null]);
  expect(told(moved)).toEqual(['按决定写的序号，有的条同别的条前后调换了：原第三条现在是第四条；请核对。']);
  expect(told(run('一、删去第二条。', '二、将第三条改为第二条，第四条改为第三条。'))).toEqual([]);
});
