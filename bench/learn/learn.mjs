/**
 * Learns the weights of `src/articles/alignment/rewritten.ts` and of `doubts.ts`, says how well laws do that were left
 * out of the learning, and prints the weights as they stand in the sources: `npm run build`, then `npm run learn` in
 * bench/. With `--check` it ends with 1 where a source has others.
 *
 * Laws that were amended are learnt from too, though the engine asks the weights about none of them but one: they show
 * what a pair that holds looks like where nobody doubts it.
 */
import { corpus, hasCorpus, parts } from '../material.mjs';
import { doubtsOf, f1, judge, lawsOf, lawsRead } from './laws.mjs';
import { learn } from './logistic.mjs';

/** On the squares of the weights: keeps the weight of a signal finite that only pairs that hold have (`ends`). */
const PENALTY = 1;
/** A law has hardly six doubtful pairs that hold: eight signals about so few are believed less. */
const PENALTY_OF_DOUBTS = 30;
/** Digits behind the point, in the source too. */
const DIGITS = 2;

if (!hasCorpus) {
  console.log(`no corpus at ${corpus} (set CORPUS_DIR): nothing learnt`);
  process.exit(process.argv.includes('--check') ? 1 : 0);
}
const { WEIGHTS } = await parts('alignment/rewritten');
const { DOUBT_WEIGHTS } = await parts('alignment/doubts');

const amended = lawsOf('alignment');
const rewritten = [...lawsOf('rewritten'), ...lawsRead()];

/** The weights that examples `{ signals, y }` teach, under the names that `like` has. */
function weightsFrom(examples, like, penalty, near = null) {
  const names = Object.keys(like).filter((name) => name !== 'bias');
  const { bias, weights } = learn(
    examples.map(({ signals, y }) => ({ x: names.map((n) => signals[n]), y })),
    penalty,
    near && { bias: near.bias, weights: names.map((name) => near[name]) },
  );
  const rounded = [bias, ...weights].map((v) => Number(v.toFixed(DIGITS)));
  return Object.fromEntries(['bias', ...names].map((name, k) => [name, rounded[k]]));
}

const known = new Map();
/** The weights of pairs as all laws but these teach them; what was learnt once is kept. */
function pairsWithout(...out) {
  const key = out
    .map(({ slug }) => slug)
    .sort()
    .join(' ');
  if (!known.has(key)) {
    const laws = [...rewritten.filter((one) => !out.includes(one)), ...amended];
    const examples = laws.flatMap((one) => one.examples);
    known.set(key, weightsFrom(examples, WEIGHTS, PENALTY, known.get('')));
  }
  return known.get(key);
}
/**
 * Both kinds of weights as all laws but these teach them. What is doubtful in a law is taken from the links that were
 * found without it, for beside links that it taught itself too little would be.
 */
function weightsWithout(...out) {
  const examples = rewritten
    .filter((one) => !out.includes(one))
    .flatMap((one) => doubtsOf(one, pairsWithout(one, ...out)));
  return { pairs: pairsWithout(...out), doubts: weightsFrom(examples, DOUBT_WEIGHTS, PENALTY_OF_DOUBTS) };
}

const learnt = weightsWithout();
const source = { pairs: WEIGHTS, doubts: DOUBT_WEIGHTS };
/** No weights: only what the engine links by whole articles. */
const none = { ...learnt, pairs: { ...learnt.pairs, bias: -Infinity } };

const columns = ['by whole articles', 'with the source’s', 'learnt from all', 'left out'];
const judged = rewritten.map((one) =>
  [none, source, learnt, weightsWithout(one)].map((weights) => judge(one, weights)),
);
const line = (name, articles, links, figures) =>
  console.log(
    `${name.padEnd(20)}${articles.padStart(10)}${links.padStart(8)}${figures.map((f) => f.padStart(20)).join('')}`,
  );
line('links F1, %', 'articles', 'links', columns);
rewritten.forEach(({ slug, old, next, links }, k) =>
  line(
    slug,
    `${old.length} → ${next.length}`,
    `${links.size}`,
    judged[k].map((j) => f1(j).toFixed(2)),
  ),
);
const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;
const together = (counts) => {
  const sum = (key) => counts.reduce((n, c) => n + c[key], 0);
  return {
    hit: sum('hit'),
    extra: sum('extra'),
    missed: sum('missed'),
    offered: sum('offered'),
    offeredRight: sum('offeredRight'),
  };
};
const byColumn = columns.map((_, c) => judged.map((row) => row[c]));
line(
  'mean of the laws',
  '',
  '',
  byColumn.map((counts) => mean(counts.map(f1)).toFixed(2)),
);
line(
  'all links together',
  '',
  '',
  byColumn.map((counts) => f1(together(counts)).toFixed(2)),
);
const isLocal = (slug) => /^(?:bj|sh)-/u.test(slug);
const share = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;
const leftOut = judged.map((row, k) => ({ slug: rewritten[k].slug, counts: row.at(-1) }));
for (const [name, of] of [
  ['national, left out', (one) => !isLocal(one.slug)],
  ['local, left out', (one) => isLocal(one.slug)],
  ['all, left out', () => true],
]) {
  const own = leftOut.filter(of).map((one) => one.counts);
  const all = together(own);
  const scores = own.map(f1).sort((a, b) => a - b);
  console.log(
    `${name}: links F1 ${mean(scores).toFixed(1)} (${scores[0].toFixed(1)} to ${scores.at(-1).toFixed(1)}), ` +
      `precision ${share(all.hit, all.hit + all.extra)}, recall ${share(all.hit, all.hit + all.missed)}, ` +
      `with the doubtful ${share(all.hit + all.offeredRight, all.hit + all.missed)}, ` +
      `${(all.offered / Math.max(1, all.offeredRight)).toFixed(1)} doubtful to one right`,
  );
}
const ofAmended = together(amended.map((one) => judge(one, learnt)));
console.log(`\namended laws, learnt from all: ${f1(ofAmended).toFixed(2)}`);

let others = 0;
for (const [name, is, now] of [
  ['WEIGHTS: Readonly<Weights>', learnt.pairs, WEIGHTS],
  ['DOUBT_WEIGHTS: Readonly<DoubtWeights>', learnt.doubts, DOUBT_WEIGHTS],
]) {
  console.log(`\nexport const ${name} = {`);
  for (const [signal, weight] of Object.entries(is)) console.log(`  ${signal}: ${weight},`);
  console.log('};');
  const differ = Object.keys(is).filter((signal) => is[signal] !== now[signal]);
  if (differ.length > 0) console.log(`\nthe source has others: ${differ.join(', ')}`);
  others += differ.length;
}
if (process.argv.includes('--check') && others > 0) process.exitCode = 1;
