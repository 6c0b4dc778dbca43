/** What the frame knows of a desk: its addresses, and its place among those on the left. */
import type { RouteRecordRaw } from 'vue-router';
import type { Role, TodoKind } from '../api/generated/graphql';

export interface Place {
  readonly words: string;
  /** its address; inside one round the id of the round follows where `perRound` says so */
  readonly to: string;
  /** who has this place: nobody sees an entry that they may not open */
  readonly roles: readonly Role[];
  /** what waiting things are counted beside it */
  readonly kinds: readonly TodoKind[];
  readonly perRound?: boolean;
  /** where else this place is the present one: other addresses that begin so */
  readonly also?: readonly string[];
  /** below the line: not part of the walk */
  readonly aside?: boolean;
}
export interface Desk {
  readonly place?: Place;
  readonly routes: readonly RouteRecordRaw[];
}

/** Whoever prepares, checks or signs */
export const STAFF: readonly Role[] = ['PREPARER', 'CHECKER', 'SIGNER'];
export const OFFICE: readonly Role[] = [...STAFF, 'DRAFTER', 'ADMINISTRATOR'];
