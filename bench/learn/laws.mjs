/**
 * What the learner reads: laws in two versions whose links readers have found, and the signals that the engine computes
 * for their pairs of articles.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { articlesOf, corpus, law, parts } from '../material.mjs';

const { signalsOf } = await parts('alignment/pair-signals');
const { measure } = await parts('alignment/similarity');
const { alignWeighed } = await parts('alignment/align');
const { likelyPairs } = await parts('alignment/rewritten');
const { DOUBT_WEIGHTS } = await parts('alignment/doubts');
const { doubtSignals } = await parts('alignment/doubt-signals');

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

/**
 * As `lawsOf`, of the laws that we read ourselves, whose texts are in the archive of the corpus; those that are in the
 * corpus with its own readers too are left to it.
 */
export function lawsRead() {
  const folder = join(import.meta.dirname, '../../test/articles/alignment/readers');
  const read = readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
    .filter((one) => one.oldText !== undefined);
  const dir = mkdtempSync(join(tmpdir(), 'laws-'));
  try {
    const paths = read.flatMap((one) => [one.oldText, one.newText]);
    execFileSync('tar', ['-xJf', join(corpus, 'laws.tar.xz'), '-C', dir, ...paths]);
    return read.map((one) => lawBetween(one, articlesOf(join(dir, one.oldText)), articlesOf(join(dir, one.newText))));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const lawOf = (one) => lawBetween(one, law(one.slug, one.oldVersion), law(one.slug, one.newVersion));

function lawBetween({ slug, articles }, old, next) {
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

/**
 * An example `{ signals, y }` for every pair that is in no link which these weights of pairs find, and that the readers
 * agree about.
 */
export function doubtsOf({ old, next, links, either }, pairs) {
  const found = alignWeighed(old, next, {}, { pairs, doubts: DOUBT_WEIGHTS }).links;
  const linked = new Set(found.map((l) => pairOf(l.old, l.new)));
  const similarity = measure(old, next);
  const likely = likelyPairs(similarity, pairs);
  const signals = doubtSignals(similarity, found, likely);
  return likely
    .map((pair) => ({ pair, named: pairOf(pair.old, pair.next) }))
    .filter(({ named }) => !linked.has(named) && !either.has(named))
    .map(({ pair, named }) => ({ signals: signals(pair), y: links.has(named) ? 1 : 0 }));
}

/**
 * Links that the engine proposes with these weights and the readers have too, those they lack, and those it lacks; and
 * how many it offers as doubtful, and how many of these the readers have.
 */
export function judge({ old, next, links, either }, weights) {
  const found = alignWeighed(old, next, {}, weights);
  const count = (pairs) => {
    const named = pairs.map((l) => pairOf(l.old, l.new));
    return {
      hit: named.filter((pair) => links.has(pair)).length,
      extra: named.filter((pair) => !links.has(pair) && !either.has(pair)).length,
    };
  };
  const sure = count(found.links);
  const doubtful = count(found.doubtful);
  return { ...sure, missed: links.size - sure.hit, offered: doubtful.hit + doubtful.extra, offeredRight: doubtful.hit };
}

/** F1 in per cent. */
export const f1 = ({ hit, extra, missed }) => (200 * hit) / (2 * hit + extra + missed);
