import { Args, Context, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { BulkOutcome } from '../platform/api/bulk.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { loaderOf } from '../platform/api/loader.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import { type Reminders, RemindersQueries } from './reminders.queries.js';
import { RemindersService } from './reminders.service.js';
import {
  NoteCallInput,
  NoteCallResult,
  TaskReminderType,
  UrgeSolicitationsInput,
  UrgeSolicitationsResult,
} from './reminders.types.js';
import type { ReminderRow, SolicitationRow } from './solicitation.entities.js';
import { SolicitationType } from './solicitation.types.js';

@Resolver(() => SolicitationType)
export class RemindersResolver {
  constructor(
    private readonly service: RemindersService,
    private readonly queries: RemindersQueries,
  ) {}

  @Mutation(() => UrgeSolicitationsResult, { description: 'Urges bodies to answer, each at most once a day 催办' })
  @Allow('consultation.manage', { words: '催办' })
  urgeSolicitations(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and in what words' }) input: UrgeSolicitationsInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.service.urgeSolicitations(actor, input);
  }

  @Mutation(() => NoteCallResult, { description: 'Notes a call to a body about its task' })
  @Allow('consultation.manage', { words: '登记催办电话' })
  noteCall(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and what was said' }) input: NoteCallInput,
  ): Promise<SolicitationRow | Refusal> {
    return this.service.noteCall(actor, input);
  }

  @ResolveField(() => TaskReminderType, {
    nullable: true,
    description: 'How it was urged last; null where it never was',
  })
  async lastUrge(@Parent() task: SolicitationRow, @Context() context: GraphqlContext): Promise<ReminderRow | null> {
    return (await this.of(context, task)).lastUrge;
  }

  @ResolveField(() => TaskReminderType, {
    nullable: true,
    description: 'What the county congress said that passed it on 转发; null where it said nothing',
  })
  async passedOnWords(
    @Parent() task: SolicitationRow,
    @Context() context: GraphqlContext,
  ): Promise<ReminderRow | null> {
    return (await this.of(context, task)).passedOn;
  }

  @ResolveField(() => Int, { description: 'How often it was urged' })
  async timesUrged(@Parent() task: SolicitationRow, @Context() context: GraphqlContext): Promise<number> {
    return (await this.of(context, task)).timesUrged;
  }

  @ResolveField(() => TaskReminderType, {
    nullable: true,
    description: 'The last call about it; null where there was none, and outside the office',
  })
  async lastCall(@Parent() task: SolicitationRow, @Context() context: GraphqlContext): Promise<ReminderRow | null> {
    return (await this.of(context, task)).lastCall;
  }

  @ResolveField(() => Int, { nullable: true, description: 'How often the body was called; null outside the office' })
  async timesCalled(@Parent() task: SolicitationRow, @Context() context: GraphqlContext): Promise<number | null> {
    return (await this.of(context, task)).timesCalled;
  }

  private of(context: GraphqlContext, task: SolicitationRow): Promise<Reminders> {
    return loaderOf(context, 'reminders', (actor, ids) => this.queries.ofTasks(actor, ids)).load(task.id);
  }
}
