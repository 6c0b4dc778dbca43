/** 征求进度: what a desk watches while a consultation runs. */
import { Injectable } from '@nestjs/common';
import { phaseOf } from '../consultation/consultation.rules.js';
import { ConsultationRow, ConsultationsQueries } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import { countHeard } from '../opinions/index.js';
import { isOffice } from '../platform/access/permissions.js';
import { StateFeed } from '../platform/api/state-feed.js';
import type { Actor } from '../platform/base/actor.js';
import { scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { SolicitationsQueries } from '../solicitation/index.js';
import { commentGrains, countComments } from './comment-counts.sql.js';
import type { ConsultationProgressType } from './progress.types.js';

@Injectable()
export class ProgressService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly feed: StateFeed,
    private readonly consultations: ConsultationsQueries,
    private readonly solicitations: SolicitationsQueries,
    private readonly points: ContactPointsService,
  ) {}

  /**
   * Now, and at every change; null and the end where there is no such consultation, or no contact point of the caller's
   * is asked.
   */
  watch(actor: Actor, consultationId: string): AsyncIterableIterator<ConsultationProgressType | null> {
    const rights = isOffice(actor.roles) ? 'office' : [...actor.unitIds].sort().join();
    return this.feed.watch(`consultation ${actor.legislatureId ?? ''} ${rights} ${consultationId}`, () =>
      this.progress(actor, consultationId),
    );
  }

  /**
   * How far a consultation has come by what the caller may see; null as `watch`. Counts are exact and of this moment.
   */
  async progress(actor: Actor, consultationId: string): Promise<ConsultationProgressType | null> {
    const reader = this.work.read(scopeOf(actor));
    const consultation = await reader.get(ConsultationRow, consultationId);
    if (!consultation) return null;
    const tasks = await this.solicitations.solicitations(actor, consultationId);
    if (tasks.length === 0 && !isOffice(actor.roles)) return null; // none of the caller's contact points is asked
    // read anew each time: a contact point may have come under this one since
    const mine = isOffice(actor.roles) ? null : [...(await this.points.within(actor.unitIds, reader))];
    const opinions = await countHeard(reader, consultationId, mine);
    const [comments] = await countComments(
      reader,
      mine ? commentGrains.POINT : commentGrains.ROUND,
      { consultationIds: [consultationId], keys: mine, where: 'reported' },
      { consultationId: 'consultation_id' },
    );
    return {
      consultationId,
      phase: phaseOf(consultation, await this.consultations.today(consultation.legislatureId)),
      opinions,
      comments: comments?.n ?? 0,
      tasks: tasks.length,
      tasksAnswered: tasks.filter((t) => t.state === 'REPORTED' || t.state === 'NO_OPINION').length,
    };
  }
}
