/** What GraphQL shows of second factors and of confirming the own identity. */
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { AccountHeld, problems, problemType, resultUnion } from '../problem.js';
import { AccountType, proofRefused, WrongCode } from './access.types.js';
import { AccountShared } from './accounts.types.js';

@InputType({ description: 'The own identity, proven again' })
export class ConfirmIdentityInput {
  @Field(() => String, { description: '密码' }) password: string;
  @Field(() => String, {
    nullable: true,
    description: '动态验证码 or a recovery code 恢复码, where a second factor is bound',
  })
  code?: string | null;
}

@InputType({ description: 'Binding an authenticator app' })
export class BeginSecondFactorInput extends ConfirmIdentityInput {}

@InputType({ description: 'The first code of the app' })
export class ConfirmSecondFactorInput {
  @Field(() => String, { description: 'The six digits the app shows now' }) code: string;
}

@InputType({ description: 'Somebody who lost phone and recovery codes' })
export class ResetSecondFactorInput {
  @Field(() => String, { description: '用户名' }) username: string;
}

@ObjectType('IdentityConfirmed', { description: 'Acts that ask for a confirmed identity are open for some minutes' })
export class IdentityConfirmedType {
  @Field(() => Date, { description: 'Until then' }) until: Date;
}

@ObjectType('SecondFactorBegun', {
  description: 'A secret for an authenticator app, shown once; it is not at work before its first code',
})
export class SecondFactorBegunType {
  @Field(() => String, { description: 'For typing it in (base32)' }) secret: string;
  @Field(() => String, { description: 'otpauth address, to be shown as a QR code by the caller' }) uri: string;
  @Field(() => [String], {
    description:
      'That QR for drawing: a row of modules a string, 1 dark and 0 light, quiet zone included; bounded(185)',
  })
  qr: string[];
}

@ObjectType('SecondFactorConfirmed', {
  description: 'From now on a code is asked for at sign-in; every other session has ended',
})
export class SecondFactorConfirmedType {
  @Field(() => [String], { description: '恢复码, shown once; each opens once instead of a code; bounded(10)' })
  recoveryCodes: string[];
}

@ObjectType('SignedOutEverywhere', { description: 'Every session and token of the account is over' })
export class SignedOutEverywhereType {
  @Field(() => Int, { description: 'How many there were, this one included' }) sessions: number;
}

const NotBegun = problemType('NOT_BEGUN', 'No second factor was begun');
const OwnSecondFactor = problemType('OWN_SECOND_FACTOR', 'Nobody resets the own second factor');

export const ConfirmIdentityResult = resultUnion(
  'ConfirmIdentityResult',
  () => IdentityConfirmedType,
  () => [...proofRefused, AccountHeld],
);
export const BeginSecondFactorResult = resultUnion(
  'BeginSecondFactorResult',
  () => SecondFactorBegunType,
  () => proofRefused,
);
export const ConfirmSecondFactorResult = resultUnion(
  'ConfirmSecondFactorResult',
  () => SecondFactorConfirmedType,
  () => [WrongCode, NotBegun],
);
export const ResetSecondFactorResult = resultUnion(
  'ResetSecondFactorResult',
  () => AccountType,
  () => [problems.NotFound, problems.ReauthenticationNeeded, AccountShared, OwnSecondFactor],
);
export const SignOutEverywhereResult = resultUnion('SignOutEverywhereResult', () => SignedOutEverywhereType);
