import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { BulkOutcome } from '../platform/api/bulk.js';
import { Allow, CurrentActor, Public } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import { CommentActsService } from './comment-acts.service.js';
import {
  CommentSourceType,
  CommentVoiceType,
  DropCommentInput,
  DropCommentResult,
  FileCommentInput,
  FileCommentResult,
  OpinionWithdrawalType,
  RegisterCommentInput,
  RegisterCommentResult,
  ReturnCommentsInput,
  ReturnCommentsResult,
  TakeApartCommentInput,
  TakeApartCommentResult,
  WithdrawOpinionInput,
  WithdrawOpinionResult,
} from './comment-acts.types.js';
import { CommentRecordsQueries } from './comment-records.queries.js';
import { returnNoteLoader, sourceLoader, voiceLoader } from './comments.loaders.js';
import { toCommentType } from './comments.resolver.js';
import { CommentType } from './comments.types.js';
import { RegistrationsService } from './registrations.service.js';
import { WithdrawalsService } from './withdrawals.service.js';

@Resolver(() => CommentType)
export class CommentActsResolver {
  constructor(
    private readonly acts: CommentActsService,
    private readonly registrations: RegistrationsService,
    private readonly withdrawals: WithdrawalsService,
    private readonly records: CommentRecordsQueries,
  ) {}

  @Mutation(() => TakeApartCommentResult, {
    description: 'Takes voices out of a comment that is not reported or was returned; they go back to the inbox',
  })
  @Allow('comment.takeApart', { words: '从报送意见里拆出群众原话', reach: 'UNIT' })
  async takeApartComment(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which voices' }) input: TakeApartCommentInput,
  ): Promise<CommentType | Refusal> {
    return toCommentType(await this.acts.takeApart(actor, input));
  }

  @Mutation(() => DropCommentResult, {
    description:
      'Drops a comment that is not reported or was returned, or that the office made itself; its voices go back to the inbox',
  })
  @Allow('comment.drop', { words: '撤销报送意见', reach: 'UNIT' })
  async dropComment(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which' }) input: DropCommentInput,
  ): Promise<CommentType | Refusal> {
    return toCommentType(await this.acts.drop(actor, input));
  }

  @Mutation(() => ReturnCommentsResult, {
    description: 'Sends comments back to the bodies that reported them, with a note; each keeps its number 退回补充',
  })
  @Allow('comment.return', { words: '退回报送意见' })
  returnComments(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and why' }) input: ReturnCommentsInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.acts.returnAll(actor, input);
  }

  @Mutation(() => FileCommentResult, {
    description: 'Files a comment that does not say what it is about under an article; what it said stays 归到哪一条',
  })
  @Allow('comment.file', { words: '把不知道是哪一条的意见归到条文' })
  async fileComment(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and under which article' }) input: FileCommentInput,
  ): Promise<CommentType | Refusal> {
    return toCommentType(await this.acts.file(actor, input));
  }

  @Mutation(() => RegisterCommentResult, {
    description: 'Registers a comment that came on paper from any kind of body; reported at once',
  })
  @Allow('comment.register', { words: '登记书面来的意见' })
  async registerComment(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'From whom, when and what' }) input: RegisterCommentInput,
  ): Promise<CommentType | Refusal> {
    return toCommentType(await this.registrations.registerComment(actor, input));
  }

  @Mutation(() => WithdrawOpinionResult, {
    description: 'A resident takes an opinion back by its receipt code; once it is reported the wish is noted',
  })
  @Public()
  async withdrawOpinion(
    @Args('input', { description: 'The receipt code' }) input: WithdrawOpinionInput,
    @Context() context: GraphqlContext,
  ): Promise<OpinionWithdrawalType | Refusal> {
    const outcome = await this.withdrawals.byReceipt(input.receiptCode, context.caller.address);
    return outcome instanceof Refusal ? outcome : { outcome };
  }

  @ResolveField(() => [CommentVoiceType], {
    description: 'All voices it was ever made of, and where each stands now; bounded(500)',
  })
  voices(@Parent() comment: CommentType, @Context() context: GraphqlContext): Promise<CommentVoiceType[]> {
    return voiceLoader(context, this.records).load(comment.id);
  }

  @ResolveField(() => String, { nullable: true, description: 'Why it was last sent back 退回补充' })
  returnNote(@Parent() comment: CommentType, @Context() context: GraphqlContext): Promise<string | null> {
    return returnNoteLoader(context, this.records).load(comment.id);
  }

  @ResolveField(() => CommentSourceType, { nullable: true, description: 'Where it came from, if on paper' })
  source(@Parent() comment: CommentType, @Context() context: GraphqlContext): Promise<CommentSourceType | null> {
    return sourceLoader(context, this.records).load(comment.id);
  }
}
