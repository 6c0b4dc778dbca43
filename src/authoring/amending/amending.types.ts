/** What GraphQL shows of amending decisions 修改决定. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../platform/api/connection.js';
import { enumOf } from '../../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../../platform/api/problem.js';
import {
  DraftKindEnum,
  type DraftKindValue,
  DraftScopeEnum,
  type DraftScopeValue,
  DraftType,
  NoArticles,
  StorageLow,
  UnreadableFile,
} from '../drafts/draft.types.js';
import { amendKindWords } from './amending.words.js';

export const AmendKindEnum = enumOf('AmendKind', 'What an instruction asks for', amendKindWords);
export type AmendKindValue = keyof typeof amendKindWords;

@ObjectType('AmendInstruction', { description: 'One instruction of an amending decision (修改指令)' })
export class AmendInstructionType {
  @Field(() => Int, { description: 'Line of the decision, from 1' }) line: number;
  @Field(() => String, { description: 'As printed; long quotations shortened with ……' }) text: string;
  @Field(() => AmendKindEnum, { description: 'What it asks for' }) kind: AmendKindValue;
  @Field(() => Boolean, { description: 'Whether all of it was carried out' }) applied: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'Chinese: what could not be done and what to do; null where all of it is done',
  })
  problem: string | null;
}

@ObjectType('AmendingDecision', { description: 'What a draft that is an amending decision says (修改决定)' })
export class AmendingDecisionType {
  @Field(() => ID, { description: 'The text that it amends: the law in force, or the draft that was named' })
  baseDraftId: string;
  @Field(() => String, { description: 'The decision itself, a paragraph a line' }) text: string;
  /** for field resolvers */
  instructions: AmendInstructionType[];
  notes: string[];
}

@ObjectType('AmendNote', { description: 'What was supplied or assumed in carrying a decision out' })
export class AmendNoteType {
  @Field(() => String, { description: 'Chinese: what should be checked' }) message: string;
}
export const AmendInstructionConnection = connectionOf('AmendInstruction', () => AmendInstructionType);
export const AmendNoteConnection = connectionOf('AmendNote', () => AmendNoteType);

@InputType({ description: 'An amending decision to import from an uploaded file' })
export class ImportAmendingDecisionInput {
  @Field(() => ID, { description: 'The regulation; what is amended must be published' }) regulationId: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The draft that it amends (修改意见 of a deliberation); the law in force where left out',
  })
  baseDraftId: string | null;
  @Field(() => DraftKindEnum, { description: 'Which text this is; not the law in force' }) kind: DraftKindValue;
  @Field(() => ID, { description: 'The file, as POST /files answered it' }) fileId: string;
  @Field(() => DraftScopeEnum, { defaultValue: 'PUBLIC', description: 'Who may read it once it is out' })
  scope: DraftScopeValue;
}
const NoTextInForce = problemType('NO_TEXT_IN_FORCE', 'The regulation has no published law in force to amend');
const NoInstructions = problemType('NO_INSTRUCTIONS', 'The file changes nothing of this law; the message says why');
export const ImportAmendingDecisionResult = resultUnion(
  'ImportAmendingDecisionResult',
  () => DraftType,
  () => [problems.NotFound, UnreadableFile, NoArticles, StorageLow, NoTextInForce, NoInstructions],
);
