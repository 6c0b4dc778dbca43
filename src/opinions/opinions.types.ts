import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DraftTakenDown } from '../consultation/index.js';
import { BulkDoneType } from '../platform/api/bulk.js';
import { enumOf } from '../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../platform/api/problem.js';
import {
  channelWords,
  opinionActWords,
  opinionStateWords,
  quarantineReasonWords,
  setAsideReasonWords,
  targetKindWords,
} from './opinion.words.js';

export const TargetKindEnum = enumOf('TargetKind', 'What an opinion is about', targetKindWords);
export type TargetKindValue = keyof typeof targetKindWords;
export const ActEnum = enumOf('OpinionAct', 'What somebody wants done', opinionActWords);
export type OpinionActValue = keyof typeof opinionActWords;
export const ChannelEnum = enumOf('Channel', 'How it came; the handling is the same', channelWords);
export type ChannelValue = keyof typeof channelWords;
export const OpinionStateEnum = enumOf('OpinionState', 'Where an opinion stands', opinionStateWords);
export type OpinionStateValue = keyof typeof opinionStateWords;
export const SetAsideReasonEnum = enumOf('SetAsideReason', 'Why an opinion is not in the return', setAsideReasonWords);
export type SetAsideReasonValue = keyof typeof setAsideReasonWords;
export const QuarantineReasonEnum = enumOf(
  'QuarantineReason',
  'Why an opinion is kept apart until somebody has looked at it',
  quarantineReasonWords,
);
export type QuarantineReasonValue = keyof typeof quarantineReasonWords;

@InputType({ description: 'What an opinion is about' })
export class TargetInput {
  @Field(() => TargetKindEnum, { description: 'What kind of place' }) kind: TargetKindValue;
  @Field(() => ID, { nullable: true, description: 'The article, for ARTICLE and NEW_ARTICLE_AFTER' }) provisionId?:
    string | null;
  @Field(() => String, { nullable: true, description: 'A place inside it, such as p2.i3' }) path?: string | null;
  @Field(() => String, { nullable: true, description: 'Words of it, as they stand' }) quote?: string | null;
}

@InputType({ description: 'One voice' })
export class OpinionInput {
  @Field(() => String, {
    description: '16 to 64 random letters made by the sender: the same key and words are stored once',
  })
  submissionKey: string;
  @Field(() => ChannelEnum, { defaultValue: 'CODE', description: 'How it came' }) channel: ChannelValue;
  @Field(() => Boolean, {
    defaultValue: false,
    description: "Straight to the legislature, out of the contact point's sight 直接交法工委",
  })
  direct: boolean;
  @Field(() => TargetInput, { description: 'What it is about' }) target: TargetInput;
  @Field(() => ActEnum, { defaultValue: 'AMEND', description: 'What is wanted' }) act: OpinionActValue;
  @Field(() => String, { description: 'The words, verbatim' }) text: string;
  @Field(() => String, { nullable: true, description: '建议的写法' }) proposedWording?: string | null;
  @Field(() => String, { nullable: true, description: '理由' }) reason?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'The day it was said, YYYY-MM-DD, where an officer types it (enterOpinions): from the opening day to today; after the closing day it must be given. Not for whoever speaks now',
  })
  saidOn?: string | null;
}

@InputType({ description: 'A resident speaks under a code' })
export class SubmitOpinionInput {
  @Field(() => String, { description: 'The ten digits of the law code' }) lawCode: string;
  @Field(() => OpinionInput, { description: 'What is said' }) opinion: OpinionInput;
}

@InputType({ description: 'Opinions that do not go into the return' })
export class SetAsideOpinionsInput {
  @Field(() => [ID], { description: 'Which; bounded(500)' }) opinionIds: string[];
  @Field(() => SetAsideReasonEnum, { description: 'Why' }) reason: SetAsideReasonValue;
  @Field(() => String, { nullable: true, description: 'More in words' }) note?: string | null;
}

@InputType({ description: 'Opinions to take back into work' })
export class RestoreOpinionsInput {
  @Field(() => [ID], { description: 'Which; bounded(500)' }) opinionIds: string[];
}

@InputType({ description: 'Whose contact data to read' })
export class ReadContactInput {
  @Field(() => ID, { description: 'The opinion beside which it was left' }) opinionId: string;
}

@InputType({ description: 'Whose contact data to erase' })
export class EraseContactInput {
  @Field(() => ID, { description: 'The opinion beside which it was left' }) opinionId: string;
}

@ObjectType('Contact', { description: 'What a resident left to be reached by' })
export class ContactType {
  @Field(() => String, { nullable: true, description: 'A name, or how somebody likes to be called' }) name:
    string | null;
  @Field(() => String, { nullable: true, description: 'As it was typed, full-width signs made half-width' }) phone:
    string | null;
}

@ObjectType('ContactErased', { description: 'It is gone, and a restored backup does not bring it back' })
export class ContactErasedType {
  @Field(() => ID, { description: 'The opinion, whose words stay' }) id: string;
}

@ObjectType('OpinionReceived', { description: 'An acknowledged opinion: it is stored' })
export class OpinionReceivedType {
  @Field(() => String, { description: "16 digits; the resident's only secret, told once" }) receiptCode: string;
  @Field(() => String, { description: 'As it is printed: 4-4-4-4' }) printed: string;
  @Field(() => Boolean, { description: 'This very opinion was stored before' }) repeated: boolean;
}

@ObjectType('EnteredOpinion', { description: 'What happened to one of the voices that were typed in' })
export class EnteredOpinionType {
  @Field(() => Int, { description: 'Its place in the input, from 0' }) index: number;
  @Field(() => ID, { nullable: true, description: 'The stored opinion' }) opinionId: string | null;
  @Field(() => String, { nullable: true, description: 'Its receipt code, for the person who spoke' }) receiptCode:
    string | null;
  @Field(() => String, { nullable: true, description: 'Why it was not stored' }) problem: string | null;
}

@ObjectType('OpinionsEntered', { description: 'One line per voice, in order' })
export class OpinionsEnteredType {
  @Field(() => [EnteredOpinionType], { description: 'One line per voice; bounded(200)' }) lines: EnteredOpinionType[];
}

@ObjectType('OpinionPicture', {
  description: '照片 sent with an opinion, decoded and encoded again: no place, no time, no device in it',
})
export class OpinionPictureType {
  @Field(() => Int, { description: 'Its place among the pictures of the opinion, from 1' }) ordinal: number;
  @Field(() => Int, { description: 'Pixels across, upright' }) width: number;
  @Field(() => Int, { description: 'Pixels down, upright' }) height: number;
  @Field(() => Int, { description: 'Bytes' }) size: number;
  @Field(() => String, {
    description: 'Where it is to be looked at, by whoever may read the opinion; every look stands in the ledger',
  })
  path: string;
}

@ObjectType('Opinion', { description: 'What one resident said, verbatim (群众原话)' })
export class OpinionType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => String, { description: 'The words' }) text: string;
  @Field(() => String, { nullable: true, description: '建议的写法' }) proposedWording: string | null;
  @Field(() => String, { nullable: true, description: '理由' }) reason: string | null;
  @Field(() => ActEnum, { description: 'What is wanted' }) act: OpinionActValue;
  @Field(() => ChannelEnum, { description: 'How it came' }) channel: ChannelValue;
  @Field(() => TargetKindEnum, { description: 'What kind of place it is about' }) targetKind: TargetKindValue;
  @Field(() => ID, { nullable: true, description: 'The article' }) provisionId: string | null;
  @Field(() => String, { nullable: true, description: 'The place inside it' }) path: string | null;
  @Field(() => String, { nullable: true, description: 'The quoted words' }) quote: string | null;
  @Field(() => ID, { nullable: true, description: 'The contact point it came through' }) contactPointId: string | null;
  @Field(() => OpinionStateEnum, { description: 'Where it stands' }) state: OpinionStateValue;
  @Field(() => SetAsideReasonEnum, { nullable: true, description: 'Why it was set aside' })
  setAsideReason: SetAsideReasonValue | null;
  @Field(() => Date, { description: 'When it was stored' }) receivedAt: Date;
  @Field(() => String, { nullable: true, description: 'The day it was said, where an officer who typed it gave one' })
  saidOn: string | null;
  @Field(() => Boolean, { description: 'Said after the closing day' }) late: boolean;
  @Field(() => QuarantineReasonEnum, { nullable: true, description: 'Why it is kept apart 隔离待核' })
  quarantineReason: QuarantineReasonValue | null;
  @Field(() => String, {
    nullable: true,
    description: 'null: more on why it is kept apart is read with its words, by those who are named',
  })
  quarantineNote: string | null;
  @Field(() => Boolean, { description: 'Went straight to the legislature, out of the sight of contact points' })
  direct: boolean;
  @Field(() => ID, { description: 'The consultation it came in' }) consultationId: string;
  @Field(() => ID, { nullable: true, description: 'The comment that is made of it' }) commentId: string | null;
  @Field(() => Int, { description: 'How often its standing has changed' }) version: number;
}

const NotOpenYet = problemType('NOT_OPEN_YET', 'The consultation has not begun');
const Closed = problemType('CLOSED', 'The consultation is over; the text is not lost');
const UnknownCode = problemType('UNKNOWN_CODE', 'There is no such code');
const CodeRevoked = problemType('CODE_REVOKED', 'The code is no longer in use; the message says what to do', {
  replacedBy: { type: () => String, nullable: true, description: 'The ten digits of the code that took its place' },
});
const NotPublished = problemType('NOT_PUBLISHED', 'The draft is not published');
const TargetNotFound = problemType('TARGET_NOT_FOUND', 'There is no such place in the draft');
const QuoteNotFound = problemType('QUOTE_NOT_FOUND', 'The quoted words do not stand there');
const StorageLow = problemType('STORAGE_LOW', 'The disk of the server is nearly full; nothing was stored');
const { NotFound, ReauthenticationNeeded } = problems;

const ConsultationSuspended = problemType(
  'CONSULTATION_SUSPENDED',
  'The consultation takes nothing for a while; the message says why, the text is not lost',
  { reason: { type: () => String, description: 'Why' } },
);
const ConsultationCancelled = problemType(
  'CONSULTATION_CANCELLED',
  'The consultation is over for good; the message says why, the text is not lost',
  { reason: { type: () => String, description: 'Why' } },
);

const TooManyOpinions = problemType(
  'TOO_MANY_OPINIONS',
  'So many came from this address, or under this code, that this one was not taken; send it again later',
  { retryAfterSeconds: { type: () => Int, description: 'Seconds until then' } },
);

export const SubmitOpinionResult = resultUnion(
  'SubmitOpinionResult',
  () => OpinionReceivedType,
  () => [
    TooManyOpinions,
    NotFound,
    NotOpenYet,
    Closed,
    ConsultationSuspended,
    ConsultationCancelled,
    DraftTakenDown,
    UnknownCode,
    CodeRevoked,
    NotPublished,
    TargetNotFound,
    QuoteNotFound,
    StorageLow,
  ],
);
export const EnterOpinionsResult = resultUnion(
  'EnterOpinionsResult',
  () => OpinionsEnteredType,
  () => [NotFound],
);
export const SetAsideOpinionsResult = resultUnion('SetAsideOpinionsResult', () => BulkDoneType);
export const RestoreOpinionsResult = resultUnion('RestoreOpinionsResult', () => BulkDoneType);
export const ReadContactResult = resultUnion(
  'ReadContactResult',
  () => ContactType,
  () => [NotFound, ReauthenticationNeeded],
);
export const EraseContactResult = resultUnion(
  'EraseContactResult',
  () => ContactErasedType,
  () => [NotFound],
);
