import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { RefusedItemType } from '../platform/api/bulk.js';
import { connectionOf } from '../platform/api/connection.js';
import { enumOf } from '../platform/api/enums.js';
import { problems, resultUnion } from '../platform/api/problem.js';
import { letterKindWords, letterStateWords } from './feedback.words.js';

export const LetterKindEnum = enumOf('LetterKind', 'Which feedback this is', letterKindWords);
export type LetterKindValue = keyof typeof letterKindWords;
export const LetterStateEnum = enumOf('LetterState', 'Where a letter stands', letterStateWords);
export type LetterStateValue = keyof typeof letterStateWords;

@ObjectType('Letter', { description: 'The written feedback to one contact point (采纳情况反馈函)' })
export class LetterType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The contact point' }) contactPointId: string;
  @Field(() => LetterKindEnum, { description: 'Which feedback this is' }) kind: LetterKindValue;
  @Field(() => LetterStateEnum, { description: 'Where it stands' }) state: LetterStateValue;
  @Field(() => String, { nullable: true, description: '发文字号, from signing on' }) documentNumber: string | null;
  @Field(() => String, { nullable: true, description: '成文日期, YYYY-MM-DD' }) issueDate: string | null;
  @Field(() => String, { description: 'Version of the wording' }) wordingVersion: string;
  @Field(() => String, { description: 'SHA-256 of everything the words depend on, hexadecimal' })
  snapshotSha256: string;
  @Field(() => Int, { description: 'How many comments it answers' }) commentCount: number;
  @Field(() => [String], {
    description: 'Its words, paragraph by paragraph, before it is set; bounded(20), the comments are in its annex',
  })
  text: string[];
  @Field(() => Int, { description: 'How often its standing has changed' }) version: number;
  @Field(() => ID, { description: 'The consultation whose comments it answers' }) consultationId: string;
  @Field(() => ID, { nullable: true, description: 'The .docx, for GET /files/<id>; null until it is set' }) docxFileId:
    string | null;
  @Field(() => ID, { nullable: true, description: 'The .pdf, for GET /files/<id>; null until it is set' }) pdfFileId:
    string | null;
  @Field(() => ID, { nullable: true, description: 'The scan of the sealed paper 盖章件, for GET /files/<id>' })
  sealedFileId: string | null;
}

export const LetterConnection = connectionOf('Letter', () => LetterType, { facets: true });

@InputType({ description: 'Which letters; every part that is given must hold' })
export class LetterFilterInput {
  @Field(() => [LetterStateEnum], { nullable: true, description: 'Only those that stand so; bounded(20)' })
  states?: LetterStateValue[] | null;
  @Field(() => [LetterKindEnum], { nullable: true, description: 'Only such feedback; bounded(10)' }) kinds?:
    LetterKindValue[] | null;
  @Field(() => [ID], { nullable: true, description: 'Only to these contact points; bounded(2000)' })
  contactPointIds?: string[] | null;
  @Field(() => String, { nullable: true, description: '发文字号, or a part of it' }) documentNumber?: string | null;
}

@ObjectType('LettersDone', { description: 'What a bulk act on N letters did to each of the N' })
export class LettersDoneType {
  @Field(() => [LetterType], { description: 'Done; bounded(100)' }) letters: LetterType[];
  @Field(() => [RefusedItemType], {
    description: 'Left alone, with the reason; when composing, by contact point; bounded(13000)',
  })
  refused: RefusedItemType[];
}

@InputType({ description: 'Letters to compose' })
export class ComposeLettersInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => [ID], {
    nullable: true,
    description: 'For which contact points; all that reported if absent; bounded(13000)',
  })
  contactPointIds?: string[] | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Tell what is released, and say how many more are still studied, where not everything owed is released',
  })
  releasedOnly?: boolean | null;
}

@InputType({ description: 'Letters whose words are right' })
export class FinaliseLettersInput {
  @Field(() => [ID], { description: 'Which letters; bounded(13000)' }) letterIds: string[];
}

@InputType({ description: 'Letters to sign' })
export class SignLettersInput extends FinaliseLettersInput {
  @Field(() => Int, {
    nullable: true,
    description: 'The first number as the office’s register has it, the others follow it; only where one is kept',
  })
  firstNumber?: number | null;
}

@InputType({ description: 'Letters to hand over' })
export class DeliverLettersInput extends FinaliseLettersInput {}

@InputType({ description: 'A letter that arrived' })
export class AcknowledgeLetterInput {
  @Field(() => ID, { description: 'Which letter' }) letterId: string;
}

@InputType({ description: 'A letter to void' })
export class VoidLetterInput {
  @Field(() => ID, { description: 'Which letter' }) letterId: string;
  @Field(() => String, { description: 'Why; kept with its number' }) reason: string;
}

const { NotFound, ReauthenticationNeeded, WrongState } = problems;

export const ComposeLettersResult = resultUnion(
  'ComposeLettersResult',
  () => LettersDoneType,
  () => [NotFound],
);
export const FinaliseLettersResult = resultUnion('FinaliseLettersResult', () => LettersDoneType);
export const SignLettersResult = resultUnion(
  'SignLettersResult',
  () => LettersDoneType,
  () => [ReauthenticationNeeded],
);
export const DeliverLettersResult = resultUnion('DeliverLettersResult', () => LettersDoneType);
export const AcknowledgeLetterResult = resultUnion(
  'AcknowledgeLetterResult',
  () => LetterType,
  () => [NotFound, WrongState],
);
export const VoidLetterResult = resultUnion(
  'VoidLetterResult',
  () => LetterType,
  () => [NotFound, WrongState, ReauthenticationNeeded],
);
