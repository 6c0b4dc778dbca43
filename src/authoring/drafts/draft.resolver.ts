import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { headingText, provisionText } from '../../articles/index.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { FIRST, ORDINAL_AFTER } from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { RegulationRow } from '../regulations/regulation.entities.js';
import { RegulationType } from '../regulations/regulation.types.js';
import type { DraftRow, ProvisionRow } from './draft.entities.js';
import { articleCountLoader, draftTextLoader } from './draft.loaders.js';
import {
  CheckDraftInput,
  CheckDraftResult,
  CorrectDraftInput,
  CorrectDraftResult,
  DraftType,
  ImportDraftInput,
  ImportDraftResult,
  ImportNoticeType,
  PreviewProvisionType,
  ProvisionType,
  PublishDraftInput,
  PublishDraftResult,
} from './draft.types.js';
import { DraftsQueries } from './drafts.queries.js';
import { DraftsService } from './drafts.service.js';

@Resolver(() => DraftType)
export class DraftResolver {
  constructor(
    private readonly queries: DraftsQueries,
    private readonly drafts: DraftsService,
  ) {}

  @Query(() => DraftType, { nullable: true, description: 'One draft; null where there is none here' })
  @Allow('regulation.read', { words: '看一稿', reach: 'ALL' })
  draft(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<DraftRow | null> {
    return this.queries.draft(actor, id);
  }

  @Mutation(() => ImportDraftResult, {
    description: 'Reads an uploaded .docx, .odt, .doc, .pdf, .txt or .md into an article tree to look at',
  })
  @Allow('draft.import', { words: '导入草案' })
  importDraft(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Regulation, kind and file' }) input: ImportDraftInput,
  ): Promise<DraftRow | Refusal> {
    return this.drafts.importDraft(actor, input);
  }

  @Mutation(() => CorrectDraftResult, { description: 'Replaces the text of a draft that is not published' })
  @Allow('draft.import', { words: '更正草案文本' })
  correctDraft(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The retyped text' }) input: CorrectDraftInput,
  ): Promise<DraftRow | Refusal> {
    return this.drafts.correctDraft(actor, input);
  }

  @Mutation(() => CheckDraftResult, { description: 'Says that a person compared the tree with the paper' })
  @Allow('draft.import', { words: '核对草案' })
  checkDraft(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Draft and version' }) input: CheckDraftInput,
  ): Promise<DraftRow | Refusal> {
    return this.drafts.checkDraft(actor, input);
  }

  @Mutation(() => PublishDraftResult, { description: 'Makes the words final and public' })
  @Allow('draft.publish', { words: '公布一稿' })
  publishDraft(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Draft and version' }) input: PublishDraftInput,
  ): Promise<DraftRow | Refusal> {
    return this.drafts.publishDraft(actor, input);
  }

  @ResolveField(() => Int, { description: 'How many articles the text has' })
  articleCount(@Parent() draft: DraftRow, @Context() context: GraphqlContext): Promise<number> {
    return articleCountLoader(context, this.queries).load(draft.id);
  }

  @ResolveField(() => [ImportNoticeType], { description: 'What the reader of the file noticed' })
  async notices(@Parent() draft: DraftRow, @Context() context: GraphqlContext): Promise<ImportNoticeType[]> {
    return (await draftTextLoader(context, this.queries).load(draft.id)).notices.slice(0, 200);
  }

  @ResolveField(() => [ImportNoticeType], { description: 'What is odd in the text, by line' })
  async warnings(@Parent() draft: DraftRow, @Context() context: GraphqlContext): Promise<ImportNoticeType[]> {
    return (await draftTextLoader(context, this.queries).load(draft.id)).tree.warnings.slice(0, 200);
  }

  @ResolveField(() => String, { description: 'SHA-256 of the source file, hexadecimal' })
  sourceSha256(@Parent() draft: DraftRow): string {
    return draft.sourceSha256.toString('hex');
  }

  @ResolveField(() => ID, { description: 'The source file, for GET /files/<id>' })
  sourceFileId(@Parent() draft: DraftRow): string {
    return draft.sourceFileId;
  }

  @ResolveField(() => [PreviewProvisionType], { description: 'The article tree as it was read, by page' })
  async preview(
    @Parent() draft: DraftRow,
    @Context() context: GraphqlContext,
    @Args('first', FIRST) first: number,
    @Args('after', ORDINAL_AFTER) after: number,
  ): Promise<PreviewProvisionType[]> {
    const { tree } = await draftTextLoader(context, this.queries).load(draft.id);
    return tree.provisions.slice(after + 1, after + 1 + Math.min(first, 200)).map((p, i) => ({
      ordinal: after + 1 + i,
      label: p.label,
      caption: p.caption,
      headings: p.headings.map((h) => headingText(h)),
      text: provisionText(p),
    }));
  }

  @ResolveField(() => [ProvisionType], { description: 'The articles of a published draft, by page' })
  provisions(
    @CurrentActor() actor: Actor,
    @Parent() draft: DraftRow,
    @Args('first', FIRST) first: number,
    @Args('after', ORDINAL_AFTER) after: number,
  ): Promise<ProvisionRow[]> {
    return this.queries.provisionsFor(actor, draft.id, Math.min(first, 200), after);
  }
}

@Resolver(() => RegulationType)
export class RegulationDraftsResolver {
  constructor(private readonly drafts: DraftsQueries) {}

  @ResolveField(() => [DraftType], { description: 'Its texts in order' })
  draftsInOrder(@CurrentActor() actor: Actor, @Parent() regulation: RegulationRow): Promise<DraftRow[]> {
    return this.drafts.draftsOf(actor, regulation.id);
  }
}
