import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  consultationLoader,
  type ConsultationRow,
  ConsultationsQueries,
  ConsultationType,
} from '../../consultation/index.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import type { Actor } from '../../platform/base/actor.js';
import { PointFiguresQueries } from './point-figures.queries.js';
import { PointFiguresType, RoundFiguresType } from './point-figures.types.js';

@Resolver(() => RoundFiguresType)
export class PointFiguresResolver {
  constructor(
    private readonly figures: PointFiguresQueries,
    private readonly rounds: ConsultationsQueries,
  ) {}

  @Query(() => PointFiguresType, {
    nullable: true,
    description: 'What a contact point heard, reported, had adopted and told in a year; null for one not to be seen',
  })
  @Allow('letter.read', { words: '看联系点自己的数字', reach: 'UNIT' })
  pointFigures(
    @CurrentActor() actor: Actor,
    @Args('contactPointId', { type: () => ID, description: 'The contact point' }) contactPointId: string,
    @Args('year', { type: () => Int, nullable: true, description: 'The year; none: the latest that has any' })
    year?: number | null,
  ): Promise<PointFiguresType | null> {
    return this.figures.ofPoint(actor, contactPointId, year ?? null);
  }

  @ResolveField(() => ConsultationType, { nullable: true, description: 'The round' })
  consultation(@Parent() of: RoundFiguresType, @Context() context: GraphqlContext): Promise<ConsultationRow | null> {
    return consultationLoader(context, this.rounds).load(of.consultationId);
  }
}
