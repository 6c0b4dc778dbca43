import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../platform/api/connection.js';
import { enumOf } from '../../platform/api/enums.js';
import { isSubject } from '../../platform/api/subjects.js';
import { resultUnion } from '../../platform/api/problem.js';
import { contactPointKindWords, contactPointLevelWords } from './point.words.js';

export const ContactPointLevelEnum = enumOf('ContactPointLevel', 'Who established it', contactPointLevelWords);
export type ContactPointLevelValue = keyof typeof contactPointLevelWords;
export const ContactPointKindEnum = enumOf(
  'ContactPointKind',
  'What it is called in the network',
  contactPointKindWords,
);
export type ContactPointKindValue = keyof typeof contactPointKindWords;

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
  @Field(() => [String], { defaultValue: [], description: 'Subjects it knows; bounded(20)' }) fields: string[];
  @Field(() => String, { nullable: true, description: 'Engaged since, YYYY-MM-DD; today if absent' }) since?:
    string | null;
  @Field(() => String, { nullable: true, description: '负责人' }) leaderName?: string | null;
}

export const CreateContactPointResult = resultUnion('CreateContactPointResult', () => ContactPointType);
