/** What an officer sees of tasks and voices. */
import type {
  ConsultationPhase,
  InboxQuery,
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

/** A row of the inbox */
export type InboxVoice = NonNullable<NonNullable<InboxQuery['solicitation']>['inbox']>['nodes'][number];

/** In the order of the text, as they came within an article; what is about no article comes last, as papers have it */
export const inTextOrder = (comments: readonly OwnComment[]): readonly OwnComment[] =>
  [...comments].sort(
    (a, b) => (a.provision?.ordinal ?? Number.MAX_SAFE_INTEGER) - (b.provision?.ordinal ?? Number.MAX_SAFE_INTEGER),
  );

export interface PlaceGroup {
  readonly key: string;
  /** null: nobody said which article */
  readonly words: string | null;
  readonly voices: readonly InboxVoice[];
}

/** Rows as they come, in groups by the article they mean; the service has them in the order of the text */
export function byPlace(voices: readonly InboxVoice[]): readonly PlaceGroup[] {
  const groups: { key: string; words: string | null; voices: InboxVoice[] }[] = [];
  for (const v of voices) {
    const key = v.targetKind === 'WHOLE' ? 'WHOLE' : (v.provision?.id ?? 'NONE');
    const words = v.provision ? [v.provision.label, v.provision.caption].filter((w) => w).join('　') : null;
    const known = groups.find((g) => g.key === key);
    if (known) known.voices.push(v);
    else groups.push({ key, words, voices: [v] });
  }
  return groups;
}

/** What a merged comment starts from: all that was said, which a person then rewrites */
export const mergedStart = (voices: readonly Pick<Voice, 'maskedText'>[]): string =>
  [...new Set(voices.map((v) => v.maskedText.trim()))].join('\n');

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
