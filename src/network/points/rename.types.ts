/** What GraphQL takes to correct the names of a contact point. */
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { problems, resultUnion } from '../../platform/api/problem.js';
import { PointShared } from './details.types.js';
import { ContactPointType } from './points.types.js';

@InputType({ description: 'A contact point under its right names' })
export class RenameContactPointInput {
  @Field(() => ID, { description: 'The contact point' }) contactPointId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { description: 'Full name, as letters address it' }) name: string;
  @Field(() => String, { description: 'Short name 简称' }) shortName: string;
  @Field(() => String, { nullable: true, description: '地址; none where it is left out' }) address?: string | null;
}

const { NameTaken, NotFound, StaleVersion } = problems;
export const RenameContactPointResult = resultUnion(
  'RenameContactPointResult',
  () => ContactPointType,
  () => [NotFound, StaleVersion, NameTaken, PointShared],
);
