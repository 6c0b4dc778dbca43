/**
 * What the learner reads: laws in two versions whose links readers have found, and the signals that the engine computes
 * for their pairs of articles.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus, law, parts } from '../material.mjs';

const { signalsOf } = await parts('alignment/pair-signals');
const { measure } = await parts('alignment/similarity');
const { alignWeighed } = await parts('alignment/align');

/** A pair of articles by its places in the two texts, as one string. */
const pairOf = (old, next) => `${old} ${next}`;

/**
 * @param folder of the corpus: `rewritten`, or `alignment` for laws that were amended
 * @returns for each law its slug; its articles `old` and `next`; `links` the readers agree on and `either`, which they
 *   do not, as sets of pairs; and an example `{ signals, y }` for every pair that the readers agree about
 */
export function lawsOf(folder) {
  const files = readdirSync(join(corpus, folder)).sort();
  return files.map((file) => lawOf(JSON.parse(readFileSync(join(corpus, folder, file), 'utf8'))));
}

function lawOf({ slug, oldVersion, newVersion, articles }) {
  const [old, next] = [law(slug, oldVersion), law(slug, newVersion)];
  const place = (provisions) => new Map(provisions.map((p, at) => [p.number, at]));
  const [oldAt, newAt] = [place(old), place(next)];
  const read = (key) =>
    new Set(articles.flatMap((a) => a[key].map((number) => pairOf(oldAt.get(number), newAt.get(a.newNo)))));
  const links = read('old');
  const either = read('alsoAcceptableOld');
  const examples = [...signalsOf(measure(old, next))]
    .map((p) => ({ pair: pairOf(p.old, p.next), signals: p.signals }))
    .filter(({ pair }) => !either.has(pair))
    .map(({ pair, signals }) => ({ signals, y: links.has(pair) ? 1 : 0 }));
  return { slug, old, next, links, either, examples };
}

/** Links that the engine proposes with these weights and the readers have too, those they lack, and those it lacks. */
export function judge({ old, next, links, either }, weights) {
  const found = alignWeighed(old, next, {}, weights).links.map((l) => pairOf(l.old, l.new));
  const hit = found.filter((pair) => links.has(pair)).length;
  const extra = found.filter((pair) => !links.has(pair) && !either.has(pair)).length;
  return { hit, extra, missed: links.size - hit };
}

/** F1 in per cent. */
export const f1 = ({ hit, extra, missed }) => (200 * hit) / (2 * hit + extra + missed);
