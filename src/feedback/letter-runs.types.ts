import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';
import { NumberNeeded } from '../papers/index.js';
import { ComposeLettersInput, FinaliseLettersInput } from './feedback.types.js';
import { type LetterRunAct, letterRunActWords } from './feedback.words.js';

export const LetterRunActEnum = enumOf('LetterRunAct', 'What a run does with many letters', letterRunActWords);

@ObjectType('LetterRun', {
  description: 'One act on many letters, which goes on by itself and accounts for each of them 批量办理',
})
export class LetterRunType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => LetterRunActEnum, { description: 'What it does' }) act: LetterRunAct;
  @Field(() => Int, { description: 'How many it was asked for, each once' }) total: number;
  @Field(() => ID, { description: 'Who started it' }) byAccount: string;
  @Field(() => Date, { description: 'When it was started' }) at: Date;
}

@ObjectType('RefusedLetter', { description: 'One of N that a run left alone, and why' })
export class RefusedLetterType {
  @Field(() => ID, { description: 'Which: a contact point when composing, else a letter' }) id: string;
  @Field(() => String, { description: 'Stable code' }) code: string;
  @Field(() => String, { description: 'Chinese' }) message: string;
  @Field(() => String, { nullable: true, description: 'The name of the contact point; null where there is none here' })
  addressee: string | null;
}

@ObjectType('LetterRunProgress', { description: 'How far a run has come; what is in neither figure is still to come' })
export class LetterRunProgressType {
  @Field(() => Int, { description: 'Done' }) done: number;
  @Field(() => Int, { description: 'Left alone, with a reason' }) left: number;
}

@InputType({ description: 'Letters to compose, however many' })
export class StartComposingInput extends ComposeLettersInput {}

@InputType({ description: 'Letters of one consultation whose words are right, however many' })
export class StartFinalisingInput extends FinaliseLettersInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
}

@InputType({ description: 'Letters of one consultation to sign, however many' })
export class StartSigningInput extends StartFinalisingInput {
  @Field(() => Int, {
    nullable: true,
    description: 'The number of the first of them, as the office’s register has it; needed only where one is kept',
  })
  firstNumber?: number | null;
}

@InputType({ description: 'Letters of one consultation to hand over, however many' })
export class StartDeliveringInput extends StartFinalisingInput {}

@InputType({ description: 'A run that stands still' })
export class ContinueLetterRunInput {
  @Field(() => ID, { description: 'Which run' }) runId: string;
}

const NotYourRun = problemType(
  'NOT_YOUR_RUN',
  'A run acts in the name of whoever started it, who alone goes on with it',
);
const RunGoesOn = problemType('RUN_GOES_ON', 'Nothing holds the run up, or nothing is left of it to do');
const { NotFound, ReauthenticationNeeded } = problems;

export const StartComposingResult = resultUnion(
  'StartComposingResult',
  () => LetterRunType,
  () => [NotFound],
);
export const StartFinalisingResult = resultUnion(
  'StartFinalisingResult',
  () => LetterRunType,
  () => [NotFound],
);
export const StartSigningResult = resultUnion(
  'StartSigningResult',
  () => LetterRunType,
  () => [NotFound, NumberNeeded, ReauthenticationNeeded],
);
export const StartDeliveringResult = resultUnion(
  'StartDeliveringResult',
  () => LetterRunType,
  () => [NotFound],
);
export const ContinueLetterRunResult = resultUnion(
  'ContinueLetterRunResult',
  () => LetterRunType,
  () => [NotFound, NotYourRun, RunGoesOn],
);
