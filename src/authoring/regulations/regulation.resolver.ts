import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import { connected, type Connection } from '../../platform/api/connection.js';
import { NewestFirst } from '../../platform/api/paging.js';
import { LedgerNames, namesBy } from '../../platform/api/ledger/ledger-names.js';
import { Subjects } from '../../platform/api/subjects.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { RegulationRow } from './regulation.entities.js';
import {
  CreateRegulationInput,
  CreateRegulationResult,
  RegulationConnection,
  RegulationFilterInput,
  RegulationType,
} from './regulation.types.js';
import { RegulationsQueries } from './regulations.queries.js';
import { RegulationsService } from './regulations.service.js';

@Resolver(() => RegulationType)
export class RegulationResolver {
  constructor(
    private readonly queries: RegulationsQueries,
    private readonly regulations: RegulationsService,
    subjects: Subjects,
    names: LedgerNames,
  ) {
    names.register(
      'Regulation',
      'regulation.read',
      namesBy(
        (actor, ids) => queries.byIds(actor, ids),
        (r) => r.title,
      ),
    );
    subjects.register('Regulation', (actor, ids) => queries.byIds(actor, ids));
  }

  @Query(() => RegulationConnection.type, {
    description: 'The regulations of this legislature in the order they were begun',
  })
  @Allow('regulation.read', { words: '看法规项目列表', reach: 'ALL' })
  async regulationList(
    @CurrentActor() actor: Actor,
    @Args() asked: NewestFirst,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: RegulationFilterInput,
  ): Promise<Connection<RegulationRow>> {
    return connected(await this.queries.list(actor, filter, asked), asked.after);
  }

  @Query(() => RegulationType, { nullable: true, description: 'One regulation; null where there is none here' })
  @Allow('regulation.read', { words: '看一部法规', reach: 'ALL' })
  regulation(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<RegulationRow | null> {
    return this.queries.regulation(actor, id);
  }

  @Mutation(() => CreateRegulationResult, { description: 'Begins a regulation' })
  @Allow('regulation.manage', { words: '立项' })
  createRegulation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Name and kind' }) input: CreateRegulationInput,
  ): Promise<RegulationRow | Refusal> {
    return this.regulations.createRegulation(actor, input);
  }
}
