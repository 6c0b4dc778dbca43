/** What GraphQL shows and takes of 延长: the last day of a round, and due days. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ConsultationType, RoundOpen, TooManyChanges } from '../consultation/index.js';
import { BulkDoneType } from '../platform/api/bulk.js';
import { problems, resultUnion } from '../platform/api/problem.js';

@ObjectType('ConsultationExtended', { description: 'A consultation with its later last day' })
export class ConsultationExtendedType {
  @Field(() => ConsultationType, { description: 'The consultation' }) consultation: ConsultationType;
  @Field(() => Int, { description: 'Tasks whose due day moved along' }) tasksMoved: number;
  @Field(() => Int, { description: 'Tasks that kept theirs: answered, or due on another day' }) tasksKept: number;
}

@ObjectType('DueDayChange', { description: 'A due day that moved to a later one' })
export class DueDayChangeType {
  @Field(() => String, { description: 'As it was, YYYY-MM-DD' }) oldDay: string;
  @Field(() => String, { description: 'As it is since, YYYY-MM-DD' }) newDay: string;
  @Field(() => String, { description: 'Why' }) reason: string;
  @Field(() => Date, { description: 'When' }) at: Date;
}

@InputType({ description: 'A later last day' })
export class ExtendConsultationInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { description: 'The new last day, inclusive, YYYY-MM-DD' }) closesOn: string;
  @Field(() => String, {
    nullable: true,
    description: 'The due day of the tasks that move along, YYYY-MM-DD; the new last day if absent',
  })
  dueOn?: string | null;
  @Field(() => String, { description: 'Why, 1 to 500 characters; residents are told' }) reason: string;
}

@InputType({ description: 'A later due day for several tasks' })
export class ExtendDueDaysInput {
  @Field(() => [ID], { description: '1 to 2,000 tasks; bounded(2000)' }) solicitationIds: string[];
  @Field(() => String, { description: 'The new due day, inclusive, YYYY-MM-DD' }) dueOn: string;
  @Field(() => String, { description: 'Why, 1 to 500 characters; the bodies are told' }) reason: string;
}

const { NotFound, StaleVersion, WrongState, ReauthenticationNeeded } = problems;
export const ExtendConsultationResult = resultUnion(
  'ExtendConsultationResult',
  () => ConsultationExtendedType,
  () => [NotFound, StaleVersion, WrongState, TooManyChanges, RoundOpen, ReauthenticationNeeded],
);
export const ExtendDueDaysResult = resultUnion('ExtendDueDaysResult', () => BulkDoneType);
