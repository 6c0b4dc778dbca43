/**
 * 联系点表: the network as one table, out and in. What comes in is a plan first; nothing is written until somebody who
 * has read it accepts that very plan. The table itself is read and forgotten: it has people's phones in it.
 */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { readSheetInChild, type SheetRow } from '../../authoring/readers/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { canonical, sha256 } from '../../platform/base/canonical.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { type Sheet, writeXlsx } from '../../platform/documents/index.js';
import type { NamedKey } from '../../platform/database/keys/cipher.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { Disclosures } from '../../platform/ledger/disclosures.js';
import { PeopleService } from '../people/people.service.js';
import { establishmentsOf } from '../points/details.js';
import { ContactPointsService } from '../points/points.service.js';
import { lockNames, lockTree, sharersOf } from '../points/points.sql.js';
import { cellsOf } from './cells.rules.js';
import { inTreeOrder } from './order.rules.js';
import { PlanWritingService, type RowDone } from './plan-writing.service.js';
import { type KnownPoint, type Plan, planTable } from './table.rules.js';
import { tableColumns, type TableColumn, tableNotes } from './table.words.js';
import { contactPointKindWords, contactPointLevelWords } from '../points/point.words.js';

/** Of one table; a sheet of the whole network of a province has a third of it */
const LIMITS = { rows: 2000, columns: 40, cell: 2000 };
/** Characters of base64, so that a request stays within what a request may hold */
const TABLE_CHARACTERS = 480_000;

const table = z
  .string()
  .min(1, '请选一张表')
  .max(TABLE_CHARACTERS, '表格超过 350 KB：请删去图片，或者分成几张表')
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, '表格没有传完整，请再选一次');
const Read = z.object({ table });
const Accepted = z.object({ table, plan: z.string().regex(/^[0-9a-f]{64}$/, '请先看一遍要改什么，再导入') });

export interface ReadPlan extends Plan {
  /** of all that the plan says: what is accepted is this plan and no other */
  plan: string;
}
export interface Imported {
  rows: RowDone[];
}

const WIDTHS: Partial<Record<TableColumn, number>> = {
  name: 36,
  organ: 32,
  plaque: 32,
  address: 30,
  parent: 30,
  id: 12,
};

@Injectable()
export class NetworkTableService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly people: PeopleService,
    private readonly points: ContactPointsService,
    private readonly writing: PlanWritingService,
    private readonly disclosures: Disclosures,
  ) {}

  /**
   * What a table would do, row by row; nothing is written. UNREADABLE_FILE where it is no table, has more than 2,000
   * rows, or has no head. That it was held against people's phones stands in the ledger.
   */
  async readNetworkTable(actor: Actor, input: unknown): Promise<ReadPlan | Refusal> {
    const given = checkInput(Read, input);
    if (given instanceof Refusal) return given;
    const lines = await linesOf(given.table);
    if (lines instanceof Refusal) return lines;
    const key = await this.people.key(actor);
    const reader = this.work.read(scopeOf(actor));
    const known = await this.known(reader, key);
    await this.disclosures.exported(scopeOf(actor), 'readNetworkTable', 'ContactPoint', null, { rows: lines.length });
    return planOf(lines, known);
  }

  /**
   * Does what the plan of that table said, each row accounted for; rows that were not written right are left out.
   * PLAN_CHANGED where the table would do something else by now: it is to be read again. The same table once more
   * changes nothing.
   */
  async importNetworkTable(actor: Actor, input: unknown): Promise<Imported | Refusal> {
    const given = checkInput(Accepted, input);
    if (given instanceof Refusal) return given;
    const lines = await linesOf(given.table);
    if (lines instanceof Refusal) return lines;
    const key = await this.people.key(actor);
    return this.work.run<Imported | Refusal>('importNetworkTable', scopeOf(actor), async (tx) => {
      await lockNames(tx.manager, tx.legislatureId);
      await lockTree(tx.manager);
      const plan = planOf(lines, await this.known(tx, key));
      if (plan instanceof Refusal) return plan;
      if (plan.plan !== given.plan) return new Refusal('PLAN_CHANGED');
      const rows = await this.writing.write(tx, key, plan.rows);
      const count = (state: RowDone['state']): number => rows.filter((r) => r.state === state).length;
      tx.record('importNetworkTable', 'ContactPoint', null, {
        made: count('NEW'),
        changed: count('CHANGED'),
        same: count('SAME'),
        refused: count('WRONG'),
      });
      return { rows };
    });
  }

  /** The network of this legislature as .xlsx, the same bytes for the same network; the ledger says who took it */
  async exportNetworkTable(actor: Actor): Promise<Uint8Array> {
    const key = await this.people.key(actor);
    const known = await this.known(this.work.read(scopeOf(actor)), key);
    await this.disclosures.exported(scopeOf(actor), 'exportNetworkTable', 'ContactPoint', null, {
      contactPoints: known.length,
    });
    return writeXlsx(sheetsOf(known));
  }

  /** Those that are engaged here, each above those below it */
  private async known(reader: Reader, key: NamedKey): Promise<KnownPoint[]> {
    const points = inTreeOrder(await this.points.engaged(reader));
    const ids = points.map((p) => p.id);
    const [organs, people] = [await establishmentsOf(reader, ids), await this.people.of(reader, key, ids)];
    const shared = await sharersOf(reader.manager, reader.legislatureId, ids);
    const names = new Map(points.map((p) => [p.id, p.name]));
    return points.map((p): KnownPoint => ({
      id: p.id,
      name: p.name,
      shortName: p.shortName,
      kind: p.kind,
      level: p.level,
      parentId: p.parentId,
      parent: names.get(p.parentId ?? '') ?? null,
      region: p.region,
      fields: p.fields,
      address: p.address,
      establishments: organs.get(p.id) ?? [],
      people: people.get(p.id) ?? [],
      shared: shared.has(p.id),
    }));
  }
}

async function linesOf(base64: string): Promise<SheetRow[] | Refusal> {
  const read = await readSheetInChild(Buffer.from(base64, 'base64'), LIMITS);
  return read.ok ? read.rows : new Refusal('UNREADABLE_FILE', { reason: read.message });
}

function planOf(lines: readonly SheetRow[], known: readonly KnownPoint[]): ReadPlan | Refusal {
  const plan = planTable(lines, known);
  if (typeof plan === 'string') return new Refusal('UNREADABLE_FILE', { reason: plan });
  const said = plan.rows.map(({ row, state, id, changes, faults }) => ({
    row,
    state,
    id,
    changes: changes.map((c) => [c.column, c.before, c.after]),
    faults,
  }));
  return { ...plan, plan: sha256(canonical(said)).toString('hex') };
}

function sheetsOf(known: readonly KnownPoint[]): Sheet[] {
  const columns = Object.keys(tableColumns) as TableColumn[];
  const choices: Partial<Record<TableColumn, readonly string[]>> = {
    kind: Object.values(contactPointKindWords),
    level: Object.values(contactPointLevelWords),
  };
  return [
    {
      name: '联系点',
      columns: columns.map((c) => ({ width: WIDTHS[c] ?? 16, ...(choices[c] && { choices: choices[c] }) })),
      rows: [
        columns.map((c) => tableColumns[c]),
        ...known.map((k) => {
          const cells = { ...cellsOf(k), id: k.id };
          return columns.map((c) => cells[c]);
        }),
      ],
    },
    { name: '说明', columns: [{ width: 100 }], rows: tableNotes },
  ];
}
