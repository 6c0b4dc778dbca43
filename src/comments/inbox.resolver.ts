import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { InboxFilterInput, InboxQueries, OpinionConnection, OpinionType, showOpinion } from '../opinions/index.js';
import { allows } from '../platform/access/permissions.js';
import { CurrentActor } from '../platform/api/allow.js';
import { connected, type Connection } from '../platform/api/connection.js';
import { InOrder } from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import { type SolicitationRow, SolicitationType } from '../solicitation/index.js';

@Resolver(() => SolicitationType)
export class InboxResolver {
  constructor(private readonly inbox: InboxQueries) {}

  @ResolveField('inbox', () => OpinionConnection.type, {
    nullable: true,
    description:
      'The voices of its body 收件 by article in the order of the text, each article as they came; never what went straight to the legislature. Facets: standings, channels, places, activityIds, nodeIds, withPicture. null for those who may not read opinions',
  })
  async voicesOf(
    @CurrentActor() actor: Actor,
    @Parent() task: SolicitationRow,
    @Args() asked: InOrder,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: InboxFilterInput,
  ): Promise<Connection<OpinionType> | null> {
    if (!allows('opinion.read', actor.roles)) return null;
    return connected(await this.inbox.list(actor, task, filter, asked), asked.after, showOpinion);
  }
}
