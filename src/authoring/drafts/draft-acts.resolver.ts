import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { DraftChangeRow, DraftCorrectionRow, DraftRow } from './draft.entities.js';
import { DraftType } from './draft.types.js';
import { DraftActsService } from './draft-acts.service.js';
import {
  DraftChangeType,
  DraftCorrectionType,
  DropDraftInput,
  DropDraftResult,
  RecordCorrectionInput,
  RecordCorrectionResult,
  RestoreDraftInput,
  RestoreDraftResult,
  SetDraftScopeInput,
  SetDraftScopeResult,
  TakeDownDraftInput,
  TakeDownDraftResult,
} from './draft-acts.types.js';
import { DraftsQueries } from './drafts.queries.js';

@Resolver(() => DraftType)
export class DraftActsResolver {
  constructor(
    private readonly acts: DraftActsService,
    private readonly queries: DraftsQueries,
  ) {}

  @Mutation(() => DropDraftResult, { description: 'Gives up a text that was never published' })
  @Allow('draft.import', { words: '弃用未公布的一稿' })
  dropDraft(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Draft and version' }) input: DropDraftInput,
  ): Promise<DraftRow | Refusal> {
    return this.acts.dropDraft(actor, input);
  }

  @Mutation(() => SetDraftScopeResult, { description: 'Says who may read a text that is not published yet' })
  @Allow('draft.import', { words: '定一稿的范围' })
  setDraftScope(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Draft, version and scope' }) input: SetDraftScopeInput,
  ): Promise<DraftRow | Refusal> {
    return this.acts.setDraftScope(actor, input);
  }

  @Mutation(() => TakeDownDraftResult, { description: 'Takes a published text out of sight; residents are told why' })
  @Allow('draft.withdraw', { words: '撤下已公布的一稿' })
  takeDownDraft(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and why' }) input: TakeDownDraftInput,
  ): Promise<DraftRow | Refusal> {
    return this.acts.takeDownDraft(actor, input);
  }

  @Mutation(() => RestoreDraftResult, { description: 'Brings a text back that was taken down' })
  @Allow('draft.withdraw', { words: '恢复撤下的一稿' })
  restoreDraft(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which and why' }) input: RestoreDraftInput,
  ): Promise<DraftRow | Refusal> {
    return this.acts.restoreDraft(actor, input);
  }

  @Mutation(() => RecordCorrectionResult, {
    description: 'Notes beside a published article what is wrong in it 更正; the words stay',
  })
  @Allow('draft.withdraw', { words: '登记已公布条文的更正' })
  recordCorrection(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Article and words' }) input: RecordCorrectionInput,
  ): Promise<DraftRow | Refusal> {
    return this.acts.recordCorrection(actor, input);
  }

  @ResolveField(() => [DraftCorrectionType], { description: '更正 of its articles, oldest first: bounded(200)' })
  corrections(
    @CurrentActor() actor: Actor,
    @Parent() draft: DraftRow,
    @Context() context: GraphqlContext,
  ): Promise<DraftCorrectionRow[]> {
    return context.loaders
      .of('draftCorrections', () => new DataLoader((ids: readonly string[]) => this.queries.correctionsFor(actor, ids)))
      .load(draft.id);
  }

  @ResolveField(() => [DraftChangeType], {
    description: 'When and why it was taken down and restored, newest first: bounded(200)',
  })
  changes(
    @CurrentActor() actor: Actor,
    @Parent() draft: DraftRow,
    @Context() context: GraphqlContext,
  ): Promise<DraftChangeRow[]> {
    return context.loaders
      .of('draftChanges', () => new DataLoader((ids: readonly string[]) => this.queries.changesFor(actor, ids)))
      .load(draft.id);
  }
}
