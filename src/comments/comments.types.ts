import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { TextPlaceInput } from '../authoring/index.js';
import {
  ActEnum,
  ChannelEnum,
  type ChannelValue,
  type OpinionActValue,
  TargetKindEnum,
  type TargetKindValue,
} from '../opinions/index.js';
import { connectionOf } from '../platform/api/connection.js';
import { enumOf } from '../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';
import { isSubject } from '../platform/api/subjects.js';
import { SolicitationType } from '../solicitation/index.js';
import { commentStateWords, sourceKindWords } from './comment.words.js';

export const CommentStateEnum = enumOf('CommentState', 'Where a comment stands', commentStateWords);
export type CommentStateValue = keyof typeof commentStateWords;
export const SourceKindEnum = enumOf('SourceKind', 'The kind of body it came from (来源)', sourceKindWords);
export type SourceKindValue = keyof typeof sourceKindWords;

@ObjectType('Comment', { description: 'What a body reports to the legislature (报送意见)' })
export class CommentType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => ID, { nullable: true, description: 'The contact point that reports it' }) contactPointId: string | null;
  @Field(() => SourceKindEnum, { description: 'The kind of body' }) sourceKind: SourceKindValue;
  @Field(() => Boolean, { description: 'One opinion as it stands 原文报送' }) verbatim: boolean;
  @Field(() => Int, {
    nullable: true,
    description: 'Its number in the return of its body 序号: 1, 2, 3 … per body and round',
  })
  number: number | null;
  @Field(() => TargetKindEnum, { description: 'What kind of place it is about' }) targetKind: TargetKindValue;
  @Field(() => String, { nullable: true, description: 'The place inside the article' }) path: string | null;
  @Field(() => String, { nullable: true, description: 'The quoted words' }) quote: string | null;
  @Field(() => ActEnum, { description: 'What is wanted' }) act: OpinionActValue;
  @Field(() => String, { description: 'The words' }) text: string;
  @Field(() => String, { nullable: true, description: '修改建议' }) proposedWording: string | null;
  @Field(() => String, { nullable: true, description: '修改理由' }) reason: string | null;
  @Field(() => CommentStateEnum, { description: 'Where it stands' }) state: CommentStateValue;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
  @Field(() => Date, { nullable: true, description: 'When it was reported, the last time' }) reportedAt: Date | null;
  /** for field resolvers */
  provisionId: string | null;
  filedUnder: string | null;
  sheetId: string | null;
  draftId: string;
  solicitationId: string | null;
}

isSubject('Comment', () => CommentType);
export const CommentConnection = connectionOf('Comment', () => CommentType, { facets: true });

@ObjectType('CommentNeighbours', { description: 'The comments beside one in a list' })
export class CommentNeighboursType {
  @Field(() => CommentType, { nullable: true, description: 'The one before it' }) previous: CommentType | null;
  @Field(() => CommentType, { nullable: true, description: 'The one after it' }) next: CommentType | null;
}

@InputType({ description: 'Which comments; every part that is given must hold' })
export class CommentFilterInput {
  @Field(() => [CommentStateEnum], { nullable: true, description: 'Only those that stand so; bounded(10)' })
  states?: CommentStateValue[] | null;
  @Field(() => [ID], { nullable: true, description: 'Only those of these contact points; bounded(2000)' })
  contactPointIds?: string[] | null;
  @Field(() => [SourceKindEnum], { nullable: true, description: 'Only from such bodies; bounded(10)' })
  sourceKinds?: SourceKindValue[] | null;
  @Field(() => [ActEnum], { nullable: true, description: 'Only those that want this; bounded(10)' }) acts?:
    OpinionActValue[] | null;
  @Field(() => [TargetKindEnum], {
    nullable: true,
    description: 'Only where the office has them at such places; one that was filed is at an article; bounded(10)',
  })
  targetKinds?: TargetKindValue[] | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only what came back from a sheet 退回重拟 and has no other proposal, or what did not; outside the office nothing counts as struck',
  })
  struck?: boolean | null;
  @Field(() => [ChannelEnum], { nullable: true, description: 'Only made of opinions that came so; bounded(10)' })
  channels?: ChannelValue[] | null;
  @Field(() => TextPlaceInput, { nullable: true, description: 'Only what is about this place of the text' })
  place?: TextPlaceInput | null;
  @Field(() => Date, { nullable: true, description: 'Reported at that moment or later' }) reportedFrom?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Reported at that moment or before' }) reportedTo?: Date | null;
  @Field(() => Int, { nullable: true, description: 'Only those with this number in their return' }) number?:
    number | null;
  @Field(() => ID, { nullable: true, description: 'Only those on this sheet' }) sheetId?: string | null;
}

@ObjectType('CommentsReported', { description: 'A return was sent' })
export class CommentsReportedType {
  @Field(() => SolicitationType, { description: 'The task it answers' }) solicitation: SolicitationType;
  @Field(() => Int, { description: 'How many comments it holds' }) reported: number;
}

@InputType({ description: 'A place in the draft that a comment is about' })
export class CommentTargetInput {
  @Field(() => TargetKindEnum, { description: 'What kind of place' }) kind: TargetKindValue;
  @Field(() => ID, { nullable: true, description: 'The article' }) provisionId?: string | null;
  @Field(() => String, { nullable: true, description: 'A place inside it' }) path?: string | null;
  @Field(() => String, { nullable: true, description: 'Words of it' }) quote?: string | null;
}

/** What a comment is made of, whoever makes it */
@InputType({ isAbstract: true })
abstract class MadeOfOpinionsInput {
  @Field(() => [ID], { description: 'The opinions; the first gives the place unless a target is given; bounded(500)' })
  opinionIds: string[];
  @Field(() => String, { nullable: true, description: 'The words, where several are merged' }) text?: string | null;
  @Field(() => String, { nullable: true, description: '修改建议' }) proposedWording?: string | null;
  @Field(() => String, { nullable: true, description: '修改理由' }) reason?: string | null;
  @Field(() => ActEnum, { nullable: true, description: 'What is wanted' }) act?: OpinionActValue | null;
  @Field(() => CommentTargetInput, { nullable: true, description: 'What it is about' })
  target?: CommentTargetInput | null;
}

@InputType({
  description: "A comment made of opinions. One opinion and no words of one's own: reported as it stands 原文报送",
})
export class DraftCommentInput extends MadeOfOpinionsInput {
  @Field(() => ID, { description: 'The task it answers' }) solicitationId: string;
}

@InputType({ description: 'Opinions that came straight to the legislature, taken up by the office 法工委直接受理' })
export class TakeUpOpinionsInput extends MadeOfOpinionsInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
}

@InputType({
  description: 'New words of a comment that is not reported, or was returned, or that the office made itself',
})
export class ReviseCommentInput {
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { description: 'The words' }) text: string;
  @Field(() => String, { nullable: true, description: '修改建议' }) proposedWording?: string | null;
  @Field(() => String, { nullable: true, description: '修改理由' }) reason?: string | null;
}

@InputType({ description: 'The return of a contact point, or a supplement to it 补报' })
export class ReportCommentsInput {
  @Field(() => ID, { description: 'The task it answers' }) solicitationId: string;
  @Field(() => [ID], { description: 'The comments in the order they are numbered; bounded(2000)' })
  commentIds: string[];
}

const OpinionNotOpen = problemType(
  'OPINION_NOT_OPEN',
  "Some opinions are reported, set aside or another contact point's",
  { count: { type: () => Int, description: 'How many' } },
);
const NoOpinions = problemType('NO_OPINIONS', 'No opinion was chosen');
const TargetNotFound = problemType('TARGET_NOT_FOUND', 'There is no such place in the draft');
const QuoteNotFound = problemType('QUOTE_NOT_FOUND', 'The quoted words do not stand there');
const { NotFound, StaleVersion, WrongState } = problems;

export const DraftCommentResult = resultUnion(
  'DraftCommentResult',
  () => CommentType,
  () => [NotFound, OpinionNotOpen, NoOpinions, TargetNotFound, QuoteNotFound],
);
export const TakeUpOpinionsResult = resultUnion(
  'TakeUpOpinionsResult',
  () => CommentType,
  () => [NotFound, WrongState, OpinionNotOpen, NoOpinions, TargetNotFound, QuoteNotFound],
);
export const ReviseCommentResult = resultUnion(
  'ReviseCommentResult',
  () => CommentType,
  () => [NotFound, StaleVersion, WrongState],
);
export const ReportCommentsResult = resultUnion(
  'ReportCommentsResult',
  () => CommentsReportedType,
  () => [NotFound, WrongState],
);
