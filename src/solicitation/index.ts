/** What other rooms may use of the task (征求意见任务): whom a consultation goes to, and what each of them answers. */
import './solicitation.ledger.js';
import { SolicitationTodos } from './solicitation.todos.js';
import { Module } from '@nestjs/common';
import { AuthoringModule } from '../authoring/index.js';
import { ConsultationModule } from '../consultation/index.js';
import { ContactPointsModule } from '../network/index.js';
import { DueDaysQueries } from './due-days.queries.js';
import { ExtensionsResolver } from './extensions.resolver.js';
import { ExtensionsService } from './extensions.service.js';
import { PaperAnswersResolver } from './paper-answers.resolver.js';
import { PaperAnswersService } from './paper-answers.service.js';
import { RemindersQueries } from './reminders.queries.js';
import { RemindersResolver } from './reminders.resolver.js';
import { RemindersService } from './reminders.service.js';
import { DueDayChangeRow, ReminderRow, SolicitationRow } from './solicitation.entities.js';
import { RegulationRoundsResolver, SolicitationLinksResolver, SolicitationResolver } from './solicitation.resolver.js';
import { SolicitationConnection } from './solicitation.types.js';
import { SolicitationsQueries } from './solicitations.queries.js';
import { SolicitationsService } from './solicitations.service.js';

@Module({
  imports: [AuthoringModule, ContactPointsModule, ConsultationModule],
  providers: [
    SolicitationTodos,
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
    PaperAnswersService,
    PaperAnswersResolver,
  ],
  exports: [SolicitationsQueries, SolicitationsService],
})
export class SolicitationModule {}

/** Everything this room stores */
export const solicitationEntities = [SolicitationRow, DueDayChangeRow, ReminderRow];
export { solicitationLoader } from './solicitation.loaders.js';
export { SolicitationsQueries } from './solicitations.queries.js';
export { SolicitationRow } from './solicitation.entities.js';
export { SolicitationType } from './solicitation.types.js';
export { SolicitationsService } from './solicitations.service.js';
