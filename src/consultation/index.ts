/** What other rooms may use of the asking (征求意见). */
import { ConsultationTodos } from './consultation.todos.js';
import { Module } from '@nestjs/common';
import { AuthoringModule } from '../authoring/index.js';
import { ContactPointsModule } from '../network/index.js';
import { CodesController } from './codes.controller.js';
import { ConsultationResolver, LawCodeResolver, RegulationCodesResolver } from './consultation.resolver.js';
import { ConsultationConnection, LawCodeConnection } from './consultation.types.js';
import { ConsultationsQueries } from './consultations.queries.js';
import { ConsultationsService } from './consultations.service.js';

@Module({
  imports: [AuthoringModule, ContactPointsModule],
  controllers: [CodesController],
  providers: [
    ConsultationsQueries,
    ConsultationsService,
    ConsultationResolver,
    ConsultationTodos,
    RegulationCodesResolver,
    LawCodeResolver,
    ConsultationConnection.resolver,
    LawCodeConnection.resolver,
  ],
  exports: [ConsultationsQueries, ConsultationsService],
})
export class ConsultationModule {}

export { consultationLoader } from './consultation.loaders.js';
export { type ConsultationFilter, ConsultationsQueries } from './consultations.queries.js';
export { phaseOfRow } from './consultation.sql.js';
export { ConsultationRow, consultationEntities, LawCodeRow } from './consultation.entities.js';
export {
  ConsultationConnection,
  type ConsultationMethodValue,
  type ConsultationPhaseValue,
  ConsultationType,
  MethodEnum,
  PhaseEnum,
} from './consultation.types.js';
export { ConsultationsService } from './consultations.service.js';
