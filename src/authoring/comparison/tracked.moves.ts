/**
 * Sentences that stand elsewhere as they were, in a text with tracked changes: what was taken away at one place and put
 * in at another is one move. Told are clauses of twelve characters that exactly one place lost and exactly one got, as
 * in a 对照表, with those beside them that moved along; a shorter one is a formula and says nothing of where it went.
 */
import type { TrackedParagraph } from './tracked.text.js';

const SHORTEST = 12;
const CLAUSES = /[^。；，：]*(?:[。；，：]+|$)/gu;
const MARKS = /[。；，：]+$/u;

type Run = TrackedParagraph['runs'][number];

interface Clause {
  run: Run;
  /** its place among the clauses of its run */
  at: number;
  /** where it stands in its run, with the mark that ends it */
  from: number;
  to: number;
  /** without that mark */
  words: string;
}

interface Stretch {
  from: number;
  to: number;
  move: number;
}

/** The same paragraphs with those runs divided; numbers of moves go on behind those that are there. */
export function withMoves(paragraphs: readonly TrackedParagraph[]): TrackedParagraph[] {
  const clauses = new Map<Run, Clause[]>();
  for (const { kind, runs } of paragraphs)
    if (kind === 'text')
      for (const run of runs)
        if (run.fate !== 'same' && run.move === undefined && run.bold !== true && !run.text.includes('\t'))
          clauses.set(run, clausesOf(run));
  const [gone, come] = [onlyOnes(clauses, 'delete'), onlyOnes(clauses, 'insert')];
  const cuts = new Map<Run, Stretch[]>();
  const taken = new Set<Clause>();
  let moves = paragraphs.flatMap((p) => p.runs).reduce((most, run) => Math.max(most, run.move ?? 0), 0);
  for (const [words, old] of gone) {
    const now = come.get(words);
    if (!old || !now || taken.has(old) || taken.has(now)) continue;
    const [olds, news] = [clauses.get(old.run) ?? [], clauses.get(now.run) ?? []];
    let [before, behind] = [0, 0];
    const free = (by: number): boolean => {
      const [a, b] = [olds[old.at + by], news[now.at + by]];
      return a !== undefined && b !== undefined && !taken.has(a) && !taken.has(b);
    };
    const whole = (clause: Clause | undefined): string => clause?.run.text.slice(clause.from, clause.to) ?? '';
    while (free(before - 1) && whole(olds[old.at + before - 1]) === whole(news[now.at + before - 1])) before--;
    while (
      free(behind + 1) &&
      whole(olds[old.at + behind]) === whole(news[now.at + behind]) &&
      olds[old.at + behind + 1]?.words === news[now.at + behind + 1]?.words
    )
      behind++;
    moves += 1;
    const isWhole = whole(olds[old.at + behind]) === whole(news[now.at + behind]);
    for (const [all, one] of [
      [olds, old],
      [news, now],
    ] as const) {
      for (let k = before; k <= behind; k++) taken.add(all[one.at + k] as Clause);
      const [first, last] = [all[one.at + before] as Clause, all[one.at + behind] as Clause];
      const to = isWhole ? last.to : last.from + last.words.length;
      const of = cuts.get(one.run) ?? [];
      of.push({ from: first.from, to, move: moves });
      cuts.set(one.run, of);
    }
  }
  return paragraphs.map((paragraph) => ({
    ...paragraph,
    runs: paragraph.runs.flatMap((run) => divided(run, cuts.get(run) ?? [])),
  }));
}

const clausesOf = (run: Run): Clause[] =>
  [...run.text.matchAll(CLAUSES)]
    .filter((found) => found[0] !== '')
    .map((found, at) => ({
      run,
      at,
      from: found.index,
      to: found.index + found[0].length,
      words: found[0].replace(MARKS, ''),
    }));

/** The long clauses of one fate by their words, null where there is more than one. */
function onlyOnes(clauses: ReadonlyMap<Run, readonly Clause[]>, fate: Run['fate']): Map<string, Clause | null> {
  const found = new Map<string, Clause | null>();
  for (const [run, all] of clauses)
    if (run.fate === fate)
      for (const clause of all)
        if (clause.words.length >= SHORTEST) found.set(clause.words, found.has(clause.words) ? null : clause);
  return found;
}

function divided(run: Run, stretches: readonly Stretch[]): Run[] {
  let at = 0;
  const out: Run[] = [];
  for (const { from, to, move } of [...stretches].sort((a, b) => a.from - b.from)) {
    out.push({ ...run, text: run.text.slice(at, from) }, { ...run, text: run.text.slice(from, to), move });
    at = to;
  }
  return [...out, { ...run, text: run.text.slice(at) }].filter((piece) => piece.text !== '' || stretches.length === 0);
}
