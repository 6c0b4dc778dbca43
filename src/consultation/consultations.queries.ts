/** 征求意见 as it is read: rounds, codes, and which round counts today. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull, Not, type SelectQueryBuilder } from 'typeorm';
import { DraftReaders, DraftRow, LineageQueries, ProvisionRow, type TextPlace } from '../authoring/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { isOffice } from '../platform/access/permissions.js';
import { type OldestFirst, type Page, readPage } from '../platform/api/paging.js';
import { LedgerNames, namesBy } from '../platform/api/ledger/ledger-names.js';
import { Subjects } from '../platform/api/subjects.js';
import type { Actor } from '../platform/base/actor.js';
import { type Day, dayIn } from '../platform/base/clock.js';
import { oneOf } from '../platform/database/one-of.js';
import { isId, type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { ConsultationRow, LawCodeRow } from './consultation.entities.js';
import type { ConsultationMethod, Phase } from './consultation.rules.js';
import { phaseOfRow } from './consultation.sql.js';

export interface ConsultationFilter {
  regulationId?: string | null;
  draftId?: string | null;
  /** asks about a text in which this place stands */
  place?: TextPlace | null;
  phases?: readonly Phase[] | null;
  methods?: readonly ConsultationMethod[] | null;
  /** some day of its window lies between these */
  from?: Day | null;
  to?: Day | null;
}

/** Conditions of a list, and SQL of the properties it is told apart by */
export type Select = (without?: string) => SelectQueryBuilder<ConsultationRow>;
import { methodsThat } from './method.rules.js';

@Injectable()
export class ConsultationsQueries implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly lineage: LineageQueries,
    private readonly subjects: Subjects,
    private readonly names: LedgerNames,
    private readonly readers: DraftReaders,
  ) {}

  onModuleInit(): void {
    const load = (actor: Actor, ids: readonly string[]): Promise<(ConsultationRow | null)[]> => this.byIds(actor, ids);
    this.subjects.register('Consultation', load);
    this.names.register(
      'Consultation',
      'consultation.read',
      namesBy(load, (c) => c.title),
    );
  }

  /**
   * null where there is no such consultation in the legislature, or it is about a text that the actor may not read
   * since it is not public and the own body was not asked
   */
  async consultation(actor: Actor, id: string): Promise<ConsultationRow | null> {
    return (await this.byIds(actor, [id]))[0] ?? null;
  }

  /** In the order asked for; null as `consultation` */
  async byIds(actor: Actor, ids: readonly string[]): Promise<(ConsultationRow | null)[]> {
    const rows = await this.work.read(scopeOf(actor)).byIds(ConsultationRow, ids);
    if (isOffice(actor.roles)) return rows;
    const about = [...new Set(rows.flatMap((c) => c?.draftId ?? []))];
    const closed = await this.readers.closedTo(actor, about);
    return rows.map((c) => (c && closed.has(c.draftId) ? null : c));
  }

  /**
   * The query of a list of consultations, `c`, that the actor may see: the office all of them, a contact point what was
   * sent out. What is told apart in it: `phaseOfRow('c')`, `c.method`.
   */
  async select(actor: Actor, filter: ConsultationFilter): Promise<Select> {
    const reader = this.work.read(scopeOf(actor));
    const today = await this.today(reader.legislatureId);
    const outside = isOffice(actor.roles) ? null : await this.readers.askedAbout(actor);
    const articles = filter.place ? await this.lineage.through(reader, filter.place) : null;
    return (without) => {
      const { regulationId, draftId, phases, methods, from, to } = filter;
      const query = reader.manager
        .createQueryBuilder(ConsultationRow, 'c')
        .where('c.legislature_id = :legislature', { legislature: reader.legislatureId })
        .setParameter('today', today);
      if (outside !== null) {
        const open = query.subQuery().select('t.id').from(DraftRow, 't').where(`t.scope = 'PUBLIC'`);
        query
          .andWhere('c.issued_at is not null')
          .andWhere(`(c.draft_id in ${open.getQuery()} or c.draft_id = any(:outside))`, { outside });
      }
      if (regulationId) query.andWhere('c.regulation_id = any(:of)', { of: [regulationId].filter(isId) });
      if (draftId) query.andWhere('c.draft_id = any(:about)', { about: [draftId].filter(isId) });
      if (articles) {
        const drafts = query.subQuery().select('p.draft_id').from(ProvisionRow, 'p').where('p.id = any(:articles)');
        query.andWhere(`c.draft_id in ${drafts.getQuery()}`, { articles });
      }
      if (phases && without !== 'phases') query.andWhere(`${phaseOfRow('c')} = any(:phases)`, { phases });
      if (methods && without !== 'methods') query.andWhere('c.method = any(:methods)', { methods });
      if (from) query.andWhere('c.closes_on >= :from', { from });
      if (to) query.andWhere('c.opens_on <= :to', { to });
      return query;
    };
  }

  /** A regulation's own code and its variants, in the order they were made; empty where there is none here */
  codesOf(actor: Actor, regulationId: string, asked: OldestFirst): Promise<Page<LawCodeRow>> {
    const reader = this.work.read(scopeOf(actor));
    const query = reader.manager
      .createQueryBuilder(LawCodeRow, 'l')
      .where('l.legislature_id = :legislature and l.regulation_id = :regulation', {
        legislature: reader.legislatureId,
        regulation: regulationId,
      });
    return readPage(reader, query, { list: 'law_code', ownerId: regulationId }, asked);
  }

  /** Whose code this is; the code names its own legislature, so this look-up alone is not scoped. */
  async findCode(code: string): Promise<LawCodeRow | null> {
    return this.work.read({ legislatureId: null, accountId: null }).manager.findOneBy(LawCodeRow, { code });
  }

  /**
   * The round of a regulation behind its code that counts now: the one that is open, else the newest one sent out,
   * also where it is suspended or was cancelled since; what was never sent out is nobody's to see.
   */
  async publicRound(reader: Reader, regulationId: string, today: Day): Promise<ConsultationRow | null> {
    const rounds = await reader.find(
      ConsultationRow,
      { regulationId, method: oneOf(methodsThat('openByCode')), issuedAt: Not(IsNull()) },
      { createdAt: 'DESC' },
    );
    return rounds.find((c) => c.state === 'ISSUED' && c.opensOn <= today && today <= c.closesOn) ?? rounds[0] ?? null;
  }

  /** The civil day of the legislature by database time */
  async today(legislatureId: string): Promise<Day> {
    return dayIn(await this.access.zone(legislatureId), await this.access.now());
  }
}
