import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ConsultationType, DraftTakenDown, RoundOpen, WindowOver } from '../consultation/index.js';
import { enumOf } from '../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';
import { solicitationStateWords } from './solicitation.words.js';

export const SolicitationStateEnum = enumOf('SolicitationState', 'Where a task stands', solicitationStateWords);
export type SolicitationStateValue = keyof typeof solicitationStateWords;

@ObjectType('Solicitation', { description: 'One consultation and one body asked (征求意见任务)' })
export class SolicitationType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => ID, { description: 'The body asked' }) contactPointId: string;
  @Field(() => String, { description: 'Due day, inclusive, YYYY-MM-DD' }) dueOn: string;
  @Field(() => SolicitationStateEnum, { description: 'Where it stands' }) state: SolicitationStateValue;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
}

@InputType({ description: 'Sends a consultation out' })
export class IssueConsultationInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => [ID], { description: 'The contact points invited' }) contactPointIds: string[];
  @Field(() => String, { nullable: true, description: 'Their due day; the closing day if absent' }) dueOn?:
    string | null;
}

@InputType({ description: 'A task to sign for' })
export class ReceiveSolicitationInput {
  @Field(() => ID, { description: 'The task' }) solicitationId: string;
}

@InputType({ description: 'A task to answer with 无意见' })
export class SayNoOpinionInput extends ReceiveSolicitationInput {}
const { NotFound, StaleVersion, WrongState, ReauthenticationNeeded } = problems;
const NotEngaged = problemType('NOT_ENGAGED', 'A contact point is not engaged by this legislature');
export const IssueConsultationResult = resultUnion(
  'IssueConsultationResult',
  () => ConsultationType,
  () => [NotFound, StaleVersion, WrongState, NotEngaged, WindowOver, DraftTakenDown, RoundOpen, ReauthenticationNeeded],
);
export const ReceiveSolicitationResult = resultUnion(
  'ReceiveSolicitationResult',
  () => SolicitationType,
  () => [NotFound, WrongState],
);
export const SayNoOpinionResult = resultUnion(
  'SayNoOpinionResult',
  () => SolicitationType,
  () => [NotFound, WrongState],
);
