import { type Article, type Counts, placeRows } from '../../src/comments/comment-tree.rules.js';
import type { Place } from '../../src/comments/comment.rules.js';

const article = (id: string, headings: string[] = [], caption: string | null = null): Article => ({
  id,
  label: `第${id}条`,
  caption,
  headings,
});
const counted = (
  targetKind: Place['targetKind'],
  provisionId: string | null,
  toPropose: number,
  all: number,
  returned = 0,
): Place & Counts => ({ targetKind, provisionId, toPropose, returned, all });
const shown = (rows: ReturnType<typeof placeRows>): string[] =>
  rows.map((r) => `${'>'.repeat(r.depth)}${r.label} ${r.toPropose}/${r.all}${r.returned ? ` 退${r.returned}` : ''}`);

it('puts each heading before its articles, with what they hold together', () => {
  const rows = placeRows(
    [
      article('一'),
      article('二', ['第一章　总则'], '目的'),
      article('三', ['第二章　管理', '第一节　使用']),
      article('四', ['第二章　管理', '第二节　维护']),
      article('五', ['附则']),
    ],
    [
      counted('ARTICLE', '一', 0, 1),
      counted('ARTICLE', '三', 2, 3, 1),
      counted('ARTICLE', '四', 1, 4),
      counted('NEW_ARTICLE_AFTER', '三', 1, 1),
      counted('NEW_ARTICLE_AFTER', '四', 0, 2),
      counted('WHOLE', null, 5, 6, 2),
      counted('UNKNOWN', null, 7, 7),
    ],
  );
  expect(shown(rows)).toEqual([
    '第一条 0/1',
    '第一章　总则 0/0',
    '>第二条 0/0',
    '第二章　管理 3/7 退1',
    '>第一节　使用 2/3 退1',
    '>>第三条 2/3 退1',
    '>第二节　维护 1/4',
    '>>第四条 1/4',
    '附则 0/0',
    '>第五条 0/0',
    '建议新增条文 1/3',
    '整部法规 5/6 退2',
    '不知道是哪一条 7/7',
  ]);
  expect(rows.map((r) => r.provisionId).filter(Boolean)).toEqual(['一', '二', '三', '四', '五']);
  expect(rows.find((r) => r.provisionId === '二')?.caption).toBe('目的');
});

it('opens a heading again that comes back, and one of the same words under another', () => {
  expect(
    shown(placeRows([article('一', ['甲', '通则']), article('二', ['乙', '通则']), article('三', ['甲'])], [])).slice(
      0,
      8,
    ),
  ).toEqual(['甲 0/0', '>通则 0/0', '>>第一条 0/0', '乙 0/0', '>通则 0/0', '>>第二条 0/0', '甲 0/0', '>第三条 0/0']);
});

it('a text without articles still has the three places', () => {
  expect(placeRows([], []).map((r) => r.kind)).toEqual(['NEW_ARTICLE', 'WHOLE', 'UNKNOWN']);
});
