/**
 * Bounds on a foreign file. A law of 1,260 articles is about 3 MB of XML; the bounds leave ten times that. Sizes
 * declared inside a file are never believed: what counts is what comes out while inflating (security.md, threat 21).
 */
export const LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  /** of a PDF; a code of 1,260 articles has some 200 */
  pages: 1_000,
  /** parts of a .docx package, pictures included */
  parts: 2_000,
  /** all parts we read, inflated, together */
  inflatedBytes: 32 * 1024 * 1024,
  /** elements inside elements; a table within a table within a text box is about 40 */
  nesting: 200,
  /** notices about single lines of one kind; beyond, only the total is told */
  noticesOfOneKind: 200,
} as const;
