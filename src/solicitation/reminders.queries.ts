/** 催办 and calls as they are read. */
import { Injectable } from '@nestjs/common';
import { isOffice } from '../platform/access/permissions.js';
import type { Actor } from '../platform/base/actor.js';
import { oneOf } from '../platform/database/one-of.js';
import { type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { ReminderRow } from './solicitation.entities.js';

/** What was done so that a body answers; calls are the office's own notes, null outside it */
export interface Reminders {
  timesUrged: number;
  lastUrge: ReminderRow | null;
  /** 转发 in words */
  passedOn: ReminderRow | null;
  timesCalled: number | null;
  lastCall: ReminderRow | null;
}

@Injectable()
export class RemindersQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** Of each of these tasks, in the order asked for */
  async ofTasks(actor: Actor, solicitationIds: readonly string[]): Promise<Reminders[]> {
    const rows = await this.work
      .read(scopeOf(actor))
      .find(ReminderRow, { solicitationId: oneOf(solicitationIds) }, { at: 'ASC', id: 'ASC' });
    const office = isOffice(actor.roles);
    return solicitationIds.map((id) => {
      const urged = rows.filter((r) => r.solicitationId === id && r.way === 'URGED');
      const called = rows.filter((r) => r.solicitationId === id && r.way === 'CALLED');
      return {
        timesUrged: urged.length,
        lastUrge: urged[urged.length - 1] ?? null,
        passedOn: rows.find((r) => r.solicitationId === id && r.way === 'PASSED_ON') ?? null,
        timesCalled: office ? called.length : null,
        lastCall: office ? (called[called.length - 1] ?? null) : null,
      };
    });
  }

  /** When each of these tasks was urged last; none where it never was */
  async lastUrged(reader: Reader, solicitationIds: readonly string[]): Promise<Map<string, Date>> {
    const rows = await reader.find(
      ReminderRow,
      { solicitationId: oneOf(solicitationIds), way: 'URGED' },
      { at: 'ASC', id: 'ASC' },
    );
    return new Map(rows.map((r) => [r.solicitationId, r.at]));
  }
}
