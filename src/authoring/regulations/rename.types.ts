/** What GraphQL takes to correct the name of a regulation 法规名称. */
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { problems, resultUnion } from '../../platform/api/problem.js';
import { RegulationType } from './regulation.types.js';

@InputType({ description: 'A regulation under its right name' })
export class RenameRegulationInput {
  @Field(() => ID, { description: 'The regulation' }) regulationId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { description: '法规名称, 4 to 100 characters' }) title: string;
}

const { NotFound, StaleVersion, NameTaken } = problems;
export const RenameRegulationResult = resultUnion(
  'RenameRegulationResult',
  () => RegulationType,
  () => [NotFound, StaleVersion, NameTaken],
);
