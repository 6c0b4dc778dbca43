/** What others may use of the residents' pages: server-rendered HTML over the same services, no client framework. */
import { Module } from '@nestjs/common';
import { AuthoringModule } from '../authoring/index.js';
import { CommentsModule } from '../comments/index.js';
import { ConsultationModule } from '../consultation/index.js';
import { DecisionModule } from '../decision/index.js';
import { FeedbackModule } from '../feedback/index.js';
import { ContactPointsModule } from '../network/index.js';
import { OpinionsModule } from '../opinions/index.js';
import { DraftPages } from './draft-pages.js';
import { FormTokens } from './form-token.js';
import { OpinionFormService } from './opinion-form.service.js';
import { NodeResultsPages } from './node-results.service.js';
import { NodePages } from './node-pages.service.js';
import { NodesController } from './nodes.controller.js';
import { Openings } from './openings.js';
import { PagesController } from './pages.controller.js';
import { PublicDraftService } from './public-draft.service.js';
import { ReceiptLookupService } from './receipt-lookup.service.js';
import { ReceiptsController } from './receipts.controller.js';
import { SentForms } from './sent-form.js';

@Module({
  imports: [
    AuthoringModule,
    ContactPointsModule,
    ConsultationModule,
    OpinionsModule,
    CommentsModule,
    DecisionModule,
    FeedbackModule,
  ],
  controllers: [PagesController, ReceiptsController, NodesController],
  providers: [
    Openings,
    PublicDraftService,
    DraftPages,
    OpinionFormService,
    ReceiptLookupService,
    FormTokens,
    SentForms,
    NodePages,
    NodeResultsPages,
  ],
})
export class PagesModule {}

export { answerDirectly } from './direct.js';
export { answerUnreadable } from './sending.js';
export { PagesController } from './pages.controller.js';
