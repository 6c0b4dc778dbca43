/** What GraphQL shows of 条文依据. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../platform/api/connection.js';
import { enumOf } from '../../platform/api/enums.js';
import { isSubject } from '../../platform/api/subjects.js';
import { problems, problemType, resultUnion } from '../../platform/api/problem.js';
import type { BasisKind } from './basis.rules.js';
import { basisKindWords } from './basis.words.js';

export const BasisKindEnum = enumOf('BasisKind', 'Where an article finds its ground', basisKindWords);

@ObjectType('BasisEntry', { description: 'One thing an article rests on' })
export class BasisEntryType {
  @Field(() => BasisKindEnum, { description: 'Law above it, or what another place wrote' }) kind: BasisKind;
  @Field(() => String, { description: 'Title of the source, without 《》' }) source: string;
  @Field(() => String, { description: '第四十条第二款; empty for the whole' }) place: string;
  @Field(() => String, { description: 'The words of the source; empty where they are not quoted' }) quote: string;
  @Field(() => String, { description: '说明 of the drafter; empty for none' }) note: string;
}

@ObjectType('ArticleBasis', { description: 'What one article of a draft rests on (条文依据)' })
export class ArticleBasisType {
  @Field(() => ID, { description: 'The article' }) provisionId: string;
  @Field(() => Int, { description: 'Place in the text, from 0' }) ordinal: number;
  @Field(() => String, { description: '第十七条之一' }) label: string;
  @Field(() => String, { nullable: true, description: '条旨' }) caption: string | null;
  @Field(() => Int, { description: 'For expectedRevision; 0 where nothing was said yet' }) revision: number;
  @Field(() => [BasisEntryType], { description: 'In the order of the drafter; bounded(50)' }) entries: BasisEntryType[];
}

isSubject('ArticleBasis', () => ArticleBasisType);
export const ArticleBasisConnection = connectionOf('ArticleBasis', () => ArticleBasisType);

@ObjectType('BasisCarried', { description: 'What was taken over from an older draft' })
export class BasisCarriedType {
  @Field(() => Int, { description: 'Articles that got what their old articles rested on' }) carried: number;
  @Field(() => Int, { description: 'Articles left as they are, because something was said of them already' })
  kept: number;
}

@InputType({ description: 'One thing an article rests on' })
export class BasisEntryInput {
  @Field(() => BasisKindEnum, { description: 'Law above it, or what another place wrote' }) kind: BasisKind;
  @Field(() => String, { description: 'Title of the source, with or without 《》' }) source: string;
  @Field(() => String, { defaultValue: '', description: '第四十条第二款; empty for the whole' }) place: string;
  @Field(() => String, { defaultValue: '', description: 'The words of the source' }) quote: string;
  @Field(() => String, { defaultValue: '', description: '说明' }) note: string;
}

@InputType({ description: 'All that one article of a published draft rests on' })
export class SetBasisInput {
  @Field(() => ID, { description: 'The article' }) provisionId: string;
  @Field(() => Int, { description: 'The revision that was read, 0 for the first' }) expectedRevision: number;
  @Field(() => [BasisEntryInput], {
    description: 'Everything, in order; none to say that there is nothing; bounded(50)',
  })
  entries: BasisEntryInput[];
}

@InputType({ description: 'Takes over 条文依据 along the lineage' })
export class CarryBasisInput {
  @Field(() => ID, { description: 'The older draft' }) oldDraftId: string;
  @Field(() => ID, { description: 'The newer draft' }) newDraftId: string;
}

const { NotFound, StaleVersion } = problems;

export const SetBasisResult = resultUnion(
  'SetBasisResult',
  () => ArticleBasisType,
  () => [NotFound, StaleVersion],
);
export const CarryBasisResult = resultUnion(
  'CarryBasisResult',
  () => BasisCarriedType,
  () => [NotFound, problemType('NOT_A_SUCCESSOR', 'No links exist between these two drafts')],
);
