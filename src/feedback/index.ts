/** The door of 8 THE ANSWER (书面反馈). */
import { Module } from '@nestjs/common';
import { CommentsModule } from '../comments/index.js';
import { ContactPointsModule } from '../network/index.js';
import { DecisionModule } from '../decision/index.js';
import { FeedbackResolver } from './feedback.resolver.js';
import { LetterRenderer } from './letter.renderer.js';
import { LettersService } from './letters.service.js';

@Module({
  imports: [ContactPointsModule, CommentsModule, DecisionModule],
  providers: [LettersService, LetterRenderer, FeedbackResolver],
  exports: [LettersService],
})
export class FeedbackModule {}

export { feedbackEntities } from './feedback.entities.js';
export { LettersService } from './letters.service.js';
