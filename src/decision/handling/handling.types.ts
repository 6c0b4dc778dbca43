/** What GraphQL shows and takes of handling many comments at once, and of what was answered before. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { BulkDoneType } from '../../platform/api/bulk.js';
import { resultUnion } from '../../platform/api/problem.js';
import {
  OutcomeEnum,
  type OutcomeValue,
  ReasonClassEnum,
  type ReasonClassValue,
  ReasonRequired,
} from '../decision.types.js';

@ObjectType('EarlierAnswer', { description: 'How another comment on the same article was decided 以前怎么答的' })
export class EarlierAnswerType {
  @Field(() => ID, { description: 'The other comment' }) commentId: string;
  @Field(() => OutcomeEnum, { description: 'What was decided' }) outcome: OutcomeValue;
  @Field(() => ReasonClassEnum, { nullable: true, description: 'Why not' }) reasonClass: ReasonClassValue | null;
  @Field(() => String, { description: 'The reason in words, as it was signed' }) words: string;
  @Field(() => String, { description: 'What the other comment says' }) text: string;
  @Field(() => String, { description: 'The regulation' }) regulationTitle: string;
  @Field(() => String, { description: 'The round' }) consultationTitle: string;
  @Field(() => Int, { description: 'The year in which it was signed' }) year: number;
  @Field(() => Date, { description: 'When it was signed' }) signedAt: Date;
}

@ObjectType('StruckLine', { description: 'A comment came back from a sheet 退回重拟' })
export class StruckLineType {
  @Field(() => String, {
    nullable: true,
    description: 'Why, in the words of whoever signed; null where none were given',
  })
  words: string | null;
  /** for the field resolver */
  sheetId: string;
}

@InputType({ description: 'One of the comments that are handled together' })
export class HandledCommentInput {
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
}

@InputType({ description: 'The same proposal for several comments' })
export class ProposeHandlingsInput {
  @Field(() => [HandledCommentInput], { description: '1 to 500 comments; bounded(500)' })
  comments: HandledCommentInput[];
  @Field(() => OutcomeEnum, { description: 'What is proposed' }) outcome: OutcomeValue;
  @Field(() => ReasonClassEnum, { nullable: true, description: 'Obligatory for 未采纳, and only there' })
  reasonClass?: ReasonClassValue | null;
  @Field(() => String, { defaultValue: '', description: 'The reason; obligatory unless adopted whole' }) words: string;
}

@InputType({ description: 'Comments whose proposals are taken back 撤回拟处理意见' })
export class WithdrawHandlingsInput {
  @Field(() => [HandledCommentInput], { description: '1 to 500 comments; bounded(500)' })
  comments: HandledCommentInput[];
}

export const ProposeHandlingsResult = resultUnion(
  'ProposeHandlingsResult',
  () => BulkDoneType,
  () => [ReasonRequired],
);
export const WithdrawHandlingsResult = resultUnion('WithdrawHandlingsResult', () => BulkDoneType);
