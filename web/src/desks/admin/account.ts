/** One account in words: where it works, what it does, until when its slip opens. */
import type { AccountRowFragment } from '../../api/generated/graphql';
import { roleWords } from '../../api/generated/words';
import { dayOf, dayWords, timeWords, whenWords } from '../../parts/days';
import { adminTexts } from '../../texts/admin';

const said = adminTexts.accounts;
type Account = Pick<AccountRowFragment, 'roles' | 'state' | 'activationUntil' | 'lastSignedInAt'>;

/** Each role once, also where it is held for several contact points */
export const rolesOf = ({ roles }: Pick<Account, 'roles'>): string =>
  [...new Set(roles.map((r) => roleWords[r.role]))].join('、');

/** The contact points of a liaison officer; of whoever works in the office that */
export function whereOf({ roles }: Pick<Account, 'roles'>): string {
  const units = roles.flatMap((r) => (r.unit ? [r.unit.shortName] : []));
  if (units[0] !== undefined) return said.units(units[0], units.length);
  if (roles.some((r) => r.role === 'SYSTEM_ADMINISTRATOR')) return said.platform;
  return roles.length > 0 ? said.office : '';
}

/** When somebody was there last; of whoever never was, until when the slip opens */
export function seenOf(a: Account, now: Date): string {
  if (a.state === 'AWAITING_PASSWORD' && a.activationUntil) {
    if (Date.parse(a.activationUntil) <= now.getTime()) return said.slipOver;
    const day = dayOf(a.activationUntil);
    const today = day === dayOf(now.toISOString());
    return said.slipUntil(`${today ? '' : `${dayWords(day, now)} `}${timeWords(a.activationUntil)}`);
  }
  return a.lastSignedInAt ? whenWords(a.lastSignedInAt, now) : said.never;
}
