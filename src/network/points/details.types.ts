/** What GraphQL takes and shows of a contact point beside its names: who set it up, who works there, who asks it. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../platform/api/enums.js';
import { problems, problemType, resultUnion } from '../../platform/api/problem.js';
import { contactPersonRoleWords } from './point.words.js';
import {
  ContactPointKindEnum,
  type ContactPointKindValue,
  ContactPointLevelEnum,
  type ContactPointLevelValue,
  ContactPointType,
} from './points.types.js';

export const ContactPersonRoleEnum = enumOf(
  'ContactPersonRole',
  'What somebody is at a contact point',
  contactPersonRoleWords,
);
export type ContactPersonRoleValue = keyof typeof contactPersonRoleWords;

@ObjectType('Establishment', { description: 'An organ that established a contact point 设立机关' })
export class EstablishmentType {
  @Field(() => String, { description: 'Its name' }) organ: string;
  @Field(() => String, { nullable: true, description: 'Since when, YYYY-MM-DD' }) since: string | null;
  @Field(() => Int, { nullable: true, description: 'For how many years; none where `until` says a day' }) years:
    number | null;
  @Field(() => String, { nullable: true, description: 'To which day, inclusive, YYYY-MM-DD' }) until: string | null;
  @Field(() => String, { nullable: true, description: '牌匾: the words on the plate' }) plaque: string | null;
}

@ObjectType('ContactPerson', { description: 'Who works at a contact point: 负责人, 联络员, 信息员' })
export class ContactPersonType {
  @Field(() => ContactPersonRoleEnum, { description: 'As what' }) role: ContactPersonRoleValue;
  @Field(() => String, { description: 'The name' }) name: string;
  @Field(() => String, { nullable: true, description: 'The phone at work' }) phone: string | null;
}

@ObjectType('ContactPeople', { description: 'The people of one contact point' })
export class ContactPeopleType {
  @Field(() => ID, { description: 'The contact point' }) contactPointId: string;
  @Field(() => [ContactPersonType], { description: 'In their order; bounded(20)' }) people: ContactPersonType[];
}

@InputType({ description: 'An organ that established a contact point' })
export class EstablishmentInput {
  @Field(() => String, { description: 'Its name, 2 to 80 characters' }) organ: string;
  @Field(() => String, { nullable: true, description: 'Since when, YYYY-MM-DD' }) since?: string | null;
  @Field(() => Int, { nullable: true, description: 'For how many years, 1 to 50; not beside `until`' }) years?:
    number | null;
  @Field(() => String, { nullable: true, description: 'To which day, YYYY-MM-DD' }) until?: string | null;
  @Field(() => String, { nullable: true, description: '牌匾, at most 80 characters' }) plaque?: string | null;
}

@InputType({ description: 'Somebody who works at a contact point' })
export class ContactPersonInput {
  @Field(() => ContactPersonRoleEnum, { description: 'As what' }) role: ContactPersonRoleValue;
  @Field(() => String, { description: 'The name, 1 to 40 characters' }) name: string;
  @Field(() => String, { nullable: true, description: 'The phone at work, at most 40 characters' }) phone?:
    string | null;
}

@InputType({ description: 'A contact point as it should be; what is left out stays as it is' })
export class UpdateContactPointInput {
  @Field(() => ID, { description: 'The contact point' }) contactPointId: string;
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { nullable: true, description: 'Full name, 2 to 80 characters' }) name?: string | null;
  @Field(() => String, { nullable: true, description: 'Short name, 1 to 30 characters' }) shortName?: string | null;
  @Field(() => ContactPointLevelEnum, { nullable: true, description: 'Who established it' })
  level?: ContactPointLevelValue | null;
  @Field(() => ContactPointKindEnum, { nullable: true, description: 'What it is called' })
  kind?: ContactPointKindValue | null;
  @Field(() => ID, { nullable: true, description: 'The one above it; null for none' }) parentId?: string | null;
  @Field(() => String, { nullable: true, description: '地址; null for none' }) address?: string | null;
  @Field(() => String, { nullable: true, description: '地区; null for none' }) region?: string | null;
  @Field(() => [String], { nullable: true, description: 'Subjects it knows; bounded(20)' }) fields?: string[] | null;
  @Field(() => [EstablishmentInput], { nullable: true, description: 'All 设立机关; bounded(10)' })
  establishments?: EstablishmentInput[] | null;
  @Field(() => [ContactPersonInput], { nullable: true, description: 'All people; bounded(20)' })
  people?: ContactPersonInput[] | null;
}

@InputType({ description: 'Whose people' })
export class ReadContactPeopleInput {
  @Field(() => ID, { description: 'The contact point' }) contactPointId: string;
}

@InputType({ description: 'A contact point of another legislature to engage, or one that was engaged before' })
export class EngageContactPointInput {
  @Field(() => String, { description: 'Its full name, exactly' }) name: string;
  @Field(() => String, { nullable: true, description: 'Engaged since, YYYY-MM-DD; today if absent' }) since?:
    string | null;
}

@InputType({ description: 'A contact point that is asked no more' })
export class EndEngagementInput {
  @Field(() => ID, { description: 'The contact point' }) contactPointId: string;
  @Field(() => String, { description: 'Since when, YYYY-MM-DD; today or before' }) on: string;
}

export const PointShared = problemType('POINT_SHARED', 'Another legislature asks it too');
const { NameTaken, NotFound, StaleVersion } = problems;
export const UpdateContactPointResult = resultUnion(
  'UpdateContactPointResult',
  () => ContactPointType,
  () => [NotFound, StaleVersion, NameTaken, PointShared],
);
export const ReadContactPeopleResult = resultUnion(
  'ReadContactPeopleResult',
  () => ContactPeopleType,
  () => [NotFound],
);
export const EngageContactPointResult = resultUnion(
  'EngageContactPointResult',
  () => ContactPointType,
  () => [NotFound, NameTaken],
);
export const EndEngagementResult = resultUnion(
  'EndEngagementResult',
  () => ContactPointType,
  () => [NotFound],
);
