/** What GraphQL takes and shows of the 意见录入表. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../../../platform/api/problem.js';
import { voiceRowStateWords } from './voices-table.words.js';

const VoiceRowStateEnum = enumOf('VoiceRowState', 'What becomes of a row of a table of voices', voiceRowStateWords);
export type VoiceRowState = keyof typeof voiceRowStateWords;

@InputType({ description: 'A table of voices to look at' })
export class ReadVoicesTableInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => ID, { description: 'The contact point that heard them' }) contactPointId: string;
  @Field(() => String, { description: 'The .xlsx as base64, at most 480,000 characters and 200 rows; not stored' })
  table: string;
}

@InputType({ description: 'A table of voices whose plan was read' })
export class ImportVoicesTableInput extends ReadVoicesTableInput {
  @Field(() => String, { description: '`plan` of what was read: nothing else is done' }) plan: string;
}

@ObjectType('VoicesTableRow', { description: 'What a row of a table of voices would do' })
export class VoicesTableRowType {
  @Field(() => Int, { description: 'Which, as the spreadsheet counts them' }) row: number;
  @Field(() => String, { description: 'The words it says' }) words: string;
  @Field(() => String, { description: 'Chinese: the place it is about; empty where it was not understood' })
  place: string;
  @Field(() => VoiceRowStateEnum, { description: 'What becomes of it' }) state: VoiceRowState;
  @Field(() => [String], { description: 'What is not written right, with row and column; bounded(20)' })
  faults: string[];
  @Field(() => [String], { description: 'What is worth a look and keeps nothing back; bounded(5)' }) notes: string[];
}

@ObjectType('VoicesTablePlan', { description: 'What a table of voices would do; nothing was written' })
export class VoicesTablePlanType {
  @Field(() => [VoicesTableRowType], { description: 'In the order of the table; bounded(200)' })
  rows: VoicesTableRowType[];
  @Field(() => [String], { description: 'Heads of columns that mean nothing here; bounded(40)' }) ignored: string[];
  @Field(() => String, { description: 'SHA-256 of the plan, to accept it by' }) plan: string;
}

@ObjectType('VoicesTableRowDone', { description: 'What became of a row of a table of voices' })
export class VoicesTableRowDoneType {
  @Field(() => Int, { description: 'Which, as the spreadsheet counts them' }) row: number;
  @Field(() => String, { description: 'The words it says' }) words: string;
  @Field(() => VoiceRowStateEnum, { description: 'What became of it; WRONG was left out' }) state: VoiceRowState;
  @Field(() => ID, { nullable: true, description: 'The opinion; null for one left out' }) opinionId: string | null;
  @Field(() => String, { nullable: true, description: 'Its receipt code, for the person who spoke' })
  receiptCode: string | null;
  @Field(() => [String], { description: 'Why it was left out; bounded(20)' }) faults: string[];
}

@ObjectType('VoicesTableImported', { description: 'What became of each row of a table of voices' })
export class VoicesTableImportedType {
  @Field(() => [VoicesTableRowDoneType], { description: 'In the order of the table; bounded(200)' })
  rows: VoicesTableRowDoneType[];
}

const UnreadableFile = problemType('UNREADABLE_FILE', 'The file cannot be read; the message says which and why');
const PlanChanged = problemType('PLAN_CHANGED', 'The table would do something else by now: read it again');
const { NotFound } = problems;
export const ReadVoicesTableResult = resultUnion(
  'ReadVoicesTableResult',
  () => VoicesTablePlanType,
  () => [NotFound, UnreadableFile],
);
export const ImportVoicesTableResult = resultUnion(
  'ImportVoicesTableResult',
  () => VoicesTableImportedType,
  () => [NotFound, UnreadableFile, PlanChanged],
);
