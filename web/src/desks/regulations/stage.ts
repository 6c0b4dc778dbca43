/** Where a regulation stands, and what comes next: in words for its row. */
import { addresses } from '../../addresses';
import type { RegulationsQuery } from '../../api/generated/graphql';
import { draftKindWords } from '../../api/generated/words';
import { dayWords } from '../../parts/days';
import { regulationTexts as says } from '../../texts/regulations';

export type Row = RegulationsQuery['regulationList']['nodes'][number];

export interface Stage {
  readonly words: string;
  readonly next: string;
  readonly to: string | null;
}

/** The last thing that has begun, and the act or the day that follows it */
export function stageOf({ id, story }: Pick<Row, 'id' | 'story'>, now: Date): Stage {
  const page = addresses.regulation(id);
  const draft = story?.draft;
  if (!story || !draft) return { words: says.stage.nothing, next: says.next.import, to: page };
  const round = story.consultation;
  const coming = round ? story.nextDraft : draft;
  if (coming && (coming.state === 'IMPORTED' || coming.state === 'CHECKED')) {
    const kind = draftKindWords[coming.kind];
    return coming.state === 'IMPORTED'
      ? { words: says.stage.imported(kind), next: says.next.check, to: addresses.draft(coming.id) }
      : { words: says.stage.checked(kind), next: says.next.publish, to: addresses.draft(coming.id) };
  }
  if (!round)
    return {
      words: says.stage.published(draftKindWords[draft.kind]),
      next: says.next.round,
      to: addresses.prepareRound(draft.id),
    };
  const at = addresses.round(round.id);
  if (story.letters > 0) {
    const over = story.acknowledged === story.letters;
    const words = says.stage.letters(story.acknowledged, story.letters);
    return over
      ? { words, next: says.next.done, to: null }
      : { words, next: says.next.letters, to: addresses.letters(round.id) };
  }
  if (round.phase === 'PREPARED') return { words: says.stage.prepared, next: says.next.round, to: at };
  if (round.phase === 'OPEN' || round.phase === 'NOT_YET' || round.phase === 'SUSPENDED')
    return { words: says.stage.open, next: says.next.until(dayWords(round.closesOn, now)), to: at };
  if (story.comments > story.signed)
    return {
      words: says.stage.handling(story.signed, story.comments),
      next: says.next.handle(story.comments - story.signed),
      to: addresses.handling(round.id),
    };
  return { words: says.stage.closed, next: says.next.letters, to: addresses.letters(round.id) };
}
