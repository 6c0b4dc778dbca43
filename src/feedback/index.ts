/** What other rooms may use of the answer (书面反馈). */
import './feedback.ledger.js';
import { LetterTodos } from './letters.todos.js';
import { Module } from '@nestjs/common';
import { AuthoringModule } from '../authoring/index.js';
import { CommentsModule } from '../comments/index.js';
import { DecisionModule } from '../decision/index.js';
import { ConsultationModule } from '../consultation/index.js';
import { ContactPointsModule } from '../network/index.js';
import { OpinionsModule } from '../opinions/index.js';
import { PapersModule } from '../papers/index.js';
import { CommentAnswers } from './comment-answers.queries.js';
import { CommentAnswersResolver } from './comment-answers.resolver.js';
import { CommentAnswersService } from './comment-answers.service.js';
import { FeedbackResolver } from './feedback.resolver.js';
import { LetterConnection } from './feedback.types.js';
import { ConsultationLettersResolver, LetterActsResolver } from './letter-acts.resolver.js';
import { LetterActs } from './letter-acts.service.js';
import { LetterComposing } from './letter-composing.service.js';
import { LetterFiles } from './letter-files.service.js';
import { LetterLinksResolver } from './letter-links.resolver.js';
import { LetterRendering } from './letter-rendering.service.js';
import { LetterRunsQueries } from './letter-runs.queries.js';
import { ConsultationRunsResolver, LetterRunsResolver } from './letter-runs.resolver.js';
import { LetterRuns } from './letter-runs.service.js';
import { LetterSnapshots } from './letter-snapshots.service.js';
import { LetterClerk } from './letter-clerk.service.js';
import { LetterSteps } from './letter-steps.service.js';
import { LettersQueries } from './letters.queries.js';
import { LettersService } from './letters.service.js';
import { TellingNodesResolver } from './nodes/telling-nodes.resolver.js';
import { TellingNodes } from './nodes/telling-nodes.service.js';
import { PointFiguresQueries } from './figures/point-figures.queries.js';
import { PointFiguresResolver } from './figures/point-figures.resolver.js';
import { StoryQueries } from './story.queries.js';
import { WallNoticeController } from './wall/notice.controller.js';
import { WallNotices } from './wall/notice.service.js';
import { RegulationStoryResolver, StoryResolver } from './story.resolver.js';

@Module({
  imports: [
    AuthoringModule,
    ConsultationModule,
    ContactPointsModule,
    PapersModule,
    OpinionsModule,
    CommentsModule,
    DecisionModule,
  ],
  controllers: [WallNoticeController],
  providers: [
    LetterTodos,
    LettersService,
    LettersQueries,
    LetterComposing,
    LetterSnapshots,
    LetterClerk,
    LetterSteps,
    LetterFiles,
    LetterActs,
    LetterRendering,
    FeedbackResolver,
    LetterActsResolver,
    LetterRuns,
    LetterRunsQueries,
    LetterRunsResolver,
    ConsultationRunsResolver,
    LetterLinksResolver,
    LetterConnection.resolver,
    ConsultationLettersResolver,
    CommentAnswers,
    CommentAnswersService,
    CommentAnswersResolver,
    WallNotices,
    TellingNodes,
    TellingNodesResolver,
    PointFiguresQueries,
    PointFiguresResolver,
    StoryQueries,
    StoryResolver,
    RegulationStoryResolver,
  ],
  exports: [LettersQueries],
})
export class FeedbackModule {}

export { feedbackEntities } from './feedback.entities.js';
export { LettersQueries } from './letters.queries.js';
