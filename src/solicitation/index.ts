/** What other rooms may use of the task (征求意见任务): whom a consultation goes to, and what each of them answers. */
import './solicitation.ledger.js';
import { SolicitationTodos } from './solicitation.todos.js';
import { Module } from '@nestjs/common';
import { AuthoringModule } from '../authoring/index.js';
import { ConsultationModule } from '../consultation/index.js';
import { ContactPointsModule } from '../network/index.js';
import { AskedAboutTexts } from './asked-about.js';
import { PapersModule } from '../papers/index.js';
import { DueDaysQueries } from './due-days.queries.js';
import { ExtensionsResolver } from './extensions.resolver.js';
import { ExtensionsService } from './extensions.service.js';
import { PaperAnswersResolver } from './paper-answers.resolver.js';
import { PaperAnswersService } from './paper-answers.service.js';
import { TaskNetworkQueries } from './network.queries.js';
import { AskedThisYearResolver, PassingResolver } from './passing.resolver.js';
import { PassingService } from './passing.service.js';
import { RemindersQueries } from './reminders.queries.js';
import { RemindersResolver } from './reminders.resolver.js';
import { RemindersService } from './reminders.service.js';
import { PaperBodies } from './papers/paper-bodies.service.js';
import { PaperContents } from './papers/paper-content.service.js';
import { PaperDelivery } from './papers/paper-delivery.service.js';
import { PaperPreviews } from './papers/paper-preview.service.js';
import { PaperRunContentRow, PaperRunRow, RoundPaperRow } from './papers/paper-run.entities.js';
import { PaperRunsQueries } from './papers/paper-runs.queries.js';
import {
  ConsultationPapersResolver,
  PaperRunsResolver,
  RoundPaperLinksResolver,
  SolicitationPapersResolver,
} from './papers/paper-runs.resolver.js';
import { PaperRuns } from './papers/paper-runs.service.js';
import { DeliveredPaperConnection, PaperRunConnection, RoundPaperConnection } from './papers/paper-runs.types.js';
import { PaperSetting } from './papers/paper-setting.service.js';
import { PaperPreviewResolver } from './papers/papers.resolver.js';
import { RoundReviewRow } from './review/review.entities.js';
import { ReviewsQueries } from './review/reviews.queries.js';
import { ReviewsResolver, RoundReviewLinksResolver } from './review/reviews.resolver.js';
import { ReviewsService } from './review/reviews.service.js';
import { ReviewsTodos } from './review/reviews.todos.js';
import { DueDayChangeRow, ReminderRow, SolicitationRow } from './solicitation.entities.js';
import { RegulationRoundsResolver, SolicitationLinksResolver, SolicitationResolver } from './solicitation.resolver.js';
import { SolicitationConnection } from './solicitation.types.js';
import { SolicitationsQueries } from './solicitations.queries.js';
import { SolicitationsService } from './solicitations.service.js';

@Module({
  imports: [AuthoringModule, ContactPointsModule, ConsultationModule, PapersModule],
  providers: [
    SolicitationTodos,
    ReviewsTodos,
    ReviewsQueries,
    ReviewsService,
    ReviewsResolver,
    RoundReviewLinksResolver,
    AskedAboutTexts,
    SolicitationsQueries,
    SolicitationsService,
    SolicitationResolver,
    RegulationRoundsResolver,
    SolicitationLinksResolver,
    SolicitationConnection.resolver,
    DueDaysQueries,
    ExtensionsService,
    ExtensionsResolver,
    RemindersQueries,
    RemindersService,
    RemindersResolver,
    PassingService,
    PassingResolver,
    AskedThisYearResolver,
    TaskNetworkQueries,
    PaperContents,
    PaperPreviews,
    PaperPreviewResolver,
    PaperBodies,
    PaperRuns,
    PaperSetting,
    PaperDelivery,
    PaperRunsQueries,
    PaperRunsResolver,
    ConsultationPapersResolver,
    RoundPaperLinksResolver,
    SolicitationPapersResolver,
    PaperRunConnection.resolver,
    RoundPaperConnection.resolver,
    DeliveredPaperConnection.resolver,
    PaperAnswersService,
    PaperAnswersResolver,
  ],
  exports: [SolicitationsQueries, SolicitationsService],
})
export class SolicitationModule {}

/** Everything this room stores */
export const solicitationEntities = [
  SolicitationRow,
  DueDayChangeRow,
  ReminderRow,
  PaperRunRow,
  PaperRunContentRow,
  RoundPaperRow,
  RoundReviewRow,
];
export { solicitationLoader } from './solicitation.loaders.js';
export { letterNumbersOf } from './papers/letter-numbers.queries.js';
export { SolicitationsQueries } from './solicitations.queries.js';
export { SolicitationRow } from './solicitation.entities.js';
export { SolicitationType } from './solicitation.types.js';
export { SolicitationsService } from './solicitations.service.js';
