import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { RegulationType } from '../authoring/index.js';
import type { Actor } from '../platform/base/actor.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import { Refusal } from '../platform/base/refusal.js';
import { PublicAddress } from '../platform/api/public-address.js';
import type { ConsultationRow, LawCodeRow, SolicitationRow } from './consultation.entities.js';
import { type Phase, phaseOf } from './consultation.rules.js';
import {
  ConsultationType,
  CreateConsultationInput,
  CreateConsultationResult,
  IssueConsultationInput,
  IssueConsultationResult,
  LawCodeType,
  PhaseEnum,
  ReceiveSolicitationInput,
  ReceiveSolicitationResult,
  SayNoOpinionInput,
  SayNoOpinionResult,
  SolicitationType,
} from './consultation.types.js';
import { ConsultationsService } from './consultations.service.js';
import { formatLawCode } from './law-code.rules.js';

@Resolver(() => ConsultationType)
export class ConsultationResolver {
  constructor(private readonly consultations: ConsultationsService) {}

  @Query(() => ConsultationType, { nullable: true, description: 'One consultation; null where there is none here' })
  @Allow('consultation.read')
  consultation(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<ConsultationRow | null> {
    return this.consultations.consultation(actor, id);
  }

  @Query(() => [SolicitationType], { description: "The tasks of the caller's contact points, nearest due day first" })
  @Allow('solicitation.read')
  myTasks(
    @CurrentActor() actor: Actor,
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Rows of this page, at most 200' }) first: number,
  ): Promise<SolicitationRow[]> {
    return this.consultations.myTasks(actor, Math.min(first, 200));
  }

  @Mutation(() => CreateConsultationResult, { description: 'Prepares a consultation on a published draft' })
  @Allow('consultation.manage')
  createConsultation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Draft, window, approval' }) input: CreateConsultationInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.consultations.createConsultation(actor, input);
  }

  @Mutation(() => IssueConsultationResult, { description: 'Sends it to contact points and makes the codes' })
  @Allow('consultation.issue')
  issueConsultation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whom it goes to' }) input: IssueConsultationInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.consultations.issueConsultation(actor, input);
  }

  @Mutation(() => ReceiveSolicitationResult, { description: 'A contact point says that it has the task 签收' })
  @Allow('solicitation.answer')
  receiveSolicitation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which task' }) input: ReceiveSolicitationInput,
  ): Promise<SolicitationRow | Refusal> {
    return this.consultations.receiveSolicitation(actor, input.solicitationId);
  }

  @Mutation(() => SayNoOpinionResult, { description: 'A contact point answers 无意见' })
  @Allow('solicitation.answer')
  sayNoOpinion(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which task' }) input: SayNoOpinionInput,
  ): Promise<SolicitationRow | Refusal> {
    return this.consultations.sayNoOpinion(actor, input.solicitationId);
  }

  @ResolveField(() => PhaseEnum, { description: 'Where it stands today' })
  async phase(@Parent() c: ConsultationRow): Promise<Phase> {
    return phaseOf(c, await this.consultations.today(c.legislatureId));
  }

  @ResolveField(() => [SolicitationType], { description: 'The bodies asked that the caller may see' })
  solicitations(@CurrentActor() actor: Actor, @Parent() c: ConsultationRow): Promise<SolicitationRow[]> {
    return this.consultations.solicitations(actor, c.id);
  }
}

@Resolver(() => RegulationType)
export class RegulationCodesResolver {
  constructor(private readonly consultations: ConsultationsService) {}

  @ResolveField(() => [LawCodeType], { description: 'Its code and the variants of its contact points' })
  lawCodes(@CurrentActor() actor: Actor, @Parent() regulation: RegulationType): Promise<LawCodeRow[]> {
    return this.consultations.codesOf(actor, regulation.id);
  }

  @ResolveField(() => [ConsultationType], { description: 'Its rounds of asking, oldest first' })
  rounds(@CurrentActor() actor: Actor, @Parent() regulation: RegulationType): Promise<ConsultationRow[]> {
    return this.consultations.consultationsOf(actor, regulation.id);
  }
}

@Resolver(() => LawCodeType)
export class LawCodeResolver {
  constructor(private readonly address: PublicAddress) {}

  @ResolveField(() => String, { description: 'As it is printed: 3-3-4' })
  printed(@Parent() code: LawCodeRow): string {
    return formatLawCode(code.code);
  }

  @ResolveField(() => String, { description: 'The address that its QR holds' })
  url(@Parent() code: LawCodeRow): string {
    return `${this.address.base}/l/${code.code}`;
  }
}
