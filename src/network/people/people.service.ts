/**
 * 负责人, 联络员 and 信息员 of contact points. Name and phone are sealed under the legislature's data key (ADR 33); the
 * ledger says who read them before they are given out. No list of contact points, page, paper or log has them.
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import { type NamedKey, openField, sealField } from '../../platform/database/keys/cipher.js';
import { DataKeys } from '../../platform/database/keys/data-keys.js';
import { KeysError } from '../../platform/database/keys/keys.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { Disclosures } from '../../platform/ledger/disclosures.js';
import { ContactPersonRow, EngagementRow } from '../points/points.entities.js';
import { ContactPointsService } from '../points/points.service.js';

export interface ContactPerson {
  role: ContactPersonRow['role'];
  name: string;
  phone: string | null;
}

const placeOf = (id: string, column: 'name' | 'phone'): string => `contact_person·${id}·${column}`;
const seal = (key: NamedKey, id: string, column: 'name' | 'phone', plain: string): string =>
  sealField(key, placeOf(id, column), Buffer.from(plain, 'utf8'));

function open(key: NamedKey, id: string, column: 'name' | 'phone', sealed: string): string {
  const plain = openField(key, placeOf(id, column), sealed);
  if (!plain)
    throw new KeysError(`what is sealed at ${placeOf(id, column)} does not open with the data key of its legislature`);
  return plain.toString('utf8');
}

@Injectable()
export class PeopleService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: DataKeys,
    private readonly disclosures: Disclosures,
    private readonly points: ContactPointsService,
  ) {}

  /** Ask for it before a transaction, not inside one */
  key(actor: Actor): Promise<NamedKey> {
    return this.keys.of(actor.legislatureId ?? '');
  }

  /**
   * Those of one contact point, for whoever keeps the network and for the officers of that contact point and of those
   * above it. Stands in the ledger before it is given out. NOT_FOUND for one that the caller may not act for.
   */
  async read(actor: Actor, contactPointId: string): Promise<ContactPerson[] | Refusal> {
    const reader = this.work.read(scopeOf(actor));
    if (!(await this.points.mayActFor(actor, contactPointId, reader))) return Refusal.notFound('这个联系点');
    const key = await this.key(actor);
    const people = (await this.of(reader, key, [contactPointId])).get(contactPointId) ?? [];
    if (people.length > 0) await this.disclosures.contactData(scopeOf(actor), 'ContactPoint', [contactPointId]);
    return people;
  }

  /** By contact point, in their order, unsealed: who calls it says in the ledger what becomes of them */
  async of(reader: Reader, key: NamedKey, contactPointIds: readonly string[]): Promise<Map<string, ContactPerson[]>> {
    const rows = await reader.find(ContactPersonRow, { contactPointId: oneOf(contactPointIds) }, { ordinal: 'ASC' });
    const by = new Map<string, ContactPerson[]>();
    for (const { id, contactPointId, role, name, phone } of rows)
      by.set(contactPointId, [
        ...(by.get(contactPointId) ?? []),
        { role, name: open(key, id, 'name', name), phone: phone === null ? null : open(key, id, 'phone', phone) },
      ]);
    // a leader who was named before people were kept: unsealed, until the people of that contact point are corrected
    for (const { contactPointId, leaderName } of await reader.find(EngagementRow, {
      contactPointId: oneOf(contactPointIds),
    }))
      if (leaderName !== null && !by.has(contactPointId))
        by.set(contactPointId, [{ role: 'LEADER', name: leaderName, phone: null }]);
    return by;
  }

  /** The people of each of these contact points are written anew */
  async replace(tx: Transaction, key: NamedKey, byPoint: ReadonlyMap<string, readonly ContactPerson[]>): Promise<void> {
    if (byPoint.size === 0) return;
    const whose = { legislatureId: tx.legislatureId, contactPointId: oneOf(byPoint.keys()) };
    await tx.manager.delete(ContactPersonRow, whose);
    await tx.manager.update(EngagementRow, whose, { leaderName: null });
    await tx.insertAll(
      ContactPersonRow,
      [...byPoint].flatMap(([contactPointId, people]) =>
        people.map(({ role, name, phone }, ordinal) => {
          const id = randomUUID();
          const sealed = phone === null ? null : seal(key, id, 'phone', phone);
          return { id, contactPointId, ordinal, role, name: seal(key, id, 'name', name), phone: sealed };
        }),
      ),
    );
  }
}
