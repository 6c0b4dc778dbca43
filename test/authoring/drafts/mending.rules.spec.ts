/** Mending line by line: edits, and what is proposed against each kind of warning. */
import { parseText, readLines, splitLines } from '../../../src/articles/index.js';
import { fixesOf } from '../../../src/authoring/drafts/mending.queries.js';
import { editLines, type LineEdit, severityOf } from '../../../src/authoring/drafts/mending.rules.js';

describe('edits of lines', () => {
  const lines = ['甲', '乙丙', '', '丁'];
  it.each<[string, LineEdit[], string[]]>([
    ['nothing', [], lines],
    ['a rewritten line', [{ line: 2, act: 'REPLACE', text: '戊' }], ['甲', '戊', '', '丁']],
    ['one that becomes two', [{ line: 1, act: 'REPLACE', text: '甲\n己' }], ['甲', '己', '乙丙', '', '丁']],
    ['a line joined to the one above', [{ line: 2, act: 'JOIN' }], ['甲乙丙', '', '丁']],
    ['a line joined past an empty one', [{ line: 4, act: 'JOIN' }], ['甲', '乙丙丁']],
    ['a line broken', [{ line: 2, act: 'SPLIT', at: 1 }], ['甲', '乙', '丙', '', '丁']],
    ['a line removed', [{ line: 1, act: 'REMOVE' }], ['乙丙', '', '丁']],
    [
      'several, each by the number it had before',
      [
        { line: 4, act: 'REPLACE', text: '庚' },
        { line: 1, act: 'REMOVE' },
        { line: 2, act: 'SPLIT', at: 1 },
      ],
      ['乙', '丙', '', '庚'],
    ],
  ])('%s', (_, edits, after) => expect(editLines(lines, edits)).toEqual(after));

  it.each<[LineEdit[], number, string]>([
    [[{ line: 5, act: 'REMOVE' }], 0, '没有第 5 行：这一稿共 4 行。'],
    [[{ line: 0, act: 'REMOVE' }], 0, '没有第 0 行：这一稿共 4 行。'],
    [[{ line: 1, act: 'JOIN' }], 0, '第一行前面没有行，不能并到上一行。'],
    [[{ line: 1, act: 'REPLACE' }], 0, '请写明这一行改成什么。'],
    [[{ line: 2, act: 'SPLIT', at: 2 }], 0, '第 2 行共 2 个字，断开的位置要在两个字之间。'],
    [
      [
        { line: 2, act: 'REMOVE' },
        { line: 2, act: 'JOIN' },
      ],
      1,
      '第 2 行改了两次。',
    ],
  ])('refuses %j', (edits, index, message) => expect(editLines(lines, edits)).toEqual({ index, message }));
});

describe('what probably helps', () => {
  /** Each warning, with its fixes and what the text says after each of them */
  const proposed = (...lines: string[]): [string, [string, string[]][]][] => {
    const text = lines.join('\n');
    const { warnings } = parseText(text);
    return warnings.map((w, at) => [
      `${w.line} ${w.code}`,
      (fixesOf(text, warnings)[at] ?? []).map(({ words, edits }): [string, string[]] => {
        const after = editLines(lines, edits);
        if (!Array.isArray(after)) throw new Error(after.message);
        return [words, after.filter((l) => l !== '')];
      }),
    ]);
  };
  const articles = (...numbers: string[]): string[] =>
    numbers.map((n, at) => `第${n}条　这是第${at + 1}句话，说的是一件事。`);
  const labels = (lines: readonly string[]): string[] => lines.map((l) => /^第(.+?)条/u.exec(l)?.[1] ?? l);
  const said = (...lines: string[]): unknown =>
    proposed(...lines).map(([w, fixes]) => [w, fixes.map(([words, after]) => [words, labels(after).join('')])]);

  it('one number that was written twice: the first of the two is the missing one', () => {
    expect(said(...articles('一', '三', '三', '四'))).toEqual([
      ['2 NUMBER_GAP', [['改成第二条', '一二三四']]],
      ['3 NUMBER_DUPLICATE', []],
    ]);
  });
  it('a number twice, and all that follow one too low', () => {
    expect(said(...articles('一', '二', '二', '三'))).toEqual([
      ['3 NUMBER_DUPLICATE', [['改成第三条，以后顺延到第四条', '一二三四']]],
    ]);
  });
  it('a number left out, all that follow one too high', () => {
    expect(said(...articles('一', '三', '四', '五'))).toEqual([
      ['2 NUMBER_GAP', [['改成第二条，以后往前提到第四条', '一二三四']]],
    ]);
  });
  it('a number far off between two right ones', () => {
    expect(said(...articles('一', '五', '三', '四'))).toEqual([
      ['2 NUMBER_GAP', [['改成第二条', '一二三四']]],
      ['3 NUMBER_BACKWARDS', []],
    ]);
  });
  it('the last one', () => {
    expect(said(...articles('一', '二', '四'))).toEqual([['3 NUMBER_GAP', [['改成第三条', '一二三']]]]);
  });
  it('nothing for 第X条之Y', () => {
    expect(said('第一条　甲。', '第二条之二　乙。', '第三条　丙。')).toMatchObject([['2 NUMBER_GAP', []]]);
  });
  it('only the label of a line changes, however it is written', () => {
    const [, fixes] = proposed('第 1 条 依照第三条办理。', '　　第3条　依照第三条办理。', '第三条　收费。')[0] ?? [
      '',
      [],
    ];
    expect(fixes[0]?.[1]).toEqual(['第 1 条 依照第三条办理。', '　　第二条　依照第三条办理。', '第三条　收费。']);
  });
  it('items of one 款', () => {
    const found = proposed(
      '第一条　有下列情形的：',
      '（一）甲；',
      '（三）乙；',
      '（四）丙。',
      '第二条　自公布之日起施行。',
    );
    expect(found).toEqual([
      [
        '3 ITEM_GAP',
        [
          [
            '改成（二），以后往前提到（三）',
            ['第一条　有下列情形的：', '（一）甲；', '（二）乙；', '（三）丙。', '第二条　自公布之日起施行。'],
          ],
        ],
      ],
    ]);
  });
  it('an article without words, and a line that is in none', () => {
    expect(proposed('第一条　甲。', '第二条', '第三条　丙。')).toMatchObject([
      ['2 EMPTY_ARTICLE', [['注明“（删去）”', ['第一条　甲。', '第二条　（删去）', '第三条　丙。']]]],
    ]);
    expect(proposed('第一章　总则', '各单位应当做好有关工作。', '第一条　甲。', '第二条　乙。')[0]).toMatchObject([
      '2 UNPLACED_LINE',
      [
        ['并到上面的标题', ['第一章　总则各单位应当做好有关工作。', '第一条　甲。', '第二条　乙。']],
        ['不是条文，删去这一行', ['第一章　总则', '第一条　甲。', '第二条　乙。']],
      ],
    ]);
  });
  it('what it proposes leads nowhere worse: the warning is gone', () => {
    for (const numbers of [
      ['一', '三', '三', '四'],
      ['一', '二', '二', '三'],
      ['二', '三', '四'],
    ]) {
      const lines = articles(...numbers);
      const { warnings } = parseText(lines.join('\n'));
      const fix = fixesOf(lines.join('\n'), warnings)[0]?.[0];
      const after = editLines(lines, fix?.edits ?? []);
      expect(Array.isArray(after) && parseText(after.join('\n')).warnings).toEqual([]);
    }
  });
});

it('what loses or doubles words must be settled, the rest is looked at', () => {
  expect(severityOf('NUMBER_DUPLICATE')).toBe('MUST');
  expect(severityOf('UNPLACED_LINE')).toBe('MUST');
  expect(severityOf('DUPLICATE_TEXT')).toBe('LOOK');
  expect(severityOf('TITLE_DIFFERS')).toBe('LOOK');
});

it('readings are one a line', () => {
  expect(readLines(splitLines('甲\n\n乙'))).toHaveLength(3);
});
