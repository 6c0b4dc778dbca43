/** What an alignment consists of. */

export type LinkRelation = 'unchanged' | 'modified' | 'renumbered' | 'moved' | 'split' | 'merged';
/** `unplaced`: nothing was found that continues an old article, and nobody has said that it is deleted */
export type Relation = LinkRelation | 'new' | 'unplaced' | 'deleted';

export interface ArticleLink {
  /** index into the old provisions */
  old: number;
  /** index into the new provisions */
  new: number;
  /** 0..1: likeness of the wording, cited article numbers left out */
  score: number;
  /** the relation of the new article to what it comes from; the same on all links of one new article */
  relation: LinkRelation;
  textChanged: boolean;
  numberChanged: boolean;
  /** Chinese, for the person who confirms */
  reason: string;
}

export interface Alignment {
  /** by new article, then by old article */
  links: ArticleLink[];
  /** new provisions without an origin */
  new: number[];
  /** old provisions of which nothing was found to continue them: what became of them is for a person to say */
  unplaced: number[];
  /** old provisions that nothing continues, as a person or a decision has said */
  deleted: number[];
  /** what may hold too, by old article and then the likeliest first; in no link, and never told as one */
  doubtful: DoubtfulLink[];
}

/** A link of middling likelihood, for a person to take or to refuse. */
export interface DoubtfulLink {
  /** index into the old provisions */
  old: number;
  /** index into the new provisions */
  new: number;
  /** 0..1 */
  likelihood: number;
  /** Chinese, for the person who decides: what of the wording goes on */
  reason: string;
}

/** What a person has confirmed or corrected about one new article. It stays; the rest is aligned around it. */
export interface FixedLink {
  /** index into the new provisions */
  new: number;
  /** indexes into the old provisions it comes from; empty where a person says that it is new */
  old: readonly number[];
  /** the person's word for it; without it the relation follows from the links */
  relation?: LinkRelation;
}

export interface AlignOptions {
  /** at most one entry for each new article */
  fixed?: readonly FixedLink[];
  /** old provisions that a person says nothing continues */
  deleted?: readonly number[];
  /** pairs of an old and a new provision that a person says do not belong together: neither linked nor offered */
  refused?: readonly (readonly [old: number, next: number])[];
}
