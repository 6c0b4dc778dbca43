/** What GraphQL shows of a contact point's own figures 本点数字. */
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('HeardFigures', {
  description: 'What was heard, reported, adopted and told, without voices sent straight to the legislature',
})
export class HeardFiguresType {
  @Field(() => Int, {
    description: '听取, as the letter says it: of the last return 意见汇总; before there is one, the voices that came',
  })
  heard: number;
  @Field(() => Int, { description: 'Comments reported 报送, without those dropped since' }) reported: number;
  @Field(() => Int, { description: 'Of them, those adopted 采纳, as was released' }) adopted: number;
  @Field(() => Int, { description: 'Of them, those adopted in part 部分采纳, as was released' }) partlyAdopted: number;
  @Field(() => Int, { description: 'Of them, those not adopted 未采纳, as was released' }) notAdopted: number;
  @Field(() => Int, { description: 'People who left contact data and were told 已告知' }) told: number;
  @Field(() => Int, { description: 'People who left contact data, have a result and were not told yet' })
  notTold: number;
  @Field(() => Int, { description: 'People whose number was wrong 号码不对' }) unreachable: number;
}

@ObjectType('RoundFigures', { description: 'The figures of a contact point in one round' })
export class RoundFiguresType extends HeardFiguresType {
  @Field(() => ID, { description: 'The round' }) consultationId: string;
}

@ObjectType('PointFigures', { description: 'The figures of a contact point in a year 本点数字' })
export class PointFiguresType {
  @Field(() => ID, { description: 'The contact point' }) contactPointId: string;
  @Field(() => Int, { description: 'The year in which the rounds opened' }) year: number;
  @Field(() => [Int], { description: 'The years that have any, the latest first; bounded(200)' }) years: number[];
  @Field(() => HeardFiguresType, { description: 'Of all rounds of the year' }) sum: HeardFiguresType;
  @Field(() => [RoundFiguresType], { description: 'By round, the newest first; bounded(1000)' })
  rounds: RoundFiguresType[];
}
