/** 联系点 are made and engaged 聘用, one or a list of them. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { words } from '../../platform/base/inputs.js';
import type { Actor } from '../../platform/base/actor.js';
import { dayIn, DEFAULT_ZONE } from '../../platform/base/clock.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import type { NamedKey } from '../../platform/database/keys/cipher.js';
import { insertRows } from '../../platform/database/many-rows.sql.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { PeopleService } from '../people/people.service.js';
import { ContactPointRow, EngagementRow } from './points.entities.js';
import { NewContactPoint } from './points.inputs.js';
import { ContactPointsService } from './points.service.js';
import { lockNames } from './points.sql.js';

const POINTS_PER_REQUEST = 500;
const NewContactPoints = z.object({
  contactPoints: z
    .array(z.unknown())
    .min(1, '请至少填写一个联系点')
    .max(POINTS_PER_REQUEST, `一次最多建立 ${POINTS_PER_REQUEST} 个联系点`),
});
const Row = NewContactPoint.omit({ parentId: true }).extend({
  parentName: words({ most: [80, '上级名称不超过 80 字'] }).nullish(),
});
type Given = z.infer<typeof NewContactPoint>;
type NewPoint = Omit<Given, 'leaderName'> & { id: string; parentId: string | null };

/** What became of a list of contact points; rows count from 1, in the order they were handed in */
export interface ContactPointsCreated {
  created: { row: number; contactPoint: ContactPointRow }[];
  refused: { row: number; refusal: Refusal }[];
}

@Injectable()
export class PointMakingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
    private readonly people: PeopleService,
  ) {}

  /**
   * Makes a contact point and engages it for this legislature. A parent must be engaged here too; NAME_TAKEN for a full
   * name that is engaged here already.
   */
  async createContactPoint(actor: Actor, input: unknown): Promise<ContactPointRow | Refusal> {
    const given = checkInput(NewContactPoint, input);
    if (given instanceof Refusal) return given;
    const key = await this.people.key(actor);
    return this.work.run('createContactPoint', scopeOf(actor), async (tx) => {
      const parentId = given.parentId ?? null;
      if (parentId !== null && !(await tx.one(EngagementRow, { contactPointId: parentId })))
        return Refusal.field('parentId', 'UNKNOWN', '没有找到上级联系点。');
      return refuseName(await this.known(tx), given.name) ?? this.make(tx, key, given, parentId);
    });
  }

  /**
   * As `createContactPoint`, of a list: each of them is made, or left out with its reason. The one above it is named by
   * its full or short name, and may stand earlier in the list. A full name that is engaged here already is left out.
   */
  async createContactPoints(actor: Actor, input: unknown): Promise<ContactPointsCreated | Refusal> {
    const list = checkInput(NewContactPoints, input);
    if (list instanceof Refusal) return list;
    const key = await this.people.key(actor);
    return this.work.run<ContactPointsCreated | Refusal>('createContactPoints', scopeOf(actor), async (tx) => {
      const known = await this.known(tx);
      const outcome: ContactPointsCreated = { created: [], refused: [] };
      for (const [at, one] of list.contactPoints.entries()) {
        const done = await this.row(tx, key, known, one);
        if (done instanceof Refusal) outcome.refused.push({ row: at + 1, refusal: done });
        else {
          known.push(done);
          outcome.created.push({ row: at + 1, contactPoint: done });
        }
      }
      return outcome;
    });
  }

  /** Those that are engaged, and none is added meanwhile by anybody else */
  private async known(tx: Transaction): Promise<ContactPointRow[]> {
    await lockNames(tx.manager, tx.legislatureId);
    return this.points.engaged(tx);
  }

  private async row(
    tx: Transaction,
    key: NamedKey,
    known: readonly ContactPointRow[],
    input: unknown,
  ): Promise<ContactPointRow | Refusal> {
    const given = checkInput(Row, input);
    if (given instanceof Refusal) return given;
    const taken = refuseName(known, given.name);
    if (taken) return taken;
    const parentName = given.parentName || null;
    const above = known.filter((p) => p.name === parentName || p.shortName === parentName);
    if (parentName !== null && above.length === 0)
      return Refusal.field('parentName', 'UNKNOWN', `没有找到上级“${parentName}”：请先建立它，或者把它排在前面。`);
    if (above.length > 1)
      return Refusal.field('parentName', 'AMBIGUOUS', `有 ${above.length} 个联系点叫“${parentName}”：请写全称。`);
    return this.make(tx, key, given, above[0]?.id ?? null);
  }

  private async make(
    tx: Transaction,
    key: NamedKey,
    given: Omit<Given, 'parentId'>,
    parentId: string | null,
  ): Promise<ContactPointRow> {
    const [row] = await this.makeAll(tx, [{ ...given, id: randomUUID(), parentId }]);
    if (!row) throw new Error('a contact point was made and is not there');
    const leader = given.leaderName ? [{ role: 'LEADER' as const, name: given.leaderName, phone: null }] : [];
    await this.people.replace(tx, key, new Map(leader.length > 0 ? [[row.id, leader]] : []));
    return row;
  }

  /** Contact points whose names and places were judged already, the one above each other before those below it */
  async makeAll(tx: Transaction, all: readonly NewPoint[]): Promise<ContactPointRow[]> {
    if (all.length === 0) return [];
    const at = await tx.time();
    const rows = all.map((given) =>
      tx.manager.create(ContactPointRow, {
        id: given.id,
        parentId: given.parentId,
        name: given.name,
        shortName: given.shortName,
        level: given.level,
        kind: given.kind,
        address: given.address || null,
        region: given.region || null,
        fields: given.fields,
        establishedOn: null,
        createdAt: at,
        version: 1,
      }),
    );
    await insertRows(tx.manager, ContactPointRow, rows);
    const today = dayIn(DEFAULT_ZONE, at);
    await tx.insertAll(
      EngagementRow,
      all.map(({ id, since }) => ({
        contactPointId: id,
        since: since ?? today,
        until: null,
        leaderName: null,
        version: 1,
      })),
    );
    for (const { id } of rows) tx.record('createContactPoint', 'ContactPoint', id);
    return rows;
  }
}

const refuseName = (known: readonly ContactPointRow[], name: string): Refusal | null =>
  known.some((p) => p.name === name) ? new Refusal('NAME_TAKEN', { name }) : null;
