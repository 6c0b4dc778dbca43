/**
 * 采纳佐证: which changed words stand behind an adoption. The machine proposes, a person confirms (product §3.8). First
 * the heirs of the article the comment is about; where it names none, or asks for a new article, the changed articles
 * whose inserted words are most like what was asked.
 */
import { characterPairs } from '../../articles/index.js';

export interface ChangedArticle {
  oldProvisionId: string | null;
  newProvisionId: string | null;
  /** place of the new article in the draft; the deleted have none */
  ordinal: number | null;
  changes: readonly { type: 'same' | 'insert' | 'delete'; text: string }[];
}

export interface AskedChange {
  targetKind: 'ARTICLE' | 'NEW_ARTICLE_AFTER' | 'WHOLE' | 'UNKNOWN';
  /** the article it is about, in the old draft */
  provisionId: string | null;
  /** where its heirs stand in the new draft */
  heirOrdinals: readonly number[];
  words: string;
}

export interface ProposedEvidence {
  article: ChangedArticle;
  score: number;
}

/** At least this share of the pairs of characters of what was asked stands in what was inserted. */
export const LIKE_ENOUGH = 0.25;
/** A new article within this many places after its neighbour counts as standing there. */
export const PLACES_NEARBY = 3;
const PROPOSALS_PER_COMMENT = 3;

/**
 * The changed articles that may show an adoption, likeliest first, at most three: the own article where it changed;
 * else, for a wished new article, new ones near its neighbour; else whatever changed words are like what was asked.
 * Scores are 0 to 1 (1.25 for a new article at its place). Empty where nothing is like enough.
 */
export function proposeEvidence(asked: AskedChange, changed: readonly ChangedArticle[]): ProposedEvidence[] {
  const wanted = pairsOf(asked.words);
  const scoreOf = (article: ChangedArticle): number => share(wanted, insertedPairs(article));
  const own =
    asked.targetKind === 'ARTICLE' && asked.provisionId !== null
      ? changed.filter((article) => article.oldProvisionId === asked.provisionId)
      : [];
  if (own.length > 0)
    return own
      .map((article) => ({ article, score: Math.max(scoreOf(article), 0.5) }))
      .sort(byScore)
      .slice(0, PROPOSALS_PER_COMMENT);
  const scored = changed.map((article) => ({ article, score: scoreOf(article) }));
  const near = (a: ChangedArticle): boolean =>
    a.ordinal !== null &&
    asked.heirOrdinals.some((o) => a.ordinal !== null && a.ordinal > o && a.ordinal <= o + PLACES_NEARBY);
  const wished =
    asked.targetKind === 'NEW_ARTICLE_AFTER'
      ? scored
          .filter(({ article }) => article.oldProvisionId === null)
          .map((s) => ({ ...s, score: s.score + (near(s.article) ? 0.25 : 0) }))
      : scored;
  return wished
    .filter((s) => s.score >= LIKE_ENOUGH)
    .sort(byScore)
    .slice(0, PROPOSALS_PER_COMMENT);
}

type Pairs = ReadonlyMap<string, number>;

/** Marks and blanks left out */
const pairsOf = (text: string): Pairs => characterPairs(text.replace(/[^\p{L}\p{N}]/gu, ''));

const inserted = new WeakMap<ChangedArticle, Pairs>();
/** Of what was inserted in an article; kept with it, since a million comments are held against one article */
function insertedPairs(article: ChangedArticle): Pairs {
  const known =
    inserted.get(article) ??
    pairsOf(
      article.changes
        .filter((c) => c.type === 'insert')
        .map((c) => c.text)
        .join(''),
    );
  inserted.set(article, known);
  return known;
}

const byScore = (a: ProposedEvidence, b: ProposedEvidence): number =>
  b.score - a.score || (a.article.ordinal ?? Infinity) - (b.article.ordinal ?? Infinity);

/**
 * Share of the different character pairs of `wanted` that stand in `got`, marks and blanks left out. 0 where there is
 * nothing to compare.
 */
export const likeness = (wanted: string, got: string): number => share(pairsOf(wanted), pairsOf(got));

function share(wanted: Pairs, got: Pairs): number {
  if (wanted.size === 0 || got.size === 0) return 0;
  let common = 0;
  for (const pair of wanted.keys()) if (got.has(pair)) common++;
  // against the smaller side too: a short wish in a long new article, or a long opinion that ends in one new clause
  return common / Math.min(wanted.size, got.size * 2);
}

/** An adoption that shows neither confirmed words nor an explanation holds its letter back. */
export const isHeldBack = (outcome: string, confirmedEvidence: number, explanation: string | null): boolean =>
  (outcome === 'ADOPTED' || outcome === 'PARTIALLY_ADOPTED') &&
  confirmedEvidence === 0 &&
  (explanation ?? '').trim() === '';
