/** What GraphQL takes to stop or exchange a code 一法一码. */
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { problems, resultUnion } from '../platform/api/problem.js';
import { LawCodeType } from './consultation.types.js';

@InputType({ description: 'A code that is no longer to be used' })
export class RevokeLawCodeInput {
  @Field(() => ID, { description: 'The code' }) lawCodeId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { description: 'Why, 1 to 500 characters; whoever opens its address is told' }) reason: string;
}

@InputType({ description: 'A code that a new one takes the place of' })
export class ReplaceLawCodeInput extends RevokeLawCodeInput {}

const { NotFound, StaleVersion, WrongState, ReauthenticationNeeded } = problems;
export const RevokeLawCodeResult = resultUnion(
  'RevokeLawCodeResult',
  () => LawCodeType,
  () => [NotFound, StaleVersion, WrongState, ReauthenticationNeeded],
);
export const ReplaceLawCodeResult = resultUnion(
  'ReplaceLawCodeResult',
  () => LawCodeType,
  () => [NotFound, StaleVersion, WrongState, ReauthenticationNeeded],
);
