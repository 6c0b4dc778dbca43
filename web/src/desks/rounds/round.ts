/** What a running round shows of each body: how far it is, and who is to be urged. */
import type { PointsToAskQuery, RoundPageQuery, RoundTasksQuery } from '../../api/generated/graphql';
import { dayWords, whenWords } from '../../parts/days';
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
export const urgeWords = (round: Pick<Round, 'closesOn' | 'regulation' | 'title'>, now: Date): string =>
  says.urgePreset(round.regulation?.title ?? round.title, dayWords(round.closesOn, now));
