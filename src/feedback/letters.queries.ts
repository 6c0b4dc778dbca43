/** Letters as those read them who may. */
import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { CommentsQueries } from '../comments/index.js';
import { ConsultationRow } from '../consultation/index.js';
import { OutcomesQueries } from '../decision/index.js';
import { ContactPointsService } from '../network/index.js';
import { isOffice } from '../platform/access/permissions.js';
import {
  countFacets,
  type FacetOf,
  mapPage,
  noRows,
  type OldestFirst,
  type Page,
  readPage,
} from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import { oneOf } from '../platform/database/one-of.js';
import { isId, type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import {
  LetterCommentRow,
  LetterReplyAnswerRow,
  LetterReplyRow,
  LetterReturnRow,
  LetterRow,
  LetterStatusRow,
} from './feedback.entities.js';
import { letterKindWords, letterStateWords } from './feedback.words.js';
import { isHandedOver, type LetterState } from './letter.rules.js';

export interface Letter {
  row: LetterRow;
  status: LetterStatusRow;
}

export interface LetterFilter {
  states?: readonly LetterState[] | null;
  kinds?: readonly LetterRow['kind'][] | null;
  contactPointIds?: readonly string[] | null;
  /** 发文字号, or a part of it */
  documentNumber?: string | null;
}

const FACETS: readonly FacetOf[] = [
  { name: 'states', column: 's.state', words: letterStateWords },
  { name: 'kinds', column: 'l.kind', words: letterKindWords },
];

/** A letter tells a decision on a comment */
export interface Telling {
  row: LetterCommentRow;
  status: LetterStatusRow;
}

/** What a contact point replied, with what the office said to it */
export type LetterReply = LetterReplyRow & { answer: LetterReplyAnswerRow | null };

@Injectable()
export class LettersQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
    private readonly comments: CommentsQueries,
    private readonly outcomes: OutcomesQueries,
  ) {}

  /** The office sees every letter; a contact point its own once it was delivered. */
  async maySee(actor: Actor, status: LetterStatusRow): Promise<boolean> {
    return isOffice(actor.roles) || (status.deliveredAt !== null && (await this.isAddressee(actor, status)));
  }

  /** Did it go to the actor's own unit, or to one below? Whoever is of the office besides does not act for others. */
  private async isAddressee(actor: Actor, status: LetterStatusRow): Promise<boolean> {
    return (await this.points.within(actor.unitIds)).has(status.contactPointId);
  }

  /** A letter that was handed over to the actor's own contact point; null where there is none */
  async own(actor: Actor, id: string): Promise<Letter | null> {
    const found = await this.letter(actor, id);
    return found?.status.deliveredAt && (await this.isAddressee(actor, found.status)) ? found : null;
  }

  /** null where there is none the actor may see */
  async letter(actor: Actor, id: string): Promise<Letter | null> {
    const reader = this.work.read(scopeOf(actor));
    const [row, status] = [await reader.get(LetterRow, id), await reader.get(LetterStatusRow, id)];
    return row && status && (await this.maySee(actor, status)) ? { row, status } : null;
  }

  /**
   * The letters of a consultation the actor may see, in the order they were composed, also those that are void or
   * replaced. Empty where there is no such consultation here.
   */
  async list(actor: Actor, consultationId: string, filter: LetterFilter, asked: OldestFirst): Promise<Page<Letter>> {
    const reader = this.work.read(scopeOf(actor));
    if (!(await reader.get(ConsultationRow, consultationId))) return noRows();
    const mine = isOffice(actor.roles) ? null : [...(await this.points.within(actor.unitIds))];
    const build = (without?: string): SelectQueryBuilder<LetterRow> => {
      const query = reader.manager
        .createQueryBuilder(LetterRow, 'l')
        .innerJoinAndMapOne('l.status', LetterStatusRow, 's', 's.id = l.id')
        .where('l.legislature_id = :legislature and l.consultation_id = :consultation', {
          legislature: reader.legislatureId,
          consultation: consultationId,
        });
      const { states, kinds, contactPointIds: points, documentNumber: number } = filter;
      if (mine) query.andWhere('s.delivered_at is not null and l.contact_point_id = any(:mine)', { mine });
      if (points) query.andWhere('l.contact_point_id = any(:points)', { points: points.filter(isId) });
      if (states && without !== 'states') query.andWhere('s.state = any(:states)', { states });
      if (kinds && without !== 'kinds') query.andWhere('l.kind = any(:kinds)', { kinds });
      if (number) query.andWhere('position(:number in s.document_number) > 0', { number });
      return query;
    };
    const list = { list: 'letter', ownerId: consultationId };
    const page = await readPage(reader, build(), list, asked, () => countFacets(FACETS, build));
    return mapPage(page as Page<LetterRow & { status: LetterStatusRow }>, (row) => ({ row, status: row.status }));
  }

  /** What contact points replied, by letter */
  async replies(actor: Actor, letterIds: readonly string[]): Promise<Map<string, LetterReply>> {
    const reader = this.work.read(scopeOf(actor));
    const rows = await reader.find(LetterReplyRow, { letterId: oneOf(letterIds) });
    const answers = await reader.find(LetterReplyAnswerRow, { letterId: oneOf(rows.map((r) => r.letterId)) });
    const by = new Map(answers.map((a) => [a.id, a]));
    return new Map(rows.map((row) => [row.letterId, { ...row, answer: by.get(row.id) ?? null }]));
  }

  /** Why letters were given back, by letter; the last time counts */
  async lastReturns(actor: Actor, letterIds: readonly string[]): Promise<Map<string, LetterReturnRow>> {
    const reader = this.work.read(scopeOf(actor));
    const rows = await reader.find(LetterReturnRow, { letterId: oneOf(letterIds) }, { at: 'ASC', id: 'ASC' });
    return new Map(rows.map((r) => [r.letterId, r]));
  }

  /** Which letters tell which decisions: of these comments, or of these letters, whatever became of the letters */
  async tellings(
    reader: Reader,
    of: { commentIds: readonly string[] } | { letterIds: readonly string[] },
  ): Promise<Telling[]> {
    const where = 'commentIds' in of ? { commentId: oneOf(of.commentIds) } : { letterId: oneOf(of.letterIds) };
    const rows = await reader.find(LetterCommentRow, where, { number: 'ASC', id: 'ASC' });
    const ids = [...new Set(rows.map((r) => r.letterId))];
    const statuses = new Map((await reader.find(LetterStatusRow, { id: oneOf(ids) })).map((s) => [s.id, s]));
    return rows.flatMap((row) => {
      const status = statuses.get(row.letterId);
      return status ? [{ row, status }] : [];
    });
  }

  /** When the first of these letters was composed; null where there are none */
  async firstComposed(reader: Reader, letterIds: readonly string[]): Promise<Date | null> {
    const [first] = await reader.find(LetterRow, { id: oneOf(letterIds) }, { composedAt: 'ASC' }, 1);
    return first?.composedAt ?? null;
  }

  /**
   * 发文字号 of the letter in its contact point's hand that tells the present decision on the comment of this voice;
   * null where there is none: a letter that does not hold it says nothing to whoever spoke (product §3.13).
   */
  async deliveredNumber(reader: Reader, opinionId: string): Promise<string | null> {
    const comment = await this.comments.ofOpinion(reader, opinionId);
    if (!comment) return null;
    const decision = (await this.outcomes.decisions(reader, [comment.row.id])).get(comment.row.id);
    const told = (await this.tellings(reader, { commentIds: [comment.row.id] })).find(
      ({ row, status }) => row.decisionId === decision?.id && isHandedOver(status.state),
    );
    return told?.status.documentNumber ?? null;
  }
}
