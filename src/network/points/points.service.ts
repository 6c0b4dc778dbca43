/** 基层立法联系点: who is asked. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { z } from 'zod';
import { isOffice } from '../../platform/access/permissions.js';
import { type UnitPort, Units } from '../../platform/access/units.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { ContactPointRow, EngagementRow } from './points.entities.js';
import { address, name, shortName } from './points.inputs.js';
import { chainsAbove, lockNames, subtreeOf } from './points.sql.js';

const RenamedContactPoint = z.object({
  contactPointId: z.uuid('联系点编号不对'),
  expectedVersion: z.number().int(),
  name,
  shortName,
  address,
});

@Injectable()
export class ContactPointsService implements UnitPort, OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly units: Units,
  ) {}

  onModuleInit(): void {
    this.units.register(this);
  }

  async belongs(reader: Reader, unitId: string): Promise<boolean> {
    return (await reader.one(EngagementRow, { contactPointId: unitId })) !== null;
  }

  /**
   * Full name, short name and address as they should be; letters that were composed keep the name they were composed
   * with. POINT_SHARED where another legislature asks it too: the name is not one legislature's alone. NAME_TAKEN for
   * the full name of another one that is engaged here.
   */
  async renameContactPoint(actor: Actor, input: unknown): Promise<ContactPointRow | Refusal> {
    const given = checkInput(RenamedContactPoint, input);
    if (given instanceof Refusal) return given;
    return this.work.run('renameContactPoint', scopeOf(actor), async (tx) => {
      const id = given.contactPointId;
      await lockNames(tx.manager, tx.legislatureId);
      if (!(await this.belongs(tx, id))) return Refusal.notFound('这个联系点');
      const row = await tx.manager.findOneOrFail(ContactPointRow, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (row.version !== given.expectedVersion)
        return Refusal.stale(row.version, { kind: 'ContactPoint', id: row.id });
      const others = await tx.manager.findBy(EngagementRow, {
        contactPointId: id,
        legislatureId: Not(tx.legislatureId),
        until: IsNull(),
      });
      if (others.length > 0) return new Refusal('POINT_SHARED', { name: row.name });
      const known = await this.engaged(tx);
      if (known.some((p) => p.id !== id && p.name === given.name))
        return new Refusal('NAME_TAKEN', { name: given.name });
      const columns = { name: given.name, shortName: given.shortName, address: given.address || null };
      Object.assign(row, columns, { version: row.version + 1 });
      await tx.manager.update(ContactPointRow, { id }, { ...columns, version: row.version });
      tx.record('renameContactPoint', 'ContactPoint', id);
      return row;
    });
  }

  /** Those that this legislature asks, by name */
  async engaged(reader: Reader, ids?: readonly string[]): Promise<ContactPointRow[]> {
    const engagements = await reader.find(
      EngagementRow,
      ids ? { contactPointId: oneOf(ids.filter((id) => z.uuid().safeParse(id).success)) } : {},
    );
    const open = engagements.filter((e) => e.until === null).map((e) => e.contactPointId);
    return open.length === 0
      ? []
      : reader.manager.find(ContactPointRow, { where: { id: oneOf(open) }, order: { name: 'ASC', id: 'ASC' } });
  }

  /** Inside a transaction hand it in: a second connection, asked for while one is held, empties the pool under load. */
  within(
    unitIds: readonly string[],
    reader: Reader = this.work.read({ legislatureId: null, accountId: null }),
  ): Promise<ReadonlySet<string>> {
    return unitIds.length === 0 ? Promise.resolve(new Set<string>()) : subtreeOf(reader.manager, unitIds);
  }

  /**
   * May the actor act for this contact point: the office for all that its legislature engaged, an officer for the own
   * unit and below. A contribution of no contact point (null) is the office's.
   */
  async mayActFor(
    actor: Actor,
    contactPointId: string | null,
    reader: Reader = this.work.read(scopeOf(actor)),
  ): Promise<boolean> {
    if (contactPointId === null) return isOffice(actor.roles);
    if (isOffice(actor.roles))
      return z.uuid().safeParse(contactPointId).success && this.belongs(reader, contactPointId);
    return (await this.within(actor.unitIds, reader)).has(contactPointId);
  }

  /** 抄送: the county congresses above each of these, by name, the nearest first; absent where there is none */
  async congressesAbove(reader: Reader, ids: readonly string[]): Promise<Map<string, string[]>> {
    const above = await chainsAbove(reader.manager, ids);
    const asked = await this.byIds(reader, [...new Set(above.map((a) => a.aboveId))]);
    const congresses = above.filter((a) => a.kind === 'COUNTY_CONGRESS' && asked.has(a.aboveId));
    const by = new Map<string, string[]>();
    for (const { id, name } of congresses) by.set(id, [...(by.get(id) ?? []), name]);
    return by;
  }

  async byIds(reader: Reader, ids: readonly string[]): Promise<Map<string, ContactPointRow>> {
    return new Map((await this.engaged(reader, ids)).map((p) => [p.id, p]));
  }

  /** Of these those that are engaged here, or stand below one that is */
  async reachable(reader: Reader, ids: readonly string[]): Promise<Map<string, ContactPointRow>> {
    const known = await this.byIds(reader, ids);
    if (ids.every((id) => known.has(id))) return known;
    const roots = (await this.engaged(reader)).map((p) => p.id);
    const within = await this.within(roots, reader);
    const below = ids.filter((id) => within.has(id) && !known.has(id));
    for (const p of await reader.manager.findBy(ContactPointRow, { id: oneOf(below) })) known.set(p.id, p);
    return known;
  }
}
