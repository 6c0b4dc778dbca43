import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { ContactPointRow } from './points.entities.js';
import { ContactPointsService } from './points.service.js';
import { ContactPointType, CreateContactPointInput, CreateContactPointResult } from './points.types.js';

@Resolver(() => ContactPointType)
export class ContactPointsResolver {
  constructor(private readonly points: ContactPointsService) {}

  @Query(() => [ContactPointType], {
    description:
      'The contact points the caller may see: the office all that are engaged, an officer the own unit and below',
  })
  @Allow('contactPoint.read', { words: '看联系点', reach: 'UNIT' })
  contactPoints(@CurrentActor() actor: Actor): Promise<ContactPointRow[]> {
    return this.points.visibleTo(actor);
  }

  @Mutation(() => CreateContactPointResult, { description: 'Makes a contact point and engages it' })
  @Allow('contactPoint.manage', { words: '设立、聘用联系点' })
  createContactPoint(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Names and place in the tree' }) input: CreateContactPointInput,
  ): Promise<ContactPointRow | Refusal> {
    return this.points.createContactPoint(actor, input);
  }
}
