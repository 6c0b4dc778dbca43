import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Allow, CurrentActor } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import { PaperAnswersService } from './paper-answers.service.js';
import { NoteNoOpinionInput, NoteNoOpinionResult } from './paper-answers.types.js';
import type { SolicitationRow } from './solicitation.entities.js';
import { SolicitationType } from './solicitation.types.js';
import { SolicitationsQueries } from './solicitations.queries.js';

@Resolver(() => SolicitationType)
export class PaperAnswersResolver {
  constructor(
    private readonly service: PaperAnswersService,
    private readonly queries: SolicitationsQueries,
  ) {}

  @Mutation(() => NoteNoOpinionResult, {
    description: 'Notes for a body that it answered 无意见 on paper, with the scan',
  })
  @Allow('comment.register', { words: '登记书面的无意见' })
  noteNoOpinion(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, when and the scan' }) input: NoteNoOpinionInput,
  ): Promise<SolicitationRow | Refusal> {
    return this.service.noteNoOpinion(actor, input);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The day it was answered first, or its paper was received, YYYY-MM-DD; null where it was not',
  })
  answeredOn(@Parent() task: SolicitationRow, @Context() context: GraphqlContext): Promise<string | null> {
    return this.of(context, task);
  }

  @ResolveField(() => Boolean, { description: 'Whether that was after its due day' })
  async answeredLate(@Parent() task: SolicitationRow, @Context() context: GraphqlContext): Promise<boolean> {
    return ((await this.of(context, task)) ?? '') > task.dueOn;
  }

  @ResolveField(() => ID, { nullable: true, description: 'The scan of its 无意见, where that came on paper' })
  scanFileId(@Parent() task: SolicitationRow): string | null {
    return task.scanFileId;
  }

  private of(context: GraphqlContext, task: SolicitationRow): Promise<string | null> {
    return context.loaders
      .of('daysAnswered', () => new DataLoader((tasks: readonly SolicitationRow[]) => this.queries.daysAnswered(tasks)))
      .load(task);
  }
}
