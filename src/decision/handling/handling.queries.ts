/** Proposals and sheets as the office reads them. */
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../../platform/base/actor.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { DecisionSheetLineRow, DecisionSheetRow, ProposedHandlingRow } from './handling.entities.js';

export interface Sheet {
  row: DecisionSheetRow;
  /** in the order of the sheet */
  lines: DecisionSheetLineRow[];
}

@Injectable()
export class HandlingQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** The last proposal of each comment, by its id; a comment without one is not in it */
  async lastHandlings(reader: Reader, commentIds: readonly string[]): Promise<Map<string, ProposedHandlingRow>> {
    if (commentIds.length === 0) return new Map();
    const rows = await reader.find(ProposedHandlingRow, { commentId: In([...commentIds]) }, { revision: 'ASC' });
    return new Map(rows.map((r) => [r.commentId, r]));
  }

  /** As `lastHandlings`, for the fields of one request */
  lastHandlingsFor(actor: Actor, commentIds: readonly string[]): Promise<Map<string, ProposedHandlingRow>> {
    return this.lastHandlings(this.work.read(scopeOf(actor)), commentIds);
  }

  /** null where there is no such sheet in the legislature */
  async sheet(actor: Actor, id: string): Promise<Sheet | null> {
    const reader = this.work.read(scopeOf(actor));
    const row = await reader.get(DecisionSheetRow, id);
    return row && { row, lines: await this.lines(reader, id) };
  }

  /** The lines of a sheet in its order */
  lines(reader: Reader, sheetId: string): Promise<DecisionSheetLineRow[]> {
    return reader.find(DecisionSheetLineRow, { sheetId }, { ordinal: 'ASC' });
  }
}
