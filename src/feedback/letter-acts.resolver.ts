import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ConsultationType } from '../consultation/index.js';
import { allows, isOffice } from '../platform/access/permissions.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import type { Refusal } from '../platform/base/refusal.js';
import type { LetterReturnRow } from './feedback.entities.js';
import { replyLoader, returnLoader } from './feedback.loaders.js';
import { allLetters, toLetterType } from './feedback.resolver.js';
import { LettersDoneType, LetterType } from './feedback.types.js';
import { LetterActs } from './letter-acts.service.js';
import {
  AnswerLetterReplyInput,
  AnswerLetterReplyResult,
  LetterFilesProgressType,
  LetterReplyType,
  LetterReturnType,
  RenderLettersAgainInput,
  RenderLettersAgainResult,
  ReplyToLetterInput,
  ReplyToLetterResult,
  ReturnLettersInput,
  ReturnLettersResult,
  SealLetterInput,
  SealLetterResult,
} from './letter-acts.types.js';
import { LetterRendering } from './letter-rendering.service.js';
import { type LetterReply, LettersQueries } from './letters.queries.js';

@Resolver(() => LetterType)
export class LetterActsResolver {
  constructor(
    private readonly acts: LetterActs,
    private readonly rendering: LetterRendering,
    private readonly queries: LettersQueries,
  ) {}

  @Mutation(() => ReturnLettersResult, { description: 'Gives final letters back with a note 退回' })
  @Allow('letter.return', { words: '退回待签发的反馈函' })
  async returnLetters(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which letters and why' }) input: ReturnLettersInput,
  ): Promise<LettersDoneType | Refusal> {
    return allLetters(await this.acts.returnLetters(actor, input));
  }

  @Mutation(() => SealLetterResult, { description: 'Puts the scan of the sealed paper to a signed letter 盖章' })
  @Allow('letter.seal', { words: '上传反馈函盖章件' })
  async sealLetter(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which letter and which file' }) input: SealLetterInput,
  ): Promise<LetterType | Refusal> {
    return toLetterType(await this.acts.sealLetter(actor, input));
  }

  @Mutation(() => ReplyToLetterResult, { description: 'A contact point says what it thinks of its letter 回复' })
  @Allow('letter.reply', { words: '回复反馈函', reach: 'UNIT' })
  async replyToLetter(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which letter and the words' }) input: ReplyToLetterInput,
  ): Promise<LetterType | Refusal> {
    return toLetterType(await this.acts.replyToLetter(actor, input));
  }

  @Mutation(() => RenderLettersAgainResult, { description: 'Sets the files of letters again that could not be set' })
  @Allow('letter.compose', { words: '重新排版反馈函' })
  async renderLettersAgain(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which letters' }) input: RenderLettersAgainInput,
  ): Promise<LettersDoneType | Refusal> {
    return allLetters(await this.rendering.renderAgain(actor, input.letterIds));
  }

  @Mutation(() => AnswerLetterReplyResult, {
    description: 'Answers what a contact point replied to its letter 补充说明',
  })
  @Allow('letter.answerReply', { words: '答复联系点对反馈函的回复' })
  async answerLetterReply(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which letter and the words' }) input: AnswerLetterReplyInput,
  ): Promise<LetterType | Refusal> {
    return toLetterType(await this.acts.answerReply(actor, input));
  }

  @ResolveField(() => LetterReplyType, { nullable: true, description: 'What its contact point replied' })
  reply(
    @CurrentActor() actor: Actor,
    @Parent() letter: LetterType,
    @Context() context: GraphqlContext,
  ): Promise<LetterReply | null> {
    return replyLoader(context, actor, this.queries).load(letter.id);
  }

  @ResolveField(() => LetterReturnType, {
    nullable: true,
    description: 'Why it was given back last; null for those outside the office',
  })
  async lastReturn(
    @CurrentActor() actor: Actor,
    @Parent() letter: LetterType,
    @Context() context: GraphqlContext,
  ): Promise<LetterReturnRow | null> {
    return isOffice(actor.roles) ? returnLoader(context, actor, this.queries).load(letter.id) : null;
  }
}

@Resolver(() => ConsultationType)
export class ConsultationLettersResolver {
  constructor(private readonly rendering: LetterRendering) {}

  @ResolveField(() => LetterFilesProgressType, {
    nullable: true,
    description: 'How far the files of its signed letters have come; null for those outside the office',
  })
  async letterFiles(
    @CurrentActor() actor: Actor,
    @Parent() consultation: ConsultationType,
  ): Promise<LetterFilesProgressType | null> {
    return isOffice(actor.roles) && allows('letter.read', actor.roles)
      ? this.rendering.progress(actor, consultation.id)
      : null;
  }
}
