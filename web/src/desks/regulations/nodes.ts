/** From 立项 to 公布: what happened to one regulation, in the order of its days, and what is still to come. */
import { addresses } from '../../addresses';
import type { RegulationPageQuery } from '../../api/generated/graphql';
import { draftKindWords } from '../../api/generated/words';
import { dayOf, dayWords } from '../../parts/days';
import { regulationTexts as says } from '../../texts/regulations';

export type Regulation = NonNullable<RegulationPageQuery['regulation']>;

export interface Node {
  readonly id: string;
  /** YYYY-MM-DD; null for what is to come */
  readonly day: string | null;
  readonly words: string;
  readonly line: string;
  readonly figures: string;
  readonly link: { readonly words: string; readonly to: string } | null;
  /** of what has no day of its own: whether it has begun */
  readonly begun?: boolean;
}

/** Each text with the rounds about it, in the order of the texts; then what the walk still has to pass */
export function nodesOf(regulation: Regulation, now: Date): readonly Node[] {
  const dated: (Node & { readonly rank: number })[] = [];
  for (const d of regulation.draftsInOrder.nodes) {
    if (d.publishedAt == null || d.state === 'DROPPED') continue;
    const kind = draftKindWords[d.kind];
    dated.push({
      id: d.id,
      day: dayOf(d.publishedAt),
      words: says.nodes.published(kind),
      line: d.title,
      figures: says.nodes.articles(d.articleCount),
      link: { words: says.see, to: addresses.draft(d.id) },
      rank: d.sequence * 10,
    });
  }
  for (const r of [...regulation.rounds.nodes].reverse()) {
    if (r.phase === 'CANCELLED') continue;
    const rank = (regulation.draftsInOrder.nodes.find((d) => d.id === r.draftId)?.sequence ?? 0) * 10;
    const s = r.story;
    dated.push({
      id: r.id,
      day: r.opensOn,
      words: says.nodes.round,
      line: says.nodes.roundSays(dayWords(r.closesOn, now), s?.asked ?? 0),
      figures: s && s.opinions > 0 ? says.nodes.heard(s.opinions, s.comments) : '',
      link: { words: says.toRound, to: addresses.round(r.id) },
      rank: rank + 1,
    });
  }
  dated.sort((a, b) => a.rank - b.rank || (a.day ?? '').localeCompare(b.day ?? ''));
  return [...dated, ...undated(regulation)];
}

/** What has no day of its own: how the last round is answered, and what follows */
function undated({ rounds, story, draftsInOrder }: Regulation): Node[] {
  const round = rounds.nodes.find((r) => r.id === story?.consultation?.id);
  const nodes: Node[] = [];
  const add = (id: string, words: string, line: string, link: Node['link'] = null, begun = false): void =>
    void nodes.push({ id, day: null, words, line, figures: '', link, begun });
  if (round && story && story.comments > 0)
    add(
      'handling',
      says.nodes.handling,
      says.nodes.handlingSays(story.signed, story.comments),
      {
        words: says.toSheets,
        to: addresses.sheets(round.id),
      },
      story.handled > 0,
    );
  if (round && story && story.letters > 0)
    add(
      'letters',
      says.nodes.letters,
      says.nodes.lettersSays(story.letters, story.delivered, story.acknowledged),
      {
        words: says.toLetters,
        to: addresses.letters(round.id),
      },
      true,
    );
  if (!story?.nextDraft) add('next', says.nodes.next, says.nodes.nextSays);
  if (!draftsInOrder.nodes.some((d) => d.kind === 'PROMULGATED' && d.publishedAt != null))
    add('promulgated', says.nodes.promulgated, says.nodes.promulgatedSays);
  return nodes;
}

/** Whether a node is behind us: what has a day that is past, and what has begun */
export const isPast = (node: Node, today: string): boolean =>
  node.day === null ? node.begun === true : node.day <= today;

/** How much of a long history is not listed: the newest rounds and texts are */
export const unlistedOf = ({ rounds, draftsInOrder }: Regulation): { rounds: number; texts: number } => ({
  rounds: rounds.totalCount - rounds.nodes.length,
  texts: draftsInOrder.totalCount - draftsInOrder.nodes.length,
});

export interface Left {
  readonly words: string;
  readonly done: boolean;
  readonly to: string;
}

/** What is missing before letters can go out, each with the way to it; null before there is a round */
export function leftOf({ rounds, story, id }: Regulation): readonly Left[] | null {
  const round = rounds.nodes.find((r) => r.id === story?.consultation?.id);
  if (!round || !story) return null;
  const next = story.nextDraft?.publishedAt != null;
  const held = round.heldBack.totalCount;
  const items = says.leftItems;
  return [
    {
      words: items.handled(story.signed, story.comments),
      done: story.comments > 0 && story.signed === story.comments,
      to: addresses.handling(round.id),
    },
    { words: items.next(next), done: next, to: addresses.regulation(id) },
    { words: items.proof(held), done: next && held === 0, to: addresses.compare(round.id) },
    { words: items.letters(story.letters), done: story.letters > 0, to: addresses.letters(round.id) },
  ];
}
