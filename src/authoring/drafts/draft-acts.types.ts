/** What GraphQL shows and takes of 弃用, 撤下, 恢复 and 更正 of a draft. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../../platform/api/problem.js';
import { DraftScopeEnum, type DraftScopeValue, DraftType } from './draft.types.js';
import { draftChangeWords } from './draft.words.js';

export const DraftChangeEnum = enumOf('DraftChangeKind', 'What was done to a published text', draftChangeWords);
export type DraftChangeValue = keyof typeof draftChangeWords;

@ObjectType('DraftChange', { description: 'A published text that was taken down or restored; never changed' })
export class DraftChangeType {
  @Field(() => DraftChangeEnum, { description: 'What was done' }) command: DraftChangeValue;
  @Field(() => String, { description: 'Why, as residents are told' }) reason: string;
  @Field(() => Date, { description: 'When' }) at: Date;
}

@ObjectType('DraftCorrection', { description: '更正 of one article; the published words stay as they are' })
export class DraftCorrectionType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The article' }) provisionId: string;
  @Field(() => String, { description: 'What stands there' }) stands: string;
  @Field(() => String, { description: 'What it should be; empty: it should not be there' }) shouldBe: string;
  @Field(() => String, { description: 'Why' }) reason: string;
  @Field(() => String, { description: 'From which day, YYYY-MM-DD' }) correctedOn: string;
  @Field(() => Date, { description: 'When it was recorded' }) at: Date;
}

@InputType({ description: 'A text that is not to be worked on any more' })
export class DropDraftInput {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
}

@InputType({ description: 'Who is to read a text that is not published yet' })
export class SetDraftScopeInput extends DropDraftInput {
  @Field(() => DraftScopeEnum, { description: 'Who may read it' }) scope: DraftScopeValue;
}

@InputType({ description: 'A published text that is not to be read any more' })
export class TakeDownDraftInput extends DropDraftInput {
  @Field(() => String, { description: 'Why, 1 to 500 characters; residents are told' }) reason: string;
}

@InputType({ description: 'A text that was taken down and is to be read again' })
export class RestoreDraftInput extends TakeDownDraftInput {}

@InputType({ description: 'What is wrong in a published article' })
export class RecordCorrectionInput extends TakeDownDraftInput {
  @Field(() => ID, { description: 'The article' }) provisionId: string;
  @Field(() => String, { description: 'What stands there, word for word, 1 to 2,000 characters' }) stands: string;
  @Field(() => String, { description: 'What it should be, at most 2,000; empty: it should not be there' })
  shouldBe: string;
  @Field(() => String, { description: 'From which day, YYYY-MM-DD; not to come' }) correctedOn: string;
}

const TooManyChanges = problemType('TOO_MANY_CHANGES', 'It was changed so often that no more can be noted');
const QuoteNotFound = problemType('QUOTE_NOT_FOUND', 'The quoted words do not stand there');
const { NotFound, StaleVersion, WrongState, ReauthenticationNeeded } = problems;

export const DropDraftResult = resultUnion(
  'DropDraftResult',
  () => DraftType,
  () => [NotFound, StaleVersion, WrongState],
);
export const SetDraftScopeResult = resultUnion(
  'SetDraftScopeResult',
  () => DraftType,
  () => [NotFound, StaleVersion, WrongState],
);
export const TakeDownDraftResult = resultUnion(
  'TakeDownDraftResult',
  () => DraftType,
  () => [NotFound, StaleVersion, WrongState, ReauthenticationNeeded],
);
export const RestoreDraftResult = resultUnion(
  'RestoreDraftResult',
  () => DraftType,
  () => [NotFound, StaleVersion, WrongState, TooManyChanges, ReauthenticationNeeded],
);
export const RecordCorrectionResult = resultUnion(
  'RecordCorrectionResult',
  () => DraftType,
  () => [NotFound, StaleVersion, WrongState, TooManyChanges, QuoteNotFound, ReauthenticationNeeded],
);
