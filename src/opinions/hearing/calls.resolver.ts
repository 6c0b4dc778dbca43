import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AccessService } from '../../platform/access/access.service.js';
import { AccountsQueries } from '../../platform/access/accounts.queries.js';
import { accountNameLoader } from '../../platform/api/account-names.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { PublicAddress } from '../../platform/api/public-address.js';
import type { Actor } from '../../platform/base/actor.js';
import type { Refusal } from '../../platform/base/refusal.js';
import { qrRows } from '../../platform/documents/index.js';
import { type Opinion, OpinionsQueries } from '../opinions.queries.js';
import { showOpinion } from '../opinions.resolver.js';
import { OpinionsEnteredType, OpinionType } from '../opinions.types.js';
import {
  ContactCallType,
  ContactLookType,
  NoteContactCallInput,
  NoteContactCallResult,
  ReadWorkOrderInput,
  ReadWorkOrderResult,
  ReceiptLookUpType,
  WorkOrderType,
} from './calls.types.js';
import { ContactCallsService } from './contact-calls.service.js';
import type { ContactCallRow } from './hearing.entities.js';
import { callsLoader, looksLoader } from './hearing.loaders.js';
import { type ReadOrder, WorkOrdersService } from './work-orders.service.js';

@Resolver(() => OpinionType)
export class ContactCallsResolver {
  constructor(private readonly calls: ContactCallsService) {}

  @Mutation(() => NoteContactCallResult, {
    description: 'Notes how a call to whoever left contact data ended 回访; a later note takes its place',
  })
  @Allow('contact.note', { words: '记下回访的结果', reach: 'UNIT' })
  noteContactCall(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whom, when, how it ended' }) input: NoteContactCallInput,
  ): Promise<ContactCallRow | Refusal> {
    return this.calls.noteContactCall(actor, input);
  }

  @ResolveField(() => [ContactCallType], {
    description: 'The calls to whoever left contact data beside it, the newest first; bounded(50)',
  })
  contactCalls(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<ContactCallRow[]> {
    return callsLoader(context, this.calls).load(opinion.id);
  }

  @ResolveField(() => [ContactLookType], {
    description:
      'Who looked at the contact data beside it, the newest first, for those who may look themselves; bounded(50)',
  })
  async contactLooks(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<ContactLookType[]> {
    const looks = await looksLoader(context, this.calls).load(opinion.id);
    return looks.map(({ at, by }) => ({ at, account: by }));
  }
}

@Resolver(() => ContactCallType)
export class ContactCallNamesResolver {
  constructor(private readonly accounts: AccountsQueries) {}

  @ResolveField(() => String, { nullable: true, description: 'Who noted it, by the name colleagues see' })
  by(@Parent() call: ContactCallType, @Context() context: GraphqlContext): Promise<string | null> {
    return accountNameLoader(context, this.accounts).load(call.byAccount);
  }
}

@Resolver(() => ContactLookType)
export class ContactLookNamesResolver {
  constructor(private readonly accounts: AccountsQueries) {}

  @ResolveField(() => String, { nullable: true, description: 'Who, by the name colleagues see' })
  by(@Parent() look: ContactLookType, @Context() context: GraphqlContext): Promise<string | null> {
    return accountNameLoader(context, this.accounts).load(look.account);
  }
}

@Resolver(() => WorkOrderType)
export class WorkOrdersResolver {
  constructor(
    private readonly orders: WorkOrdersService,
    private readonly voices: OpinionsQueries,
  ) {}

  @Mutation(() => ReadWorkOrderResult, {
    description: 'Says what a pasted work order of the hotline 12345工单 says; nothing of it is stored',
  })
  @Allow('opinion.enter', { words: '读入粘贴的热线工单', reach: 'UNIT' })
  readWorkOrder(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The order' }) input: ReadWorkOrderInput,
  ): Promise<ReadOrder | Refusal> {
    return this.orders.readWorkOrder(actor, input);
  }

  @ResolveField(() => [OpinionType], {
    description: 'What was typed from an order of this number at this contact point already; bounded(200)',
  })
  async opinions(@CurrentActor() actor: Actor, @Parent() order: WorkOrderType): Promise<OpinionType[]> {
    const found = await this.voices.byIds(actor, order.typedAs);
    return found.filter((o): o is Opinion => o !== null).map(showOpinion);
  }
}

/** What a 回执卡 says beside the code */
@Resolver(() => OpinionsEnteredType)
export class ReceiptCardsResolver {
  constructor(
    private readonly address: PublicAddress,
    private readonly access: AccessService,
  ) {}

  @ResolveField(() => ReceiptLookUpType, { description: 'Where the codes are asked about later, for a slip 回执卡' })
  async lookUp(@CurrentActor() actor: Actor): Promise<ReceiptLookUpType> {
    const url = `${this.address.base}/r`;
    const legislature = actor.legislatureId === null ? null : await this.access.legislature(actor.legislatureId);
    return { url, qr: qrRows(url), phone: legislature?.contactPhone ?? null };
  }
}
