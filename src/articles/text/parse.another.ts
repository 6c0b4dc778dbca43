/**
 * Where another text begins behind a law in the same file: the next law, the decision that amended it, the
 * explanation of the draft, the articles of other laws that it rests on. Looks only; the walk decides with the
 * context.
 */
import type { SourceLine } from './article.js';
import {
  annexMark,
  articleMark,
  clauseMark,
  headingMark,
  isContentsMark,
  isNoteLine,
  isPreambleMark,
  itemMark,
  namesKind,
  SENTENCE_END,
} from './marks.js';
import { withoutBlanks } from './normalise.js';

const LONGEST_TITLE = 60;
/** Between the title and the first label stand 题注, 目录 and who decided. */
const MOST_BETWEEN = 12;

const EXPLAINS =
  /^(?:关于)?.{0,60}(?:的|草案|起草|修订|制定)(?:说明|审议结果的报告|修改情况的(?:汇报|报告)|审议意见的报告)$/u;
const RELATED =
  /^(?:附[:：\s\u3000]*)?(?:相关|有关|所涉|涉及的?)(?:的)?(?:(?:上位)?(?:法律|法规|行政法规|规章|政策)[、和及]?)*(?:的)?(?:条文|法条|规定|条款|链接|依据)$|^(?:附[:：\s\u3000]*)?(?:法条|条文|法律)(?:链接|依据|摘录)$/u;

/** 附：相关法律条文 */
export const opensRelated = (text: string): boolean =>
  text.length <= LONGEST_TITLE && RELATED.test(withoutBlanks(text));

/** 关于《云澜市渡口条例（草案）》的说明 */
export const opensExplanation = (text: string): boolean =>
  text.length <= 2 * LONGEST_TITLE && EXPLAINS.test(withoutBlanks(text));

/**
 * Whether line `i` is the title of another law or decision: soon behind it, with nothing but what stands before the
 * articles of a text between them, comes a 第一条 or a 一、. A title may be broken in two.
 */
export function opensText(lines: readonly SourceLine[], i: number): boolean {
  const text = (k: number): string => lines[k]?.text ?? '';
  if (!isTitle(text(i)) && !(isTitlePiece(text(i)) && isTitle(text(i) + text(i + 1)))) return false;
  for (let k = i + 1; k <= i + MOST_BETWEEN && k < lines.length; k++) {
    const line = text(k);
    const article = articleMark(line);
    if (article?.blankAfter === true && !article.cites) return article.number === 1 && article.sub === 0;
    const clause = clauseMark(line);
    if (clause) return clause.number === 1 && (amends(text(i)) || amends(text(i) + text(i + 1)));
    const heading = headingMark(line);
    if (heading && heading.number > 1) return false;
    const usual = heading !== null || isNoteLine(line) || isContentsMark(line) || isPreambleMark(line);
    if (!usual && !amends(text(i)) && !(k === i + 1 && isTitle(text(i) + line))) return false;
  }
  return false;
}

const amends = (title: string): boolean => /决定$|决议$|修正案$/u.test(withoutBlanks(title));

function isTitle(text: string): boolean {
  const title = withoutBlanks(text);
  return isTitlePiece(text) && title.length >= 4 && namesKind(title);
}

const isTitlePiece = (text: string): boolean =>
  text !== '' &&
  text.length <= LONGEST_TITLE &&
  !SENTENCE_END.test(text) &&
  !/^[“"「『（(]|[。；：\t]/u.test(text) &&
  [annexMark, articleMark, headingMark, itemMark, clauseMark].every((mark) => mark(text) === null);
