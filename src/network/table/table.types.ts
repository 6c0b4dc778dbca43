/** What GraphQL takes and shows of the 联系点表. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../platform/api/enums.js';
import { problemType, resultUnion } from '../../platform/api/problem.js';
import { tableRowStateWords } from './table.words.js';

export const TableRowStateEnum = enumOf('TableRowState', 'What becomes of a row of a table', tableRowStateWords);
export type TableRowStateValue = keyof typeof tableRowStateWords;

@InputType({ description: 'A table to look at' })
export class ReadNetworkTableInput {
  @Field(() => String, { description: 'The .xlsx as base64, at most 480,000 characters and 2,000 rows; not stored' })
  table: string;
}

@InputType({ description: 'A table whose plan was read' })
export class ImportNetworkTableInput extends ReadNetworkTableInput {
  @Field(() => String, { description: '`plan` of what was read: nothing else is done' }) plan: string;
}

@ObjectType('TableCellChange', { description: 'A cell that says something else than what is stored' })
export class TableCellChangeType {
  @Field(() => String, { description: 'The head of its column' }) column: string;
  @Field(() => String, { description: 'What is stored; empty where there is nothing' }) before: string;
  @Field(() => String, { description: 'What the table says; empty where it says nothing' }) after: string;
}

@ObjectType('NetworkTableRow', { description: 'What a row of a table would do' })
export class NetworkTableRowType {
  @Field(() => Int, { description: 'Which, as the spreadsheet counts them' }) row: number;
  @Field(() => String, { description: 'The full name it says' }) name: string;
  @Field(() => TableRowStateEnum, { description: 'What becomes of it' }) state: TableRowStateValue;
  @Field(() => [TableCellChangeType], {
    description: 'Cells that change; of a new one all that say something; bounded(18)',
  })
  changes: TableCellChangeType[];
  @Field(() => [String], { description: 'What is not written right, with row and column; bounded(60)' })
  faults: string[];
}

@ObjectType('NetworkTablePlan', { description: 'What a table would do; nothing was written' })
export class NetworkTablePlanType {
  @Field(() => [NetworkTableRowType], { description: 'In the order of the table; bounded(2000)' })
  rows: NetworkTableRowType[];
  @Field(() => [String], { description: 'Heads of columns that mean nothing here; bounded(40)' }) ignored: string[];
  @Field(() => String, { description: 'SHA-256 of the plan, to accept it by' }) plan: string;
}

@ObjectType('NetworkTableRowDone', { description: 'What became of a row of a table' })
export class NetworkTableRowDoneType {
  @Field(() => Int, { description: 'Which, as the spreadsheet counts them' }) row: number;
  @Field(() => String, { description: 'The full name it says' }) name: string;
  @Field(() => TableRowStateEnum, { description: 'What became of it; WRONG was left out' }) state: TableRowStateValue;
  @Field(() => ID, { nullable: true, description: 'The contact point; null for one left out' }) contactPointId:
    string | null;
  @Field(() => [String], { description: 'Why it was left out; bounded(60)' }) faults: string[];
}

@ObjectType('NetworkTableImported', { description: 'What became of each row of a table' })
export class NetworkTableImportedType {
  @Field(() => [NetworkTableRowDoneType], { description: 'In the order of the table; bounded(2000)' })
  rows: NetworkTableRowDoneType[];
}

const UnreadableFile = problemType('UNREADABLE_FILE', 'The file cannot be read; the message says which and why');
const PlanChanged = problemType('PLAN_CHANGED', 'The table would do something else by now: read it again');
export const ReadNetworkTableResult = resultUnion(
  'ReadNetworkTableResult',
  () => NetworkTablePlanType,
  () => [UnreadableFile],
);
export const ImportNetworkTableResult = resultUnion(
  'ImportNetworkTableResult',
  () => NetworkTableImportedType,
  () => [UnreadableFile, PlanChanged],
);
