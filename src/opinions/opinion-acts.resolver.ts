import { Args, Context, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import { masked, type MaskSpan } from './mask.rules.js';
import { type MaskProposal, proposeMasks } from './mask-proposals.rules.js';
import { MasksService } from './masks.service.js';
import {
  ClearOpinionsInput,
  ClearOpinionsResult,
  MaskOpinionInput,
  MaskOpinionResult,
  MaskProposalType,
  MaskSpanType,
  QuarantineOpinionsInput,
  QuarantineOpinionsResult,
} from './opinion-acts.types.js';
import { maskLoader, withdrawalLoader } from './opinions.loaders.js';
import { showOpinion } from './opinions.resolver.js';
import { OpinionsService } from './opinions.service.js';
import type { BulkOutcome } from '../platform/api/bulk.js';
import { OpinionType } from './opinions.types.js';
import { WithdrawalNotes } from './withdrawal-notes.service.js';

@Resolver(() => OpinionType)
export class OpinionActsResolver {
  constructor(
    private readonly opinions: OpinionsService,
    private readonly masks: MasksService,
    private readonly withdrawals: WithdrawalNotes,
  ) {}

  @Mutation(() => QuarantineOpinionsResult, {
    description: 'Keeps opinions apart until somebody has looked 隔离待核; those in a comment are left there',
  })
  @Allow('opinion.quarantine', { words: '隔离待核', reach: 'UNIT' })
  quarantineOpinions(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and why' }) input: QuarantineOpinionsInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.opinions.quarantine(actor, input);
  }

  @Mutation(() => ClearOpinionsResult, { description: 'Takes opinions that were kept apart back to the inbox' })
  @Allow('opinion.quarantine', { words: '解除隔离', reach: 'UNIT' })
  clearOpinions(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which' }) input: ClearOpinionsInput,
  ): Promise<BulkOutcome | Refusal> {
    return this.opinions.clear(actor, input.opinionIds);
  }

  @Mutation(() => MaskOpinionResult, {
    description: 'Covers characters of an opinion, such as a name; the words themselves stay as they were said',
  })
  @Allow('opinion.mask', { words: '遮盖群众原话里的字', reach: 'UNIT' })
  async maskOpinion(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which characters' }) input: MaskOpinionInput,
  ): Promise<OpinionType | Refusal> {
    const done = await this.masks.maskOpinion(actor, input);
    return done instanceof Refusal ? done : showOpinion(done);
  }

  @ResolveField(() => String, { description: 'The words as they go further on, ＊ for each covered character' })
  async maskedText(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<string> {
    return masked(opinion, await this.spans(opinion, context)).text;
  }

  @ResolveField(() => String, { nullable: true, description: '建议的写法 as it goes further on' })
  async maskedProposedWording(
    @Parent() opinion: OpinionType,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    return masked(opinion, await this.spans(opinion, context)).proposedWording;
  }

  @ResolveField(() => String, { nullable: true, description: '理由 as it goes further on' })
  async maskedReason(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<string | null> {
    return masked(opinion, await this.spans(opinion, context)).reason;
  }

  @ResolveField(() => [MaskSpanType], { description: 'What is covered now; bounded(200)' })
  maskSpans(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<MaskSpan[]> {
    return this.spans(opinion, context);
  }

  @ResolveField(() => [MaskProposalType], {
    description: 'What looks as if it should be covered and is not; a person confirms; bounded(50)',
  })
  async maskProposals(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<MaskProposal[]> {
    return proposeMasks(masked(opinion, await this.spans(opinion, context)));
  }

  @ResolveField(() => Int, { description: 'For expectedRevision; 0 where nothing was covered yet' })
  async maskRevision(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<number> {
    return (await maskLoader(context, this.masks).load(opinion.id))?.revision ?? 0;
  }

  @ResolveField(() => Date, {
    nullable: true,
    description: 'When its author wished to take it back after it was reported; nothing was erased',
  })
  withdrawalNotedAt(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<Date | null> {
    return withdrawalLoader(context, this.withdrawals).load(opinion.id);
  }

  private async spans(opinion: OpinionType, context: GraphqlContext): Promise<MaskSpan[]> {
    return (await maskLoader(context, this.masks).load(opinion.id))?.spans ?? [];
  }
}
