import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CommentType } from '../comments/index.js';
import { BulkDoneType } from '../platform/api/bulk.js';
import { allows } from '../platform/access/permissions.js';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import { connected, type Connection } from '../platform/api/connection.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { InOrder, pageOf } from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import type { Refusal } from '../platform/base/refusal.js';
import { formerLoader } from './decision.loaders.js';
import { EvidenceConnection, type EvidenceType } from './decision.types.js';
import { showEvidence } from './evidence/evidence.resolver.js';
import { ReopeningService } from './handling/reopening.service.js';
import { FormerDecisions } from './outcomes/former.queries.js';
import { ReopenCommentsInput, ReopenCommentsResult, ReopeningType } from './reopening.types.js';

@Resolver(() => CommentType)
export class ReopeningResolver {
  constructor(
    private readonly service: ReopeningService,
    private readonly former: FormerDecisions,
  ) {}

  @Mutation(() => ReopenCommentsResult, {
    description: 'Takes decided comments up again 复议; each is proposed, listed and signed anew',
  })
  @Allow('comment.reopen', { words: '复议已定的意见' })
  reopenComments(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which comments and why' }) input: ReopenCommentsInput,
  ): Promise<BulkDoneType | Refusal> {
    return this.service.reopenComments(actor, input);
  }

  @ResolveField(() => [ReopeningType], {
    description:
      'Decisions on it that were taken up again, the last first; none for those outside the office. bounded(50)',
  })
  async reopenings(
    @CurrentActor() actor: Actor,
    @Parent() comment: CommentType,
    @Context() context: GraphqlContext,
  ): Promise<ReopeningType[]> {
    if (!allows('sheet.read', actor.roles)) return [];
    return formerLoader(context, this.former).load(comment.id);
  }
}

@Resolver(() => ReopeningType)
export class ReopeningProofsResolver {
  @ResolveField(() => EvidenceConnection.type, { description: 'The changed words that were found for it' })
  proofs(@Parent() { evidence }: ReopeningType, @Args() asked: InOrder): Connection<EvidenceType> {
    return connected(pageOf('evidence', evidence, asked), asked.after, showEvidence);
  }
}
