/** What is known of wishes to take an opinion back that came after it was reported: noted, and nothing else. */
import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/base/actor.js';
import { insertIfNew } from '../platform/database/insert-if-new.sql.js';
import { oneOf } from '../platform/database/one-of.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { OpinionWithdrawalRow } from './opinions.entities.js';

@Injectable()
export class WithdrawalNotes {
  constructor(private readonly work: UnitOfWork) {}

  /** Notes the wish, once: said again it changes nothing. True where it is new. */
  async note(tx: Transaction, opinionId: string): Promise<boolean> {
    const stored = await insertIfNew(
      tx.manager,
      'opinion_withdrawal',
      'opinion_withdrawal_pkey',
      { id: 'uuid', legislature_id: 'uuid' },
      [[opinionId, tx.legislatureId]],
    );
    return stored.size > 0;
  }

  /** Whether a wish was noted */
  async isNoted(reader: Reader, opinionId: string): Promise<boolean> {
    return (await reader.get(OpinionWithdrawalRow, opinionId)) !== null;
  }

  /** When it was noted, of each opinion in order; for opinions that the caller was given */
  async notedAt(actor: Actor, opinionIds: readonly string[]): Promise<(Date | null)[]> {
    const rows = await this.work.read(scopeOf(actor)).find(OpinionWithdrawalRow, { id: oneOf(opinionIds) });
    const at = new Map(rows.map((r) => [r.id, r.notedAt]));
    return opinionIds.map((id) => at.get(id) ?? null);
  }
}
