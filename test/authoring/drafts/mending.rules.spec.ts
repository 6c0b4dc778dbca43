/** Mending line by line: edits, and how grave a warning is. */
import { readLines, splitLines } from '../../../src/articles/index.js';
import { editLines, knownBy, type LineEdit, severityOf } from '../../../src/authoring/drafts/mending.rules.js';

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

it('what loses or doubles words must be settled, the rest is looked at', () => {
  expect(severityOf('NUMBER_DUPLICATE')).toBe('MUST');
  expect(severityOf('UNPLACED_LINE')).toBe('MUST');
  expect(severityOf('DUPLICATE_TEXT')).toBe('LOOK');
  expect(severityOf('TITLE_DIFFERS')).toBe('LOOK');
});

it('readings are one a line', () => {
  expect(readLines(splitLines('甲\n\n乙'))).toHaveLength(3);
});

describe('by what warnings are known', () => {
  const named = (lines: readonly string[], ...warnings: [number, string, string?][]): [number, string][] =>
    knownBy(
      warnings.map(([line, code, message = '']) => ({ line, code, message })),
      lines,
    ).map(({ place, words }) => [place, words]);

  it('of equal lines the first keeps its words, the others are counted', () => {
    expect(named(['　甲。', '乙。', '甲。', '甲。'], [1, 'A'], [2, 'A'], [3, 'A'], [4, 'A'], [4, 'B'])).toEqual([
      [0, '甲。'],
      [0, '乙。'],
      [0, '甲。\n1'],
      [0, '甲。\n2'],
      [0, '甲。'],
    ]);
  });
  it('of several at one line each has its place; about the whole file they are known by what they say', () => {
    expect(named(['甲。'], [0, 'A', '子'], [0, 'A', '丑'], [0, 'B', '子'], [1, 'A'], [1, 'A'])).toEqual([
      [0, '子'],
      [1, '丑'],
      [0, '子'],
      [0, '甲。'],
      [1, '甲。\n1'],
    ]);
  });
});
