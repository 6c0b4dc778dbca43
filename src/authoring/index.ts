/** The door of 2 THE DRAFT (稿). */
import { Module } from '@nestjs/common';
import { AmendingService } from './amending.service.js';
import { DraftResolver, LineageResolver, ProvisionResolver, RegulationResolver } from './authoring.resolver.js';
import { BasisController } from './basis.controller.js';
import { BasisResolver } from './basis.resolver.js';
import { BasisService } from './basis.service.js';
import { ComparingService } from './comparing.service.js';
import { ComparisonController } from './comparison.controller.js';
import { ComparisonResolver } from './comparison.resolver.js';
import { DraftsController } from './drafts.controller.js';
import { DraftsService } from './drafts.service.js';
import { LineageService } from './lineage.service.js';
import { RegulationsService } from './regulations.service.js';

@Module({
  controllers: [BasisController, ComparisonController, DraftsController],
  providers: [
    RegulationsService,
    DraftsService,
    LineageService,
    ComparingService,
    AmendingService,
    BasisService,
    BasisResolver,
    ProvisionResolver,
    RegulationResolver,
    DraftResolver,
    LineageResolver,
    ComparisonResolver,
  ],
  exports: [RegulationsService, DraftsService, LineageService, ComparingService, AmendingService],
})
export class AuthoringModule {}

export { AmendingService, type Beside } from './amending.service.js';
export {
  authoringEntities,
  AmendingDecisionRow,
  ArticleLinkRow,
  DraftRow,
  ProvisionRow,
  RegulationRow,
} from './authoring.entities.js';
export { provisionLoader } from './authoring.resolver.js';
export { DraftType, ProvisionType, RegulationType } from './authoring.types.js';
export { ComparingService, type ComparedPair, type HistoryStep } from './comparing.service.js';
export { DRAFT_PUBLISHED, DraftsService } from './drafts.service.js';
export { asProvision, LINEAGE_CHANGED, LineageService } from './lineage.service.js';
export { RegulationsService } from './regulations.service.js';
export { readFile } from './readers/index.js';
export { comparisonTable, type ComparedDraft, type TableOptions } from './comparison.writer.js';
export { followedCitations, type FollowedCitation } from './citations.rules.js';
export { comparisonHtml } from './comparison.html.js';
export { trackedText, type TrackedSide } from './tracked.writer.js';
export { akomaNtoso, type AknDocument } from './akn.writer.js';
export { markdownOf } from './markdown.writer.js';
