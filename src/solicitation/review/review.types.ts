/** What GraphQL shows of the review of a round 审核. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ConsultationType } from '../../consultation/index.js';
import { enumOf } from '../../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../../platform/api/problem.js';
import { NotEngaged } from '../solicitation.types.js';
import { PaperKindEnum } from '../papers/paper-runs.types.js';
import { PaperEditInput } from '../papers/papers.types.js';
import type { RunKind } from '../papers/paper-run.rules.js';
import { reviewStateWords } from './review.words.js';

export const ReviewStateEnum = enumOf('ReviewState', 'Where the review of a round stands', reviewStateWords);

@ObjectType('ReviewedEdit', { description: 'Words that a person put in the place of ours in a paper of a round' })
export class ReviewedEditType {
  @Field(() => PaperKindEnum, { description: 'Which paper' }) kind: RunKind;
  @Field(() => Int, { description: 'Which paragraph, counted from 0' }) paragraph: number;
  @Field(() => String, { description: 'Ours, as it stood' }) before: string;
  @Field(() => String, { description: 'Theirs; empty where the paragraph was taken away' }) words: string;
}

@ObjectType('RoundReview', { description: 'A prepared round as it was given to a checker, and what became of it 送审' })
export class RoundReviewType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ReviewStateEnum, { description: 'Where it stands' }) state: keyof typeof reviewStateWords;
  @Field(() => Int, { description: 'The version of the round that was sent; another one since is not passed' })
  roundVersion: number;
  @Field(() => [ID], { description: 'Whom it asks; bounded(2000)' }) contactPointIds: string[];
  @Field(() => String, { nullable: true, description: 'Due day, YYYY-MM-DD; null for the last day of the round' })
  dueOn: string | null;
  @Field(() => [ReviewedEditType], { description: 'Words changed in its papers; bounded(150)' })
  edits: ReviewedEditType[];
  @Field(() => Date, { description: 'When it was sent' }) sentAt: Date;
  @Field(() => Date, { nullable: true, description: 'When it was passed or returned' }) checkedAt: Date | null;
  @Field(() => String, { nullable: true, description: 'What the checker said' }) note: string | null;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
  /** for field resolvers */
  sentBy: string;
  checkedBy: string | null;
}

@ObjectType('RoundReviewing', { description: 'How rounds are reviewed before they are sent out' })
export class RoundReviewingType {
  @Field(() => Boolean, { description: 'Whether none is sent out that was not passed' }) isRequired: boolean;
  @Field(() => [String], { description: 'Who may review beside the caller, by name; bounded(200)' })
  checkers: string[];
}

@InputType({ description: 'Words changed in one kind of paper' })
export class ReviewedPaperInput {
  @Field(() => PaperKindEnum, { description: 'Which kind' }) kind: RunKind;
  @Field(() => [PaperEditInput], { description: 'What a person changed; bounded(50)' }) edits: PaperEditInput[];
}

@InputType({ description: 'A prepared round to be reviewed' })
export class SendRoundToReviewInput {
  @Field(() => ID, { description: 'The round' }) consultationId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => [ID], { description: 'Whom it asks; bounded(2000)' }) contactPointIds: string[];
  @Field(() => String, { nullable: true, description: 'Their due day, YYYY-MM-DD; the last day if absent' })
  dueOn?: string | null;
  @Field(() => [ReviewedPaperInput], { defaultValue: [], description: 'Words changed in its papers; bounded(3)' })
  papers: ReviewedPaperInput[];
}

@InputType({ description: 'A round that was reviewed' })
export class PassRoundInput {
  @Field(() => ID, { description: 'The review' }) reviewId: string;
  @Field(() => Int, { description: 'The version of the review that was read' }) expectedVersion: number;
}

@InputType({ description: 'A round that is sent back' })
export class ReturnRoundInput extends PassRoundInput {
  @Field(() => String, { description: 'Why, 2 to 500 characters; whoever sent it reads it' }) note: string;
}

const { NotFound, StaleVersion, WrongState } = problems;
const SamePerson = problemType('SAME_PERSON', 'Whoever prepared it may not do this step');
export const SendRoundToReviewResult = resultUnion(
  'SendRoundToReviewResult',
  () => ConsultationType,
  () => [NotFound, StaleVersion, WrongState, NotEngaged],
);
export const PassRoundResult = resultUnion(
  'PassRoundResult',
  () => ConsultationType,
  () => [NotFound, StaleVersion, WrongState, SamePerson],
);
export const ReturnRoundResult = resultUnion(
  'ReturnRoundResult',
  () => ConsultationType,
  () => [NotFound, StaleVersion, WrongState, SamePerson],
);
