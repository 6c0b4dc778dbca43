/** What other rooms may use of the asking (征求意见). */
import './consultation.ledger.js';
import { ConsultationTodos } from './consultation.todos.js';
import { Module } from '@nestjs/common';
import { AuthoringModule } from '../authoring/index.js';
import { ContactPointsModule } from '../network/index.js';
import { CodeScans } from './code-scans.js';
import { CodeVariantsResolver } from './code-variants.resolver.js';
import { CodeVariantsService } from './code-variants.service.js';
import { CodesController } from './codes.controller.js';
import { ConsultationResolver, LawCodeResolver, RegulationCodesResolver } from './consultation.resolver.js';
import { ConsultationConnection, LawCodeConnection } from './consultation.types.js';
import { ConsultationsQueries } from './consultations.queries.js';
import { ConsultationsService } from './consultations.service.js';
import { LawCodesQueries } from './law-codes.queries.js';
import { LawCodesResolver } from './law-codes.resolver.js';
import { LawCodesService } from './law-codes.service.js';
import { RoundActsResolver } from './round-acts.resolver.js';
import { RoundActsService } from './round-acts.service.js';
import { WallController } from './wall/wall.controller.js';
import { WallPrinting } from './wall/wall.service.js';
import { RoundChangesQueries } from './round-changes.queries.js';
import { WorkingDaysQueries } from './working-days.queries.js';
import { WorkingDaysResolver } from './working-days.resolver.js';
import { WorkingDaysService } from './working-days.service.js';

@Module({
  imports: [AuthoringModule, ContactPointsModule],
  controllers: [CodesController, WallController],
  providers: [
    ConsultationsQueries,
    ConsultationsService,
    ConsultationResolver,
    ConsultationTodos,
    RegulationCodesResolver,
    LawCodeResolver,
    ConsultationConnection.resolver,
    LawCodeConnection.resolver,
    RoundActsService,
    RoundChangesQueries,
    RoundActsResolver,
    LawCodesService,
    LawCodesQueries,
    LawCodesResolver,
    WallPrinting,
    WorkingDaysQueries,
    WorkingDaysService,
    WorkingDaysResolver,
    CodeScans,
    CodeVariantsService,
    CodeVariantsResolver,
  ],
  exports: [
    ConsultationsQueries,
    ConsultationsService,
    RoundActsService,
    RoundChangesQueries,
    LawCodesQueries,
    WallPrinting,
    WorkingDaysQueries,
    CodeScans,
  ],
})
export class ConsultationModule {}

export { ensureCodes, type WantedCode } from './code-making.js';
export { CodeScans } from './code-scans.js';
export { WallPrinting } from './wall/wall.service.js';
export { consultationLoader } from './consultation.loaders.js';
export { type ConsultationFilter, ConsultationsQueries } from './consultations.queries.js';
export { phaseOfRow } from './consultation.sql.js';
export {
  type ConsultationChangeRow,
  type FocusQuestion,
  ConsultationRow,
  consultationEntities,
  LawCodeRow,
} from './consultation.entities.js';
export {
  ConsultationConnection,
  type ConsultationMethodValue,
  type ConsultationPhaseValue,
  ConsultationType,
  FocusQuestionInput,
  LawCodeType,
  MethodEnum,
  PhaseEnum,
  NotForEverybody,
  RoundOpen,
} from './consultation.types.js';
export { ConsultationsService, methods, NewConsultation } from './consultations.service.js';
export { LawCodesQueries } from './law-codes.queries.js';
export { RoundActsService } from './round-acts.service.js';
export { DraftTakenDown, TooManyChanges, WindowOver } from './round-acts.types.js';
export { RoundChangesQueries } from './round-changes.queries.js';
export { WorkingDaysQueries } from './working-days.queries.js';
