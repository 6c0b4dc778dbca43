/** What GraphQL shows and takes of 催办 and calls. */
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { BulkDoneType } from '../platform/api/bulk.js';
import { problems, resultUnion } from '../platform/api/problem.js';
import { SolicitationType } from './solicitation.types.js';

@ObjectType('TaskReminder', {
  description: 'That a body was urged 催办, that its task was passed on 转发, or that it was called',
})
export class TaskReminderType {
  @Field(() => Date, { description: 'When' }) at: Date;
  @Field(() => String, { description: 'Words that the body reads, or what was said on the telephone' }) words: string;
}

@InputType({ description: 'Bodies that are urged to answer 催办' })
export class UrgeSolicitationsInput {
  @Field(() => [ID], { description: '1 to 2,000 tasks; bounded(2000)' }) solicitationIds: string[];
  @Field(() => String, { description: 'What their liaison officers read, 1 to 500 characters' }) words: string;
}

@InputType({ description: 'A call about a task' })
export class NoteCallInput {
  @Field(() => ID, { description: 'The task' }) solicitationId: string;
  @Field(() => String, { description: 'Who was reached and what was said, 1 to 500 characters; office only' })
  words: string;
}

export const UrgeSolicitationsResult = resultUnion('UrgeSolicitationsResult', () => BulkDoneType);
export const NoteCallResult = resultUnion(
  'NoteCallResult',
  () => SolicitationType,
  () => [problems.NotFound],
);
