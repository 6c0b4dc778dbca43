/** Every bar of the method, in one place. */
export const THRESHOLDS = {
  /** likeness = dice, and to this share how much of the shorter article stands in the longer */
  withinShare: 0.4,
  /** an anchor is the best of both sides, at least this alike, and this far ahead of the second best of either */
  anchor: 0.45,
  anchorLead: 0.12,
  /** a pair is accepted from this likeness on: between its anchors, first or last of both texts, anywhere else */
  inOrder: 0.3,
  atEnds: 0.12,
  outOfOrder: 0.52,
  /** out of order this is enough where this share of either article is wording that no other old article has */
  outOfOrderProven: 0.35,
  provenShare: 0.25,
  /** what counts beside likeness when candidates compete: standing between the right anchors, under the same heading */
  orderBonus: 0.16,
  headingBonus: 0.06,
  /**
   * an article without partner comes (also) from another: share of it that came from there alone; wording carried over
   */
  freeShare: 0.3,
  freeCarried: 0.25,
  /** the same where it stands next to the partner of that other: a split or merge in place */
  besideShare: 0.45,
  besideLostShare: 0.3,
  besideUnexplained: 0.35,
  besideCarried: 0.12,
  besideCharacters: 7,
  /** a short article that stands almost whole in a longer one */
  swallowed: 0.65,
  /** the same where both have partners of their own */
  takenShare: 0.2,
  takenCarried: 0.2,
  /** wording that more new articles than this share has become a formula and proves no origin, whoever had it first */
  becameFormula: 3,
  /**
   * below this mean likeness of the old articles to what they became, a law is rewritten, and `rewritten.ts` looks at
   * sentences
   */
  rewritten: 0.72,
  /** wording carried over counts from this many characters */
  carriedCharacters: 12,
} as const;

/** The bars for 款 项 目 inside one article. */
export const PARTS = {
  /** likeness from which a part in order is the same part; out of order */
  inOrder: 0.3,
  moved: 0.6,
  /** what a change of level (款 became 项) leaves of likeness */
  otherLevel: 0.9,
  /** so many pairs are weighed; above it only equal wording is found */
  mostPairs: 60_000,
} as const;
