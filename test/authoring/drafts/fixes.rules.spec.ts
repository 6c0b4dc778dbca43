/** What is proposed against each kind of warning, and that the work for it grows with the text only. */
import { parseText, readLines, splitLines } from '../../../src/articles/index.js';
import { fixesOf } from '../../../src/authoring/drafts/fixes.rules.js';
import { editLines } from '../../../src/authoring/drafts/mending.rules.js';

describe('what probably helps', () => {
  /** Each warning, with its fixes and what the text says after each of them */
  const proposed = (...lines: string[]): [string, [string, string[]][]][] => {
    const text = lines.join('\n');
    const { warnings } = parseText(text);
    const find = fixesOf(warnings, lines, () => readLines(splitLines(text)));
    return warnings.map((w) => [
      `${w.line} ${w.code}`,
      find(w).map(({ words, edits, first, lines: changed }): [string, string[]] => {
        expect([edits()[0], edits().length]).toEqual([first, changed]);
        const after = editLines(lines, edits());
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
      const [fix] = warnings
        .slice(0, 1)
        .flatMap(fixesOf(warnings, lines, () => readLines(splitLines(lines.join('\n')))));
      const after = editLines(lines, fix?.edits() ?? []);
      expect(Array.isArray(after) && parseText(after.join('\n')).warnings).toEqual([]);
    }
  });
});

describe('work grows with the text, not with its square', () => {
  let looks = 0;
  /** The same list, that counts how often one of its rows is looked at */
  const counted = <T>(rows: readonly T[]): readonly T[] =>
    new Proxy(rows, {
      get(target, key): unknown {
        if (typeof key === 'string' && /^\d+$/u.test(key)) looks++;
        return Reflect.get(target, key);
      },
    });
  /** How often lines and what they were read as are looked at until every warning has its fixes */
  const work = (lines: readonly string[]): number => {
    const { warnings } = parseText(lines.join('\n'));
    expect(warnings.length).toBeGreaterThan(lines.length / 3);
    const readings = counted(readLines(splitLines(lines.join('\n'))));
    looks = 0;
    const found = warnings.flatMap(fixesOf(counted(warnings), counted(lines), () => readings));
    expect(found.length).toBeGreaterThan(0);
    return looks;
  };
  const many = (n: number, line: (at: number) => string): string[] => Array.from({ length: n }, (_, at) => line(at));

  it.each<[string, (n: number) => string[]]>([
    [
      'lines that are in no article',
      (n) => ['第一章　总则', ...many(n, (at) => `做好第${at}件工作。`), '第一条　甲。'],
    ],
    ['articles of one number', (n) => ['第一条　甲。', '第二条　乙。', ...many(n, () => '第二条　丙。')]],
    ['articles that go up and down', (n) => many(n, (at) => `第${at % 2 === 0 ? at + 2 : at}条　丁。`)],
    ['items of one number', (n) => ['第一条　有下列情形的：', '（一）甲；', ...many(n, () => '（三）乙；')]],
  ])('%s', (_, text) => expect(work(text(800)) / work(text(400))).toBeLessThanOrEqual(2.5));

  it('an edit is made when it is taken, and nothing is read while nobody asks', () => {
    let read = 0;
    const lines = ['第一条　甲。', '第三条　乙。', ...many(500, (at) => `第${at + 4}条　丙。`)];
    const { warnings } = parseText(lines.join('\n'));
    const find = fixesOf(warnings, lines, () => {
      read++;
      return readLines(splitLines(lines.join('\n')));
    });
    expect(read).toBe(0);
    const [fix] = warnings.slice(0, 1).flatMap(find);
    expect([fix?.lines, fix?.first.line, fix?.edits().length]).toEqual([501, 2, 501]);
    warnings.forEach(find);
    expect(read).toBe(1);
  });
});
