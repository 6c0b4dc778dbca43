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

/** Numbers below the largest one that nobody has: a register with a gap is asked about */
export function gapsBelow(given: readonly number[]): number[] {
  const has = new Set(given);
  const most = Math.max(0, ...given);
  return Array.from({ length: most }, (_, at) => at + 1).filter((n) => !has.has(n));
}
