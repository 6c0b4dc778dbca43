/** What GraphQL shows of the settings of a legislature 设置. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { numberSourceWords, settingWords } from '../../access/settings.words.js';
import { enumOf } from '../enums.js';
import { problems, problemType, resultUnion } from '../problem.js';
import { isSubject } from '../subjects.js';
import { ProfileEnum } from './access.types.js';

export const SettingEnum = enumOf('Setting', 'What a legislature sets (设置)', settingWords);

export const NumberSourceEnum = enumOf('NumberSource', 'Where document numbers 发文字号 come from', numberSourceWords);

@ObjectType('SettingChange', { description: 'The last change of one setting' })
export class SettingChangeType {
  @Field(() => SettingEnum, { description: 'Which' }) setting: keyof typeof settingWords;
  @Field(() => String, { nullable: true, description: 'What it was; null: nothing' }) was: string | null;
  @Field(() => String, { nullable: true, description: 'What it became; null: nothing' }) becomes: string | null;
  @Field(() => Date, { description: 'When' }) at: Date;
  /** for the field resolver */
  byAccount: string;
}

@ObjectType('LegislatureSettings', { description: 'The legislature at hand as its administrator sets it' })
export class LegislatureSettingsType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => String, { description: 'Short code, used in the x-legislature header; never changed' }) code: string;
  @Field(() => String, { description: 'Full name 机关全称' }) name: string;
  @Field(() => String, { description: 'The organ that sends letters 发文机关' }) organName: string;
  @Field(() => String, { description: '机关代字 of its document numbers' }) documentWord: string;
  @Field(() => String, { description: 'The zone whose civil days count, such as Asia/Shanghai' }) zone: string;
  @Field(() => ProfileEnum, { description: 'How much ceremony it wants' }) profile: string;
  @Field(() => Int, { description: 'The shortest public consultation without a stated reason, in days, 1 to 365' })
  minimumDays: number;
  @Field(() => String, { description: 'The rule that is cited for it' }) minimumDaysSource: string;
  @Field(() => String, { nullable: true, description: '联系人 printed on letters' }) contactName: string | null;
  @Field(() => String, { nullable: true, description: '联系电话 printed on letters' }) contactPhone: string | null;
  @Field(() => String, { nullable: true, description: '通信地址 for what is sent on paper' }) address: string | null;
  @Field(() => String, { nullable: true, description: '邮政编码, six digits' }) postcode: string | null;
  @Field(() => String, { nullable: true, description: '电子邮箱' }) mail: string | null;
  @Field(() => String, { nullable: true, description: 'Hours of the telephone on working days' }) phoneHours:
    string | null;
  @Field(() => Int, { description: 'How long a body has at least to answer, in days; less is warned of' })
  dueDays: number;
  @Field(() => NumberSourceEnum, { description: 'Where document numbers come from' })
  numberSource: keyof typeof numberSourceWords;
  @Field(() => Boolean, { description: 'Whether no round is sent out that no checker passed 送审' })
  reviewsRounds: boolean;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
  @Field(() => Date, { description: 'When it was founded here' }) createdAt: Date;
}
isSubject('Legislature', () => LegislatureSettingsType);

@InputType({ description: 'The settings of the legislature at hand as they should be' })
export class ChangeLegislatureInput {
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { description: 'Full name 机关全称, 2 to 80 characters' }) name: string;
  @Field(() => String, { description: '发文机关, 2 to 80 characters' }) organName: string;
  @Field(() => String, { description: '机关代字, 1 to 20 characters' }) documentWord: string;
  @Field(() => Int, { description: 'Shortest public consultation in days, 1 to 365' }) minimumDays: number;
  @Field(() => String, { description: 'The rule that is cited for it, 1 to 60 characters' }) minimumDaysSource: string;
  @Field(() => String, { nullable: true, description: '联系人 printed on letters; none where it is left out' })
  contactName?: string | null;
  @Field(() => String, { nullable: true, description: '联系电话 printed on letters; none where it is left out' })
  contactPhone?: string | null;
}

@InputType({ description: 'What papers are printed with beside its names; what is left out is none' })
export class ChangePaperSettingsInput {
  @Field(() => Int, { description: 'The version that was read' }) expectedVersion: number;
  @Field(() => String, { nullable: true, description: '通信地址, at most 80 characters' }) address?: string | null;
  @Field(() => String, { nullable: true, description: '邮政编码, six digits' }) postcode?: string | null;
  @Field(() => String, { nullable: true, description: '电子邮箱' }) mail?: string | null;
  @Field(() => String, { nullable: true, description: '接听时间 on working days: 9时至17时' }) phoneHours?:
    string | null;
  @Field(() => Int, { description: 'How long a body has at least to answer, 1 to 365 days' }) dueDays: number;
  @Field(() => NumberSourceEnum, { description: 'Where document numbers come from' })
  numberSource: keyof typeof numberSourceWords;
  @Field(() => Boolean, { nullable: true, description: 'Whether rounds are reviewed first; as it is if absent' })
  reviewsRounds?: boolean | null;
}

@ObjectType('HeldTogether', { description: 'An account whose roles a profile keeps apart' })
export class HeldTogetherType {
  @Field(() => ID, { description: 'The account' }) accountId: string;
  @Field(() => String, { description: 'Name shown to colleagues' }) name: string;
  @Field(() => String, { description: 'Chinese: which roles, and what to do' }) words: string;
}

@ObjectType('ProfileEffect', { description: 'What would be different under another profile' })
export class ProfileEffectType {
  @Field(() => ProfileEnum, { description: 'The present one' }) from: string;
  @Field(() => ProfileEnum, { description: 'The one asked about' }) to: string;
  @Field(() => [String], { description: 'Chinese, one sentence for each difference; bounded(10)' }) says: string[];
  @Field(() => [HeldTogetherType], {
    description: 'Who must give up a role before it can be taken; bounded(1000)',
  })
  blocked: HeldTogetherType[];
}

@InputType({ description: 'Another profile for the legislature at hand' })
export class ChangeProfileInput {
  @Field(() => Int, { description: 'The version of the settings that was read' }) expectedVersion: number;
  @Field(() => ProfileEnum, { description: 'How much ceremony it wants' }) profile: string;
}

const { StaleVersion, ReauthenticationNeeded } = problems;
const ProfileBlocked = problemType('PROFILE_BLOCKED', 'Somebody holds roles that this profile keeps apart', {
  count: { type: () => Int, description: 'How many accounts; `profileEffect` says which' },
});
export const ChangeLegislatureResult = resultUnion(
  'ChangeLegislatureResult',
  () => LegislatureSettingsType,
  () => [StaleVersion, ReauthenticationNeeded],
);
export const ChangeProfileResult = resultUnion(
  'ChangeProfileResult',
  () => LegislatureSettingsType,
  () => [StaleVersion, ProfileBlocked, ReauthenticationNeeded],
);
export const ChangePaperSettingsResult = resultUnion(
  'ChangePaperSettingsResult',
  () => LegislatureSettingsType,
  () => [StaleVersion, ReauthenticationNeeded],
);
