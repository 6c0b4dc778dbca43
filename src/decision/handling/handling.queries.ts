/** Proposals and sheets as the office reads them. */
import { Injectable } from '@nestjs/common';
import { LessThan, MoreThan, type SelectQueryBuilder } from 'typeorm';
import { whichCameBack } from '../../comments/index.js';
import {
  countFacets,
  type InOrder,
  type OldestFirst,
  type Page,
  pageFrom,
  readPage,
} from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import { oneOf } from '../../platform/database/one-of.js';
import { isId, type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { sheetStateWords } from '../decision.words.js';
import {
  DecisionRow,
  DecisionSheetLineRow,
  DecisionSheetRow,
  HandlingWithdrawalRow,
  ProposedHandlingRow,
  StruckLineRow,
} from './handling.entities.js';
import type { SheetState } from './handling.rules.js';

export interface Sheet {
  row: DecisionSheetRow;
  /** in the order of the sheet */
  lines: DecisionSheetLineRow[];
}

const isThere = <T>(row: T | null): row is T => row !== null;

@Injectable()
export class HandlingQueries {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * The proposal of each comment that counts, by its id: the last that was not taken back; a comment without one is not
   * in it
   */
  async lastHandlings(reader: Reader, commentIds: readonly string[]): Promise<Map<string, ProposedHandlingRow>> {
    if (commentIds.length === 0) return new Map();
    const of = { commentId: oneOf(commentIds) };
    const withdrawn = new Set((await reader.find(HandlingWithdrawalRow, of)).map((w) => w.id));
    const rows = await reader.find(ProposedHandlingRow, of, { revision: 'ASC' });
    return new Map(rows.filter((r) => !withdrawn.has(r.id)).map((r) => [r.commentId, r]));
  }

  /** How often each of these comments was decided before; one that never was is not in it */
  async decisionsBefore(reader: Reader, commentIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await reader.manager
      .createQueryBuilder(DecisionRow, 'n')
      .select('n.comment_id', 'id')
      .addSelect('max(n.sequence)', 'highest')
      .where('n.legislature_id = :legislature and n.comment_id = any(:ids)', {
        legislature: reader.legislatureId,
        ids: [...commentIds],
      })
      .groupBy('n.comment_id')
      .getRawMany<{ id: string; highest: number }>();
    return new Map(rows.map((r) => [r.id, Number(r.highest)]));
  }

  /** When and by whom each of these proposals was taken back, in the order asked for; null of one that counts */
  withdrawalsFor(actor: Actor, handlingIds: readonly string[]): Promise<(HandlingWithdrawalRow | null)[]> {
    return this.work.read(scopeOf(actor)).byIds(HandlingWithdrawalRow, handlingIds);
  }

  /**
   * Whose hands are in the proposals that stand on a sheet: who wrote them, and who took a later one back, for that
   * made them count again
   */
  async authorsOf(reader: Reader, handlings: readonly ProposedHandlingRow[]): Promise<string[]> {
    const since = new Map(handlings.map((h) => [h.commentId, h.at]));
    const withdrawals = await reader.find(HandlingWithdrawalRow, { commentId: oneOf(since.keys()) });
    const later = withdrawals.filter((w) => w.at > (since.get(w.commentId) ?? w.at));
    return [...handlings, ...later].map((h) => h.byAccount);
  }

  /** As `lastHandlings`, for the fields of one request */
  lastHandlingsFor(actor: Actor, commentIds: readonly string[]): Promise<Map<string, ProposedHandlingRow>> {
    return this.lastHandlings(this.work.read(scopeOf(actor)), commentIds);
  }

  /** null where there is no such sheet in the legislature */
  sheet(actor: Actor, id: string): Promise<DecisionSheetRow | null> {
    return this.work.read(scopeOf(actor)).get(DecisionSheetRow, id);
  }

  /** In the order asked for; null as `sheet` */
  sheetsByIds(actor: Actor, ids: readonly string[]): Promise<(DecisionSheetRow | null)[]> {
    return this.work.read(scopeOf(actor)).byIds(DecisionSheetRow, ids);
  }

  /** The sheets of a consultation by their number, which is given under its lock */
  sheets(
    actor: Actor,
    consultationId: string,
    filter: { states?: readonly SheetState[] | null },
    asked: OldestFirst,
  ): Promise<Page<DecisionSheetRow>> {
    const reader = this.work.read(scopeOf(actor));
    const build = (without?: string): SelectQueryBuilder<DecisionSheetRow> => {
      const query = reader.manager
        .createQueryBuilder(DecisionSheetRow, 'h')
        .where('h.legislature_id = :legislature and h.consultation_id = any(:consultations)', {
          legislature: reader.legislatureId,
          consultations: [consultationId].filter(isId),
        });
      const { states } = filter;
      return states && without !== 'states' ? query.andWhere('h.state = any(:states)', { states }) : query;
    };
    const facets = [{ name: 'states', column: 'h.state', words: sheetStateWords }];
    const list = { list: 'sheet', column: 'h.number' };
    return readPage(reader, build(), list, asked, () => countFacets(facets, build));
  }

  /** The lines of a sheet in its order, a page of them */
  linesPage(actor: Actor, sheetId: string, asked: InOrder): Promise<Page<DecisionSheetLineRow>> {
    const reader = this.work.read(scopeOf(actor));
    const read = (after: number | null, take: number): Promise<DecisionSheetLineRow[]> =>
      reader.find(
        DecisionSheetLineRow,
        { sheetId, ...(after !== null && { ordinal: MoreThan(after) }) },
        { ordinal: 'ASC' },
        take,
      );
    return pageFrom(
      'line',
      asked,
      read,
      (l) => l.ordinal,
      () => reader.count(DecisionSheetLineRow, { sheetId }),
    );
  }

  /** Of each comment in order the line of the last sheet that it came back from, with why; null where there is none */
  async struckFor(
    actor: Actor,
    commentIds: readonly string[],
  ): Promise<({ sheetId: string; words: string | null } | null)[]> {
    const reader = this.work.read(scopeOf(actor));
    const back = [...(await whichCameBack(reader, commentIds))];
    const lines = await reader.find(DecisionSheetLineRow, { commentId: oneOf(back), state: 'RETURNED' });
    const sheets = (await reader.byIds(DecisionSheetRow, [...new Set(lines.map((l) => l.sheetId))])).filter(isThere);
    const numbers = new Map(sheets.map((h) => [h.id, h.number]));
    const number = (l: DecisionSheetLineRow): number => numbers.get(l.sheetId) ?? 0;
    const last = new Map(lines.sort((a, b) => number(a) - number(b)).map((l) => [l.commentId, l]));
    const notes = await reader.find(StruckLineRow, { id: oneOf([...last.values()].map((l) => l.id)) });
    const words = new Map(notes.map((n) => [n.id, n.words]));
    return commentIds.map((id) => {
      const line = last.get(id);
      return line ? { sheetId: line.sheetId, words: words.get(line.id) ?? null } : null;
    });
  }

  /** Every proposal for a comment, the last first */
  handlings(actor: Actor, commentId: string, asked: InOrder): Promise<Page<ProposedHandlingRow>> {
    const reader = this.work.read(scopeOf(actor));
    const read = (after: number | null, take: number): Promise<ProposedHandlingRow[]> =>
      reader.find(
        ProposedHandlingRow,
        { commentId, ...(after !== null && { revision: LessThan(after) }) },
        { revision: 'DESC' },
        take,
      );
    const total = (): Promise<number> => reader.count(ProposedHandlingRow, { commentId });
    return pageFrom('handling', asked, read, (h) => h.revision, total);
  }

  /** Every signed decision on a comment, the last first */
  decisions(actor: Actor, commentId: string, asked: InOrder): Promise<Page<DecisionRow>> {
    const reader = this.work.read(scopeOf(actor));
    const read = (after: number | null, take: number): Promise<DecisionRow[]> =>
      reader.find(
        DecisionRow,
        { commentId, ...(after !== null && { sequence: LessThan(after) }) },
        { sequence: 'DESC' },
        take,
      );
    return pageFrom(
      'decision',
      asked,
      read,
      (d) => d.sequence,
      () => reader.count(DecisionRow, { commentId }),
    );
  }

  /** The lines of a sheet in its order */
  lines(reader: Reader, sheetId: string): Promise<DecisionSheetLineRow[]> {
    return reader.find(DecisionSheetLineRow, { sheetId }, { ordinal: 'ASC' });
  }
}
