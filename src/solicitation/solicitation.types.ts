import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { TextPlaceInput } from '../authoring/index.js';
import {
  type ConsultationMethodValue,
  type ConsultationPhaseValue,
  ConsultationType,
  DraftTakenDown,
  MethodEnum,
  PhaseEnum,
  NotForEverybody,
  RoundOpen,
  WindowOver,
} from '../consultation/index.js';
import { ContactPointKindEnum, type ContactPointKindValue } from '../network/index.js';
import { connectionOf } from '../platform/api/connection.js';
import { enumOf } from '../platform/api/enums.js';
import { isSubject } from '../platform/api/subjects.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';
import { type NoOpinionReason, noOpinionReasonWords, solicitationStateWords } from './solicitation.words.js';

export const SolicitationStateEnum = enumOf('SolicitationState', 'Where a task stands', solicitationStateWords);
export const NoOpinionReasonEnum = enumOf('NoOpinionReason', 'Why a body has no opinion', noOpinionReasonWords);
export type SolicitationStateValue = keyof typeof solicitationStateWords;

@ObjectType('Solicitation', { description: 'One consultation and one body asked (征求意见任务)' })
export class SolicitationType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => ID, { description: 'The body asked' }) contactPointId: string;
  @Field(() => String, { description: 'Due day, inclusive, YYYY-MM-DD' }) dueOn: string;
  @Field(() => SolicitationStateEnum, { description: 'Where it stands' }) state: SolicitationStateValue;
  @Field(() => NoOpinionReasonEnum, { nullable: true, description: 'Why it said 无意见; null where it did not say' })
  noOpinionReason: NoOpinionReason | null;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
}

isSubject('Solicitation', () => SolicitationType);
export const SolicitationConnection = connectionOf('Solicitation', () => SolicitationType, { facets: true });

@InputType({ description: 'Which tasks; every part that is given must hold' })
export class SolicitationFilterInput {
  @Field(() => [SolicitationStateEnum], { nullable: true, description: 'Only those that stand so; bounded(10)' })
  states?: SolicitationStateValue[] | null;
  @Field(() => [ID], { nullable: true, description: 'Only of these bodies; bounded(2000)' }) contactPointIds?:
    string[] | null;
  @Field(() => [ContactPointKindEnum], { nullable: true, description: 'Only of bodies of these kinds; bounded(20)' })
  kinds?: ContactPointKindValue[] | null;
  @Field(() => [String], { nullable: true, description: 'Only of bodies in these regions; bounded(100)' }) regions?:
    string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those whose due day is over without an answer' })
  overdue?: boolean | null;
}

@InputType({ description: 'Which consultations; every part that is given must hold' })
export class ConsultationFilterInput {
  @Field(() => ID, { nullable: true, description: 'About this regulation' }) regulationId?: string | null;
  @Field(() => ID, { nullable: true, description: 'About this text' }) draftId?: string | null;
  @Field(() => TextPlaceInput, { nullable: true, description: 'About a text in which this place stands' })
  place?: TextPlaceInput | null;
  @Field(() => [PhaseEnum], { nullable: true, description: 'Only those that stand so today; bounded(10)' })
  phases?: ConsultationPhaseValue[] | null;
  @Field(() => [MethodEnum], { nullable: true, description: 'Only by these methods; bounded(10)' })
  methods?: ConsultationMethodValue[] | null;
  @Field(() => [ID], { nullable: true, description: 'Only those that ask one of these bodies; bounded(2000)' })
  contactPointIds?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Open on that day or later, YYYY-MM-DD' }) from?: string | null;
  @Field(() => String, { nullable: true, description: 'Open on that day or before, YYYY-MM-DD' }) to?: string | null;
}

@InputType({ description: 'Sends a consultation out' })
export class IssueConsultationInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => [ID], { description: 'The contact points invited; bounded(2000)' }) contactPointIds: string[];
  @Field(() => String, { nullable: true, description: 'Their due day; the closing day if absent' }) dueOn?:
    string | null;
}

@InputType({ description: 'A task to sign for' })
export class ReceiveSolicitationInput {
  @Field(() => ID, { description: 'The task' }) solicitationId: string;
}

@InputType({ description: 'A task to answer with 无意见' })
export class SayNoOpinionInput extends ReceiveSolicitationInput {
  @Field(() => NoOpinionReasonEnum, { nullable: true, description: 'Why, for whoever asks it next time' })
  reason?: NoOpinionReason | null;
}
const { NotFound, StaleVersion, WrongState, ReauthenticationNeeded } = problems;
export const NotEngaged = problemType('NOT_ENGAGED', 'A contact point is not engaged by this legislature');
const NotReviewed = problemType(
  'NOT_REVIEWED',
  'The office wants rounds reviewed, and no checker passed it as it is sent out now',
);
export const IssueConsultationResult = resultUnion(
  'IssueConsultationResult',
  () => ConsultationType,
  () => [
    NotFound,
    StaleVersion,
    WrongState,
    NotEngaged,
    WindowOver,
    DraftTakenDown,
    RoundOpen,
    NotForEverybody,
    NotReviewed,
    ReauthenticationNeeded,
  ],
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
