import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../platform/api/connection.js';
import { enumOf } from '../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';
import { isSubject } from '../platform/api/subjects.js';
import {
  carryResultWords,
  changeTypeWords,
  evidenceStatusWords,
  outcomeWords,
  reasonClassWords,
  sheetLineStateWords,
  sheetStateWords,
} from './decision.words.js';

export const OutcomeEnum = enumOf('Outcome', 'What was decided', outcomeWords);
export type OutcomeValue = keyof typeof outcomeWords;
export const ReasonClassEnum = enumOf('ReasonClass', 'Why a comment was not adopted', reasonClassWords);
export type ReasonClassValue = keyof typeof reasonClassWords;
export const SheetStateEnum = enumOf('SheetState', 'Where a decision sheet stands', sheetStateWords);
export type SheetStateValue = keyof typeof sheetStateWords;
export const LineStateEnum = enumOf('SheetLineState', 'What became of a line', sheetLineStateWords);
export type SheetLineStateValue = keyof typeof sheetLineStateWords;
export const EvidenceStatusEnum = enumOf('EvidenceStatus', 'Who says so', evidenceStatusWords);
export type EvidenceStatusValue = keyof typeof evidenceStatusWords;
export const ChangeTypeEnum = enumOf('ChangeType', 'What happened to a stretch of text', changeTypeWords);
export type ChangeTypeValue = keyof typeof changeTypeWords;
export const CarryResultEnum = enumOf('CarryResult', 'Where a comment went in a later draft', carryResultWords);
export type CarryResultValue = keyof typeof carryResultWords;

@ObjectType('Change', {
  description: 'A stretch of a difference; without the inserts it is the old text, without the deletes the new one',
})
export class ChangeType {
  @Field(() => ChangeTypeEnum, { description: 'What happened to it' }) type: ChangeTypeValue;
  @Field(() => String, { description: 'The words' }) text: string;
}

@ObjectType('ProposedHandling', { description: 'Internal proposal for a comment (拟处理意见)' })
export class ProposedHandlingType {
  @Field(() => Int, { description: 'Which revision' }) revision: number;
  @Field(() => OutcomeEnum, { description: 'What is proposed' }) outcome: OutcomeValue;
  @Field(() => ReasonClassEnum, { nullable: true, description: 'Why not' }) reasonClass: ReasonClassValue | null;
  @Field(() => String, { description: 'The reason in words' }) words: string;
  @Field(() => Date, { description: 'When it was proposed' }) at: Date;
  /** for field resolvers */
  id: string;
  byAccount: string;
}
export const ProposedHandlingConnection = connectionOf('ProposedHandling', () => ProposedHandlingType);

@ObjectType('Decision', { description: 'A signed decision on a comment (采纳情况)' })
export class DecisionType {
  @Field(() => Int, { description: 'The first, the second after it was opened again, …' }) sequence: number;
  @Field(() => OutcomeEnum, { description: 'What was decided' }) outcome: OutcomeValue;
  @Field(() => ReasonClassEnum, { nullable: true, description: 'Why not' }) reasonClass: ReasonClassValue | null;
  @Field(() => String, { description: 'The reason in words' }) words: string;
  @Field(() => Date, { description: 'When it was signed' }) signedAt: Date;
  /** for field resolvers */
  sheetId: string;
}
export const DecisionConnection = connectionOf('Decision', () => DecisionType);

@ObjectType('HandlingProposed', { description: 'A proposal was stored' })
export class HandlingProposedType {
  @Field(() => ID, { description: 'The comment' }) id: string;
  @Field(() => Int, { description: 'Its version now' }) version: number;
}

@ObjectType('DecisionSheetLine', { description: 'One comment on a sheet' })
export class DecisionSheetLineType {
  @Field(() => Int, { description: 'Place on the sheet' }) ordinal: number;
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => LineStateEnum, { description: 'What became of it' }) state: SheetLineStateValue;
}

@ObjectType('DecisionSheet', { description: 'The unit of sign-off (采纳情况表)' })
export class DecisionSheetType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => Int, { description: 'Number within the consultation' }) number: number;
  @Field(() => String, { description: 'Title' }) title: string;
  @Field(() => SheetStateEnum, { description: 'Where it stands' }) state: SheetStateValue;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
  @Field(() => Date, { description: 'When it was prepared' }) preparedAt: Date;
  @Field(() => Date, { nullable: true, description: 'When it was checked' }) checkedAt: Date | null;
  @Field(() => Date, { nullable: true, description: 'When it was signed' }) signedAt: Date | null;
  /** for field resolvers */
  consultationId: string;
  preparedBy: string;
  checkedBy: string | null;
  signedBy: string | null;
}
export const DecisionSheetLineConnection = connectionOf('DecisionSheetLine', () => DecisionSheetLineType);
isSubject('DecisionSheet', () => DecisionSheetType);
export const DecisionSheetConnection = connectionOf('DecisionSheet', () => DecisionSheetType, { facets: true });

@InputType({ description: 'Which sheets' })
export class DecisionSheetFilterInput {
  @Field(() => [SheetStateEnum], { nullable: true, description: 'Only those that stand so; bounded(10)' })
  states?: SheetStateValue[] | null;
}

@ObjectType('Evidence', { description: 'The changed words behind an adoption (采纳佐证)' })
export class EvidenceType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => EvidenceStatusEnum, { description: 'Proposed by the machine, confirmed or rejected by a person' })
  status: EvidenceStatusValue;
  @Field(() => Float, { description: 'How sure the machine is, 0 to 1' }) score: number;
  @Field(() => [ChangeType], {
    description: 'The difference; bounded(4000000), a stretch a character of two texts',
  })
  changes: ChangeType[];
  @Field(() => String, { description: 'Version of the method that found it' }) method: string;
  /** for field resolvers */
  oldProvisionId: string | null;
  newProvisionId: string | null;
}

export const EvidenceConnection = connectionOf('Evidence', () => EvidenceType);

@ObjectType('CarryOver', { description: 'Where a comment stands in a later draft' })
export class CarryOverType {
  @Field(() => ID, { description: 'The later draft' }) toDraftId: string;
  @Field(() => CarryResultEnum, { description: 'Carried, moved or orphaned' }) result: CarryResultValue;
  @Field(() => ID, { nullable: true, description: 'The article it stands at' }) provisionId: string | null;
  @Field(() => String, { description: 'Chinese' }) reason: string;
}

@ObjectType('AdoptionExplained', { description: 'An explanation was stored' })
export class AdoptionExplainedType {
  @Field(() => ID, { description: 'The comment' }) id: string;
}

@InputType({ description: 'A proposal for one comment' })
export class ProposeHandlingInput {
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => OutcomeEnum, { description: 'What is proposed' }) outcome: OutcomeValue;
  @Field(() => ReasonClassEnum, { nullable: true, description: 'Obligatory for 未采纳, and only there' })
  reasonClass?: ReasonClassValue | null;
  @Field(() => String, { defaultValue: '', description: 'The reason; obligatory unless adopted whole' }) words: string;
}

@InputType({ description: 'A new sheet' })
export class PrepareSheetInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => String, { description: 'Title' }) title: string;
  @Field(() => [ID], {
    nullable: true,
    description: 'Which comments; all proposed ones on no sheet if absent; bounded(5000)',
  })
  commentIds?: string[] | null;
}

@InputType({ description: 'A sheet to check' })
export class CheckSheetInput {
  @Field(() => ID, { description: 'The sheet' }) sheetId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
}

@InputType({ description: 'Why a comment is struck from a sheet 退回重拟' })
export class StruckNoteInput {
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => String, { description: '1 to 500 characters' }) words: string;
}

@InputType({ description: 'A sheet to sign' })
export class SignSheetInput {
  @Field(() => ID, { description: 'The sheet' }) sheetId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => [ID], {
    defaultValue: [],
    description: 'Comments struck out: they go back to be proposed anew; bounded(5000)',
  })
  struck: string[];
  @Field(() => [StruckNoteInput], {
    defaultValue: [],
    description: 'Why, of struck ones; whoever proposes anew reads it; bounded(5000)',
  })
  notes: StruckNoteInput[];
}

@InputType({ description: "A person's word on a proposed evidence" })
export class ReviewEvidenceInput {
  @Field(() => ID, { description: 'The evidence' }) evidenceId: string;
  @Field(() => EvidenceStatusEnum, { description: 'CONFIRMED or REJECTED' }) status: EvidenceStatusValue;
}

@InputType({ description: 'Evidence that a person names' })
export class AddEvidenceInput {
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => ID, { description: 'The later draft' }) draftId: string;
  @Field(() => ID, { description: 'The changed article of it; for a deletion, the old article' }) provisionId: string;
}

@InputType({ description: 'Why an adopted comment shows no changed words' })
export class ExplainAdoptionInput {
  @Field(() => ID, { description: 'The comment' }) commentId: string;
  @Field(() => String, { description: 'Where the adoption shows' }) words: string;
}

export const ReasonRequired = problemType('REASON_REQUIRED', 'The outcome needs a reason class or words');
const NothingToSign = problemType('NOTHING_TO_SIGN', 'No comment can be put on a sheet');
const NotPrepared = problemType('NOT_PREPARED', 'Some comments have no proposal, or are on a sheet', {
  count: { type: () => Int, description: 'How many' },
});
const SamePerson = problemType('SAME_PERSON', 'Whoever prepared it may neither check nor sign it');
const CheckRequired = problemType('CHECK_REQUIRED', 'This office wants three hands: check it first');
const EvidenceMismatch = problemType('EVIDENCE_MISMATCH', 'That article did not change, or belongs to another text');
const { NotFound, ReauthenticationNeeded, StaleVersion, WrongState } = problems;

export const ProposeHandlingResult = resultUnion(
  'ProposeHandlingResult',
  () => HandlingProposedType,
  () => [NotFound, StaleVersion, WrongState, ReasonRequired],
);
export const PrepareSheetResult = resultUnion(
  'PrepareSheetResult',
  () => DecisionSheetType,
  () => [NotFound, NothingToSign, NotPrepared],
);
export const CheckSheetResult = resultUnion(
  'CheckSheetResult',
  () => DecisionSheetType,
  () => [NotFound, StaleVersion, WrongState, SamePerson],
);
export const SignSheetResult = resultUnion(
  'SignSheetResult',
  () => DecisionSheetType,
  () => [NotFound, StaleVersion, WrongState, SamePerson, CheckRequired, ReauthenticationNeeded],
);
export const ReviewEvidenceResult = resultUnion(
  'ReviewEvidenceResult',
  () => EvidenceType,
  () => [NotFound, WrongState],
);
export const AddEvidenceResult = resultUnion(
  'AddEvidenceResult',
  () => EvidenceType,
  () => [NotFound, EvidenceMismatch],
);
export const ExplainAdoptionResult = resultUnion(
  'ExplainAdoptionResult',
  () => AdoptionExplainedType,
  () => [NotFound],
);
