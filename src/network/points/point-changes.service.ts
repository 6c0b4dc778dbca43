/** What is known of a contact point is corrected: names, kind, place in the tree, who set it up, who works there. */
import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import type { NamedKey } from '../../platform/database/keys/cipher.js';
import { oneOf } from '../../platform/database/one-of.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { type ContactPerson, PeopleService } from '../people/people.service.js';
import { type Establishment, replaceEstablishments } from './details.js';
import { changedColumns, type PointColumns } from './point.rules.js';
import { ContactPointRow, EngagementRow } from './points.entities.js';
import { address, establishments, fields, kind, level, name, people, region, shortName } from './points.inputs.js';
import { ContactPointsService } from './points.service.js';
import { lockNames, lockTree, subtreeOf } from './points.sql.js';

const Update = z.object({
  contactPointId: z.uuid('联系点编号不对'),
  expectedVersion: z.number().int(),
  name: name.nullish(),
  shortName: shortName.nullish(),
  level: level.nullish(),
  kind: kind.nullish(),
  parentId: z.uuid('上级联系点编号不对').nullish(),
  address,
  region,
  fields: fields.nullish(),
  establishments: establishments.nullish(),
  people: people.nullish(),
});

/** One contact point as it is to be; what is left out stays */
export interface PointChange {
  row: ContactPointRow;
  columns: Partial<PointColumns>;
  establishments?: readonly Establishment[];
  people?: readonly ContactPerson[];
}

@Injectable()
export class PointChangesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
    private readonly people: PeopleService,
  ) {}

  /**
   * What is given is corrected, what is left out stays; 设立机关 and people are given whole. POINT_SHARED where
   * something of the contact point itself would change that another legislature asks too; who set it up and who works
   * there each legislature notes for itself. NAME_TAKEN for the full name of another one engaged here. A parent that is
   * not engaged here, is the contact point itself or stands below it is refused by field (UNKNOWN, CIRCLE).
   */
  async updateContactPoint(actor: Actor, input: unknown): Promise<ContactPointRow | Refusal> {
    const given = checkInput(Update, input);
    if (given instanceof Refusal) return given;
    const key = await this.people.key(actor);
    return this.work.run('updateContactPoint', scopeOf(actor), async (tx) => {
      await lockNames(tx.manager, tx.legislatureId);
      await lockTree(tx.manager);
      const [row] = await this.lockEngaged(tx, [given.contactPointId]);
      if (!row) return Refusal.notFound('这个联系点');
      if (row.version !== given.expectedVersion)
        return Refusal.stale(row.version, { kind: 'ContactPoint', id: row.id });
      const columns = changedColumns(row, given);
      const refused =
        (await this.refuseShared(tx, row, columns)) ??
        (await this.refuseName(tx, row, columns.name)) ??
        (await this.refuseParent(tx, row, columns.parentId));
      if (refused) return refused;
      const { establishments: organs, people: present } = given;
      await this.write(tx, key, [
        { row, columns, ...(organs && { establishments: organs }), ...(present && { people: present }) },
      ]);
      return row;
    });
  }

  /** Those of these that are engaged here now, locked in the order of their ids */
  async lockEngaged(tx: Transaction, ids: readonly string[]): Promise<ContactPointRow[]> {
    const engaged = await this.points.engaged(tx, ids);
    return tx.manager.find(ContactPointRow, {
      where: { id: oneOf(engaged.map((p) => p.id)) },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** Changes locked contact points and notes each in the ledger */
  async write(tx: Transaction, key: NamedKey, changes: readonly PointChange[]): Promise<void> {
    for (const { row, columns } of changes) {
      Object.assign(row, columns, { version: row.version + 1 });
      await tx.manager.update(ContactPointRow, { id: row.id }, { ...columns, version: row.version });
      tx.record('updateContactPoint', 'ContactPoint', row.id);
    }
    await this.writeDetails(tx, key, changes);
  }

  /** 设立机关 and people of contact points, of those changes that say them */
  async writeDetails(
    tx: Transaction,
    key: NamedKey,
    changes: readonly (Omit<PointChange, 'row' | 'columns'> & { row: { id: string } })[],
  ): Promise<void> {
    const organs = changes.flatMap((c) => (c.establishments ? [[c.row.id, c.establishments] as const] : []));
    await replaceEstablishments(tx, new Map(organs));
    const present = changes.flatMap((c) => (c.people ? [[c.row.id, c.people] as const] : []));
    await this.people.replace(tx, key, new Map(present));
  }

  private async refuseShared(
    tx: Transaction,
    row: ContactPointRow,
    columns: Partial<PointColumns>,
  ): Promise<Refusal | null> {
    if (Object.keys(columns).length === 0) return null;
    const others = await tx.manager.countBy(EngagementRow, {
      contactPointId: row.id,
      legislatureId: Not(tx.legislatureId),
      until: IsNull(),
    });
    return others > 0 ? new Refusal('POINT_SHARED', { name: row.name }) : null;
  }

  private async refuseName(tx: Transaction, row: ContactPointRow, name?: string): Promise<Refusal | null> {
    if (name === undefined) return null;
    const known = await this.points.engaged(tx);
    return known.some((p) => p.id !== row.id && p.name === name) ? new Refusal('NAME_TAKEN', { name }) : null;
  }

  private async refuseParent(tx: Transaction, row: ContactPointRow, parentId?: string | null): Promise<Refusal | null> {
    if (parentId === undefined || parentId === null) return null;
    const [above] = await this.points.engaged(tx, [parentId]);
    if (!above) return Refusal.field('parentId', 'UNKNOWN', '没有找到上级联系点。');
    if (above.id === row.id) return Refusal.field('parentId', 'CIRCLE', '联系点不能是自己的上级。');
    return (await subtreeOf(tx.manager, [row.id])).has(above.id)
      ? Refusal.field('parentId', 'CIRCLE', `“${above.shortName}”在它下面，不能做它的上级。`)
      : null;
  }
}
