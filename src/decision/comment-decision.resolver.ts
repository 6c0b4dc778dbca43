import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  draftLoader,
  type DraftRow,
  DraftsQueries,
  DraftType,
  provisionLoader,
  type ProvisionRow,
  ProvisionType,
} from '../authoring/index.js';
import { CommentConnection, CommentType, showComment } from '../comments/index.js';
import { ConsultationType } from '../consultation/index.js';
import { allows } from '../platform/access/permissions.js';
import { CurrentActor } from '../platform/api/allow.js';
import { connected, type Connection } from '../platform/api/connection.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { InOrder, noRows, pageOf } from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import type { CarryOverRow } from './carry-over/carry-over.entities.js';
import { CarryOverService } from './carry-over/carry-over.service.js';
import { carryOverLoader, earlierLoader, handlingLoader, releasedLoader, proofLoader } from './decision.loaders.js';
import {
  CarryOverType,
  DecisionConnection,
  DecisionType,
  EvidenceConnection,
  EvidenceType,
  OutcomeEnum,
  ProposedHandlingConnection,
  ProposedHandlingType,
} from './decision.types.js';
import { EvidenceQueries } from './evidence/evidence.queries.js';
import { showEvidence } from './evidence/evidence.resolver.js';
import { EarlierAnswers } from './handling/earlier.queries.js';
import { EarlierAnswerType } from './handling/handling.types.js';
import { HandlingQueries } from './handling/handling.queries.js';
import { OutcomesQueries } from './outcomes/outcomes.queries.js';

@Resolver(() => CommentType)
export class CommentDecisionResolver {
  constructor(
    private readonly queries: HandlingQueries,
    private readonly evidence: EvidenceQueries,
    private readonly outcomes: OutcomesQueries,
    private readonly carryOvers: CarryOverService,
    private readonly earlier: EarlierAnswers,
  ) {}

  @ResolveField(() => [EarlierAnswerType], {
    description:
      'How other comments on the same article, in whichever text and round, were decided by signature, the last first 以前怎么答的; none for those outside the office. bounded(5)',
  })
  async answeredBefore(
    @CurrentActor() actor: Actor,
    @Parent() comment: CommentType,
    @Context() context: GraphqlContext,
  ): Promise<readonly EarlierAnswerType[]> {
    return allows('sheet.read', actor.roles) ? earlierLoader(context, this.earlier).load(comment.id) : [];
  }

  @ResolveField(() => ProposedHandlingType, {
    nullable: true,
    description: 'The internal proposal that counts now; null for those outside the office',
  })
  async proposedHandling(
    @CurrentActor() actor: Actor,
    @Parent() comment: CommentType,
    @Context() context: GraphqlContext,
  ): Promise<ProposedHandlingType | null> {
    if (!allows('sheet.read', actor.roles)) return null;
    return handlingLoader(context, this.queries).load(comment.id);
  }

  @ResolveField(() => ProposedHandlingConnection.type, {
    description: 'Every internal proposal, the last first; none for those outside the office',
  })
  async handlings(
    @CurrentActor() actor: Actor,
    @Parent() comment: CommentType,
    @Args() asked: InOrder,
  ): Promise<Connection<ProposedHandlingType>> {
    const mayRead = allows('sheet.read', actor.roles);
    return connected(mayRead ? await this.queries.handlings(actor, comment.id, asked) : noRows(), asked.after);
  }

  @ResolveField(() => DecisionConnection.type, {
    description: 'Every signed decision, the last first; none for those outside the office',
  })
  async decisions(
    @CurrentActor() actor: Actor,
    @Parent() comment: CommentType,
    @Args() asked: InOrder,
  ): Promise<Connection<DecisionType>> {
    const mayRead = allows('sheet.read', actor.roles);
    return connected(mayRead ? await this.queries.decisions(actor, comment.id, asked) : noRows(), asked.after);
  }

  @ResolveField(() => OutcomeEnum, { nullable: true, description: '采纳情况, once it is released' })
  async adoptionStatus(@Parent() comment: CommentType, @Context() context: GraphqlContext): Promise<string | null> {
    if (comment.state !== 'RELEASED' && comment.state !== 'ANSWERED') return null;
    return (await releasedLoader(context, this.outcomes).load(comment.id))?.outcome ?? null;
  }

  @ResolveField(() => EvidenceConnection.type, {
    description: 'The changed words behind it, proposed and confirmed; none for those outside the office',
  })
  async proofs(
    @CurrentActor() actor: Actor,
    @Parent() comment: CommentType,
    @Context() context: GraphqlContext,
    @Args() asked: InOrder,
  ): Promise<Connection<EvidenceType>> {
    if (!allows('sheet.read', actor.roles)) return connected(noRows(), asked.after);
    const { evidence } = await proofLoader(context, this.evidence).load(comment.id);
    return connected(pageOf('evidence', evidence, asked), asked.after, showEvidence);
  }

  @ResolveField(() => [CarryOverType], { description: 'Where it stands in later drafts; bounded(500)' })
  carryOver(@Parent() comment: CommentType, @Context() context: GraphqlContext): Promise<CarryOverRow[]> {
    return carryOverLoader(context, this.carryOvers).load(comment.id);
  }
}

@Resolver(() => CarryOverType)
export class CarryOverLinksResolver {
  constructor(private readonly drafts: DraftsQueries) {}

  @ResolveField(() => DraftType, { nullable: true, description: 'The later draft' })
  toDraft(@Parent() c: CarryOverType, @Context() context: GraphqlContext): Promise<DraftRow | null> {
    return draftLoader(context, this.drafts).load(c.toDraftId);
  }

  @ResolveField(() => ProvisionType, { nullable: true, description: 'The article it stands at there' })
  async provision(@Parent() c: CarryOverType, @Context() context: GraphqlContext): Promise<ProvisionRow | null> {
    return c.provisionId === null ? null : provisionLoader(context, this.drafts).load(c.provisionId);
  }
}

@Resolver(() => ConsultationType)
export class ConsultationDecisionResolver {
  constructor(private readonly evidence: EvidenceQueries) {}

  @ResolveField(() => CommentConnection.type, {
    description:
      'Adopted comments that neither evidence nor an explanation shows: they hold letters back. None for those outside the office',
  })
  async heldBack(
    @CurrentActor() actor: Actor,
    @Parent() consultation: ConsultationType,
    @Args() asked: InOrder,
  ): Promise<Connection<CommentType>> {
    if (!allows('sheet.read', actor.roles)) return connected(noRows(), asked.after);
    const page = await this.evidence.heldBackPage(actor, consultation.id, asked);
    return connected(page, asked.after, showComment);
  }
}
