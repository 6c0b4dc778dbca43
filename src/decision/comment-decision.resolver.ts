import { Context, ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CommentType } from '../comments/index.js';
import { ConsultationType } from '../consultation/index.js';
import { allows } from '../platform/access/permissions.js';
import { CurrentActor } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import type { CarryOverRow } from './carry-over/carry-over.entities.js';
import { CarryOverService } from './carry-over/carry-over.service.js';
import { handlingLoader, outcomeLoader, proofLoader } from './decision.loaders.js';
import { CarryOverType, EvidenceType, OutcomeEnum, ProposedHandlingType } from './decision.types.js';
import { EvidenceQueries } from './evidence/evidence.queries.js';
import { showEvidence } from './evidence/evidence.resolver.js';
import type { ProposedHandlingRow } from './handling/handling.entities.js';
import { HandlingQueries } from './handling/handling.queries.js';
import { OutcomesQueries } from './outcomes/outcomes.queries.js';

@Resolver(() => CommentType)
export class CommentDecisionResolver {
  constructor(
    private readonly handlings: HandlingQueries,
    private readonly evidence: EvidenceQueries,
    private readonly outcomes: OutcomesQueries,
    private readonly carryOvers: CarryOverService,
  ) {}

  @ResolveField(() => ProposedHandlingType, {
    nullable: true,
    description: 'The internal proposal; null for those outside the office',
  })
  async proposedHandling(
    @CurrentActor() actor: Actor,
    @Parent() comment: CommentType,
    @Context() context: GraphqlContext,
  ): Promise<ProposedHandlingRow | null> {
    if (!allows('sheet.read', actor.roles)) return null;
    return handlingLoader(context, actor, this.handlings).load(comment.id);
  }

  @ResolveField(() => OutcomeEnum, { nullable: true, description: '采纳情况, once it is released' })
  async adoptionStatus(
    @CurrentActor() actor: Actor,
    @Parent() comment: CommentType,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    if (comment.state !== 'RELEASED' && comment.state !== 'ANSWERED') return null;
    return outcomeLoader(context, actor, this.outcomes).load(comment.id);
  }

  @ResolveField(() => [EvidenceType], {
    description: 'The changed words behind it, proposed and confirmed; none for those outside the office',
  })
  async proofs(
    @CurrentActor() actor: Actor,
    @Parent() comment: CommentType,
    @Context() context: GraphqlContext,
  ): Promise<EvidenceType[]> {
    if (!allows('sheet.read', actor.roles)) return [];
    return (await proofLoader(context, actor, this.evidence).load(comment.id)).evidence.map(showEvidence);
  }

  @ResolveField(() => [CarryOverType], { description: 'Where it stands in later drafts' })
  carryOver(@CurrentActor() actor: Actor, @Parent() comment: CommentType): Promise<CarryOverRow[]> {
    return this.carryOvers.of(actor, comment.id);
  }
}

@Resolver(() => ConsultationType)
export class ConsultationDecisionResolver {
  constructor(private readonly evidence: EvidenceQueries) {}

  @ResolveField(() => [ID], {
    description:
      'Adopted comments that neither evidence nor an explanation shows: they hold letters back. None for those outside the office',
  })
  async heldBack(@CurrentActor() actor: Actor, @Parent() consultation: ConsultationType): Promise<string[]> {
    return allows('sheet.read', actor.roles)
      ? (await this.evidence.heldBack(actor, consultation.id)).map((s) => s.id)
      : [];
  }
}
