/**
 * How alike two short texts are by the pairs of neighbouring characters they share: Chinese has no blanks to find words
 * by, and a pair is nearly one.
 */

/** Each pair of neighbouring characters (UTF-16 units) with how often it stands there */
export function characterPairs(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** Pairs that stand in both, each as often as in the text that has fewer of it */
export function sharedPairs(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [pair, n] of few) shared += Math.min(n, many.get(pair) ?? 0);
  return shared;
}

/** Twice what is shared over what there is (Dice), 0 to 1; 0 where neither text has two characters */
export function pairLikeness(a: string, b: string): number {
  const all = Math.max(0, a.length - 1) + Math.max(0, b.length - 1);
  return all === 0 ? 0 : (2 * sharedPairs(characterPairs(a), characterPairs(b))) / all;
}
