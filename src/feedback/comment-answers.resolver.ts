import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CommentType } from '../comments/index.js';
import { BulkDoneType } from '../platform/api/bulk.js';
import { allows } from '../platform/access/permissions.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import type { Refusal } from '../platform/base/refusal.js';
import { type CommentAnswer, CommentAnswers } from './comment-answers.queries.js';
import { CommentAnswersService } from './comment-answers.service.js';
import { CommentAnswerType, RecordAnswersInput, RecordAnswersResult } from './comment-answers.types.js';
import { answerLoader, holdingLoader } from './feedback.loaders.js';
import { showLetter } from './feedback.resolver.js';
import { LetterType } from './feedback.types.js';

@Resolver(() => CommentType)
export class CommentAnswersResolver {
  constructor(
    private readonly service: CommentAnswersService,
    private readonly answers: CommentAnswers,
  ) {}

  @Mutation(() => RecordAnswersResult, {
    description: 'Says how released comments were answered that came from no contact point 登记答复',
  })
  @Allow('comment.answer', { words: '登记其他来源意见的答复' })
  recordAnswers(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which comments, how and when' }) input: RecordAnswersInput,
  ): Promise<BulkDoneType | Refusal> {
    return this.service.recordAnswers(actor, input);
  }

  @ResolveField(() => CommentAnswerType, {
    nullable: true,
    description: 'How its decision was told to whoever it came from; null until it is, and while it is decided again',
  })
  answeredBy(
    @CurrentActor() actor: Actor,
    @Parent() comment: CommentType,
    @Context() context: GraphqlContext,
  ): Promise<CommentAnswer | null> {
    return answerLoader(context, actor, this.answers).load(comment.id);
  }

  @ResolveField(() => [LetterType], {
    description: 'The letters that hold it and that the caller may see, the newest first. bounded(50)',
  })
  async letters(
    @CurrentActor() actor: Actor,
    @Parent() comment: CommentType,
    @Context() context: GraphqlContext,
  ): Promise<LetterType[]> {
    if (!allows('letter.read', actor.roles)) return [];
    return (await holdingLoader(context, actor, this.answers).load(comment.id)).map(showLetter);
  }
}
