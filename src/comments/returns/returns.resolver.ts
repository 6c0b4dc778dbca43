import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { voicesOfComments, voicesThrough } from '../../opinions/index.js';
import { CurrentActor } from '../../platform/api/allow.js';
import type { GraphqlContext } from '../../platform/api/context.js';
import type { Actor } from '../../platform/base/actor.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { type SolicitationRow, SolicitationType } from '../../solicitation/index.js';
import { CommentType } from '../comments.types.js';
import { ReturnsQueries, type SubmittedReturn } from './returns.queries.js';
import { SubmittedReturnType, VoiceFiguresType, VoicesThroughType } from './returns.types.js';

const shown = ({ row, lines, figures, pages, ...r }: SubmittedReturn): SubmittedReturnType => ({
  ...{ id: row.id, ordinal: row.ordinal, kind: row.kind, sentAt: row.sentAt },
  ...{ times: r.times, number: r.number, isVoid: r.isVoid },
  ...{ count: lines.length, first: lines[0]?.number ?? 0, last: lines.at(-1)?.number ?? 0 },
  ...figures,
  voices: { voices: figures.heard, texts: figures.texts, sources: figures.sources },
  pages: pages.map(({ id, ordinal, width, height, keptAt }) => ({
    ...{ id, ordinal, width, height, keptAt },
    path: `/returns/pages/${id}`,
  })),
});

@Resolver(() => SolicitationType)
export class TaskReturnsResolver {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: ReturnsQueries,
  ) {}

  @ResolveField(() => [SubmittedReturnType], {
    description: 'What the body sent 意见汇总, time by time, the latest first; bounded(500)',
  })
  returns(
    @CurrentActor() actor: Actor,
    @Parent() task: SolicitationRow,
    @Context() context: GraphqlContext,
  ): Promise<SubmittedReturnType[]> {
    return context.loaders
      .of(
        'submittedReturns',
        () =>
          new DataLoader(async (tasks: readonly SolicitationRow[]) =>
            (await this.queries.ofTasks(actor, tasks)).map((all) => all.map(shown)),
          ),
      )
      .load(task);
  }

  @ResolveField(() => VoicesThroughType, {
    description: 'What came through the body, but for what was withdrawn or is kept apart, and what of it was repeated',
  })
  voicesThrough(@CurrentActor() actor: Actor, @Parent() task: SolicitationRow): Promise<VoicesThroughType> {
    return voicesThrough(this.work.read(scopeOf(actor)), task.consultationId, task.contactPointId);
  }
}

@Resolver(() => CommentType)
export class CommentVoicesResolver {
  constructor(private readonly work: UnitOfWork) {}

  @ResolveField(() => VoiceFiguresType, { description: 'The voices that are in it now; none where it was registered' })
  voiceFigures(
    @CurrentActor() actor: Actor,
    @Parent() comment: CommentType,
    @Context() context: GraphqlContext,
  ): Promise<VoiceFiguresType> {
    return context.loaders
      .of(
        'voiceFigures',
        () =>
          new DataLoader(async (ids: readonly string[]) => {
            const found = await voicesOfComments(this.work.read(scopeOf(actor)), ids);
            return ids.map((id) => found.get(id) ?? { voices: 0, texts: 0, sources: 0 });
          }),
      )
      .load(comment.id);
  }
}
