/** The door of the room: what other rooms may use of the pure legal-text engine. */
export * from './article.js';
export { formatArticleLabel, formatNumeral, parseArticleLabel, parseNumeral } from './numeral.js';
export { closeBlanks, foldForm, normaliseLine, normaliseLines, splitLines } from './normalise.js';
export { parse, parseText } from './parse.js';
export { headingText, pathsOf, print, provisionText, type PathText } from './print.js';
export { countTree, parseJson, type ParseArticle, type ParseCounts, type ParseJson } from './json.js';
export { tokenise } from './tokens.js';
export { diffTexts, METHOD_VERSION, type Change } from './diff.js';
export { align, type Alignment, type ArticleLink, type LinkRelation, type Relation } from './align.js';
export { compare, compareAligned, comparable, type Comparison, type ComparisonEntry } from './compare.js';
export { findCitations, type Citation, type CitationTarget } from './citation.js';
export { ORPHAN_BELOW, reanchor, type Anchored, type Quote } from './anchor.js';
export { THRESHOLDS as ALIGNMENT_THRESHOLDS } from './thresholds.js';
