import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { ConsultationChangeRow, ConsultationRow } from './consultation.entities.js';
import { ConsultationType } from './consultation.types.js';
import { RoundActsService } from './round-acts.service.js';
import {
  CancelConsultationInput,
  CancelConsultationResult,
  ConsultationChangeType,
  CorrectConsultationInput,
  CorrectConsultationResult,
  ResumeConsultationInput,
  ResumeConsultationResult,
  SuspendConsultationInput,
  SuspendConsultationResult,
} from './round-acts.types.js';
import { RoundChangesQueries } from './round-changes.queries.js';

@Resolver(() => ConsultationType)
export class RoundActsResolver {
  constructor(
    private readonly acts: RoundActsService,
    private readonly changed: RoundChangesQueries,
  ) {}

  @Mutation(() => SuspendConsultationResult, { description: 'Takes nothing until it is resumed; residents are told' })
  @Allow('consultation.stop', { words: '暂停征求意见' })
  suspendConsultation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and why' }) input: SuspendConsultationInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.acts.suspendConsultation(actor, input);
  }

  @Mutation(() => ResumeConsultationResult, { description: 'Goes on within the days it has' })
  @Allow('consultation.stop', { words: '恢复征求意见' })
  resumeConsultation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and why' }) input: ResumeConsultationInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.acts.resumeConsultation(actor, input);
  }

  @Mutation(() => CancelConsultationResult, { description: 'Over for good; what was said stays and is answered' })
  @Allow('consultation.stop', { words: '取消征求意见' })
  cancelConsultation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and why' }) input: CancelConsultationInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.acts.cancelConsultation(actor, input);
  }

  @Mutation(() => CorrectConsultationResult, {
    description: 'Corrects title, approval, reason for a short window, and the first day before it begins 更正',
  })
  @Allow('consultation.manage', { words: '更正征求意见的标题、批准和开始日期' })
  correctConsultation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, what and why' }) input: CorrectConsultationInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.acts.correctConsultation(actor, input);
  }

  @ResolveField(() => [ConsultationChangeType], {
    description: 'What was done to it and why 延长、暂停、恢复、更正、取消, newest first: bounded(200)',
  })
  changes(
    @CurrentActor() actor: Actor,
    @Parent() round: ConsultationRow,
    @Context() context: GraphqlContext,
  ): Promise<ConsultationChangeRow[]> {
    return context.loaders
      .of('roundChanges', () => new DataLoader((ids: readonly string[]) => this.changed.changes(actor, ids)))
      .load(round.id);
  }
}
