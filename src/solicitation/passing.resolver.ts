import { Args, Context, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type ContactPointRow, contactPointLoader, ContactPointsQueries, ContactPointType } from '../network/index.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { BulkOutcome } from '../platform/api/bulk.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { loaderOf } from '../platform/api/loader.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { AskedThisYear } from './asked.sql.js';
import { TaskNetworkQueries } from './network.queries.js';
import { PassingService } from './passing.service.js';
import {
  PassOnSolicitationInput,
  PassOnSolicitationResult,
  UrgePassedOnInput,
  UrgePassedOnResult,
} from './passing.types.js';
import { RemindersService } from './reminders.service.js';
import type { SolicitationRow } from './solicitation.entities.js';
import { SolicitationType } from './solicitation.types.js';

@Resolver(() => SolicitationType)
export class PassingResolver {
  constructor(
    private readonly passing: PassingService,
    private readonly reminders: RemindersService,
    private readonly network: TaskNetworkQueries,
    private readonly points: ContactPointsQueries,
  ) {}

  @Mutation(() => PassOnSolicitationResult, {
    description: 'A county congress passes a round on to contact points below it 转发; done and refused are their ids',
  })
  @Allow('solicitation.passOn', { words: '转发给下面的联系点', reach: 'UNIT' })
  passOnSolicitation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which task, and to whom' }) input: PassOnSolicitationInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.passing.passOnSolicitation(actor, input);
  }

  @Mutation(() => UrgePassedOnResult, {
    description: 'A county congress urges bodies that it passed a round on to, each at most once a day',
  })
  @Allow('solicitation.passOn', { words: '催办转发的任务', reach: 'UNIT' })
  urgePassedOn(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and in what words' }) input: UrgePassedOnInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.reminders.urgePassedOn(actor, input);
  }

  @ResolveField(() => ContactPointType, {
    nullable: true,
    description: 'The county congress that passed it on 转发; null where the office asked',
  })
  passedOnBy(@Parent() s: SolicitationRow, @Context() context: GraphqlContext): Promise<ContactPointRow | null> {
    return s.passedOnBy === null ? Promise.resolve(null) : contactPointLoader(context, this.points).load(s.passedOnBy);
  }

  @ResolveField(() => [String], {
    description: '抄送: names of the county congresses above the body asked, the nearest first; bounded(10)',
  })
  copied(@Parent() s: SolicitationRow, @Context() context: GraphqlContext): Promise<string[]> {
    return loaderOf(context, 'copied', (actor, ids) => this.network.copied(actor, ids)).load(s.contactPointId);
  }
}

@Resolver(() => ContactPointType)
export class AskedThisYearResolver {
  constructor(private readonly network: TaskNetworkQueries) {}

  @ResolveField(() => Int, {
    nullable: true,
    description: 'How often it was asked this civil year; null for who is neither of the office nor of that unit',
  })
  async askedThisYear(@Parent() point: ContactPointRow, @Context() context: GraphqlContext): Promise<number | null> {
    return (await this.of(context, point))?.asked ?? null;
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'How often of these it has answered, 无意见 too; null as for askedThisYear',
  })
  async answeredThisYear(@Parent() point: ContactPointRow, @Context() context: GraphqlContext): Promise<number | null> {
    return (await this.of(context, point))?.answered ?? null;
  }

  @ResolveField(() => SolicitationType, {
    nullable: true,
    description:
      'The task it answered last, where that was 无意见 with a reason; null otherwise, and outside the office',
  })
  lastNoOpinion(
    @Parent() { id }: ContactPointRow,
    @Context() context: GraphqlContext,
  ): Promise<SolicitationRow | null> {
    return loaderOf(context, 'lastNoOpinion', (actor, ids) => this.network.lastNoOpinion(actor, ids)).load(id);
  }

  private of(context: GraphqlContext, { id }: ContactPointRow): Promise<AskedThisYear | null> {
    return loaderOf(context, 'askedThisYear', (actor, ids) => this.network.asked(actor, ids)).load(id);
  }
}
