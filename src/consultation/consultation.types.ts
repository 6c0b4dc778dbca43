import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../platform/api/connection.js';
import { enumOf } from '../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';
import { isSubject } from '../platform/api/subjects.js';
import { consultationMethodWords, consultationPhaseWords } from './consultation.words.js';

export const MethodEnum = enumOf('ConsultationMethod', 'How people are asked', consultationMethodWords);
export type ConsultationMethodValue = keyof typeof consultationMethodWords;
export const PhaseEnum = enumOf(
  'ConsultationPhase',
  'Where a consultation stands; open and closed follow from its days',
  consultationPhaseWords,
);
export type ConsultationPhaseValue = keyof typeof consultationPhaseWords;

@ObjectType('FocusQuestion', { description: 'What is asked first in a round (重点听取意见的问题)' })
export class FocusQuestionType {
  @Field(() => String, { description: 'The question' }) question: string;
  @Field(() => String, { nullable: true, description: 'The place of the text, such as 第十九条' }) provision:
    string | null;
}

@InputType({ description: 'A question that is asked first' })
export class FocusQuestionInput {
  @Field(() => String, { description: 'The question, 2 to 120 characters' }) question: string;
  @Field(() => String, { nullable: true, description: 'The place of the text, at most 40 characters' }) provision?:
    string | null;
}

@ObjectType('Consultation', { description: 'One round of asking about one draft (征求意见)' })
export class ConsultationType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The regulation' }) regulationId: string;
  @Field(() => ID, { description: 'The draft that is asked about' }) draftId: string;
  @Field(() => MethodEnum, { description: 'How people are asked' }) method: ConsultationMethodValue;
  @Field(() => String, { description: 'Title' }) title: string;
  @Field(() => String, { description: 'First day, YYYY-MM-DD' }) opensOn: string;
  @Field(() => String, { description: 'Last day, inclusive, YYYY-MM-DD' }) closesOn: string;
  @Field(() => String, { nullable: true, description: 'Why it is shorter than the minimum' }) shortReason:
    string | null;
  @Field(() => String, { nullable: true, description: 'Who approved publishing it' }) approvedByBody: string | null;
  @Field(() => String, { nullable: true, description: 'When, YYYY-MM-DD' }) approvedOn: string | null;
  @Field(() => String, { nullable: true, description: '来由: why it is asked' }) origin: string | null;
  @Field(() => String, { nullable: true, description: '范围: whose opinions are to be heard' }) askedRange:
    string | null;
  @Field(() => String, { nullable: true, description: '下一环节: what waits for the answers' }) nextStep: string | null;
  @Field(() => [FocusQuestionType], { description: '重点, in their order; bounded(10)' }) focus: FocusQuestionType[];
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
}

@ObjectType('LawCode', { description: 'One code per law, with variants (一法一码)' })
export class LawCodeType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => String, { description: 'Ten digits' }) code: string;
  @Field(() => ID, { nullable: true, description: 'The contact point of a variant' }) contactPointId: string | null;
  @Field(() => String, { nullable: true, description: 'Where the one hangs that is made for a place' }) place:
    string | null;
  @Field(() => Date, { nullable: true, description: 'Since when it is no longer in use' }) revokedAt: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it is no longer in use' }) revokedReason: string | null;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
}

isSubject('Consultation', () => ConsultationType);
export const ConsultationConnection = connectionOf('Consultation', () => ConsultationType, { facets: true });
isSubject('LawCode', () => LawCodeType);
export const LawCodeConnection = connectionOf('LawCode', () => LawCodeType);

@InputType({ isAbstract: true })
class ConsultationWordsInput {
  @Field(() => MethodEnum, { defaultValue: 'PUBLIC', description: 'How people are asked' })
  method: ConsultationMethodValue;
  @Field(() => String, { description: 'Title' }) title: string;
  @Field(() => String, { description: 'First day, YYYY-MM-DD' }) opensOn: string;
  @Field(() => String, { description: 'Last day, inclusive, YYYY-MM-DD' }) closesOn: string;
  @Field(() => String, { nullable: true, description: 'Why it is shorter than the minimum' }) shortReason?:
    string | null;
  @Field(() => String, { nullable: true, description: 'Who approved publishing it, such as 主任会议' })
  approvedByBody?: string | null;
  @Field(() => String, { nullable: true, description: 'When, YYYY-MM-DD' }) approvedOn?: string | null;
  @Field(() => String, { nullable: true, description: '来由, a sentence of its own, at most 200 characters' })
  origin?: string | null;
  @Field(() => String, { nullable: true, description: '范围: whose opinions are to be heard, at most 80 characters' })
  askedRange?: string | null;
  @Field(() => String, { nullable: true, description: '下一环节: what waits for the answers, at most 40 characters' })
  nextStep?: string | null;
  @Field(() => [FocusQuestionInput], { defaultValue: [], description: '重点, in their order; bounded(10)' })
  focus: FocusQuestionInput[];
}

@InputType({ description: 'A new consultation on a published draft' })
export class CreateConsultationInput extends ConsultationWordsInput {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
}

@InputType({ description: 'A round that was not sent out, as it is to stand: what is left out is emptied' })
export class UpdateConsultationInput extends ConsultationWordsInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
}

const NotPublished = problemType('NOT_PUBLISHED', 'The draft is not published');
export const NotForEverybody = problemType(
  'NOT_FOR_EVERYBODY',
  'The text is not public, and the method asks everybody',
);
export const RoundOpen = problemType('ROUND_OPEN', 'Another public round of the same draft still asks');
const MethodWithoutDraft = problemType('METHOD_WITHOUT_DRAFT', 'The method asks about no draft');
const { NotFound, StaleVersion, WrongState } = problems;

export const CreateConsultationResult = resultUnion(
  'CreateConsultationResult',
  () => ConsultationType,
  () => [NotFound, NotPublished, RoundOpen, NotForEverybody, MethodWithoutDraft],
);
export const UpdateConsultationResult = resultUnion(
  'UpdateConsultationResult',
  () => ConsultationType,
  () => [NotFound, StaleVersion, WrongState, NotPublished, RoundOpen, NotForEverybody, MethodWithoutDraft],
);
