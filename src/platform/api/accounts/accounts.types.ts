/** What GraphQL shows of 账号管理. */
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type AccountState, accountStates } from '../../access/accounts.rules.js';
import type { Role } from '../../base/roles.rules.js';
import { connectionOf } from '../connection.js';
import { problems, problemType, resultUnion } from '../problem.js';
import { AccountCreatedType, RoleEnum, RolesApart } from './access.types.js';

export const AccountStateEnum = Object.fromEntries(accountStates.map((s) => [s, s])) as { [S in AccountState]: S };
registerEnumType(AccountStateEnum, {
  name: 'AccountState',
  description: 'How an account stands (账号状态)',
  valuesMap: {
    AWAITING_PASSWORD: { description: '待设密码: the one-time password was not exchanged for an own one yet' },
    ACTIVE: { description: '正常' },
    DORMANT: {
      description:
        '长期未登录: nobody signed in to it for longer than the installation allows; it opens no more until it is enabled',
    },
    DISABLED: { description: '已停用' },
  },
});

@ObjectType('HeldRole', { description: 'A role of an account in the legislature at hand' })
export class HeldRoleType {
  @Field(() => RoleEnum, { description: 'The role' }) role: Role;
  @Field(() => ID, { nullable: true, description: 'The contact point of a liaison officer' }) unitId: string | null;
  @Field(() => Date, { description: 'Since when' }) grantedAt: Date;
  @Field(() => Date, { nullable: true, description: 'Of who stands in 代理: until when; null: for good' })
  until: Date | null;
}

@ObjectType('ManagedAccount', { description: 'An account as the administrators of its legislature see it' })
export class ManagedAccountType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => String, { description: 'For signing in' }) username: string;
  @Field(() => String, { description: 'Name shown to colleagues' }) displayName: string;
  @Field(() => AccountStateEnum, { description: 'How it stands' }) state: AccountState;
  @Field(() => [HeldRoleType], { description: 'Its roles here; bounded(200)' }) roles: HeldRoleType[];
  @Field(() => Date, { nullable: true, description: 'When its owner signed in last; null: never' })
  lastSignedInAt: Date | null;
  @Field(() => Boolean, { description: 'A second factor 动态验证码 is bound' }) hasSecondFactor: boolean;
  @Field(() => Date, {
    nullable: true,
    description:
      'Since when it signs nothing, as others reset its password and its second factor; null where it is not so',
  })
  heldAt: Date | null;
  @Field(() => Date, {
    nullable: true,
    description: 'Of one that is held: until when at the latest; null until somebody confirms (confirmReset)',
  })
  heldUntil: Date | null;
  @Field(() => Date, { nullable: true, description: 'Since when it is stopped' }) disabledAt: Date | null;
  @Field(() => Date, {
    nullable: true,
    description: 'Of one that waits for its own password: until when the one-time password opens, or when it opened',
  })
  activationUntil: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it is stopped' }) disabledReason: string | null;
}

export const ManagedAccountConnection = connectionOf('ManagedAccount', () => ManagedAccountType, { facets: true });

@InputType({ description: 'Which accounts; every part that is given must hold' })
export class AccountFilterInput {
  @Field(() => String, { nullable: true, description: 'Words of the user name or the name' }) words?: string | null;
  @Field(() => [RoleEnum], { nullable: true, description: 'Only those that hold one of these; bounded(10)' })
  roles?: Role[] | null;
  @Field(() => [AccountStateEnum], { nullable: true, description: 'Only those that stand so; bounded(4)' })
  states?: AccountState[] | null;
  @Field(() => ID, { nullable: true, description: 'Only liaison officers of this contact point' })
  unitId?: string | null;
}

@InputType({ description: 'One role more' })
export class GrantRoleInput {
  @Field(() => ID, { description: 'Whose' }) accountId: string;
  @Field(() => RoleEnum, { description: 'The role' }) role: Role;
  @Field(() => ID, { nullable: true, description: 'The contact point, for liaison officers only' }) unitId?:
    string | null;
}

@InputType({ description: 'One role less' })
export class RevokeRoleInput extends GrantRoleInput {}

@InputType({ description: 'An account that is to open nothing any more' })
export class DisableAccountInput {
  @Field(() => ID, { description: 'The account' }) accountId: string;
  @Field(() => String, { description: 'Why, for those who look later' }) reason: string;
}

@InputType({ description: 'An account that is to open again' })
export class EnableAccountInput {
  @Field(() => ID, { description: 'The account' }) accountId: string;
}

@InputType({ description: 'Somebody under the right name' })
export class RenameAccountInput {
  @Field(() => ID, { description: 'The account' }) accountId: string;
  @Field(() => String, { description: 'Name shown to colleagues, 1 to 40 characters' }) displayName: string;
}

@InputType({ description: 'Somebody who lost the password' })
export class ResetPasswordInput {
  @Field(() => ID, { description: 'The account' }) accountId: string;
}

export const OwnAccount = problemType('OWN_ACCOUNT', 'Nobody does that to the own account');
export const AccountShared = problemType(
  'ACCOUNT_SHARED',
  "The account holds roles outside this legislature too: it is not this legislature's alone",
);
export const LastAdministrator = problemType(
  'LAST_ADMINISTRATOR',
  'Nobody else who could sign in administers the legislature, or the installation',
);
const RoleHeld = problemType('ROLE_HELD', 'The account holds that role already');
const RoleNotHeld = problemType('ROLE_NOT_HELD', 'The account does not hold that role');

const { NotFound, WrongState, ReauthenticationNeeded } = problems;
const always = [NotFound, OwnAccount, ReauthenticationNeeded] as const;
export const GrantRoleResult = resultUnion(
  'GrantRoleResult',
  () => ManagedAccountType,
  () => [...always, WrongState, RoleHeld, RolesApart],
);
export const RenameAccountResult = resultUnion(
  'RenameAccountResult',
  () => ManagedAccountType,
  () => [NotFound, ReauthenticationNeeded, AccountShared],
);
export const RevokeRoleResult = resultUnion(
  'RevokeRoleResult',
  () => ManagedAccountType,
  () => [...always, RoleNotHeld, LastAdministrator],
);
export const DisableAccountResult = resultUnion(
  'DisableAccountResult',
  () => ManagedAccountType,
  () => [...always, WrongState, AccountShared, LastAdministrator],
);
export const EnableAccountResult = resultUnion(
  'EnableAccountResult',
  () => AccountCreatedType,
  () => [...always, WrongState, AccountShared, RolesApart],
);
export const ResetPasswordResult = resultUnion(
  'ResetPasswordResult',
  () => AccountCreatedType,
  () => [...always, WrongState, AccountShared],
);

/** Rows of a page */
