import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { problems, problemType, resultUnion } from '../../platform/api/problem.js';

@ObjectType('QuarantineReader', { description: 'Somebody who may read what is kept apart 隔离待核' })
export class QuarantineReaderType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => ID, { description: 'The account' }) accountId: string;
  @Field(() => Date, { description: 'Since when' }) namedAt: Date;
}

@ObjectType('QuarantinedWords', { description: 'What was said and is kept apart; the reading stands in the ledger' })
export class QuarantinedWordsType {
  @Field(() => ID, { description: 'The opinion' }) id: string;
  @Field(() => String, { description: 'The words' }) text: string;
  @Field(() => String, { nullable: true, description: '建议的写法' }) proposedWording: string | null;
  @Field(() => String, { nullable: true, description: '理由' }) reason: string | null;
  @Field(() => String, { nullable: true, description: 'More in words on why it is kept apart' }) note: string | null;
}

@InputType({ description: 'Who is to read what is kept apart' })
export class NameQuarantineReaderInput {
  @Field(() => ID, { description: 'An account with a role in the legislature' }) accountId: string;
}
@InputType({ description: 'Who reads it no more' })
export class EndQuarantineReaderInput {
  @Field(() => ID, { description: 'The account' }) accountId: string;
}
@InputType({ description: 'What to read of what is kept apart' })
export class ReadQuarantinedInput {
  @Field(() => ID, { description: 'The opinion' }) opinionId: string;
}

const { NotFound, ReauthenticationNeeded, WrongState } = problems;
const NotNamed = problemType('NOT_NAMED', 'The caller is not among the few who may read what is kept apart');

export const NameQuarantineReaderResult = resultUnion(
  'NameQuarantineReaderResult',
  () => QuarantineReaderType,
  () => [NotFound, ReauthenticationNeeded],
);
export const EndQuarantineReaderResult = resultUnion(
  'EndQuarantineReaderResult',
  () => QuarantineReaderType,
  () => [NotFound, ReauthenticationNeeded],
);
export const ReadQuarantinedResult = resultUnion(
  'ReadQuarantinedResult',
  () => QuarantinedWordsType,
  () => [NotFound, NotNamed, WrongState],
);
