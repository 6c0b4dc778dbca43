/** How the processor's time grows with a text, counted so that a busy machine does not change the answer. */
/** Twice the text takes at most so many times the processor */
export const MOST_GROWTH = 2.5;
/** Below so many milliseconds a run says nothing, and a text is doubled at most so often to take as long */
const LEAST = 6;
const LARGER = 3;

function cost(run: () => unknown): number {
  let least = Infinity;
  for (let time = 0; time < 2; time++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** The smallest growth that was seen at several sizes: what is quadratic grows fourfold at each of them */
function smallest(prepare: (n: number) => () => unknown, start: number): number {
  let [n, larger] = [start, 0];
  let small = cost(prepare(n));
  while (small < LEAST && larger++ < LARGER) small = cost(prepare((n *= 2)));
  if (small < LEAST) return 1;
  let best = Infinity;
  for (let time = 0; time < 3 && best > MOST_GROWTH; time++) {
    let large = cost(prepare(2 * n));
    // what else the machine does only adds: measured once more before it counts
    if (large / small > MOST_GROWTH) large = Math.min(large, cost(prepare(2 * n)));
    best = Math.min(best, large / small);
    [n, small] = [2 * n, large];
  }
  return best;
}

/**
 * The growth, measured anew from the start twice before it counts as too large: a full heap, or a busy machine, adds to
 * the larger text only
 */
export function growth(prepare: (n: number) => () => unknown, start: number): number {
  let least = smallest(prepare, start);
  for (let anew = 0; anew < 2 && least > MOST_GROWTH; anew++) least = Math.min(least, smallest(prepare, start));
  return least;
}
