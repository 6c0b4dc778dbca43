/** 核稿: the clerk reads a feedback letter, with the register in his hand, when its words are to be fixed. */
import { Injectable } from '@nestjs/common';
import { DraftsQueries, ProvisionRow } from '../authoring/index.js';
import { ConsultationRow } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import { tellRemarks } from '../papers/clerk.rules.js';
import { Refusal } from '../platform/base/refusal.js';
import { oneOf } from '../platform/database/one-of.js';
import type { Transaction } from '../platform/database/scope.js';
import { isReadByClerk, letterRemarks, type LetterRegister, placesIn } from './letter.clerk.rules.js';
import type { Letter } from './letters.queries.js';

@Injectable()
export class LetterClerk {
  constructor(
    private readonly points: ContactPointsService,
    private readonly drafts: DraftsQueries,
  ) {}

  /**
   * PAPER_NOT_IN_ORDER with a line a remark, each with its place; null where the letter is in order, or has a wording
   * of before, which is printed as it was composed.
   */
  async refuse(tx: Transaction, { row }: Letter): Promise<Refusal | null> {
    if (!isReadByClerk(row.snapshot)) return null;
    const remarks = letterRemarks(row.snapshot, await this.register(tx, row));
    return remarks.length === 0
      ? null
      : new Refusal('PAPER_NOT_IN_ORDER', { count: remarks.length, remarks: tellRemarks(remarks) });
  }

  private async register(tx: Transaction, row: Letter['row']): Promise<LetterRegister> {
    const point = (await this.points.byIds(tx, [row.contactPointId])).get(row.contactPointId);
    const consultation = await tx.get(ConsultationRow, row.consultationId);
    const next = consultation && (await this.drafts.nextPublished(tx, consultation.draftId));
    const wanted = placesIn(row.snapshot);
    const found =
      !next || wanted.length === 0 ? [] : await tx.find(ProvisionRow, { draftId: next.id, label: oneOf(wanted) });
    return {
      name: point?.name ?? null,
      next: next ? { title: next.title, places: found.map((p) => p.label) } : null,
    };
  }
}
