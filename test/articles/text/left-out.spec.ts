/** What the command line says of lines that are not in the tree: every one, by why. */
import { parseText } from '../../../src/articles/index.js';
import { leftOut } from '../../../src/cli/texts.js';

it('names the lines by ranges, of many places how many lines they are, and nothing where nothing is left out', () => {
  const tree = parseText(
    [
      '附件1',
      '云澜市渡口条例',
      '目录',
      '第一章　总则',
      '第一章　总则',
      '第一条　甲。',
      '— 1 —',
      '第二条　自公布之日起施行。',
      '云澜市人民政府',
      '2026年3月1日',
    ].join('\n'),
  );
  expect(leftOut(tree.setAside)).toBe(
    '目录（第3至4行）、页码和页眉（第7行）、标题之前的文字（第1行）、不属于任何一条的文字（第9至10行）',
  );
  const pages = Array.from({ length: 13 }, (_, k) => `第${k + 1}条　甲。\n— ${k} —`).join('\n');
  expect(leftOut(parseText(pages).setAside)).toBe('页码和页眉（共13行）');
  expect(leftOut(parseText('第一条　甲。').setAside)).toBe('');
});
