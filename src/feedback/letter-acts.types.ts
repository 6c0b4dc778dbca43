import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { problems, resultUnion } from '../platform/api/problem.js';
import { FinaliseLettersInput, LettersDoneType, LetterType } from './feedback.types.js';

@ObjectType('LetterReplyAnswer', { description: 'What the office says to a reply 补充说明' })
export class LetterReplyAnswerType {
  @Field(() => String, { description: 'Its words' }) words: string;
  @Field(() => Date, { description: 'When' }) at: Date;
}

@ObjectType('LetterReply', { description: 'What a contact point says to its letter 回复' })
export class LetterReplyType {
  @Field(() => String, { nullable: true, description: 'Its words; null: it was clear, and there is nothing to add' })
  words: string | null;
  @Field(() => Boolean, { nullable: true, description: 'The letter was clear 反馈清楚; null: it was not asked' })
  isClear: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'More is to be said 需要补充说明; null: it was not asked' })
  asksMore: boolean | null;
  @Field(() => Date, { description: 'When' }) at: Date;
  @Field(() => LetterReplyAnswerType, { nullable: true, description: 'What the office said to it 补充说明' })
  answer: LetterReplyAnswerType | null;
}

@ObjectType('LetterReturn', { description: 'A letter was given back by the signer 退回' })
export class LetterReturnType {
  @Field(() => String, { description: 'What the signer said' }) note: string;
  @Field(() => Date, { description: 'When' }) at: Date;
}

@InputType({ description: 'Final letters to give back' })
export class ReturnLettersInput extends FinaliseLettersInput {
  @Field(() => String, { description: 'What is to be changed, 1 to 500 characters' }) note: string;
}

@InputType({ description: 'A signed letter that was sealed on paper' })
export class SealLetterInput {
  @Field(() => ID, { description: 'Which letter' }) letterId: string;
  @Field(() => ID, { description: 'The uploaded scan: a PDF, a JPEG or a PNG' }) fileId: string;
}

@InputType({ description: 'What a contact point thinks of a letter it acknowledged' })
export class ReplyToLetterInput {
  @Field(() => ID, { description: 'Which letter' }) letterId: string;
  @Field(() => String, {
    nullable: true,
    description: 'Its words, at most 2,000 characters; may be left out where all is clear and nothing more is wanted',
  })
  words?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'The letter was clear 反馈清楚' }) isClear?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'More is to be said 需要补充说明' }) asksMore?: boolean | null;
}

@InputType({ description: 'What the office says to a reply' })
export class AnswerLetterReplyInput {
  @Field(() => ID, { description: 'Which letter was replied to' }) letterId: string;
  @Field(() => String, { description: 'Its words, 1 to 2,000 characters; its contact point reads them' }) words: string;
}

@InputType({ description: 'Signed letters whose files could not be set' })
export class RenderLettersAgainInput extends FinaliseLettersInput {}

@ObjectType('LetterFilesProgress', { description: 'How far the files of signed letters have come 排版进度' })
export class LetterFilesProgressType {
  @Field(() => Int, { description: 'Letters whose files are set' }) done: number;
  @Field(() => Int, { description: 'Signed letters that are not void' }) total: number;
  @Field(() => Int, { description: 'Letters whose files could not be set: nobody tries any more' }) failed: number;
}

const { NotFound, WrongState } = problems;

export const ReturnLettersResult = resultUnion('ReturnLettersResult', () => LettersDoneType);
export const SealLetterResult = resultUnion(
  'SealLetterResult',
  () => LetterType,
  () => [NotFound, WrongState],
);
export const ReplyToLetterResult = resultUnion(
  'ReplyToLetterResult',
  () => LetterType,
  () => [NotFound, WrongState],
);
export const AnswerLetterReplyResult = resultUnion(
  'AnswerLetterReplyResult',
  () => LetterType,
  () => [NotFound, WrongState],
);
export const RenderLettersAgainResult = resultUnion('RenderLettersAgainResult', () => LettersDoneType);
