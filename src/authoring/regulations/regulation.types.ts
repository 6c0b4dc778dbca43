/** What GraphQL shows of regulations 法规项目. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../platform/api/connection.js';
import { enumOf } from '../../platform/api/enums.js';
import { isSubject } from '../../platform/api/subjects.js';
import { problems, resultUnion } from '../../platform/api/problem.js';
import { makingWords, regulationKindWords } from './regulation.words.js';

export const RegulationKindEnum = enumOf('RegulationKind', 'What kind of text it becomes', regulationKindWords);
export type RegulationKindValue = keyof typeof regulationKindWords;
export const MakingEnum = enumOf('Making', 'How it is made', makingWords);
export type MakingValue = keyof typeof makingWords;

@ObjectType('Regulation', { description: 'A law in the making, over all its drafts (法规项目)' })
export class RegulationType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => String, { description: '法规名称' }) title: string;
  @Field(() => RegulationKindEnum, { description: 'What kind of text it becomes' }) kind: RegulationKindValue;
  @Field(() => MakingEnum, { description: 'How it is made' }) making: MakingValue;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
}

isSubject('Regulation', () => RegulationType);
export const RegulationConnection = connectionOf('Regulation', () => RegulationType, { facets: true });

@InputType({ description: 'Which regulations; every part that is given must hold' })
export class RegulationFilterInput {
  @Field(() => String, { nullable: true, description: 'Words of the title' }) title?: string | null;
  @Field(() => [RegulationKindEnum], { nullable: true, description: 'Only of these kinds; bounded(10)' })
  kinds?: RegulationKindValue[] | null;
  @Field(() => [MakingEnum], { nullable: true, description: 'Only made so; bounded(10)' }) makings?:
    MakingValue[] | null;
}

@InputType({ description: 'A new regulation' })
export class CreateRegulationInput {
  @Field(() => String, { description: '法规名称' }) title: string;
  @Field(() => RegulationKindEnum, { description: 'What kind of text it becomes' }) kind: RegulationKindValue;
  @Field(() => MakingEnum, { description: 'How it is made' }) making: MakingValue;
}

export const CreateRegulationResult = resultUnion(
  'CreateRegulationResult',
  () => RegulationType,
  () => [problems.NameTaken],
);
