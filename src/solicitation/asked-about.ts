/** Which texts that are not public a contact point may read: those it was asked about, itself or a unit below it. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DraftReaders, DraftRow } from '../authoring/index.js';
import { ConsultationRow } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import type { Actor } from '../platform/base/actor.js';
import { scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { SolicitationRow } from './solicitation.entities.js';

@Injectable()
export class AskedAboutTexts implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
    private readonly readers: DraftReaders,
  ) {}

  onModuleInit(): void {
    this.readers.registerAsked((actor) => this.of(actor));
  }

  private async of(actor: Actor): Promise<string[]> {
    if (actor.legislatureId === null || actor.unitIds.length === 0) return [];
    const reader = this.work.read(scopeOf(actor));
    const rows = await reader.manager
      .createQueryBuilder(DraftRow, 'd')
      .select('distinct d.id', 'id')
      .innerJoin(ConsultationRow, 'c', 'c.draft_id = d.id and c.legislature_id = d.legislature_id')
      .innerJoin(SolicitationRow, 's', 's.consultation_id = c.id and s.legislature_id = d.legislature_id')
      .where(`d.legislature_id = :legislature and d.scope <> 'PUBLIC' and c.issued_at is not null`, {
        legislature: reader.legislatureId,
      })
      .andWhere('s.contact_point_id = any(:mine)', { mine: [...(await this.points.within(actor.unitIds))] })
      .getRawMany<{ id: string }>();
    return rows.map((r) => r.id);
  }
}
