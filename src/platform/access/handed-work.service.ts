/** What passed to me: the first screen of a successor, or of who stands in, says what was left open. */
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import type { Actor } from '../base/actor.js';
import { Refusal } from '../base/refusal.js';
import { scopeOf, UnitOfWork } from '../database/scope.js';
import { HandoverRow } from './access.entities.js';
import { AccountsQueries } from './accounts.queries.js';
import { timeOf } from './sessions.service.js';

const SHOWN_AT_ONCE = 50;

export interface HandedWork {
  row: HandoverRow;
  /** whose work it was, as colleagues call the person */
  fromName: string;
}

@Injectable()
export class HandedWorkService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountsQueries,
  ) {}

  /**
   * Of the caller, in the legislature at hand, what was not read yet and is not over, the newest first and at most 50:
   * the others come when those are read.
   */
  async toRead(actor: Actor): Promise<HandedWork[]> {
    if (actor.legislatureId === null) return [];
    const reader = this.work.read(scopeOf(actor));
    const mine = { toAccount: actor.accountId, readAt: IsNull() };
    const rows = [
      ...(await reader.find(HandoverRow, { ...mine, until: IsNull() })),
      ...(await reader.find(HandoverRow, { ...mine, until: MoreThan(await timeOf(reader.manager)) })),
    ]
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, SHOWN_AT_ONCE);
    const names = await this.accounts.displayNames(rows.map((r) => r.fromAccount));
    return rows.map((row, i) => ({ row, fromName: names[i] ?? '' }));
  }

  /** The caller has read it: it is not shown any more. NOT_FOUND for what was handed to somebody else. */
  async read(actor: Actor, id: string): Promise<HandedWork | Refusal> {
    return this.work.run<HandedWork | Refusal>('readHandedWork', scopeOf(actor), async (tx) => {
      const row = await tx.lock(HandoverRow, id);
      if (row?.toAccount !== actor.accountId) return Refusal.notFound('这次移交');
      if (row.readAt === null) await tx.change(HandoverRow, row, { readAt: await tx.time() });
      tx.record('readHandedWork', 'Handover', row.id);
      const [fromName] = await this.accounts.displayNames([row.fromAccount]);
      return { row, fromName: fromName ?? '' };
    });
  }
}
