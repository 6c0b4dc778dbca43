/** How far each body asked has come: voices in hand, comments reported, when anything last happened. */
import { Injectable } from '@nestjs/common';
import { countByPoint } from '../opinions/index.js';
import { AccessService } from '../platform/access/access.service.js';
import type { Actor } from '../platform/base/actor.js';
import { type Day, dayIn } from '../platform/base/clock.js';
import { scopeOf, UnitOfWork } from '../platform/database/scope.js';
import type { SolicitationRow } from '../solicitation/index.js';
import { countReported } from './task-figures.sql.js';

export interface TaskFigures {
  opinions: number;
  inHand: number;
  comments: number;
  /** when it was signed for or answered, or a voice or a comment came; null where nothing did */
  lastActivityAt: Date | null;
  /** the day of its last comment, where that is later than the one on which it answered first 补报 */
  supplementedOn: Day | null;
}

interface OfTask {
  consultationId: string;
  contactPointId: string;
}
const keyOf = (t: OfTask): string => `${t.consultationId} ${t.contactPointId}`;
const byTask = <T extends OfTask>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((r) => [keyOf(r), r]));

@Injectable()
export class TaskFiguresQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
  ) {}

  /** Of each of these tasks, which the actor was given, in the order asked for; four queries for all of them */
  async ofTasks(actor: Actor, tasks: readonly SolicitationRow[]): Promise<TaskFigures[]> {
    const reader = this.work.read(scopeOf(actor));
    const rounds = [...new Set(tasks.map((t) => t.consultationId))];
    const points = [...new Set(tasks.map((t) => t.contactPointId))];
    const voices = await countByPoint(reader, rounds, points);
    const comments = await countReported(reader, rounds, points);
    const zone = await this.access.zone(actor.legislatureId);
    const [voicesOf, commentsOf] = [byTask(voices), byTask(comments)];
    return tasks.map((task) => {
      const [voice, comment] = [voicesOf.get(keyOf(task)), commentsOf.get(keyOf(task))];
      const [reported, answered] = [comment?.last, task.answeredAt];
      const day = reported && answered && dayIn(zone, reported) > dayIn(zone, answered) ? dayIn(zone, reported) : null;
      const times = [task.receivedAt, task.answeredAt, voice?.last, comment?.last].filter((t) => t instanceof Date);
      return {
        opinions: voice?.count ?? 0,
        inHand: voice?.inHand ?? 0,
        comments: comment?.count ?? 0,
        lastActivityAt: times.length === 0 ? null : new Date(Math.max(...times.map((t) => t.getTime()))),
        supplementedOn: day,
      };
    });
  }
}
