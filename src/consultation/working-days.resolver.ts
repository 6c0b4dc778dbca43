import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { ConsultationRow } from './consultation.entities.js';
import { ConsultationType } from './consultation.types.js';
import { type JudgedWindow, WorkingDaysQueries } from './working-days.queries.js';
import { WorkingDaysService } from './working-days.service.js';
import {
  ConsultationWindowInput,
  ConsultationWindowType,
  ImportWorkingDaysInput,
  ImportWorkingDaysResult,
  WorkingDaysReadType,
  WorkingDaysType,
} from './working-days.types.js';

@Resolver(() => ConsultationType)
export class WorkingDaysResolver {
  constructor(
    private readonly queries: WorkingDaysQueries,
    private readonly service: WorkingDaysService,
  ) {}

  @Query(() => WorkingDaysType, { description: 'Days of a span that are free or worked against the week 节假日、调休' })
  @Allow('consultation.read', { words: '看节假日和调休', reach: 'ALL' })
  async workingDays(
    @CurrentActor() actor: Actor,
    @Args('from', { description: 'First day, YYYY-MM-DD' }) from: string,
    @Args('to', { description: 'Last day, YYYY-MM-DD; at most 800 days on' }) to: string,
  ): Promise<WorkingDaysType> {
    return {
      days: await this.queries.exceptions(actor, from, to),
      missingYears: await this.queries.missingYears(actor, from, to),
    };
  }

  @Query(() => ConsultationWindowType, {
    nullable: true,
    description: 'What the days of a round would come to; null where they are none',
  })
  @Allow('consultation.read', { words: '看征求意见的时间合不合适', reach: 'ALL' })
  consultationWindow(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Method and days' }) input: ConsultationWindowInput,
  ): Promise<JudgedWindow | null> {
    return this.queries.judge(actor, { ...input, shortReason: input.shortReason ?? null });
  }

  @Mutation(() => ImportWorkingDaysResult, {
    description: 'Imports the holidays of one year 节假日、调休, which take the place of what was known of it',
  })
  @Allow('consultation.manage', { words: '导入节假日和调休' })
  async importWorkingDays(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The year and its notice' }) input: ImportWorkingDaysInput,
  ): Promise<WorkingDaysReadType | Refusal> {
    return WorkingDaysReadType.of(await this.service.importWorkingDays(actor, input));
  }

  @ResolveField(() => [String], {
    description: 'What to think of about its days, in words; none of it stops anybody; bounded(8)',
  })
  async warnings(
    @CurrentActor() actor: Actor,
    @Parent() round: ConsultationRow,
    @Context() context: GraphqlContext,
  ): Promise<string[]> {
    return (await this.of(context, actor, round)).warnings;
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'Working days from today to its last day, both counted; null where that is over, or 800 days away',
  })
  async workingDaysLeft(
    @CurrentActor() actor: Actor,
    @Parent() round: ConsultationRow,
    @Context() context: GraphqlContext,
  ): Promise<number | null> {
    return (await this.of(context, actor, round)).left;
  }

  private of(
    context: GraphqlContext,
    actor: Actor,
    round: ConsultationRow,
  ): Promise<{ warnings: string[]; left: number | null }> {
    return context.loaders
      .of(
        'roundDays',
        () => new DataLoader((rounds: readonly ConsultationRow[]) => this.queries.ofRounds(actor, rounds)),
      )
      .load(round);
  }
}
