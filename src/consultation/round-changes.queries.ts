/** What was done to a round and why 延长, 暂停, 恢复, 更正, 取消, as it is told. */
import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/base/actor.js';
import { oneOf } from '../platform/database/one-of.js';
import { type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { ConsultationChangeRow } from './consultation.entities.js';
import type { ConsultationChange } from './consultation.rules.js';

@Injectable()
export class RoundChangesQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** The acts on each of these rounds, newest first, in the order asked for; at most CHANGES_SHOWN can be noted */
  async changes(actor: Actor, consultationIds: readonly string[]): Promise<ConsultationChangeRow[][]> {
    const rows = await this.of(this.work.read(scopeOf(actor)), consultationIds);
    return consultationIds.map((id) => rows.filter((r) => r.consultationId === id));
  }

  /** Why that was done the last time; empty where it never was */
  async reason(reader: Reader, consultationId: string, command: ConsultationChange): Promise<string> {
    const [last] = await reader.find(ConsultationChangeRow, { consultationId, command }, { at: 'DESC', id: 'ASC' }, 1);
    return last?.reason ?? '';
  }

  private of(reader: Reader, consultationIds: readonly string[]): Promise<ConsultationChangeRow[]> {
    return reader.find(ConsultationChangeRow, { consultationId: oneOf(consultationIds) }, { at: 'DESC', id: 'ASC' });
  }
}
