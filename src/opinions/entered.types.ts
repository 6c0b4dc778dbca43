/** What GraphQL takes of voices that an officer types 代录. */
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { OpinionInput } from './opinions.types.js';

@InputType({ description: 'How somebody wishes to be reached 联系方式; sealed, for the answer alone' })
export class LeftContactInput {
  @Field(() => String, { defaultValue: '', description: 'A name, at most 40 characters; empty where none was left' })
  name: string;
  @Field(() => String, { defaultValue: '', description: 'A telephone number; empty where none was left' })
  phone: string;
}

@InputType({ description: 'Where an officer heard what is typed' })
export class HeardAtInput {
  @Field(() => ID, { nullable: true, description: 'At which activity 活动 of the contact point' })
  activityId?: string | null;
  @Field(() => ID, { nullable: true, description: 'From which photographed form 手写表; it counts as typed then' })
  cardId?: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      '页号 of a printed 意见征集表: the receipt code on its strip wakes, and is the one that is answered. One voice a page',
  })
  page?: number | null;
  @Field(() => String, {
    nullable: true,
    description: '工单编号 of the hotline: one voice a number, contact point and round; typed before, it is refused',
  })
  workOrder?: string | null;
  @Field(() => String, { nullable: true, description: 'At which place 地点, at most 60 characters' })
  place?: string | null;
}

@InputType({ description: 'One voice, as an officer types it' })
export class EnteredOpinionInput extends OpinionInput {
  @Field(() => LeftContactInput, {
    nullable: true,
    description: 'What the speaker, told what it is for, left to be reached by',
  })
  contact?: LeftContactInput | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'The speaker was told what it is for, and agreed 本人同意; without it, contact data are refused',
  })
  contactAgreed: boolean;
  @Field(() => HeardAtInput, { nullable: true, description: 'Where it was heard' }) heardAt?: HeardAtInput | null;
}

@InputType({ description: 'A contact point types what people said' })
export class EnterOpinionsInput {
  @Field(() => ID, { description: 'The consultation' }) consultationId: string;
  @Field(() => ID, { description: 'The contact point that heard them' }) contactPointId: string;
  @Field(() => [EnteredOpinionInput], { description: '1 to 200 voices; bounded(200)' }) opinions: EnteredOpinionInput[];
}
