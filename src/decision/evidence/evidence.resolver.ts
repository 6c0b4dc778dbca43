import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DraftsQueries, provisionLoader, type ProvisionRow, ProvisionType } from '../../authoring/index.js';
import { commentLoader, CommentsQueries, CommentType, showComment } from '../../comments/index.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import {
  AddEvidenceInput,
  AddEvidenceResult,
  AdoptionExplainedType,
  EvidenceType,
  ExplainAdoptionInput,
  ExplainAdoptionResult,
  ReviewEvidenceInput,
  ReviewEvidenceResult,
} from '../decision.types.js';
import type { Evidence } from './evidence.queries.js';
import { EvidenceService } from './evidence.service.js';

export const showEvidence = ({ row, status }: Evidence): EvidenceType => ({
  id: row.id,
  commentId: row.commentId,
  status,
  score: row.score,
  changes: row.changes,
  method: row.method,
  oldProvisionId: row.oldProvisionId,
  newProvisionId: row.newProvisionId,
});
const toEvidenceType = (e: Evidence | Refusal): EvidenceType | Refusal => (e instanceof Refusal ? e : showEvidence(e));

@Resolver(() => EvidenceType)
export class EvidenceResolver {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly drafts: DraftsQueries,
    private readonly comments: CommentsQueries,
  ) {}

  @ResolveField(() => CommentType, { nullable: true, description: 'The comment whose adoption it shows' })
  async comment(@Parent() e: EvidenceType, @Context() context: GraphqlContext): Promise<CommentType | null> {
    const found = await commentLoader(context, this.comments).load(e.commentId);
    return found && showComment(found);
  }

  @Mutation(() => ReviewEvidenceResult, { description: 'Confirms or rejects what the machine found' })
  @Allow('evidence.confirm', { words: '确认采纳佐证' })
  async reviewEvidence(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and the word' }) input: ReviewEvidenceInput,
  ): Promise<EvidenceType | Refusal> {
    return toEvidenceType(await this.evidence.review(actor, input));
  }

  @Mutation(() => AddEvidenceResult, { description: 'Names the changed article oneself' })
  @Allow('evidence.confirm', { words: '补指采纳佐证' })
  async addEvidence(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Comment and article' }) input: AddEvidenceInput,
  ): Promise<EvidenceType | Refusal> {
    return toEvidenceType(await this.evidence.add(actor, input));
  }

  @Mutation(() => ExplainAdoptionResult, { description: 'Says where an adoption shows, if not in the words' })
  @Allow('evidence.confirm', { words: '说明采纳体现在哪里' })
  explainAdoption(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Comment and words' }) input: ExplainAdoptionInput,
  ): Promise<AdoptionExplainedType | Refusal> {
    return this.evidence.explain(actor, input);
  }

  @ResolveField(() => ProvisionType, { nullable: true, description: 'The old article' })
  async oldProvision(@Parent() e: EvidenceType, @Context() context: GraphqlContext): Promise<ProvisionRow | null> {
    return e.oldProvisionId === null ? null : provisionLoader(context, this.drafts).load(e.oldProvisionId);
  }

  @ResolveField(() => ProvisionType, { nullable: true, description: 'The new article' })
  async newProvision(@Parent() e: EvidenceType, @Context() context: GraphqlContext): Promise<ProvisionRow | null> {
    return e.newProvisionId === null ? null : provisionLoader(context, this.drafts).load(e.newProvisionId);
  }
}
