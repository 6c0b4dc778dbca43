/**
 * The shapes of the material a demo walks through: who is asked, what residents say, what contact points report, what
 * is decided.
 *
 * Plain data, all of it written by hand or made by `invent`: nothing here comes from a real person or a real city. Keys
 * are only used to point from one list to another; the service gives its own identifiers and receipt codes.
 */

/** 市级、省级、国家级: by the legislature that established the contact point (设立机关). */
export type ContactPointLevel = 'MUNICIPAL' | 'PROVINCIAL' | 'NATIONAL';

/**
 * 基层立法联系点. `parent` is the key of the contact point above it, or null at the top; parents stand before their
 * children.
 */
export interface SampleContactPoint {
  key: string;
  parent: string | null;
  name: string;
  level: ContactPointLevel;
  /** 负责人 */
  leader: string;
  /** 联络员 */
  liaisonOfficer: string;
  address: string;
  /** 专业领域 */
  fields: string[];
}

/** 经办 · 审核 · 签发 */
export type StaffRole = 'PREPARER' | 'CHECKER' | 'SIGNER';

export interface SampleStaff {
  key: string;
  role: StaffRole;
  displayName: string;
  post: string;
}

/**
 * What an opinion is about. Labels are those of the draft it was made on; `path` is that of `pathsOf` (p1 = first 款,
 * p1.i3 = its third 项, p1.i3.s1 = first 目 of that); `quote` occurs literally in that article, and below `path` where
 * there is one.
 */
export type SampleTarget =
  | { kind: 'article'; label: string; path?: string; quote?: string }
  | { kind: 'newArticleAfter'; label: string }
  | { kind: 'whole' }
  | { kind: 'unknown' };

/** 增 · 删 · 改 · 并 · 移 · 文字 · 赞同 */
export type OpinionAct = 'ADD' | 'DELETE' | 'AMEND' | 'MERGE' | 'MOVE' | 'WORDING' | 'SUPPORT';

/** 扫码 · 代录 · 纸质表 · 座谈会 */
export type SampleChannel = 'CODE' | 'WALK_IN' | 'PAPER' | 'MEETING';

/** 群众原话, verbatim with its slips of the pen. `contactPoint` null: scanned from the regulation's own poster. */
export interface SampleOpinion {
  key: string;
  contactPoint: string | null;
  target: SampleTarget;
  act: OpinionAct;
  channel: SampleChannel;
  text: string;
  proposedWording?: string;
  reason?: string;
}

export type Outcome = 'ADOPTED' | 'PARTIALLY_ADOPTED' | 'NOT_ADOPTED';

/** 草案已体现 · 上位法已有规定 · 留待今后研究 · 转有关方面 · 与上位法不一致 · 不属于立法事项 · 其他 */
export type ReasonClass =
  | 'ALREADY_IN_DRAFT'
  | 'COVERED_BY_HIGHER_LAW'
  | 'LEFT_FOR_STUDY'
  | 'REFERRED'
  | 'CONFLICTS_WITH_HIGHER_LAW'
  | 'NOT_LEGISLATIVE'
  | 'OTHER';

/**
 * 采纳情况 of one comment. `reasonClass` is null exactly when something was adopted; `words` are always there.
 * `evidence` names articles of the *next* draft whose words changed because of it; an adoption without evidence carries
 * an `explanation`, for without either its feedback letter is held back.
 */
export interface SampleDecision {
  outcome: Outcome;
  reasonClass: ReasonClass | null;
  words: string;
  evidence?: { articles: string[] };
  explanation?: string;
}

/**
 * 报送意见: one opinion as it stands (原文报送: same text, target, wording, reason) or several of one contact point
 * merged.
 */
export interface SampleComment {
  key: string;
  contactPoint: string;
  opinions: string[];
  target: SampleTarget;
  text: string;
  proposedWording?: string;
  reason?: string;
  decision: SampleDecision;
}

export type SetAsideReason = 'OFF_TOPIC' | 'DUPLICATE' | 'UNCLEAR' | 'SUPPORT_ONLY';

/** 未列入汇总, always with a reason. Together with the comments these cover every opinion exactly once (条条有回音). */
export interface SampleSetAside {
  opinionKey: string;
  reason: SetAsideReason;
  note: string;
}

/**
 * The true relation of a new article to the old one(s); split and merged outrank moved, moved outranks modified and
 * renumbered.
 */
export type ExpectedRelation =
  'unchanged' | 'modified' | 'renumbered' | 'moved' | 'split' | 'merged' | 'new' | 'unplaced';
