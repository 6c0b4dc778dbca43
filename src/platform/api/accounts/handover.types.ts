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
