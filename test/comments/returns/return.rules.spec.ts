import {
  printReturn as printedWith,
  type PrintedReturn,
  type ReturnLine,
  type ReturnPart,
  surgeWords,
} from '../../../src/comments/returns/return.compose.js';
import {
  byPlaceInText,
  isReplaced,
  kindOfReturn,
  returnIsRight,
  timesSent,
} from '../../../src/comments/returns/return.rules.js';

import { digestOf } from '../../../src/comments/returns/return.digest.js';

const printReturn = (one: ReturnPart): PrintedReturn => printedWith(one, digestOf(one));
const line = (number: number, more: Partial<ReturnLine> = {}): ReturnLine => ({
  number,
  place: '第十九条第一款第（二）项',
  text: '三十分钟太长了',
  proposedWording: null,
  reason: null,
  verbatim: true,
  voices: 1,
  texts: 1,
  sources: 1,
  channels: { PAPER: 1 },
  ...more,
});
const figures = {
  heard: 5,
  voices: 3,
  reported: 2,
  verbatim: 1,
  merged: 1,
  inFavour: 0,
  setAside: 2,
  texts: 5,
  sources: 2,
};
const part = (more: Partial<ReturnPart> = {}): ReturnPart => ({
  draftTitle: '电梯条例（草案）',
  body: '桂花里社区联系点',
  letterNumber: '云人常法工函〔2026〕17号',
  sentOn: '2026-08-05',
  kind: 'FIRST',
  times: 1,
  figures,
  lines: [line(1), line(2, { verbatim: false, voices: 2, texts: 2, channels: { CODE: 2 } })],
  number: 'HZ20260805-3FA2C1',
  ...more,
});

it.each([
  [0, false, 'FIRST'],
  [1, false, 'SUPPLEMENT'],
  [3, false, 'SUPPLEMENT'],
  [1, true, 'AGAIN'],
  // reported before returns were kept, and returned now
  [0, true, 'AGAIN'],
] as const)('after %i returns, with returned ones %s: %s', (before, returned, kind) => {
  expect(kindOfReturn(before, returned)).toBe(kind);
});

it('a whole return voids what went before, a supplement nothing', () => {
  const [first, more, again, late] = [
    { ordinal: 1, kind: 'FIRST' },
    { ordinal: 2, kind: 'SUPPLEMENT' },
    { ordinal: 3, kind: 'AGAIN' },
    { ordinal: 4, kind: 'SUPPLEMENT' },
  ] as const;
  const all = [first, more, again, late];
  expect(all.map((r) => isReplaced(all, r))).toEqual([true, true, false, false]);
  expect(all.map((r) => timesSent(all, r))).toEqual([1, 1, 2, 2]);
  expect([first, more].map((r) => isReplaced([first, more], r))).toEqual([false, false]);
});

it('goes by the text, as they came within an article, and what is about none comes last', () => {
  const all = [
    ['a', null],
    ['b', 7],
    ['c', 2],
    ['d', 7],
    ['e', null],
  ] as const;
  expect(byPlaceInText(all, ([, at]) => at).map(([name]) => name)).toEqual(['c', 'b', 'd', 'a', 'e']);
});

it('prints the words of papers 9', () => {
  const printed = printReturn(part());
  expect(printed.title).toBe('关于《电梯条例（草案）》的意见汇总表');
  expect(printed.heads).toEqual([
    '报送单位：桂花里社区联系点（印章）',
    '来函：云人常法工函〔2026〕17号',
    '报送日期：2026年8月5日',
  ]);
  expect(printed.figures).toBe('听取意见5条，归纳报送2条（原文1条，归并1条），其中赞同0条；未列入2条。');
  expect(printed.rows).toEqual([
    ['1', '第十九条第一款第二项', '〔原话〕三十分钟太长了', '—', '—', '群众1\n纸质表1'],
    ['2', '第十九条第一款第二项', '三十分钟太长了', '—', '—', '群众2\n扫码2'],
  ]);
  expect(printed.foot).toMatch(/^HZ20260805-3FA2C1　[0-9a-f]{8}$/);
  expect(printReturn(part({ body: '青山社区' })).foot).not.toBe(printed.foot);
});

it.each([
  ['SUPPLEMENT', '（补报）', '补报2条，是第1条至第2条，序号接着以前报送的。连同以前报送的，听取意见5条'],
  ['AGAIN', '（第2次报送）', '以前报送的汇总表作废，以这一份为准。听取意见5条'],
] as const)('%s says what it is', (kind, second, begins) => {
  const printed = printReturn(part({ kind, times: 2 }));
  expect(printed.second).toBe(second);
  expect(printed.figures.startsWith(begins)).toBe(true);
});

it('无意见 is one sentence, and what is not sent says so', () => {
  const none = { ...figures, heard: 0, voices: 0, reported: 0, verbatim: 0, merged: 0, setAside: 0 };
  const printed = printReturn(part({ lines: [], figures: none, number: null }));
  expect([printed.nothing, printed.figures, printed.foot]).toEqual(['经听取意见，没有修改意见。', '', '未报送']);
});

it('shows a campaign as what it is, and says nothing where everybody spoke for himself', () => {
  expect(surgeWords({ voices: 58, texts: 2, sources: 3 })).toBe('58条原话、2种文字、3个来源');
  expect(surgeWords({ voices: 3, texts: 3, sources: 1 })).toBe('');
  expect(printReturn(part({ figures: { ...figures, texts: 2 } })).figures).toContain(
    '听取的意见是5条原话、2种文字、2个来源。',
  );
});

describe('the clerk', () => {
  it('has nothing to say of a return that is in order', () => expect(returnIsRight(part())).toEqual([]));
  it.each([
    ['sums', { figures: { ...figures, merged: 2 } }],
    ['sums', { figures: { ...figures, heard: 6 } }],
    ['sums', { figures: { ...figures, inFavour: 3 } }],
    ['sums', { lines: [line(1)] }],
    ['numbers', { lines: [line(2), line(1)] }],
    ['numbers', { lines: [line(1), line(1)] }],
    ['rows', { lines: [line(1), line(2, { text: ' ' })] }],
    ['rows', { lines: [line(1), line(2, { voices: 0 })] }],
    ['residents', { lines: [line(1), line(2, { text: '找我13812345678' })] }],
    ['residents', { lines: [line(1), line(2, { reason: '身份证11010519491231002X' })] }],
  ] as const)('remarks on %s %#', (check, more) => {
    expect(returnIsRight(part(more)).map((r) => r.check)).toEqual([check]);
  });
  it('counts a supplement with what was sent before', () => {
    expect(returnIsRight(part({ kind: 'SUPPLEMENT', lines: [line(3)] }))).toEqual([]);
  });
});
