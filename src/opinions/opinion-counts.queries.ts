/** Totals and facets of lists of opinions, out of counts that are kept wherever the filter is one that they know. */
import { type CellFacet, countsOf } from '../platform/api/counted-cells.js';
import type { Page } from '../platform/api/paging.js';
import type { Reader } from '../platform/database/scope.js';
import { type OpinionCell, opinionCells, opinionGrains } from './opinion-counts.sql.js';
import { channelWords, opinionActWords, opinionStateWords, targetKindWords } from './opinion.words.js';
import type { OpinionFilter } from './opinions.filter.js';

/** Of whom and of where a list is: the contact points of an officer, the articles of the place it is filtered by */
export interface Extent {
  /** null: the office */
  mine: readonly string[] | null;
  articles: readonly string[] | null;
}

/** Not counted while opinions come: each is found by an index of its own, or ends at 10,001 */
const COUNTED_THEN = ['receivedFrom', 'receivedTo', 'commentId', 'words', 'withContact', 'toTell'] as const;

const isAsked = (given: unknown): boolean => given !== undefined && given !== null;

/**
 * null where the list has to be counted itself: by what came on which days, by comment, by words, by contact data, and
 * by contact point and place at once
 */
export function keptCountsOf(
  reader: Reader,
  consultationId: string,
  filter: OpinionFilter,
  { mine, articles }: Extent,
): Pick<Page<never>, 'total' | 'facets'> | null {
  const { contactPointIds: points, direct, toOffice, late } = filter;
  if (COUNTED_THEN.some((name) => isAsked(filter[name]))) return null;
  const bodies = mine && points ? mine.filter((id) => points.includes(id)) : (mine ?? points ?? null);
  if (bodies && articles) return null;
  const [grain, keys] = bodies
    ? [opinionGrains.POINT, bodies]
    : articles
      ? [opinionGrains.PLACE, articles]
      : [opinionGrains.ROUND, null];
  const listed = (cell: OpinionCell): boolean =>
    (mine === null || cell.way === 'POINT') &&
    (!isAsked(direct) || direct === (cell.way === 'DIRECT')) &&
    (!isAsked(toOffice) || toOffice === (cell.way !== 'POINT')) &&
    (!isAsked(late) || late === cell.late);
  const cells = async (): Promise<(OpinionCell & { n: number })[]> =>
    (await opinionCells(reader, grain, { consultationIds: [consultationId], keys })).filter(listed);
  const facets: CellFacet<OpinionCell>[] = [
    { name: 'states', words: opinionStateWords, of: (c) => c.state, asked: filter.states },
    { name: 'channels', words: channelWords, of: (c) => c.channel, asked: filter.channels },
    { name: 'targetKinds', words: targetKindWords, of: (c) => c.targetKind, asked: filter.targetKinds },
    { name: 'acts', words: opinionActWords, of: (c) => c.act, asked: filter.acts },
  ];
  return countsOf(cells, facets);
}
