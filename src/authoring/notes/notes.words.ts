/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** What a line of a printed text is */
export const textLineKindWords = {
  CHAPTER: '编章节',
  HEADING: '小标题',
  ARTICLE: '条',
  PARAGRAPH: '段落',
} as const;
