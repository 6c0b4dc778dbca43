/** What a bulk act answers: N done, or which not and why (product §3.4). */
import { Field, ID, ObjectType } from '@nestjs/graphql';

/** The same as data, before it is shown */
export interface BulkOutcome {
  done: string[];
  refused: { id: string; code: string; message: string }[];
}

@ObjectType('RefusedItem', { description: 'One of N that a bulk act left alone, and why' })
export class RefusedItemType {
  @Field(() => ID, { description: 'Which' }) id: string;
  @Field(() => String, { description: 'Stable code' }) code: string;
  @Field(() => String, { description: 'Chinese' }) message: string;
}

@ObjectType('BulkDone', { description: 'What a bulk act on N did to each of the N' })
export class BulkDoneType {
  @Field(() => [ID], { description: 'Done; bounded(13000)' }) done: string[];
  @Field(() => [RefusedItemType], { description: 'Left alone, with the reason; bounded(13000)' })
  refused: RefusedItemType[];
}
