import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { BulkDoneType } from '../platform/api/bulk.js';
import { enumOf } from '../platform/api/enums.js';
import { resultUnion } from '../platform/api/problem.js';
import { answeredByWords, answerWayWords } from './feedback.words.js';

export const RecordedAnswerWayEnum = enumOf('RecordedAnswerWay', 'How a person answered a comment', answerWayWords);
export type RecordedAnswerWayValue = keyof typeof answerWayWords;
export const AnswerWayEnum = enumOf('AnswerWay', 'How a comment was answered', answeredByWords);
export type AnswerWayValue = keyof typeof answeredByWords;

@ObjectType('CommentAnswer', { description: 'How the decision on a comment was told to whoever it came from 答复' })
export class CommentAnswerType {
  @Field(() => AnswerWayEnum, { description: 'How' }) way: AnswerWayValue;
  @Field(() => String, { nullable: true, description: '发文字号 of the feedback letter, where it was one' })
  letterNumber: string | null;
  @Field(() => String, { description: 'On which day, YYYY-MM-DD' }) answeredOn: string;
  @Field(() => String, { nullable: true, description: 'What whoever recorded it said of it' }) words: string | null;
}

@InputType({ description: 'A released comment, as it was read' })
export class AnsweredCommentInput {
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
}

@InputType({ description: 'How released comments of other sources were answered' })
export class RecordAnswersInput {
  @Field(() => [AnsweredCommentInput], { description: 'Which, 1 to 500; bounded(500)' })
  comments: AnsweredCommentInput[];
  @Field(() => RecordedAnswerWayEnum, { description: 'How' }) way: RecordedAnswerWayValue;
  @Field(() => String, { description: 'On which day, YYYY-MM-DD; not before the outcome was released, not to come' })
  answeredOn: string;
  @Field(() => String, { nullable: true, description: 'More of it, up to 500 characters' }) words?: string | null;
}

export const RecordAnswersResult = resultUnion('RecordAnswersResult', () => BulkDoneType);
