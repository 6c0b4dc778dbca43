import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import { connected, type Connection } from '../../platform/api/connection.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { LedgerNames, namesBy } from '../../platform/api/ledger/ledger-names.js';
import { OldestFirst } from '../../platform/api/paging.js';
import { Subjects } from '../../platform/api/subjects.js';
import type { Actor } from '../../platform/base/actor.js';
import type { ContactPointRow } from './points.entities.js';
import { type BodyAsked, bodyAskedOf } from './point.rules.js';
import { contactPointLoader } from './points.loaders.js';
import { ContactPointsQueries } from './points.queries.js';
import { BodyAskedEnum, ContactPointConnection, ContactPointFilterInput, ContactPointType } from './points.types.js';

@Resolver(() => ContactPointType)
export class ContactPointsResolver {
  constructor(
    private readonly queries: ContactPointsQueries,
    subjects: Subjects,
    names: LedgerNames,
  ) {
    const load = (actor: Actor, ids: readonly string[]): Promise<(ContactPointRow | null)[]> =>
      queries.byIds(actor, ids);
    names.register(
      'ContactPoint',
      'contactPoint.read',
      namesBy(load, (p) => p.shortName),
    );
    subjects.register('ContactPoint', load);
  }

  @Query(() => ContactPointConnection.type, {
    description:
      'The contact points the caller may see, in the order they were engaged: the office all that are engaged, an officer the own unit and below',
  })
  @Allow('contactPoint.read', { words: '看联系点', reach: 'UNIT' })
  async contactPoints(
    @CurrentActor() actor: Actor,
    @Args() asked: OldestFirst,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: ContactPointFilterInput,
  ): Promise<Connection<ContactPointRow>> {
    return connected(await this.queries.list(actor, filter, asked), asked.after);
  }

  @ResolveField(() => BodyAskedEnum, { description: 'As what it is asked: papers speak to each of these differently' })
  body(@Parent() { kind }: ContactPointRow): BodyAsked {
    return bodyAskedOf(kind);
  }

  @ResolveField(() => ContactPointType, { nullable: true, description: 'The one above it' })
  async parent(@Parent() point: ContactPointRow, @Context() context: GraphqlContext): Promise<ContactPointRow | null> {
    return point.parentId === null ? null : contactPointLoader(context, this.queries).load(point.parentId);
  }
}
