import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import { FIRST } from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { RegulationRow } from './regulation.entities.js';
import { CreateRegulationInput, CreateRegulationResult, RegulationType } from './regulation.types.js';
import { RegulationsService } from './regulations.service.js';

@Resolver(() => RegulationType)
export class RegulationResolver {
  constructor(private readonly regulations: RegulationsService) {}

  @Query(() => [RegulationType], { description: 'The regulations of this legislature, newest first' })
  @Allow('regulation.read', { words: '看法规项目列表', reach: 'ALL' })
  regulationList(@CurrentActor() actor: Actor, @Args('first', FIRST) first: number): Promise<RegulationRow[]> {
    return this.regulations.regulations(actor, Math.min(first, 200));
  }

  @Query(() => RegulationType, { nullable: true, description: 'One regulation; null where there is none here' })
  @Allow('regulation.read', { words: '看一部法规', reach: 'ALL' })
  regulation(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<RegulationRow | null> {
    return this.regulations.regulation(actor, id);
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
