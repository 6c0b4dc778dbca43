/** What GraphQL shows and takes of the acts on a round: 延长, 暂停, 恢复, 更正, 取消. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';
import { ConsultationType, NotForEverybody, RoundOpen } from './consultation.types.js';
import { consultationChangeWords, correctedWords } from './consultation.words.js';

export const ConsultationChangeEnum = enumOf(
  'ConsultationChangeKind',
  'What was done to a consultation that has a reason',
  consultationChangeWords,
);
export type ConsultationChangeValue = keyof typeof consultationChangeWords;
export const CorrectedEnum = enumOf('CorrectedField', 'What a correction of a consultation concerns', correctedWords);
export type CorrectedValue = keyof typeof correctedWords;

@ObjectType('Corrected', { description: 'What stood there, and what stands there now' })
export class CorrectedType {
  @Field(() => CorrectedEnum, { description: 'What' }) field: CorrectedValue;
  @Field(() => String, { nullable: true, description: 'Before' }) before: string | null;
  @Field(() => String, { nullable: true, description: 'Since' }) after: string | null;
}

@ObjectType('ConsultationChange', {
  description: 'One act on a consultation with its reason; never changed, never deleted',
})
export class ConsultationChangeType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ConsultationChangeEnum, { description: 'What was done' }) command: ConsultationChangeValue;
  @Field(() => String, { description: 'Why, as residents are told' }) reason: string;
  @Field(() => String, { nullable: true, description: 'The day that moved, as it was, YYYY-MM-DD' }) oldDay:
    string | null;
  @Field(() => String, { nullable: true, description: 'As it is since, YYYY-MM-DD' }) newDay: string | null;
  @Field(() => [CorrectedType], { description: 'What a correction changed: bounded(5)' }) corrected: CorrectedType[];
  @Field(() => Date, { description: 'When' }) at: Date;
}

@InputType({ description: 'A consultation that takes nothing for a while' })
export class SuspendConsultationInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { description: 'Why, 1 to 500 characters; residents are told' }) reason: string;
}

@InputType({ description: 'A suspended consultation that goes on' })
export class ResumeConsultationInput extends SuspendConsultationInput {}

@InputType({ description: 'A consultation that is over for good' })
export class CancelConsultationInput extends SuspendConsultationInput {}

@InputType({ description: 'What was wrong about a consultation; what is left out stays' })
export class CorrectConsultationInput extends SuspendConsultationInput {
  @Field(() => String, { nullable: true, description: 'Title' }) title?: string | null;
  @Field(() => String, { nullable: true, description: 'Who approved publishing it' }) approvedByBody?: string | null;
  @Field(() => String, { nullable: true, description: 'When, YYYY-MM-DD; not to come' }) approvedOn?: string | null;
  @Field(() => String, { nullable: true, description: 'First day, YYYY-MM-DD, while it has not begun' })
  opensOn?: string | null;
  @Field(() => String, { nullable: true, description: 'Why it is shorter than the minimum' }) shortReason?:
    string | null;
}

export const TooManyChanges = problemType('TOO_MANY_CHANGES', 'It was changed so often that no more can be noted');
export const WindowOver = problemType('WINDOW_OVER', 'The last day has gone by');
export const DraftTakenDown = problemType('DRAFT_TAKEN_DOWN', 'The draft was taken down; the message says why', {
  reason: { type: () => String, description: 'Why' },
});
const { NotFound, StaleVersion, WrongState, ReauthenticationNeeded } = problems;
const always = [NotFound, StaleVersion, WrongState, ReauthenticationNeeded] as const;

export const SuspendConsultationResult = resultUnion(
  'SuspendConsultationResult',
  () => ConsultationType,
  () => [...always, TooManyChanges],
);
export const ResumeConsultationResult = resultUnion(
  'ResumeConsultationResult',
  () => ConsultationType,
  () => [...always, TooManyChanges, WindowOver, DraftTakenDown, RoundOpen, NotForEverybody],
);
export const CancelConsultationResult = resultUnion(
  'CancelConsultationResult',
  () => ConsultationType,
  () => [...always],
);
export const CorrectConsultationResult = resultUnion(
  'CorrectConsultationResult',
  () => ConsultationType,
  () => [NotFound, StaleVersion, WrongState, TooManyChanges],
);
