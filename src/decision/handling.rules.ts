/** 拟处理意见 and 采纳情况: what must be said with an outcome (product §2), and who may put a hand to it. */
export const outcomes = ['ADOPTED', 'PARTIALLY_ADOPTED', 'NOT_ADOPTED'] as const;
export type Outcome = (typeof outcomes)[number];
export const outcomeWords: { readonly [O in Outcome]: string } = {
  ADOPTED: '采纳',
  PARTIALLY_ADOPTED: '部分采纳',
  NOT_ADOPTED: '未采纳',
};

export const reasonClasses = [
  'ALREADY_IN_DRAFT',
  'COVERED_BY_HIGHER_LAW',
  'LEFT_FOR_STUDY',
  'REFERRED',
  'CONFLICTS_WITH_HIGHER_LAW',
  'NOT_LEGISLATIVE',
  'OTHER',
] as const;
export type ReasonClass = (typeof reasonClasses)[number];
export const reasonClassWords: { readonly [R in ReasonClass]: string } = {
  ALREADY_IN_DRAFT: '草案已体现',
  COVERED_BY_HIGHER_LAW: '上位法已有规定',
  LEFT_FOR_STUDY: '留待今后研究',
  REFERRED: '转有关方面',
  CONFLICTS_WITH_HIGHER_LAW: '与上位法不一致',
  NOT_LEGISLATIVE: '不属于立法事项',
  OTHER: '其他',
};

export interface Handling {
  outcome: Outcome;
  reasonClass: ReasonClass | null;
  words: string;
}

/** 部分采纳 and 未采纳 need words; 未采纳 a reason class too, and only it has one: figures by reason count refusals. */
export function judgeHandling(h: Handling): { code: string; params?: Record<string, string> } | null {
  const said = h.words.trim() !== '';
  const classed = h.reasonClass !== null;
  if (h.outcome === 'NOT_ADOPTED' ? said && classed : (h.outcome === 'ADOPTED' || said) && !classed) return null;
  return { code: 'REASON_REQUIRED', params: { outcome: outcomeWords[h.outcome] } };
}

export const sheetStates = ['PREPARED', 'CHECKED', 'SIGNED'] as const;
export type SheetState = (typeof sheetStates)[number];
export const sheetCommands = ['check', 'sign'] as const;
export type SheetCommand = (typeof sheetCommands)[number];
export type Profile = 'SIMPLE' | 'STANDARD' | 'STRICT';

/** 采纳情况表: two hands in 简易, three in 标准 and 严格. */
export function nextSheetState(state: SheetState, command: SheetCommand, profile: Profile): SheetState | null {
  if (state === 'PREPARED' && command === 'check') return 'CHECKED';
  if (command === 'sign' && (state === 'CHECKED' || (state === 'PREPARED' && profile === 'SIMPLE'))) return 'SIGNED';
  return null;
}

/**
 * In every profile the preparer is never the signer, and whoever last changed the content of a line may neither check
 * nor sign it, on any path (security §1.4). null: allowed.
 */
export function judgeHands(
  command: SheetCommand,
  actor: string,
  hands: { preparedBy: string; checkedBy: string | null; lastAuthors: readonly string[] },
): { code: string; params: { words: string } } | null {
  const act = command === 'sign' ? '签发' : '审核';
  if (actor === hands.preparedBy)
    return { code: 'SAME_PERSON', params: { words: `经办人不能${act}自己编制的采纳情况表。` } };
  if (hands.lastAuthors.includes(actor))
    return { code: 'SAME_PERSON', params: { words: `您拟写过其中的处理意见，不能由您${act}。` } };
  if (command === 'sign' && actor === hands.checkedBy)
    return { code: 'SAME_PERSON', params: { words: '审核人不能签发同一张采纳情况表。' } };
  return null;
}
