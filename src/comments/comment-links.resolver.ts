import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  draftLoader,
  type DraftRow,
  DraftsQueries,
  DraftType,
  provisionLoader,
  type ProvisionRow,
  ProvisionType,
} from '../authoring/index.js';
import {
  consultationLoader,
  type ConsultationRow,
  ConsultationsQueries,
  ConsultationType,
} from '../consultation/index.js';
import { type ContactPointRow, contactPointLoader, ContactPointsQueries, ContactPointType } from '../network/index.js';
import { OpinionConnection, OpinionsQueries, OpinionType, showOpinion, targetPlace } from '../opinions/index.js';
import { allows } from '../platform/access/permissions.js';
import { CurrentActor } from '../platform/api/allow.js';
import { connected, type Connection } from '../platform/api/connection.js';
import type { GraphqlContext } from '../platform/api/context.js';
import { OldestFirst } from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import {
  solicitationLoader,
  type SolicitationRow,
  SolicitationsQueries,
  SolicitationType,
} from '../solicitation/index.js';
import { commentLoader } from './comments.loaders.js';
import { CommentsQueries } from './comments.queries.js';
import { filterOf, showComment } from './comments.resolver.js';
import { CommentFilterInput, CommentNeighboursType, CommentType } from './comments.types.js';

/** Where a comment belongs, and the voices behind it */
@Resolver(() => CommentType)
export class CommentLinksResolver {
  constructor(
    private readonly comments: CommentsQueries,
    private readonly opinions: OpinionsQueries,
    private readonly consultations: ConsultationsQueries,
    private readonly solicitations: SolicitationsQueries,
    private readonly points: ContactPointsQueries,
    private readonly drafts: DraftsQueries,
  ) {}

  @ResolveField(() => ProvisionType, { nullable: true, description: 'The article it is about' })
  async provision(@Parent() c: CommentType, @Context() context: GraphqlContext): Promise<ProvisionRow | null> {
    return c.provisionId === null ? null : provisionLoader(context, this.drafts).load(c.provisionId);
  }

  @ResolveField(() => String, {
    description: 'Chinese: the place it is about, as letters name it: 第十七条第二款第（三）项; 全文; 未指明条款',
  })
  async placeWords(@Parent() c: CommentType, @Context() context: GraphqlContext): Promise<string> {
    return targetPlace(c, await this.provision(c, context));
  }

  @ResolveField(() => ProvisionType, {
    nullable: true,
    description: 'The article that the office filed it under 归到哪一条, where it does not say itself what it is about',
  })
  async filedUnder(@Parent() c: CommentType, @Context() context: GraphqlContext): Promise<ProvisionRow | null> {
    return c.filedUnder === null ? null : provisionLoader(context, this.drafts).load(c.filedUnder);
  }

  @ResolveField(() => DraftType, { nullable: true, description: 'The text it was made on' })
  draft(@Parent() c: CommentType, @Context() context: GraphqlContext): Promise<DraftRow | null> {
    return draftLoader(context, this.drafts).load(c.draftId);
  }

  @ResolveField(() => ConsultationType, { nullable: true, description: 'The consultation it answers' })
  consultation(@Parent() c: CommentType, @Context() context: GraphqlContext): Promise<ConsultationRow | null> {
    return consultationLoader(context, this.consultations).load(c.consultationId);
  }

  @ResolveField(() => SolicitationType, { nullable: true, description: 'The task it answers' })
  async solicitation(@Parent() c: CommentType, @Context() context: GraphqlContext): Promise<SolicitationRow | null> {
    return c.solicitationId === null ? null : solicitationLoader(context, this.solicitations).load(c.solicitationId);
  }

  @ResolveField(() => ContactPointType, { nullable: true, description: 'The contact point that reports it' })
  async contactPoint(@Parent() c: CommentType, @Context() context: GraphqlContext): Promise<ContactPointRow | null> {
    return c.contactPointId === null ? null : contactPointLoader(context, this.points).load(c.contactPointId);
  }

  @ResolveField('opinions', () => OpinionConnection.type, {
    nullable: true,
    description: 'The voices it is made of now, as they came; null for those who may not read opinions',
  })
  async voices(
    @CurrentActor() actor: Actor,
    @Parent() c: CommentType,
    @Args() asked: OldestFirst,
  ): Promise<Connection<OpinionType> | null> {
    if (!allows('opinion.read', actor.roles)) return null;
    const page = await this.opinions.list(actor, c.consultationId, { commentId: c.id }, asked);
    return connected(page, asked.after, showOpinion);
  }

  @ResolveField(() => CommentNeighboursType, {
    description: 'The comments before and after it in the list of its consultation with this filter',
  })
  async neighbours(
    @CurrentActor() actor: Actor,
    @Parent() c: CommentType,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: CommentFilterInput,
  ): Promise<CommentNeighboursType> {
    const beside = await this.comments.neighbours(actor, c, filterOf(filter));
    return { previous: beside.previous && showComment(beside.previous), next: beside.next && showComment(beside.next) };
  }
}

@Resolver(() => OpinionType)
export class OpinionTrailResolver {
  constructor(private readonly comments: CommentsQueries) {}

  @ResolveField(() => CommentType, {
    nullable: true,
    description: 'The comment that is made of it; null while there is none the caller may see',
  })
  async comment(@Parent() opinion: OpinionType, @Context() context: GraphqlContext): Promise<CommentType | null> {
    const found =
      opinion.commentId === null ? null : await commentLoader(context, this.comments).load(opinion.commentId);
    return found && showComment(found);
  }
}
