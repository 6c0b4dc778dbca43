import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  draftLoader,
  type DraftRow,
  DraftsQueries,
  DraftType,
  regulationLoader,
  type RegulationRow,
  RegulationsQueries,
  RegulationType,
} from '../authoring/index.js';
import { type ContactPointRow, contactPointLoader, ContactPointsQueries, ContactPointType } from '../network/index.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import { connected, type Connection } from '../platform/api/connection.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { OldestFirst } from '../platform/api/paging.js';
import { PublicAddress } from '../platform/api/public-address.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import { qrRows } from '../platform/documents/index.js';
import type { ConsultationRow, LawCodeRow } from './consultation.entities.js';
import { type Phase, phaseOf } from './consultation.rules.js';
import {
  ConsultationType,
  CreateConsultationInput,
  CreateConsultationResult,
  LawCodeConnection,
  LawCodeType,
  PhaseEnum,
  UpdateConsultationInput,
  UpdateConsultationResult,
} from './consultation.types.js';
import { ConsultationsQueries } from './consultations.queries.js';
import { ConsultationsService } from './consultations.service.js';
import { formatLawCode } from './law-code.rules.js';

@Resolver(() => ConsultationType)
export class ConsultationResolver {
  constructor(
    private readonly rounds: ConsultationsQueries,
    private readonly consultations: ConsultationsService,
    private readonly drafts: DraftsQueries,
    private readonly regulations: RegulationsQueries,
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

  @Mutation(() => UpdateConsultationResult, { description: 'Revises a consultation that was not sent out 修改' })
  @Allow('consultation.manage', { words: '修改还没有发出的征求意见' })
  updateConsultation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and how it is to stand' }) input: UpdateConsultationInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.consultations.updateConsultation(actor, input);
  }

  @ResolveField(() => PhaseEnum, { description: 'Where it stands today' })
  async phase(@Parent() c: ConsultationRow): Promise<Phase> {
    return phaseOf(c, await this.rounds.today(c.legislatureId));
  }

  @ResolveField(() => DraftType, { nullable: true, description: 'The text that is asked about' })
  draft(@Parent() c: ConsultationRow, @Context() context: GraphqlContext): Promise<DraftRow | null> {
    return draftLoader(context, this.drafts).load(c.draftId);
  }

  @ResolveField(() => RegulationType, { nullable: true, description: 'The regulation it is about' })
  regulation(@Parent() c: ConsultationRow, @Context() context: GraphqlContext): Promise<RegulationRow | null> {
    return regulationLoader(context, this.regulations).load(c.regulationId);
  }
}

@Resolver(() => RegulationType)
export class RegulationCodesResolver {
  constructor(private readonly consultations: ConsultationsQueries) {}

  @ResolveField(() => LawCodeConnection.type, {
    description: 'Its code and the variants of its contact points, as they were made',
  })
  async lawCodes(
    @CurrentActor() actor: Actor,
    @Parent() regulation: RegulationType,
    @Args() asked: OldestFirst,
  ): Promise<Connection<LawCodeRow>> {
    return connected(await this.consultations.codesOf(actor, regulation.id, asked), asked.after);
  }
}

@Resolver(() => LawCodeType)
export class LawCodeResolver {
  constructor(
    private readonly address: PublicAddress,
    private readonly points: ContactPointsQueries,
  ) {}

  @ResolveField(() => ContactPointType, { nullable: true, description: 'The contact point of a variant' })
  async contactPoint(@Parent() code: LawCodeRow, @Context() context: GraphqlContext): Promise<ContactPointRow | null> {
    return code.contactPointId === null ? null : contactPointLoader(context, this.points).load(code.contactPointId);
  }

  @ResolveField(() => String, { description: 'As it is printed: 3-3-4' })
  printed(@Parent() code: LawCodeRow): string {
    return formatLawCode(code.code);
  }

  @ResolveField(() => String, { description: 'The address that its QR holds' })
  url(@Parent() code: LawCodeRow): string {
    return `${this.address.base}/l/${code.code}`;
  }

  @ResolveField(() => [String], {
    description:
      'The QR of that address for drawing: a row of modules a string, 1 dark and 0 light, quiet zone included; bounded(185)',
  })
  qr(@Parent() code: LawCodeRow): string[] {
    return qrRows(this.url(code));
  }
}
