/**
 * Chapters that change places, are divided into sections or renamed together: results written by hand, and beside them
 * what says too little and is refused whole with a reason that is true.
 */
import { print, type Amendment } from '../../../src/articles/index.js';
import { amendedLaw, problems } from './amended.js';

const LINES = [
  '云岭市古井保护条例',
  '第一章　总则',
  '第一条　为了保护古井，制定本条例。',
  '第二章　养护',
  '第二条　禁止填塞古井。',
  '第三条　古井每年清淤一次。',
  '第四条　修缮古井，应当保持原状。',
  '第三章　利用',
  '第五条　古井可以用于旅游。',
  '第六条　利用古井，应当遵守第三条的规定。',
  '第四章　责任',
  '第七条　违反本条例第二条规定的，处五百元罚款。',
  '第八条　违反本条例第四条规定的，处一千元罚款。',
  '第五章　附则',
  '第九条　本条例自2020年5月1日起施行。',
];
const { untouched, run } = amendedLaw(LINES);

/** 第一章 总则: 第一条为了 */
const outline = (a: Amendment): string[] =>
  a.result.headings.map((h) => {
    const own = a.result.provisions.filter((p) => p.headings.at(-1)?.title === h.title);
    return `${h.label}${h.title}: ${own.map((p) => p.label + (p.paragraphs[0]?.text.slice(0, 4) ?? '')).join(' ')}`;
  });

const BEFORE_THEM = ['第一章总则: 第一条为了保护', '第二章养护: 第二条禁止填塞 第三条古井每年 第四条修缮古井'];
const LAST = '第五章附则: 第九条本条例自';
const SWAPPED = [
  ...BEFORE_THEM,
  '第三章责任: 第五条违反本条 第六条违反本条',
  '第四章利用: 第七条古井可以 第八条利用古井',
  LAST,
];
const EARLIER = [
  '第一章总则: 第一条为了保护',
  '第二章利用: 第二条古井可以 第三条利用古井',
  '第三章养护: 第四条禁止填塞 第五条古井每年 第六条修缮古井',
  '第四章责任: 第七条违反本条 第八条违反本条',
  LAST,
];

describe('chapters that change places take their articles along', () => {
  it.each([
    '将第三章移至第四章之后，章节条文顺序作相应调整。',
    '将第三章移到第四章后面，作为第四章，原第四章改为第三章。',
    '第三章改为第四章，第四章改为第三章，条文顺序作相应调整。',
    '将第三章、第四章分别改为第四章、第三章。',
    '将第三章、第四章互换位置。',
    '第三章与第四章顺序对调，相应调整章序和条文顺序。',
  ])('%s', (instruction) => {
    const a = run(`一、${instruction}`);
    expect(problems(a)).toEqual([null]);
    expect(outline(a)).toEqual(SWAPPED);
    expect(a.notes.join()).toContain('原第四章“责任”现在是第三章、原第三章“利用”现在是第四章');
  });

  it.each([
    '将第三章改为第二章，相应调整章序。',
    '将第三章改为第二章，其后章序依次顺延。',
    '将第三章调整为第二章，原第二章调整为第三章。',
    '将第三章移至第一章之后，作为第二章。',
    '将第二章移至第三章以后，条文顺序作相应调整。',
  ])('%s and what is cited moves', (instruction) => {
    const a = run(`一、${instruction}`);
    expect(problems(a)).toEqual([null]);
    expect(outline(a)).toEqual(EARLIER);
    expect(print(a.result)).toContain('第七条　违反本条例第四条规定的，处五百元罚款。');
    expect(print(a.result)).toContain('第三条　利用古井，应当遵守第五条的规定。');
  });

  it('and what else is ordered is carried out in them', () => {
    const a = run(
      '一、将第三章移至第四章之后。',
      '二、将第五条中的“旅游”修改为“展示”。',
      '三、删去第八条。',
      '四、增加一条，作为第八条：“利用古井，应当登记。”',
    );
    expect(problems(a)).toEqual([null, null, null, null]);
    expect(outline(a).slice(2)).toEqual([
      '第三章责任: 第五条违反本条',
      '第四章利用: 第六条古井可以 第七条利用古井 第八条利用古井',
      '第五章附则: 第九条本条例自',
    ]);
    expect(print(a.result)).toContain('第六条　古井可以用于展示。');
    expect(a.notes.join()).toContain('没有写明条文顺序是否调整');
  });

  it('chapters that only count on behind one that is deleted stay in their order', () => {
    const a = run(
      '一、删去第二章。',
      '二、第三章改为第二章，第四章改为第三章，第五章改为第四章，章节条文顺序作相应调整。',
    );
    expect(problems(a)).toEqual([null, null]);
    expect(outline(a).slice(1)).toEqual([
      '第二章利用: 第二条古井可以 第三条利用古井',
      '第三章责任: 第四条违反本条 第五条违反本条',
      '第四章附则: 第六条本条例自',
    ]);
    const emptied = run('一、删去第二条至第四条。', '二、第三章改为第二章，其后章序依次顺延。');
    expect(problems(emptied)).toEqual([null, null]);
    expect(outline(emptied)).toEqual(outline(a));
  });

  it('nothing moves ahead of a chapter whose deletion was not understood', () => {
    const a = run('一、参照上位法删去第二章。', '二、第三章改为第二章，其后章序依次顺延。');
    expect(print(a.result)).toBe(untouched);
    expect(problems(a)).toEqual([expect.stringContaining('没有看懂'), expect.stringContaining('决定写明是第二章')]);
  });

  it.each([
    ['将第三章改为第二章。', '请写明每一个移动的章节的新序号'],
    ['将第三章移至第九章之后。', '没有第九章'],
    ['将第三章移至第三章之后。', '第三章就是要移动的章节'],
    ['将第三章移至第七条之后。', '没有看懂'],
    ['第五条、第六条改为第七条、第八条，第七条、第八条改为第五条、第六条。', '第四章的条全部移走了'],
  ])('%s is refused: %s', (instruction, reason) => {
    const a = run(`一、${instruction}`);
    expect(print(a.result)).toBe(untouched);
    expect(problems(a)).toEqual([expect.stringContaining(reason)]);
  });
});

describe('articles that change places', () => {
  it('are numbered anew where no number is stated', () => {
    const a = run('一、将第二条移到第三条后面。');
    expect(problems(a)).toEqual([null]);
    expect(outline(a)[1]).toBe('第二章养护: 第二条古井每年 第三条禁止填塞 第四条修缮古井');
    expect(a.notes.join()).toContain('决定移动了条文而没有写明条文顺序是否调整');
  });

  it('a number said of another article is not that of the one that moved', () => {
    const a = run('一、将第二条移至第三条之后，第三条改为第二条。');
    expect(problems(a)).toEqual([null]);
    expect(outline(a)[1]).toBe('第二章养护: 第二条古井每年 第三条禁止填塞 第四条修缮古井');
  });
});

describe('a chapter divided into sections', () => {
  it.each([
    '第二章分为两节：第一节“日常养护”包括第二条至第三条，第二节“修缮”包括第四条。',
    '将第二章分为两节，第一节为“日常养护”，包括第二条、第三条；第二节为“修缮”，包括第四条。',
    '第二章分为二节，第一节节名为“日常养护”（第二条至第三条），第二节节名为“修缮”（第四条）。',
    '在第二章中增加两节，第一节“日常养护”，由第二条、第三条组成；第二节“修缮”，由第四条组成。',
  ])('%s', (instruction) => {
    const a = run(`一、${instruction}`);
    expect(problems(a)).toEqual([null]);
    expect(outline(a).slice(1, 4)).toEqual([
      '第二章养护: ',
      '第一节日常养护: 第二条禁止填塞 第三条古井每年',
      '第二节修缮: 第四条修缮古井',
    ]);
  });

  it.each([
    ['第二章分为两节，第一节“日常养护”，包括第二条；第二节“修缮”，包括第四条。', '后面的条文没有写明属于哪一节'],
    ['第二章分为两节，第一节“日常养护”，包括第三条；第二节“修缮”，包括第四条。', '前面的条文没有写明属于哪一节'],
    ['第二章分为两节，第一节“日常养护”，包括第一条至第三条；第二节“修缮”，包括第四条。', '第一条不在第二章'],
    ['第二章分为两节，第二节“日常养护”，包括第二条、第三条；第一节“修缮”，包括第四条。', '决定写明是第二节'],
    ['第二章分为三节，第一节“日常养护”，包括第二条、第三条；第二节“修缮”，包括第四条。', '没有看懂'],
    ['第二章分为两节，第一节“日常养护”，第二节“修缮”。', '没有看懂'],
  ])('%s is refused: %s', (instruction, reason) => {
    const a = run(`一、${instruction}`);
    expect(print(a.result)).toBe(untouched);
    expect(problems(a)).toEqual([expect.stringContaining(reason)]);
  });
});

describe('several names of chapters at once', () => {
  it.each([
    '将第二章、第三章章名分别修改为“养护与修缮”、“合理利用”。',
    '将第二章、第三章的章名分别修改为：“养护与修缮”“合理利用”。',
    '第二章章名、第三章章名分别改为“第二章　养护与修缮”、“第三章　合理利用”。',
    '第二章、第三章章名由“养护”、“利用”分别调整为“养护与修缮”、“合理利用”。',
    '将第二章章名更名为“养护与修缮”，第三章章名更名为“合理利用”。',
  ])('%s', (instruction) => {
    const a = run(`一、${instruction}`);
    expect(problems(a)).toEqual([null]);
    expect(a.result.headings.map((h) => h.title)).toEqual(['总则', '养护与修缮', '合理利用', '责任', '附则']);
  });

  it.each([
    ['第二章、第三章章名由“养护”、“使用”分别修改为“养护与修缮”、“合理利用”。', '第三章的标题不是“使用”'],
    ['第二章至第四章章名分别修改为“养护与修缮”、“合理利用”。', '没有看懂'],
    ['将第二章、第三章章名修改为“养护与利用”。', '没有看懂'],
  ])('%s is refused: %s', (instruction, reason) => {
    const a = run(`一、${instruction}`);
    expect(print(a.result)).toBe(untouched);
    expect(problems(a)).toEqual([expect.stringContaining(reason)]);
  });
});

describe('what is said of the whole law is said of the titles of its chapters', () => {
  const HEADS = [
    '云岭市古井古桥保护条例',
    '第一章　古井的保护',
    '第一条　古井应当保护。',
    '第二章　附则',
    '第二条　本条例自公布之日起施行。',
  ];
  const law = amendedLaw(HEADS);

  it.each([
    ['words go', '删去本条例中的“的保护”。', '第一章　古井', '第一条　古井应当保护。'],
    ['words go that the articles have too', '删去本条例中的“保护”。', '第一章　古井的', '第一条　古井应当。'],
    [
      'words come beside others',
      '在本条例中的“古井”后增加“古桥”。',
      '第一章　古井古桥的保护',
      '第一条　古井古桥应当保护。',
    ],
  ])('%s', (_, instruction, title, first) => {
    const a = law.run(`一、${instruction}`);
    expect(problems(a)).toEqual([null]);
    const now = print(a.result).trim().split('\n');
    expect(now.filter((line) => line !== '').slice(1, 3)).toEqual([title, first]);
  });

  it('but none of them loses all its words', () => {
    const a = law.run('一、删去本条例中的“附则”。');
    expect(problems(a)).toEqual(['删去“附则”以后，第二章的标题没有文字了；请核对决定文本。']);
    expect(print(a.result)).toBe(law.untouched);
  });
});
