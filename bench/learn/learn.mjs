/**
 * Learns the weights of `src/articles/alignment/rewritten.ts`, says how well laws do that were left out of the
 * learning, and prints the weights as they stand in the source: `npm run build`, then `npm run learn` in bench/.
 * With `--check` it ends with 1 where the source has others.
 *
 * Laws that were amended are learnt from too, though the engine asks the weights about none of them but one: they show
 * what a pair that holds looks like where nobody doubts it.
 */
import { corpus, hasCorpus, parts } from '../material.mjs';
import { f1, judge, lawsOf, lawsRead } from './laws.mjs';
import { learn } from './logistic.mjs';

/** On the squares of the weights: keeps the weight of a signal finite that only pairs that hold have (`ends`). */
const PENALTY = 1;
/** Digits behind the point, in the source too. */
const DIGITS = 2;

if (!hasCorpus) {
  console.log(`no corpus at ${corpus} (set CORPUS_DIR): nothing learnt`);
  process.exit(process.argv.includes('--check') ? 1 : 0);
}
const { WEIGHTS } = await parts('alignment/rewritten');

const amended = lawsOf('alignment');
const rewritten = [...lawsOf('rewritten'), ...lawsRead()];
const names = Object.keys(WEIGHTS).filter((name) => name !== 'bias');

function weightsFrom(laws) {
  const examples = laws.flatMap((one) =>
    one.examples.map(({ signals, y }) => ({ x: names.map((n) => signals[n]), y })),
  );
  const { bias, weights } = learn(examples, PENALTY);
  const rounded = [bias, ...weights].map((v) => Number(v.toFixed(DIGITS)));
  return Object.fromEntries(['bias', ...names].map((name, k) => [name, rounded[k]]));
}

const learnt = weightsFrom([...rewritten, ...amended]);
/** No weights: only what the engine links by whole articles. */
const none = { ...learnt, bias: -Infinity };

const columns = ['by whole articles', 'with the source’s', 'learnt from all', 'left out'];
const judged = rewritten.map((one) => {
  const others = [...rewritten.filter((other) => other !== one), ...amended];
  return [none, WEIGHTS, learnt, weightsFrom(others)].map((weights) => judge(one, weights));
});
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

console.log('\nexport const WEIGHTS: Readonly<Weights> = {');
for (const [name, weight] of Object.entries(learnt)) console.log(`  ${name}: ${weight},`);
console.log('};');

const others = Object.keys(learnt).filter((name) => learnt[name] !== WEIGHTS[name]);
if (others.length > 0) console.log(`\nthe source has others: ${others.join(', ')}`);
if (process.argv.includes('--check') && others.length > 0) process.exitCode = 1;
