import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { BulkDoneType } from '../platform/api/bulk.js';
import { problems, resultUnion } from '../platform/api/problem.js';
import { OutcomeEnum, type OutcomeValue } from './decision.types.js';
import type { Evidence } from './evidence/evidence.queries.js';

@ObjectType('Reopening', { description: 'A decision that was taken up again 复议, and what stood behind it' })
export class ReopeningType {
  @Field(() => Date, { description: 'When it was taken up again' }) at: Date;
  @Field(() => String, { description: 'Why' }) reason: string;
  @Field(() => OutcomeEnum, { description: 'What had been decided' }) outcome: OutcomeValue;
  @Field(() => Int, { description: 'Which decision on the comment it was, from 1' }) sequence: number;
  /** for the field resolver */
  evidence: readonly Evidence[];
}

@InputType({ description: 'A decided comment, as it was read' })
export class ReopenedCommentInput {
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
}

@InputType({ description: 'Decided comments to take up again 复议' })
export class ReopenCommentsInput {
  @Field(() => [ReopenedCommentInput], { description: 'Which, 1 to 500; bounded(500)' })
  comments: ReopenedCommentInput[];
  @Field(() => String, { description: 'Why, 1 to 500 characters; kept, and seen in the office' }) reason: string;
}

export const ReopenCommentsResult = resultUnion(
  'ReopenCommentsResult',
  () => BulkDoneType,
  () => [problems.ReauthenticationNeeded],
);
