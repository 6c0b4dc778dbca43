/** A notice of an account that others have reset, in words. */
import type { ResetNoticeFragment } from '../api/generated/graphql';
import { resetTexts as said } from '../texts/resets';
import { dayOf, dayWords, timeWords, whenWords } from './days';

/** So many names stand in a line */
const NAMED = 3;

export function headOf({ isOver, isOwn, name }: Pick<ResetNoticeFragment, 'isOver' | 'isOwn' | 'name'>): string {
  if (isOver) return said.over(name);
  return isOwn ? said.own : said.held(name);
}

/** Who reset what, one after the other */
export const resetsOf = ({ resets }: Pick<ResetNoticeFragment, 'resets'>, now: Date): string =>
  said.resets(resets.map((r) => said.reset(r.by ?? said.operator, whenWords(r.at, now), said.did[r.what])));

type Ends = Pick<ResetNoticeFragment, 'isOver' | 'until' | 'confirmedBy' | 'confirmers'>;

/** What ends it, or has ended it */
export function endOf({ isOver, until, confirmedBy, confirmers }: Ends, now: Date): string {
  const when = until == null ? '' : `${dayWords(dayOf(until), now)} ${timeWords(until)}`;
  if (confirmedBy != null) return said.confirmed(confirmedBy, when);
  if (isOver) return said.lapsed(when);
  if (until != null) return said.byTime(when);
  return confirmers.length === 0 ? said.byNobody : said.byOne(confirmers.slice(0, NAMED), confirmers.length);
}
