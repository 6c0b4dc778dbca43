/** What a running round shows of each body: how far it is, and who is to be urged. */
import type { PointsToAskQuery, RoundPageQuery, RoundTasksQuery } from '../../api/generated/graphql';
import { type Mark, markOf, owes } from '../../parts/asked';
import { dayWords, whenWords } from '../../parts/days';
import { roundTexts as says } from '../../texts/rounds';

export type Round = NonNullable<RoundPageQuery['consultation']>;
export type Task = NonNullable<RoundTasksQuery['consultation']>['solicitations']['nodes'][number];

export type Point = PointsToAskQuery['contactPoints']['nodes'][number];

export { byAnswer, type Mark, markOf, owes, toUrge, urgedOn } from '../../parts/asked';

/** The last that happened: urged or called since the body moved last, else that it moved */
export function lastOf(task: Task, now: Date): string {
  const { lastUrge, lastCall, timesCalled, lastActivityAt } = task;
  if (owes(task) && lastCall && (timesCalled ?? 0) > 0 && lastCall.at >= (lastActivityAt ?? ''))
    return says.called(timesCalled ?? 0);
  if (owes(task) && lastUrge && lastUrge.at >= (lastActivityAt ?? '')) return says.urged(whenWords(lastUrge.at, now));
  return lastActivityAt ? whenWords(lastActivityAt, now) : says.dash;
}

/** What can be done with a round in this phase, the order is that of the buttons */
export type Brake = 'extend' | 'suspend' | 'resume' | 'cancel';
export function brakesOf(phase: Round['phase']): readonly Brake[] {
  switch (phase) {
    case 'PREPARED':
      return ['cancel'];
    case 'NOT_YET':
    case 'OPEN':
      return ['extend', 'suspend', 'cancel'];
    case 'CLOSED':
      return ['extend', 'cancel'];
    case 'SUSPENDED':
      return ['extend', 'resume', 'cancel'];
    default:
      return [];
  }
}

/** Why it is suspended or was cancelled, as residents are told; null where it is neither */
export function reasonOf({ phase, changes }: Pick<Round, 'phase' | 'changes'>): string | null {
  const command = phase === 'SUSPENDED' ? 'suspend' : phase === 'CANCELLED' ? 'cancel' : null;
  return command === null ? null : (changes.find((c) => c.command === command)?.reason ?? null);
}

/** The words of an urging, as an office begins to write them */
export const urgeWords = (round: Pick<Round, 'closesOn' | 'regulation' | 'title' | 'draft'>, now: Date): string =>
  says.urgePreset(round.draft?.title ?? round.regulation?.title ?? round.title, dayWords(round.closesOn, now));

export interface TaskFilter {
  readonly mark: string;
  readonly region: string;
  readonly kind: string;
}
type TaskFilterName = keyof TaskFilter;
const valueOf = (task: Task, name: TaskFilterName): string =>
  name === 'mark' ? markOf(task) : ((name === 'region' ? task.contactPoint?.region : task.contactPoint?.kind) ?? '');
export const TASK_FILTERS: readonly TaskFilterName[] = ['mark', 'region', 'kind'];

export const taskMatches = (task: Task, filter: TaskFilter, without?: TaskFilterName): boolean =>
  TASK_FILTERS.every((name) => name === without || filter[name] === '' || valueOf(task, name) === filter[name]);

/** The values of a filter, each with how many there are under the others */
export function taskValues(tasks: readonly Task[], filter: TaskFilter, name: TaskFilterName): Map<string, number> {
  const counts = new Map<string, number>(name === 'mark' ? SHOWN.map((m) => [m, 0]) : []);
  for (const t of tasks) {
    const value = valueOf(t, name);
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + (taskMatches(t, filter, name) ? 1 : 0));
  }
  return counts;
}
const SHOWN: readonly Mark[] = ['reported', 'none', 'collecting', 'received', 'silent'];
