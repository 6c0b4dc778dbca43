import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { LawCodeType } from '../../consultation/index.js';
import { BulkDoneType } from '../../platform/api/bulk.js';
import { connectionOf } from '../../platform/api/connection.js';
import { enumOf } from '../../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../../platform/api/problem.js';
import { isSubject } from '../../platform/api/subjects.js';
import type { CardOutcome } from './hearing.rules.js';
import { cardOutcomeWords } from './hearing.words.js';

const CardOutcomeEnum = enumOf('CardOutcome', 'What became of a photographed form', cardOutcomeWords);

@ObjectType('FormCard', { description: 'A photographed form 手写表: kept first, typed later' })
export class FormCardType {
  @Field(() => ID, { description: 'Made by the phone that took it' }) id: string;
  @Field(() => Int, { description: 'Its place among the photographs of the activity, from 1' }) ordinal: number;
  @Field(() => Int, { description: 'Pixels across, upright' }) width: number;
  @Field(() => Int, { description: 'Pixels down, upright' }) height: number;
  @Field(() => CardOutcomeEnum, { nullable: true, description: 'null: waits to be typed' })
  outcome: CardOutcome | null;
  @Field(() => String, { description: 'Where it is to be looked at; every look stands in the ledger' }) path: string;
}

@ObjectType('Activity', {
  description: 'An occasion on which a contact point heard people 活动: day, subject, place; nobody who came',
})
export class ActivityType {
  @Field(() => ID, { description: 'Made by whoever recorded it' }) id: string;
  @Field(() => ID, { description: 'The contact point' }) contactPointId: string;
  @Field(() => String, { description: 'The day, YYYY-MM-DD' }) heldOn: string;
  @Field(() => String, { description: 'What it was, such as 8月4日居民座谈会' }) subject: string;
  @Field(() => String, { nullable: true, description: 'Where' }) place: string | null;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
}

@ObjectType('ActivityCode', { description: 'The code of an activity for one of its drafts 活动的法规码' })
export class ActivityCodeType {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => LawCodeType, { description: 'The code; what is said under it counts at the activity' })
  lawCode: LawCodeType;
}

@InputType({ description: 'An activity that is to have codes of its own' })
export class MakeActivityCodesInput {
  @Field(() => ID, { description: 'Which' }) activityId: string;
}

isSubject('Activity', () => ActivityType);
export const ActivityConnection = connectionOf('Activity', () => ActivityType);

@InputType({ description: 'An activity to be recorded' })
export class RecordActivityInput {
  @Field(() => ID, { description: 'Made by the sender; the same one again records no second' }) id: string;
  @Field(() => ID, { description: 'The contact point' }) contactPointId: string;
  @Field(() => String, { description: 'The day, YYYY-MM-DD, not after today' }) heldOn: string;
  @Field(() => String, { description: 'What it was, 2 to 60 characters' }) subject: string;
  @Field(() => String, { nullable: true, description: 'Where, at most 60 characters' }) place?: string | null;
  @Field(() => [ID], { description: 'About which rounds people were heard; bounded(20)' }) consultationIds: string[];
}

@InputType({ description: 'An activity as it should be' })
export class ChangeActivityInput {
  @Field(() => ID, { description: 'Which' }) activityId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { description: 'The day, YYYY-MM-DD, not after today' }) heldOn: string;
  @Field(() => String, { description: 'What it was, 2 to 60 characters' }) subject: string;
  @Field(() => String, { nullable: true, description: 'Where, at most 60 characters' }) place?: string | null;
  @Field(() => [ID], { description: 'Rounds as well as those that it has; bounded(20)' }) consultationIds: string[];
}

@InputType({ description: 'Photographed forms on which there is nothing to be typed, or is after all' })
export class SettleFormCardsInput {
  @Field(() => [ID], { description: 'Which; bounded(300)' }) cardIds: string[];
  @Field(() => Boolean, { description: 'true: 这张没有意见; false: it waits to be typed again' }) nothing: boolean;
}

@InputType({ description: 'Whose pictures stay with the contact point' })
export class WithholdPictureInput {
  @Field(() => ID, { description: 'The opinion beside which they are' }) opinionId: string;
}

@ObjectType('PictureWithheld', { description: 'The pictures stay with the contact point 照片不上交' })
export class PictureWithheldType {
  @Field(() => ID, { description: 'The opinion, whose words are not touched' }) id: string;
}

@InputType({ description: '意见征集表 to be printed, each with a receipt code that sleeps until its words are typed' })
export class PrintFormSheetsInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => ID, { description: 'The contact point that hands them out' }) contactPointId: string;
  @Field(() => Int, { description: 'How many, 1 to 200' }) count: number;
}

@ObjectType('FormSheetsPrinted', { description: 'Sheets with their pages 页号; printed again from the same address' })
export class FormSheetsPrintedType {
  @Field(() => Int, { description: 'The first page' }) first: number;
  @Field(() => Int, { description: 'How many' }) count: number;
  @Field(() => String, { description: 'Where the PDF is' }) path: string;
}

const { NotFound, StaleVersion, WrongState } = problems;
const NoCode = problemType('NO_CODE_IN_USE', 'The regulation has no code in use that could stand on a form');
export const PrintFormSheetsResult = resultUnion(
  'PrintFormSheetsResult',
  () => FormSheetsPrintedType,
  () => [NotFound, NoCode],
);
export const RecordActivityResult = resultUnion(
  'RecordActivityResult',
  () => ActivityType,
  () => [NotFound],
);
export const ChangeActivityResult = resultUnion(
  'ChangeActivityResult',
  () => ActivityType,
  () => [NotFound, StaleVersion],
);
export const MakeActivityCodesResult = resultUnion(
  'MakeActivityCodesResult',
  () => ActivityType,
  () => [NotFound, WrongState],
);
export const SettleFormCardsResult = resultUnion('SettleFormCardsResult', () => BulkDoneType);
export const WithholdPictureResult = resultUnion(
  'WithholdPictureResult',
  () => PictureWithheldType,
  () => [NotFound, WrongState],
);
