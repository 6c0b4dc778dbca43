import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '../../base/actor.js';
import type { Refusal } from '../../base/refusal.js';
import { Allow, CurrentActor } from '../allow.js';
import { type WorkingCopy, WorkingCopiesService } from './working-copies.service.js';
import { SaveWorkingCopyInput, SaveWorkingCopyResult, WorkingCopyType } from './working-copies.types.js';

@Resolver(() => WorkingCopyType)
export class WorkingCopiesResolver {
  constructor(private readonly copies: WorkingCopiesService) {}

  @Query(() => WorkingCopyType, {
    nullable: true,
    description:
      'What the caller has typed of this kind about this thing and not yet done; null where there is nothing',
  })
  @Allow('workingCopy.keep', { words: '取回自己的草稿', reach: 'SELF' })
  workingCopy(
    @CurrentActor() actor: Actor,
    @Args('kind', { description: 'Of which desk or act' }) kind: string,
    @Args('targetId', { type: () => ID, description: 'Of which thing' }) targetId: string,
  ): Promise<WorkingCopy | null> {
    return this.copies.find(actor, kind, targetId);
  }

  @Mutation(() => SaveWorkingCopyResult, {
    description: 'Keeps what the caller has typed, until it is done or for 90 days; nobody else sees it',
  })
  @Allow('workingCopy.keep', { words: '存自己的草稿', reach: 'SELF' })
  saveWorkingCopy(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What has been typed' }) input: SaveWorkingCopyInput,
  ): Promise<WorkingCopy | Refusal> {
    return this.copies.save(actor, input);
  }
}
