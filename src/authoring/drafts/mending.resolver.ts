import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import { connected, type Connection } from '../../platform/api/connection.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { InOrder, mapPage, pageOf } from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { DraftRow } from './draft.entities.js';
import { draftTextLoader } from './draft.loaders.js';
import { DraftType } from './draft.types.js';
import { DraftsQueries } from './drafts.queries.js';
import { DraftMendingQueries } from './mending.queries.js';
import { DraftMendingService } from './mending.service.js';
import {
  AcceptDraftWarningsInput,
  AcceptDraftWarningsResult,
  DraftLineConnection,
  DraftLineType,
  MendDraftLinesInput,
  MendDraftLinesResult,
} from './mending.types.js';

/** PAGE_NUMBER of pageNumber, as the enums of the contract are written */
const constant = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase();

@Resolver(() => DraftType)
export class DraftMendingResolver {
  constructor(
    private readonly drafts: DraftsQueries,
    private readonly mending: DraftMendingQueries,
    private readonly service: DraftMendingService,
  ) {}

  @Mutation(() => MendDraftLinesResult, {
    description: 'Mends lines of a text that is not published and reads it anew; the uploaded file stays as it came',
  })
  @Allow('draft.import', { words: '逐行改正草案文本' })
  mendDraftLines(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which lines become what' }) input: MendDraftLinesInput,
  ): Promise<DraftRow | Refusal> {
    return this.service.mendDraftLines(actor, input);
  }

  @Mutation(() => AcceptDraftWarningsResult, { description: 'Says of warnings that they are right as they stand' })
  @Allow('draft.import', { words: '确认原稿就是这样' })
  acceptDraftWarnings(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which warnings' }) input: AcceptDraftWarningsInput,
  ): Promise<DraftRow | Refusal> {
    return this.service.acceptDraftWarnings(actor, input);
  }

  @ResolveField(() => DraftLineConnection.type, {
    description: 'Every line that was read from the source, and what it was read as',
  })
  async lines(
    @Parent() draft: DraftRow,
    @Context() context: GraphqlContext,
    @Args() asked: InOrder,
  ): Promise<Connection<DraftLineType>> {
    const read = await this.mending.readings(await draftTextLoader(context, this.drafts).load(draft.id));
    return connected(
      mapPage(pageOf('draftLine', read, asked), ({ reading: r, text }) => ({
        number: r.line,
        text,
        as: constant(r.as) as DraftLineType['as'],
        label: r.label,
        provision: r.provision,
        path: r.path,
        why: r.why === null ? null : (constant(r.why) as DraftLineType['why']),
      })),
      asked.after,
    );
  }
}
