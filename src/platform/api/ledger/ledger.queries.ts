/** 台账 as administrators read it: the newest first, in the order in which it was sealed. */
import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { AccessService } from '../../access/access.service.js';
import type { Actor } from '../../base/actor.js';
import { addDays, isDay } from '../../base/clock.js';
import { countBy } from '../../database/counts.js';
import { isId, scopeOf, UnitOfWork } from '../../database/scope.js';
import { wordsOfAct, wordsOfThing } from '../../ledger/acts.js';
import { AuditRecordRow } from '../../ledger/ledger.entities.js';
import { Seals } from '../../ledger/seals.js';
import { requestError } from '../gate.js';
import { EXACT_COUNT, type Facet, type NewestFirst, type Page, readPage } from '../paging.js';
import type { LedgerFilterInput } from './ledger.types.js';
import { ledgerOutcomeWords } from './ledger.words.js';

/**
 * Where a record stands: its seal and its place in it, which are given once it is committed (the index
 * `seal_entry_of_ledger` is over the same expression). A seal has fewer entries than the factor.
 */
const PLACE = '(e.seal_number * 1000000 + e.ordinal)';

const FACETS: readonly { name: string; column: string; words: (value: string) => string }[] = [
  { name: 'acts', column: 'a.act', words: wordsOfAct },
  { name: 'objectKinds', column: 'a.object_kind', words: wordsOfThing },
  {
    name: 'outcomes',
    column: 'a.outcome',
    words: (value) => (ledgerOutcomeWords as Readonly<Record<string, string>>)[value] ?? value,
  },
];

@Injectable()
export class LedgerQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly seals: Seals,
    private readonly access: AccessService,
  ) {}

  /**
   * The records of the legislature at hand; without one those of the installation itself. What waits for a seal is
   * sealed before the first page, so that it has a place; of very many the rest comes later, as what is done meanwhile.
   * @throws GraphQLError BAD_DAY for a day that is none
   */
  async list(actor: Actor, filter: LedgerFilterInput, asked: NewestFirst): Promise<Page<AuditRecordRow>> {
    if (!asked.after) await this.seals.sealRound();
    const reader = this.work.read(scopeOf(actor));
    const zone = await this.access.zone(actor.legislatureId);
    for (const day of [filter.from, filter.to])
      if (day && !isDay(day)) throw requestError('BAD_DAY', '日期写成 2026-01-31 这样。');
    const build = (without?: string): SelectQueryBuilder<AuditRecordRow> => {
      const query = reader.manager
        .createQueryBuilder(AuditRecordRow, 'a')
        .innerJoin('seal_entry', 'e', `e.source = 'audit_record' and e.row_id = a.id`)
        .where('a.legislature_id is not distinct from :legislature', { legislature: actor.legislatureId });
      const { acts, objectKinds, outcomes, accountIds, objectId, from, to } = filter;
      if (acts && without !== 'acts') query.andWhere('a.act = any(:acts)', { acts });
      if (objectKinds && without !== 'objectKinds')
        query.andWhere('a.object_kind = any(:objectKinds)', { objectKinds });
      if (outcomes && without !== 'outcomes') query.andWhere('a.outcome = any(:outcomes)', { outcomes });
      if (accountIds) query.andWhere('a.account_id = any(:accountIds)', { accountIds: accountIds.filter(isId) });
      if (objectId) query.andWhere('a.object_id = any(:objectIds)', { objectIds: [objectId].filter(isId) });
      if (from) query.andWhere('a.at >= timezone(:zone, cast(:from as timestamp))', { zone, from });
      if (to) query.andWhere('a.at < timezone(:zone, cast(:next as timestamp))', { zone, next: addDays(to, 1) });
      return query;
    };
    return readPage(reader, build(), { list: 'ledger', column: PLACE }, asked, () => facetsOf(build));
  }
}

async function facetsOf(build: (without: string) => SelectQueryBuilder<AuditRecordRow>): Promise<Facet[]> {
  const facets: Facet[] = [];
  for (const { name, column, words } of FACETS) {
    const found = [...(await countBy(build(name), column))].sort(([, a], [, b]) => b - a);
    facets.push({
      name,
      values: found.map(([value, count]) => ({
        value,
        words: words(value),
        count: Math.min(count, EXACT_COUNT),
        exact: count <= EXACT_COUNT,
      })),
    });
  }
  return facets;
}
