import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { headingText, provisionText } from '../articles/index.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow, CurrentActor } from '../platform/access/allow.js';
import type { GraphqlContext } from '../platform/graphql/context.js';
import { Refusal } from '../platform/graphql/refusal.js';
import type {
  AmendingDecisionRow,
  ArticleLinkRow,
  DraftRow,
  ProvisionRow,
  RegulationRow,
} from './authoring.entities.js';
import {
  AmendingDecisionType,
  ArticleLinkType,
  CheckDraftInput,
  CheckDraftResult,
  ConfirmLineageInput,
  ConfirmLineageResult,
  CorrectDraftInput,
  CorrectDraftResult,
  CreateRegulationInput,
  CreateRegulationResult,
  DraftType,
  ImportAmendingDecisionInput,
  ImportAmendingDecisionResult,
  ImportDraftInput,
  ImportDraftResult,
  ImportNoticeType,
  LineageConfirmedType,
  PreviewProvisionType,
  ProvisionType,
  PublishDraftInput,
  PublishDraftResult,
  RegulationType,
  ReproposeLineageInput,
  ReproposeLineageResult,
} from './authoring.types.js';
import { AmendingService } from './amending.service.js';
import { DraftsService } from './drafts.service.js';
import { type LineageReproposed, LineageService } from './lineage.service.js';
import { RegulationsService } from './regulations.service.js';

const FIRST = { type: () => Int, defaultValue: 50, description: 'Rows of this page, at most 200' };
const AFTER = {
  type: () => Int,
  defaultValue: -1,
  description: 'The ordinal of the last row of the page before; -1 for the first page',
};

/** One batch of provisions per request */
export const provisionLoader = (
  context: GraphqlContext,
  drafts: DraftsService,
): DataLoader<string, ProvisionRow | null> =>
  context.loaders.of(
    'provisions',
    () => new DataLoader((ids: readonly string[]) => drafts.provisionsByIds(context.actor as Actor, ids)),
  );

@Resolver(() => RegulationType)
export class RegulationResolver {
  constructor(
    private readonly regulations: RegulationsService,
    private readonly drafts: DraftsService,
  ) {}

  @Query(() => [RegulationType], { description: 'The regulations of this legislature, newest first' })
  @Allow('regulation.read')
  regulationList(@CurrentActor() actor: Actor, @Args('first', FIRST) first: number): Promise<RegulationRow[]> {
    return this.regulations.regulations(actor, Math.min(first, 200));
  }

  @Query(() => RegulationType, { nullable: true, description: 'One regulation; null where there is none here' })
  @Allow('regulation.read')
  regulation(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<RegulationRow | null> {
    return this.regulations.regulation(actor, id);
  }

  @Mutation(() => CreateRegulationResult, { description: 'Begins a regulation' })
  @Allow('regulation.manage')
  createRegulation(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Name and kind' }) input: CreateRegulationInput,
  ): Promise<RegulationRow | Refusal> {
    return this.regulations.createRegulation(actor, input);
  }

  @ResolveField(() => [DraftType], { description: 'Its texts in order' })
  draftsInOrder(@CurrentActor() actor: Actor, @Parent() regulation: RegulationRow): Promise<DraftRow[]> {
    return this.drafts.draftsOf(actor, regulation.id);
  }
}

@Resolver(() => DraftType)
export class DraftResolver {
  constructor(
    private readonly drafts: DraftsService,
    private readonly amending: AmendingService,
  ) {}

  @Query(() => DraftType, { nullable: true, description: 'One draft; null where there is none here' })
  @Allow('regulation.read')
  draft(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id' }) id: string,
  ): Promise<DraftRow | null> {
    return this.drafts.draft(actor, id);
  }

  @Mutation(() => ImportDraftResult, {
    description: 'Reads an uploaded .docx, .odt, .doc, .pdf, .txt or .md into an article tree to look at',
  })
  @Allow('draft.import')
  importDraft(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Regulation, kind and file' }) input: ImportDraftInput,
  ): Promise<DraftRow | Refusal> {
    return this.drafts.importDraft(actor, input);
  }

  @Mutation(() => ImportAmendingDecisionResult, {
    description:
      'Reads an amending decision and applies it to the law in force: the draft is the text as it would read',
  })
  @Allow('draft.import')
  importAmendingDecision(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Regulation, kind and file' }) input: ImportAmendingDecisionInput,
  ): Promise<DraftRow | Refusal> {
    return this.amending.importAmendingDecision(actor, input);
  }

  @ResolveField(() => AmendingDecisionType, {
    nullable: true,
    description: 'What the decision says; null where the draft is an ordinary one',
  })
  amendingDecision(@CurrentActor() actor: Actor, @Parent() draft: DraftRow): Promise<AmendingDecisionRow | null> {
    return this.amending.decision(actor, draft.id);
  }

  @Mutation(() => CorrectDraftResult, { description: 'Replaces the text of a draft that is not published' })
  @Allow('draft.import')
  correctDraft(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The retyped text' }) input: CorrectDraftInput,
  ): Promise<DraftRow | Refusal> {
    return this.drafts.correctDraft(actor, input);
  }

  @Mutation(() => CheckDraftResult, { description: 'Says that a person compared the tree with the paper' })
  @Allow('draft.import')
  checkDraft(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Draft and version' }) input: CheckDraftInput,
  ): Promise<DraftRow | Refusal> {
    return this.drafts.checkDraft(actor, input);
  }

  @Mutation(() => PublishDraftResult, { description: 'Makes the words final and public' })
  @Allow('draft.publish')
  publishDraft(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Draft and version' }) input: PublishDraftInput,
  ): Promise<DraftRow | Refusal> {
    return this.drafts.publishDraft(actor, input);
  }

  @ResolveField(() => Int, { description: 'How many articles the text has' })
  articleCount(@Parent() draft: DraftRow): number {
    return draft.tree.provisions.filter((p) => p.kind === 'article').length;
  }

  @ResolveField(() => [ImportNoticeType], { description: 'What the reader of the file noticed' })
  notices(@Parent() draft: DraftRow): ImportNoticeType[] {
    return draft.notices.slice(0, 200);
  }

  @ResolveField(() => [ImportNoticeType], { description: 'What is odd in the text, by line' })
  warnings(@Parent() draft: DraftRow): ImportNoticeType[] {
    return draft.tree.warnings.slice(0, 200);
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
  preview(
    @Parent() draft: DraftRow,
    @Args('first', FIRST) first: number,
    @Args('after', AFTER) after: number,
  ): PreviewProvisionType[] {
    return draft.tree.provisions.slice(after + 1, after + 1 + Math.min(first, 200)).map((p, i) => ({
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
    @Args('after', AFTER) after: number,
  ): Promise<ProvisionRow[]> {
    return this.drafts.provisionsFor(actor, draft.id, Math.min(first, 200), after);
  }
}

@Resolver(() => ProvisionType)
export class ProvisionResolver {
  constructor(private readonly amending: AmendingService) {}

  @ResolveField(() => [String], {
    nullable: true,
    description:
      'In a draft that is an amending decision: the numbers it had in the text in force, none for a new article; null elsewhere',
  })
  formerLabels(
    @CurrentActor() actor: Actor,
    @Parent() provision: ProvisionRow,
    @Context() context: GraphqlContext,
  ): Promise<string[] | null> {
    return context.loaders
      .of(
        'formerLabels',
        () => new DataLoader((rows: readonly ProvisionRow[]) => this.amending.formerLabelsOf(actor, rows)),
      )
      .load(provision);
  }
}

@Resolver(() => ArticleLinkType)
export class LineageResolver {
  constructor(
    private readonly lineage: LineageService,
    private readonly drafts: DraftsService,
  ) {}

  @Query(() => [ArticleLinkType], { description: 'What holds between two drafts now, by page' })
  @Allow('lineage.read')
  async lineageBetween(
    @CurrentActor() actor: Actor,
    @Args('oldDraftId', { type: () => ID, description: 'The older draft' }) oldDraftId: string,
    @Args('newDraftId', { type: () => ID, description: 'The newer draft' }) newDraftId: string,
    @Args('first', FIRST) first: number,
    @Args('skip', { type: () => Int, defaultValue: 0, description: 'Rows before this page' }) skip: number,
  ): Promise<ArticleLinkRow[]> {
    return (await this.lineage.linksFor(actor, oldDraftId, newDraftId)).slice(skip, skip + Math.min(first, 200));
  }

  @Mutation(() => ConfirmLineageResult, { description: 'Confirms the proposed links, with corrections' })
  @Allow('lineage.confirm')
  confirmLineage(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The pair and the corrections' }) input: ConfirmLineageInput,
  ): Promise<LineageConfirmedType | Refusal> {
    return this.lineage.confirmLineage(actor, input);
  }

  @Mutation(() => ReproposeLineageResult, {
    description: 'Aligns a pair again by the present method; what a person or a decision said stays',
  })
  @Allow('lineage.confirm')
  reproposeLineage(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The pair' }) input: ReproposeLineageInput,
  ): Promise<LineageReproposed | Refusal> {
    return this.lineage.reproposeLineage(actor, input);
  }

  @ResolveField(() => ProvisionType, { nullable: true, description: 'The old article; null for a new one' })
  async old(@Parent() link: ArticleLinkRow, @Context() context: GraphqlContext): Promise<ProvisionRow | null> {
    return link.oldProvisionId === null ? null : provisionLoader(context, this.drafts).load(link.oldProvisionId);
  }

  @ResolveField(() => ProvisionType, { nullable: true, description: 'The new article; null for a deleted one' })
  async new(@Parent() link: ArticleLinkRow, @Context() context: GraphqlContext): Promise<ProvisionRow | null> {
    return link.newProvisionId === null ? null : provisionLoader(context, this.drafts).load(link.newProvisionId);
  }
}
