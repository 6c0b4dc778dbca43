/** What the desk 意见处理 works out without a page: which comments, which wording, which comes next. */
import type {
  CommentFilterInput,
  HandlingCommentQuery,
  HandlingRoundQuery,
  HandlingRowFragment,
  Outcome,
  ReasonClass,
} from '../../api/generated/graphql';
import { outcomeWords, reasonClassWords } from '../../api/generated/words';
import { compareWords } from '../../parts/wording';
import { handlingTexts as says } from '../../texts/handling';
import { articleLabel } from '../../texts/numerals';

export type Row = HandlingRowFragment;
export type Comment = NonNullable<HandlingCommentQuery['comment']>;
export type PlaceRow = HandlingRoundQuery['commentArticles'][number];

/** `article:<id>`, `heading:<words>`, NEW_ARTICLE, WHOLE, UNKNOWN; empty: all of them */
export const keyOf = (p: PlaceRow): string =>
  p.kind === 'ARTICLE' ? `article:${p.provisionId ?? ''}` : p.kind === 'HEADING' ? `heading:${p.label}` : p.kind;

export const shows = ['todo', 'done', 'back', 'all'] as const;
export type Show = (typeof shows)[number];
export const showOf = (given: readonly string[]): Show => shows.find((s) => s === given[0]) ?? 'todo';

/** What a comment has to have happened to be in each of the rows of choices */
const STATES: Readonly<Record<Show, CommentFilterInput>> = {
  todo: { states: ['REPORTED', 'REOPENED'] },
  done: { states: ['PROPOSED', 'SIGNED', 'RELEASED', 'ANSWERED'] },
  back: { struck: true },
  all: {},
};

/** Which comments stand at a place, whatever became of them */
export function atPlace(place: string, draftId: string): CommentFilterInput {
  const [kind, ...rest] = place.split(':');
  const name = rest.join(':');
  if (kind === 'article') return { place: { provisionId: name }, targetKinds: ['ARTICLE'] };
  if (kind === 'heading') return { place: { draftId, chapter: name }, targetKinds: ['ARTICLE'] };
  if (kind === 'NEW_ARTICLE') return { targetKinds: ['NEW_ARTICLE_AFTER'] };
  if (kind === 'WHOLE' || kind === 'UNKNOWN') return { targetKinds: [kind] };
  return {};
}
export const inShow = (base: CommentFilterInput, show: Show): CommentFilterInput => ({ ...base, ...STATES[show] });

/** The words of what somebody decides, before it is kept */
export interface Proposal {
  readonly outcome: Outcome | null;
  readonly reasonClass: ReasonClass | null;
  readonly words: string;
}
export const NOTHING: Proposal = { outcome: null, reasonClass: null, words: '' };
export const isSame = (a: Proposal, b: Proposal): boolean =>
  a.outcome === b.outcome && a.reasonClass === b.reasonClass && a.words === b.words;

/** What was kept of this comment before; null for what is no such thing */
export function readCopy(body: string | null | undefined): Proposal | null {
  let found: unknown;
  try {
    found = JSON.parse(body ?? 'null');
  } catch {
    return null;
  }
  const kept = (found ?? {}) as Partial<Record<keyof Proposal, unknown>>;
  if (typeof kept.words !== 'string') return null;
  const outcome = Object.keys(outcomeWords).find((o) => o === kept.outcome) as Outcome | undefined;
  const reasonClass = allReasons.find((r) => r === kept.reasonClass);
  return { outcome: outcome ?? null, reasonClass: reasonClass ?? null, words: kept.words };
}

export const proposalOf = (row: Pick<Row, 'proposedHandling'> | null | undefined): Proposal => {
  const found = row?.proposedHandling;
  return found ? { outcome: found.outcome, reasonClass: found.reasonClass ?? null, words: found.words } : NOTHING;
};

/** The three reasons that stand beside 未采纳 under keys of their own */
export const COMMON: readonly ReasonClass[] = ['COVERED_BY_HIGHER_LAW', 'LEFT_FOR_STUDY', 'REFERRED'];
export const allReasons = Object.keys(reasonClassWords) as ReasonClass[];

const templateOf = (outcome: Outcome, reason: ReasonClass | null, place: string): string =>
  reason === null ? says.templates.outcomes[outcome](place) : says.templates.reasons[reason](place);

/**
 * Another outcome: the wording becomes that of its template where nothing of one's own was written, that is where it is
 * empty or still the template of the outcome before
 */
export function withOutcome(
  before: Proposal,
  outcome: Outcome,
  reasonClass: ReasonClass | null,
  place: string,
): Proposal {
  const untouched =
    before.words.trim() === '' ||
    (before.outcome !== null && before.words === templateOf(before.outcome, before.reasonClass, place));
  return { outcome, reasonClass, words: untouched ? templateOf(outcome, reasonClass, place) : before.words };
}

/** What is missing before it can be kept; null where nothing is */
export function missing({ outcome, reasonClass, words }: Proposal): keyof typeof says.missing | null {
  if (outcome === null) return 'outcome';
  if (outcome === 'NOT_ADOPTED' && reasonClass === null) return 'reason';
  if (outcome !== 'ADOPTED' && words.trim() === '') return 'words';
  return words.includes(says.blank) ? 'blank' : null;
}

/** Where the office has it: several are handled together only where they stand at the same place */
export const standsAt = (row: Row): string =>
  row.filedUnder
    ? `ARTICLE ${row.filedUnder.id}`
    : `${row.targetKind} ${row.targetKind === 'ARTICLE' ? (row.provision?.id ?? '') : ''}`;

export const waits = (row: Pick<Row, 'state'>): boolean => row.state === 'REPORTED' || row.state === 'REOPENED';
/** Its proposal may be changed and taken back */
export const isOpen = (row: Pick<Row, 'state' | 'sheet'>): boolean =>
  waits(row) || (row.state === 'PROPOSED' && !row.sheet);

export type Mark = Outcome | 'NONE' | 'BACK';
export const markOf = (row: Row): Mark =>
  waits(row) ? (row.struck ? 'BACK' : 'NONE') : (row.proposedHandling?.outcome ?? 'NONE');

/** 058 */
export const numberOf = (row: { readonly number?: number | null }): string => String(row.number ?? 0).padStart(3, '0');

/** The next row that waits after this one, then from the top; null where none does. What is `done` waits no more. */
export function nextWaiting(rows: readonly Row[], at: string | null, done: ReadonlySet<string>): string | null {
  const from = rows.findIndex((r) => r.id === at);
  const order = [...rows.slice(from + 1), ...rows.slice(0, from + 1)];
  return order.find((r) => waits(r) && !done.has(r.id))?.id ?? null;
}

/** The next place at which something waits, in the order of the text after this one, then from the top */
export function nextPlace(places: readonly PlaceRow[], place: string): PlaceRow | null {
  const leaves = places.filter((p) => p.kind !== 'HEADING');
  const from = leaves.findIndex((p) => keyOf(p) === place);
  return [...leaves.slice(from + 1), ...leaves.slice(0, from)].find((p) => p.toPropose > 0) ?? null;
}

/** Both wordings in one: what both say once, then what one of them says, for a person to put in order */
export const mergeWords = (theirs: string, mine: string): string =>
  compareWords(theirs, mine)
    .map((p) => p.text)
    .join('');

/** The text of an article around the words that are quoted; all of it before where they do not stand there */
export function aroundQuote(text: string, quote: string | null | undefined): [string, string, string] {
  const at = quote ? text.indexOf(quote) : -1;
  return at < 0 || !quote ? [text, '', ''] : [text.slice(0, at), quote, text.slice(at + quote.length)];
}

/** Articles that somebody may mean who types a number or words of a caption, the nearest first, at most `most` */
export function articlesLike(places: readonly PlaceRow[], typed: string, most: number): readonly PlaceRow[] {
  const articles = places.filter((p) => p.kind === 'ARTICLE');
  const wanted = typed.trim();
  if (wanted === '') return [];
  const label = /^\d{1,4}$/.test(wanted) ? articleLabel(Number(wanted)) : wanted;
  const rank = (p: PlaceRow): number =>
    p.label === label ? 0 : p.label.startsWith(label) ? 1 : `${p.label}${p.caption ?? ''}`.includes(label) ? 2 : 3;
  return articles
    .filter((p) => rank(p) < 3)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, most);
}
