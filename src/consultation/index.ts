/** What other rooms may use of the asking (征求意见). */
import { Module } from '@nestjs/common';
import { AuthoringModule } from '../authoring/index.js';
import { CodesController } from './codes.controller.js';
import { ConsultationResolver, LawCodeResolver, RegulationCodesResolver } from './consultation.resolver.js';
import { ConsultationsQueries } from './consultations.queries.js';
import { ConsultationsService } from './consultations.service.js';

@Module({
  imports: [AuthoringModule],
  controllers: [CodesController],
  providers: [
    ConsultationsQueries,
    ConsultationsService,
    ConsultationResolver,
    RegulationCodesResolver,
    LawCodeResolver,
  ],
  exports: [ConsultationsQueries, ConsultationsService],
})
export class ConsultationModule {}

export { ConsultationsQueries } from './consultations.queries.js';
export { ConsultationRow, consultationEntities, LawCodeRow } from './consultation.entities.js';
export { ConsultationType, PhaseEnum, type ConsultationPhaseValue } from './consultation.types.js';
export { ConsultationsService } from './consultations.service.js';
