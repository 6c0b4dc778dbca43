/**
 * Sentences that a line end broke off: programs that take text out of a PDF leave some of its line ends behind. A
 * 款 too many shifts what 第二款 means; two 款 made one do so too. So a line is joined to the one before it only
 * where the words show that the sentence goes on, or where the text breaks off so often that line ends mean
 * nothing; else it is told.
 */
import type { SourceLine } from './article.js';
import { annexMark } from './marks.js';

/** Nothing shorter is a line that was full; lists of officers in laws have short lines that end with a comma. */
const SHORTEST_BROKEN = 18;
const FEW = 3;
const SHORTEST_REST = 10;
const ENDS = /[。；;：:！？!?…．.”"』」）)》〉】\]]$/u;
const FORMULA = /[＝=×÷＋]/u;
const CANNOT_END = /(?:[、和及或对在其各并将]|应当|不得|按照|依照|根据|下列|有关)$/u;
const CANNOT_BEGIN = /^(?:[。；，、：！？）》”]|以及|或者|的)/u;

export class BrokenLines {
  private many: boolean | null = null;

  /** `start`: where the articles begin; titles and 题注 before it end without a full stop */
  constructor(
    private readonly lines: readonly SourceLine[],
    private readonly start: number,
    private readonly isPlain: (i: number) => boolean,
  ) {}

  isBroken(text: string): boolean {
    return text.length >= SHORTEST_BROKEN && !ENDS.test(text) && !FORMULA.test(text);
  }

  /** Whether lines of this text break off in the middle of a sentence again and again */
  get often(): boolean {
    if (this.many === null) {
      let count = 0;
      for (let i = this.start; i + 1 < this.lines.length && count < FEW; i++) {
        const text = this.lines[i]?.text ?? '';
        // lists and forms of an annex have no full stops
        if (annexMark(text) !== null) break;
        if (this.isBroken(text) && this.isPlain(i + 1)) count++;
      }
      this.many = count >= FEW;
    }
    return this.many;
  }
}

/** Whether a broken line surely goes on in the next: it cannot end so, the next cannot begin so, or is a mere rest. */
export const goesOnIn = (text: string, next: string): boolean =>
  CANNOT_BEGIN.test(next) ||
  (ENDS.test(next) && (CANNOT_END.test(text) ? next.length > 1 : next.length <= SHORTEST_REST));
