import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { RegulationType } from '../authoring/index.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import { PublicAddress } from '../platform/api/public-address.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { ConsultationRow, LawCodeRow } from './consultation.entities.js';
import { type Phase, phaseOf } from './consultation.rules.js';
import {
  ConsultationType,
  CreateConsultationInput,
  CreateConsultationResult,
  LawCodeType,
  PhaseEnum,
} from './consultation.types.js';
import { ConsultationsQueries } from './consultations.queries.js';
import { ConsultationsService } from './consultations.service.js';
import { formatLawCode } from './law-code.rules.js';

@Resolver(() => ConsultationType)
export class ConsultationResolver {
  constructor(
    private readonly rounds: ConsultationsQueries,
    private readonly consultations: ConsultationsService,
  ) {}

  @Query(() => ConsultationType, { nullable: true, description: 'One consultation; null where there is none here' })
  @Allow('consultation.read', { words: '看一次征求意见（其中的任务只见本单位的）', reach: 'ALL' })
  consultation(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<ConsultationRow | null> {
    return this.rounds.consultation(actor, id);
  }

  @Mutation(() => CreateConsultationResult, { description: 'Prepares a consultation on a published draft' })
  @Allow('consultation.manage', { words: '准备征求意见' })
  createConsultation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Draft, window, approval' }) input: CreateConsultationInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.consultations.createConsultation(actor, input);
  }

  @ResolveField(() => PhaseEnum, { description: 'Where it stands today' })
  async phase(@Parent() c: ConsultationRow): Promise<Phase> {
    return phaseOf(c, await this.rounds.today(c.legislatureId));
  }
}

@Resolver(() => RegulationType)
export class RegulationCodesResolver {
  constructor(private readonly consultations: ConsultationsQueries) {}

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
