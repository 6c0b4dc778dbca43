/** What is said of a file at its import: another title, the same bytes as before. */
import { importNotices, isTitleOf } from '../../../src/authoring/drafts/import-notices.compose.js';

it.each([
  ['云市电梯条例（草案）', '云市电梯条例', true],
  ['《云市电梯条例》（草案征求意见稿）', '云市电梯条例', true],
  ['云市 电梯条例', '云市电梯条例', true],
  ['云市人大常委会关于修改《云市电梯条例》的决定', '云市电梯条例', true],
  ['', '云市电梯条例', true],
  ['云市停车条例（草案）', '云市电梯条例', false],
  ['电梯条例（草案）', '云市电梯条例', false],
])('%j is a title of %j: %s', (printed, regulation, isOne) => {
  expect(isTitleOf(printed, regulation)).toBe(isOne);
});

it('names the other title, and every earlier import with regulation, kind and day', () => {
  expect(importNotices('云市停车条例（草案）', '云市电梯条例', [])).toEqual([
    {
      line: 0,
      code: 'TITLE_DIFFERS',
      message: '文件的标题是“云市停车条例（草案）”，法规项目是“云市电梯条例”：请看一看是不是选错了文件或者法规。',
    },
  ]);
  const known = [
    { regulation: '云市电梯条例', kind: 'IN_FORCE', importedOn: '2026-03-01' },
    { regulation: '云市停车条例', kind: 'DRAFT', importedOn: '2026-03-02' },
  ] as const;
  expect(importNotices('云市电梯条例', '云市电梯条例', known).map((n) => [n.code, n.message])).toEqual([
    ['FILE_IMPORTED_BEFORE', '这个文件导入过：2026-03-01 作为“云市电梯条例”的现行法。请看一看是不是选错了文件。'],
    ['FILE_IMPORTED_BEFORE', '这个文件导入过：2026-03-02 作为“云市停车条例”的草案。请看一看是不是选错了文件。'],
  ]);
});
