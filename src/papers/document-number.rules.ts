/** 发文字号: how the number of an official paper is written, and which ones are free. Pure. */

/** 云人常法工函〔2026〕1号: six-cornered brackets, no 第, no leading zero (党政机关公文格式 GB/T 9704-2012, 7.2.5) */
export const documentNumber = (word: string, year: number, number: number): string => `${word}〔${year}〕${number}号`;

/** The first `count` numbers of the blocks that are not given yet, fewer where there are fewer; blocks in any order */
export function freeNumbers(
  blocks: readonly { first: number; last: number }[],
  given: ReadonlySet<number>,
  count: number,
): number[] {
  const free: number[] = [];
  for (const { first, last } of [...blocks].sort((a, b) => a.first - b.first))
    for (let n = first; n <= last && free.length < count; n++) if (!given.has(n)) free.push(n);
  return free;
}

/** Numbers one behind the other */
export interface NumberRange {
  first: number;
  last: number;
}

/** Those of `range` that nobody has, from `given` in any order */
export function freeRanges(range: NumberRange, given: ReadonlySet<number>): NumberRange[] {
  const free: NumberRange[] = [];
  for (let n = range.first; n <= range.last; n++) {
    if (given.has(n)) continue;
    const open = free.at(-1);
    if (open?.last === n - 1) open.last = n;
    else free.push({ first: n, last: n });
  }
  return free;
}

/**
 * 缺号: numbers below the largest one given that nobody has; of blocks, in each below its own largest one. A register
 * with a gap is asked about.
 */
export function gapsBelow(given: ReadonlySet<number>, blocks: readonly NumberRange[] | null): NumberRange[] {
  const within = (blocks ?? [{ first: 1, last: Number.MAX_SAFE_INTEGER }]).map(({ first, last }) => {
    let most = 0;
    for (const n of given) if (n >= first && n <= last && n > most) most = n;
    return { first, last: most };
  });
  return within.sort((a, b) => a.first - b.first).flatMap((range) => freeRanges(range, given));
}

/** How many numbers they are together */
export const countOf = (ranges: readonly NumberRange[]): number =>
  ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
