/** Lists of opinions 群众原话, as GraphQL shows and takes them. */
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { TextPlaceInput } from '../authoring/index.js';
import { connectionOf } from '../platform/api/connection.js';
import { isSubject } from '../platform/api/subjects.js';
import {
  ActEnum,
  ChannelEnum,
  type ChannelValue,
  type OpinionActValue,
  OpinionStateEnum,
  type OpinionStateValue,
  OpinionType,
  TargetKindEnum,
  type TargetKindValue,
} from './opinions.types.js';

isSubject('Opinion', () => OpinionType);
export const OpinionConnection = connectionOf('Opinion', () => OpinionType, { facets: true });

@ObjectType('OpinionNeighbours', { description: 'The opinions beside one in a list' })
export class OpinionNeighboursType {
  @Field(() => OpinionType, { nullable: true, description: 'The one before it' }) previous: OpinionType | null;
  @Field(() => OpinionType, { nullable: true, description: 'The one after it' }) next: OpinionType | null;
}

@InputType({ description: 'Which opinions; every part that is given must hold' })
export class OpinionFilterInput {
  @Field(() => [OpinionStateEnum], { nullable: true, description: 'Only those that stand so; bounded(10)' })
  states?: OpinionStateValue[] | null;
  @Field(() => [ID], { nullable: true, description: 'Only what came through these contact points; bounded(2000)' })
  contactPointIds?: string[] | null;
  @Field(() => [ChannelEnum], { nullable: true, description: 'Only what came so; bounded(10)' }) channels?:
    ChannelValue[] | null;
  @Field(() => [TargetKindEnum], { nullable: true, description: 'Only about such places; bounded(10)' })
  targetKinds?: TargetKindValue[] | null;
  @Field(() => [ActEnum], { nullable: true, description: 'Only those that want this; bounded(10)' }) acts?:
    OpinionActValue[] | null;
  @Field(() => TextPlaceInput, { nullable: true, description: 'Only what is about this place of the text' })
  place?: TextPlaceInput | null;
  @Field(() => Date, { nullable: true, description: 'Stored at that moment or later' }) receivedFrom?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Stored at that moment or before' }) receivedTo?: Date | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what went straight to the legislature, or what did not' })
  direct?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only what the office itself takes up 直接受理, sent straight to it or come through no contact point, or what it does not',
  })
  toOffice?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what was said after the closing day, or what was not' })
  late?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those whose speaker left contact data' })
  withContact?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those with a result whose speaker left contact data and was not told yet 回访',
  })
  toTell?: boolean | null;
  @Field(() => String, { nullable: true, description: 'Only those in which these words stand' }) words?: string | null;
}
