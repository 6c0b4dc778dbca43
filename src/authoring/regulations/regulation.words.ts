/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** What kind of text it becomes */
export const regulationKindWords = {
  REGULATION: '地方性法规',
  RULE: '规章',
  DECISION: '决定',
} as const;

/** How it is made */
export const makingWords = {
  ENACT: '制定',
  FULL_REVISION: '修订',
  AMENDMENT: '修正',
  REPEAL: '废止',
} as const;
