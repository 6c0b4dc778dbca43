import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { headingText, provisionText } from '../../articles/index.js';
import { Allow, CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import { connected, type Connection } from '../../platform/api/connection.js';
import { InOrder, OldestFirst, pageOf } from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import type { RegulationRow } from '../regulations/regulation.entities.js';
import { regulationLoader } from '../regulations/regulation.loaders.js';
import { RegulationType } from '../regulations/regulation.types.js';
import { RegulationsQueries } from '../regulations/regulations.queries.js';
import type { DraftRow, ProvisionRow } from './draft.entities.js';
import { articleCountLoader, draftTextLoader } from './draft.loaders.js';
import {
  CheckDraftInput,
  CheckDraftResult,
  CorrectDraftInput,
  CorrectDraftResult,
  DraftConnection,
  DraftFilterInput,
  DraftType,
  ImportDraftInput,
  ImportDraftResult,
  ImportNoticeConnection,
  ImportNoticeType,
  PreviewProvisionConnection,
  PreviewProvisionType,
  ProvisionConnection,
  PublishDraftInput,
  PublishDraftResult,
} from './draft.types.js';
import { DraftsQueries } from './drafts.queries.js';
import { DraftsService } from './drafts.service.js';
import { noticeLoader } from './mending.loaders.js';
import { DraftMendingQueries, type FoundNotice } from './mending.queries.js';
import { severityOf } from './mending.rules.js';

/** A warning of the page that was asked for: what helps against others is not looked for */
const noticeShown = ({ fixes, ...found }: FoundNotice): ImportNoticeType => ({
  ...found,
  severity: severityOf(found.code),
  fixes: fixes().map(({ words, first, lines }) => ({
    words,
    lineNumber: first.line,
    newText: first.text ?? null,
    lines,
  })),
});

@Resolver(() => DraftType)
export class DraftResolver {
  constructor(
    private readonly queries: DraftsQueries,
    private readonly drafts: DraftsService,
    private readonly regulations: RegulationsQueries,
    private readonly mending: DraftMendingQueries,
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

  @ResolveField(() => RegulationType, { description: 'The regulation whose text it is' })
  regulation(@Parent() draft: DraftRow, @Context() context: GraphqlContext): Promise<RegulationRow | null> {
    return regulationLoader(context, this.regulations).load(draft.regulationId);
  }

  @ResolveField(() => ImportNoticeConnection.type, { description: 'What the reader of the file noticed' })
  async notices(
    @Parent() draft: DraftRow,
    @Context() context: GraphqlContext,
    @Args() asked: InOrder,
  ): Promise<Connection<ImportNoticeType>> {
    const { notices } = await noticeLoader(context, this.queries, this.mending).load(draft.id);
    return connected(pageOf('notice', notices, asked), asked.after, noticeShown);
  }

  @ResolveField(() => ImportNoticeConnection.type, { description: 'What is odd in the text, by line' })
  async warnings(
    @Parent() draft: DraftRow,
    @Context() context: GraphqlContext,
    @Args() asked: InOrder,
  ): Promise<Connection<ImportNoticeType>> {
    const { warnings } = await noticeLoader(context, this.queries, this.mending).load(draft.id);
    return connected(pageOf('warning', warnings, asked), asked.after, noticeShown);
  }

  @ResolveField(() => String, { description: 'SHA-256 of the source file, hexadecimal' })
  sourceSha256(@Parent() draft: DraftRow): string {
    return draft.sourceSha256.toString('hex');
  }

  @ResolveField(() => ID, { description: 'The source file, for GET /files/<id>' })
  sourceFileId(@Parent() draft: DraftRow): string {
    return draft.sourceFileId;
  }

  @ResolveField(() => PreviewProvisionConnection.type, { description: 'The article tree as it was read' })
  async preview(
    @Parent() draft: DraftRow,
    @Context() context: GraphqlContext,
    @Args() asked: InOrder,
  ): Promise<Connection<PreviewProvisionType>> {
    const { tree } = await draftTextLoader(context, this.queries).load(draft.id);
    const placed = tree.provisions.map((provision, ordinal) => ({ provision, ordinal }));
    return connected(pageOf('preview', placed, asked), asked.after, ({ provision: p, ordinal }) => ({
      draftId: draft.id,
      ordinal,
      label: p.label,
      caption: p.caption,
      headings: p.headings.map((h) => headingText(h)),
      text: provisionText(p),
    }));
  }

  @ResolveField(() => ProvisionConnection.type, { description: 'The articles of a published draft in their order' })
  async provisions(
    @CurrentActor() actor: Actor,
    @Parent() draft: DraftRow,
    @Args() asked: InOrder,
    @Args('chapter', {
      type: () => String,
      nullable: true,
      description: 'Only those under this heading, as it is printed: 第二章　使用管理',
    })
    chapter: string | null,
  ): Promise<Connection<ProvisionRow>> {
    return connected(await this.queries.provisionsFor(actor, draft.id, chapter ?? null, asked), asked.after);
  }
}

@Resolver(() => RegulationType)
export class RegulationDraftsResolver {
  constructor(private readonly drafts: DraftsQueries) {}

  @ResolveField(() => DraftConnection.type, {
    description: 'Its texts that the caller may read, as they were imported',
  })
  async draftsInOrder(
    @CurrentActor() actor: Actor,
    @Parent() regulation: RegulationRow,
    @Args() asked: OldestFirst,
    @Args('filter', { defaultValue: {}, description: 'Which of them' }) filter: DraftFilterInput,
  ): Promise<Connection<DraftRow>> {
    return connected(await this.drafts.draftsOf(actor, regulation.id, filter, asked), asked.after);
  }
}
