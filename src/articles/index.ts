/** What other rooms may use of the pure legal-text engine. */
export * from './text/article.js';
export { formatArticleLabel, formatNumeral, parseArticleLabel, parseNumeral } from './text/numeral.js';
export { closeBlanks, foldForm, joinLines, normaliseLine, normaliseLines, splitLines } from './text/normalise.js';
export { withoutRadicals } from './text/radicals.js';
export { parse, parseText } from './text/parse.js';
export { readLines, type LineReading, type ReadAs } from './text/line-readings.js';
export {
  headingText,
  pathsOf,
  placedText,
  print,
  printedLines,
  provisionText,
  type PathText,
  type PrintedLine,
} from './text/print.js';
export { countTree, parseJson, type ParseArticle, type ParseCounts, type ParseJson } from './text/json.js';
export { characterPairs } from './text/character-pairs.js';
export { tokenise } from './difference/tokens.js';
export { diffTexts, METHOD_VERSION, type Change } from './difference/diff.js';
export {
  classify,
  FORM_REASONS,
  isFormOnly,
  reasonAt,
  type ClassifiedHunk,
  type FormReason,
  type Renumbering,
} from './difference/form-only.js';
export { placedElsewhere } from './difference/elsewhere.js';
export { placedRows, type MovableRow, type PlacedChange } from './difference/moved.js';
export { align } from './alignment/align.js';
export { doubtfulLinks, type Held, likelihoodWords } from './alignment/doubts.js';
export type {
  Alignment,
  AlignOptions,
  ArticleLink,
  DoubtfulLink,
  FixedLink,
  LinkRelation,
  Relation,
} from './alignment/links.js';
export { alignParts, type PartLink, type PartRelation } from './alignment/align-paragraphs.js';
export { partWords } from './alignment/part-words.js';
export { placeName } from './text/place.js';
export { lineageOf, traceOf, type Lineage, type LineageEdge, type Place, type Thread } from './alignment/lineage.js';
export {
  compare,
  compareAligned,
  compareDetailed,
  comparable,
  renumberingOf,
  type Comparison,
  type ComparisonEntry,
  type DetailedEntry,
  type WholeComparison,
} from './alignment/compare.js';
export {
  type Around,
  type AroundEntry,
  type AroundPart,
  type AroundRelation,
  type HeadingEntry,
  changedAround,
  compareAround,
} from './alignment/compare-around.js';
export { formedChanges, toldChanges, type ToldChange } from './alignment/compare-told.js';
export { citesAnotherLaw, findCitations, fullTarget, type Citation, type CitationTarget } from './text/citation.js';
export { linkCitations, type CitationLink, type CitedPlace } from './citations/resolve.js';
export { brokenCitations, type BrokenCitation } from './citations/check.js';
export { ORPHAN_BELOW, reanchor, type Anchored, type Quote } from './text/anchor.js';
export { THRESHOLDS as ALIGNMENT_THRESHOLDS } from './alignment/thresholds.js';
export {
  ALSO_AMENDS,
  amend,
  type Amendment,
  type AmendInstruction,
  type AmendLink,
  type AmendOptions,
} from './amending/amend.js';
export { type InstructionKind } from './amending/operations.js';
