import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { RefusedRowType } from '../../platform/api/bulk.js';
import { connectionOf } from '../../platform/api/connection.js';
import { enumOf } from '../../platform/api/enums.js';
import { isSubject } from '../../platform/api/subjects.js';
import { problems, resultUnion } from '../../platform/api/problem.js';
import type { BodyAsked } from './point.rules.js';
import { bodyAskedWords, contactPointKindWords, contactPointLevelWords } from './point.words.js';

export const ContactPointLevelEnum = enumOf('ContactPointLevel', 'Who established it', contactPointLevelWords);
export type ContactPointLevelValue = keyof typeof contactPointLevelWords;
export const ContactPointKindEnum = enumOf(
  'ContactPointKind',
  'What it is called in the network',
  contactPointKindWords,
);
export type ContactPointKindValue = keyof typeof contactPointKindWords;
export const BodyAskedEnum = enumOf('BodyAsked', 'As what a body is asked', bodyAskedWords);

@ObjectType('ContactPoint', {
  description: 'A grassroots legislative contact point (基层立法联系点) or a body below it',
})
export class ContactPointType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { nullable: true, description: 'The one above it' }) parentId: string | null;
  @Field(() => String, { description: 'Full name, as letters address it' }) name: string;
  @Field(() => String, { description: 'Short name 简称' }) shortName: string;
  @Field(() => ContactPointLevelEnum, { description: 'Who established it' }) level: ContactPointLevelValue;
  @Field(() => ContactPointKindEnum, { description: 'What it is called' }) kind: ContactPointKindValue;
  @Field(() => String, { nullable: true, description: '地址' }) address: string | null;
  @Field(() => String, { nullable: true, description: '地区: the county, city or district' }) region: string | null;
  @Field(() => [String], { description: 'Subjects it knows 领域; bounded(20)' }) fields: string[];
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
}

isSubject('ContactPoint', () => ContactPointType);
export const ContactPointConnection = connectionOf('ContactPoint', () => ContactPointType, { facets: true });

@InputType({ description: 'Which contact points; every part that is given must hold' })
export class ContactPointFilterInput {
  @Field(() => String, { nullable: true, description: 'Words of the full or the short name' }) name?: string | null;
  @Field(() => [ContactPointLevelEnum], { nullable: true, description: 'Only established so; bounded(10)' })
  levels?: ContactPointLevelValue[] | null;
  @Field(() => [ContactPointKindEnum], { nullable: true, description: 'Only called so; bounded(10)' })
  kinds?: ContactPointKindValue[] | null;
  @Field(() => [BodyAskedEnum], { nullable: true, description: 'Only those asked as one of these; bounded(4)' })
  bodies?: BodyAsked[] | null;
  @Field(() => [String], { nullable: true, description: 'Only those in one of these 地区; bounded(200)' })
  regions?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'Only those that know one of these 领域; bounded(200)' })
  fields?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'Only those directly below this one' }) parentId?: string | null;
}

@InputType({ description: 'A new contact point, engaged by this legislature' })
export class CreateContactPointInput {
  @Field(() => String, { description: 'Full name' }) name: string;
  @Field(() => String, { description: 'Short name' }) shortName: string;
  @Field(() => ContactPointLevelEnum, { description: 'Who established it' }) level: ContactPointLevelValue;
  @Field(() => ContactPointKindEnum, { defaultValue: 'CONTACT_POINT', description: 'What it is called' })
  kind: ContactPointKindValue;
  @Field(() => ID, { nullable: true, description: 'The one above it' }) parentId?: string | null;
  @Field(() => String, { nullable: true, description: '地址' }) address?: string | null;
  @Field(() => String, { nullable: true, description: '地区: the county, city or district' }) region?: string | null;
  @Field(() => [String], { defaultValue: [], description: 'Subjects it knows; bounded(20)' }) fields: string[];
  @Field(() => String, { nullable: true, description: 'Engaged since, YYYY-MM-DD; today if absent' }) since?:
    string | null;
  @Field(() => String, { nullable: true, description: '负责人' }) leaderName?: string | null;
}

export const CreateContactPointResult = resultUnion(
  'CreateContactPointResult',
  () => ContactPointType,
  () => [problems.NameTaken],
);

@InputType({ description: 'One row of a list of new contact points' })
export class ContactPointRowInput {
  @Field(() => String, { description: 'Full name, 2 to 80 characters' }) name: string;
  @Field(() => String, { description: 'Short name, 1 to 30 characters' }) shortName: string;
  @Field(() => ContactPointLevelEnum, { description: 'Who established it' }) level: ContactPointLevelValue;
  @Field(() => ContactPointKindEnum, { defaultValue: 'CONTACT_POINT', description: 'What it is called' })
  kind: ContactPointKindValue;
  @Field(() => String, {
    nullable: true,
    description: 'The one above it by full or short name: engaged already, or earlier in the list',
  })
  parentName?: string | null;
  @Field(() => String, { nullable: true, description: '地址' }) address?: string | null;
  @Field(() => String, { nullable: true, description: '地区: the county, city or district' }) region?: string | null;
  @Field(() => [String], { defaultValue: [], description: 'Subjects it knows; bounded(20)' }) fields: string[];
  @Field(() => String, { nullable: true, description: '负责人' }) leaderName?: string | null;
}

@InputType({ description: 'A list of new contact points, engaged by this legislature' })
export class CreateContactPointsInput {
  @Field(() => [ContactPointRowInput], { description: '1 to 500 of them; bounded(500)' })
  contactPoints: ContactPointRowInput[];
}

@ObjectType('ContactPointOfRow', { description: 'A contact point that was made of one row of a list' })
export class ContactPointOfRowType {
  @Field(() => Int, { description: 'Which row, counted from 1' }) row: number;
  @Field(() => ContactPointType, { description: 'The contact point' }) contactPoint: ContactPointType;
}

@ObjectType('ContactPointsCreated', { description: 'What became of each row of a list of contact points' })
export class ContactPointsCreatedType {
  @Field(() => [ContactPointOfRowType], { description: 'Made; bounded(500)' }) created: ContactPointOfRowType[];
  @Field(() => [RefusedRowType], { description: 'Left out, with the reason; bounded(500)' }) refused: RefusedRowType[];
}

export const CreateContactPointsResult = resultUnion('CreateContactPointsResult', () => ContactPointsCreatedType);
