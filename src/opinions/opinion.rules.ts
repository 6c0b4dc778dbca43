/** The life of an opinion 群众原话 (product §4): it ends reported and answered, or set aside with a reason. */
import { type CommandOf, lifeCycle, type StateOf } from '../platform/base/life-cycle.rules.js';
import {
  channelWords,
  opinionActWords,
  opinionCommandWords,
  opinionStateWords,
  quarantineReasonWords,
  setAsideReasonWords,
  targetKindWords,
} from './opinion.words.js';

export const opinionLife = lifeCycle({
  what: '这条意见',
  states: opinionStateWords,
  commands: opinionCommandWords,
  steps: {
    RECEIVED: {
      report: 'REPORTED',
      setAside: 'SET_ASIDE',
      withdraw: 'WITHDRAWN',
      quarantine: 'QUARANTINED',
    },
    // once it is reported the wish to take it back is noted beside it, and nothing moves
    REPORTED: { unreport: 'RECEIVED', answer: 'ANSWERED' },
    ANSWERED: {},
    SET_ASIDE: { restore: 'RECEIVED', withdraw: 'WITHDRAWN' },
    WITHDRAWN: {},
    QUARANTINED: { clear: 'RECEIVED', setAside: 'SET_ASIDE', withdraw: 'WITHDRAWN' },
  },
});
export type OpinionState = StateOf<typeof opinionLife>;
export type OpinionCommand = CommandOf<typeof opinionLife>;

/** Characters as a person counts them, of what is said, of a wording proposed and of its reason, each */
export const LONGEST_OPINION = 5000;

/** Nothing is owed to this voice any more. */
export const isSettled = (state: OpinionState): boolean =>
  state === 'ANSWERED' || state === 'SET_ASIDE' || state === 'WITHDRAWN';

/** Is it the business of an officer with these contact points? What went straight to the legislature is of none. */
export const reachesPoint = (
  opinion: { direct: boolean; contactPointId: string | null },
  points: ReadonlySet<string>,
): boolean => !opinion.direct && opinion.contactPointId !== null && points.has(opinion.contactPointId);

export const targetKinds = Object.keys(targetKindWords) as TargetKind[];
export type TargetKind = keyof typeof targetKindWords;
export const acts = Object.keys(opinionActWords) as Act[];
export type Act = keyof typeof opinionActWords;
export const channels = Object.keys(channelWords) as Channel[];
export type Channel = keyof typeof channelWords;
export const setAsideReasons = Object.keys(setAsideReasonWords) as SetAsideReason[];
export type SetAsideReason = keyof typeof setAsideReasonWords;
export const quarantineReasons = Object.keys(quarantineReasonWords) as QuarantineReason[];
export type QuarantineReason = keyof typeof quarantineReasonWords;

/** What the resident said it is about */
export interface GivenTarget {
  kind: TargetKind;
  provisionId: string | null;
  path: string | null;
  quote: string | null;
}

/**
 * Fixed once for ever (architecture §5.4): the quote with the words around it, so that it is found again in a changed
 * text
 */
export interface AnchoredTarget {
  targetKind: TargetKind;
  provisionId: string | null;
  path: string | null;
  quoteExact: string | null;
  quotePrefix: string | null;
  quoteSuffix: string | null;
}

const QUOTE_CONTEXT_CHARACTERS = 32;

/** A quote must stand in the article word for word, below the path where there is one. */
export function anchorTarget(
  given: GivenTarget,
  provision: { id: string; text: string; paths: ReadonlyMap<string, string> } | null,
): AnchoredTarget | { code: 'TARGET_NOT_FOUND' | 'QUOTE_NOT_FOUND' } {
  const none = { path: null, quoteExact: null, quotePrefix: null, quoteSuffix: null };
  if (given.kind === 'WHOLE' || given.kind === 'UNKNOWN') return { targetKind: given.kind, provisionId: null, ...none };
  if (!provision) return { code: 'TARGET_NOT_FOUND' };
  if (given.kind === 'NEW_ARTICLE_AFTER') return { targetKind: given.kind, provisionId: provision.id, ...none };
  if (given.path !== null && !provision.paths.has(given.path)) return { code: 'TARGET_NOT_FOUND' };
  if (given.quote === null) return { targetKind: 'ARTICLE', provisionId: provision.id, ...none, path: given.path };
  const within = given.path === null ? provision.text : (provision.paths.get(given.path) ?? '');
  const base = given.path === null ? 0 : Math.max(0, provision.text.indexOf(within));
  const at = provision.text.indexOf(given.quote, base);
  if (!within.includes(given.quote) || at < 0) return { code: 'QUOTE_NOT_FOUND' };
  return {
    targetKind: 'ARTICLE',
    provisionId: provision.id,
    path: given.path,
    quoteExact: given.quote,
    quotePrefix: provision.text.slice(Math.max(0, at - QUOTE_CONTEXT_CHARACTERS), at),
    quoteSuffix: provision.text.slice(at + given.quote.length, at + given.quote.length + QUOTE_CONTEXT_CHARACTERS),
  };
}
