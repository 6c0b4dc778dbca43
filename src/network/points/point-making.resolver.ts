import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import { refusedRow } from '../../platform/api/bulk.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import { PointMakingService } from './point-making.service.js';
import type { ContactPointRow } from './points.entities.js';
import {
  ContactPointsCreatedType,
  CreateContactPointInput,
  CreateContactPointResult,
  CreateContactPointsInput,
  CreateContactPointsResult,
} from './points.types.js';

@Resolver()
export class PointMakingResolver {
  constructor(private readonly making: PointMakingService) {}

  @Mutation(() => CreateContactPointResult, { description: 'Makes a contact point and engages it' })
  @Allow('contactPoint.manage', { words: '设立、聘用联系点' })
  createContactPoint(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Names and place in the tree' }) input: CreateContactPointInput,
  ): Promise<ContactPointRow | Refusal> {
    return this.making.createContactPoint(actor, input);
  }

  @Mutation(() => CreateContactPointsResult, {
    description: 'Makes a list of contact points and engages them; a row that cannot be made is left out',
  })
  @Allow('contactPoint.manage', { words: '成批设立、聘用联系点' })
  async createContactPoints(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The list' }) input: CreateContactPointsInput,
  ): Promise<ContactPointsCreatedType | Refusal> {
    const done = await this.making.createContactPoints(actor, input);
    if (done instanceof Refusal) return done;
    return { ...done, refused: done.refused.map(({ row, refusal }) => refusedRow(row, refusal)) };
  }
}
