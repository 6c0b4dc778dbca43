/** What GraphQL shows of the lineage 条文沿革. */
import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../platform/api/connection.js';
import { enumOf } from '../../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../../platform/api/problem.js';
import { linkStatusWords, relationWords } from './lineage.words.js';

export const RelationEnum = enumOf('Relation', 'How a new article comes from the old ones', relationWords);
export type RelationValue = keyof typeof relationWords;
export const LinkStatusEnum = enumOf('LinkStatus', 'Who says so', linkStatusWords);
export type LinkStatusValue = keyof typeof linkStatusWords;

@ObjectType('ArticleLink', { description: 'An edge of the lineage between two drafts (条文沿革)' })
export class ArticleLinkType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => RelationEnum, { description: 'How the new article comes from the old one' }) relation: RelationValue;
  @Field(() => Float, { description: 'Likeness of the wording, 0 to 1' }) score: number;
  @Field(() => String, { description: 'Chinese, for the person who confirms' }) reason: string;
  @Field(() => LinkStatusEnum, { description: 'Who says so' }) status: LinkStatusValue;
}

export const ArticleLinkConnection = connectionOf('ArticleLink', () => ArticleLinkType);

@ObjectType('LineageConfirmed', { description: 'What a confirmation did' })
export class LineageConfirmedType {
  @Field(() => Int, { description: 'Proposals confirmed' }) confirmed: number;
  @Field(() => Int, { description: "New articles that got the person's own links" }) corrected: number;
  @Field(() => Int, { description: 'Old articles without a successor that a person said are deleted' })
  deleted: number;
}

@ObjectType('LineageReproposed', { description: 'What aligning a pair again did' })
export class LineageReproposedType {
  @Field(() => Int, { description: 'Articles of which the machine now says something else' }) changed: number;
  @Field(() => Int, { description: 'Articles left as a person or a decision has them' }) kept: number;
}

@InputType({ description: 'A pair of drafts to align again' })
export class ReproposeLineageInput {
  @Field(() => ID, { description: 'The older draft' }) oldDraftId: string;
  @Field(() => ID, { description: 'The newer draft' }) newDraftId: string;
}

@InputType({ description: "A person's own links of one new article" })
export class LinkCorrectionInput {
  @Field(() => ID, { description: 'The new article' }) newProvisionId: string;
  @Field(() => [ID], { description: 'The old articles it comes from, none for a new one; bounded(50)' })
  oldProvisionIds: string[];
  @Field(() => RelationEnum, { description: 'How it comes from them' }) relation: RelationValue;
}

@InputType({ description: 'Confirms the proposed links between two drafts' })
export class ConfirmLineageInput {
  @Field(() => ID, { description: 'The older draft' }) oldDraftId: string;
  @Field(() => ID, { description: 'The newer draft' }) newDraftId: string;
  @Field(() => [LinkCorrectionInput], {
    defaultValue: [],
    description: 'Articles where the machine was wrong; bounded(2000)',
  })
  corrections: LinkCorrectionInput[];
  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether every other proposal of the pair is confirmed with them',
  })
  others: boolean;
  @Field(() => [ID], {
    defaultValue: [],
    description: 'Old articles of which no successor was found and that are deleted (删去); bounded(2000)',
  })
  deletions: string[];
}

@ObjectType('DoubtfulLinkAnswered', { description: 'What a person said of a doubtful link' })
export class DoubtfulLinkAnsweredType {
  @Field(() => Boolean, { description: 'Whether it was taken, or refused' }) taken: boolean;
}

@InputType({ description: "A person's word about a doubtful link (没有把握的对应)" })
export class AnswerDoubtfulLinkInput {
  @Field(() => ID, { description: 'The older draft' }) oldDraftId: string;
  @Field(() => ID, { description: 'The newer draft' }) newDraftId: string;
  @Field(() => ID, { description: 'The old article' }) oldProvisionId: string;
  @Field(() => ID, { description: 'The new article' }) newProvisionId: string;
  @Field(() => Boolean, { description: 'true: the new one comes from the old one too; false: it does not' })
  take: boolean;
}
const NotASuccessor = problemType('NOT_A_SUCCESSOR', 'No links exist between these two drafts');
export const ConfirmLineageResult = resultUnion(
  'ConfirmLineageResult',
  () => LineageConfirmedType,
  () => [problems.NotFound, NotASuccessor],
);
export const AnswerDoubtfulLinkResult = resultUnion(
  'AnswerDoubtfulLinkResult',
  () => DoubtfulLinkAnsweredType,
  () => [problems.NotFound, problems.WrongState, NotASuccessor],
);
export const ReproposeLineageResult = resultUnion(
  'ReproposeLineageResult',
  () => LineageReproposedType,
  () => [problems.NotFound, NotASuccessor],
);
