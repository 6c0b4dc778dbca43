/** The door of 2 THE DRAFT (稿). */
import { Module } from '@nestjs/common';
import { DraftResolver, LineageResolver, RegulationResolver } from './authoring.resolver.js';
import { ComparisonController } from './comparison.controller.js';
import { DraftsService } from './drafts.service.js';
import { LineageService } from './lineage.service.js';
import { RegulationsService } from './regulations.service.js';

@Module({
  controllers: [ComparisonController],
  providers: [RegulationsService, DraftsService, LineageService, RegulationResolver, DraftResolver, LineageResolver],
  exports: [RegulationsService, DraftsService, LineageService],
})
export class AuthoringModule {}

export { authoringEntities, ArticleLinkRow, DraftRow, ProvisionRow, RegulationRow } from './authoring.entities.js';
export { provisionLoader } from './authoring.resolver.js';
export { DraftType, ProvisionType, RegulationType } from './authoring.types.js';
export { DRAFT_PUBLISHED, DraftsService } from './drafts.service.js';
export { asProvision, LINEAGE_CHANGED, LineageService } from './lineage.service.js';
export { RegulationsService } from './regulations.service.js';
export { readFile } from './readers/reader.js';
