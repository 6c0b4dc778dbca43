import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ActEnum, BulkDoneType, type OpinionActValue } from '../opinions/index.js';
import { TooManyAttempts } from '../platform/api/accounts/access.types.js';
import { enumOf } from '../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';
import { voiceStandingWords, withdrawalWords } from './comment.words.js';
import { CommentTargetInput, CommentType, SourceKindEnum, type SourceKindValue } from './comments.types.js';

const VoiceStandingEnum = enumOf('VoiceStanding', 'Where a voice stands to a comment', voiceStandingWords);
const WithdrawalEnum = enumOf('Withdrawal', 'What a wish to take an opinion back did', withdrawalWords);

@ObjectType('CommentVoice', { description: 'A voice that a comment was made of' })
export class CommentVoiceType {
  @Field(() => ID, { description: 'The opinion' }) opinionId: string;
  @Field(() => VoiceStandingEnum, { description: 'Where it stands to the comment now' })
  standing: keyof typeof voiceStandingWords;
}

@ObjectType('CommentSource', { description: 'Where a comment came from that was registered from paper' })
export class CommentSourceType {
  @Field(() => String, { nullable: true, description: 'The body or the person' }) name: string | null;
  @Field(() => String, { description: 'The day it was received, YYYY-MM-DD' }) receivedOn: string;
  @Field(() => String, { nullable: true, description: 'Its reference number 来文文号' }) reference: string | null;
  @Field(() => ID, { nullable: true, description: 'The scan, a file' }) scanFileId: string | null;
}

@InputType({ description: 'Voices to take out of a comment' })
export class TakeApartCommentInput {
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => [ID], { description: 'The opinions that go back to the inbox; at least one stays; bounded(500)' })
  opinionIds: string[];
}

@InputType({ description: 'A comment to drop' })
export class DropCommentInput {
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
}

@InputType({ description: 'The article under which a comment is filed that does not say what it is about' })
export class FileCommentInput {
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => ID, { description: 'An article of the text it was made on' }) provisionId: string;
}

@InputType({ description: 'One of the comments that go back' })
export class ReturnedCommentInput {
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
}

@InputType({ description: 'Comments that go back to the bodies that reported them 退回补充' })
export class ReturnCommentsInput {
  @Field(() => [ReturnedCommentInput], { description: '1 to 500 comments; bounded(500)' })
  comments: ReturnedCommentInput[];
  @Field(() => String, { description: 'Why, 1 to 500 characters; the bodies read it' }) note: string;
}

@InputType({ description: 'A comment that came on paper' })
export class RegisterCommentInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => SourceKindEnum, { description: 'The kind of body it came from' }) kind: SourceKindValue;
  @Field(() => ID, {
    nullable: true,
    description:
      'The body, asked in this consultation, whose task it answers: of CONTACT_POINT always, of DEPARTMENT, COUNTY_CONGRESS and EXPERT where it is asked',
  })
  contactPointId?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The body or the person that is not asked, at most 80 characters; of RESIDENT it may be left out',
  })
  name?: string | null;
  @Field(() => String, { description: 'The day it was received, YYYY-MM-DD, today at the latest' }) receivedOn: string;
  @Field(() => String, { nullable: true, description: 'Its reference number 来文文号, at most 80 characters' })
  reference?: string | null;
  @Field(() => String, { description: 'The words' }) text: string;
  @Field(() => String, { nullable: true, description: '修改建议' }) proposedWording?: string | null;
  @Field(() => String, { nullable: true, description: '修改理由' }) reason?: string | null;
  @Field(() => ActEnum, { defaultValue: 'AMEND', description: 'What is wanted' }) act: OpinionActValue;
  @Field(() => CommentTargetInput, { description: 'What it is about' }) target: CommentTargetInput;
  @Field(() => ID, { nullable: true, description: 'The scan, a file that the caller uploaded' }) fileId?: string | null;
}

@InputType({ description: 'An opinion that its author takes back' })
export class WithdrawOpinionInput {
  @Field(() => String, { description: 'The sixteen digits of the receipt code' }) receiptCode: string;
}

@ObjectType('OpinionWithdrawal', { description: 'What the wish did' })
export class OpinionWithdrawalType {
  @Field(() => WithdrawalEnum, { description: 'Withdrawn, or noted' }) outcome: keyof typeof withdrawalWords;
}

const { NotFound, StaleVersion, WrongState } = problems;
const TargetNotFound = problemType('TARGET_NOT_FOUND', 'There is no such place in the draft');
const QuoteNotFound = problemType('QUOTE_NOT_FOUND', 'The quoted words do not stand there');
const NotAsked = problemType('NOT_ASKED', 'The contact point is not asked in this consultation');
const UnknownReceipt = problemType('UNKNOWN_RECEIPT', 'There is no such receipt code');
const ReceiptAsleep = problemType('RECEIPT_ASLEEP', 'What is written on this printed form is not typed yet');

export const TakeApartCommentResult = resultUnion(
  'TakeApartCommentResult',
  () => CommentType,
  () => [NotFound, StaleVersion, WrongState],
);
export const DropCommentResult = resultUnion(
  'DropCommentResult',
  () => CommentType,
  () => [NotFound, StaleVersion, WrongState],
);
export const FileCommentResult = resultUnion(
  'FileCommentResult',
  () => CommentType,
  () => [NotFound, StaleVersion, WrongState, TargetNotFound],
);
export const ReturnCommentsResult = resultUnion('ReturnCommentsResult', () => BulkDoneType);
export const RegisterCommentResult = resultUnion(
  'RegisterCommentResult',
  () => CommentType,
  () => [NotFound, WrongState, NotAsked, TargetNotFound, QuoteNotFound],
);
export const WithdrawOpinionResult = resultUnion(
  'WithdrawOpinionResult',
  () => OpinionWithdrawalType,
  () => [NotFound, WrongState, UnknownReceipt, ReceiptAsleep, TooManyAttempts],
);
