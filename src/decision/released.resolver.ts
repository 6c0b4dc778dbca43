/** What a comment was answered, for everybody who may read the comment: nothing of it before its release. */
import { Context, Field, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DraftsQueries, provisionLoader } from '../authoring/index.js';
import { CommentType } from '../comments/index.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { proofLoader, releasedLoader } from './decision.loaders.js';
import {
  ChangeType,
  OutcomeEnum,
  type OutcomeValue,
  ReasonClassEnum,
  type ReasonClassValue,
} from './decision.types.js';
import { articlesOf, EvidenceQueries, shownBy } from './evidence/evidence.queries.js';
import { OutcomesQueries } from './outcomes/outcomes.queries.js';

@ObjectType('ReleasedChange', {
  description: 'A place of the next text that shows an adoption, as a person confirmed it',
})
export class ReleasedChangeType {
  @Field(() => String, { nullable: true, description: 'Number of the old article; null for a new one' })
  oldLabel: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the new article; null for a deleted one' })
  newLabel: string | null;
  @Field(() => [ChangeType], { description: 'The changed words; bounded(4000000), a stretch a character of two texts' })
  changes: readonly ChangeType[];
}

@ObjectType('ReleasedAnswer', {
  description: '采纳情况 of a comment with its reason and its proof, as it was released',
})
export class ReleasedAnswerType {
  @Field(() => OutcomeEnum, { description: 'What was decided' }) outcome: OutcomeValue;
  @Field(() => ReasonClassEnum, { nullable: true, description: 'Why not' }) reasonClass: ReasonClassValue | null;
  @Field(() => String, { description: 'The reason in words' }) words: string;
  @Field(() => String, { nullable: true, description: 'Why an adoption shows in no changed words' })
  explanation: string | null;
  @Field(() => Int, { description: 'The first decision, the second after it was opened again, …' }) sequence: number;
  /** for the field resolver */
  commentId: string;
}

@Resolver(() => CommentType)
export class ReleasedAnswerResolver {
  constructor(
    private readonly outcomes: OutcomesQueries,
    private readonly evidence: EvidenceQueries,
  ) {}

  @ResolveField(() => ReleasedAnswerType, {
    nullable: true,
    description: 'The answer with its reason, for the office and for the contact point, once it is released',
  })
  async releasedAnswer(
    @Parent() { id, state }: CommentType,
    @Context() context: GraphqlContext,
  ): Promise<ReleasedAnswerType | null> {
    if (state !== 'RELEASED' && state !== 'ANSWERED') return null;
    const decision = await releasedLoader(context, this.outcomes).load(id);
    if (!decision) return null;
    const { outcome, reasonClass, words, sequence } = decision;
    const { explanation } = await proofLoader(context, this.evidence).load(id);
    return { outcome, reasonClass, words, sequence, explanation, commentId: id };
  }
}

@Resolver(() => ReleasedAnswerType)
export class ReleasedChangesResolver {
  constructor(
    private readonly evidence: EvidenceQueries,
    private readonly drafts: DraftsQueries,
  ) {}

  @ResolveField(() => [ReleasedChangeType], {
    description: 'Where the next text shows it, as a person confirmed it; bounded(500)',
  })
  async changes(
    @Parent() { commentId }: ReleasedAnswerType,
    @Context() context: GraphqlContext,
  ): Promise<ReleasedChangeType[]> {
    const proof = await proofLoader(context, this.evidence).load(commentId);
    const articles = await Promise.all(articlesOf(proof).map((id) => provisionLoader(context, this.drafts).load(id)));
    return shownBy(proof, new Map(articles.flatMap((p) => (p ? [[p.id, p.label] as const] : []))));
  }
}
