/** A meeting as it is kept on the device, and what of it still waits to be sent. */
import type { CardOutcome, Channel, OpinionAct } from '../../api/generated/graphql';
import { articleNamedIn } from '../../texts/numerals';

export interface Article {
  readonly id: string;
  readonly label: string;
  readonly caption?: string | null;
  readonly text: string;
}

/** One of the drafts that people are heard about, with its articles, so that they are there without a line */
export interface HeardRound {
  readonly id: string;
  readonly title: string;
  readonly opensOn: string;
  readonly articles: readonly Article[];
}

/** A task that people may be heard about, as it is kept on the device so that a meeting begins without a line */
export interface Hearable {
  readonly taskId: string;
  /** of the account that is signed in */
  readonly account: string;
  readonly contactPointId: string;
  readonly pointName: string;
  /** its text does not change once it is published */
  readonly draftId: string;
  readonly round: HeardRound;
}

export interface KeptMeeting {
  readonly id: string;
  readonly account: string;
  readonly contactPointId: string;
  readonly pointName: string;
  readonly heldOn: string;
  readonly subject: string;
  readonly place: string;
  readonly rounds: readonly HeardRound[];
  /** the service has it */
  readonly sent: boolean;
  /** why the service did not take it */
  readonly problem?: string | undefined;
}

export interface KeptCard {
  readonly id: string;
  readonly meetingId: string;
  readonly ordinal: number;
  /** null: the service has it, and the device no longer needs to */
  readonly picture: Blob | null;
  readonly sent: boolean;
  readonly outcome: CardOutcome | null;
  /** whether the service knows the outcome */
  readonly settled: boolean;
  readonly problem?: string | undefined;
}

export interface KeptVoice {
  readonly key: string;
  readonly meetingId: string;
  readonly cardId: string | null;
  readonly roundId: string;
  /** null: nobody said which article */
  readonly articleId: string | null;
  readonly text: string;
  readonly channel: Channel;
  /** what was kept before it could be chosen has none, and is AMEND */
  readonly act?: OpinionAct | undefined;
  readonly saidOn: string;
  /** 页号 of a printed form */
  readonly page: number | null;
  readonly at: number;
  readonly sent: boolean;
  /** told once, to whoever spoke */
  readonly receipt?: string | undefined;
  readonly problem?: string | undefined;
}

/** What one person said, as it is typed */
export interface Said {
  readonly roundId: string;
  readonly articleId: string | null;
  readonly text: string;
  readonly channel: Channel;
  readonly act: OpinionAct;
  readonly page: number | null;
}

export interface Waiting {
  readonly photos: number;
  readonly voices: number;
  readonly settled: number;
  readonly refused: number;
}

/** What the service has not acknowledged yet */
export function waitingOf(cards: readonly KeptCard[], voices: readonly KeptVoice[]): Waiting {
  return {
    photos: cards.filter((c) => !c.sent).length,
    voices: voices.filter((v) => !v.sent).length,
    settled: cards.filter((c) => c.sent && c.outcome === 'NOTHING' && !c.settled).length,
    refused: [...cards, ...voices].filter((x) => x.problem !== undefined).length,
  };
}
export const isAllSent = (w: Waiting): boolean => w.photos + w.voices + w.settled === 0;

/** The card to type next: the first that waits behind this one, else the first that waits at all; null: none does */
export function nextCard<C extends Pick<KeptCard, 'id' | 'outcome'>>(cards: readonly C[], at: string | null): C | null {
  const from = cards.findIndex((c) => c.id === at);
  return [...cards.slice(from + 1), ...cards.slice(0, from + 1)].find((c) => c.outcome === null && c.id !== at) ?? null;
}

const pairs = (text: string): Set<string> => {
  const signs = [...text.replace(/[^\p{Script=Han}]/gu, '')];
  return new Set(signs.slice(1).map((sign, at) => `${signs[at] ?? ''}${sign}`));
};

/**
 * The articles that words are likely about, the likeliest first, two at most: the one that they name (第20条, 第二十条),
 * else those with whose words they have most in common. A proposal, which a person takes or leaves.
 */
export function likelyArticles(words: string, articles: readonly Article[]): readonly Article[] {
  const label = articleNamedIn(words);
  const byName = articles.find((a) => a.label === label);
  if (byName) return [byName];
  const said = pairs(words);
  if (said.size < 3) return [];
  const rarity = new Map<string, number>();
  const of = articles.map((a) => ({ a, own: pairs(`${a.caption ?? ''}${a.text}`) }));
  for (const { own } of of) for (const p of own) rarity.set(p, (rarity.get(p) ?? 0) + 1);
  return of
    .map(({ a, own }) => {
      let score = 0;
      for (const p of said) if (own.has(p)) score += Math.log((articles.length + 1) / (rarity.get(p) ?? 1));
      return { a, score: score / said.size };
    })
    .filter(({ score }) => score >= 0.25)
    .sort((x, y) => y.score - x.score)
    .slice(0, 2)
    .map(({ a }) => a);
}

/** 1234 5678 9012 3456, as receipt codes are printed */
export const inFours = (code: string): string => (code.match(/\d{4}/g) ?? []).join(' ');

/** 增 删 改 并 移 文字 赞同, as the printed form has them */
export const WANTS: readonly OpinionAct[] = ['ADD', 'DELETE', 'AMEND', 'MERGE', 'MOVE', 'WORDING', 'SUPPORT'];
