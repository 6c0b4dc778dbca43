/** What a running round shows of each body: how far it is, and who is to be urged. */
import type { PointsToAskQuery, RoundPageQuery, RoundTasksQuery } from '../../api/generated/graphql';
import { dayOf, dayWords, whenWords } from '../../parts/days';
import { roundTexts as says } from '../../texts/rounds';

export type Round = NonNullable<RoundPageQuery['consultation']>;
export type Task = NonNullable<RoundTasksQuery['consultation']>['solicitations']['nodes'][number];

export type Point = PointsToAskQuery['contactPoints']['nodes'][number];

export type Mark = 'silent' | 'received' | 'collecting' | 'reported' | 'none';

/** Collecting is not said by anybody: a body that signed and has voices in hand does */
export function markOf({ state, opinionCount }: Pick<Task, 'state' | 'opinionCount'>): Mark {
  if (state === 'REPORTED') return 'reported';
  if (state === 'NO_OPINION') return 'none';
  if (opinionCount > 0) return 'collecting';
  return state === 'ISSUED' ? 'silent' : 'received';
}

const ORDER: readonly Mark[] = ['silent', 'received', 'collecting', 'none', 'reported'];
/** Who has not answered stands on top, and among them who has not even signed */
export const byAnswer = (tasks: readonly Task[]): readonly Task[] =>
  [...tasks].sort((a, b) => ORDER.indexOf(markOf(a)) - ORDER.indexOf(markOf(b)));

export const owes = (task: Pick<Task, 'state'>): boolean => task.state === 'ISSUED' || task.state === 'RECEIVED';

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

/** Was it urged on this civil day already? Nobody is urged twice a day */
export const urgedOn = ({ lastUrge }: Pick<Task, 'lastUrge'>, today: string): boolean =>
  lastUrge != null && dayOf(lastUrge.at) === today;

/** Whom a press of 催办 reaches: who owes an answer and was not urged today; and of those who never signed */
export function toUrge(tasks: readonly Task[], today: string): { of: Task[]; skipped: number; silent: Task[] } {
  const owing = tasks.filter(owes);
  const of = owing.filter((t) => !urgedOn(t, today));
  return { of, skipped: owing.length - of.length, silent: owing.filter((t) => markOf(t) === 'silent') };
}

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
