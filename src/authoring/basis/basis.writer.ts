/**
 * 条文依据表: what each article of a draft rests on, 草案 | 上位法 | 外地规定 | 说明. It goes to the committee with the
 * draft, so that nobody has to look up a law to see whether an article repeats it, goes beyond it or contradicts it.
 */
import type { BasisTable } from '../comparison/comparison.docx.js';
import type { Run } from '../comparison/comparison.table.js';
import { bareTitle, type BasisEntry, type BasisKind, basisWords } from './basis.rules.js';

export interface ArticleWithBasis {
  label: string;
  caption: string | null;
  text: string;
  entries: readonly BasisEntry[];
}

/** Every article has its row: an empty cell says that nobody found anything. */
export function basisTable(title: string, articles: readonly ArticleWithBasis[]): BasisTable {
  const named = (entries: readonly BasisEntry[]): string =>
    entries
      .filter((e) => e.note !== '')
      .map((e, _, all) => (all.length > 1 ? `《${e.source}》${e.place}：${e.note}` : e.note))
      .join('\n');
  return {
    title: `《${bareTitle(title)}》条文依据表`,
    note: '',
    rows: articles.map((a) => {
      const head: Run = { text: `${a.label}${a.caption === null ? '' : `（${a.caption}）`}　`, mark: 'heading' };
      const of = (kind: BasisKind): string =>
        a.entries
          .filter((e) => e.kind === kind)
          .map(basisWords)
          .join('\n');
      return {
        draft: [head, { text: a.text, mark: 'none' }],
        superior: of('SUPERIOR_LAW'),
        elsewhere: of('ELSEWHERE'),
        remark: named(a.entries),
      };
    }),
  };
}
