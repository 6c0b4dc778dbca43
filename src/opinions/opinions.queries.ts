/** 群众原话 as those read them who work with them, and the counts that are public. */
import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { LineageQueries } from '../authoring/index.js';
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
  readBeside,
  readPage,
} from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import { oneOf } from '../platform/database/one-of.js';
import { isId, type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { type Extent, keptCountsOf } from './opinion-counts.queries.js';
import type { OpinionFilter } from './opinions.filter.js';
import { TOLD_ALREADY } from './hearing/hearing.sql.js';
import { countHeard } from './opinion-counts.sql.js';
import { isSettled, opinionLife, reachesPoint } from './opinion.rules.js';
import { channelWords, opinionActWords, opinionStateWords, targetKindWords } from './opinion.words.js';
import { OpinionContactRow, OpinionRow, OpinionStatusRow } from './opinions.entities.js';

export interface Opinion {
  row: OpinionRow;
  status: OpinionStatusRow;
}

const FACETS: readonly FacetOf[] = [
  { name: 'states', column: 's.state', words: opinionStateWords },
  { name: 'channels', column: 'o.channel', words: channelWords },
  { name: 'targetKinds', column: 'o.target_kind', words: targetKindWords },
  { name: 'acts', column: 'o.act', words: opinionActWords },
];

const opinionOf = (row: OpinionRow): Opinion => ({
  row,
  status: (row as OpinionRow & { status: OpinionStatusRow }).status,
});

@Injectable()
export class OpinionsQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
    private readonly lineage: LineageQueries,
  ) {}

  /**
   * The opinions of a consultation, as they came: the office sees all, an officer what came to the own unit and below,
   * never what went straight to the legislature. Empty where there is no such consultation here.
   */
  async list(actor: Actor, consultationId: string, filter: OpinionFilter, asked: OldestFirst): Promise<Page<Opinion>> {
    const reader = this.work.read(scopeOf(actor));
    if (!(await reader.get(ConsultationRow, consultationId))) return noRows();
    const { build, ...extent } = await this.select(actor, reader, consultationId, filter);
    const list = { list: 'opinion', ownerId: consultationId };
    const page = await readPage(reader, build(), list, asked, () => countFacets(FACETS, build));
    return mapPage({ ...page, ...keptCountsOf(reader, consultationId, filter, extent) }, opinionOf);
  }

  /** null where there is none, or the actor may not see it */
  async opinion(actor: Actor, id: string): Promise<Opinion | null> {
    return (await this.byIds(actor, [id]))[0] ?? null;
  }

  /** In the order asked for; null as `opinion` */
  async byIds(actor: Actor, ids: readonly string[]): Promise<(Opinion | null)[]> {
    const reader = this.work.read(scopeOf(actor));
    const [rows, statuses] = [await reader.byIds(OpinionRow, ids), await reader.byIds(OpinionStatusRow, ids)];
    const mine = isOffice(actor.roles) ? null : await this.points.within(actor.unitIds);
    return rows.map((row, at) => {
      const status = statuses[at];
      return row && status && (mine === null || reachesPoint(row, mine)) ? { row, status } : null;
    });
  }

  /** The opinion before this one and the one after it in a list with this filter; null where there is none */
  async neighbours(
    actor: Actor,
    row: Pick<OpinionRow, 'id' | 'consultationId'>,
    filter: OpinionFilter,
  ): Promise<{ previous: Opinion | null; next: Opinion | null }> {
    const reader = this.work.read(scopeOf(actor));
    const { build } = await this.select(actor, reader, row.consultationId, filter);
    const list = { list: 'opinion', ownerId: row.consultationId };
    const beside = await readBeside(reader, build(), list, { id: row.id });
    return { previous: beside.previous && opinionOf(beside.previous), next: beside.next && opinionOf(beside.next) };
  }

  private async select(
    actor: Actor,
    reader: Reader,
    consultationId: string,
    filter: OpinionFilter,
  ): Promise<Extent & { build: (without?: string) => SelectQueryBuilder<OpinionRow> }> {
    const mine = isOffice(actor.roles) ? null : [...(await this.points.within(actor.unitIds))];
    const articles = filter.place ? await this.lineage.through(reader, filter.place) : null;
    const build = (without?: string): SelectQueryBuilder<OpinionRow> => {
      const { states, contactPointIds: points, channels, targetKinds, acts, direct, words, commentId } = filter;
      const query = reader.manager
        .createQueryBuilder(OpinionRow, 'o')
        // to the left, though none is without: a count that asks nothing about it does not read it
        .leftJoinAndMapOne('o.status', OpinionStatusRow, 's', 's.id = o.id and s.consultation_id = o.consultation_id')
        .where('o.legislature_id = :legislature and o.consultation_id = :consultation', {
          legislature: reader.legislatureId,
          consultation: consultationId,
        });
      if (mine) query.andWhere('not o.direct and o.contact_point_id = any(:mine)', { mine });
      if (points) query.andWhere('o.contact_point_id = any(:points)', { points: points.filter(isId) });
      if (states && without !== 'states') query.andWhere('s.state = any(:states)', { states });
      if (channels && without !== 'channels') query.andWhere('o.channel = any(:channels)', { channels });
      if (targetKinds && without !== 'targetKinds')
        query.andWhere('o.target_kind = any(:targetKinds)', { targetKinds });
      if (acts && without !== 'acts') query.andWhere('o.act = any(:acts)', { acts });
      if (articles) query.andWhere('o.provision_id = any(:articles)', { articles });
      if (filter.receivedFrom) query.andWhere('o.received_at >= :from', { from: filter.receivedFrom });
      if (filter.receivedTo) query.andWhere('o.received_at <= :to', { to: filter.receivedTo });
      if (direct !== undefined && direct !== null) query.andWhere('o.direct = :direct', { direct });
      if (filter.toOffice !== undefined && filter.toOffice !== null)
        query.andWhere(`${filter.toOffice ? '' : 'not '}(o.direct or o.contact_point_id is null)`);
      if (filter.late !== undefined && filter.late !== null)
        query.andWhere(filter.late ? 'o.late' : 'o.late is not true');
      if (commentId) query.andWhere('s.comment_id = any(:comments)', { comments: [commentId].filter(isId) });
      // what is kept apart is found by no words, or they could be guessed
      if (words) query.andWhere(`s.state <> 'QUARANTINED' and position(:words in o.text) > 0`, { words });
      // a single character is a pair of nothing: those are looked for row by row
      if (words && [...words].length > 1) query.andWhere('character_pairs(o.text) @> character_pairs(:words)');
      if (filter.withContact || filter.toTell) query.innerJoin(OpinionContactRow, 'k', 'k.id = o.id');
      if (filter.toTell) query.andWhere(`s.state in ('ANSWERED', 'SET_ASIDE') and (${TOLD_ALREADY}) is not true`);
      return query;
    };
    return { build, mine, articles };
  }

  /** How many opinions of a consultation still owe somebody an answer (条条有回音), of those that the actor may see */
  async openCount(actor: Actor, consultationId: string): Promise<number> {
    const reader = this.work.read(scopeOf(actor));
    if (!isId(consultationId)) return 0;
    const mine = isOffice(actor.roles) ? null : [...(await this.points.within(actor.unitIds, reader))];
    return countHeard(
      reader,
      consultationId,
      mine,
      opinionLife.states.filter((state) => !isSettled(state)),
    );
  }

  /** Where each of these stands; one that is not here is not in it */
  async statuses(reader: Reader, opinionIds: readonly string[]): Promise<Map<string, OpinionStatusRow>> {
    const rows = await reader.find(OpinionStatusRow, { id: oneOf(opinionIds) });
    return new Map(rows.map((s) => [s.id, s]));
  }

  /** Where an opinion stands; null where there is no such opinion in the scope */
  status(reader: Reader, opinionId: string): Promise<OpinionStatusRow | null> {
    return reader.get(OpinionStatusRow, opinionId);
  }

  /** For a public page: how many voices a consultation has heard, nothing else */
  async heard(reader: Reader, consultationId: string): Promise<number> {
    return (await reader.get(ConsultationRow, consultationId)) ? countHeard(reader, consultationId, null) : 0;
  }
}
