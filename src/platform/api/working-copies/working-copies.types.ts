/** What GraphQL shows and takes of working copies. */
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { problemType, resultUnion } from '../problem.js';

@ObjectType('WorkingCopy', { description: 'What the caller has typed and not yet done 草稿; seen by nobody else' })
export class WorkingCopyType {
  @Field(() => String, { description: 'Of which desk or act' }) kind: string;
  @Field(() => ID, { description: 'Of which thing' }) targetId: string;
  @Field(() => String, { nullable: true, description: 'JSON, as it was given; null once it is deleted' }) body:
    string | null;
  @Field(() => Date, { nullable: true, description: 'When it was last written; null once it is deleted' })
  updatedAt: Date | null;
}

@InputType({ description: 'What has been typed' })
export class SaveWorkingCopyInput {
  @Field(() => String, { description: 'Of which desk or act: 1 to 40 small letters and hyphens' }) kind: string;
  @Field(() => ID, { description: 'Of which thing, any id' }) targetId: string;
  @Field(() => String, { description: 'JSON, at most 20,480 bytes; empty: it is deleted' }) body: string;
}

const TooManyCopies = problemType('TOO_MANY_COPIES', 'The caller has 500 of them already; this one was not kept');
export const SaveWorkingCopyResult = resultUnion(
  'SaveWorkingCopyResult',
  () => WorkingCopyType,
  () => [TooManyCopies],
);
