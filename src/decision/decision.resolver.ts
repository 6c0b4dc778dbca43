import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { DraftsService, provisionLoader, ProvisionType } from '../authoring/index.js';
import { CommentType } from '../comments/index.js';
import { ConsultationType } from '../consultation/index.js';
import type { Actor } from '../platform/base/actor.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import { allows } from '../platform/access/permissions.js';
import { scopeOf } from '../platform/database/scope.js';
import { UnitOfWork } from '../platform/database/scope.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { Refusal } from '../platform/base/refusal.js';
import { CarryOverService } from './carry-over.service.js';
import type { CarryOverRow, ProposedHandlingRow } from './decision.entities.js';
import {
  AddEvidenceInput,
  AddEvidenceResult,
  AdoptionExplainedType,
  CarryOverType,
  CheckSheetInput,
  CheckSheetResult,
  DecisionSheetType,
  EvidenceType,
  ExplainAdoptionInput,
  ExplainAdoptionResult,
  HandlingProposedType,
  OutcomeEnum,
  PrepareSheetInput,
  PrepareSheetResult,
  ProposedHandlingType,
  ProposeHandlingInput,
  ProposeHandlingResult,
  ReviewEvidenceInput,
  ReviewEvidenceResult,
  SignSheetInput,
  SignSheetResult,
} from './decision.types.js';
import { type Evidence, EvidenceService, type Proof } from './evidence.service.js';
import { HandlingService, type Sheet } from './handling.service.js';
import { OutcomesService } from './outcomes.service.js';

const showSheet = (s: Sheet | Refusal): DecisionSheetType | Refusal =>
  s instanceof Refusal ? s : { ...s.row, lines: s.lines };
const showEvidence = ({ row, status }: Evidence): EvidenceType => ({
  id: row.id,
  commentId: row.commentId,
  status,
  score: row.score,
  changes: row.changes,
  method: row.method,
  oldProvisionId: row.oldProvisionId,
  newProvisionId: row.newProvisionId,
});
const shown = (e: Evidence | Refusal): EvidenceType | Refusal => (e instanceof Refusal ? e : showEvidence(e));

@Resolver(() => DecisionSheetType)
export class SheetResolver {
  constructor(private readonly handlings: HandlingService) {}

  @Query(() => DecisionSheetType, { nullable: true, description: 'One sheet; null where there is none here' })
  @Allow('sheet.read')
  async decisionSheet(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<DecisionSheetType | null> {
    const found = await this.handlings.sheet(actor, id);
    return found && { ...found.row, lines: found.lines };
  }

  @Mutation(() => ProposeHandlingResult, { description: 'Proposes what to do with a comment 拟处理意见' })
  @Allow('handling.propose')
  proposeHandling(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Outcome and reason' }) input: ProposeHandlingInput,
  ): Promise<HandlingProposedType | Refusal> {
    return this.handlings.proposeHandling(actor, input);
  }

  @Mutation(() => PrepareSheetResult, { description: 'Puts proposals on a sheet for sign-off' })
  @Allow('sheet.prepare')
  async prepareSheet(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which comments' }) input: PrepareSheetInput,
  ): Promise<DecisionSheetType | Refusal> {
    return showSheet(await this.handlings.prepareSheet(actor, input));
  }

  @Mutation(() => CheckSheetResult, { description: 'Checks a sheet 审核' })
  @Allow('sheet.check')
  async checkSheet(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which sheet' }) input: CheckSheetInput,
  ): Promise<DecisionSheetType | Refusal> {
    return showSheet(await this.handlings.checkSheet(actor, input));
  }

  @Mutation(() => SignSheetResult, { description: 'Signs a sheet 签发; the preparer cannot' })
  @Allow('sheet.sign')
  async signSheet(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which sheet, which lines struck' }) input: SignSheetInput,
  ): Promise<DecisionSheetType | Refusal> {
    return showSheet(await this.handlings.signSheet(actor, input));
  }
}

@Resolver(() => EvidenceType)
export class EvidenceResolver {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly drafts: DraftsService,
  ) {}

  @Mutation(() => ReviewEvidenceResult, { description: 'Confirms or rejects what the machine found' })
  @Allow('evidence.confirm')
  async reviewEvidence(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and the word' }) input: ReviewEvidenceInput,
  ): Promise<EvidenceType | Refusal> {
    return shown(await this.evidence.review(actor, input));
  }

  @Mutation(() => AddEvidenceResult, { description: 'Names the changed article oneself' })
  @Allow('evidence.confirm')
  async addEvidence(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Comment and article' }) input: AddEvidenceInput,
  ): Promise<EvidenceType | Refusal> {
    return shown(await this.evidence.add(actor, input));
  }

  @Mutation(() => ExplainAdoptionResult, { description: 'Says where an adoption shows, if not in the words' })
  @Allow('evidence.confirm')
  explainAdoption(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Comment and words' }) input: ExplainAdoptionInput,
  ): Promise<AdoptionExplainedType | Refusal> {
    return this.evidence.explain(actor, input);
  }

  @ResolveField(() => ProvisionType, { nullable: true, description: 'The old article' })
  async oldProvision(@Parent() e: EvidenceType, @Context() context: GraphqlContext): Promise<ProvisionType | null> {
    return e.oldProvisionId === null ? null : provisionLoader(context, this.drafts).load(e.oldProvisionId);
  }

  @ResolveField(() => ProvisionType, { nullable: true, description: 'The new article' })
  async newProvision(@Parent() e: EvidenceType, @Context() context: GraphqlContext): Promise<ProvisionType | null> {
    return e.newProvisionId === null ? null : provisionLoader(context, this.drafts).load(e.newProvisionId);
  }
}

@Resolver(() => CommentType)
export class CommentDecisionResolver {
  constructor(
    private readonly work: UnitOfWork,
    private readonly handlings: HandlingService,
    private readonly evidence: EvidenceService,
    private readonly outcomes: OutcomesService,
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
    const loader = context.loaders.of(
      'handlings',
      () =>
        new DataLoader(async (ids: readonly string[]) => {
          const found = await this.handlings.lastHandlings(this.work.read(scopeOf(actor)), ids);
          return ids.map((id) => found.get(id) ?? null);
        }),
    );
    return loader.load(comment.id);
  }

  @ResolveField(() => OutcomeEnum, { nullable: true, description: '采纳情况, once it is released' })
  async adoptionStatus(
    @CurrentActor() actor: Actor,
    @Parent() comment: CommentType,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    if (comment.state !== 'RELEASED' && comment.state !== 'ANSWERED') return null;
    const loader = context.loaders.of(
      'decisions',
      () =>
        new DataLoader(async (ids: readonly string[]) => {
          const found = await this.outcomes.decisions(this.work.read(scopeOf(actor)), ids);
          return ids.map((id) => found.get(id)?.outcome ?? null);
        }),
    );
    return loader.load(comment.id);
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
    const loader = context.loaders.of(
      'proofs',
      () =>
        new DataLoader(async (ids: readonly string[]) => {
          const found = await this.evidence.proofsFor(actor, ids);
          return ids.map((id): Proof => found.get(id) ?? { evidence: [], explanation: null });
        }),
    );
    return (await loader.load(comment.id)).evidence.map(showEvidence);
  }

  @ResolveField(() => [CarryOverType], { description: 'Where it stands in later drafts' })
  carryOver(@CurrentActor() actor: Actor, @Parent() comment: CommentType): Promise<CarryOverRow[]> {
    return this.carryOvers.of(this.work.read(scopeOf(actor)), comment.id);
  }
}

@Resolver(() => ConsultationType)
export class ConsultationDecisionResolver {
  constructor(private readonly evidence: EvidenceService) {}

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
