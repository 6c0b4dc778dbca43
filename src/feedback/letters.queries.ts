/** Letters as those read them who may. */
import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { ConsultationRow } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import { isOffice } from '../platform/access/permissions.js';
import type { Actor } from '../platform/base/actor.js';
import { type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { LetterRow, LetterStatusRow } from './feedback.entities.js';

export interface Letter {
  row: LetterRow;
  status: LetterStatusRow;
}

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

  /** The letters of a consultation the actor may see, in the order they were signed, superseded ones left out */
  async letters(actor: Actor, consultationId: string): Promise<Letter[]> {
    const reader = this.work.read(scopeOf(actor));
    if (!(await reader.get(ConsultationRow, consultationId))) return [];
    const statuses = await reader.find(
      LetterStatusRow,
      { consultationId, state: Not('SUPERSEDED') },
      { signedAt: 'ASC', id: 'ASC' },
    );
    const rows = new Map((await reader.find(LetterRow, { consultationId })).map((r) => [r.id, r]));
    const visible = await Promise.all(statuses.map(async (s) => ((await this.maySee(actor, s)) ? s : null)));
    return visible.flatMap((status) => {
      const row = status && rows.get(status.id);
      return row ? [{ row, status }] : [];
    });
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
