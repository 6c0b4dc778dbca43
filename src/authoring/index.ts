/** What other rooms may use of the draft (稿). */
import './authoring.ledger.js';
import { DraftTodos } from './drafts/draft.todos.js';
import { Engine } from './engine/engine.js';
import { LineageTodos } from './lineage/lineage.todos.js';
import { Module } from '@nestjs/common';
import { AmendingDecisionRow } from './amending/amending.entities.js';
import {
  AmendingDecisionListsResolver,
  AmendingDecisionResolver,
  ProvisionResolver,
} from './amending/amending.resolver.js';
import { AmendInstructionConnection, AmendNoteConnection } from './amending/amending.types.js';
import { AmendingService } from './amending/amending.service.js';
import { BasisController } from './basis/basis.controller.js';
import { ProvisionBasisRow } from './basis/basis.entities.js';
import { BasisResolver } from './basis/basis.resolver.js';
import { BasisService } from './basis/basis.service.js';
import { ArticleBasisConnection } from './basis/basis.types.js';
import { ComparisonController } from './comparison/comparison.controller.js';
import {
  ComparisonEntriesResolver,
  ComparisonDoubtsResolver,
  ComparisonPartsResolver,
  ComparisonResolver,
  TreeProvisionResolver,
} from './comparison/comparison.resolver.js';
import {
  ArticleHistoryConnection,
  BrokenCitationConnection,
  ComparisonEntryConnection,
  DoubtfulLinkConnection,
  PartLinkConnection,
  PathTextConnection,
  TreeProvisionConnection,
} from './comparison/comparison.types.js';
import { ComparisonService } from './comparison/comparison.service.js';
import {
  AcceptedWarningRow,
  DraftChangeRow,
  DraftCorrectionRow,
  DraftEventRow,
  DraftRow,
  DraftTextRow,
  ProvisionRow,
} from './drafts/draft.entities.js';
import { DraftResolver, RegulationDraftsResolver } from './drafts/draft.resolver.js';
import {
  DraftConnection,
  ImportNoticeConnection,
  PreviewProvisionConnection,
  ProvisionConnection,
} from './drafts/draft.types.js';
import { DraftActsResolver } from './drafts/draft-acts.resolver.js';
import { DraftActsService } from './drafts/draft-acts.service.js';
import { DraftMendingQueries } from './drafts/mending.queries.js';
import { DraftMendingResolver } from './drafts/mending.resolver.js';
import { DraftMendingService } from './drafts/mending.service.js';
import { DraftLineConnection } from './drafts/mending.types.js';
import { DraftReaders } from './drafts/draft-readers.js';
import { DraftsController } from './drafts/drafts.controller.js';
import { DraftsQueries } from './drafts/drafts.queries.js';
import { DraftsService } from './drafts/drafts.service.js';
import { ArticleLinkRow } from './lineage/lineage.entities.js';
import { LineageQueries } from './lineage/lineage.queries.js';
import { LineageResolver } from './lineage/lineage.resolver.js';
import { LineageActsService } from './lineage/lineage-acts.service.js';
import { LineageService } from './lineage/lineage.service.js';
import { ArticleLinkConnection } from './lineage/lineage.types.js';
import { DraftNotesService } from './notes/draft-notes.queries.js';
import { DraftNotesActs } from './notes/draft-notes.service.js';
import { DraftKeyPointsRow, DraftReferencesRow, DraftStatementRow, ProvisionNoteRow } from './notes/notes.entities.js';
import { DraftNotesResolver, PreviewNoteResolver, ProvisionNoteResolver } from './notes/notes.resolver.js';
import { RegulationRow } from './regulations/regulation.entities.js';
import { RegulationResolver } from './regulations/regulation.resolver.js';
import { RegulationConnection } from './regulations/regulation.types.js';
import { RegulationsQueries } from './regulations/regulations.queries.js';
import { RegulationsService } from './regulations/regulations.service.js';
import { RenameRegulationResolver } from './regulations/rename.resolver.js';

const connections = [
  RegulationConnection,
  DraftConnection,
  ImportNoticeConnection,
  DraftLineConnection,
  PreviewProvisionConnection,
  ProvisionConnection,
  ArticleLinkConnection,
  TreeProvisionConnection,
  PathTextConnection,
  ComparisonEntryConnection,
  DoubtfulLinkConnection,
  PartLinkConnection,
  ArticleHistoryConnection,
  BrokenCitationConnection,
  ArticleBasisConnection,
  AmendInstructionConnection,
  AmendNoteConnection,
].map((c) => c.resolver);

@Module({
  controllers: [BasisController, ComparisonController, DraftsController],
  providers: [
    Engine,
    LineageQueries,
    ...connections,
    DraftTodos,
    DraftReaders,
    LineageTodos,
    RegulationsQueries,
    RegulationsService,
    DraftsService,
    DraftsQueries,
    LineageActsService,
    LineageService,
    ComparisonService,
    AmendingService,
    BasisService,
    BasisResolver,
    ProvisionResolver,
    RegulationResolver,
    RenameRegulationResolver,
    DraftResolver,
    RegulationDraftsResolver,
    DraftActsService,
    DraftActsResolver,
    DraftMendingQueries,
    DraftMendingService,
    DraftMendingResolver,
    AmendingDecisionResolver,
    AmendingDecisionListsResolver,
    DraftNotesService,
    DraftNotesActs,
    DraftNotesResolver,
    ProvisionNoteResolver,
    PreviewNoteResolver,
    LineageResolver,
    ComparisonResolver,
    TreeProvisionResolver,
    ComparisonEntriesResolver,
    ComparisonDoubtsResolver,
    ComparisonPartsResolver,
  ],
  exports: [
    LineageQueries,
    RegulationsQueries,
    RegulationsService,
    DraftsService,
    LineageService,
    ComparisonService,
    AmendingService,
    DraftsQueries,
    DraftReaders,
    DraftNotesService,
  ],
})
export class AuthoringModule {}

export { LineageQueries, type TextPlace } from './lineage/lineage.queries.js';
export { regulationLoader } from './regulations/regulation.loaders.js';
export { RegulationsQueries } from './regulations/regulations.queries.js';
export { AmendingService, type Beside } from './amending/amending.service.js';
export { AmendingDecisionRow } from './amending/amending.entities.js';
export { ArticleLinkRow } from './lineage/lineage.entities.js';
export { DraftRow, ProvisionRow } from './drafts/draft.entities.js';
export { RegulationRow } from './regulations/regulation.entities.js';
export { placeIn, TextPlaceInput } from './lineage/text-place.types.js';
export { draftLoader, provisionLoader } from './drafts/draft.loaders.js';
export { DraftType, ProvisionConnection, ProvisionType } from './drafts/draft.types.js';
export { RegulationType } from './regulations/regulation.types.js';
export { ComparisonService, type ComparedPair, type HistoryStep } from './comparison/comparison.service.js';
export { DraftsQueries } from './drafts/drafts.queries.js';
export { DraftReaders, watermarkFor } from './drafts/draft-readers.js';
export { refusesPublicPaper } from './drafts/draft.rules.js';
export { DRAFT_PUBLISHED } from './drafts/drafts.service.js';
export { DraftNotesService } from './notes/draft-notes.queries.js';
export { type KeyPoint, type ReferenceEntry, type Statement, type TextLine } from './notes/notes.rules.js';
export { asProvision } from './lineage/lineage.alignment.js';
export { LINEAGE_CHANGED, LineageService } from './lineage/lineage.service.js';
export { RegulationsService } from './regulations/regulations.service.js';
export { readFile } from './readers/index.js';
export { comparisonTable, type ComparedDraft, type TableOptions } from './comparison/comparison.writer.js';
export { followedCitations, type FollowedCitation } from './comparison/citations.rules.js';
export { comparisonHtml } from './comparison/comparison.html.js';
export { trackedText, type TrackedOptions } from './comparison/tracked.writer.js';
export { akomaNtoso, type AknDocument } from './drafts/akn.writer.js';
export { markdownOf } from './drafts/markdown.writer.js';
export { comparisonDocx } from './comparison/comparison.docx.js';
export { type ComparisonTable } from './comparison/comparison.table.js';
export { comparisonPdf } from './comparison/comparison.pdf.js';

/** Everything this room stores */
export const authoringEntities = [
  RegulationRow,
  DraftRow,
  DraftTextRow,
  DraftEventRow,
  DraftChangeRow,
  DraftCorrectionRow,
  AcceptedWarningRow,
  ProvisionRow,
  ArticleLinkRow,
  AmendingDecisionRow,
  ProvisionBasisRow,
  DraftStatementRow,
  DraftKeyPointsRow,
  DraftReferencesRow,
  ProvisionNoteRow,
];
