import { Args, Context, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { loaderOf } from '../../platform/api/loader.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import { EngagementsService } from '../engagements/engagements.service.js';
import { PeopleService } from '../people/people.service.js';
import type { Establishment } from './details.js';
import { DetailsQueries } from './details.queries.js';
import {
  type ContactPeopleType,
  EndEngagementInput,
  EndEngagementResult,
  EngageContactPointInput,
  EngageContactPointResult,
  EstablishmentType,
  ReadContactPeopleInput,
  ReadContactPeopleResult,
  UpdateContactPointInput,
  UpdateContactPointResult,
} from './details.types.js';
import { PointChangesService } from './point-changes.service.js';
import type { ContactPointRow } from './points.entities.js';
import { ContactPointType } from './points.types.js';

@Resolver(() => ContactPointType)
export class PointChangesResolver {
  constructor(
    private readonly changes: PointChangesService,
    private readonly engagements: EngagementsService,
    private readonly people: PeopleService,
  ) {}

  @Mutation(() => UpdateContactPointResult, {
    description: 'Corrects what is known of a contact point; a part that is left out stays',
  })
  @Allow('contactPoint.manage', { words: '更正联系点的各项情况' })
  updateContactPoint(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and how it should be' }) input: UpdateContactPointInput,
  ): Promise<ContactPointRow | Refusal> {
    return this.changes.updateContactPoint(actor, input);
  }

  @Mutation(() => EngageContactPointResult, {
    description: 'Engages a contact point of another legislature, or one engaged before, by its full name',
  })
  @Allow('contactPoint.manage', { words: '聘用已有的联系点' })
  engageContactPoint(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which' }) input: EngageContactPointInput,
  ): Promise<ContactPointRow | Refusal> {
    return this.engagements.engageContactPoint(actor, input);
  }

  @Mutation(() => EndEngagementResult, { description: 'Ends the engagement of a contact point 解聘' })
  @Allow('contactPoint.manage', { words: '解聘联系点' })
  endEngagement(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and since when' }) input: EndEngagementInput,
  ): Promise<ContactPointRow | Refusal> {
    return this.engagements.endEngagement(actor, input);
  }

  @Mutation(() => ReadContactPeopleResult, {
    description: 'The people of a contact point with their phones; that they were read stands in the ledger',
  })
  @Allow('contactPerson.read', { words: '看联系点的人员和电话', reach: 'UNIT' })
  async readContactPeople(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whose' }) { contactPointId }: ReadContactPeopleInput,
  ): Promise<ContactPeopleType | Refusal> {
    const people = await this.people.read(actor, contactPointId);
    return people instanceof Refusal ? people : { contactPointId, people };
  }
}

@Resolver(() => ContactPointType)
export class PointDetailsResolver {
  constructor(private readonly details: DetailsQueries) {}

  @ResolveField(() => [EstablishmentType], {
    description: '设立机关, in their order, as this legislature notes them; bounded(10)',
  })
  establishments(@Parent() { id }: ContactPointRow, @Context() context: GraphqlContext): Promise<Establishment[]> {
    return loaderOf(context, 'establishments', (actor, ids) => this.details.establishments(actor, ids)).load(id);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Since when this legislature engages it, YYYY-MM-DD; null where it did and does no more',
  })
  engagedSince(@Parent() { id }: ContactPointRow, @Context() context: GraphqlContext): Promise<string | null> {
    return loaderOf(context, 'engagedSince', (actor, ids) => this.details.engagedSince(actor, ids)).load(id);
  }

  @ResolveField(() => [String], {
    description: 'Names of the other legislatures that engage it too; told to the office alone; bounded(20)',
  })
  alsoEngagedBy(@Parent() { id }: ContactPointRow, @Context() context: GraphqlContext): Promise<string[]> {
    return loaderOf(context, 'alsoEngagedBy', (actor, ids) => this.details.alsoEngagedBy(actor, ids)).load(id);
  }

  @ResolveField(() => Int, { description: 'How many engaged here stand directly below it' })
  async childCount(@Parent() { id }: ContactPointRow, @Context() context: GraphqlContext): Promise<number> {
    return (await loaderOf(context, 'countsBelow', (actor, ids) => this.details.below(actor, ids)).load(id)).direct;
  }

  @ResolveField(() => Int, { description: 'How many engaged here stand below it, at any depth' })
  async descendantCount(@Parent() { id }: ContactPointRow, @Context() context: GraphqlContext): Promise<number> {
    return (await loaderOf(context, 'countsBelow', (actor, ids) => this.details.below(actor, ids)).load(id)).all;
  }
}
