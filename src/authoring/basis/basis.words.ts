/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** Where an article finds its ground */
export const basisKindWords = {
  SUPERIOR_LAW: '上位法',
  ELSEWHERE: '外地规定',
} as const;
