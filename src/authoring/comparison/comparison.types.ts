/** What GraphQL shows of texts beside each other and of one article through time. */
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { type DetailedEntry, FORM_REASONS, type FormReason, type Provision } from '../../articles/index.js';
import { connectionOf } from '../../platform/api/connection.js';
import { enumOf } from '../../platform/api/enums.js';
import { DraftKindEnum, type DraftKindValue, ProvisionType } from '../drafts/draft.types.js';
import { RelationEnum, type RelationValue } from '../lineage/lineage.types.js';
import type { ComparedPair } from './comparison.service.js';
import {
  aroundWords,
  changeKindWords,
  citationFaultWords,
  partRelationWords,
  provisionKindWords,
} from './comparison.words.js';

export const ChangeKindEnum = enumOf('ChangeKind', 'What became of a stretch of text', changeKindWords);
export type ChangeKindValue = keyof typeof changeKindWords;
export const ProvisionKindEnum = enumOf('ProvisionKind', 'What a numbered piece of a text is', provisionKindWords);
export type ProvisionKindValue = keyof typeof provisionKindWords;

@ObjectType('PathText', { description: 'A 款, 项 or 目 with its own words' })
export class PathTextType {
  @Field(() => String, {
    description: 'p2 the second 款, p2.i3 its third 项, p2.i3.s1 the first 目 of that; by place, from 1',
  })
  path: string;
  @Field(() => String, { description: 'Its own words with its label, without what stands below it' }) text: string;
}

@ObjectType('TreeProvision', { description: 'An article with what stands below it' })
export class TreeProvisionType {
  @Field(() => Int, { description: 'Place in the text, from 0' }) ordinal: number;
  @Field(() => ProvisionKindEnum, { description: 'Article, clause or annex' }) kind: ProvisionKindValue;
  @Field(() => String, { description: '第十七条之一' }) label: string;
  @Field(() => Int, { description: '17 of 第十七条之一' }) number: number;
  @Field(() => Int, { description: '1 of 第十七条之一, 0 of 第十七条' }) sub: number;
  @Field(() => String, { nullable: true, description: '条旨' }) caption: string | null;
  @Field(() => [String], { description: 'Headings above it, outermost first; bounded(4)' }) headings: string[];
  /** for the field resolver */
  provision: Provision;
}

export const PathTextConnection = connectionOf('PathText', () => PathTextType);
export const TreeProvisionConnection = connectionOf('TreeProvision', () => TreeProvisionType);

export const FormReasonEnum = enumOf('FormReason', 'Why a change says nothing new (仅形式变化)', FORM_REASONS);

@ObjectType('TextChange', { description: 'A stretch of text in a comparison' })
export class TextChangeType {
  @Field(() => ChangeKindEnum, { description: 'Kept, inserted or deleted' }) type: ChangeKindValue;
  @Field(() => String, { description: 'The words' }) text: string;
  @Field(() => FormReasonEnum, {
    nullable: true,
    description: 'Why it says nothing new, and may be hidden; null for wording and for what was kept',
  })
  formReason: FormReason | null;
  @Field(() => String, {
    nullable: true,
    description: 'Of what is kept but for its form: how the older text has it; null for all else',
  })
  before: string | null;
  @Field(() => Boolean, {
    description: 'Deleted words that stand on in another article, or inserted ones that came from one',
  })
  elsewhere: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      'Of words elsewhere: the number of the new article where deleted ones stand on, of the old one that inserted ones came from',
  })
  place: string | null;
}

export const BesidePartEnum = enumOf('BesidePart', 'What of a text is compared beside its articles', aroundWords);
export type BesidePartValue = keyof typeof aroundWords;

@ObjectType('ComparedBeside', { description: 'Something beside the articles that differs between two texts' })
export class ComparedBesideType {
  @Field(() => BesidePartEnum, { description: 'What it is' }) part: BesidePartValue;
  @Field(() => String, { nullable: true, description: 'How the older text has it; null where it is new' })
  old: string | null;
  @Field(() => String, { nullable: true, description: 'How the newer text has it; null where it is gone' })
  new: string | null;
  @Field(() => [TextChangeType], { description: 'The words of both, in order; bounded(20000)' })
  changes: TextChangeType[];
}

@ObjectType('ComparedHeading', { description: 'A heading 编章节 of either text, over the articles below it' })
export class ComparedHeadingType {
  @Field(() => Int, {
    nullable: true,
    description: 'Ordinal of the entry right below it; null for one behind all articles',
  })
  above: number | null;
  @Field(() => String, { nullable: true, description: 'How the older text has it; null where it is new' })
  old: string | null;
  @Field(() => String, { nullable: true, description: 'How the newer text has it; null where it is gone' })
  new: string | null;
  @Field(() => [TextChangeType], { description: 'The words of both, in order; bounded(2000)' })
  changes: TextChangeType[];
}

export const PartRelationEnum = enumOf(
  'PartRelation',
  'How a 款, 项 or 目 comes from the old article',
  partRelationWords,
);
export type PartRelationValue = keyof typeof partRelationWords;

@ObjectType('PartLink', { description: 'A 款, 项 or 目 of the new article beside the old one, or a deleted old one' })
export class PartLinkType {
  @Field(() => String, {
    nullable: true,
    description: 'Its path in the old article, as PathText gives it; null where it is new',
  })
  oldPath: string | null;
  @Field(() => String, { nullable: true, description: 'Its path in the new article; null where it is deleted' })
  newPath: string | null;
  @Field(() => PartRelationEnum, { description: 'How it comes from the old one; another label alone is unchanged' })
  relation: PartRelationValue;
  @Field(() => Boolean, { description: 'False only where the wording is the same, whatever its label, width or place' })
  textChanged: boolean;
}

@ObjectType('ComparisonOrigin', { description: 'An old article that a new one comes from' })
export class ComparisonOriginType {
  @Field(() => String, { description: 'Its number' }) label: string;
  @Field(() => String, { nullable: true, description: '条旨' }) caption: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Where its words begin in the older text of `changes`, in UTF-16 units; null where a number stands twice in that text',
  })
  begins: number | null;
}

@ObjectType('ComparisonEntry', {
  description: 'A new article beside the old ones, or an old one that nothing continues',
})
export class ComparisonEntryType {
  @Field(() => Int, { description: 'Place in the comparison, from 0, whether or not unchanged articles are shown' })
  ordinal: number;
  @Field(() => Int, {
    description:
      'Place among the articles of a table 对照表, from 0: an old one that nothing continues stands there where it stood',
  })
  row: number;
  @Field(() => String, {
    nullable: true,
    description: 'Number of the new article; null for an unplaced or deleted one',
  })
  newLabel: string | null;
  @Field(() => [String], { description: 'Numbers of the old articles it comes from; bounded(2000)' })
  oldLabels: string[];
  @Field(() => [ComparisonOriginType], { description: 'The same with their 条旨 and words; bounded(2000)' })
  origins: ComparisonOriginType[];
  @Field(() => RelationEnum, { description: 'How the new article comes from the old ones' }) relation: RelationValue;
  @Field(() => Boolean, { description: 'Whether the wording differs' }) textChanged: boolean;
  @Field(() => Boolean, { description: 'Whether only the number differs, or also' }) numberChanged: boolean;
  @Field(() => Float, { description: 'Likeness to the nearest old article, 0 to 1' }) score: number;
  @Field(() => Boolean, {
    description:
      'Something of the text differs, and nothing of it is wording (仅形式变化); the number may have changed all the same',
  })
  formOnly: boolean;
  @Field(() => String, { nullable: true, description: '条旨 of the new article' }) newCaption: string | null;
  @Field(() => [String], { description: '条旨 of the old articles that have one; bounded(2000)' })
  oldCaptions: string[];
  @Field(() => Boolean, {
    description: 'Whether its 条旨 is that of none of the old articles; false where only one of the texts has any',
  })
  captionChanged: boolean;
  @Field(() => String, {
    description: 'What the third column of a 对照表 says of it: 文字修改；新增第二款; empty where nothing differs',
  })
  remark: string;
  @Field(() => [TextChangeType], {
    description:
      'The wording; without insertions, `before` for `text` where it is there, it is the old text, without deletions the new one; bounded(4000000), a stretch a character of two texts',
  })
  changes: TextChangeType[];
  /** for the field resolver */
  entry: DetailedEntry;
}

export const PartLinkConnection = connectionOf('PartLink', () => PartLinkType);
export const ComparisonEntryConnection = connectionOf('ComparisonEntry', () => ComparisonEntryType);

@ObjectType('ComparisonCount', { description: 'How many articles stand in a relation' })
export class ComparisonCountType {
  @Field(() => RelationEnum, { description: 'The relation' }) relation: RelationValue;
  @Field(() => Int, { description: 'How many' }) articles: number;
}

@ObjectType('DoubtfulLink', {
  description:
    'A pair of articles that may belong together (没有把握的对应), in no link, for a person to take or to refuse',
})
export class DoubtfulLinkType {
  @Field(() => String, { description: 'Number of the old article' }) oldLabel: string;
  @Field(() => String, { description: 'Number of the new article' }) newLabel: string;
  @Field(() => ID, { nullable: true, description: 'The old article where both texts are published and linked' })
  oldProvisionId: string | null;
  @Field(() => ID, { nullable: true, description: 'The new article where both texts are published and linked' })
  newProvisionId: string | null;
  @Field(() => Float, { description: 'How likely, 0 to 1' }) likelihood: number;
  @Field(() => String, { description: 'The same in Chinese: 约 30% 的把握, 把握很小' }) likelihoodWords: string;
  @Field(() => String, { description: 'Chinese, for the person who decides' }) reason: string;
}

export const DoubtfulLinkConnection = connectionOf('DoubtfulLink', () => DoubtfulLinkType);

@ObjectType('Comparison', { description: 'Two texts beside each other (对照)' })
export class ComparisonType {
  @Field(() => String, { description: 'Title of the older text' }) oldTitle: string;
  @Field(() => String, { description: 'Title of the newer text' }) newTitle: string;
  @Field(() => String, {
    description: 'What stands over the column of the older text: title, and on a second line which text with its days',
  })
  oldHead: string;
  @Field(() => String, { description: 'The same of the newer text' }) newHead: string;
  @Field(() => Boolean, { description: 'Over stored links (条文沿革); else the links were found for this reading' })
  byLineage: boolean;
  @Field(() => Int, { description: 'Articles that onlyChanged left out: nothing of them differs' })
  unchangedLeftOut: number;
  @Field(() => Int, { description: 'Articles that withoutFormOnly left out: nothing but form differs (仅形式变化)' })
  formOnlyLeftOut: number;
  @Field(() => [ComparisonCountType], {
    description: 'Over the whole comparison, relations without articles left out; bounded(9)',
  })
  counts: ComparisonCountType[];
  @Field(() => [ComparedBesideType], {
    description:
      'What differs beside the articles, in the order of the text: title, 题注, 序言, headings, annexes; the first 200, bounded(200)',
  })
  beside: ComparedBesideType[];
  @Field(() => [ComparedHeadingType], {
    description: 'All headings, changed or not, in the order of the text; the first 2000, bounded(2000)',
  })
  headings: ComparedHeadingType[];
  /** for the field resolver */
  found: ComparedPair;
  left: { same: boolean; form: boolean; changed: boolean };
  form: 'marked' | 'unmarked';
}

@ObjectType('ArticleHistoryStep', { description: 'One text of an article in its history' })
export class ArticleHistoryStepType {
  @Field(() => ID, { description: 'The draft' }) draftId: string;
  @Field(() => String, { description: 'Title of the draft' }) draftTitle: string;
  @Field(() => DraftKindEnum, { description: 'Which text of the regulation the draft is' }) draftKind: DraftKindValue;
  @Field(() => Int, { description: 'Order among the texts of the regulation; the law in force is 0' }) sequence: number;
  @Field(() => RelationEnum, { nullable: true, description: 'How it comes from the step before; null for the first' })
  relation: RelationValue | null;
  @Field(() => ProvisionType, { description: 'The article as it stood there' }) provision: ProvisionType;
}

export const CitationFaultEnum = enumOf(
  'CitationFault',
  'What happened to the place a citation points to',
  citationFaultWords,
);
export type CitationFaultValue = keyof typeof citationFaultWords;

export const ArticleHistoryConnection = connectionOf('ArticleHistoryStep', () => ArticleHistoryStepType);

@ObjectType('BrokenCitation', { description: 'A citation inside the newer text that no longer points where it did' })
export class BrokenCitationType {
  @Field(() => String, { description: 'The article that cites' }) label: string;
  @Field(() => String, { description: 'The place inside it, such as p1.i2' }) path: string;
  @Field(() => String, { description: 'The citation as written' }) text: string;
  @Field(() => CitationFaultEnum, { description: 'What happened' }) kind: CitationFaultValue;
  @Field(() => String, { description: 'Chinese, for the drafter: what it pointed to, what it points to now' })
  message: string;
}

export const BrokenCitationConnection = connectionOf('BrokenCitation', () => BrokenCitationType);
