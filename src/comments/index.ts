/** The door of 6 THE REPORTING (报送意见). */
import { Module } from '@nestjs/common';
import { AuthoringModule } from '../authoring/index.js';
import { ConsultationModule } from '../consultation/index.js';
import { ContactPointsModule } from '../network/index.js';
import { OpinionsModule } from '../opinions/index.js';
import { CommentsResolver } from './comments.resolver.js';
import { CommentsService } from './comments.service.js';
import { ProgressResolver } from './progress.resolver.js';
import { ProgressService } from './progress.service.js';

@Module({
  imports: [AuthoringModule, ContactPointsModule, ConsultationModule, OpinionsModule],
  providers: [CommentsService, CommentsResolver, ProgressService, ProgressResolver],
  exports: [CommentsService],
})
export class CommentsModule {}

export {
  commentEntities,
  CommentOpinionRow,
  CommentRow,
  CommentStatusRow,
  CommentWordingRow,
} from './comments.entities.js';
export { showComment } from './comments.resolver.js';
export { type Comment, COMMENTS_REPORTED, CommentsService, refuseStep } from './comments.service.js';
export { CommentType } from './comments.types.js';
