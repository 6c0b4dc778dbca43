import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { HeldRoleType } from '../../platform/api/accounts/accounts.types.js';
import { ViewerType } from '../../platform/api/accounts/access.types.js';
import { CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import type { Actor } from '../../platform/base/actor.js';
import type { ContactPointRow } from './points.entities.js';
import { contactPointLoader } from './points.loaders.js';
import { ContactPointsQueries } from './points.queries.js';
import { ContactPointType } from './points.types.js';

@Resolver(() => ViewerType)
export class ViewerUnitsResolver {
  constructor(private readonly queries: ContactPointsQueries) {}

  @ResolveField(() => [ContactPointType], {
    description:
      'The contact points whose liaison officer 联络员 the caller is, in the legislature at hand; bounded(200)',
  })
  units(@CurrentActor() actor: Actor): Promise<ContactPointRow[]> {
    return this.queries.unitsOf(actor);
  }
}

@Resolver(() => HeldRoleType)
export class HeldRoleUnitResolver {
  constructor(private readonly queries: ContactPointsQueries) {}

  @ResolveField(() => ContactPointType, { nullable: true, description: 'The contact point of a liaison officer' })
  async unit(@Parent() { unitId }: HeldRoleType, @Context() context: GraphqlContext): Promise<ContactPointRow | null> {
    return unitId === null ? null : contactPointLoader(context, this.queries).load(unitId);
  }
}
