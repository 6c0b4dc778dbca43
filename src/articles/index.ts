/** The door of the room: what other rooms may use of the pure legal-text engine. */
export * from './article.js';
export { formatArticleLabel, formatNumeral, parseArticleLabel, parseNumeral } from './numeral.js';
export { closeBlanks, foldForm, normaliseLine, normaliseLines, splitLines } from './normalise.js';
export { withoutRadicals } from './radicals.js';
export { parse, parseText } from './parse.js';
export { headingText, pathsOf, placedText, print, provisionText, type PathText } from './print.js';
export { countTree, parseJson, type ParseArticle, type ParseCounts, type ParseJson } from './json.js';
export { tokenise } from './tokens.js';
export { diffTexts, METHOD_VERSION, type Change } from './diff.js';
export {
  classify,
  FORM_REASONS,
  isFormOnly,
  reasonAt,
  type ClassifiedHunk,
  type FormReason,
  type Renumbering,
} from './form.js';
export {
  align,
  type Alignment,
  type AlignOptions,
  type ArticleLink,
  type FixedLink,
  type LinkRelation,
  type Relation,
} from './align.js';
export { alignParts, type PartLink, type PartRelation } from './parts.js';
export { partWords, placeName } from './place.js';
export { lineageOf, traceOf, type Lineage, type LineageEdge, type Place, type Thread } from './lineage.js';
export {
  compare,
  compareAligned,
  compareDetailed,
  comparable,
  renumberingOf,
  type Comparison,
  type ComparisonEntry,
  type DetailedEntry,
} from './compare.js';
export { citesAnotherLaw, findCitations, fullTarget, type Citation, type CitationTarget } from './citation.js';
export { linkCitations, type CitationLink, type CitedPlace } from './citation.resolve.js';
export { brokenCitations, type BrokenCitation } from './citation.check.js';
export { ORPHAN_BELOW, reanchor, type Anchored, type Quote } from './anchor.js';
export { THRESHOLDS as ALIGNMENT_THRESHOLDS } from './thresholds.js';
export { amend, type Amendment, type AmendInstruction, type AmendLink, type AmendOptions } from './amend.js';
export { type InstructionKind } from './amend.operations.js';
