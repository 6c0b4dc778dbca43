/** Papers of rounds as the office and the bodies read them. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isOffice } from '../../platform/access/permissions.js';
import { ContactPointsService } from '../../network/index.js';
import { type NewestFirst, type OldestFirst, type Page, readPage } from '../../platform/api/paging.js';
import { Subjects } from '../../platform/api/subjects.js';
import type { Actor } from '../../platform/base/actor.js';
import { isId, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { SolicitationRow } from '../solicitation.entities.js';
import { PaperRunRow, RoundPaperRow } from './paper-run.entities.js';

/** Of 内部 papers the one that bears the reader's own name */
const OWN_COPY = '(not p.for_reader or p.reader_id = :reader)';

@Injectable()
export class PaperRunsQueries implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
    private readonly subjects: Subjects,
  ) {}

  onModuleInit(): void {
    this.subjects.register('PaperRun', (actor, ids) => this.runs(actor, ids));
  }

  /** null for one that is not here, and outside the office */
  async runs(actor: Actor, ids: readonly string[]): Promise<(PaperRunRow | null)[]> {
    return isOffice(actor.roles) ? this.work.read(scopeOf(actor)).byIds(PaperRunRow, ids) : ids.map(() => null);
  }

  /** The runs about a round, the newest first; nothing outside the office */
  ofRound(actor: Actor, consultationId: string, asked: NewestFirst): Promise<Page<PaperRunRow>> {
    const reader = this.work.read(scopeOf(actor));
    const query = reader.manager
      .createQueryBuilder(PaperRunRow, 'r')
      .where('r.legislature_id = :legislature and r.consultation_ids @> :rounds::uuid[]', {
        legislature: reader.legislatureId,
        rounds: isId(consultationId) ? [consultationId] : [],
      })
      .andWhere(isOffice(actor.roles) && isId(consultationId) ? 'true' : 'false');
    return readPage(reader, query, { list: 'paper_run', ownerId: reader.legislatureId }, asked);
  }

  /** The papers of a run in their order: the office all, a body those that were delivered to it or below it */
  async ofRun(actor: Actor, runId: string, asked: OldestFirst): Promise<Page<RoundPaperRow>> {
    const reader = this.work.read(scopeOf(actor));
    const query = reader.manager
      .createQueryBuilder(RoundPaperRow, 'p')
      .where('p.legislature_id = :legislature and p.run_id = :run', { legislature: reader.legislatureId, run: runId });
    if (!isOffice(actor.roles))
      query
        .andWhere('p.delivered_at is not null and p.contact_point_id = any(:mine)', {
          mine: [...(await this.points.within(actor.unitIds, reader))],
        })
        .andWhere(OWN_COPY, { reader: actor.accountId });
    return readPage(reader, query, { list: 'round_paper', ownerId: runId }, asked);
  }

  /** What was delivered about each task, the newest first, the caller having read the task; the runs beside them */
  async ofTasks(
    actor: Actor,
    tasks: readonly Pick<SolicitationRow, 'id' | 'consultationId' | 'contactPointId'>[],
  ): Promise<{ paper: RoundPaperRow; run: PaperRunRow }[][]> {
    const reader = this.work.read(scopeOf(actor));
    const found = await reader.manager
      .createQueryBuilder(RoundPaperRow, 'p')
      .innerJoinAndMapOne('p.run', PaperRunRow, 'r', 'r.id = p.run_id')
      .where('p.legislature_id = :legislature and p.contact_point_id = any(:points)', {
        legislature: reader.legislatureId,
        points: [...new Set(tasks.map((t) => t.contactPointId))],
      })
      .andWhere('p.delivered_at is not null and r.consultation_ids && :rounds::uuid[]', {
        rounds: [...new Set(tasks.map((t) => t.consultationId))],
      })
      .andWhere(isOffice(actor.roles) ? 'true' : OWN_COPY, { reader: actor.accountId })
      .orderBy('p.delivered_at', 'DESC')
      .addOrderBy('p.id', 'ASC')
      .getMany();
    const pairs = found.map((p) => ({ paper: p, run: (p as RoundPaperRow & { run: PaperRunRow }).run }));
    return tasks.map((t) =>
      pairs.filter(
        ({ paper, run }) => paper.contactPointId === t.contactPointId && run.consultationIds.includes(t.consultationId),
      ),
    );
  }
}
