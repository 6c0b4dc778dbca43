/** What GraphQL shows of document numbers 发文字号: how those of a year stand, what was reserved, what was given up. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { NumberSourceEnum } from '../platform/api/accounts/legislature.types.js';
import { connectionOf } from '../platform/api/connection.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';
import type { NumberRange } from './document-number.rules.js';

@ObjectType('NumberBlock', { description: 'Numbers that the register of the office left to this program (预留号段)' })
export class NumberBlockType {
  @Field(() => Int, { description: 'The first' }) first: number;
  @Field(() => Int, { description: 'The last' }) last: number;
  @Field(() => Int, { description: 'How many papers have' }) used: number;
  @Field(() => Int, { description: 'How many were given up 作废' }) voided: number;
  @Field(() => Int, { description: 'How many nobody has yet' }) left: number;
}

@ObjectType('NumberGap', { description: '缺号: numbers one behind the other that nobody has, below the largest' })
export class NumberGapType {
  @Field(() => Int, { description: 'The first' }) first: number;
  @Field(() => Int, { description: 'The last' }) last: number;
}
export const NumberGapConnection = connectionOf('NumberGap', () => NumberGapType);

@ObjectType('VoidedNumber', { description: 'A number that was given up, for good' })
export class VoidedNumberType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => Int, { description: 'Which' }) number: number;
  @Field(() => String, { description: 'Why' }) voidNote: string;
  @Field(() => Date, { description: 'When' }) voidAt: Date;
  /** for the field resolver */
  voidBy: string;
}
export const VoidedNumberConnection = connectionOf('VoidedNumber', () => VoidedNumberType);

@ObjectType('DocumentNumbers', { description: 'How 发文字号 of a year stand' })
export class DocumentNumbersType {
  @Field(() => String, { description: '机关代字' }) word: string;
  @Field(() => Int, { description: 'The year' }) year: number;
  @Field(() => NumberSourceEnum, { description: 'Where they come from' }) source: string;
  @Field(() => Int, { nullable: true, description: 'The one that would be next; null where no block has one left' })
  next: number | null;
  @Field(() => Int, { description: 'How many papers have one' }) used: number;
  @Field(() => Int, { description: 'How many were given up 作废' }) voided: number;
  @Field(() => [NumberBlockType], { description: '预留号段; bounded(500)' }) blocks: NumberBlockType[];
  /** for field resolvers */
  gaps: NumberRange[];
}

@InputType({ description: 'Numbers that the register of the office leaves to this program' })
export class ReserveNumbersInput {
  @Field(() => Int, { description: 'The year, 2000 to 2100' }) year: number;
  @Field(() => Int, { description: 'The first number' }) first: number;
  @Field(() => Int, { description: 'The last number, at most 5,000 in a block' }) last: number;
}

@InputType({ description: 'Numbers that no paper will have' })
export class VoidNumbersInput {
  @Field(() => Int, { description: 'The year, 2000 to 2100' }) year: number;
  @Field(() => Int, { description: 'The first number' }) first: number;
  @Field(() => Int, { description: 'The last number, at most 500 at once' }) last: number;
  @Field(() => String, { description: 'Why, 1 to 200 characters' }) note: string;
}

const { NotFound } = problems;
export const NumberTaken = problemType('NUMBER_TAKEN', 'A number is given already, or in another block');
export const NumberNeeded = problemType('NUMBER_NEEDED', 'The office keeps a register, and no number was typed in');
export const NumbersExhausted = problemType('NUMBERS_EXHAUSTED', 'The reserved blocks have too few numbers left');
export const ReserveNumbersResult = resultUnion(
  'ReserveNumbersResult',
  () => DocumentNumbersType,
  () => [NotFound, NumberTaken],
);
export const VoidNumbersResult = resultUnion(
  'VoidNumbersResult',
  () => DocumentNumbersType,
  () => [NotFound, NumberTaken],
);
