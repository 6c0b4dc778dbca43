/** What GraphQL shows of the way of a regulation 办理行程. */
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DraftType } from '../authoring/index.js';
import { ConsultationType } from '../consultation/index.js';

@ObjectType('Story', {
  description: '办理行程: 稿 → 征求意见 → 群众原话 → 报送意见 → 采纳情况 → 下一稿 → 反馈函, each with its figure',
})
export class StoryType {
  @Field(() => DraftType, { nullable: true, description: 'The text that is asked about' }) draft: DraftType | null;
  @Field(() => ConsultationType, { nullable: true, description: 'The round; null before there is one' })
  consultation: ConsultationType | null;
  @Field(() => Int, { description: 'Bodies asked' }) asked: number;
  @Field(() => Int, { description: 'Of them, those that have not signed for their task yet' }) notReceived: number;
  @Field(() => Int, { description: 'Of them, those that reported or said 无意见' }) answered: number;
  @Field(() => Int, { description: 'Voices heard 群众原话, all of them' }) opinions: number;
  @Field(() => Int, { description: "Of them, those of today in the legislature's zone" }) opinionsToday: number;
  @Field(() => Int, { description: 'Comments reported 报送意见, without those dropped since' }) comments: number;
  @Field(() => Int, { description: 'Of them, those with a proposed handling or more' }) handled: number;
  @Field(() => Int, { description: 'Of them, those with a signed decision that stands' }) signed: number;
  @Field(() => DraftType, {
    nullable: true,
    description: 'The next text 下一稿: the first published after this one, else the newest that is being imported',
  })
  nextDraft: DraftType | null;
  @Field(() => Int, { description: 'Letters 反馈函, without void and superseded ones' }) letters: number;
  @Field(() => Int, { description: 'Of them, those delivered' }) delivered: number;
  @Field(() => Int, { description: 'Of them, those acknowledged 签收' }) acknowledged: number;
}

@ObjectType('DayCount', { description: 'How many on one day' })
export class DayCountType {
  @Field(() => String, { description: 'YYYY-MM-DD' }) day: string;
  @Field(() => Int, { description: 'How many; 0 where none' }) count: number;
}
