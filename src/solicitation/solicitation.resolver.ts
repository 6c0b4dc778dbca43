import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type ConsultationRow, ConsultationType } from '../consultation/index.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { SolicitationRow } from './solicitation.entities.js';
import {
  IssueConsultationInput,
  IssueConsultationResult,
  ReceiveSolicitationInput,
  ReceiveSolicitationResult,
  SayNoOpinionInput,
  SayNoOpinionResult,
  SolicitationType,
} from './solicitation.types.js';
import { SolicitationsQueries } from './solicitations.queries.js';
import { SolicitationsService } from './solicitations.service.js';

@Resolver(() => ConsultationType)
export class SolicitationResolver {
  constructor(
    private readonly queries: SolicitationsQueries,
    private readonly tasks: SolicitationsService,
  ) {}

  @Query(() => [SolicitationType], { description: "The tasks of the caller's contact points, nearest due day first" })
  @Allow('solicitation.read', { words: '看本单位的任务', reach: 'UNIT' })
  myTasks(
    @CurrentActor() actor: Actor,
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Rows of this page, at most 200' }) first: number,
  ): Promise<SolicitationRow[]> {
    return this.queries.myTasks(actor, Math.min(first, 200));
  }

  @Mutation(() => IssueConsultationResult, { description: 'Sends it to contact points and makes the codes' })
  @Allow('consultation.issue', { words: '发出征求意见' })
  issueConsultation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whom it goes to' }) input: IssueConsultationInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.tasks.issueConsultation(actor, input);
  }

  @Mutation(() => ReceiveSolicitationResult, { description: 'A contact point says that it has the task 签收' })
  @Allow('solicitation.answer', { words: '签收任务', reach: 'UNIT' })
  receiveSolicitation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which task' }) input: ReceiveSolicitationInput,
  ): Promise<SolicitationRow | Refusal> {
    return this.tasks.receiveSolicitation(actor, input.solicitationId);
  }

  @Mutation(() => SayNoOpinionResult, { description: 'A contact point answers 无意见' })
  @Allow('solicitation.answer', { words: '答复无意见', reach: 'UNIT' })
  sayNoOpinion(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which task' }) input: SayNoOpinionInput,
  ): Promise<SolicitationRow | Refusal> {
    return this.tasks.sayNoOpinion(actor, input.solicitationId);
  }

  @ResolveField(() => [SolicitationType], { description: 'The bodies asked that the caller may see' })
  solicitations(@CurrentActor() actor: Actor, @Parent() c: ConsultationRow): Promise<SolicitationRow[]> {
    return this.queries.solicitations(actor, c.id);
  }
}
