/** The life of a comment 报送意见 (product §4). Reported by a body, decided by the legislature, answered in writing. */
export const commentStates = [
  'DRAFTED',
  'REPORTED',
  'RETURNED',
  'PROPOSED',
  'SIGNED',
  'RELEASED',
  'ANSWERED',
  'REOPENED',
] as const;
export type CommentState = (typeof commentStates)[number];
export const commentCommands = [
  'revise',
  'report',
  'return',
  'propose',
  'unpropose',
  'sign',
  'release',
  'answer',
  'reopen',
] as const;
export type CommentCommand = (typeof commentCommands)[number];

const table: { readonly [S in CommentState]: { readonly [C in CommentCommand]?: CommentState } } = {
  DRAFTED: { revise: 'DRAFTED', report: 'REPORTED' },
  REPORTED: { return: 'RETURNED', propose: 'PROPOSED' },
  RETURNED: { revise: 'RETURNED', report: 'REPORTED' },
  // a new proposal replaces the one before; a struck line of a sheet comes back to be proposed anew
  PROPOSED: { propose: 'PROPOSED', unpropose: 'REPORTED', return: 'RETURNED', sign: 'SIGNED' },
  SIGNED: { release: 'RELEASED', reopen: 'REOPENED' },
  RELEASED: { answer: 'ANSWERED', reopen: 'REOPENED' },
  ANSWERED: { reopen: 'REOPENED' },
  REOPENED: { propose: 'PROPOSED' },
};

export const nextCommentState = (state: CommentState, command: CommentCommand): CommentState | null =>
  table[state][command] ?? null;

/** What a contact point reads (product §4: at most four words) */
export const commentStateWords: { readonly [S in CommentState]: string } = {
  DRAFTED: '待报送',
  REPORTED: '已报送',
  RETURNED: '退回补充',
  PROPOSED: '研究中',
  SIGNED: '研究中',
  RELEASED: '已有结果',
  ANSWERED: '已反馈',
  REOPENED: '复议中',
};

export const sourceKinds = [
  'CONTACT_POINT',
  'DELIBERATION',
  'SPECIAL_COMMITTEE',
  'DEPARTMENT',
  'COUNTY_CONGRESS',
  'DEPUTY',
  'EXPERT',
  'ENTERPRISE',
  'RESIDENT',
] as const;
export type SourceKind = (typeof sourceKinds)[number];

/**
 * One opinion without words of its own is reported as it stands 原文报送; several need a text, and one with another
 * text is a summary like any other.
 */
export function isVerbatim(
  opinions: number,
  own: { text: string | null; proposedWording: string | null; reason: string | null },
): boolean {
  return opinions === 1 && own.text === null && own.proposedWording === null && own.reason === null;
}
