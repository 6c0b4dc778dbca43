/** What GraphQL shows of accounts that were reset by others. */
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { type ResetKind, resetKindWords } from '../../access/resets.rules.js';
import { enumOf } from '../enums.js';
import { problems, problemType, resultUnion } from '../problem.js';
import { isSubject } from '../subjects.js';

export const ResetKindEnum = enumOf('ResetKind', 'What somebody else reset of an account', resetKindWords);

@ObjectType('AccountReset', { description: 'A password or a second factor that somebody else reset' })
export class AccountResetType {
  @Field(() => ResetKindEnum, { description: 'What' }) what: ResetKind;
  @Field(() => String, { nullable: true, description: 'Who, by name; null: the operator of the machine' })
  by: string | null;
  @Field(() => Date, { description: 'When' }) at: Date;
}

@ObjectType('ResetNotice', {
  description:
    'Told to every account of a legislature: of one of them both password and second factor were reset by others, so that it signs nothing',
})
export class ResetNoticeType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The account' }) accountId: string;
  @Field(() => String, { description: 'Whose it is, as colleagues call the person' }) name: string;
  @Field(() => Boolean, { description: "It is the caller's own" }) isOwn: boolean;
  @Field(() => [AccountResetType], { description: 'What was reset, oldest first; bounded(20), the last ones' })
  resets: AccountResetType[];
  @Field(() => Date, { description: 'Since when it signs nothing' }) at: Date;
  @Field(() => Date, {
    nullable: true,
    description: 'Until when, or when it was confirmed; null: until somebody confirms',
  })
  until: Date | null;
  @Field(() => Boolean, { description: 'It signs again; told for seven days more' }) isOver: boolean;
  @Field(() => String, { nullable: true, description: 'Who confirmed, by name; null: nobody' })
  confirmedBy: string | null;
  @Field(() => [String], { description: 'Who may confirm, by name; none once it is over; bounded(20), the first ones' })
  confirmers: string[];
  @Field(() => Boolean, { description: 'The caller may confirm (confirmReset)' }) mayConfirm: boolean;
  @Field(() => Int, { description: 'For expectedVersion' }) version: number;
}
isSubject('ResetNotice', () => ResetNoticeType);

@InputType({ description: 'An account whose owner asked for the resets' })
export class ConfirmResetInput {
  @Field(() => ID, { description: 'The account' }) accountId: string;
  @Field(() => Int, { description: 'The version of the notice that was read' }) expectedVersion: number;
}

const { NotFound, StaleVersion, ReauthenticationNeeded } = problems;
const NotHeld = problemType('NOT_HELD', 'Nothing of that account waits to be confirmed any more');
const CannotVouch = problemType(
  'CANNOT_VOUCH',
  "The caller did one of the resets, or the caller's role is younger, or the own password was given by others",
);
export const ConfirmResetResult = resultUnion(
  'ConfirmResetResult',
  () => ResetNoticeType,
  () => [NotFound, StaleVersion, ReauthenticationNeeded, NotHeld, CannotVouch],
);
