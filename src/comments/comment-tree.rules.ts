/** The articles of a round with what waits at each: what the desk 意见处理 is walked by. */
import { commentPlaceWords } from './comment.words.js';
import type { Place } from './comment.rules.js';

export type CommentPlace = keyof typeof commentPlaceWords;

export interface Counts {
  toPropose: number;
  returned: number;
  all: number;
}

export interface PlaceRow extends Counts {
  kind: CommentPlace;
  /** 0 for what stands under no heading, 1 under one 编 or 章, … */
  depth: number;
  label: string;
  caption: string | null;
  provisionId: string | null;
}

export interface Article {
  id: string;
  label: string;
  caption: string | null;
  /** the headings above it from the outermost in, as they are printed */
  headings: readonly string[];
}

const NONE: Counts = { toPropose: 0, returned: 0, all: 0 };
const add = (to: Counts, more: Counts): void => {
  to.toPropose += more.toPropose;
  to.returned += more.returned;
  to.all += more.all;
};

/**
 * The rows in the order of the text, each heading before its articles and with what they hold together; then 建议新增
 * 条文, 整部法规 and 不知道是哪一条, which stand at no article. Every counted comment is in exactly one row that is no
 * heading. Linear in articles and counts.
 */
export function placeRows(articles: readonly Article[], counted: readonly (Place & Counts)[]): PlaceRow[] {
  const at = new Map(counted.flatMap((c) => (c.targetKind === 'ARTICLE' ? [[c.provisionId, c] as const] : [])));
  const rows: PlaceRow[] = [];
  let open: PlaceRow[] = [];
  for (const article of articles) {
    open = openHeadings(rows, open, article.headings);
    const counts = { ...(at.get(article.id) ?? NONE) };
    for (const heading of open) add(heading, counts);
    const { label, caption } = article;
    rows.push({ ...countsOf(counts), kind: 'ARTICLE', depth: open.length, label, caption, provisionId: article.id });
  }
  const beside = (kind: 'NEW_ARTICLE' | 'WHOLE' | 'UNKNOWN', of: Place['targetKind']): PlaceRow => {
    const row: PlaceRow = {
      ...NONE,
      kind,
      depth: 0,
      label: commentPlaceWords[kind],
      caption: null,
      provisionId: null,
    };
    for (const c of counted) if (c.targetKind === of) add(row, c);
    return row;
  };
  return [...rows, beside('NEW_ARTICLE', 'NEW_ARTICLE_AFTER'), beside('WHOLE', 'WHOLE'), beside('UNKNOWN', 'UNKNOWN')];
}

const countsOf = ({ toPropose, returned, all }: Counts): Counts => ({ toPropose, returned, all });

/** The headings that an article stands under; those that are new begin a row each */
function openHeadings(rows: PlaceRow[], before: readonly PlaceRow[], headings: readonly string[]): PlaceRow[] {
  let same = 0;
  while (same < headings.length && before[same]?.label === headings[same]) same++;
  const open = before.slice(0, same);
  for (const label of headings.slice(same)) {
    const row: PlaceRow = { ...NONE, kind: 'HEADING', depth: open.length, label, caption: null, provisionId: null };
    rows.push(row);
    open.push(row);
  }
  return open;
}
