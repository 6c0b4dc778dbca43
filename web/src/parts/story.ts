/** 办理行程: where one regulation stands between its text and the letters, as seven steps with their figures. */
import { addresses } from '../addresses';
import { draftKindWords } from '../api/generated/words';
import { texts } from '../texts';
import { dayWords, daysBetween } from './days';

export interface Story {
  readonly roundId: string;
  readonly regulationId: string;
  readonly phase: keyof typeof STARTED;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly draft: { readonly id: string; readonly kind: keyof typeof draftKindWords } | null;
  readonly opinions: number;
  readonly comments: number;
  readonly handled: number;
  readonly signed: number;
  readonly next: { readonly id: string; readonly kind: keyof typeof draftKindWords } | null;
  readonly letters: number;
  readonly acknowledged: number;
}

export type StepName = keyof typeof texts.story.steps;
export interface Step {
  readonly name: StepName;
  readonly words: string;
  readonly figure: string;
  readonly done: boolean;
  /** where the walk stands now */
  readonly now: boolean;
  readonly to: string | null;
}

const STARTED = {
  PREPARED: false, NOT_YET: false, OPEN: true, SUSPENDED: true, CLOSED: true, ANSWERED: true, CANCELLED: false,
} as const; // prettier-ignore

/** The steps in their order; the last that has begun is where the walk stands */
export function stepsOf(story: Story, today: string, now: Date): readonly Step[] {
  const says = texts.story;
  const left = daysBetween(today, story.closesOn);
  const running = story.phase === 'OPEN' && left >= 0;
  const begun: Record<StepName, boolean> = {
    draft: story.draft !== null,
    round: STARTED[story.phase],
    opinions: story.opinions > 0,
    comments: story.comments > 0,
    handling: story.handled > 0,
    next: story.next !== null,
    letters: story.letters > 0,
  };
  const figures: Record<StepName, string> = {
    draft: story.draft ? draftKindWords[story.draft.kind] : says.none,
    round: running ? says.left(left) : says.window(dayWords(story.opensOn, now), dayWords(story.closesOn, now)),
    opinions: begun.opinions ? says.count(story.opinions) : says.none,
    comments: begun.comments ? says.count(story.comments) : says.none,
    handling: !begun.comments
      ? says.none
      : story.signed > 0
        ? says.signed(story.signed, story.comments)
        : says.handled(story.handled, story.comments),
    next: story.next ? draftKindWords[story.next.kind] : says.none,
    letters: begun.letters ? says.letters(story.acknowledged, story.letters) : says.none,
  };
  const to: Record<StepName, string | null> = {
    draft: addresses.regulation(story.regulationId),
    round: addresses.round(story.roundId),
    opinions: addresses.direct(story.roundId),
    comments: addresses.handling(story.roundId),
    handling: addresses.sheets(story.roundId),
    next: story.next ? addresses.compare(story.roundId) : null,
    letters: addresses.letters(story.roundId),
  };
  const names = Object.keys(says.steps) as StepName[];
  const last = names.reduce((found, name, i) => (begun[name] ? i : found), -1);
  return names.map((name, i) => ({
    name,
    words: says.steps[name],
    figure: figures[name],
    done: i < last,
    now: i === last,
    to: to[name],
  }));
}
