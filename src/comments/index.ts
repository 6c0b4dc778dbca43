/** What other rooms may use of the reporting (报送意见). */
import './comments.ledger.js';
import { CommentTodos } from './comments.todos.js';
import { Module } from '@nestjs/common';
import { AuthoringModule } from '../authoring/index.js';
import { ConsultationModule } from '../consultation/index.js';
import { ContactPointsModule } from '../network/index.js';
import { OpinionsModule } from '../opinions/index.js';
import { SolicitationModule } from '../solicitation/index.js';
import { CommentActsResolver } from './comment-acts.resolver.js';
import { CommentActsService } from './comment-acts.service.js';
import { CommentMakingService } from './comment-making.service.js';
import { CommentTreeQueries } from './comment-tree.queries.js';
import { CommentTreeResolver } from './comment-tree.resolver.js';
import { CommentNumbersService } from './comment-numbers.service.js';
import { CommentRecordsQueries } from './comment-records.queries.js';
import { CommentStepsService } from './comment-steps.service.js';
import { CommentLinksResolver, OpinionTrailResolver } from './comment-links.resolver.js';
import { CommentsQueries } from './comments.queries.js';
import { CommentsResolver } from './comments.resolver.js';
import { CommentsService } from './comments.service.js';
import { CommentConnection } from './comments.types.js';
import { InboxResolver } from './inbox.resolver.js';
import { ProgressResolver } from './progress.resolver.js';
import { ProgressService } from './progress.service.js';
import { RegistrationsService } from './registrations.service.js';
import { TaskFiguresQueries } from './task-figures.queries.js';
import { TaskFiguresResolver } from './task-figures.resolver.js';
import { InboxTable } from './returns/inbox-table.service.js';
import { ReturnPages } from './returns/return-pages.service.js';
import { ReturnPapers } from './returns/return-papers.service.js';
import { ReturnsController } from './returns/returns.controller.js';
import { ReturnsQueries } from './returns/returns.queries.js';
import { CommentVoicesResolver, TaskReturnsResolver } from './returns/returns.resolver.js';
import { ReturnsService } from './returns/returns.service.js';
import { commentEntities as ownEntities } from './comments.entities.js';
import { returnEntities } from './returns/return.entities.js';
import { WithdrawalsService } from './withdrawals.service.js';

@Module({
  imports: [AuthoringModule, ContactPointsModule, ConsultationModule, SolicitationModule, OpinionsModule],
  controllers: [ReturnsController],
  providers: [
    CommentsService,
    CommentsQueries,
    CommentStepsService,
    CommentMakingService,
    CommentNumbersService,
    CommentActsService,
    CommentRecordsQueries,
    CommentTreeQueries,
    CommentTreeResolver,
    RegistrationsService,
    WithdrawalsService,
    CommentsResolver,
    CommentLinksResolver,
    CommentTodos,
    OpinionTrailResolver,
    CommentConnection.resolver,
    CommentActsResolver,
    ProgressService,
    ProgressResolver,
    TaskFiguresQueries,
    TaskFiguresResolver,
    InboxResolver,
    InboxTable,
    ReturnsService,
    ReturnsQueries,
    ReturnPapers,
    ReturnPages,
    TaskReturnsResolver,
    CommentVoicesResolver,
  ],
  exports: [ReturnsQueries, CommentsQueries, CommentStepsService, WithdrawalsService],
})
export class CommentsModule {}

/** Everything this room stores */
export const commentEntities = [...ownEntities, ...returnEntities];
export { ReturnsQueries } from './returns/returns.queries.js';
export { CommentOpinionRow, CommentRow, CommentStatusRow, CommentWordingRow } from './comments.entities.js';
export { COMMENT_FILED } from './comment-acts.service.js';
export { showComment } from './comments.resolver.js';
export { type CommentStep, CommentStepsService } from './comment-steps.service.js';
export { commentLoader } from './comments.loaders.js';
export type { CommentFilter } from './comments.filter.js';
export { type Comment, CommentsQueries } from './comments.queries.js';
export { COMMENTS_REPORTED } from './comments.service.js';
export { CommentConnection, CommentType } from './comments.types.js';
export { commentsByState, openComments, reportedByState } from './open-comments.queries.js';
export { countReported } from './task-figures.sql.js';
export { countWaiting } from './comments.todos.sql.js';
export { type Withdrawal, WithdrawalsService } from './withdrawals.service.js';
export { whichCameBack } from './comment-tree.sql.js';
