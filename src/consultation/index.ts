/** The door of 4 THE ASKING (征求意见). */
import { Module } from '@nestjs/common';
import { AuthoringModule } from '../authoring/index.js';
import { ContactPointsModule } from '../network/index.js';
import { CodesController } from './codes.controller.js';
import { ConsultationResolver, LawCodeResolver, RegulationCodesResolver } from './consultation.resolver.js';
import { ConsultationsService } from './consultations.service.js';

@Module({
  imports: [AuthoringModule, ContactPointsModule],
  controllers: [CodesController],
  providers: [ConsultationsService, ConsultationResolver, RegulationCodesResolver, LawCodeResolver],
  exports: [ConsultationsService],
})
export class ConsultationModule {}

export { ConsultationRow, consultationEntities, LawCodeRow, SolicitationRow } from './consultation.entities.js';
export { ConsultationType, PhaseEnum, SolicitationType } from './consultation.types.js';
export { ConsultationsService } from './consultations.service.js';
