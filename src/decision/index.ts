/** The door of 7 THE DECIDING (采纳情况). */
import { Module } from '@nestjs/common';
import { AuthoringModule } from '../authoring/index.js';
import { CommentsModule } from '../comments/index.js';
import { ContactPointsModule } from '../network/index.js';
import { OpinionsModule } from '../opinions/index.js';
import { CarryOverService } from './carry-over.service.js';
import {
  CommentDecisionResolver,
  ConsultationDecisionResolver,
  EvidenceResolver,
  SheetResolver,
} from './decision.resolver.js';
import { EvidenceService } from './evidence.service.js';
import { HandlingService } from './handling.service.js';
import { OutcomesService } from './outcomes.service.js';

@Module({
  imports: [AuthoringModule, ContactPointsModule, OpinionsModule, CommentsModule],
  providers: [
    HandlingService,
    EvidenceService,
    CarryOverService,
    OutcomesService,
    SheetResolver,
    EvidenceResolver,
    CommentDecisionResolver,
    ConsultationDecisionResolver,
  ],
  exports: [HandlingService, EvidenceService, OutcomesService],
})
export class DecisionModule {}

export { decisionEntities, DecisionRow } from './decision.entities.js';
export { appendEvent } from './events.js';
export { confirmedOf, EvidenceService, type Proof } from './evidence.service.js';
export { HandlingService } from './handling.service.js';
export { OutcomesService, type PublicOutcome } from './outcomes.service.js';
