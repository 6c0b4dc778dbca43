/**
 * What is odd about a parsed text, in words for the person who imports it; and whether the source holds the whole text
 * twice.
 */
import type { Provision, SourceLine, Warning } from './article.js';
import { articleMark } from './marks.js';
import { withoutBlanks } from './normalise.js';
import { formatArticleLabel } from './numeral.js';

/**
 * A second copy counts as one when at least this share of its lines equals the line of the first copy in the same
 * place.
 */
const SAME_SHARE = 0.9;
/** The first article stands so often at most where a text was pasted more than once; each is compared to the end. */
const MOST_COPIES = 8;

/** Gaps, repetitions, steps back and articles without text. `lineOf[i]` is the source line of provision i. */
export function numberingWarnings(provisions: readonly Provision[], lineOf: readonly number[]): Warning[] {
  const warnings: Warning[] = [];
  const seen = new Map<string, number>();
  let last: Provision | null = null;
  provisions.forEach((p, i) => {
    if (p.kind === 'annex') return;
    const line = lineOf[i] ?? 0;
    const name = p.kind === 'article' ? p.label : p.label.replace(/、$/u, '');
    const earlier = seen.get(p.label);
    if (earlier !== undefined) {
      warnings.push({
        line,
        code: 'NUMBER_DUPLICATE',
        message: `第${line}行的“${name}”与第${earlier}行的编号相同；请核对哪一处编号有误。`,
      });
    } else if (last !== null && (p.number < last.number || (p.number === last.number && p.sub < last.sub))) {
      warnings.push({
        line,
        code: 'NUMBER_BACKWARDS',
        message: `第${line}行的“${name}”排在“${last.label}”之后，编号倒退；请核对条文顺序。`,
      });
    } else if (
      last === null
        ? p.number > 1
        : p.number > last.number + 1 || (p.number > last.number && p.sub > 0) || p.sub > last.sub + 1
    ) {
      const expected =
        last === null
          ? { number: 1, sub: 0 }
          : p.number > last.number
            ? { number: last.number + 1, sub: 0 }
            : { number: last.number, sub: last.sub + 1 };
      const wanted = p.kind === 'article' ? formatArticleLabel(expected) : formatArticleLabel(expected).slice(1, -1);
      warnings.push({
        line,
        code: 'NUMBER_GAP',
        message: `第${line}行的“${name}”之前缺少“${wanted}”；请核对是否漏条或者编号有误。`,
      });
    }
    if (p.paragraphs.length === 0) {
      warnings.push({
        line,
        code: 'EMPTY_ARTICLE',
        message: `第${line}行的“${name}”没有内容；请补充条文，或者注明“（删去）”。`,
      });
    }
    seen.set(p.label, earlier ?? line);
    last = p;
  });
  return warnings;
}

/** Index of the first line of a second copy of the whole text; the number of lines where there is none. */
export function findSecondCopy(lines: readonly SourceLine[]): number {
  const keys = lines.map((line) => withoutBlanks(line.text));
  const first = lines.findIndex((line) => {
    const mark = articleMark(line.text);
    return mark !== null && mark.number === 1 && mark.sub === 0 && !mark.cites && mark.rest !== '';
  });
  if (first < 0) return lines.length;
  let tries = 0;
  for (let k = first + 1; k < lines.length && tries < MOST_COPIES; k++) {
    if (keys[k] !== keys[first]) continue;
    tries++;
    let start = k;
    let head = first;
    while (head > 0 && start - 1 > first && keys[start - 1] === keys[head - 1]) {
      start--;
      head--;
    }
    const copied = keys.slice(k);
    const same = copied.filter((key, n) => key === keys[first + n]).length;
    if (copied.length >= 2 && same >= copied.length * SAME_SHARE && copied.length >= (start - first) * SAME_SHARE)
      return start;
  }
  return lines.length;
}
