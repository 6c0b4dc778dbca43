/**
 * Headings that do not begin with 第几章: 总则 alone, 一、管辖 of judicial interpretations and （一） below it, a
 * heading whose number was lost on the way, a heading that a line end broke. Looks only; the walk decides with the
 * context.
 */
import type { SourceLine } from './article.js';
import {
  articleMark,
  clauseMark,
  headingMark,
  type HeadingMark,
  itemMark,
  LONGEST_TITLE,
  SENTENCE_END,
} from './marks.js';
import { withoutBlanks } from './normalise.js';

const LONGEST_HEADING = 30;
const MOST_TITLE_LINES = 3;

/** 总则, 分则, 附则 alone on a line before an article or a heading */
export function isGeneralHeading(lines: readonly SourceLine[], i: number): boolean {
  if (!/^[总總分附][则則]$/u.test(withoutBlanks(lines[i]?.text ?? ''))) return false;
  return headingMark(textAt(lines, i + 1)) !== null || beginsArticle(lines, i + 1);
}

/** 一、管辖 before an article, or before （一）级别管辖 and an article: a heading, not a clause of a decision */
export function isClauseHeading(lines: readonly SourceLine[], i: number): boolean {
  const mark = clauseMark(textAt(lines, i));
  if (!mark || !isShort(mark.rest)) return false;
  return beginsArticle(lines, i + 1) || isItemHeading(lines, i + 1);
}

/** （一）动产质押 before an article, in a text with headings 一、 */
export function isItemHeading(lines: readonly SourceLine[], i: number): boolean {
  const mark = itemMark(textAt(lines, i));
  return mark !== null && isShort(mark.rest) && beginsArticle(lines, i + 1);
}

/**
 * 巡护与救助 alone before 第九条: a heading that lost its number. Sentences that lost their full stop say what is
 * to be done; headings do not. `second`: the line goes on with a heading that was broken.
 */
export function isBareHeading(lines: readonly SourceLine[], i: number, second = false): boolean {
  // its first line may end within a list
  const text = withoutBlanks(textAt(lines, i)).replace(/、$/u, '');
  if (text.length < 2 || text.length > LONGEST_HEADING || !/^\p{Script=Han}/u.test(text)) return false;
  if (!second && /^[的和与及或]/u.test(text)) return false;
  if (SENTENCE_END.test(text) || /[。；：！？＝=×÷\t“”《》（）()0-9]/u.test(text) || SAYS_SO.test(text)) return false;
  return clauseMark(text) === null && itemMark(text) === null;
}

const SAYS_SO =
  /(?:应当|应该|不得|可以|必须|有权|施行|实施之日|为了|下列|规定的|负责|依法|按照|依照|参照|根据|是指|视为|适用[于本]|不适用|享有|除外|处以|罚款|由[^和与]{2,}(?:承担|管理|决定|批准)|[的者]$)/u;

/** 第五章 市镇的法规和单行规定、 where the rest of the title stands on the next line; null where it does not */
export function brokenHeading(lines: readonly SourceLine[], i: number): HeadingMark | null {
  const text = textAt(lines, i);
  if (!/[、，]$/u.test(text) || text.length > 2 * LONGEST_HEADING) return null;
  const mark = headingMark(text.slice(0, -1));
  const rest = textAt(lines, i + 1);
  if (!mark || mark.title === '' || rest.length > LONGEST_HEADING || SENTENCE_END.test(rest)) return null;
  if (!beginsArticle(lines, i + 2) && headingMark(textAt(lines, i + 2)) === null) return null;
  return { ...mark, title: mark.title + text.slice(-1) };
}

/** 第五节　生活、卫生。 right before an article: a heading to which somebody gave a full stop; it keeps it. */
export function stoppedHeading(lines: readonly SourceLine[], i: number): HeadingMark | null {
  const text = textAt(lines, i);
  if (!text.endsWith('。') || text.length > LONGEST_HEADING || !beginsArticle(lines, i + 1)) return null;
  const mark = headingMark(text.slice(0, -1));
  return mark && /[\s\u3000]/u.test(text) && !SAYS_SO.test(mark.title) ? { ...mark, title: `${mark.title}。` } : null;
}

/** Whether the title of one of the `named` texts stands at line `i`, in one line or broken in two or three */
export function titleAt(lines: readonly SourceLine[], i: number, named: readonly string[]): boolean {
  let joined = '';
  for (let k = i; k < i + MOST_TITLE_LINES && k < lines.length; k++) {
    if (textAt(lines, k).length > LONGEST_TITLE) return false;
    joined += withoutBlanks(textAt(lines, k));
    if (named.includes(joined)) return true;
  }
  return false;
}

/** Whether a title that is no sentence goes on in the next line: it cannot end so, or the next cannot begin so. */
export const isTitleBroken = (title: string, next: string): boolean =>
  /[、，和与及的等或]$/u.test(title) || /^(?:[和与及]|以及|或者)/u.test(next);

const isShort = (rest: string): boolean => rest !== '' && rest.length <= LONGEST_HEADING && !SENTENCE_END.test(rest);

const textAt = (lines: readonly SourceLine[], i: number): string => lines[i]?.text ?? '';

function beginsArticle(lines: readonly SourceLine[], i: number): boolean {
  const next = articleMark(textAt(lines, i));
  return next?.blankAfter === true && !next.cites;
}
