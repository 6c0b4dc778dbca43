/** 法规项目 as they are read. */
import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { countFacets, noRows, type OldestFirst, type Page, readPage } from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { RegulationRow } from './regulation.entities.js';
import { makingWords, regulationKindWords } from './regulation.words.js';

export interface RegulationFilter {
  /** part of the title */
  title?: string | null;
  kinds?: readonly RegulationRow['kind'][] | null;
  makings?: readonly RegulationRow['making'][] | null;
}

@Injectable()
export class RegulationsQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** null where there is none here */
  regulation(actor: Actor, id: string): Promise<RegulationRow | null> {
    return this.work.read(scopeOf(actor)).get(RegulationRow, id);
  }

  /** In the order asked for; null for one that is not there */
  byIds(actor: Actor, ids: readonly string[]): Promise<(RegulationRow | null)[]> {
    return this.work.read(scopeOf(actor)).byIds(RegulationRow, ids);
  }

  /** The regulations of the legislature in the order they were begun, with facets over kind and making */
  async list(actor: Actor, filter: RegulationFilter, asked: OldestFirst): Promise<Page<RegulationRow>> {
    if (actor.legislatureId === null) return noRows();
    const reader = this.work.read(scopeOf(actor));
    const build = (without?: string): SelectQueryBuilder<RegulationRow> => {
      const query = reader.manager
        .createQueryBuilder(RegulationRow, 'r')
        .where('r.legislature_id = :legislature', { legislature: reader.legislatureId });
      const { title, kinds, makings } = filter;
      if (title) query.andWhere('position(:title in r.title) > 0', { title });
      if (kinds && without !== 'kinds') query.andWhere('r.kind = any(:kinds)', { kinds });
      if (makings && without !== 'makings') query.andWhere('r.making = any(:makings)', { makings });
      return query;
    };
    const facets = [
      { name: 'kinds', column: 'r.kind', words: regulationKindWords },
      { name: 'makings', column: 'r.making', words: makingWords },
    ];
    const list = { list: 'regulation', ownerId: reader.legislatureId };
    return readPage(reader, build(), list, asked, () => countFacets(facets, build));
  }
}
