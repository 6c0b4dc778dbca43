/** Totals and facets of lists of comments, out of counts that are kept wherever the filter is one that they know. */
import { opinionActWords, targetKindWords } from '../opinions/opinion.words.js';
import { type CellFacet, countsOf } from '../platform/api/counted-cells.js';
import type { Page } from '../platform/api/paging.js';
import type { Reader } from '../platform/database/scope.js';
import { type CommentCell, commentCells, commentGrains } from './comment-counts.sql.js';
import { commentStateWords, sourceKindWords } from './comment.words.js';
import type { CommentFilter } from './comments.filter.js';

/** Of whom and of where a list is: the contact points of an officer, the articles of the place it is filtered by */
export interface Extent {
  /** null: the office, which sees what was reported */
  mine: readonly string[] | null;
  articles: readonly string[] | null;
}

/** Not counted while comments move: each is found by an index of its own, or ends at 10,001 */
const COUNTED_THEN = ['struck', 'channels', 'reportedFrom', 'reportedTo', 'number', 'sheetId'] as const;

/**
 * null where the list has to be counted itself: by what came on which days, by channel, by number, by sheet, and by
 * contact point and place at once
 */
export function keptCountsOf(
  reader: Reader,
  consultationId: string,
  filter: CommentFilter,
  { mine, articles }: Extent,
): Pick<Page<never>, 'total' | 'facets'> | null {
  const { contactPointIds: points, states } = filter;
  if (COUNTED_THEN.some((name) => filter[name] !== undefined && filter[name] !== null)) return null;
  const bodies = mine && points ? mine.filter((id) => points.includes(id)) : (mine ?? points ?? null);
  if (bodies && articles) return null;
  const [grain, keys] = bodies
    ? [commentGrains.POINT, bodies]
    : articles
      ? [commentGrains.PLACE, articles]
      : [commentGrains.ROUND, null];
  const listed = ({ reported, state }: CommentCell): boolean =>
    (mine !== null || reported) && (state !== 'DROPPED' || states?.includes('DROPPED') === true);
  const cells = async (): Promise<(CommentCell & { n: number })[]> =>
    (await commentCells(reader, grain, { consultationIds: [consultationId], keys })).filter(listed);
  const facets: CellFacet<CommentCell>[] = [
    { name: 'states', words: commentStateWords, of: (c) => c.state, asked: states },
    { name: 'sourceKinds', words: sourceKindWords, of: (c) => c.sourceKind, asked: filter.sourceKinds },
    { name: 'acts', words: opinionActWords, of: (c) => c.act, asked: filter.acts },
    { name: 'targetKinds', words: targetKindWords, of: (c) => c.placeKind, asked: filter.targetKinds },
  ];
  return countsOf(cells, facets);
}
