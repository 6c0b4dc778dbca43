/** What GraphQL shows of drafts 稿. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../platform/api/connection.js';
import { enumOf } from '../../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../../platform/api/problem.js';
import { isSubject } from '../../platform/api/subjects.js';
import { draftKindWords, draftScopeWords, draftStateWords } from './draft.words.js';
import { noticeSeverityWords } from './mending.words.js';

export const DraftKindEnum = enumOf('DraftKind', 'Which text of a regulation this is', draftKindWords);
export type DraftKindValue = keyof typeof draftKindWords;
export const DraftStateEnum = enumOf('DraftState', 'Where a draft stands', draftStateWords);
export type DraftStateValue = keyof typeof draftStateWords;
export const DraftScopeEnum = enumOf('DraftScope', 'Who may read a text', draftScopeWords);
export type DraftScopeValue = keyof typeof draftScopeWords;

export const NoticeSeverityEnum = enumOf(
  'NoticeSeverity',
  'What a warning asks of whoever imports',
  noticeSeverityWords,
);

@ObjectType('ImportFix', { description: 'What probably helps against a warning, as a button says it' })
export class ImportFixType {
  @Field(() => String, { description: '改成第二十二条' }) words: string;
  @Field(() => Int, { description: 'The first line that it changes' }) lineNumber: number;
  @Field(() => String, { nullable: true, description: 'What that line says then; null where it is joined or removed' })
  newText: string | null;
  @Field(() => Int, { description: 'How many lines it changes' }) lines: number;
}

@ObjectType('ImportNotice', { description: 'Something to look at after an import, with its line' })
export class ImportNoticeType {
  @Field(() => Int, { description: 'Line of the source, 0 for the whole file' }) line: number;
  @Field(() => String, { description: 'Stable code' }) code: string;
  @Field(() => Int, {
    description: 'Which of those at its line with its code, from 0: acceptDraftWarnings names it so',
  })
  place: number;
  @Field(() => String, { description: 'Chinese: what is odd and what to do' }) message: string;
  @Field(() => NoticeSeverityEnum, { description: 'Whether it must be settled before the text is checked' })
  severity: keyof typeof noticeSeverityWords;
  @Field(() => Boolean, { description: '原稿就是这样: somebody said that it is right as it stands' }) ignored: boolean;
  @Field(() => [ImportFixType], {
    description: 'What probably helps, the likeliest first, taken by its place in mendDraftLines; bounded(2)',
  })
  fixes: ImportFixType[];
}

@ObjectType('PreviewProvision', { description: 'An article as it was read, before anything is published' })
export class PreviewProvisionType {
  /** whose article it is; not shown */
  draftId: string;
  @Field(() => Int, { description: 'Place in the text, from 0' }) ordinal: number;
  @Field(() => String, { description: '第十七条之一' }) label: string;
  @Field(() => String, { nullable: true, description: '条旨' }) caption: string | null;
  @Field(() => [String], { description: 'Headings above it, outermost first; bounded(4)' }) headings: string[];
  @Field(() => String, { description: 'Its words without the number' }) text: string;
}

@ObjectType('Draft', { description: 'One text of a regulation (稿)' })
export class DraftType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The regulation' }) regulationId: string;
  @Field(() => Int, { description: 'Order among the texts of the regulation; the law in force is 0' }) sequence: number;
  @Field(() => DraftKindEnum, { description: 'Which text this is' }) kind: DraftKindValue;
  @Field(() => String, { description: 'Full printed title' }) title: string;
  @Field(() => DraftStateEnum, { description: 'Where it stands' }) state: DraftStateValue;
  @Field(() => DraftScopeEnum, {
    description:
      'Who may read it: everybody, the bodies asked, or of those each under the own name; settled when it is published',
  })
  scope: DraftScopeValue;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
  @Field(() => Date, { nullable: true, description: 'When it was published' }) publishedAt: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it is taken down; null where it is not' })
  takenDownReason: string | null;
}

@ObjectType('Provision', { description: 'An article of a published draft (条)' })
export class ProvisionType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => Int, { description: 'Place in the text, from 0' }) ordinal: number;
  @Field(() => String, { description: '第十七条之一' }) label: string;
  @Field(() => String, { nullable: true, description: '条旨' }) caption: string | null;
  @Field(() => String, { description: 'Its words without the number' }) text: string;
}

export const ImportNoticeConnection = connectionOf('ImportNotice', () => ImportNoticeType);
export const PreviewProvisionConnection = connectionOf('PreviewProvision', () => PreviewProvisionType);
export const ProvisionConnection = connectionOf('Provision', () => ProvisionType);
isSubject('Draft', () => DraftType);
export const DraftConnection = connectionOf('Draft', () => DraftType, { facets: true });

@InputType({ description: 'Which texts; every part that is given must hold' })
export class DraftFilterInput {
  @Field(() => [DraftStateEnum], { nullable: true, description: 'Only those that stand so; bounded(10)' })
  states?: DraftStateValue[] | null;
  @Field(() => [DraftKindEnum], { nullable: true, description: 'Only such texts; bounded(20)' })
  kinds?: DraftKindValue[] | null;
  @Field(() => [DraftScopeEnum], { nullable: true, description: 'Only those; bounded(5)' })
  scopes?: DraftScopeValue[] | null;
  @Field(() => Date, { nullable: true, description: 'Published at that moment or later' }) publishedFrom?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Published at that moment or before' }) publishedTo?: Date | null;
}

@InputType({ description: 'A text to import from an uploaded file' })
export class ImportDraftInput {
  @Field(() => ID, { description: 'The regulation' }) regulationId: string;
  @Field(() => DraftKindEnum, { description: 'Which text this is' }) kind: DraftKindValue;
  @Field(() => ID, { description: 'The file, as POST /files answered it' }) fileId: string;
  @Field(() => DraftScopeEnum, { defaultValue: 'PUBLIC', description: 'Who may read it once it is out' })
  scope: DraftScopeValue;
}

@InputType({ description: 'A retyped text' })
export class CorrectDraftInput {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { description: 'The whole text, a paragraph a line' }) text: string;
}

@InputType({ description: 'A person compared the tree with the paper' })
export class CheckDraftInput {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Every warning that is to be looked at (LOOK) was read and is right as it stands',
  })
  warningsRead: boolean;
}

@InputType({ description: 'Publishing a checked draft' })
export class PublishDraftInput {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
}

export const StorageLow = problemType('STORAGE_LOW', 'The disk of the server is nearly full; nothing was stored');
export const UnreadableFile = problemType('UNREADABLE_FILE', 'The file cannot be read; the message says which and why');
export const NoArticles = problemType('NO_ARTICLES', 'No article was found in the text');
const TextHasWarnings = problemType('TEXT_HAS_WARNINGS', 'Places are left to be looked at', {
  count: { type: () => Int, description: 'How many' },
});
const LaterDraftPublished = problemType('LATER_DRAFT_PUBLISHED', 'A later draft of the regulation is out already');
export const ImportDraftResult = resultUnion(
  'ImportDraftResult',
  () => DraftType,
  () => [problems.NotFound, UnreadableFile, NoArticles, StorageLow],
);
export const CorrectDraftResult = resultUnion(
  'CorrectDraftResult',
  () => DraftType,
  () => [problems.NotFound, problems.StaleVersion, problems.WrongState, NoArticles],
);
export const CheckDraftResult = resultUnion(
  'CheckDraftResult',
  () => DraftType,
  () => [problems.NotFound, problems.StaleVersion, problems.WrongState, TextHasWarnings],
);
export const PublishDraftResult = resultUnion(
  'PublishDraftResult',
  () => DraftType,
  () => [problems.NotFound, problems.StaleVersion, problems.WrongState, LaterDraftPublished],
);
