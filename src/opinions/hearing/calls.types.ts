/** What GraphQL takes and shows of call-backs 回访 and of work orders 工单. */
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../platform/api/enums.js';
import { problems, resultUnion } from '../../platform/api/problem.js';
import type { CallOutcome } from './hearing.rules.js';
import { callOutcomeWords } from './hearing.words.js';

export const CallOutcomeEnum = enumOf('CallOutcome', 'How a call to whoever left contact data ended', callOutcomeWords);

@ObjectType('ContactCall', { description: 'A call to whoever left contact data 回访: how it ended and when' })
export class ContactCallType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => CallOutcomeEnum, { description: 'How it ended' }) outcome: CallOutcome;
  @Field(() => String, { description: 'The day, YYYY-MM-DD' }) calledOn: string;
  @Field(() => Date, { description: 'When it was noted' }) at: Date;
  /** the account; its name is shown */
  byAccount: string;
}

@ObjectType('ContactLook', {
  description: 'Somebody looked at the contact data beside an opinion, as the ledger has it',
})
export class ContactLookType {
  @Field(() => Date, { description: 'When' }) at: Date;
  /** the account; its name is shown */
  account: string;
}

@InputType({ description: 'How a call ended' })
export class NoteContactCallInput {
  @Field(() => ID, { description: 'Beside which opinion the contact data are' }) opinionId: string;
  @Field(() => CallOutcomeEnum, { description: 'How it ended' }) outcome: CallOutcome;
  @Field(() => String, { description: 'The day, YYYY-MM-DD, not after today' }) calledOn: string;
}

@InputType({ description: 'A work order 工单 of the hotline, as it was copied; not stored' })
export class ReadWorkOrderInput {
  @Field(() => ID, { description: 'The contact point that types it' }) contactPointId: string;
  @Field(() => String, { description: 'All of it, at most 20,000 characters' }) text: string;
}

@ObjectType('WorkOrder', { description: 'What a pasted work order says: a proposal, which a person confirms' })
export class WorkOrderType {
  @Field(() => String, { nullable: true, description: '工单编号; null where none was understood' }) number:
    string | null;
  @Field(() => String, { nullable: true, description: 'What was said; null where no label says which part it is' })
  text: string | null;
  @Field(() => String, { nullable: true, description: 'Who called' }) name: string | null;
  @Field(() => String, { nullable: true, description: 'The telephone number' }) phone: string | null;
  @Field(() => String, { nullable: true, description: 'The day of the call, YYYY-MM-DD' }) saidOn: string | null;
  @Field(() => [String], { description: 'Lines that were not understood or are of no use here; bounded(20000)' })
  leftOver: string[];
  /** ids of the opinions that were typed from it already; those are shown */
  typedAs: string[];
}

@ObjectType('ReceiptLookUp', { description: 'Where a receipt code is asked about' })
export class ReceiptLookUpType {
  @Field(() => String, { description: 'The address; no code is in it' }) url: string;
  @Field(() => [String], {
    description:
      'The QR of that address for drawing: a row of modules a string, 1 dark and 0 light, quiet zone included; bounded(185)',
  })
  qr: string[];
  @Field(() => String, { nullable: true, description: 'The telephone of the office' }) phone: string | null;
}

const { NotFound } = problems;
export const NoteContactCallResult = resultUnion(
  'NoteContactCallResult',
  () => ContactCallType,
  () => [NotFound],
);
export const ReadWorkOrderResult = resultUnion(
  'ReadWorkOrderResult',
  () => WorkOrderType,
  () => [NotFound],
);
