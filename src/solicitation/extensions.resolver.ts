import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { BulkOutcome } from '../platform/api/bulk.js';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import { DueDaysQueries } from './due-days.queries.js';
import { type Extended, ExtensionsService } from './extensions.service.js';
import {
  DueDayChangeType,
  ExtendConsultationInput,
  ExtendConsultationResult,
  ExtendDueDaysInput,
  ExtendDueDaysResult,
} from './extensions.types.js';
import type { DueDayChangeRow, SolicitationRow } from './solicitation.entities.js';
import { SolicitationType } from './solicitation.types.js';

@Resolver(() => SolicitationType)
export class ExtensionsResolver {
  constructor(
    private readonly extensions: ExtensionsService,
    private readonly dueDays: DueDaysQueries,
  ) {}

  @Mutation(() => ExtendConsultationResult, {
    description: 'Moves the last day to a later one, and with it the due days that were the old last day',
  })
  @Allow('consultation.issue', { words: '延长征求意见' })
  extendConsultation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Until when, and why' }) input: ExtendConsultationInput,
  ): Promise<Extended | Refusal> {
    return this.extensions.extendConsultation(actor, input);
  }

  @Mutation(() => ExtendDueDaysResult, { description: 'Moves the due days of tasks to a later one' })
  @Allow('consultation.manage', { words: '延长任务的反馈期限' })
  extendDueDays(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, until when, and why' }) input: ExtendDueDaysInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.extensions.extendDueDays(actor, input);
  }

  @ResolveField(() => DueDayChangeType, { nullable: true, description: 'When its due day moved last, and why' })
  dueDayChange(
    @CurrentActor() actor: Actor,
    @Parent() task: SolicitationRow,
    @Context() context: GraphqlContext,
  ): Promise<DueDayChangeRow | null> {
    return context.loaders
      .of('dueDayChanges', () => new DataLoader((ids: readonly string[]) => this.dueDays.lastChanges(actor, ids)))
      .load(task.id);
  }
}
