/** The life of a feedback letter 采纳情况反馈函 (product §4), and its number. */
export const letterStates = [
  'COMPOSED',
  'FINALISED',
  'SIGNED',
  'SEALED',
  'DELIVERED',
  'RECEIVED',
  'REPLIED',
  'RETURNED',
  'VOIDED',
  'SUPERSEDED',
] as const;
export type LetterState = (typeof letterStates)[number];
export const letterCommands = [
  'finalise',
  'return',
  'sign',
  'seal',
  'deliver',
  'acknowledge',
  'reply',
  'void',
  'supersede',
] as const;
export type LetterCommand = (typeof letterCommands)[number];

/** The seal is put on paper: an office that sends without a scan delivers a signed letter. A void keeps its number. */
const table: { readonly [S in LetterState]: { readonly [C in LetterCommand]?: LetterState } } = {
  COMPOSED: { finalise: 'FINALISED', void: 'VOIDED' },
  FINALISED: { sign: 'SIGNED', return: 'RETURNED', void: 'VOIDED' },
  RETURNED: { void: 'VOIDED' },
  SIGNED: { seal: 'SEALED', deliver: 'DELIVERED', void: 'VOIDED' },
  SEALED: { deliver: 'DELIVERED', void: 'VOIDED' },
  DELIVERED: { acknowledge: 'RECEIVED', supersede: 'SUPERSEDED' },
  RECEIVED: { reply: 'REPLIED', supersede: 'SUPERSEDED' },
  REPLIED: { supersede: 'SUPERSEDED' },
  VOIDED: {},
  SUPERSEDED: {},
};

export const nextLetterState = (state: LetterState, command: LetterCommand): LetterState | null =>
  table[state][command] ?? null;

export const letterStateWords: { readonly [S in LetterState]: string } = {
  COMPOSED: '待定稿',
  FINALISED: '待签发',
  SIGNED: '已签发',
  SEALED: '已盖章',
  DELIVERED: '已送达',
  RECEIVED: '已签收',
  REPLIED: '已回复',
  RETURNED: '已退回',
  VOIDED: '已作废',
  SUPERSEDED: '已被替代',
};

/** 云人常法工函〔2026〕1号: six-cornered brackets, no 第, no leading zero (党政机关公文格式 GB/T 9704-2012, 7.2.5) */
export const documentNumber = (word: string, year: number, number: number): string => `${word}〔${year}〕${number}号`;

/** Whoever prepared a letter does not sign it. */
export const judgeLetterHands = (
  actor: string,
  preparedBy: string,
): { code: string; params: { words: string } } | null =>
  actor === preparedBy ? { code: 'SAME_PERSON', params: { words: '拟稿人不能签发自己拟的反馈函。' } } : null;
