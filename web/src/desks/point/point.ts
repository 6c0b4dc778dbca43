/** What an officer sees of tasks and voices. */
import type {
  ConsultationPhase,
  OwnCommentFragment,
  Outcome,
  TaskFragment,
  TaskLineFragment,
  VoiceFragment,
} from '../../api/generated/graphql';
import { daysBetween } from '../../parts/days';

/** As a list has it */
export type Task = TaskLineFragment;
/** With the letters and notices that came with it */
export type WholeTask = TaskFragment;
export type Voice = VoiceFragment;
export type OwnComment = OwnCommentFragment;

/** Not answered yet */
export const isOpen = (t: Pick<Task, 'state'>): boolean => t.state === 'ISSUED' || t.state === 'RECEIVED';

/** Can a round be passed on in this phase: it asks, its time is over, or it is stopped; stopped while it is not known */
export const passingOf = (phase: ConsultationPhase | undefined): 'OPEN' | 'OVER' | 'STOPPED' =>
  phase === 'OPEN' || phase === 'NOT_YET' ? 'OPEN' : phase === 'CLOSED' || phase === 'ANSWERED' ? 'OVER' : 'STOPPED';

/** What is due first, then what was done */
export const inOrder = (tasks: readonly Task[]): readonly Task[] =>
  [...tasks].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || a.dueOn.localeCompare(b.dueOn));

/** Days that are left; negative once it is late */
export const daysLeft = (t: Pick<Task, 'dueOn'>, today: string): number => daysBetween(today, t.dueOn);

export interface PlaceGroup {
  readonly key: string;
  /** null: nobody said which article */
  readonly words: string | null;
  readonly voices: readonly Voice[];
}

/** Voices by the article they mean, in the order of the text; those that name none come last */
export function byPlace(voices: readonly Voice[]): readonly PlaceGroup[] {
  const groups = new Map<string, { words: string | null; at: number; voices: Voice[] }>();
  for (const v of voices) {
    const key = v.targetKind === 'WHOLE' ? 'WHOLE' : (v.provision?.id ?? 'NONE');
    const words = v.provision ? [v.provision.label, v.provision.caption].filter((w) => w).join('　') : null;
    const at = v.provision?.ordinal ?? (key === 'WHOLE' ? 1e6 : 1e6 + 1);
    const group = groups.get(key) ?? { words, at, voices: [] };
    group.voices.push(v);
    groups.set(key, group);
  }
  return [...groups].sort(([, a], [, b]) => a.at - b.at).map(([key, g]) => ({ key, words: g.words, voices: g.voices }));
}

/** What a merged comment starts from: all that was said, which a person then rewrites */
export const mergedStart = (voices: readonly Voice[]): string => voices.map((v) => v.maskedText.trim()).join('\n');

/** How the comments of a letter came out */
export function outcomesOf(comments: readonly OwnComment[]): Readonly<Record<Outcome, number>> {
  const count = { ADOPTED: 0, PARTIALLY_ADOPTED: 0, NOT_ADOPTED: 0 };
  for (const { adoptionStatus } of comments) if (adoptionStatus != null) count[adoptionStatus]++;
  return count;
}

/** The words as they would go further with what is proposed covered too, ＊ for each character */
export function withCovers(v: Pick<Voice, 'maskedText' | 'maskProposals'>): string {
  const of = v.maskProposals.filter((p) => p.field === 'TEXT');
  return [...v.maskedText].map((c, at) => (of.some((p) => p.from <= at && at < p.to) ? COVER : c)).join('');
}
const COVER = '\uFF0A';
