import { Field, ID, InputType } from '@nestjs/graphql';
import { enumOf } from '../platform/api/enums.js';
import { inboxStandingWords } from './opinion.words.js';
import type { InboxStanding } from './inbox.rules.js';
import { ChannelEnum, type ChannelValue } from './opinions.types.js';

const InboxStandingEnum = enumOf(
  'InboxStanding',
  'Where a voice stands for the officer who has it in hand 收件',
  inboxStandingWords,
);

@InputType({ description: 'Which voices of an inbox; every part that is given must hold' })
export class InboxFilterInput {
  @Field(() => [InboxStandingEnum], { nullable: true, description: 'Only those that stand so; bounded(10)' })
  standings?: InboxStanding[] | null;
  @Field(() => [ChannelEnum], { nullable: true, description: 'Only what came so; bounded(10)' }) channels?:
    ChannelValue[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Only about these: ids of articles, WHOLE for the whole text, UNKNOWN for none; bounded(200)',
  })
  places?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Only heard at these activities; bounded(200)' })
  activityIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Only entered by these nodes 节点; bounded(300)' })
  nodeIds?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Only with a picture, or only without' })
  withPicture?: boolean | null;
  @Field(() => String, { nullable: true, description: 'Only those in which these words stand' }) words?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only those that say the same as this one, but for blanks' })
  sameAs?: string | null;
}
