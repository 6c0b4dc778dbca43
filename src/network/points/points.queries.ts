/** 联系点 as they are listed and named. */
import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { isOffice } from '../../platform/access/permissions.js';
import {
  countedOf,
  countFacets,
  type Facet,
  mapPage,
  type OldestFirst,
  openFacet,
  type Page,
  readPage,
} from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import { countBy } from '../../platform/database/counts.js';
import { isId, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { type BodyAsked, bodyAskedOf, type ContactPointKind } from './point.rules.js';
import { bodyAskedWords, contactPointKindWords, contactPointLevelWords } from './point.words.js';
import { ContactPointRow, EngagementRow } from './points.entities.js';
import { ContactPointsService } from './points.service.js';

export interface ContactPointFilter {
  /** part of the full or the short name */
  name?: string | null;
  levels?: readonly ContactPointRow['level'][] | null;
  kinds?: readonly ContactPointRow['kind'][] | null;
  /** asked as one of these */
  bodies?: readonly BodyAsked[] | null;
  regions?: readonly string[] | null;
  /** it knows one of these at least */
  fields?: readonly string[] | null;
  /** directly below this one */
  parentId?: string | null;
}

type Engaged = EngagementRow & { point: ContactPointRow };

const kindsAskedAs = (bodies: readonly BodyAsked[]): string[] =>
  (Object.keys(contactPointKindWords) as ContactPointKind[]).filter((kind) => bodies.includes(bodyAskedOf(kind)));

const bodiesOf = (byKind: ReadonlyMap<string, number>): Facet => ({
  name: 'bodies',
  values: (Object.keys(bodyAskedWords) as BodyAsked[]).map((value) => ({
    value,
    words: bodyAskedWords[value],
    ...countedOf(kindsAskedAs([value]).reduce((sum, kind) => sum + (byKind.get(kind) ?? 0), 0)),
  })),
});

@Injectable()
export class ContactPointsQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
  ) {}

  /**
   * What an actor may see of the contact points, in the order they were engaged: the office all that are engaged here,
   * an officer the own unit and below.
   */
  async list(actor: Actor, filter: ContactPointFilter, asked: OldestFirst): Promise<Page<ContactPointRow>> {
    const reader = this.work.read(scopeOf(actor));
    const mine = isOffice(actor.roles) ? null : [...(await this.points.within(actor.unitIds))];
    const build = (without?: string): SelectQueryBuilder<EngagementRow> => {
      const query = reader.manager
        .createQueryBuilder(EngagementRow, 'e')
        .innerJoinAndMapOne('e.point', ContactPointRow, 'p', 'p.id = e.contact_point_id')
        .where('e.legislature_id = :legislature and e.until is null', { legislature: reader.legislatureId });
      const { name, levels, kinds, bodies, regions, fields, parentId } = filter;
      if (mine) query.andWhere('p.id = any(:mine)', { mine });
      if (name) query.andWhere('(position(:name in p.name) > 0 or position(:name in p.short_name) > 0)', { name });
      if (levels && without !== 'levels') query.andWhere('p.level = any(:levels)', { levels });
      if (kinds && without !== 'kinds') query.andWhere('p.kind = any(:kinds)', { kinds });
      if (bodies && without !== 'bodies') query.andWhere('p.kind = any(:askedAs)', { askedAs: kindsAskedAs(bodies) });
      if (regions && without !== 'regions') query.andWhere('p.region = any(:regions)', { regions });
      if (fields && without !== 'fields') query.andWhere('p.fields && :fields', { fields });
      if (parentId) query.andWhere('p.parent_id = any(:above)', { above: [parentId].filter(isId) });
      return query;
    };
    const facets = [
      { name: 'levels', column: 'p.level', words: contactPointLevelWords },
      { name: 'kinds', column: 'p.kind', words: contactPointKindWords },
    ];
    const list = { list: 'engagement', ownerId: reader.legislatureId };
    const count = async (): Promise<Facet[]> => [
      ...(await countFacets(facets, build)),
      bodiesOf(await countBy(build('bodies'), 'p.kind')),
      openFacet('regions', await countBy(build('regions'), 'p.region')),
      openFacet('fields', await countBy(build('fields'), 'unnest(p.fields)')),
    ];
    const page = await readPage(reader, build(), list, asked, count);
    return mapPage(page as Page<Engaged>, (e) => e.point);
  }

  /** Those whose liaison officer the actor is, in the legislature at hand; none where none is at hand */
  async unitsOf(actor: Actor): Promise<ContactPointRow[]> {
    if (actor.legislatureId === null || actor.unitIds.length === 0) return [];
    return (await this.byIds(actor, actor.unitIds)).filter((p) => p !== null);
  }

  /** In the order asked for; null for one that this legislature never engaged */
  async byIds(actor: Actor, ids: readonly string[]): Promise<(ContactPointRow | null)[]> {
    const reader = this.work.read(scopeOf(actor));
    const rows = await reader.manager
      .createQueryBuilder(ContactPointRow, 'p')
      .where('p.id = any(:ids)', { ids: ids.filter(isId) })
      .andWhere(
        `exists (${reader.manager
          .createQueryBuilder(EngagementRow, 'e')
          .select('1')
          .where('e.contact_point_id = p.id and e.legislature_id = :legislature')
          .getQuery()})`,
        { legislature: reader.legislatureId },
      )
      .getMany();
    const by = new Map(rows.map((p) => [p.id, p]));
    return ids.map((id) => by.get(id) ?? null);
  }
}
