/** What GraphQL shows and takes of 办结. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ConsultationType } from '../consultation/index.js';
import { connectionOf } from '../platform/api/connection.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';

@ObjectType('LeftOpenItem', { description: 'What was open when its consultation was concluded; one of the two' })
export class LeftOpenType {
  @Field(() => ID, { description: 'Of this line' }) id: string;
  @Field(() => ID, { nullable: true, description: 'An opinion 群众原话' }) opinionId: string | null;
  @Field(() => ID, { nullable: true, description: 'A comment 报送意见' }) commentId: string | null;
  @Field(() => String, { description: 'Where it stood, as OpinionState or CommentState name it' }) state: string;
}

export const LeftOpenConnection = connectionOf('LeftOpenItem', () => LeftOpenType);

@ObjectType('Conclusion', { description: '办结 of a consultation, with what was left open' })
export class ConclusionType {
  @Field(() => ID, { description: 'The consultation' }) id: string;
  @Field(() => String, { nullable: true, description: "The leader's note; null where nothing was open" }) note:
    string | null;
  @Field(() => Int, { description: 'Voices without a result then' }) openOpinions: number;
  @Field(() => Int, { description: 'Comments without a result then' }) openComments: number;
  @Field(() => Date, { description: 'When' }) at: Date;
}

@ObjectType('AccountLine', { description: 'How many stand in one state' })
export class AccountLineType {
  @Field(() => String, { description: 'As OpinionState or CommentState name it' }) state: string;
  @Field(() => String, { description: 'Chinese' }) words: string;
  @Field(() => Int, { description: 'How many, exact; 0 where none' }) count: number;
  @Field(() => Boolean, { description: 'Whether one that stands so has no result yet' }) open: boolean;
}

@ObjectType('RoundAccount', { description: 'What became of every voice and comment of a round; each counts once' })
export class RoundAccountType {
  @Field(() => [AccountLineType], { description: 'Voices by where they stand, all states; bounded(10)' })
  opinions: AccountLineType[];
  @Field(() => [AccountLineType], { description: 'Comments by where they stand, all states; bounded(10)' })
  comments: AccountLineType[];
}

@InputType({ description: 'A consultation to conclude' })
export class ConcludeConsultationInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, {
    nullable: true,
    description: 'Why although something is open, at most 2,000 characters; the open list is archived with it',
  })
  note?: string | null;
}

const StillOpen = problemType('STILL_OPEN', 'Its last day is not over');
const LeftOpenProblem = problemType('LEFT_OPEN', 'Voices or comments have no result yet, and no note says why', {
  opinions: { type: () => Int, description: 'How many voices' },
  comments: { type: () => Int, description: 'How many comments' },
});
const { NotFound, StaleVersion, WrongState, ReauthenticationNeeded } = problems;
export const ConcludeConsultationResult = resultUnion(
  'ConcludeConsultationResult',
  () => ConsultationType,
  () => [NotFound, StaleVersion, WrongState, StillOpen, LeftOpenProblem, ReauthenticationNeeded],
);
