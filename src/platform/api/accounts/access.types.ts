/** What GraphQL shows of legislatures and accounts. */
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type Role, roles } from '../../base/roles.rules.js';
import { RefusedRowType } from '../bulk.js';
import { problems, problemType, resultUnion } from '../problem.js';

export const RoleEnum = Object.fromEntries(roles.map((r) => [r, r])) as { [R in Role]: R };
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a person does in a legislature (角色)',
  valuesMap: {
    SYSTEM_ADMINISTRATOR: { description: 'Runs the installation 系统管理员' },
    ADMINISTRATOR: { description: "Manages one legislature's accounts 管理员" },
    PREPARER: { description: '经办' },
    CHECKER: { description: '审核' },
    SIGNER: { description: '签发' },
    DRAFTER: { description: '起草人' },
    LIAISON_OFFICER: { description: '联络员 of a contact point' },
  },
});
export const ProfileEnum = { SIMPLE: 'SIMPLE', STANDARD: 'STANDARD', STRICT: 'STRICT' } as const;
registerEnumType(ProfileEnum, {
  name: 'Profile',
  description: 'How much ceremony an office wants (档位)',
  valuesMap: {
    SIMPLE: { description: '简易: 经办 ≠ 签发' },
    STANDARD: { description: '标准: three hands' },
    STRICT: {
      description:
        '严格: three hands, administrators who do nothing else, second factor and regular new passwords for the office',
    },
  },
});

@ObjectType('Legislature', { description: 'A standing committee with its commission: the tenant (立法机关)' })
export class LegislatureType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => String, { description: 'Short code, used in the x-legislature header' }) code: string;
  @Field(() => String, { description: 'Full name 机关全称' }) name: string;
  @Field(() => String, { description: 'The organ that sends letters 发文机关' }) organName: string;
  @Field(() => String, { description: '机关代字 of its document numbers' }) documentWord: string;
  @Field(() => ProfileEnum, { description: 'How much ceremony it wants' }) profile: string;
  @Field(() => Int, { description: 'The shortest public consultation without a stated reason, in days' })
  minimumDays: number;
  @Field(() => String, { description: 'The rule that is cited for it' }) minimumDaysSource: string;
}

@ObjectType('ViewerLegislature', { description: 'A legislature in which the caller holds a role' })
export class ViewerLegislatureType {
  @Field(() => String, { description: 'Short code: in the header x-legislature it chooses this one' }) code: string;
  @Field(() => String, { description: 'Full name 机关全称' }) name: string;
  @Field(() => String, { description: 'The organ that sends letters 发文机关' }) organName: string;
  @Field(() => [RoleEnum], { description: 'What the caller does there; bounded(7)' }) roles: Role[];
}

@ObjectType('Viewer', { description: 'Who is asking' })
export class ViewerType {
  @Field(() => ID, { description: 'The account' }) accountId: string;
  @Field(() => String, { description: 'Name shown to colleagues' }) displayName: string;
  @Field(() => [RoleEnum], { description: 'Roles in the legislature at hand; bounded(7)' }) roles: Role[];
  @Field(() => LegislatureType, { nullable: true, description: 'The legislature at hand' })
  legislature: LegislatureType | null;
  @Field(() => [ViewerLegislatureType], {
    description: 'Every legislature in which the caller holds a role, by name; bounded(200)',
  })
  legislatures: ViewerLegislatureType[];
  @Field(() => Boolean, {
    description:
      'The first password was not changed yet, or the present one is older than the profile allows: nothing else is allowed',
  })
  mustChangePassword: boolean;
  @Field(() => Boolean, { description: 'A second factor 动态验证码 is asked for at sign-in' }) hasSecondFactor: boolean;
  @Field(() => Boolean, {
    description: 'The profile asks for a second factor that is not bound yet: nothing else is allowed',
  })
  mustBindSecondFactor: boolean;
  @Field(() => Int, { description: 'How many recovery codes 恢复码 were not used yet' }) recoveryCodesLeft: number;
  @Field(() => Date, {
    nullable: true,
    description: 'Until when acts that ask for a confirmed identity are open; null: not now',
  })
  freshUntil: Date | null;
}

@ObjectType('SignedIn', { description: 'A session began' })
export class SignedInType {
  @Field(() => String, { description: 'Name shown to colleagues' }) displayName: string;
  @Field(() => String, { nullable: true, description: 'The bearer token, for programs only; a browser gets a cookie' })
  token: string | null;
  @Field(() => Date, { description: 'When the session ends at the latest' }) expiresAt: Date;
  @Field(() => Boolean, { description: 'The password must be changed before anything else' })
  mustChangePassword: boolean;
}

@ObjectType('SignedOut', { description: 'The session is over' })
export class SignedOutType {
  @Field(() => Boolean, { description: 'False where it was over before' }) ended: boolean;
}

@ObjectType('Account', { description: 'A person who signs in' })
export class AccountType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => String, { description: 'For signing in' }) username: string;
  @Field(() => String, { description: 'Name shown to colleagues' }) displayName: string;
}

@ObjectType('AccountCreated', { description: 'An account with its first password' })
export class AccountCreatedType {
  @Field(() => AccountType, { description: 'The account' }) account: AccountType;
  @Field(() => String, { description: 'Shown once; dies at `expiresAt` or at its first use' })
  activationPassword: string;
  @Field(() => Date, { description: 'Until when the password opens, 24 hours on' }) expiresAt: Date;
}

@InputType({ description: 'Signing in' })
export class SignInInput {
  @Field(() => String, { description: '用户名' }) username: string;
  @Field(() => String, { description: '密码' }) password: string;
  @Field(() => String, {
    nullable: true,
    description: '动态验证码 or a recovery code 恢复码, where a second factor is bound',
  })
  code?: string | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True for a program: answers a bearer token and sets no cookie',
  })
  forProgram: boolean;
}

@InputType({ description: 'A new password' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The present one' }) current: string;
  @Field(() => String, { description: 'The new one, 10 characters or more, none of the last five' }) next: string;
}

@InputType({ description: 'A new legislature' })
export class CreateLegislatureInput {
  @Field(() => String, { description: 'Short code: small letters, digits, hyphens' }) code: string;
  @Field(() => String, { description: 'Full name 机关全称' }) name: string;
  @Field(() => String, { description: '发文机关' }) organName: string;
  @Field(() => String, { description: '机关代字, such as 云人常法工函' }) documentWord: string;
  @Field(() => ProfileEnum, { defaultValue: 'SIMPLE', description: 'How much ceremony it wants' }) profile: string;
  @Field(() => Int, { defaultValue: 30, description: 'Shortest public consultation in days' }) minimumDays: number;
  @Field(() => String, { defaultValue: '立法法第四十条', description: 'The rule that is cited for it' })
  minimumDaysSource: string;
  @Field(() => String, { nullable: true, description: '联系人 printed on letters' }) contactName?: string | null;
  @Field(() => String, { nullable: true, description: '联系电话 printed on letters' }) contactPhone?: string | null;
}

@InputType({ description: 'One role of an account' })
export class GrantInput {
  @Field(() => RoleEnum, { description: 'The role' }) role: Role;
  @Field(() => ID, { nullable: true, description: 'The contact point, for liaison officers only' }) unitId?:
    string | null;
}

@InputType({ description: 'A new account in the legislature at hand' })
export class CreateAccountInput {
  @Field(() => String, { description: 'For signing in: small letters, digits, dots, hyphens' }) username: string;
  @Field(() => String, { description: '姓名' }) displayName: string;
  @Field(() => [GrantInput], { description: 'What the person may do; bounded(10)' }) grants: GrantInput[];
}

@InputType({ description: 'The first administrator 管理员 of a new legislature' })
export class FirstAdministratorInput {
  @Field(() => String, { description: 'For signing in: small letters, digits, dots, hyphens' }) username: string;
  @Field(() => String, { description: '姓名' }) displayName: string;
}

@InputType({ description: 'A new legislature with whoever administers it first' })
export class FoundLegislatureInput extends CreateLegislatureInput {
  @Field(() => FirstAdministratorInput, { nullable: true, description: 'An account that is made for it' })
  administrator?: FirstAdministratorInput | null;
  @Field(() => Boolean, { defaultValue: true, description: 'The caller administers it too; not in 严格' })
  administeredByMe: boolean;
}

@ObjectType('LegislatureFounded', { description: 'A legislature with its first administrator' })
export class LegislatureFoundedType {
  @Field(() => LegislatureType, { description: 'The legislature' }) legislature: LegislatureType;
  @Field(() => AccountCreatedType, {
    nullable: true,
    description: 'The account that was made for it; null where none was asked for',
  })
  administrator: AccountCreatedType | null;
}

@InputType({ description: 'A list of new accounts in the legislature at hand' })
export class CreateAccountsInput {
  @Field(() => [CreateAccountInput], { description: '1 to 100 of them; bounded(100)' }) accounts: CreateAccountInput[];
}

@ObjectType('AccountOfRow', { description: 'An account that was made of one row of a list' })
export class AccountOfRowType extends AccountCreatedType {
  @Field(() => Int, { description: 'Which row, counted from 1' }) row: number;
}

@ObjectType('AccountsCreated', { description: 'What became of each row of a list of accounts' })
export class AccountsCreatedType {
  @Field(() => [AccountOfRowType], { description: 'Made, each with its first password; bounded(100)' })
  created: AccountOfRowType[];
  @Field(() => [RefusedRowType], { description: 'Left out, with the reason; bounded(100)' }) refused: RefusedRowType[];
}

const { NameTaken, ReauthenticationNeeded } = problems;
export const RolesApart = problemType('ROLES_APART', 'In the profile 严格 these roles are held by different accounts');
export const TooManyAttempts = problemType('TOO_MANY_ATTEMPTS', 'Too many failures: wait', {
  retryAfterSeconds: { type: () => Int, description: 'Seconds to wait' },
});
const WrongCredentials = problemType('WRONG_CREDENTIALS', 'User name or password is wrong; the two are not told apart');
export const WrongCode = problemType('WRONG_CODE', 'The code is wrong, too old, or was used before');
/** Why a proof of the own identity fails */
export const proofRefused = [
  WrongCredentials,
  problemType('SECOND_FACTOR_NEEDED', 'The password is right; a code is needed too'),
  WrongCode,
  TooManyAttempts,
] as const;

export const SignInResult = resultUnion(
  'SignInResult',
  () => SignedInType,
  () => proofRefused,
);
export const ChangePasswordResult = resultUnion(
  'ChangePasswordResult',
  () => AccountType,
  () => [WrongCredentials, TooManyAttempts],
);
export const CreateLegislatureResult = resultUnion(
  'CreateLegislatureResult',
  () => LegislatureType,
  () => [NameTaken, RolesApart, ReauthenticationNeeded],
);
export const FoundLegislatureResult = resultUnion(
  'FoundLegislatureResult',
  () => LegislatureFoundedType,
  () => [NameTaken, RolesApart, ReauthenticationNeeded],
);
export const CreateAccountsResult = resultUnion(
  'CreateAccountsResult',
  () => AccountsCreatedType,
  () => [ReauthenticationNeeded],
);
export const CreateAccountResult = resultUnion(
  'CreateAccountResult',
  () => AccountCreatedType,
  () => [NameTaken, RolesApart, ReauthenticationNeeded],
);
export const SignOutResult = resultUnion('SignOutResult', () => SignedOutType);
