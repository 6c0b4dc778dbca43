/** What of a text is seen, and how long it is to whoever reads it. */
import { words } from '../../../src/platform/base/inputs.js';
import { isBlank, lengthSeen, tidied } from '../../../src/platform/base/visible.rules.js';

it.each([
  ['', 0],
  ['第一条，“甲”……', 9],
  ['𠮷林路', 3],
  ['𪚥', 1],
  ['👨‍👩‍👧', 1],
  ['é', 1],
  ['a\n乙', 3],
])('%j has %d characters', (text, length) => {
  expect(lengthSeen(text)).toBe(length);
});

it.each(['', ' \n\t　', '\u200b', '\u202e\u2066', '\u3164', '\u2800\u2800', '\ufe0f', '\u{e0020}'])(
  '%j shows nothing',
  (text) => {
    expect([isBlank(text), tidied(text)]).toEqual([true, '']);
  },
);

it('words of invisible characters only are none, in every form', () => {
  const name = words({ least: [2, '请填写名称'], most: [4, '太长'] });
  const said = (text: string): string => {
    const read = name.safeParse(text);
    return read.success ? read.data : (read.error.issues[0]?.message ?? '');
  };
  expect(['  电梯 ', '\u200b\u200b\u200b', '\u2800 \u3164', '𠮷𠮷𠮷𠮷', '一二三四五', '甲'].map(said)).toEqual([
    '电梯',
    '请填写名称',
    '请填写名称',
    '𠮷𠮷𠮷𠮷',
    '太长',
    '请填写名称',
  ]);
});
