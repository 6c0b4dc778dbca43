/** Quotations shortened with ……, words outside of the articles, and everyday phrases in other words. */
import { amend, parseText, print, splitLines, type Amendment } from '../../../src/articles/index.js';
import { law } from '../laws.js';
import { amendedLaw, problems } from './amended.js';

const LINES = [
  '云岭市渡船管理规定',
  '为了规范航运局的渡船管理工作，制定本规定。',
  '第一条　航运局负责渡船管理。',
  '第二条　禁止下列行为：',
  '（一）超载；',
  '（二）夜航；',
  '（三）酒后驾船；',
  '（四）其他危险行为。',
  '第三条　渡船每年检验一次，由航运局自受理之日起十日内办理；逾期不办理的，视为合格。',
  '检验费用由船主承担。',
  '第四条　违反本规定第二条规定的，处二百元罚款；情节严重的，处五百元罚款。',
  '第五条　本规定自2020年5月1日起施行。',
];
const { untouched, run, changes } = amendedLaw(LINES);

describe('shortened quotations', () => {
  it.each([
    [
      '将第三条第一款中的“自受理之日起……办理；”修改为“及时办理；”。',
      '第三条　渡船每年检验一次，由航运局及时办理；逾期不办理的，视为合格。',
    ],
    [
      '将第三条中“由航运局…逾期不办理的”改为“由航运局办理；不办理的”。',
      '第三条　渡船每年检验一次，由航运局办理；不办理的，视为合格。',
    ],
    ['删去第四条中的“；情节严重的……五百元罚款”。', '第四条　违反本规定第二条规定的，处二百元罚款。'],
    [
      '在第三条第一款“由航运局……十日内”后增加“免费”。',
      '第三条　渡船每年检验一次，由航运局自受理之日起十日内免费办理；逾期不办理的，视为合格。',
    ],
  ])('%s', (instruction, line) => {
    const a = run(`一、${instruction}`);
    expect(problems(a)).toEqual([null]);
    expect(changes(a).came).toEqual([line]);
    expect(changes(a).gone).toHaveLength(1);
  });

  it.each([
    ['将第四条中的“处……罚款”修改为“处一千元罚款”。', '不是各有一处'],
    ['将第三条中的“由……承担”修改为“免费”。', '不是各有一处'],
    ['将第三条中的“逾期……检验一次”修改为“逾期”。', '不是各有一处'],
    ['将第三条、第四条中的“自受理……办理；”修改为“及时办理；”。', '不是各有一处'],
    ['将第三条中的“自受理……十日……办理；”修改为“及时办理；”。', '不是各有一处'],
    ['将第三条第一款中的“自受理之日起……办理；”修改为“自……办理；”。', '新的文字里有省略号'],
    ['第四条修改为：“违反本规定第二条规定的……处三百元罚款。”', '新的文字里有省略号'],
    ['第三条增加一款，作为第三款：“检验结果……公布。”', '新的文字里有省略号'],
  ])('%s is refused: %s', (instruction, reason) => {
    const a = run(`一、${instruction}`);
    expect(print(a.result)).toBe(untouched);
    expect(problems(a)).toEqual([expect.stringContaining(reason)]);
  });

  it('words that are only spoken of may have the mark', () => {
    const a = run('一、第三条增加一款，作为第三款：“检验证书应当写明‘由……检验’。”');
    expect(problems(a)).toEqual([null]);
    expect(changes(a).came).toEqual(['检验证书应当写明“由……检验”。']);
  });
});

describe('the whole text', () => {
  it.each([
    '将本规定中的“航运局”修改为“交通局”。',
    '全文中的“航运局”均改为“交通局”。',
    '将“航运局”统一更名为“交通局”。',
  ])('%s: the words before the first article too', (instruction) => {
    const a = run(`一、${instruction}`);
    expect(problems(a)).toEqual([null]);
    expect(print(a.result)).not.toContain('航运局');
    expect(changes(a).came[0]).toBe('为了规范交通局的渡船管理工作，制定本规定。');
  });

  it('and the captions of articles', () => {
    const base = parseText(
      law('云岭市渡船管理规定', '第一条【航运局职责】航运局负责渡船管理。', '第二条【施行】自发布之日起施行。'),
    );
    const a = amend(base, splitLines('一、将《云岭市渡船管理规定》中的“航运局”修改为“交通局”。'));
    expect(problems(a)).toEqual([null]);
    expect(a.result.provisions[0]?.caption).toBe('交通局职责');
  });
});

describe('a reply without articles', () => {
  const reply = parseText(
    law(
      '云岭市人民政府关于渡船收费问题的批复',
      '云溪县人民政府：',
      '你县《关于渡船收费问题的请示》收悉。现批复如下：',
      '渡船收费由航运局核定。',
      '此复。',
    ),
  );
  const decide = (instruction: string): Amendment =>
    amend(reply, splitLines(law('关于修改《云岭市人民政府关于渡船收费问题的批复》的决定', instruction)));

  it.each([
    ['一、将第二段修改为：“渡船免费。”', '抬头、来文的说明算不算一段没有写明'],
    ['一、将正文第一段修改为：“渡船免费。”', '抬头、来文的说明算不算一段没有写明'],
    ['一、将第二自然段修改为：“渡船免费。”', '没有分条'],
    ['一、删去第三条。', '没有分条'],
  ])('%s is refused: %s', (instruction, reason) => {
    const a = decide(instruction);
    expect(print(a.result)).toBe(print(reply));
    expect(problems(a)).toEqual([expect.stringContaining(reason)]);
  });

  it('words are changed wherever they stand', () => {
    const a = decide('一、将“航运局”修改为“交通局”。');
    expect(problems(a)).toEqual([null]);
    expect(print(a.result)).toContain('渡船收费由交通局核定。');
  });
});

describe('everyday phrases in other words', () => {
  const ITEM = ['（三）夜间载客；', '（四）酒后驾船；', '（五）其他危险行为。'];
  it.each([
    ['第二条第二项以后增加一项，作为第三项：“（三）夜间载客；”其后各项相应顺延。', ITEM],
    ['第二条第（二）项后增加一项为第（三）项：“（三）夜间载客；”其后各项依次递补。', ITEM],
    ['删去第二条第（二）（三）项。', ['（二）其他危险行为。']],
    ['第三条最后增加一句，“检验结果应当公布。”', ['检验费用由船主承担。检验结果应当公布。']],
    ['在第三条“每年检验”之后，“一次”之前增加“至少”。', [LINES[8]?.replace('一次', '至少一次')]],
    [
      '第一条中的“航运局”和第三条中的“航运局”修改为“交通局”。',
      ['第一条　交通局负责渡船管理。', LINES[8]?.replace('航运局', '交通局')],
    ],
    ['第三条各款中的“检验”修改为“检查”。', [LINES[8]?.replace('检验', '检查'), '检查费用由船主承担。']],
    ['第三条中，“一次”修改为“两次”，“十日”修改为“五日”。', [LINES[8]?.replace('一次', '两次').replace('十日', '五日')]],
    [
      '将本规定中的“检验”均修改为“检查”；其中，第三条第二款中的“船主”修改为“所有人”。',
      [LINES[8]?.replace('检验', '检查'), '检查费用由所有人承担。'],
    ],
    ['第三条第二款修改如下：“检验不收费。”', ['检验不收费。']],
    ['本规定更名为《云岭市渡船条例》。', ['云岭市渡船条例']],
    ['将《云岭市渡船管理规定》更名为《云岭市渡船条例》。', ['云岭市渡船条例']],
  ])('%s', (instruction, came) => {
    const a = run(`一、${instruction}`);
    expect(problems(a)).toEqual([null]);
    expect(changes(a).came).toEqual(came);
  });

  it.each([
    ['在第三条以后增加一条，作为第四条：“渡船应当登记。”', '原第四条、第五条依次顺延。'],
    ['在第三条后增加一条：“渡船应当登记。”', '原第四条及以后条文序号依次顺延。'],
    ['增加一条为第四条：“渡船应当登记。”', '原第四条至第五条依次后移。'],
  ])('%s %s', (first, second) => {
    const a = run(`一、${first}`, `二、${second}`);
    expect(problems(a)).toEqual([null, null]);
    expect(changes(a).came).toEqual([
      '第四条　渡船应当登记。',
      '第五条　违反本规定第二条规定的，处二百元罚款；情节严重的，处五百元罚款。',
      '第六条　本规定自2020年5月1日起施行。',
    ]);
  });
});

it('a law printed behind the decision under a title broken over lines is no instruction', () => {
  const base = parseText(law(...LINES));
  const a = amend(
    base,
    splitLines(
      law(
        '关于修改《云岭市渡船管理规定》的决定',
        '一、将第三条中的“一次”修改为“两次”。',
        '《云岭市渡船管理规定》根据本决定作相应修改，重新公布。',
        '云岭市渡船',
        '管理规定',
        ...LINES.slice(1),
      ),
    ),
  );
  expect(problems(a)).toEqual([null]);
  expect(changes(a).came).toEqual([LINES[8]?.replace('一次', '两次')]);
  expect(a.notes.join()).toContain('附在决定后面的法规全文');
});
