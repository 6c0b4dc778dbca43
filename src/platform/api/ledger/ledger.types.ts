/** What GraphQL shows of the ledger 台账. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../connection.js';
import { enumOf } from '../enums.js';
import { resultUnion } from '../problem.js';
import { ledgerOutcomeWords } from './ledger.words.js';

export const LedgerOutcomeEnum = enumOf('LedgerOutcome', 'How an act ended', ledgerOutcomeWords);
export type LedgerOutcome = keyof typeof ledgerOutcomeWords;

@ObjectType('LedgerRecord', {
  description: 'One act as the ledger has it: ids and outcomes, never words or personal data',
})
export class LedgerRecordType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => Date, { description: 'When' }) at: Date;
  @Field(() => ID, { nullable: true, description: 'The account; null: a resident, or the service itself' })
  accountId: string | null;
  @Field(() => String, { description: 'The act, as the filter takes it' }) act: string;
  @Field(() => String, { description: 'Chinese: what was done' }) words: string;
  @Field(() => String, { description: 'The kind of thing, as the filter takes it' }) objectKind: string;
  @Field(() => String, { description: 'Chinese: the kind of thing' }) objectWords: string;
  @Field(() => ID, { nullable: true, description: 'On which one; null: on many, or on none' }) objectId: string | null;
  @Field(() => LedgerOutcomeEnum, { description: 'How it ended' }) outcome: LedgerOutcome;
  @Field(() => String, { nullable: true, description: 'Chinese: why it was not done; null where it was' })
  refusal: string | null;
}
export const LedgerRecordConnection = connectionOf('LedgerRecord', () => LedgerRecordType, { facets: true });

@InputType({ description: 'Which acts; every part that is given must hold' })
export class LedgerFilterInput {
  @Field(() => [String], { nullable: true, description: 'Only these acts; bounded(50)' }) acts?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'Only on these kinds of things; bounded(50)' })
  objectKinds?: string[] | null;
  @Field(() => [LedgerOutcomeEnum], { nullable: true, description: 'Only those that ended so; bounded(2)' })
  outcomes?: LedgerOutcome[] | null;
  @Field(() => [ID], { nullable: true, description: 'Only by these accounts; bounded(50)' })
  accountIds?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'Only on this one thing' }) objectId?: string | null;
  @Field(() => String, { nullable: true, description: "From this day on, YYYY-MM-DD in the legislature's zone" })
  from?: string | null;
  @Field(() => String, { nullable: true, description: 'Until this day, inclusive, YYYY-MM-DD' }) to?: string | null;
}

@ObjectType('LedgerFault', { description: 'Something that does not fit, with how often' })
export class LedgerFaultType {
  @Field(() => String, { description: 'Stable code' }) code: string;
  @Field(() => String, { description: 'Chinese' }) words: string;
  @Field(() => Int, { description: 'How many' }) count: number;
}

@ObjectType('LedgerVerification', {
  description: 'A verification 核验 of the whole ledger: every digest, every chain, every seal is computed again',
})
export class LedgerVerificationType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => Date, { description: 'When it was asked for' }) askedAt: Date;
  @Field(() => Date, { nullable: true, description: 'When it was done; null: it is under way, or gave up' })
  finishedAt: Date | null;
  @Field(() => Boolean, { description: 'It failed as often as it may: ask for another one' }) gaveUp: boolean;
  @Field(() => Int, { nullable: true, description: 'Records to look at; null before they were counted' })
  total: number | null;
  @Field(() => Int, { description: 'Records looked at so far, to the last few thousand' }) done: number;
  @Field(() => Int, { nullable: true, description: 'Seals 封存, from number 1 on; null before it is done' })
  seals: number | null;
  @Field(() => Int, { nullable: true, description: 'Records written since the last seal; null before it is done' })
  waiting: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'The last seal in hex: noted elsewhere, it shows later that nothing before it was cut off',
  })
  head: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Everything fits; null before it is done' })
  sound: boolean | null;
  @Field(() => [LedgerFaultType], { description: 'What does not fit, by kind; bounded(9)' }) faults: LedgerFaultType[];
}

export const VerifyLedgerResult = resultUnion('VerifyLedgerResult', () => LedgerVerificationType);
