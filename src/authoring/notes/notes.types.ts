/** What GraphQL shows and takes of 说明, 要点, 条文说明 and 参阅资料. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../platform/api/enums.js';
import { problems, resultUnion } from '../../platform/api/problem.js';
import { DraftType, UnreadableFile } from '../drafts/draft.types.js';
import { textLineKindWords } from './notes.words.js';

export const TextLineKindEnum = enumOf('TextLineKind', 'What a line of a printed text is', textLineKindWords);

@ObjectType('TextLine', { description: 'A line of a text as it is printed' })
export class TextLineType {
  @Field(() => TextLineKindEnum, { description: 'What it is' }) kind: keyof typeof textLineKindWords;
  @Field(() => String, { description: '第一条, 第一章; empty where the line has no number' }) label: string;
  @Field(() => String, { description: 'Its words without the number' }) text: string;
}

@ObjectType('DraftStatement', { description: '说明 of a text as it was last said' })
export class DraftStatementType {
  @Field(() => Int, { description: 'For expectedRevision; 0 where nothing was said yet' }) revision: number;
  @Field(() => String, { description: 'Its title; empty where there is none' }) title: string;
  @Field(() => [TextLineType], { description: 'Its lines, none where there is no 说明; bounded(2000)' })
  lines: TextLineType[];
  @Field(() => ID, { nullable: true, description: 'The file it was read from, for GET /files/<id>; null where typed' })
  fileId: string | null;
  @Field(() => Date, { nullable: true, description: 'When it was last said; null where nothing was' }) at: Date | null;
}

@ObjectType('KeyPoint', { description: '要点: a question that a resident has, with the answer of the text' })
export class KeyPointType {
  @Field(() => String, { description: '人被关在电梯里，多久来人？' }) question: string;
  @Field(() => String, { description: '三十分钟以内; with the question at most 28 characters' }) answer: string;
  @Field(() => String, { description: '第四十七条; empty where no one article says it' }) provisionLabel: string;
}

@ObjectType('DraftKeyPoints', { description: '一句话 and 要点 of a text as they were last said' })
export class DraftKeyPointsType {
  @Field(() => Int, { description: 'For expectedRevision; 0 where nothing was said yet' }) revision: number;
  @Field(() => String, { description: 'What the text governs, in one sentence; empty for none' }) sentence: string;
  @Field(() => [KeyPointType], { description: 'What residents see first, in this order; bounded(5)' })
  points: KeyPointType[];
  @Field(() => Date, { nullable: true, description: 'When it was last said; null where nothing was' }) at: Date | null;
}

@ObjectType('DraftReference', { description: 'Something to read beside a text' })
export class DraftReferenceType {
  @Field(() => String, { description: 'What it is called' }) title: string;
  @Field(() => String, { description: 'Where it is found, in words; empty where the file is all' }) words: string;
  @Field(() => ID, { nullable: true, description: 'The file, for GET /files/<id>; null for none' })
  fileId: string | null;
}

@ObjectType('DraftReferences', { description: '参阅资料 of a text as they were last listed' })
export class DraftReferencesType {
  @Field(() => Int, { description: 'For expectedRevision; 0 where nothing was said yet' }) revision: number;
  @Field(() => [DraftReferenceType], { description: 'In the order of the office; bounded(20)' })
  entries: DraftReferenceType[];
  @Field(() => Date, { nullable: true, description: 'When it was last said; null where nothing was' }) at: Date | null;
}

@ObjectType('ProvisionNote', { description: '条文说明: the plain words about one article; the article counts' })
export class ProvisionNoteType {
  @Field(() => Int, { description: 'For expectedRevision; 0 where nothing was said yet' }) revision: number;
  @Field(() => String, { description: 'At most 500 characters; empty for none' }) text: string;
}

@InputType({ description: '说明 of a text: words or a file' })
export class SaveStatementInput {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
  @Field(() => Int, { description: 'The revision that was read, 0 for the first' }) expectedRevision: number;
  @Field(() => String, { defaultValue: '', description: 'At most 150 characters; empty: as the words say it' })
  title: string;
  @Field(() => String, {
    defaultValue: '',
    description: 'A paragraph a line, at most 100,000 characters and 2,000 lines; empty without a file: there is none',
  })
  text: string;
  @Field(() => ID, {
    nullable: true,
    defaultValue: null,
    description: 'A .docx, .odt, .doc, .pdf, .txt or .md as POST /files answered it, instead of words',
  })
  fileId: string | null;
}

@InputType({ description: 'A question that a resident has' })
export class KeyPointInput {
  @Field(() => String, { description: '1 to 28 characters, together with the answer' }) question: string;
  @Field(() => String, { description: 'What the text answers' }) answer: string;
  @Field(() => String, {
    defaultValue: '',
    description: '第四十七条, as the text numbers it; empty for no one article',
  })
  provisionLabel: string;
}

@InputType({ description: '一句话 and 要点 of a text' })
export class SaveKeyPointsInput {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
  @Field(() => Int, { description: 'The revision that was read, 0 for the first' }) expectedRevision: number;
  @Field(() => String, { defaultValue: '', description: 'At most 40 characters; empty for none' }) sentence: string;
  @Field(() => [KeyPointInput], { description: 'All of them, in order; bounded(5)' }) points: KeyPointInput[];
}

@InputType({ description: '条文说明 of one article' })
export class SaveProvisionNoteInput {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
  @Field(() => String, { description: '第十七条之一, as the text numbers it' }) label: string;
  @Field(() => Int, { description: 'The revision that was read, 0 for the first' }) expectedRevision: number;
  @Field(() => String, { description: 'At most 500 characters; empty: there is none' }) text: string;
}

@InputType({ description: 'Something to read beside a text: words, a file, or both' })
export class DraftReferenceInput {
  @Field(() => String, { description: '1 to 100 characters' }) title: string;
  @Field(() => String, { defaultValue: '', description: 'Where it is found, at most 300 characters' }) words: string;
  @Field(() => ID, { nullable: true, defaultValue: null, description: 'As POST /files answered it' })
  fileId: string | null;
}

@InputType({ description: '参阅资料 of a text' })
export class SaveReferencesInput {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
  @Field(() => Int, { description: 'The revision that was read, 0 for the first' }) expectedRevision: number;
  @Field(() => [DraftReferenceInput], { description: 'All of them, in order; bounded(20)' })
  entries: DraftReferenceInput[];
}

const { NotFound, StaleVersion, WrongState } = problems;
const said = (name: string, ...more: (typeof NotFound)[]) =>
  resultUnion(
    name,
    () => DraftType,
    () => [NotFound, StaleVersion, WrongState, ...more],
  );
export const SaveStatementResult = said('SaveStatementResult', UnreadableFile);
export const SaveKeyPointsResult = said('SaveKeyPointsResult');
export const SaveProvisionNoteResult = said('SaveProvisionNoteResult');
export const SaveReferencesResult = said('SaveReferencesResult');
