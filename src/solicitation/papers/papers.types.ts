/** What GraphQL shows of the papers of a round while they are looked at. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import {
  type ConsultationMethodValue,
  DraftTakenDown,
  FocusQuestionInput,
  MethodEnum,
} from '../../consultation/index.js';
import { enumOf } from '../../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../../platform/api/problem.js';
import { previewKindWords } from './paper.words.js';

export const PaperPreviewKindEnum = enumOf('PaperPreviewKind', 'What is looked at of a round', previewKindWords);
export type PaperPreviewKind = keyof typeof previewKindWords;

const blockKindWords = { PARAGRAPH: '段落', HEADING_1: '一级标题', HEADING_2: '二级标题' } as const;
export const PaperBlockKindEnum = enumOf('PaperBlockKind', 'What a stretch of a paper is', blockKindWords);

@ObjectType('PaperBlock', { description: 'A paragraph or a heading of a paper' })
export class PaperBlockType {
  @Field(() => PaperBlockKindEnum, { description: 'What it is' }) kind: keyof typeof blockKindWords;
  @Field(() => String, { description: 'Its words, the number of a heading included' }) text: string;
  @Field(() => Boolean, { description: 'Whether a person put it in the place of ours' }) edited: boolean;
  @Field(() => Int, {
    description: 'Which paragraph it is for an edit, counted from 0 in the paper as we would write it',
  })
  paragraph: number;
  @Field(() => String, { description: 'Ours: what an edit of it names as `before`' }) ours: string;
}

@ObjectType('PaperRemark', { description: 'What a strict clerk would send a paper back for (核稿)' })
export class PaperRemarkType {
  @Field(() => String, { description: 'Where: 标题, 正文第2段, 附件说明' }) place: string;
  @Field(() => String, { description: 'What is the matter and what to write instead' }) words: string;
}

@ObjectType('PaperTable', { description: 'A form or a list that goes with a paper' })
export class PaperTableType {
  @Field(() => String, { description: 'Its head' }) title: string;
  @Field(() => [String], { description: 'Lines over the table; bounded(10)' }) above: string[];
  @Field(() => [String], { description: 'Heads of its columns; bounded(10)' }) heads: string[];
  @Field(() => [Int], { description: 'Widths of its columns in millimetres; bounded(10)' }) widths: number[];
  @Field(() => [[String]], { description: 'Its rows; bounded(2000)' }) rows: string[][];
}

@ObjectType('PaperPreview', { description: 'A paper of a round in the words that it has now; nothing is stored' })
export class PaperPreviewType {
  @Field(() => PaperPreviewKindEnum, { description: 'What it is' }) kind: PaperPreviewKind;
  @Field(() => String, { description: 'The organ whose mark it bears' }) issuer: string;
  @Field(() => String, { nullable: true, description: 'The number that it would have; null: none, or not yet' })
  documentNumber: string | null;
  @Field(() => String, { description: 'Title, line feeds where it is broken; empty for a message' }) title: string;
  @Field(() => String, { description: 'Whom it goes to, without the colon; empty for everybody' }) addressee: string;
  @Field(() => [PaperBlockType], { description: 'Its body; bounded(200)' }) blocks: PaperBlockType[];
  @Field(() => [String], { description: '附件 by name, without numbers; bounded(30)' }) attachments: string[];
  @Field(() => String, { description: '署名' }) signatory: string;
  @Field(() => String, { description: '成文日期; empty while it is not signed' }) date: string;
  @Field(() => String, { nullable: true, description: '附注 without brackets' }) contact: string | null;
  @Field(() => [String], { description: '抄送; bounded(20)' }) copies: string[];
  @Field(() => PaperTableType, { nullable: true, description: 'The form of a RETURN_FORM, the list of a NOTICE' })
  table: PaperTableType | null;
  @Field(() => String, {
    nullable: true,
    description: 'The words to paste: of a message, or of a NOTICE as plain text',
  })
  text: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The same as HTML for the editors of web sites and official accounts: inline styles alone',
  })
  html: string | null;
  @Field(() => Int, { nullable: true, description: 'Signs of a message, as people count them' }) signs: number | null;
  @Field(() => [PaperRemarkType], { description: 'What has to be mended before it is prepared; bounded(100)' })
  remarks: PaperRemarkType[];
  @Field(() => [String], { description: 'What the office may want to look at; it hinders nothing; bounded(20)' })
  warnings: string[];
}

@InputType({ description: 'Words that a person put in the place of ours' })
export class PaperEditInput {
  @Field(() => Int, { description: 'Which paragraph, counted from 0' }) paragraph: number;
  @Field(() => String, { description: 'Ours, as it stood: where it is another now, the edit is looked at again' })
  before: string;
  @Field(() => String, { description: 'Theirs, at most 2,000 characters; empty takes the paragraph away' })
  words: string;
}

@InputType({ description: 'A round as it is being prepared' })
export class PaperPreviewInput {
  @Field(() => PaperPreviewKindEnum, { description: 'Which paper' }) kind: PaperPreviewKind;
  @Field(() => [ID], { description: 'The texts, 1 to 10, in their order; bounded(10)' }) draftIds: string[];
  @Field(() => MethodEnum, { defaultValue: 'PUBLIC', description: 'How people are asked' })
  method: ConsultationMethodValue;
  @Field(() => String, { description: 'First day, YYYY-MM-DD' }) opensOn: string;
  @Field(() => String, { description: 'Last day, inclusive, YYYY-MM-DD' }) closesOn: string;
  @Field(() => String, { nullable: true, description: 'Due day of the bodies; the last day if absent' })
  dueOn?: string | null;
  @Field(() => String, { nullable: true, description: 'Of a 催办函: the day to which it asks' }) newDueOn?:
    string | null;
  @Field(() => String, { nullable: true, description: '来由' }) origin?: string | null;
  @Field(() => String, { nullable: true, description: '范围' }) askedRange?: string | null;
  @Field(() => String, { nullable: true, description: '下一环节' }) nextStep?: string | null;
  @Field(() => [FocusQuestionInput], { defaultValue: [], description: '重点; bounded(10)' })
  focus: FocusQuestionInput[];
  @Field(() => ID, { nullable: true, description: 'The body it goes to; 各基层立法联系点 if absent' })
  contactPointId?: string | null;
  @Field(() => [PaperEditInput], { defaultValue: [], description: 'What a person changed; bounded(50)' })
  edits: PaperEditInput[];
}

@ObjectType('PaperDraft', { description: 'A paper that nobody signed, to print and to pass round 函稿' })
export class PaperDraftType {
  @Field(() => String, { description: 'What the file is called' }) fileName: string;
  @Field(() => String, { description: 'The PDF, 未签发 across each page, in base64' }) pdf: string;
}

export const NotForEverybodyPaper = problemType(
  'NOT_FOR_EVERYBODY_PAPER',
  'Not everybody is asked about this text, so that this paper is not made (定向, 内部)',
);
export const PaperPreviewResult = resultUnion(
  'PaperPreviewResult',
  () => PaperPreviewType,
  () => [problems.NotFound, NotForEverybodyPaper, DraftTakenDown],
);
export const PaperDraftResult = resultUnion(
  'PaperDraftResult',
  () => PaperDraftType,
  () => [problems.NotFound, NotForEverybodyPaper, DraftTakenDown],
);
