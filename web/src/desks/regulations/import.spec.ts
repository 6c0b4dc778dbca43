import { describe, expect, it } from 'vitest';
import {
  broken,
  joined,
  leftOutOf,
  type Line,
  lineAbove,
  outlineOf,
  rewritten,
  stepTo,
  stopsOf,
  unsettled,
} from './import';

const line = (number: number, text: string, as: Line['as'], more: Partial<Line> = {}): Line => ({
  number,
  text,
  as,
  label: null,
  provision: null,
  path: null,
  why: null,
  ...more,
});
const lines = [
  line(1, '绿化条例', 'TITLE'),
  line(2, '第一章　总则', 'HEADING', { label: '第一章　总则' }),
  line(3, '第一条　甲。', 'ARTICLE', { label: '第一条' }),
  line(4, '— 1 —', 'LEFT_OUT', { why: 'PAGE_NUMBER' }),
  line(5, '', 'BLANK'),
  line(6, '第三条　乙。', 'ARTICLE', { label: '第三条' }),
  line(7, '— 2 —', 'LEFT_OUT', { why: 'PAGE_NUMBER' }),
];
const warning = {
  line: 6,
  code: 'NUMBER_GAP',
  place: 0,
  message: '缺',
  severity: 'MUST' as const,
  ignored: false,
  fixes: [],
};
const notice = { line: 0, code: 'TITLE_DIFFERS', place: 0, message: '看', severity: 'LOOK', ignored: false } as const;
const stops = stopsOf([warning], [notice]);

describe('an import', () => {
  it('has stops in the order of the lines, and goes round them', () => {
    expect(stops.map((s) => s.id)).toEqual(['0 TITLE_DIFFERS', '6 NUMBER_GAP']);
    expect(unsettled(stops).map((s) => s.line)).toEqual([6]);
    expect(stepTo(stops, null, 1)?.line).toBe(0);
    expect(stepTo(stops, '6 NUMBER_GAP', 1)?.line).toBe(0);
    expect(stepTo(stops, null, -1)?.line).toBe(6);
    expect(stepTo(stopsOf([{ ...warning, ignored: true }], []), null, 1)).toBeNull();
  });
  it('has each of several at one place as a stop of its own', () => {
    const several = stopsOf([], [notice, { ...notice, place: 1 }, { ...notice, code: 'FILE_IMPORTED_BEFORE' }]);
    expect(several.map((s) => s.id)).toEqual(['0 TITLE_DIFFERS', '0 TITLE_DIFFERS 1', '0 FILE_IMPORTED_BEFORE']);
  });
  it('has an outline by chapters, with what is odd in it', () => {
    const [chapter] = outlineOf(lines, stops);
    expect(chapter).toMatchObject({ words: '第一章　总则', range: ['第一条', '第三条'] });
    expect(chapter?.articles.map((a) => a.stop?.code ?? null)).toEqual([null, 'NUMBER_GAP']);
  });
  it('counts what was left out', () => {
    expect(leftOutOf(lines)).toEqual([{ why: 'PAGE_NUMBER', lines: [4, 7] }]);
  });
  it('edits lines', () => {
    const [article, above] = [lines[5] as Line, lineAbove(lines, 6) as Line];
    expect(above.number).toBe(4);
    expect(rewritten(article, article.text)).toEqual([]);
    expect(rewritten(article, '第二条　乙。')).toEqual([{ line: 6, act: 'REPLACE', text: '第二条　乙。' }]);
    expect(broken(article, '第二条　乙。丙。', 6)).toEqual([{ line: 6, act: 'REPLACE', text: '第二条　乙。\n丙。' }]);
    expect(joined(article, above, '　乙。')).toEqual([
      { line: 4, act: 'REPLACE', text: '— 1 —乙。' },
      { line: 6, act: 'REMOVE' },
    ]);
  });
});
