import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { Actor } from '../platform/base/actor.js';
import { CommentTreeQueries } from './comment-tree.queries.js';
import { CommentPlaceType } from './comment-tree.types.js';

@Resolver(() => CommentPlaceType)
export class CommentTreeResolver {
  constructor(private readonly tree: CommentTreeQueries) {}

  @Query(() => [CommentPlaceType], {
    description:
      'The headings and articles of the text that a round asks about, in its order, then 建议新增条文, 整部法规 and 不知道是哪一条, each with its comments counted; none where there is no such round here. bounded(400000), five characters an article',
  })
  @Allow('sheet.read', { words: '看各条文下有多少报送意见' })
  commentArticles(
    @CurrentActor() actor: Actor,
    @Args('consultationId', { type: () => ID, description: 'The consultation' }) consultationId: string,
  ): Promise<CommentPlaceType[]> {
    return this.tree.places(actor, consultationId);
  }
}
