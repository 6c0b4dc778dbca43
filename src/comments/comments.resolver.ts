import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { placeIn } from '../authoring/index.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import { connected, type Connection } from '../platform/api/connection.js';
import { OldestFirst } from '../platform/api/paging.js';
import { Subjects } from '../platform/api/subjects.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { CommentFilter } from './comments.filter.js';
import { type Comment, CommentsQueries } from './comments.queries.js';
import { CommentsService } from './comments.service.js';
import {
  CommentConnection,
  CommentFilterInput,
  CommentsReportedType,
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
  filedUnder: status.filedUnder,
  sheetId: status.sheetId,
  draftId: row.draftId,
  solicitationId: row.solicitationId,
  reportedAt: status.reportedAt,
});

export const toCommentType = (c: Comment | Refusal): CommentType | Refusal =>
  c instanceof Refusal ? c : showComment(c);

@Resolver(() => CommentType)
export class CommentsResolver {
  constructor(
    private readonly comments: CommentsService,
    private readonly queries: CommentsQueries,
    subjects: Subjects,
  ) {
    subjects.register('Comment', async (actor, ids) =>
      (await queries.byIds(actor, ids)).map((found) => found && showComment(found)),
    );
  }

  @Query(() => CommentConnection.type, {
    description:
      'The comments of a consultation that the caller may see: the office what is reported, as it came in; a contact point its own, as they were drafted',
  })
  @Allow('comment.read', { words: '看报送意见', reach: 'UNIT' })
  async commentList(
    @CurrentActor() actor: Actor,
    @Args('consultationId', { type: () => ID, description: 'The consultation' }) consultationId: string,
    @Args() asked: OldestFirst,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: CommentFilterInput,
  ): Promise<Connection<CommentType>> {
    const page = await this.queries.list(actor, consultationId, filterOf(filter), asked);
    return connected(page, asked.after, showComment);
  }

  @Query(() => CommentType, { nullable: true, description: 'One comment; null where there is none the caller may see' })
  @Allow('comment.read', { words: '看一条报送意见', reach: 'UNIT' })
  async comment(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<CommentType | null> {
    const found = await this.queries.comment(actor, id);
    return found && showComment(found);
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
}

export const filterOf = (given: CommentFilterInput): CommentFilter => ({
  ...given,
  place: given.place ? placeIn(given.place) : null,
});
