/**
 * How large a text may be that becomes a draft, in the words of whoever brings it. The largest code that there is has
 * 1,260 articles in 130,000 characters; the bounds leave more than twice that. What is far beyond them is no text of a
 * law: a table, a list, a file that was chosen by mistake.
 */
import type { ArticleTree } from '../../articles/index.js';

export const BOUNDS = {
  /** 条, 一、 and annexes */
  articles: 3_000,
  /** lines, blank ones too */
  lines: 60_000,
  /** characters of one line */
  line: 20_000,
  characters: 2_000_000,
  /** 款, 项 and 目 of one article; an annex is bounded by its lines alone */
  parts: 3_000,
} as const;

const n = (figure: number): string => figure.toLocaleString('en-US');

/** What is too large about a text before it is read, and what to do; null where nothing is */
export function tooLarge(text: string): string | null {
  const { lines, line, characters } = BOUNDS;
  if (text.length > characters)
    return `全文有 ${n(text.length)} 字，一稿最多 ${n(characters)} 字：请只保留这一部法规的正文。`;
  const all = text.split('\n');
  if (all.length > lines) return `全文有 ${n(all.length)} 行，一稿最多 ${n(lines)} 行：请只保留这一部法规的正文。`;
  const at = all.findIndex((words) => words.length > line);
  return at < 0
    ? null
    : `第 ${n(at + 1)} 行有 ${n(all[at]?.length ?? 0)} 字，一行最多 ${n(line)} 字：请把它分成几行，或者删去与条文无关的内容。`;
}

/** What is too many about a text that was read; null where nothing is */
export function tooMany({ provisions }: Pick<ArticleTree, 'provisions'>): string | null {
  if (provisions.length > BOUNDS.articles)
    return `读出了 ${n(provisions.length)} 条，一稿最多 ${n(BOUNDS.articles)} 条：请检查是不是把表格或者清单的编号读成了条。`;
  for (const { kind, label, paragraphs } of provisions) {
    if (kind === 'annex') continue;
    const items = paragraphs.flatMap((p) => p.items);
    const parts = paragraphs.length + items.length + items.reduce((sum, i) => sum + i.subitems.length, 0);
    if (parts > BOUNDS.parts)
      return `${label}有 ${n(parts)} 个款、项、目，一条最多 ${n(BOUNDS.parts)} 个：请把清单移到附件，或者检查后面的条号。`;
  }
  return null;
}
