/** Letters as those read them who may. */
import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { ConsultationRow } from '../consultation/index.js';
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
import { isId, type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { LetterRow, LetterStatusRow } from './feedback.entities.js';
import { letterKindWords, letterStateWords } from './feedback.words.js';
import type { LetterState } from './letter.rules.js';

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

@Injectable()
export class LettersQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
  ) {}

  /** The office sees every letter; a contact point its own once it was delivered. */
  async maySee(actor: Actor, status: LetterStatusRow): Promise<boolean> {
    if (isOffice(actor.roles)) return true;
    return status.deliveredAt !== null && (await this.points.within(actor.unitIds)).has(status.contactPointId);
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

  /** 发文字号 of the letter that a contact point has in hand; null while it has none */
  async deliveredNumber(reader: Reader, consultationId: string, contactPointId: string | null): Promise<string | null> {
    if (contactPointId === null) return null;
    const status = await reader.one(LetterStatusRow, {
      consultationId,
      contactPointId,
      state: In(['DELIVERED', 'RECEIVED', 'REPLIED']),
    });
    return status?.documentNumber ?? null;
  }
}
