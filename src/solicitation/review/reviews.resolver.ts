import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type ConsultationRow, ConsultationType } from '../../consultation/index.js';
import { AccountsQueries } from '../../platform/access/accounts.queries.js';
import { accountNameLoader } from '../../platform/api/account-names.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { loaderOf } from '../../platform/api/loader.js';
import type { Actor } from '../../platform/base/actor.js';
import type { Refusal } from '../../platform/base/refusal.js';
import type { RoundReviewRow } from './review.entities.js';
import {
  PassRoundInput,
  PassRoundResult,
  ReturnRoundInput,
  ReturnRoundResult,
  RoundReviewingType,
  RoundReviewType,
  SendRoundToReviewInput,
  SendRoundToReviewResult,
} from './review.types.js';
import { type RoundReviewing, ReviewsQueries } from './reviews.queries.js';
import { ReviewsService } from './reviews.service.js';

@Resolver(() => ConsultationType)
export class ReviewsResolver {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly queries: ReviewsQueries,
  ) {}

  @Query(() => RoundReviewingType, { description: 'Whether rounds are reviewed before they are sent out, and by whom' })
  @Allow('round.review', { words: '看征求意见由谁审核' })
  roundReviewing(@CurrentActor() actor: Actor): Promise<RoundReviewing> {
    return this.queries.reviewing(actor);
  }

  @Mutation(() => SendRoundToReviewResult, { description: 'Gives a prepared round to the checkers 送审核' })
  @Allow('consultation.manage', { words: '送审征求意见' })
  sendRoundToReview(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, whom it asks, in what words' }) input: SendRoundToReviewInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.reviews.sendRoundToReview(actor, input);
  }

  @Mutation(() => PassRoundResult, { description: 'Passes a round: it may be sent out as it was read 审核通过' })
  @Allow('round.check', { words: '审核通过一次征求意见' })
  passRound(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which review' }) input: PassRoundInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.reviews.passRound(actor, input);
  }

  @Mutation(() => ReturnRoundResult, { description: 'Sends a round back to whoever prepared it, with a note 退回' })
  @Allow('round.check', { words: '退回送审的征求意见' })
  returnRound(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which review, and why' }) input: ReturnRoundInput,
  ): Promise<ConsultationRow | Refusal> {
    return this.reviews.returnRound(actor, input);
  }

  @ResolveField(() => RoundReviewType, {
    nullable: true,
    description: 'Its last review 送审; null where there was none, and outside the office',
  })
  review(@Parent() round: ConsultationRow, @Context() context: GraphqlContext): Promise<RoundReviewRow | null> {
    return loaderOf<RoundReviewRow | null>(context, 'roundReviews', (actor, ids) =>
      this.queries.lastOf(actor, ids),
    ).load(round.id);
  }
}

@Resolver(() => RoundReviewType)
export class RoundReviewLinksResolver {
  constructor(private readonly accounts: AccountsQueries) {}

  @ResolveField(() => Boolean, { description: 'Whether the caller sent it, and so may not judge it' })
  isMine(@CurrentActor() actor: Actor, @Parent() review: RoundReviewRow): boolean {
    return review.sentBy === actor.accountId;
  }

  @ResolveField(() => String, { nullable: true, description: 'Who sent it, by the name colleagues see' })
  sentByName(@Parent() review: RoundReviewRow, @Context() context: GraphqlContext): Promise<string | null> {
    return accountNameLoader(context, this.accounts).load(review.sentBy);
  }

  @ResolveField(() => String, { nullable: true, description: 'Who passed or returned it; null while nobody did' })
  async checkedByName(@Parent() review: RoundReviewRow, @Context() context: GraphqlContext): Promise<string | null> {
    return review.checkedBy === null ? null : accountNameLoader(context, this.accounts).load(review.checkedBy);
  }
}
