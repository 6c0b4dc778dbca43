/**
 * A new text never loses a comment (product §3.3): it is carried with its article, moved where the article went, or
 * orphaned with its original words.
 */
export type CarryResult = 'CARRIED' | 'MOVED' | 'ORPHANED';

export interface Heir {
  provisionId: string;
  relation: string;
  score: number;
  /** the article's number is another one */
  numberChanged: boolean;
  /** where the comment's quote stands in the heir; undefined: it quotes nothing; null: it is not there any more */
  quote: { start: number; end: number; score: number } | null | undefined;
}

export interface Carried {
  result: CarryResult;
  provisionId: string | null;
  quoteStart: number | null;
  quoteEnd: number | null;
  score: number;
  reason: string;
}

const ORPHAN = { result: 'ORPHANED' as const, provisionId: null, quoteStart: null, quoteEnd: null, score: 0 };

/**
 * `heirs` in the order of likeness; `deleted`: a person or a decision has said that the article is. A comment on the
 * whole text, or on no known article, is carried as it is.
 */
export function carry(
  target: { provisionId: string | null; quoteExact: string | null },
  heirs: readonly Heir[],
  deleted = false,
): Carried {
  if (target.provisionId === null)
    return {
      result: 'CARRIED',
      provisionId: null,
      quoteStart: null,
      quoteEnd: null,
      score: 1,
      reason: '不针对具体条文',
    };
  const quoted = heirs.filter((h) => h.quote != null).sort((a, b) => (b.quote?.score ?? 0) - (a.quote?.score ?? 0))[0];
  const heir = quoted ?? heirs[0];
  if (!heir) return { ...ORPHAN, reason: deleted ? '新稿删去了这一条' : '新稿里没有找到这一条的去处' };
  if (target.quoteExact !== null && !quoted) {
    return {
      ...ORPHAN,
      result: 'ORPHANED',
      provisionId: heir.provisionId,
      score: heir.score,
      reason: '条文还在，所引的文字已经没有了',
    };
  }
  const moved =
    heir.relation === 'moved' || heir.relation === 'split' || heir.relation === 'merged' || heir.numberChanged;
  return {
    result: moved ? 'MOVED' : 'CARRIED',
    provisionId: heir.provisionId,
    quoteStart: heir.quote?.start ?? null,
    quoteEnd: heir.quote?.end ?? null,
    score: heir.score,
    reason: moved ? '随条文移到新的位置' : '条文位置未变',
  };
}
