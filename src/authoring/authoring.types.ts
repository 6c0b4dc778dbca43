/** What GraphQL shows of regulations, drafts and lineage. */
import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../platform/graphql/enums.js';
import { problems, problemType, resultUnion } from '../platform/graphql/problem.js';

export const RegulationKindEnum = enumOf('RegulationKind', 'What kind of text it becomes', {
  REGULATION: '地方性法规',
  RULE: '规章',
  DECISION: '决定',
});
export const MakingEnum = enumOf('Making', 'How it is made', {
  ENACT: '制定',
  FULL_REVISION: '修订',
  AMENDMENT: '修正',
  REPEAL: '废止',
});
export const DraftKindEnum = enumOf('DraftKind', 'Which text of a regulation this is', {
  IN_FORCE: '现行法',
  CONSULTATION_DRAFT: '征求意见稿',
  DRAFT: '草案',
  REVISION_DRAFT: '修订草案',
  AMENDMENT_DRAFT: '修正草案',
  SECOND_READING_DRAFT: '草案二次审议稿',
  THIRD_READING_DRAFT: '草案三次审议稿',
  REVISED_DRAFT: '草案修改稿',
  VOTE_DRAFT: '表决稿',
  PROMULGATED: '公布文本',
});
export const DraftStateEnum = enumOf('DraftState', 'Where a draft stands', {
  IMPORTED: '待核对',
  CHECKED: '已核对',
  PUBLISHED: '已公布',
  SUPERSEDED: '已有新稿',
  TAKEN_DOWN: '已撤下',
});
export const RelationEnum = enumOf('Relation', 'How a new article comes from the old ones', {
  unchanged: '未变',
  modified: '修改',
  renumbered: '条号变动',
  moved: '移动',
  split: '拆分',
  merged: '合并',
  new: '新增',
  deleted: '删去',
});
export const LinkStatusEnum = enumOf('LinkStatus', 'Who says so', {
  PROPOSED: 'The machine proposed it 待确认',
  CONFIRMED: 'A person confirmed it 已确认',
  CORRECTED: 'A person corrected it 已改正',
  REJECTED: 'Replaced',
});

@ObjectType('Regulation', { description: 'A law in the making, over all its drafts (法规项目)' })
export class RegulationType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => String, { description: '法规名称' }) title: string;
  @Field(() => RegulationKindEnum, { description: 'What kind of text it becomes' }) kind: string;
  @Field(() => MakingEnum, { description: 'How it is made' }) making: string;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
}

@ObjectType('ImportNotice', { description: 'Something to look at after an import, with its line' })
export class ImportNoticeType {
  @Field(() => Int, { description: 'Line of the source, 0 for the whole file' }) line: number;
  @Field(() => String, { description: 'Stable code' }) code: string;
  @Field(() => String, { description: 'Chinese: what is odd and what to do' }) message: string;
}

@ObjectType('PreviewProvision', { description: 'An article as it was read, before anything is published' })
export class PreviewProvisionType {
  @Field(() => Int, { description: 'Place in the text, from 0' }) ordinal: number;
  @Field(() => String, { description: '第十七条之一' }) label: string;
  @Field(() => String, { nullable: true, description: '条旨' }) caption: string | null;
  @Field(() => [String], { description: 'Headings above it, outermost first' }) headings: string[];
  @Field(() => String, { description: 'Its words without the number' }) text: string;
}

@ObjectType('Draft', { description: 'One text of a regulation (稿)' })
export class DraftType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The regulation' }) regulationId: string;
  @Field(() => Int, { description: 'Order among the texts of the regulation; the law in force is 0' }) sequence: number;
  @Field(() => DraftKindEnum, { description: 'Which text this is' }) kind: string;
  @Field(() => String, { description: 'Full printed title' }) title: string;
  @Field(() => DraftStateEnum, { description: 'Where it stands' }) state: string;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
  @Field(() => Date, { nullable: true, description: 'When it was published' }) publishedAt: Date | null;
}

@ObjectType('Provision', { description: 'An article of a published draft (条)' })
export class ProvisionType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => Int, { description: 'Place in the text, from 0' }) ordinal: number;
  @Field(() => String, { description: '第十七条之一' }) label: string;
  @Field(() => String, { nullable: true, description: '条旨' }) caption: string | null;
  @Field(() => String, { description: 'Its words without the number' }) text: string;
}

@ObjectType('ArticleLink', { description: 'An edge of the lineage between two drafts (条文沿革)' })
export class ArticleLinkType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => RelationEnum, { description: 'How the new article comes from the old one' }) relation: string;
  @Field(() => Float, { description: 'Likeness of the wording, 0 to 1' }) score: number;
  @Field(() => String, { description: 'Chinese, for the person who confirms' }) reason: string;
  @Field(() => LinkStatusEnum, { description: 'Who says so' }) status: string;
}

@ObjectType('LineageConfirmed', { description: 'What a confirmation did' })
export class LineageConfirmedType {
  @Field(() => Int, { description: 'Proposals confirmed' }) confirmed: number;
  @Field(() => Int, { description: "New articles that got the person's own links" }) corrected: number;
}

@InputType({ description: 'A new regulation' })
export class CreateRegulationInput {
  @Field(() => String, { description: '法规名称' }) title: string;
  @Field(() => RegulationKindEnum, { description: 'What kind of text it becomes' }) kind: string;
  @Field(() => MakingEnum, { description: 'How it is made' }) making: string;
}

@InputType({ description: 'A text to import from an uploaded file' })
export class ImportDraftInput {
  @Field(() => ID, { description: 'The regulation' }) regulationId: string;
  @Field(() => DraftKindEnum, { description: 'Which text this is' }) kind: string;
  @Field(() => ID, { description: 'The file, as POST /files answered it' }) fileId: string;
}

@ObjectType('AmendInstruction', { description: 'One instruction of an amending decision (修改指令)' })
export class AmendInstructionType {
  @Field(() => Int, { description: 'Line of the decision, from 1' }) line: number;
  @Field(() => String, { description: 'As printed; long quotations shortened with ……' }) text: string;
  @Field(() => String, {
    description: 'replace, insert, delete, move, replaceText …, as `yifayima amend --json` names them',
  })
  kind: string;
  @Field(() => Boolean, { description: 'Whether all of it was carried out' }) applied: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'Chinese: what could not be done and what to do; null where all of it is done',
  })
  problem: string | null;
}

@ObjectType('AmendingDecision', { description: 'What a draft that is an amending decision says (修改决定)' })
export class AmendingDecisionType {
  @Field(() => ID, { description: 'The text in force that it amends' }) baseDraftId: string;
  @Field(() => String, { description: 'The decision itself, a paragraph a line' }) text: string;
  @Field(() => [AmendInstructionType], { description: 'Every instruction about this law, in order' })
  instructions: AmendInstructionType[];
  @Field(() => [String], { description: 'Chinese: what was supplied or assumed and should be checked' })
  notes: string[];
}

@ObjectType('LineageReproposed', { description: 'What aligning a pair again did' })
export class LineageReproposedType {
  @Field(() => Int, { description: 'Articles of which the machine now says something else' }) changed: number;
  @Field(() => Int, { description: 'Articles left as a person or a decision has them' }) kept: number;
}

@InputType({ description: 'An amending decision to import from an uploaded file' })
export class ImportAmendingDecisionInput {
  @Field(() => ID, { description: 'The regulation; its law in force must be published' }) regulationId: string;
  @Field(() => DraftKindEnum, { description: 'Which text this is; not the law in force' }) kind: string;
  @Field(() => ID, { description: 'The file, as POST /files answered it' }) fileId: string;
}

@InputType({ description: 'A pair of drafts to align again' })
export class ReproposeLineageInput {
  @Field(() => ID, { description: 'The older draft' }) oldDraftId: string;
  @Field(() => ID, { description: 'The newer draft' }) newDraftId: string;
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
  @Field(() => Boolean, { defaultValue: false, description: 'Every warning was read and is right as it stands' })
  warningsRead: boolean;
}

@InputType({ description: 'Publishing a checked draft' })
export class PublishDraftInput {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
}

@InputType({ description: "A person's own links of one new article" })
export class LinkCorrectionInput {
  @Field(() => ID, { description: 'The new article' }) newProvisionId: string;
  @Field(() => [ID], { description: 'The old articles it comes from; none for a new one' }) oldProvisionIds: string[];
  @Field(() => RelationEnum, { description: 'How it comes from them' }) relation: string;
}

@InputType({ description: 'Confirms the proposed links between two drafts' })
export class ConfirmLineageInput {
  @Field(() => ID, { description: 'The older draft' }) oldDraftId: string;
  @Field(() => ID, { description: 'The newer draft' }) newDraftId: string;
  @Field(() => [LinkCorrectionInput], { defaultValue: [], description: 'Articles where the machine was wrong' })
  corrections: LinkCorrectionInput[];
}

const StorageLow = problemType('STORAGE_LOW', 'The disk of the server is nearly full; nothing was stored');
const UnreadableFile = problemType('UNREADABLE_FILE', 'The file cannot be read; the message says which and why');
const NoArticles = problemType('NO_ARTICLES', 'No article was found in the text');
const TextHasWarnings = problemType('TEXT_HAS_WARNINGS', 'Places are left to be looked at', {
  count: { type: () => Int, description: 'How many' },
});
const LaterDraftPublished = problemType('LATER_DRAFT_PUBLISHED', 'A later draft of the regulation is out already');
const NoTextInForce = problemType('NO_TEXT_IN_FORCE', 'The regulation has no published law in force to amend');
const NoInstructions = problemType('NO_INSTRUCTIONS', 'The file changes nothing of this law; the message says why');
const NotASuccessor = problemType('NOT_A_SUCCESSOR', 'No links exist between these two drafts');
const { NotFound, StaleVersion, WrongState, NameTaken } = problems;

export const CreateRegulationResult = resultUnion(
  'CreateRegulationResult',
  () => RegulationType,
  () => [NameTaken],
);
export const ImportDraftResult = resultUnion(
  'ImportDraftResult',
  () => DraftType,
  () => [NotFound, UnreadableFile, NoArticles, StorageLow],
);
export const ImportAmendingDecisionResult = resultUnion(
  'ImportAmendingDecisionResult',
  () => DraftType,
  () => [NotFound, UnreadableFile, NoArticles, StorageLow, NoTextInForce, NoInstructions],
);
export const CorrectDraftResult = resultUnion(
  'CorrectDraftResult',
  () => DraftType,
  () => [NotFound, StaleVersion, WrongState, NoArticles],
);
export const CheckDraftResult = resultUnion(
  'CheckDraftResult',
  () => DraftType,
  () => [NotFound, StaleVersion, WrongState, TextHasWarnings],
);
export const PublishDraftResult = resultUnion(
  'PublishDraftResult',
  () => DraftType,
  () => [NotFound, StaleVersion, WrongState, LaterDraftPublished],
);
export const ConfirmLineageResult = resultUnion(
  'ConfirmLineageResult',
  () => LineageConfirmedType,
  () => [NotFound, NotASuccessor],
);
export const ReproposeLineageResult = resultUnion(
  'ReproposeLineageResult',
  () => LineageReproposedType,
  () => [NotFound, NotASuccessor],
);
