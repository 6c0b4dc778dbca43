/** What GraphQL shows and takes of an imported text line by line. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../platform/api/connection.js';
import { enumOf } from '../../platform/api/enums.js';
import { problems, resultUnion } from '../../platform/api/problem.js';
import { DraftType, NoArticles } from './draft.types.js';
import { leftOutWords, lineActWords, lineReadingWords } from './mending.words.js';

export const LineReadingEnum = enumOf('LineReading', 'What a line of the source was read as', lineReadingWords);
export const LeftOutEnum = enumOf('LeftOut', 'Why a line is not part of the text', leftOutWords);
export const LineActEnum = enumOf('LineAct', 'How a line is mended', lineActWords);

@ObjectType('DraftLine', { description: 'A line of an imported text, and what it was read as' })
export class DraftLineType {
  @Field(() => Int, { description: 'From 1; what ImportNotice.line names' }) number: number;
  @Field(() => String, { description: 'Its words as they are stored' }) text: string;
  @Field(() => LineReadingEnum, { description: 'What it was read as' }) as: keyof typeof lineReadingWords;
  @Field(() => String, {
    nullable: true,
    description: '第三章　总则, 第二十一条, （一）; null for a line without one of its own',
  })
  label: string | null;
  @Field(() => Int, { nullable: true, description: 'Ordinal of its article in `preview`; null for what is in none' })
  provision: number | null;
  @Field(() => String, { nullable: true, description: 'Its 款 项 目: p2.i3.s1; null for what is in none' })
  path: string | null;
  @Field(() => LeftOutEnum, { nullable: true, description: 'Why it is not part of the text; null where it is' })
  why: keyof typeof leftOutWords | null;
}
export const DraftLineConnection = connectionOf('DraftLine', () => DraftLineType);

@InputType({ description: 'What becomes of one line' })
export class LineEditInput {
  @Field(() => Int, { description: 'Its number before any of the edits, each line at most once' }) line: number;
  @Field(() => LineActEnum, { description: 'What is done with it' }) act: keyof typeof lineActWords;
  @Field(() => String, {
    nullable: true,
    description: 'The new words for REPLACE, at most 20,000 characters; several lines with line feeds',
  })
  text?: string | null;
  @Field(() => Int, { nullable: true, description: 'For SPLIT: how many characters stay before the break' })
  at?: number | null;
}

@InputType({ description: 'A fix that a warning proposes' })
export class TakeFixInput {
  @Field(() => Int, { description: 'Line of the warning' }) line: number;
  @Field(() => String, { description: 'Code of the warning' }) code: string;
  @Field(() => Int, { defaultValue: 0, description: 'Which of its fixes, from 0' }) place: number;
}

@InputType({ description: 'Lines of a text that are mended, by edits or by one proposed fix' })
export class MendDraftLinesInput {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => [LineEditInput], { defaultValue: [], description: 'What becomes of which lines; bounded(5000)' })
  edits: LineEditInput[];
  @Field(() => TakeFixInput, { nullable: true, description: 'Instead of edits' }) fix?: TakeFixInput | null;
}

@InputType({ description: 'A warning of a text' })
export class WarningOfDraftInput {
  @Field(() => Int, { description: 'Its line' }) line: number;
  @Field(() => String, { description: 'Its code' }) code: string;
  @Field(() => Int, { defaultValue: 0, description: 'Its place, which of those at its line with its code' })
  place: number;
}

@InputType({ description: 'Warnings that are right as they stand 原稿就是这样' })
export class AcceptDraftWarningsInput {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => [WarningOfDraftInput], { description: 'Which; bounded(5000)' }) warnings: WarningOfDraftInput[];
  @Field(() => Boolean, { defaultValue: true, description: 'false: they are to be looked at again' })
  accepted: boolean;
}

const { NotFound, StaleVersion, WrongState } = problems;
export const MendDraftLinesResult = resultUnion(
  'MendDraftLinesResult',
  () => DraftType,
  () => [NotFound, StaleVersion, WrongState, NoArticles],
);
export const AcceptDraftWarningsResult = resultUnion(
  'AcceptDraftWarningsResult',
  () => DraftType,
  () => [NotFound, StaleVersion, WrongState],
);
