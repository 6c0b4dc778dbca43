import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { ContactPointRow } from './points.entities.js';
import { ContactPointsService } from './points.service.js';
import { ContactPointType } from './points.types.js';
import { RenameContactPointInput, RenameContactPointResult } from './rename.types.js';

@Resolver(() => ContactPointType)
export class RenameContactPointResolver {
  constructor(private readonly points: ContactPointsService) {}

  @Mutation(() => RenameContactPointResult, { description: 'Corrects names and address of a contact point' })
  @Allow('contactPoint.manage', { words: '更正联系点名称、地址' })
  renameContactPoint(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and its names' }) input: RenameContactPointInput,
  ): Promise<ContactPointRow | Refusal> {
    return this.points.renameContactPoint(actor, input);
  }
}
