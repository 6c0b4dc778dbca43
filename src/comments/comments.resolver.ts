import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DraftsQueries, provisionLoader, ProvisionType } from '../authoring/index.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { CommentState } from './comment.rules.js';
import { type Comment, CommentsQueries } from './comments.queries.js';
import { CommentsService } from './comments.service.js';
import {
  CommentsReportedType,
  CommentStateEnum,
  CommentType,
  DraftCommentInput,
  DraftCommentResult,
  ReportCommentsInput,
  ReportCommentsResult,
  ReviseCommentInput,
  ReviseCommentResult,
  TakeUpOpinionsInput,
  TakeUpOpinionsResult,
} from './comments.types.js';

export const showComment = ({ row, status, wording }: Comment): CommentType => ({
  id: row.id,
  consultationId: row.consultationId,
  contactPointId: row.contactPointId,
  sourceKind: row.sourceKind,
  verbatim: row.verbatim,
  number: status.returnNumber,
  targetKind: row.targetKind,
  path: row.path,
  quote: row.quoteExact,
  act: row.act,
  text: wording.text,
  proposedWording: wording.proposedWording,
  reason: wording.reason,
  state: status.state,
  version: status.version,
  provisionId: row.provisionId,
});

export const toCommentType = (c: Comment | Refusal): CommentType | Refusal =>
  c instanceof Refusal ? c : showComment(c);

@Resolver(() => CommentType)
export class CommentsResolver {
  constructor(
    private readonly comments: CommentsService,
    private readonly queries: CommentsQueries,
    private readonly drafts: DraftsQueries,
  ) {}

  @Query(() => [CommentType], {
    description: 'The comments of a consultation that the caller may see, by their number, by page',
  })
  @Allow('comment.read', { words: '看报送意见', reach: 'UNIT' })
  async commentList(
    @CurrentActor() actor: Actor,
    @Args('consultationId', { type: () => ID, description: 'The consultation' }) consultationId: string,
    @Args('contactPointId', { type: () => ID, nullable: true, description: 'Only those of this contact point' })
    contactPointId: string | null,
    @Args('states', { type: () => [CommentStateEnum], nullable: true, description: 'Only those that stand so' })
    states: CommentState[] | null,
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Rows of this page, at most 200' }) first: number,
    @Args('skip', { type: () => Int, defaultValue: 0, description: 'Rows before this page' }) skip: number,
  ): Promise<CommentType[]> {
    return (
      await this.queries.visible(
        actor,
        consultationId,
        { contactPointId: contactPointId ?? null, ...(states && { states }) },
        Math.min(first, 200),
        skip,
      )
    ).map(showComment);
  }

  @Mutation(() => DraftCommentResult, {
    description: 'Makes a comment of one opinion as it stands, or of several merged',
  })
  @Allow('comment.report', { words: '起草报送意见', reach: 'UNIT' })
  async draftComment(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Opinions and words' }) input: DraftCommentInput,
  ): Promise<CommentType | Refusal> {
    return toCommentType(await this.comments.draftComment(actor, input));
  }

  @Mutation(() => TakeUpOpinionsResult, {
    description: 'The office takes up what came straight to it; reported at once',
  })
  @Allow('comment.takeUp', { words: '机关采录直接收到的意见' })
  async takeUpOpinions(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Opinions and words' }) input: TakeUpOpinionsInput,
  ): Promise<CommentType | Refusal> {
    return toCommentType(await this.comments.takeUpOpinions(actor, input));
  }

  @Mutation(() => ReviseCommentResult, {
    description:
      'Rewords a comment that is not reported, or was returned; one that the office made itself also afterwards',
  })
  @Allow('comment.report', { words: '修改报送意见', reach: 'UNIT' })
  async reviseComment(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'New words' }) input: ReviseCommentInput,
  ): Promise<CommentType | Refusal> {
    return toCommentType(await this.comments.reviseComment(actor, input));
  }

  @Mutation(() => ReportCommentsResult, { description: 'Sends the return 意见汇总, or a supplement 补报' })
  @Allow('comment.report', { words: '报送意见汇总', reach: 'UNIT' })
  reportComments(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Task and comments' }) input: ReportCommentsInput,
  ): Promise<CommentsReportedType | Refusal> {
    return this.comments.reportComments(actor, input);
  }

  @ResolveField(() => ProvisionType, { nullable: true, description: 'The article it is about' })
  async provision(@Parent() comment: CommentType, @Context() context: GraphqlContext): Promise<ProvisionType | null> {
    return comment.provisionId === null ? null : provisionLoader(context, this.drafts).load(comment.provisionId);
  }
}
