/** What is too large for a draft is said in words: how much it is, how much may be, what to do. */
import { parseText } from '../../../src/articles/index.js';
import { tooLarge, tooMany } from '../../../src/authoring/engine/bounds.rules.js';

const rows = (n: number, row: (k: number) => string): string => Array.from({ length: n }, (_, k) => row(k)).join('\n');

it('lines, characters of a line and of the whole', () => {
  expect(tooLarge('第一条　好。')).toBeNull();
  expect(tooLarge(rows(60_000, () => ''))).toBeNull();
  expect(tooLarge(rows(60_001, () => ''))).toBe('全文有 60,001 行，一稿最多 60,000 行：请只保留这一部法规的正文。');
  expect(tooLarge(`第一条　好。\n${'桥'.repeat(20_001)}`)).toBe(
    '第 2 行有 20,001 字，一行最多 20,000 字：请把它分成几行，或者删去与条文无关的内容。',
  );
  expect(tooLarge(rows(101, () => '桥'.repeat(20_000)))).toBe(
    '全文有 2,020,100 字，一稿最多 2,000,000 字：请只保留这一部法规的正文。',
  );
});

it('articles, and what stands in one of them; an annex may be long', () => {
  expect(tooMany(parseText(rows(3_000, (k) => `第${k + 1}条 桥。`)))).toBeNull();
  expect(tooMany(parseText(rows(3_001, (k) => `第${k + 1}条 桥。`)))).toBe(
    '读出了 3,001 条，一稿最多 3,000 条：请检查是不是把表格或者清单的编号读成了条。',
  );
  expect(tooMany(parseText(`第一条　桥。\n${rows(3_000, () => '桥')}`))).toBe(
    '第一条有 3,001 个款、项、目，一条最多 3,000 个：请把清单移到附件，或者检查后面的条号。',
  );
  expect(tooMany(parseText(`第一条　桥。\n附件：\n${rows(4_000, () => '桥')}`))).toBeNull();
});
