import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { HandoverService } from '../../access/handover.service.js';
import type { Actor } from '../../base/actor.js';
import { Refusal } from '../../base/refusal.js';
import { Allow, CurrentActor } from '../allow.js';
import { showManaged } from './accounts.resolver.js';
import { HandedOverType, HandOverAccountInput, HandOverAccountResult, HandoverPreviewType } from './handover.types.js';
import { WaitingFor } from './waiting-for.js';

/** Nobody has filled in anything yet: what is wrong with a field stands for itself */
const wordsOf = (refusal: Refusal | null): string | null => refusal?.fields[0]?.message ?? refusal?.message ?? null;

@Resolver()
export class HandoverResolver {
  constructor(
    private readonly handovers: HandoverService,
    private readonly waiting: WaitingFor,
  ) {}

  @Query(() => HandoverPreviewType, {
    nullable: true,
    description: 'What would move from one account to another; null where one of the two is none of this legislature',
  })
  @Allow('account.read', { words: '看移交清单' })
  async handoverPreview(
    @CurrentActor() actor: Actor,
    @Args('fromAccountId', { type: () => ID, description: 'The old account' }) fromAccountId: string,
    @Args('toAccountId', { type: () => ID, description: 'The successor' }) toAccountId: string,
  ): Promise<HandoverPreviewType | null> {
    const seen = await this.handovers.preview(actor, fromAccountId, toAccountId);
    return (
      seen && {
        ...seen,
        from: showManaged(seen.from),
        to: showManaged(seen.to),
        waiting: await this.waiting.account(actor, seen.from),
        refusal: wordsOf(seen.refusal),
        refusalToDisable: wordsOf(seen.refusalToDisable),
      }
    );
  }

  @Mutation(() => HandOverAccountResult, {
    description: 'Hands all roles of an account in the legislature at hand over to another, in one act 移交',
  })
  @Allow('account.manage', { words: '移交账号的工作' })
  async handOverAccount(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'From whom to whom' }) input: HandOverAccountInput,
  ): Promise<HandedOverType | Refusal> {
    const done = await this.handovers.handOver(actor, input);
    return done instanceof Refusal ? done : { ...done, from: showManaged(done.from), to: showManaged(done.to) };
  }
}
