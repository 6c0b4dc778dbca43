/** What GraphQL takes of 转发. */
import { Field, ID, InputType } from '@nestjs/graphql';
import { DraftTakenDown, RoundOpen, WindowOver } from '../consultation/index.js';
import { BulkDoneType } from '../platform/api/bulk.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';
import { UrgeSolicitationsInput } from './reminders.types.js';

@InputType({ description: 'Contact points below a county congress that its round is passed on to 转发' })
export class PassOnSolicitationInput {
  @Field(() => ID, { description: "The congress's own task" }) solicitationId: string;
  @Field(() => [ID], { description: '1 to 500 contact points below it; bounded(500)' }) contactPointIds: string[];
  @Field(() => String, { nullable: true, description: 'Their due day, not later than its own; its own if absent' })
  dueOn?: string | null;
  @Field(() => String, { nullable: true, description: 'What they read beside the task, at most 500 characters' })
  words?: string | null;
}

@InputType({ description: 'Bodies that a round was passed on to, urged to answer' })
export class UrgePassedOnInput extends UrgeSolicitationsInput {}

const NotACongress = problemType('NOT_A_CONGRESS', 'Only a county congress passes a round on');
export const PassOnSolicitationResult = resultUnion(
  'PassOnSolicitationResult',
  () => BulkDoneType,
  () => [problems.NotFound, problems.WrongState, NotACongress, WindowOver, DraftTakenDown, RoundOpen],
);
export const UrgePassedOnResult = resultUnion('UrgePassedOnResult', () => BulkDoneType);
