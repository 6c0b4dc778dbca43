/** A plan that somebody accepted is written: new contact points first, those above before those below. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { NamedKey } from '../../platform/database/keys/cipher.js';
import type { Transaction } from '../../platform/database/scope.js';
import { changedColumns } from '../points/point.rules.js';
import { type PointChange, PointChangesService } from '../points/point-changes.service.js';
import { PointMakingService } from '../points/point-making.service.js';
import { inTreeOrder } from './order.rules.js';
import type { PlannedRow } from './table.rules.js';

export interface RowDone {
  row: number;
  state: PlannedRow['state'];
  name: string;
  /** null for one that was left out */
  contactPointId: string | null;
  /** why it was left out; empty where it was not */
  faults: string[];
}

@Injectable()
export class PlanWritingService {
  constructor(
    private readonly making: PointMakingService,
    private readonly changes: PointChangesService,
  ) {}

  /** Each row accounted for, in the order of the table */
  async write(tx: Transaction, key: NamedKey, rows: readonly PlannedRow[]): Promise<RowDone[]> {
    const ids = new Map(rows.filter((r) => r.state === 'NEW').map((r) => [r.row, randomUUID()]));
    const idOf = (above: PlannedRow['above']): string | null =>
      above == null ? null : 'id' in above ? above.id : (ids.get(above.row) ?? null);
    await this.make(tx, key, rows, ids, idOf);
    await this.change(
      tx,
      key,
      rows.filter((r) => r.state === 'CHANGED'),
      idOf,
    );
    return rows.map((r) => ({
      row: r.row,
      state: r.state,
      name: r.record.name,
      contactPointId: r.state === 'WRONG' ? null : (r.id ?? ids.get(r.row) ?? null),
      faults: r.faults,
    }));
  }

  private async make(
    tx: Transaction,
    key: NamedKey,
    rows: readonly PlannedRow[],
    ids: ReadonlyMap<number, string>,
    idOf: (above: PlannedRow['above']) => string | null,
  ): Promise<void> {
    const fresh = rows.flatMap((r) => {
      const id = ids.get(r.row);
      const { name, shortName, kind, level, region, address, fields } = r.record;
      const columns = { name, shortName, kind, level, region, address, fields: [...fields] };
      return id === undefined ? [] : [{ ...columns, id, parentId: idOf(r.above), record: r.record }];
    });
    await this.making.makeAll(tx, inTreeOrder(fresh));
    const details = fresh.map(({ id, record }) => ({
      row: { id },
      ...(record.establishments.length > 0 && { establishments: record.establishments }),
      ...(record.people.length > 0 && { people: record.people }),
    }));
    await this.changes.writeDetails(tx, key, details);
  }

  private async change(
    tx: Transaction,
    key: NamedKey,
    rows: readonly PlannedRow[],
    idOf: (above: PlannedRow['above']) => string | null,
  ): Promise<void> {
    const locked = new Map(
      (
        await this.changes.lockEngaged(
          tx,
          rows.flatMap((r) => r.id ?? []),
        )
      ).map((p) => [p.id, p]),
    );
    const changes = rows.flatMap((r): PointChange[] => {
      const row = locked.get(r.id ?? '');
      if (!row) return [];
      const { name, shortName, kind, level, region, address, fields, establishments, people } = r.record;
      const parent = r.above === undefined ? {} : { parentId: idOf(r.above) };
      const given = { name, shortName, kind, level, region, address, fields: [...fields], ...parent };
      const touches = (columns: readonly string[]): boolean => r.changes.some((c) => columns.includes(c.column));
      return [
        {
          row,
          columns: changedColumns(row, given),
          ...(touches(['organ', 'organSince', 'term', 'plaque']) && { establishments }),
          ...(touches(PEOPLE) && { people }),
        },
      ];
    });
    await this.changes.write(tx, key, changes);
  }
}

const PEOPLE = ['leader', 'leaderPhone', 'liaison', 'liaisonPhone', 'information', 'informationPhone'];
