/** What an alignment consists of. */

export type LinkRelation = 'unchanged' | 'modified' | 'renumbered' | 'moved' | 'split' | 'merged';
export type Relation = LinkRelation | 'new' | 'deleted';

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
  /** old provisions that nothing continues */
  deleted: number[];
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
}
