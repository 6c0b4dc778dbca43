import { Args, ID, Resolver, Subscription } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { Actor } from '../platform/base/actor.js';
import { ProgressService } from './progress.service.js';
import { ConsultationProgressType } from './progress.types.js';

@Resolver()
export class ProgressResolver {
  constructor(private readonly progress: ProgressService) {}

  @Subscription(() => ConsultationProgressType, {
    nullable: true,
    description:
      'How far a consultation has come, at once and at every change, at most one a second; null, and the end, where there is none here, or no contact point of the caller is asked',
    resolve: (progress: unknown) => progress,
  })
  @Allow('consultation.read', { words: '跟踪征求意见的进展（数字只算本单位的）', reach: 'ALL' })
  consultationChanged(
    @CurrentActor() actor: Actor,
    @Args('consultationId', { type: () => ID, description: 'The consultation' }) consultationId: string,
  ): AsyncIterableIterator<ConsultationProgressType | null> {
    return this.progress.watch(actor, consultationId);
  }
}
