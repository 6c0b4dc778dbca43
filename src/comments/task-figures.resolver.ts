import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { CurrentActor } from '../platform/api/allow.js';
import type { GraphqlContext } from '../platform/api/context.js';
import type { Actor } from '../platform/base/actor.js';
import { type SolicitationRow, SolicitationType } from '../solicitation/index.js';
import { type TaskFigures, TaskFiguresQueries } from './task-figures.queries.js';

@Resolver(() => SolicitationType)
export class TaskFiguresResolver {
  constructor(private readonly queries: TaskFiguresQueries) {}

  @ResolveField(() => Int, {
    description: 'Voices that came through the body 群众原话, without those sent straight to the legislature',
  })
  async opinionCount(
    @CurrentActor() actor: Actor,
    @Parent() task: SolicitationRow,
    @Context() context: GraphqlContext,
  ): Promise<number> {
    return (await this.of(context, actor, task)).opinions;
  }

  @ResolveField(() => Int, {
    description: 'Of its voices, those that no comment holds and nobody has set aside: what the officer has in hand',
  })
  async inHandCount(
    @CurrentActor() actor: Actor,
    @Parent() task: SolicitationRow,
    @Context() context: GraphqlContext,
  ): Promise<number> {
    return (await this.of(context, actor, task)).inHand;
  }

  @ResolveField(() => Int, { description: 'Comments that the body reported 报送意见, without those dropped since' })
  async commentCount(
    @CurrentActor() actor: Actor,
    @Parent() task: SolicitationRow,
    @Context() context: GraphqlContext,
  ): Promise<number> {
    return (await this.of(context, actor, task)).comments;
  }

  @ResolveField(() => Date, {
    nullable: true,
    description: 'When it last signed, answered, reported or heard a voice; null where it never did',
  })
  async lastActivityAt(
    @CurrentActor() actor: Actor,
    @Parent() task: SolicitationRow,
    @Context() context: GraphqlContext,
  ): Promise<Date | null> {
    return (await this.of(context, actor, task)).lastActivityAt;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The day of its last comment 补报, YYYY-MM-DD, where it had answered on a day before; null otherwise',
  })
  async supplementedOn(
    @CurrentActor() actor: Actor,
    @Parent() task: SolicitationRow,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    return (await this.of(context, actor, task)).supplementedOn;
  }

  private of(context: GraphqlContext, actor: Actor, task: SolicitationRow): Promise<TaskFigures> {
    return context.loaders
      .of(
        'taskFigures',
        () => new DataLoader((tasks: readonly SolicitationRow[]) => this.queries.ofTasks(actor, tasks)),
      )
      .load(task);
  }
}
