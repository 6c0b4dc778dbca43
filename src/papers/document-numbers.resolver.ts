import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AccountsQueries } from '../platform/access/accounts.queries.js';
import { accountNameLoader } from '../platform/api/account-names.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import { connected, type Connection } from '../platform/api/connection.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { InOrder, pageOf } from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import type { Refusal } from '../platform/base/refusal.js';
import type { DocumentNumberRow } from './document-number.entities.js';
import { countOf } from './document-number.rules.js';
import { DocumentNumbersService, type NumbersOfYear } from './document-numbers.service.js';
import {
  DocumentNumbersType,
  NumberGapConnection,
  type NumberGapType,
  ReserveNumbersInput,
  ReserveNumbersResult,
  VoidedNumberConnection,
  VoidedNumberType,
  VoidNumbersInput,
  VoidNumbersResult,
} from './document-numbers.types.js';

@Resolver(() => DocumentNumbersType)
export class DocumentNumbersResolver {
  constructor(private readonly numbers: DocumentNumbersService) {}

  @Query(() => DocumentNumbersType, { nullable: true, description: 'How the numbers of a year stand 发文字号' })
  @Allow('letter.follow', { words: '看发文字号' })
  documentNumbers(
    @CurrentActor() actor: Actor,
    @Args('year', { type: () => Int, nullable: true, description: 'Which year; this one if absent' }) year?: number,
  ): Promise<NumbersOfYear | null> {
    return this.numbers.ofYear(actor, year ?? null);
  }

  @Mutation(() => ReserveNumbersResult, {
    description: 'Notes numbers that the register of the office left to us 预留号段',
  })
  @Allow('paper.deliver', { words: '登记预留号段' })
  reserveNumbers(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which numbers' }) input: ReserveNumbersInput,
  ): Promise<NumbersOfYear | Refusal> {
    return this.numbers.reserve(actor, input);
  }

  @Mutation(() => VoidNumbersResult, { description: 'Notes numbers that no paper will have, and why 作废空号' })
  @Allow('paper.deliver', { words: '作废没有用的发文字号' })
  voidNumbers(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and why' }) input: VoidNumbersInput,
  ): Promise<NumbersOfYear | Refusal> {
    return this.numbers.giveUp(actor, input);
  }

  @ResolveField(() => NumberGapConnection.type, { description: '缺号, ranges in their order' })
  gaps(@Parent() of: NumbersOfYear, @Args() asked: InOrder): Connection<NumberGapType> {
    return connected(pageOf('gap', of.gaps, asked), asked.after);
  }

  @ResolveField(() => Int, { description: 'How many numbers are missing altogether' })
  missing(@Parent() of: NumbersOfYear): number {
    return countOf(of.gaps);
  }

  @ResolveField(() => VoidedNumberConnection.type, { description: 'Numbers that were given up, in their order' })
  async voidedNumbers(
    @CurrentActor() actor: Actor,
    @Parent() of: NumbersOfYear,
    @Args() asked: InOrder,
  ): Promise<Connection<DocumentNumberRow>> {
    return connected(await this.numbers.voided(actor, of, asked), asked.after);
  }
}

@Resolver(() => VoidedNumberType)
export class VoidedNumberResolver {
  constructor(private readonly accounts: AccountsQueries) {}

  @ResolveField(() => String, { nullable: true, description: 'Who gave it up, by the name colleagues see' })
  byName(@Parent() { voidBy }: VoidedNumberType, @Context() context: GraphqlContext): Promise<string | null> {
    return accountNameLoader(context, this.accounts).load(voidBy);
  }
}
