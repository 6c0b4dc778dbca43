/** What a bulk act answers: N done, or which not and why (product §3.4). */
import { Context, Field, ID, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Refusal } from '../base/refusal.js';
import type { GraphqlContext } from './context.js';
import { Subjects, SubjectUnion } from './subjects.js';

export interface RefusedItem {
  id: string;
  code: string;
  message: string;
  /** of what it was another version, where it was stale */
  kind?: string;
}

/** The same as data, before it is shown */
export interface BulkOutcome {
  done: string[];
  refused: RefusedItem[];
}

/** One of N as it was refused */
export const refusedItem = (id: string, { code, message, params }: Refusal): RefusedItem => ({
  id,
  code,
  message,
  ...(typeof params.kind === 'string' && { kind: params.kind }),
});

@ObjectType('RefusedItem', { description: 'One of N that a bulk act left alone, and why' })
export class RefusedItemType {
  @Field(() => ID, { description: 'Which' }) id: string;
  @Field(() => String, { description: 'Stable code' }) code: string;
  @Field(() => String, { description: 'Chinese' }) message: string;
  /** for the field resolver */
  kind?: string;
}

@Resolver(() => RefusedItemType)
export class RefusedItemResolver {
  constructor(private readonly subjects: Subjects) {}

  /** null also where the caller may not see it */
  @ResolveField(() => SubjectUnion, {
    nullable: true,
    description: 'Of one that was stale, the version that is stored now; null otherwise',
  })
  async current(@Parent() { kind, id }: RefusedItemType, @Context() context: GraphqlContext): Promise<object | null> {
    return kind === undefined ? null : this.subjects.find(context, kind, id);
  }
}

@ObjectType('BulkDone', { description: 'What a bulk act on N did to each of the N' })
export class BulkDoneType {
  @Field(() => [ID], { description: 'Done; bounded(13000)' }) done: string[];
  @Field(() => [RefusedItemType], { description: 'Left alone, with the reason; bounded(13000)' })
  refused: RefusedItemType[];
}

@ObjectType('RefusedRow', { description: 'One row of a list that was left out, and why' })
export class RefusedRowType {
  @Field(() => Int, { description: 'Which, counted from 1 in the order they were handed in' }) row: number;
  @Field(() => String, { description: 'Stable code' }) code: string;
  @Field(() => String, { description: 'Chinese' }) message: string;
}

/** One row of a list as it was refused; `row` counts from 1 */
export const refusedRow = (row: number, { code, message }: Refusal): RefusedRowType => ({ row, code, message });
