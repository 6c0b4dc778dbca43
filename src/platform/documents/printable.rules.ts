/** What every printed paper has in common: its characters, its dates, and how a title is broken. */

/**
 * 2026-11-22 → 2026年11月22日 (GB/T 9704-2012 7.3.5.4: Arabic, no leading zeros). @throws RangeError for anything else
 */
export function chineseDate(isoDate: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(isoDate);
  if (parts === null) throw new RangeError(`not a date: ${isoDate}`);
  return `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日`;
}

/**
 * Control, bidi, zero-width and half characters, and selectors of another shape: invisible, and some of them break XML,
 * turn a line around, or are lost on the way out of a PDF.
 */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Surrogate}\ufffe\uffff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

/** What can be printed of a text: without unseen characters, with line feeds only. */
export const printable = (text: string): string =>
  text.replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n').replace(UNSEEN, '');

/** `printable` for every string within a JSON-like value. */
export function printableAll<T>(value: T): T {
  if (typeof value === 'string') return printable(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => printableAll(one)) as T;
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, printableAll<unknown>(one)])) as T;
  }
  return value;
}

/** Characters of 二号 that stand on a line of 156 mm. */
const TITLE_LINE = 20;

/**
 * The lines of a title: a title of several lines is broken between words, brackets stay whole (GB/T 9704-2012 7.3.1:
 * 回行时词意完整), and the lines are as even as that allows. Line feeds that are there already are kept as they are.
 */
export function titleLines(title: string): string[] {
  if (title.includes('\n')) return title.split('\n');
  const lines = Math.ceil(length(title) / TITLE_LINE);
  if (lines <= 1) return [title];
  const words =
    title
      .match(/（[^（）]{1,12}）[》〉]?|[^（]+|（/gu)
      ?.flatMap((piece) =>
        /^（.+）/u.test(piece)
          ? [piece]
          : [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(piece)].map((one) => one.segment),
      ) ?? [];
  const broken: string[] = [''];
  let filled = 0;
  for (const [at, word] of words.entries()) {
    const target = (length(title) * broken.length) / lines;
    const line = broken.at(-1) ?? '';
    const lawful = line !== '' && !/^[）》〉”，。、；：]/u.test(word) && !/[（《〈“]$/u.test(words[at - 1] ?? '');
    const nearerBefore = Math.abs(filled - target) < Math.abs(filled + length(word) - target);
    // A bracket stays with the name before it as long as the line holds both.
    const good = broken.length < lines && nearerBefore && !word.startsWith('（');
    if (lawful && (good || length(line + word) > TITLE_LINE)) broken.push(word);
    else broken[broken.length - 1] = line + word;
    filled += length(word);
  }
  return isOrderly(broken) ? broken : (leastUneven(words, lines) ?? broken);
}

/** Width in characters of a title: Latin letters and digits count half */
const length = (text: string): number => [...text].reduce((sum, sign) => sum + (sign < '\u0100' ? 0.5 : 1), 0);

/** No line begins with 》）的, and the last has six characters at least (papers 0.3) */
const LAST_LINE = 6;
const MAY_NOT_BEGIN = /^[）》〉”，。、；：的]/u;
const isOrderly = (lines: readonly string[]): boolean =>
  lines.every((line) => !MAY_NOT_BEGIN.test(line)) && length(lines.at(-1) ?? '') >= LAST_LINE;

/**
 * The words on so many lines, as nearly equal as they can be; a break inside a name is worse than one before its
 * bracket. null where no lines are orderly.
 */
function leastUneven(words: readonly string[], lines: number): string[] | null {
  const target = length(words.join('')) / lines;
  const mayBegin = (at: number): boolean =>
    !MAY_NOT_BEGIN.test(words[at] ?? '') && !/[（《〈“]$/u.test(words[at - 1] ?? '');
  const search = (from: number, left: number): { cost: number; lines: string[] } | null => {
    if (left === 1) {
      const line = words.slice(from).join('');
      const fits = length(line) <= TITLE_LINE && length(line) >= LAST_LINE;
      return fits ? { cost: (length(line) - target) ** 2, lines: [line] } : null;
    }
    let best: { cost: number; lines: string[] } | null = null;
    let line = '';
    for (let to = from + 1; to < words.length; to += 1) {
      line += words[to - 1] ?? '';
      if (length(line) > TITLE_LINE) break;
      const rest = mayBegin(to) ? search(to, left - 1) : null;
      if (rest === null) continue;
      const inside = words[to]?.startsWith('（') === true ? 0 : INSIDE_A_NAME;
      const cost = (length(line) - target) ** 2 + inside + rest.cost;
      if (best === null || cost < best.cost) best = { cost, lines: [line, ...rest.lines] };
    }
    return best;
  };
  // a title has few lines: each more would cost the words of a line again
  return lines <= MOST_LINES ? (search(0, lines)?.lines ?? null) : null;
}
const INSIDE_A_NAME = 8;
const MOST_LINES = 4;
