/**
 * Logistic regression with a quadratic penalty. The loss is convex and Newton's method finds its one minimum from
 * nothing, so there is neither a seed nor a rate of learning, and the same examples always give the same weights.
 */

/** Where a step changes no weight by more than this, the minimum is found; it takes about ten steps, and the next one would change nothing. */
const SMALLEST_STEP = 1e-6;
const STEP_LIMIT = 50;

/**
 * @param examples `{ x, y }` each: the same number of signals in every `x`; `y` is 1 or 0
 * @param penalty on the squares of the weights, the signals being scaled to the same spread, the bias left out; > 0
 * @param near `{ bias, weights }` to begin at, which saves steps and changes nothing; null to begin at nothing
 * @returns `{ bias, weights }` for the signals as they were given, not scaled
 * @throws RangeError where the examples are all of one kind, for then no weights are the best; Error where no minimum
 *   was found
 */
export function learn(examples, penalty, near = null) {
  if (new Set(examples.map((e) => e.y)).size < 2) throw new RangeError('examples of both kinds are needed');
  const { mean, spread } = scaleOf(examples.map((e) => e.x));
  const rows = examples.map(({ x, y }) => ({
    z: Float64Array.of(1, ...x.map((v, k) => (v - mean[k]) / spread[k])),
    y,
  }));
  const beta = near === null ? new Array(mean.length + 1).fill(0) : scaled(near, mean, spread);
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

/** Weights of signals as they were given, as weights of the scaled ones, the bias first. */
const scaled = ({ bias, weights }, mean, spread) => [
  bias + weights.reduce((sum, w, k) => sum + w * mean[k], 0),
  ...weights.map((w, k) => w * spread[k]),
];

/** Mean and standard deviation of every signal; 1 where a signal never changes. */
function scaleOf(xs) {
  const mean = xs[0].map((_, k) => xs.reduce((sum, x) => sum + x[k], 0) / xs.length);
  const spread = mean.map((m, k) => Math.sqrt(xs.reduce((sum, x) => sum + (x[k] - m) ** 2, 0) / xs.length) || 1);
  return { mean, spread };
}

/** Second derivatives of the penalised loss, and the slope downwards; the half below the diagonal is the other one. */
function slopeAndCurve(rows, beta, penalty) {
  const size = beta.length;
  const slope = beta.map((b, k) => (k === 0 ? 0 : -penalty * b));
  const curve = beta.map((_, i) => Float64Array.from(beta, (_, j) => (i === j && i > 0 ? penalty : 0)));
  for (const { z, y } of rows) {
    let score = 0;
    for (let k = 0; k < size; k++) score += z[k] * beta[k];
    const p = 1 / (1 + Math.exp(-score));
    const bend = p * (1 - p);
    for (let i = 0; i < size; i++) {
      slope[i] += (y - p) * z[i];
      const row = curve[i];
      const by = bend * z[i];
      for (let j = i; j < size; j++) row[j] += by * z[j];
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) curve[i][j] = curve[j][i];
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
