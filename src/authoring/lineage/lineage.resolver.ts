import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { connected, type Connection } from '../../platform/api/connection.js';
import { InOrder, pageOf } from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { ProvisionRow } from '../drafts/draft.entities.js';
import { provisionLoader } from '../drafts/draft.loaders.js';
import { ProvisionType } from '../drafts/draft.types.js';
import { DraftsQueries } from '../drafts/drafts.queries.js';
import type { ArticleLinkRow } from './lineage.entities.js';
import { LineageQueries } from './lineage.queries.js';
import { LineageActsService } from './lineage-acts.service.js';
import { type LineageReproposed, LineageService } from './lineage.service.js';
import {
  AnswerDoubtfulLinkInput,
  AnswerDoubtfulLinkResult,
  ArticleLinkConnection,
  ArticleLinkType,
  ConfirmLineageInput,
  ConfirmLineageResult,
  DoubtfulLinkAnsweredType,
  LineageConfirmedType,
  ReproposeLineageInput,
  ReproposeLineageResult,
} from './lineage.types.js';

@Resolver(() => ArticleLinkType)
export class LineageResolver {
  constructor(
    private readonly lineageQueries: LineageQueries,
    private readonly lineage: LineageService,
    private readonly acts: LineageActsService,
    private readonly drafts: DraftsQueries,
  ) {}

  @Query(() => ArticleLinkConnection.type, {
    description: 'What holds between two drafts now: the new articles, then the old ones that nothing continues',
  })
  @Allow('lineage.read', { words: '看条文沿革' })
  async lineageBetween(
    @CurrentActor() actor: Actor,
    @Args('oldDraftId', { type: () => ID, description: 'The older draft' }) oldDraftId: string,
    @Args('newDraftId', { type: () => ID, description: 'The newer draft' }) newDraftId: string,
    @Args() asked: InOrder,
  ): Promise<Connection<ArticleLinkRow>> {
    const links = await this.lineageQueries.linksFor(actor, oldDraftId, newDraftId);
    return connected(pageOf('link', links, asked), asked.after);
  }

  @Mutation(() => ConfirmLineageResult, { description: 'Confirms the proposed links, with corrections' })
  @Allow('lineage.confirm', { words: '确认条文沿革' })
  confirmLineage(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The pair and the corrections' }) input: ConfirmLineageInput,
  ): Promise<LineageConfirmedType | Refusal> {
    return this.acts.confirmLineage(actor, input);
  }

  @Mutation(() => AnswerDoubtfulLinkResult, {
    description: 'Takes a doubtful link between an old and a new article, or refuses it',
  })
  @Allow('lineage.confirm', { words: '认定没有把握的条文对应' })
  answerDoubtfulLink(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The two articles and the answer' }) input: AnswerDoubtfulLinkInput,
  ): Promise<DoubtfulLinkAnsweredType | Refusal> {
    return this.acts.answerDoubtfulLink(actor, input);
  }

  @Mutation(() => ReproposeLineageResult, {
    description: 'Aligns a pair again by the present method; what a person or a decision said stays',
  })
  @Allow('lineage.confirm', { words: '重新比对条文' })
  reproposeLineage(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The pair' }) input: ReproposeLineageInput,
  ): Promise<LineageReproposed | Refusal> {
    return this.lineage.reproposeLineage(actor, input);
  }

  @ResolveField(() => ProvisionType, { nullable: true, description: 'The old article; null for a new one' })
  async old(@Parent() link: ArticleLinkRow, @Context() context: GraphqlContext): Promise<ProvisionRow | null> {
    return link.oldProvisionId === null ? null : provisionLoader(context, this.drafts).load(link.oldProvisionId);
  }

  @ResolveField(() => ProvisionType, {
    nullable: true,
    description: 'The new article; null for an unplaced or deleted one',
  })
  async new(@Parent() link: ArticleLinkRow, @Context() context: GraphqlContext): Promise<ProvisionRow | null> {
    return link.newProvisionId === null ? null : provisionLoader(context, this.drafts).load(link.newProvisionId);
  }
}
