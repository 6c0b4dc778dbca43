import { expect, it } from 'vitest';
import { cellsOf, readRows, wordOf } from './pasted';

const ORDER = ['name', 'place'] as const;
const HEADS = { name: ['全称', '名称'], place: ['地址'] };

it('reads cells as a spreadsheet copies them', () => {
  expect(cellsOf('甲\t乙\r\n丙\t\r\n\r\n')).toEqual([
    ['甲', '乙'],
    ['丙', ''],
  ]);
  expect(cellsOf('"两\n行"\t"他说""好"""\n')).toEqual([['两 行', '他说"好"']]);
  expect(cellsOf('  ')).toEqual([]);
});

it('takes columns in their order, or by a head in any order', () => {
  expect(readRows('甲\t东街 1 号', ORDER, HEADS)).toEqual([{ name: '甲', place: '东街 1 号' }]);
  expect(readRows('地址\t电话\t名称\n东街\t1\t甲', ORDER, HEADS)).toEqual([{ name: '甲', place: '东街' }]);
  // one name alone is no head: it may be the name of a place
  expect(readRows('地址\n甲', ORDER, HEADS)).toEqual([
    { name: '地址', place: '' },
    { name: '甲', place: '' },
  ]);
});

it('knows a word, or says what it most likely is', () => {
  const words = { COUNTY: '县级', MUNICIPAL: '市级' };
  expect(wordOf('县级', words)).toEqual({ value: 'COUNTY' });
  expect(wordOf('县', words)).toEqual({ likely: { value: 'COUNTY', words: '县级' } });
  expect(wordOf('级', words)).toEqual({ likely: null });
  expect(wordOf('', words)).toEqual({ likely: null });
});
