/** 设立机关 of contact points, as they are read and written: all of one contact point at once. */
import type { Day } from '../../platform/base/clock.js';
import { oneOf } from '../../platform/database/one-of.js';
import type { Reader, Transaction } from '../../platform/database/scope.js';
import { EstablishmentRow } from './points.entities.js';

export interface Establishment {
  organ: string;
  since: Day | null;
  /** for how many years; null where it says a day or nothing */
  years: number | null;
  until: Day | null;
  plaque: string | null;
}

/** By contact point, in their order; one without any is not in it */
export async function establishmentsOf(
  reader: Reader,
  contactPointIds: readonly string[],
): Promise<Map<string, Establishment[]>> {
  const rows = await reader.find(EstablishmentRow, { contactPointId: oneOf(contactPointIds) }, { ordinal: 'ASC' });
  const by = new Map<string, Establishment[]>();
  for (const { contactPointId, organ, since, years, until, plaque } of rows)
    by.set(contactPointId, [...(by.get(contactPointId) ?? []), { organ, since, years, until, plaque }]);
  return by;
}

/** What is noted of each of these contact points is written anew */
export async function replaceEstablishments(
  tx: Transaction,
  byPoint: ReadonlyMap<string, readonly Establishment[]>,
): Promise<void> {
  if (byPoint.size === 0) return;
  await tx.manager.delete(EstablishmentRow, {
    legislatureId: tx.legislatureId,
    contactPointId: oneOf(byPoint.keys()),
  });
  await tx.insertAll(
    EstablishmentRow,
    [...byPoint].flatMap(([contactPointId, all]) => all.map((one, ordinal) => ({ ...one, contactPointId, ordinal }))),
  );
}
