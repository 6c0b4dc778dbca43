/** The Chinese of returns 意见汇总, written once. */

/** What a return is beside those before it */
export const returnKindWords = {
  FIRST: '报送',
  SUPPLEMENT: '补报',
  AGAIN: '退回后重新报送',
} as const;
export type ReturnKind = keyof typeof returnKindWords;
