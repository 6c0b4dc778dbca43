import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { RegulationRow } from './regulation.entities.js';
import { RegulationType } from './regulation.types.js';
import { RegulationsService } from './regulations.service.js';
import { RenameRegulationInput, RenameRegulationResult } from './rename.types.js';

@Resolver(() => RegulationType)
export class RenameRegulationResolver {
  constructor(private readonly regulations: RegulationsService) {}

  @Mutation(() => RenameRegulationResult, { description: 'Corrects the name of a regulation' })
  @Allow('regulation.manage', { words: '更正法规名称' })
  renameRegulation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and its name' }) input: RenameRegulationInput,
  ): Promise<RegulationRow | Refusal> {
    return this.regulations.renameRegulation(actor, input);
  }
}
