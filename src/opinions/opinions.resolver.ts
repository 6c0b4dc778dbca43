import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DraftsQueries, placeIn, provisionLoader, type ProvisionRow, ProvisionType } from '../authoring/index.js';
import {
  consultationLoader,
  type ConsultationRow,
  ConsultationsQueries,
  ConsultationType,
} from '../consultation/index.js';
import { type ContactPointRow, contactPointLoader, ContactPointsQueries, ContactPointType } from '../network/index.js';
import { Allow, CurrentActor, Public } from '../platform/api/allow.js';
import { connected, type Connection } from '../platform/api/connection.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { OldestFirst } from '../platform/api/paging.js';
import { Subjects } from '../platform/api/subjects.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import type { Contact } from './contact.rules.js';
import { ContactsService } from './contacts.service.js';
import { IntakePace } from './intake-pace.service.js';
import { IntakeService } from './intake.service.js';
import { OpinionConnection, OpinionFilterInput, OpinionNeighboursType } from './opinion-list.types.js';
import { pictureLoader } from './opinions.loaders.js';
import type { OpinionFilter } from './opinions.filter.js';
import { type Opinion, OpinionsQueries } from './opinions.queries.js';
import { QUARANTINED_TEXT } from './opinion.words.js';
import { OpinionsService } from './opinions.service.js';
import type { BulkOutcome } from '../platform/api/bulk.js';
import { EnterOpinionsInput } from './entered.types.js';
import {
  ContactErasedType,
  EnterOpinionsResult,
  EraseContactInput,
  EraseContactResult,
  OpinionPictureType,
  OpinionReceivedType,
  OpinionsEnteredType,
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
import { readLawCode } from '../consultation/law-code.rules.js';
import { formatReceiptCode } from './receipt.rules.js';
import { targetPlace } from './target-place.rules.js';

/** What is kept apart 隔离待核 says nothing here: its words are read one by one, by those who are named */
const wordsOf = ({ row, status }: Opinion): Pick<OpinionType, 'text' | 'proposedWording' | 'reason' | 'quote'> =>
  status.state === 'QUARANTINED'
    ? { text: QUARANTINED_TEXT, proposedWording: null, reason: null, quote: null }
    : { text: row.text, proposedWording: row.proposedWording, reason: row.reason, quote: row.quoteExact };

export const showOpinion = ({ row, status }: Opinion): OpinionType => ({
  ...row,
  ...wordsOf({ row, status }),
  state: status.state,
  setAsideReason: status.setAsideReason,
  commentId: status.commentId,
  version: status.version,
  late: row.late === true,
  quarantineReason: status.quarantineReason,
  // it may say what the words say
  quarantineNote: null,
});

@Resolver(() => OpinionType)
export class OpinionsResolver {
  constructor(
    private readonly pace: IntakePace,
    private readonly opinionsQueries: OpinionsQueries,
    private readonly opinions: OpinionsService,
    private readonly intake: IntakeService,
    private readonly contacts: ContactsService,
    subjects: Subjects,
  ) {
    subjects.register('Opinion', async (actor, ids) =>
      (await opinionsQueries.byIds(actor, ids)).map((found) => found && showOpinion(found)),
    );
  }

  @Mutation(() => SubmitOpinionResult, { description: 'A resident speaks; no account, one receipt code' })
  @Public()
  async submitOpinion(
    @Args('input', { description: 'Code and words' }) input: SubmitOpinionInput,
    @Context() { caller }: GraphqlContext,
  ): Promise<OpinionReceivedType | Refusal> {
    if (input.opinion.saidOn)
      return Refusal.field('opinion.saidOn', 'NOT_HERE', '说话日期只有工作人员代录时才填，请去掉再提交。');
    const sender = { form: null, address: caller.address, code: readLawCode(input.lawCode) ?? '' };
    const seconds = this.pace.secondsToWait(sender, input.opinion, false);
    if (seconds > 0) return new Refusal('TOO_MANY_OPINIONS', { retryAfterSeconds: seconds });
    const answer = await this.intake.speak(input.lawCode, { ...input.opinion, channel: 'CODE' });
    return answer instanceof Refusal
      ? answer
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
    const answers = await this.opinions.enter(actor, input.consultationId, input.contactPointId, input.opinions);
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

  @Query(() => OpinionConnection.type, {
    description: 'The opinions of a consultation that the caller may see, as they came',
  })
  @Allow('opinion.read', { words: '看群众原话', reach: 'UNIT' })
  async opinionList(
    @CurrentActor() actor: Actor,
    @Args('consultationId', { type: () => ID, description: 'The consultation' }) consultationId: string,
    @Args() asked: OldestFirst,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: OpinionFilterInput,
  ): Promise<Connection<OpinionType>> {
    const page = await this.opinionsQueries.list(actor, consultationId, filterOf(filter), asked);
    return connected(page, asked.after, showOpinion);
  }

  @Query(() => OpinionType, { nullable: true, description: 'One opinion; null where there is none the caller may see' })
  @Allow('opinion.read', { words: '看一条群众原话', reach: 'UNIT' })
  async opinion(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<OpinionType | null> {
    const found = await this.opinionsQueries.opinion(actor, id);
    return found && showOpinion(found);
  }
}

@Resolver(() => OpinionType)
export class OpinionLinksResolver {
  constructor(
    private readonly opinions: OpinionsQueries,
    private readonly byOpinion: PicturesService,
    private readonly consultations: ConsultationsQueries,
    private readonly points: ContactPointsQueries,
    private readonly drafts: DraftsQueries,
  ) {}

  @ResolveField(() => [OpinionPictureType], { description: '照片 that came with it; bounded(3)' })
  async pictures(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<OpinionPictureType[]> {
    return (await pictureLoader(context, this.byOpinion).load(opinion.id)).map(({ ordinal, width, height, size }) => ({
      ordinal,
      width,
      height,
      size,
      path: `/opinions/${opinion.id}/pictures/${ordinal}`,
    }));
  }

  @ResolveField(() => ConsultationType, { nullable: true, description: 'The consultation it came in' })
  consultation(@Parent() o: OpinionType, @Context() context: GraphqlContext): Promise<ConsultationRow | null> {
    return consultationLoader(context, this.consultations).load(o.consultationId);
  }

  @ResolveField(() => ContactPointType, { nullable: true, description: 'The contact point it came through' })
  async contactPoint(@Parent() o: OpinionType, @Context() context: GraphqlContext): Promise<ContactPointRow | null> {
    return o.contactPointId === null ? null : contactPointLoader(context, this.points).load(o.contactPointId);
  }

  @ResolveField(() => ProvisionType, { nullable: true, description: 'The article it is about' })
  async provision(@Parent() o: OpinionType, @Context() context: GraphqlContext): Promise<ProvisionRow | null> {
    return o.provisionId === null ? null : provisionLoader(context, this.drafts).load(o.provisionId);
  }

  @ResolveField(() => String, {
    description: 'Chinese: the place it is about, as letters name it: 第十七条第二款第（三）项; 全文; 未指明条款',
  })
  async placeWords(@Parent() o: OpinionType, @Context() context: GraphqlContext): Promise<string> {
    return targetPlace(o, await this.provision(o, context));
  }

  @ResolveField(() => OpinionNeighboursType, {
    description: 'The opinions before and after it in the list of its consultation with this filter',
  })
  async neighbours(
    @CurrentActor() actor: Actor,
    @Parent() opinion: OpinionType,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: OpinionFilterInput,
  ): Promise<OpinionNeighboursType> {
    const beside = await this.opinions.neighbours(actor, opinion, filterOf(filter));
    return { previous: beside.previous && showOpinion(beside.previous), next: beside.next && showOpinion(beside.next) };
  }
}

const filterOf = (given: OpinionFilterInput): OpinionFilter => ({
  ...given,
  place: given.place ? placeIn(given.place) : null,
});

@Resolver(() => ConsultationType)
export class ConsultationOpinionsResolver {
  constructor(private readonly opinions: OpinionsQueries) {}

  @ResolveField(() => Int, { description: 'Voices that are still owed an answer 条条有回音' })
  openOpinions(@CurrentActor() actor: Actor, @Parent() consultation: ConsultationType): Promise<number> {
    return this.opinions.openCount(actor, consultation.id);
  }
}
