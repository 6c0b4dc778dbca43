/** What GraphQL shows of papers that are prepared, signed and sent. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DraftTakenDown } from '../../consultation/index.js';
import { BulkDoneType, RefusedItemType } from '../../platform/api/bulk.js';
import { connectionOf } from '../../platform/api/connection.js';
import { enumOf } from '../../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../../platform/api/problem.js';
import { isSubject } from '../../platform/api/subjects.js';
import { NumberNeeded, NumbersExhausted, NumberTaken } from '../../papers/index.js';
import { NotForEverybodyPaper, PaperEditInput } from './papers.types.js';
import type { RunKind } from './paper-run.rules.js';
import { deliveryWords, numberingWords, runKindWords, runStateWords } from './paper.words.js';

export const PaperKindEnum = enumOf('PaperKind', 'Papers that are prepared, signed and sent', runKindWords);
export const NumberingEnum = enumOf('Numbering', 'How papers that go out as one are numbered', numberingWords);
export const PaperRunStateEnum = enumOf('PaperRunState', 'Where papers that go out as one stand', runStateWords);
export const DeliveryEnum = enumOf('Delivery', 'How a paper reached its body', deliveryWords);

@ObjectType('PaperRun', { description: 'Papers of one kind about one round or several, prepared and signed as one' })
export class PaperRunType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => PaperKindEnum, { description: 'Which kind' }) kind: RunKind;
  @Field(() => NumberingEnum, { description: 'How they are numbered' }) numbering: keyof typeof numberingWords;
  @Field(() => PaperRunStateEnum, { description: 'Where they stand' }) state: keyof typeof runStateWords;
  @Field(() => [ID], { description: 'The rounds they are about; bounded(10)' }) consultationIds: string[];
  @Field(() => Int, { description: 'How many papers' }) total: number;
  @Field(() => Date, { description: 'When they were prepared' }) preparedAt: Date;
  @Field(() => Date, { nullable: true, description: 'When they were signed' }) signedAt: Date | null;
  @Field(() => String, { nullable: true, description: '成文日期, YYYY-MM-DD' }) issueDate: string | null;
  @Field(() => String, { nullable: true, description: 'The one number of all; null where each has its own, or none' })
  documentNumber: string | null;
  @Field(() => ID, { nullable: true, description: 'Annexes that are the same for all, bound apart, as .docx' })
  volumeDocxFileId: string | null;
  @Field(() => ID, { nullable: true, description: 'The same as PDF' }) volumePdfFileId: string | null;
  @Field(() => String, { nullable: true, description: 'Why they are void' }) voidReason: string | null;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
  /** for field resolvers */
  preparedBy: string;
  signedBy: string | null;
}
isSubject('PaperRun', () => PaperRunType);
export const PaperRunConnection = connectionOf('PaperRun', () => PaperRunType);

@ObjectType('PaperRunProgress', { description: 'How far the files of signed papers have come' })
export class PaperRunProgressType {
  @Field(() => Int, { description: 'Papers whose files are there' }) done: number;
  @Field(() => Int, { description: 'Papers that could not be set; each says why' }) failed: number;
  @Field(() => Int, { description: 'All of them' }) total: number;
  @Field(() => Boolean, { description: 'Something is left and nobody will try it (setPapersAgain)' })
  standsStill: boolean;
}

@ObjectType('PastedPaper', { description: 'A paper for the editors of web sites and official accounts 网页文字' })
export class PastedPaperType {
  @Field(() => String, { description: 'Inline styles alone: such editors drop classes, tables and scripts' })
  html: string;
  @Field(() => String, { description: 'The same words, plain' }) text: string;
}

@ObjectType('RoundPaper', { description: 'One paper of a run, to one body' })
export class RoundPaperType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The run' }) runId: string;
  @Field(() => String, { description: 'Whom it goes to by the name of that day; empty for everybody' })
  addressee: string;
  @Field(() => String, {
    nullable: true,
    description: 'Whose file it is, of a 内部 text; null where it is for the body',
  })
  reader: string | null;
  @Field(() => String, { nullable: true, description: '发文字号' }) documentNumber: string | null;
  @Field(() => String, { nullable: true, description: 'Day to answer by, YYYY-MM-DD' }) dueOn: string | null;
  @Field(() => ID, { nullable: true, description: 'Its .docx; null for a 内部 text' }) docxFileId: string | null;
  @Field(() => ID, { nullable: true, description: 'Its PDF' }) pdfFileId: string | null;
  @Field(() => ID, { nullable: true, description: 'The scan of the sealed paper' }) sealedFileId: string | null;
  @Field(() => String, { nullable: true, description: 'Why it could not be set, in words' }) failure: string | null;
  @Field(() => Date, { nullable: true, description: 'When it was delivered' }) deliveredAt: Date | null;
  @Field(() => DeliveryEnum, { nullable: true, description: 'How' }) delivery: keyof typeof deliveryWords | null;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
  /** for the field resolver */
  contactPointId: string | null;
}
export const RoundPaperConnection = connectionOf('RoundPaper', () => RoundPaperType);

@ObjectType('PapersPrepared', { description: 'What became of a list of bodies' })
export class PapersPreparedType {
  @Field(() => PaperRunType, { description: 'The papers' }) run: PaperRunType;
  @Field(() => [RefusedItemType], { description: 'Bodies that get none, with the reason; bounded(2000)' })
  refused: RefusedItemType[];
}

@InputType({ description: 'Who in a body reads a 内部 text without signing in: the office prints their files' })
export class PaperReadersInput {
  @Field(() => ID, { description: 'The body' }) contactPointId: string;
  @Field(() => [String], { description: 'Their names, 1 to 20; bounded(20)' }) names: string[];
}

@InputType({ description: 'Papers to prepare for rounds that are out' })
export class PreparePapersInput {
  @Field(() => PaperKindEnum, { description: 'Which kind' }) kind: RunKind;
  @Field(() => [ID], { description: 'The rounds, 1 to 10, in the order of their texts; bounded(10)' })
  consultationIds: string[];
  @Field(() => [ID], { nullable: true, description: 'Which bodies; all that were asked if absent; bounded(2000)' })
  contactPointIds?: string[] | null;
  @Field(() => NumberingEnum, { defaultValue: 'ONE', description: 'How they are numbered; a 公告 has no number' })
  numbering: keyof typeof numberingWords;
  @Field(() => String, { nullable: true, description: 'Of a 催办函: the day to which it asks, YYYY-MM-DD' })
  newDueOn?: string | null;
  @Field(() => [PaperReadersInput], {
    defaultValue: [],
    description:
      'Of a 内部 text: readers beside the liaison officers 联络员 of each body, who have a file each; bounded(2000)',
  })
  readers: PaperReadersInput[];
  @Field(() => [PaperEditInput], { defaultValue: [], description: 'What a person changed; bounded(50)' })
  edits: PaperEditInput[];
}

@InputType({ description: 'Prepared papers to sign' })
export class SignPapersInput {
  @Field(() => ID, { description: 'Which run' }) runId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { nullable: true, description: '成文日期, YYYY-MM-DD; today if absent' }) issueDate?:
    string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'The number, or the first of them, as the office’s register has it; only where one is kept',
  })
  number?: number | null;
}

@InputType({ description: 'Papers that are no longer right' })
export class VoidPapersInput {
  @Field(() => ID, { description: 'Which run' }) runId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { description: 'Why, 1 to 500 characters' }) reason: string;
}

@InputType({ description: 'A signed run of which something could not be set' })
export class SetPapersAgainInput {
  @Field(() => ID, { description: 'Which run' }) runId: string;
}

@InputType({ description: 'Papers that are handed over' })
export class DeliverPapersInput {
  @Field(() => [ID], { description: 'Which papers, 1 to 2,000; bounded(2000)' }) paperIds: string[];
  @Field(() => DeliveryEnum, { defaultValue: 'SYSTEM', description: 'How' }) delivery: keyof typeof deliveryWords;
}

@InputType({ description: 'A signed paper that was sealed' })
export class SealPaperInput {
  @Field(() => ID, { description: 'Which paper' }) paperId: string;
  @Field(() => ID, { description: 'The uploaded scan: a PDF, a JPEG or a PNG' }) fileId: string;
}

const { NotFound, StaleVersion, WrongState, ReauthenticationNeeded } = problems;
const NotInOrder = problemType('PAPER_NOT_IN_ORDER', 'The clerk would send it back; the message has a line a remark');
const Nothing = problemType('NOTHING_TO_PREPARE', 'No body is left that gets one');
const SamePerson = problemType('SAME_PERSON', 'Whoever prepared it may not do this step');
const TooMany = problemType('TOO_MANY_COPIES_OF_PAPER', 'More readers of a 内部 text than one run has papers');
const GoesOn = problemType('RUN_GOES_ON', 'Nothing holds the run up, or nothing is left of it to do');

export const PreparePapersResult = resultUnion(
  'PreparePapersResult',
  () => PapersPreparedType,
  () => [NotFound, WrongState, NotInOrder, Nothing, TooMany, NotForEverybodyPaper, DraftTakenDown],
);
export const SignPapersResult = resultUnion(
  'SignPapersResult',
  () => PaperRunType,
  () => [
    NotFound,
    StaleVersion,
    WrongState,
    SamePerson,
    NumberNeeded,
    NumberTaken,
    NumbersExhausted,
    NotInOrder,
    ReauthenticationNeeded,
  ],
);
export const VoidPapersResult = resultUnion(
  'VoidPapersResult',
  () => PaperRunType,
  () => [NotFound, StaleVersion, WrongState],
);
export const SetPapersAgainResult = resultUnion(
  'SetPapersAgainResult',
  () => PaperRunType,
  () => [NotFound, WrongState, GoesOn],
);
export const DeliverPapersResult = resultUnion('DeliverPapersResult', () => BulkDoneType);
export const SealPaperResult = resultUnion(
  'SealPaperResult',
  () => RoundPaperType,
  () => [NotFound, WrongState],
);
@ObjectType('DeliveredPaper', { description: 'A paper about a task, as its body got it' })
export class DeliveredPaperType {
  @Field(() => PaperKindEnum, { description: 'What it is' }) kind: RunKind;
  @Field(() => Boolean, { description: 'Whether it was made void since' }) isVoid: boolean;
  @Field(() => String, { nullable: true, description: '成文日期, YYYY-MM-DD' }) issueDate: string | null;
  @Field(() => ID, { nullable: true, description: 'The annexes that are bound apart, as PDF' }) volumePdfFileId:
    string | null;
  @Field(() => RoundPaperType, { description: 'The paper with its files' }) paper: RoundPaperType;
}
export const DeliveredPaperConnection = connectionOf('DeliveredPaper', () => DeliveredPaperType);
