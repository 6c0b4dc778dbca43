/** What GraphQL takes of 无意见 on paper. */
import { Field, ID, InputType } from '@nestjs/graphql';
import { problems, resultUnion } from '../platform/api/problem.js';
import { NoOpinionReasonEnum, SolicitationType } from './solicitation.types.js';
import type { NoOpinionReason } from './solicitation.words.js';

@InputType({ description: 'That a body answered on paper that it has no opinion 无意见' })
export class NoteNoOpinionInput {
  @Field(() => ID, { description: 'The task' }) solicitationId: string;
  @Field(() => String, { description: 'The day the paper was received, YYYY-MM-DD, today at the latest' })
  receivedOn: string;
  @Field(() => ID, { description: 'The scan, a file that the caller uploaded' }) fileId: string;
  @Field(() => NoOpinionReasonEnum, { nullable: true, description: 'Why, where the paper says so' })
  reason?: NoOpinionReason | null;
}

const { NotFound, WrongState } = problems;
export const NoteNoOpinionResult = resultUnion(
  'NoteNoOpinionResult',
  () => SolicitationType,
  () => [NotFound, WrongState],
);
