/** What GraphQL shows of an office's own letterhead 版头. */
import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';
import { isSubject } from '../platform/api/subjects.js';

@ObjectType('LetterheadFace', { description: 'A face that a letterhead is in' })
export class LetterheadFaceType {
  @Field(() => String, { description: 'As Word names it' }) name: string;
  @Field(() => Boolean, { description: 'Whether this server has it; else PDFs are set in the face of titles' })
  here: boolean;
}

@ObjectType('LetterheadMark', { description: '发文机关标志 as the office drew it' })
export class LetterheadMarkType {
  @Field(() => String, { description: 'Its words' }) text: string;
  @Field(() => String, { description: 'The face' }) face: string;
  @Field(() => Float, { description: 'In points' }) points: number;
  @Field(() => String, { description: 'RRGGBB' }) colour: string;
}

@ObjectType('LetterheadRemark', { description: 'What has to be mended in a letterhead' })
export class LetterheadRemarkType {
  @Field(() => String, { description: 'Where: 页边距, 发文机关标志, 正文第2段' }) place: string;
  @Field(() => String, { description: 'What is the matter and what to do' }) words: string;
}

@ObjectType('LetterheadReading', { description: 'A .docx as it was looked at; nothing is stored' })
export class LetterheadReadingType {
  @Field(() => ID, { description: 'The file' }) fileId: string;
  @Field(() => LetterheadMarkType, { nullable: true, description: 'null where something has to be mended' })
  mark: LetterheadMarkType | null;
  @Field(() => [LetterheadFaceType], { description: 'Its faces; bounded(200)' }) faces: LetterheadFaceType[];
  @Field(() => [LetterheadRemarkType], { description: 'In the order in which a clerk looks; bounded(300)' })
  remarks: LetterheadRemarkType[];
}

@ObjectType('Letterhead', { description: 'The letterhead that letters bear 版头' })
export class LetterheadType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The .docx as it was brought' }) fileId: string;
  @Field(() => Date, { description: 'From when on' }) takenAt: Date;
  @Field(() => Date, { nullable: true, description: 'Until when; null while it is in use' }) removedAt: Date | null;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
  /** for field resolvers */
  takenBy: string;
}
isSubject('Letterhead', () => LetterheadType);

@InputType({ description: 'A letterhead that letters are to bear' })
export class TakeLetterheadInput {
  @Field(() => ID, { description: 'The uploaded .docx' }) fileId: string;
}

@InputType({ description: 'A letterhead that letters are to bear no more' })
export class RemoveLetterheadInput {
  @Field(() => ID, { description: 'Which' }) letterheadId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
}

const { NotFound, StaleVersion, ReauthenticationNeeded } = problems;
const NotInOrder = problemType(
  'LETTERHEAD_NOT_IN_ORDER',
  'The letterhead has to be mended first; the message has a line a remark',
);
export const LetterheadReadingResult = resultUnion(
  'LetterheadReadingResult',
  () => LetterheadReadingType,
  () => [NotFound],
);
export const TakeLetterheadResult = resultUnion(
  'TakeLetterheadResult',
  () => LetterheadType,
  () => [NotFound, NotInOrder, ReauthenticationNeeded],
);
export const RemoveLetterheadResult = resultUnion(
  'RemoveLetterheadResult',
  () => LetterheadType,
  () => [NotFound, StaleVersion, ReauthenticationNeeded],
);
