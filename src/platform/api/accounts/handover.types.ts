/** What GraphQL shows of 移交. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { problems, problemType, resultUnion } from '../problem.js';
import { RolesApart } from './access.types.js';
import { AccountShared, HeldRoleType, LastAdministrator, ManagedAccountType, OwnAccount } from './accounts.types.js';

@ObjectType('WaitingForAccount', { description: 'What waits for whoever holds the roles of an account' })
export class WaitingForAccountType {
  @Field(() => String, { description: 'Chinese: one sentence that begins with its figure' }) words: string;
  @Field(() => Int, { description: 'How many' }) figure: number;
  @Field(() => String, { nullable: true, description: 'The earliest day it is due, YYYY-MM-DD' }) dueOn: string | null;
}

@ObjectType('HandoverPreview', { description: 'What would move from one account to another 移交清单; nothing is done' })
export class HandoverPreviewType {
  @Field(() => ManagedAccountType, { description: 'The old account' }) from: ManagedAccountType;
  @Field(() => ManagedAccountType, { description: 'The successor' }) to: ManagedAccountType;
  @Field(() => [HeldRoleType], { description: 'Roles that the successor would have anew; bounded(200)' })
  moves: HeldRoleType[];
  @Field(() => [HeldRoleType], { description: 'Roles of the old account that the successor has too; bounded(200)' })
  heldAlready: HeldRoleType[];
  @Field(() => [WaitingForAccountType], {
    description: 'What waits for whoever holds these roles, all of a kind together; bounded(100)',
  })
  waiting: WaitingForAccountType[];
  @Field(() => String, { nullable: true, description: 'Chinese: why it may not be done; null: it may' })
  refusal: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Chinese: why it may not be done with the old account stopped; null: it may',
  })
  refusalToDisable: string | null;
}

@InputType({ description: 'Who hands over to whom' })
export class HandOverAccountInput {
  @Field(() => ID, { description: 'The old account' }) fromAccountId: string;
  @Field(() => ID, { description: 'The successor, another account of the legislature' }) toAccountId: string;
  @Field(() => Boolean, { defaultValue: false, description: 'The old account opens nothing any more 停用' })
  disableOld: boolean;
  @Field(() => String, { nullable: true, description: 'What the successor should know, at most 500 characters' })
  note?: string | null;
}

@ObjectType('HandedOver', { description: 'What moved from one account to another' })
export class HandedOverType {
  @Field(() => ManagedAccountType, { description: 'The old account as it is now' }) from: ManagedAccountType;
  @Field(() => ManagedAccountType, { description: 'The successor as it is now' }) to: ManagedAccountType;
  @Field(() => [HeldRoleType], { description: 'Roles that the successor has anew; bounded(200)' })
  moved: HeldRoleType[];
  @Field(() => [HeldRoleType], { description: 'Roles that the successor had before; bounded(200)' })
  heldAlready: HeldRoleType[];
  @Field(() => Boolean, { description: 'The old account was stopped' }) disabled: boolean;
  @Field(() => Int, { description: 'Working copies 草稿 that went along' }) workingCopiesMoved: number;
  @Field(() => Int, { description: 'Those that stayed, since the successor has typed about the same' })
  workingCopiesStayed: number;
}

const { NotFound, WrongState, ReauthenticationNeeded } = problems;
const NothingToHandOver = problemType('NOTHING_TO_HAND_OVER', 'The account holds no role here');
export const HandOverAccountResult = resultUnion(
  'HandOverAccountResult',
  () => HandedOverType,
  () => [
    NotFound,
    OwnAccount,
    NothingToHandOver,
    WrongState,
    RolesApart,
    LastAdministrator,
    AccountShared,
    ReauthenticationNeeded,
  ],
);

@InputType({ description: 'Who does the work of whom, until when' })
export class AppointStandInInput {
  @Field(() => ID, { description: 'Whose work it is' }) absentAccountId: string;
  @Field(() => ID, { description: 'Who stands in, another account of the legislature' }) standInAccountId: string;
  @Field(() => String, { description: 'The last day, YYYY-MM-DD; today at least, at most 184 days on' }) until: string;
  @Field(() => String, {
    nullable: true,
    description: 'What the one who stands in should know, at most 500 characters',
  })
  note?: string | null;
}

@ObjectType('StandInAppointed', { description: 'Who stands in for whom 代理, with what' })
export class StandInAppointedType {
  @Field(() => ManagedAccountType, { description: 'Who is absent, and keeps the own roles' })
  absent: ManagedAccountType;
  @Field(() => ManagedAccountType, { description: 'Who stands in, as it is now' }) standIn: ManagedAccountType;
  @Field(() => [HeldRoleType], { description: 'Roles lent until then; bounded(200)' }) lent: HeldRoleType[];
  @Field(() => [HeldRoleType], { description: 'Roles that the one who stands in has anyway; bounded(200)' })
  heldAlready: HeldRoleType[];
  @Field(() => Date, { description: 'Until when' }) until: Date;
}
export const AppointStandInResult = resultUnion(
  'AppointStandInResult',
  () => StandInAppointedType,
  () => [NotFound, OwnAccount, NothingToHandOver, WrongState, RolesApart, ReauthenticationNeeded],
);

@ObjectType('HandedWork', { description: 'What passed to the caller, for good 移交 or for a while 代理' })
export class HandedWorkType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => String, { description: 'Whose work it was, as colleagues call the person' }) fromName: string;
  @Field(() => Date, { description: 'When' }) at: Date;
  @Field(() => Date, { nullable: true, description: 'Of 代理: until when; null: for good' }) until: Date | null;
  @Field(() => String, { nullable: true, description: 'What the caller should know' }) note: string | null;
  @Field(() => [WaitingForAccountType], { description: 'What was open then, by kind; bounded(100)' })
  leftOpen: WaitingForAccountType[];
  @Field(() => Int, { description: 'Working copies 草稿 that went along' }) workingCopies: number;
}
@InputType({ description: 'What was read' })
export class ReadHandedWorkInput {
  @Field(() => ID, { description: 'Which' }) id: string;
}
export const ReadHandedWorkResult = resultUnion(
  'ReadHandedWorkResult',
  () => HandedWorkType,
  () => [NotFound],
);
