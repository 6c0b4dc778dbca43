import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../platform/api/enums.js';
import { returnKindWords } from './return.words.js';
import type { ReturnKind } from './return.words.js';

const ReturnKindEnum = enumOf('ReturnKind', 'What a return is beside those before it', returnKindWords);

@ObjectType('VoiceFigures', {
  description: 'How many spoke, in how many different texts, from how many sources: a campaign is shown, not merged',
})
export class VoiceFiguresType {
  @Field(() => Int, { description: '原话' }) voices: number;
  @Field(() => Int, { description: '文字: told apart but for blanks' }) texts: number;
  @Field(() => Int, { description: '来源: the activity, else the code, else the way it came' }) sources: number;
}

@ObjectType('RepeatedText', { description: 'A text that three voices or more said in the same words' })
export class RepeatedTextType extends VoiceFiguresType {
  @Field(() => String, { description: 'The text' }) text: string;
  @Field(() => [ID], { description: 'Who said it, the earliest first; bounded(500)' }) opinionIds: string[];
}

@ObjectType('VoicesThrough', { description: 'What came through a body in a round, and what of it was repeated' })
export class VoicesThroughType extends VoiceFiguresType {
  @Field(() => [RepeatedTextType], { description: 'The commonest first; bounded(20)' }) repeated: RepeatedTextType[];
}

@ObjectType('ReturnPage', { description: 'A photograph of a return that was signed and sealed 盖章页' })
export class ReturnPageType {
  @Field(() => ID, { description: 'Made by the phone that took it' }) id: string;
  @Field(() => Int, { description: 'The page, from 1' }) ordinal: number;
  @Field(() => Int, { description: 'Pixels across, upright' }) width: number;
  @Field(() => Int, { description: 'Pixels down, upright' }) height: number;
  @Field(() => Date, { description: 'When it was kept' }) keptAt: Date;
  @Field(() => String, { description: 'Where it is to be looked at' }) path: string;
}

@ObjectType('SubmittedReturn', {
  description: '意见汇总 as a body sent it: which comments, under which numbers, with the figures of that moment',
})
export class SubmittedReturnType {
  @Field(() => ID, { description: 'Random id' }) id: string;
  @Field(() => Int, { description: 'From 1 in its task' }) ordinal: number;
  @Field(() => ReturnKindEnum, { description: 'What it is beside those before it' }) kind: ReturnKind;
  @Field(() => Int, { description: '第几次报送, counted without supplements' }) times: number;
  @Field(() => String, { description: '表号, as it stands on the paper' }) number: string;
  @Field(() => Boolean, { description: 'A whole return came after it: the paper is void' }) isVoid: boolean;
  @Field(() => Date, { description: 'When it was sent' }) sentAt: Date;
  @Field(() => Int, { description: 'How many comments it holds' }) count: number;
  @Field(() => Int, { description: 'The number of its first comment' }) first: number;
  @Field(() => Int, { description: 'The number of its last comment' }) last: number;
  @Field(() => Int, { description: '听取, of all that was reported with it' }) heard: number;
  @Field(() => Int, { description: '报送, with what was reported before' }) reported: number;
  @Field(() => Int, { description: '原文' }) verbatim: number;
  @Field(() => Int, { description: '归并' }) merged: number;
  @Field(() => Int, { description: '赞同' }) inFavour: number;
  @Field(() => Int, { description: '未列入' }) setAside: number;
  @Field(() => VoiceFiguresType, { description: 'Of those heard, how many texts and sources' })
  voices: VoiceFiguresType;
  @Field(() => [ReturnPageType], { description: 'Its sealed pages, the latest of each; bounded(60)' })
  pages: ReturnPageType[];
}
