/** Comments 报送意见 as they are counted while they move (migration 0028): in a round, by contact point, by place. */
import { type KeptAsked, keptCounts, type KeptGrain } from '../platform/database/kept-counts.sql.js';
import type { Reader } from '../platform/database/scope.js';

const kept = (grain: string, key: string): KeptGrain => ({ name: 'comment_count', grain, key });
export const commentGrains = {
  ROUND: kept('ROUND', `''`),
  /** by the id of the contact point they come from; those of nobody are in none */
  POINT: kept('POINT', 'contact_point_id::text'),
  /** by the id of the article they stand at, empty where it is none */
  PLACE: kept('PLACE', `coalesce(place_provision::text, '')`),
} as const;

/** What comments are told apart by, as columns of their counts */
export interface CommentCell {
  state: string;
  /** it was reported once */
  reported: boolean;
  sourceKind: string;
  act: string;
  placeKind: string;
}
const CELL = {
  state: 'state',
  reported: 'reported',
  sourceKind: 'source_kind',
  act: 'act',
  placeKind: 'place_kind',
} as const;

type Asked = Omit<KeptAsked, 'legislatureId'>;

/** How many comments are alike in all that lists are told apart by */
export const commentCells = (
  { manager, legislatureId }: Reader,
  grain: KeptGrain,
  asked: Asked,
): Promise<(CommentCell & { n: number })[]> =>
  keptCounts<CommentCell>(manager, grain, { legislatureId, ...asked }, CELL);

/** How many comments there are by these columns of their counts */
export const countComments = <T>(
  { manager, legislatureId }: Reader,
  grain: KeptGrain,
  asked: Asked,
  by: Readonly<Record<keyof T & string, string>>,
): Promise<(T & { n: number })[]> => keptCounts<T>(manager, grain, { legislatureId, ...asked }, by);
