/** What other rooms may use of the deciding (采纳情况). */
import './decision.ledger.js';
import { EvidenceTodos } from './evidence/evidence.todos.js';
import { SheetTodos } from './handling/handling.todos.js';
import { Module } from '@nestjs/common';
import { AuthoringModule } from '../authoring/index.js';
import { CommentsModule } from '../comments/index.js';
import { ConsultationModule } from '../consultation/index.js';
import { ContactPointsModule } from '../network/index.js';
import { OpinionsModule } from '../opinions/index.js';
import { CarryOverService } from './carry-over/carry-over.service.js';
import {
  CarryOverLinksResolver,
  CommentDecisionResolver,
  ConsultationDecisionResolver,
} from './comment-decision.resolver.js';
import { ConclusionsResolver, LeftOpenResolver } from './conclusions.resolver.js';
import { ConclusionsService } from './conclusions.service.js';
import { LeftOpenConnection } from './conclusions.types.js';
import {
  DecisionConnection,
  DecisionSheetConnection,
  DecisionSheetLineConnection,
  EvidenceConnection,
  ProposedHandlingConnection,
} from './decision.types.js';
import { EvidenceQueries } from './evidence/evidence.queries.js';
import { EvidenceResolver } from './evidence/evidence.resolver.js';
import { EvidenceService } from './evidence/evidence.service.js';
import {
  CommentSheetResolver,
  DecisionLinksResolver,
  HandlingLinksResolver,
  HandlingWithdrawalResolver,
  SheetLineLinksResolver,
  SheetLinksResolver,
  StruckLineResolver,
} from './handling/handling-links.resolver.js';
import { EarlierAnswers } from './handling/earlier.queries.js';
import { HandlingQueries } from './handling/handling.queries.js';
import { SheetResolver } from './handling/handling.resolver.js';
import { HandlingService } from './handling/handling.service.js';
import { ReopeningQueries } from './handling/reopening.queries.js';
import { ReopeningService } from './handling/reopening.service.js';
import { SheetsService } from './handling/sheets.service.js';
import { FormerDecisions } from './outcomes/former.queries.js';
import { OutcomesQueries } from './outcomes/outcomes.queries.js';
import { OutcomesService } from './outcomes/outcomes.service.js';
import { ReopeningProofsResolver, ReopeningResolver } from './reopening.resolver.js';
import { ReleasedAnswerResolver, ReleasedChangesResolver } from './released.resolver.js';

@Module({
  imports: [AuthoringModule, ContactPointsModule, ConsultationModule, OpinionsModule, CommentsModule],
  providers: [
    HandlingService,
    HandlingQueries,
    SheetsService,
    EvidenceService,
    EvidenceQueries,
    CarryOverService,
    OutcomesService,
    OutcomesQueries,
    ReopeningService,
    ReopeningQueries,
    EarlierAnswers,
    FormerDecisions,
    SheetResolver,
    ReopeningResolver,
    ReopeningProofsResolver,
    EvidenceResolver,
    EvidenceTodos,
    SheetTodos,
    CommentDecisionResolver,
    ReleasedAnswerResolver,
    ReleasedChangesResolver,
    ConsultationDecisionResolver,
    CarryOverLinksResolver,
    SheetLinksResolver,
    SheetLineLinksResolver,
    HandlingLinksResolver,
    HandlingWithdrawalResolver,
    CommentSheetResolver,
    StruckLineResolver,
    DecisionLinksResolver,
    ProposedHandlingConnection.resolver,
    DecisionConnection.resolver,
    DecisionSheetConnection.resolver,
    DecisionSheetLineConnection.resolver,
    EvidenceConnection.resolver,
    ConclusionsService,
    ConclusionsResolver,
    LeftOpenResolver,
    LeftOpenConnection.resolver,
  ],
  exports: [EvidenceQueries, OutcomesQueries],
})
export class DecisionModule {}

export { decisionEntities } from './decision.entities.js';
export type { DecisionRow } from './handling/handling.entities.js';
export { articlesOf, confirmedOf, EvidenceQueries, type Proof, shownBy } from './evidence/evidence.queries.js';
export { countReleased } from './outcomes/released.sql.js';
export { OutcomesQueries, type PublicOutcome } from './outcomes/outcomes.queries.js';
