/**
 * Logistic regression with a quadratic penalty. The loss is convex and Newton's method finds its one minimum from
 * nothing, so there is neither a seed nor a rate of learning, and the same examples always give the same weights.
 */

/** Where a step changes no weight by more than this, the minimum is found; it takes about ten steps. */
const SMALLEST_STEP = 1e-9;
const STEP_LIMIT = 50;

/**
 * @param examples `{ x, y }` each: the same number of signals in every `x`; `y` is 1 or 0
 * @param penalty on the squares of the weights, the signals being scaled to the same spread, the bias left out; > 0
 * @returns `{ bias, weights }` for the signals as they were given, not scaled
 * @throws RangeError where the examples are all of one kind, for then no weights are the best; Error where no minimum
 *   was found
 */
export function learn(examples, penalty) {
  if (new Set(examples.map((e) => e.y)).size < 2) throw new RangeError('examples of both kinds are needed');
  const { mean, spread } = scaleOf(examples.map((e) => e.x));
  const rows = examples.map(({ x, y }) => ({ z: [1, ...x.map((v, k) => (v - mean[k]) / spread[k])], y }));
  const beta = new Array(mean.length + 1).fill(0);
  for (let step = 0; step < STEP_LIMIT; step++) {
    const change = solve(...slopeAndCurve(rows, beta, penalty));
    change.forEach((v, k) => (beta[k] += v));
    if (Math.max(...change.map(Math.abs)) < SMALLEST_STEP) {
      const weights = mean.map((_, k) => beta[k + 1] / spread[k]);
      return { bias: beta[0] - weights.reduce((sum, w, k) => sum + w * mean[k], 0), weights };
    }
  }
  throw new Error(`no minimum after ${STEP_LIMIT} steps`);
}

/** Mean and standard deviation of every signal; 1 where a signal never changes. */
function scaleOf(xs) {
  const mean = xs[0].map((_, k) => xs.reduce((sum, x) => sum + x[k], 0) / xs.length);
  const spread = mean.map((m, k) => Math.sqrt(xs.reduce((sum, x) => sum + (x[k] - m) ** 2, 0) / xs.length) || 1);
  return { mean, spread };
}

/** Second derivatives of the penalised loss, and the slope downwards. */
function slopeAndCurve(rows, beta, penalty) {
  const slope = beta.map((b, k) => (k === 0 ? 0 : -penalty * b));
  const curve = beta.map((_, i) => beta.map((_, j) => (i === j && i > 0 ? penalty : 0)));
  for (const { z, y } of rows) {
    const p = 1 / (1 + Math.exp(-z.reduce((sum, v, k) => sum + v * beta[k], 0)));
    z.forEach((v, i) => {
      slope[i] += (y - p) * v;
      z.forEach((w, j) => (curve[i][j] += p * (1 - p) * v * w));
    });
  }
  return [curve, slope];
}

/** Solves `matrix · x = right` by elimination; a dozen unknowns. */
function solve(matrix, right) {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  rows.forEach((_, c) => {
    const pivot = rows.reduce((best, row, r) => (r > c && Math.abs(row[c]) > Math.abs(rows[best][c]) ? r : best), c);
    [rows[c], rows[pivot]] = [rows[pivot], rows[c]];
    rows.forEach((row, r) => {
      if (r === c) return;
      const times = row[c] / rows[c][c];
      row.forEach((_, k) => (row[k] -= times * rows[c][k]));
    });
  });
  return rows.map((row, r) => row.at(-1) / row[r]);
}
