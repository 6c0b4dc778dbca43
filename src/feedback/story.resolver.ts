import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { type RegulationRow, RegulationType } from '../authoring/index.js';
import { type ConsultationRow, ConsultationType } from '../consultation/index.js';
import { CurrentActor } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { loaderOf } from '../platform/api/loader.js';
import type { Actor } from '../platform/base/actor.js';
import { StoryQueries } from './story.queries.js';
import { DayCountType, StoryType } from './story.types.js';

@Resolver(() => ConsultationType)
export class StoryResolver {
  constructor(private readonly queries: StoryQueries) {}

  @ResolveField(() => StoryType, {
    nullable: true,
    description: 'Its way from the text to the letters, counted now; null outside the office',
  })
  story(@Parent() round: ConsultationRow, @Context() context: GraphqlContext): Promise<StoryType | null> {
    return loaderOf(context, 'stories', (actor, ids) => this.queries.ofRounds(actor, ids)).load(round.id);
  }

  @ResolveField(() => [DayCountType], {
    description:
      'Voices received by day, the last days of its window up to today, and after it up to the last voice; empty before it opens and outside the office; bounded(40)',
  })
  opinionsPerDay(
    @CurrentActor() actor: Actor,
    @Parent() round: ConsultationRow,
    @Context() context: GraphqlContext,
  ): Promise<DayCountType[]> {
    return context.loaders
      .of('opinionsPerDay', () => new DataLoader((of: readonly ConsultationRow[]) => this.queries.perDay(actor, of)))
      .load(round);
  }
}

@Resolver(() => RegulationType)
export class RegulationStoryResolver {
  constructor(private readonly queries: StoryQueries) {}

  @ResolveField(() => StoryType, {
    nullable: true,
    description:
      'The story of its newest round that was not called off, or of its newest text where it has no round; null where it has neither, and outside the office',
  })
  story(@Parent() regulation: RegulationRow, @Context() context: GraphqlContext): Promise<StoryType | null> {
    return loaderOf(context, 'regulationStories', (actor, ids) => this.queries.ofRegulations(actor, ids)).load(
      regulation.id,
    );
  }
}
