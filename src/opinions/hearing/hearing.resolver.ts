import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  consultationLoader,
  type ConsultationRow,
  ConsultationsQueries,
  ConsultationType,
} from '../../consultation/index.js';
import {
  contactPointLoader,
  type ContactPointRow,
  ContactPointsQueries,
  ContactPointType,
} from '../../network/index.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { BulkOutcome } from '../../platform/api/bulk.js';
import { connected, type Connection } from '../../platform/api/connection.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { NewestFirst } from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import type { Refusal } from '../../platform/base/refusal.js';
import { OpinionType } from '../opinions.types.js';
import { ActivitiesService } from './activities.service.js';
import { FormCardsService } from './form-cards.service.js';
import { FormSheetsService, type SheetsPrinted } from './form-sheets.service.js';
import type { ActivityRow, FormCardRow } from './hearing.entities.js';
import {
  activityFiguresLoader,
  activityLoader,
  activityRoundsLoader,
  heardLoader,
  withheldLoader,
} from './hearing.loaders.js';
import { HearingQueries } from './hearing.queries.js';
import {
  ActivityConnection,
  ActivityType,
  ChangeActivityInput,
  ChangeActivityResult,
  FormCardType,
  PrintFormSheetsInput,
  PrintFormSheetsResult,
  RecordActivityInput,
  RecordActivityResult,
  SettleFormCardsInput,
  SettleFormCardsResult,
  WithholdPictureInput,
  WithholdPictureResult,
} from './hearing.types.js';
import { WithheldPictures } from './withheld-pictures.service.js';

const shownCard = (card: FormCardRow): FormCardType => ({ ...card, path: `/hearing/cards/${card.id}` });

@Resolver(() => ActivityType)
export class ActivitiesResolver {
  constructor(
    private readonly activities: ActivitiesService,
    private readonly forms: FormCardsService,
    private readonly sheets: FormSheetsService,
    private readonly hearing: HearingQueries,
    private readonly rounds: ConsultationsQueries,
    private readonly points: ContactPointsQueries,
  ) {}

  @Mutation(() => RecordActivityResult, { description: 'Records an activity at which people were heard 活动台账' })
  @Allow('opinion.enter', { words: '记一次活动', reach: 'UNIT' })
  recordActivity(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'When, what, where, about which drafts' }) input: RecordActivityInput,
  ): Promise<ActivityRow | Refusal> {
    return this.activities.recordActivity(actor, input);
  }

  @Mutation(() => ChangeActivityResult, { description: 'Changes what is recorded of an activity' })
  @Allow('opinion.enter', { words: '改活动记录', reach: 'UNIT' })
  changeActivity(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'As it should be' }) input: ChangeActivityInput,
  ): Promise<ActivityRow | Refusal> {
    return this.activities.changeActivity(actor, input);
  }

  @Mutation(() => SettleFormCardsResult, {
    description: 'Says of photographed forms that there is nothing on them to be typed 这张没有意见, or takes it back',
  })
  @Allow('opinion.enter', { words: '标明手写表照片上没有意见', reach: 'UNIT' })
  settleFormCards(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which' }) input: SettleFormCardsInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.forms.settleFormCards(actor, input);
  }

  @Mutation(() => PrintFormSheetsResult, {
    description:
      'Gives printed forms 意见征集表 their pages and sleeping receipt codes; the PDF is at the address answered',
  })
  @Allow('opinion.enter', { words: '印带回执码的意见征集表', reach: 'UNIT' })
  printFormSheets(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'For which round and contact point, how many' }) input: PrintFormSheetsInput,
  ): Promise<SheetsPrinted | Refusal> {
    return this.sheets.printFormSheets(actor, input);
  }

  @Query(() => ActivityConnection.type, { description: 'The activities of a contact point, the newest first' })
  @Allow('opinion.read', { words: '看活动台账', reach: 'UNIT' })
  async activityList(
    @CurrentActor() actor: Actor,
    @Args('contactPointId', { type: () => ID, description: 'The contact point' }) contactPointId: string,
    @Args() asked: NewestFirst,
  ): Promise<Connection<ActivityType>> {
    return connected(await this.hearing.activities(actor, contactPointId, asked), asked.after);
  }

  @Query(() => ActivityType, {
    nullable: true,
    description: 'One activity; null where there is none the caller may see',
  })
  @Allow('opinion.read', { words: '看一次活动', reach: 'UNIT' })
  async activity(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<ActivityRow | null> {
    return (await this.hearing.byIds(actor, [id]))[0] ?? null;
  }

  @ResolveField(() => ContactPointType, { nullable: true, description: 'The contact point' })
  contactPoint(@Parent() activity: ActivityType, @Context() context: GraphqlContext): Promise<ContactPointRow | null> {
    return contactPointLoader(context, this.points).load(activity.contactPointId);
  }

  @ResolveField(() => [ConsultationType], { description: 'About which rounds people were heard; bounded(20)' })
  async consultations(
    @Parent() activity: ActivityType,
    @Context() context: GraphqlContext,
  ): Promise<ConsultationRow[]> {
    const ids = await activityRoundsLoader(context, this.hearing).load(activity.id);
    const rounds = await Promise.all(ids.map((id) => consultationLoader(context, this.rounds).load(id)));
    return rounds.filter((r) => r !== null);
  }

  @ResolveField(() => [FormCardType], {
    description: 'Its photographed forms as they were taken, for the officers of the contact point; bounded(300)',
  })
  async cards(@CurrentActor() actor: Actor, @Parent() activity: ActivityType): Promise<FormCardType[]> {
    return (await this.hearing.cardsOf(actor, activity.id)).map(shownCard);
  }

  @ResolveField(() => Int, { description: 'Voices that were heard there' })
  async voiceCount(@Parent() activity: ActivityType, @Context() context: GraphqlContext): Promise<number> {
    return (await activityFiguresLoader(context, this.hearing).load(activity.id)).voices;
  }

  @ResolveField(() => Int, { description: 'Photographed forms that wait to be typed' })
  async cardsWaiting(@Parent() activity: ActivityType, @Context() context: GraphqlContext): Promise<number> {
    return (await activityFiguresLoader(context, this.hearing).load(activity.id)).waiting;
  }
}

@Resolver(() => OpinionType)
export class HeardOpinionsResolver {
  constructor(
    private readonly hearing: HearingQueries,
    private readonly forms: FormCardsService,
    private readonly withheld: WithheldPictures,
  ) {}

  @Mutation(() => WithholdPictureResult, {
    description:
      'Keeps the pictures beside an opinion with the contact point 照片不上交: the office reads the words alone',
  })
  @Allow('opinion.mask', { words: '照片留在联系点不上交', reach: 'UNIT' })
  withholdPicture(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whose' }) input: WithholdPictureInput,
  ): Promise<{ id: string } | Refusal> {
    return this.withheld.withhold(actor, input.opinionId);
  }

  @ResolveField(() => ActivityType, { nullable: true, description: 'At which activity it was heard' })
  async activity(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<ActivityRow | null> {
    const heard = await heardLoader(context, this.hearing).load(opinion.id);
    return heard?.activityId ? activityLoader(context, this.hearing).load(heard.activityId) : null;
  }

  @ResolveField(() => String, { nullable: true, description: 'At which place 地点 it was heard, in words' })
  async heardPlace(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<string | null> {
    return (await heardLoader(context, this.hearing).load(opinion.id))?.place ?? null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'Where the photographed form it was typed from is looked at, by the officers of its contact point and by whoever may read contact data; null where there is none, or it stays with the contact point. Every look stands in the ledger',
  })
  async formPath(
    @CurrentActor() actor: Actor,
    @Parent() opinion: OpinionType,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    const heard = await heardLoader(context, this.hearing).load(opinion.id);
    const mayLook = heard?.cardId != null && (await this.forms.mayLook(actor, opinion.id));
    return mayLook ? `/hearing/opinions/${opinion.id}/form` : null;
  }

  @ResolveField(() => Boolean, { description: 'Its pictures stay with the contact point' })
  picturesWithheld(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<boolean> {
    return withheldLoader(context, this.withheld).load(opinion.id);
  }
}
