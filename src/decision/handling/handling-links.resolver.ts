import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { commentLoader, CommentsQueries, CommentType, showComment } from '../../comments/index.js';
import {
  consultationLoader,
  type ConsultationRow,
  ConsultationsQueries,
  ConsultationType,
} from '../../consultation/index.js';
import { allows } from '../../platform/access/permissions.js';
import { AccountsQueries } from '../../platform/access/accounts.queries.js';
import { accountNameLoader } from '../../platform/api/account-names.js';
import { CurrentActor } from '../../platform/api/allow.js';
import { connected, type Connection } from '../../platform/api/connection.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { InOrder } from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import { sheetLoader, struckLoader, withdrawalLoader } from '../decision.loaders.js';
import {
  DecisionSheetLineConnection,
  DecisionSheetLineType,
  DecisionSheetType,
  DecisionType,
  ProposedHandlingType,
} from '../decision.types.js';
import { HandlingQueries } from './handling.queries.js';
import { StruckLineType } from './handling.types.js';

/** What a sheet stands on and who had it in hand; the office alone reads sheets */
@Resolver(() => DecisionSheetType)
export class SheetLinksResolver {
  constructor(
    private readonly queries: HandlingQueries,
    private readonly consultations: ConsultationsQueries,
    private readonly accounts: AccountsQueries,
  ) {}

  @ResolveField(() => DecisionSheetLineConnection.type, { description: 'Its lines in order' })
  async lines(
    @CurrentActor() actor: Actor,
    @Parent() sheet: DecisionSheetType,
    @Args() asked: InOrder,
  ): Promise<Connection<DecisionSheetLineType>> {
    return connected(await this.queries.linesPage(actor, sheet.id, asked), asked.after);
  }

  @ResolveField(() => ConsultationType, { nullable: true, description: 'The consultation whose comments it decides' })
  consultation(@Parent() s: DecisionSheetType, @Context() context: GraphqlContext): Promise<ConsultationRow | null> {
    return consultationLoader(context, this.consultations).load(s.consultationId);
  }

  @ResolveField(() => String, { nullable: true, description: 'Who prepared it 经办' })
  preparedByName(@Parent() s: DecisionSheetType, @Context() context: GraphqlContext): Promise<string | null> {
    return accountNameLoader(context, this.accounts).load(s.preparedBy);
  }

  @ResolveField(() => String, { nullable: true, description: 'Who checked it 审核' })
  async checkedByName(@Parent() s: DecisionSheetType, @Context() context: GraphqlContext): Promise<string | null> {
    return s.checkedBy === null ? null : accountNameLoader(context, this.accounts).load(s.checkedBy);
  }

  @ResolveField(() => String, { nullable: true, description: 'Who signed it 签发' })
  async signedByName(@Parent() s: DecisionSheetType, @Context() context: GraphqlContext): Promise<string | null> {
    return s.signedBy === null ? null : accountNameLoader(context, this.accounts).load(s.signedBy);
  }
}

@Resolver(() => DecisionSheetLineType)
export class SheetLineLinksResolver {
  constructor(private readonly comments: CommentsQueries) {}

  @ResolveField(() => CommentType, { nullable: true, description: 'The comment that is decided' })
  async comment(
    @Parent() line: DecisionSheetLineType,
    @Context() context: GraphqlContext,
  ): Promise<CommentType | null> {
    const found = await commentLoader(context, this.comments).load(line.commentId);
    return found && showComment(found);
  }
}

@Resolver(() => ProposedHandlingType)
export class HandlingLinksResolver {
  constructor(private readonly accounts: AccountsQueries) {}

  @ResolveField(() => String, { nullable: true, description: 'Who proposed it' })
  byName(@Parent() h: ProposedHandlingType, @Context() context: GraphqlContext): Promise<string | null> {
    return accountNameLoader(context, this.accounts).load(h.byAccount);
  }
}

@Resolver(() => ProposedHandlingType)
export class HandlingWithdrawalResolver {
  constructor(
    private readonly queries: HandlingQueries,
    private readonly accounts: AccountsQueries,
  ) {}

  @ResolveField(() => Date, { nullable: true, description: 'When it was taken back; null while it was not' })
  async withdrawnAt(@Parent() h: ProposedHandlingType, @Context() context: GraphqlContext): Promise<Date | null> {
    return (await withdrawalLoader(context, this.queries).load(h.id))?.at ?? null;
  }

  @ResolveField(() => String, { nullable: true, description: 'Who took it back; null while nobody did' })
  async withdrawnByName(@Parent() h: ProposedHandlingType, @Context() context: GraphqlContext): Promise<string | null> {
    const withdrawal = await withdrawalLoader(context, this.queries).load(h.id);
    return withdrawal && accountNameLoader(context, this.accounts).load(withdrawal.byAccount);
  }
}

/** The sheet that a comment stands on, or came back from; the office alone reads sheets */
@Resolver(() => CommentType)
export class CommentSheetResolver {
  constructor(private readonly queries: HandlingQueries) {}

  @ResolveField(() => DecisionSheetType, {
    nullable: true,
    description: 'The sheet it stands on; null outside the office',
  })
  async sheet(
    @CurrentActor() actor: Actor,
    @Parent() c: CommentType,
    @Context() context: GraphqlContext,
  ): Promise<DecisionSheetType | null> {
    if (c.sheetId === null || !allows('sheet.read', actor.roles)) return null;
    return sheetLoader(context, this.queries).load(c.sheetId);
  }

  @ResolveField(() => StruckLineType, {
    nullable: true,
    description:
      'How it came back from a sheet 退回重拟, while that is what it waits for and it is on no other; null outside the office',
  })
  async struck(
    @CurrentActor() actor: Actor,
    @Parent() c: CommentType,
    @Context() context: GraphqlContext,
  ): Promise<StruckLineType | null> {
    return allows('sheet.read', actor.roles) ? struckLoader(context, this.queries).load(c.id) : null;
  }
}

@Resolver(() => StruckLineType)
export class StruckLineResolver {
  constructor(private readonly queries: HandlingQueries) {}

  @ResolveField(() => DecisionSheetType, { nullable: true, description: 'The sheet it came back from' })
  sheet(@Parent() line: StruckLineType, @Context() context: GraphqlContext): Promise<DecisionSheetType | null> {
    return sheetLoader(context, this.queries).load(line.sheetId);
  }
}

@Resolver(() => DecisionType)
export class DecisionLinksResolver {
  constructor(private readonly queries: HandlingQueries) {}

  @ResolveField(() => DecisionSheetType, { nullable: true, description: 'The sheet it was signed on' })
  sheet(@Parent() d: DecisionType, @Context() context: GraphqlContext): Promise<DecisionSheetType | null> {
    return sheetLoader(context, this.queries).load(d.sheetId);
  }
}
