import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ConsultationType } from '../consultation/index.js';
import { Allow, CurrentActor, Public } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { Contact } from './contact.rules.js';
import { ContactsService } from './contacts.service.js';
import type { IncomingOpinion } from './intake.inputs.js';
import { IntakeService } from './intake.service.js';
import type { OpinionState } from './opinion.rules.js';
import { pictureLoader } from './opinions.loaders.js';
import { type Opinion, OpinionsQueries } from './opinions.queries.js';
import { type BulkOutcome, OpinionsService } from './opinions.service.js';
import {
  ContactErasedType,
  EnterOpinionsInput,
  EnterOpinionsResult,
  EraseContactInput,
  EraseContactResult,
  OpinionPictureType,
  OpinionReceivedType,
  OpinionsEnteredType,
  OpinionStateEnum,
  OpinionType,
  ReadContactInput,
  ReadContactResult,
  RestoreOpinionsInput,
  RestoreOpinionsResult,
  SetAsideOpinionsInput,
  SetAsideOpinionsResult,
  SubmitOpinionInput,
  SubmitOpinionResult,
} from './opinions.types.js';
import { PicturesService } from './pictures.service.js';
import { formatReceiptCode } from './receipt.rules.js';

export const showOpinion = ({ row, status }: Opinion): OpinionType => ({
  ...row,
  quote: row.quoteExact,
  state: status.state,
  setAsideReason: status.setAsideReason,
  late: row.late === true,
  quarantineReason: status.quarantineReason,
  quarantineNote: status.quarantineNote,
});

@Resolver(() => OpinionType)
export class OpinionsResolver {
  constructor(
    private readonly opinionsQueries: OpinionsQueries,
    private readonly opinions: OpinionsService,
    private readonly intake: IntakeService,
    private readonly contacts: ContactsService,
    private readonly byOpinion: PicturesService,
  ) {}

  @Mutation(() => SubmitOpinionResult, { description: 'A resident speaks; no account, one receipt code' })
  @Public()
  async submitOpinion(
    @Args('input', { description: 'Code and words' }) input: SubmitOpinionInput,
  ): Promise<OpinionReceivedType | Refusal> {
    if (input.opinion.saidOn)
      return Refusal.field('opinion.saidOn', 'NOT_HERE', '说话日期只有工作人员代录时才填，请去掉再提交。');
    const point = await this.intake.intakePointOf(input.lawCode);
    if (point instanceof Refusal) return point;
    const [answer] = await this.intake.receive(point, [{ ...input.opinion, channel: 'CODE' } as IncomingOpinion]);
    return answer instanceof Refusal || !answer
      ? (answer ?? Refusal.notFound('意见'))
      : { receiptCode: answer.receiptCode, printed: formatReceiptCode(answer.receiptCode), repeated: answer.repeated };
  }

  @Mutation(() => EnterOpinionsResult, {
    description: 'A contact point types what people said, each voice on its own 代录',
  })
  @Allow('opinion.enter', { words: '代录群众意见', reach: 'UNIT' })
  async enterOpinions(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The voices' }) input: EnterOpinionsInput,
  ): Promise<OpinionsEnteredType | Refusal> {
    const answers = await this.opinions.enter(
      actor,
      input.consultationId,
      input.contactPointId,
      input.opinions as IncomingOpinion[],
    );
    if (answers instanceof Refusal) return answers;
    return {
      lines: answers.map((a, index) =>
        a instanceof Refusal
          ? { index, opinionId: null, receiptCode: null, problem: a.message }
          : { index, opinionId: a.opinionId, receiptCode: a.receiptCode, problem: null },
      ),
    };
  }

  @Mutation(() => SetAsideOpinionsResult, {
    description: 'Leaves opinions out of the return, with a reason 未列入汇总',
  })
  @Allow('opinion.setAside', { words: '未列入汇总', reach: 'UNIT' })
  setAsideOpinions(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and why' }) input: SetAsideOpinionsInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.opinions.setAside(actor, input);
  }

  @Mutation(() => RestoreOpinionsResult, { description: 'Takes set-aside opinions back into work' })
  @Allow('opinion.setAside', { words: '恢复列入', reach: 'UNIT' })
  restoreOpinions(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which' }) input: RestoreOpinionsInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.opinions.restore(actor, input.opinionIds);
  }

  @Mutation(() => ReadContactResult, {
    description: 'What a resident left to be reached by 联系方式; every reading stands in the ledger',
  })
  @Allow('contact.read', { words: '看群众留下的联系方式（每次记入台账）', reach: 'UNIT' })
  readContact(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whose' }) input: ReadContactInput,
  ): Promise<Contact | Refusal> {
    return this.contacts.read(actor, input.opinionId);
  }

  @Mutation(() => EraseContactResult, {
    description: 'Erases the contact data of an opinion for a resident who asked for it; the words stay',
  })
  @Allow('contact.erase', { words: '应群众要求删除联系方式', reach: 'UNIT' })
  eraseContact(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whose' }) input: EraseContactInput,
  ): Promise<ContactErasedType | Refusal> {
    return this.contacts.eraseFor(actor, input.opinionId);
  }

  @Query(() => [OpinionType], { description: 'The opinions of a consultation that the caller may see, by page' })
  @Allow('opinion.read', { words: '看群众原话', reach: 'UNIT' })
  async opinionList(
    @CurrentActor() actor: Actor,
    @Args('consultationId', { type: () => ID, description: 'The consultation' }) consultationId: string,
    @Args('state', { type: () => OpinionStateEnum, nullable: true, description: 'Only those' })
    state: OpinionState | null,
    @Args('contactPointId', {
      type: () => ID,
      nullable: true,
      description: 'Only those that came through this contact point',
    })
    contactPointId: string | null,
    @Args('withContact', {
      type: () => Boolean,
      defaultValue: false,
      description: 'Only those whose speaker left contact data',
    })
    withContact: boolean,
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Rows of this page, at most 200' }) first: number,
    @Args('after', { type: () => ID, nullable: true, description: 'The id of the last row of the page before' })
    after: string | null,
  ): Promise<OpinionType[]> {
    return (
      await this.opinionsQueries.visible(
        actor,
        consultationId,
        { state: state ?? null, contactPointId: contactPointId ?? null, withContact },
        Math.min(first, 200),
        after ?? null,
      )
    ).map(showOpinion);
  }

  @ResolveField(() => [OpinionPictureType], { description: '照片 that came with it, at most three' })
  async pictures(
    @Parent() opinion: OpinionType,
    @CurrentActor() actor: Actor,
    @Context() context: GraphqlContext,
  ): Promise<OpinionPictureType[]> {
    return (await pictureLoader(context, actor, this.byOpinion).load(opinion.id)).map(
      ({ ordinal, width, height, size }) => ({
        ordinal,
        width,
        height,
        size,
        path: `/opinions/${opinion.id}/pictures/${ordinal}`,
      }),
    );
  }
}

@Resolver(() => ConsultationType)
export class ConsultationOpinionsResolver {
  constructor(private readonly opinions: OpinionsQueries) {}

  @ResolveField(() => Int, { description: 'Voices that are still owed an answer 条条有回音' })
  openOpinions(@CurrentActor() actor: Actor, @Parent() consultation: ConsultationType): Promise<number> {
    return this.opinions.openCount(actor, consultation.id);
  }
}
