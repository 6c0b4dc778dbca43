/**
 * In which order a 对照表 has its rows: chapters above their articles, what is gone where it stood, runs of what
 * stayed.
 */
import type { Around, DetailedEntry, HeadingEntry } from '../../articles/index.js';
import type { Run } from './comparison.table.js';

/** `at`: the place of an entry in the comparison; movedOff: an article stood here that stands elsewhere now. */
export type PlacedRow =
  | { kind: 'article'; entry: DetailedEntry; at: number }
  | { kind: 'heading'; heading: HeadingEntry }
  | { kind: 'movedOff'; entry: DetailedEntry };

/**
 * New articles in their order with the headings above them; a deleted article behind the one it followed, and there
 * too that one was moved off; a deleted heading above the first that comes from an article below it.
 */
export function rowsInOrder(
  entries: readonly DetailedEntry[],
  around: Around | undefined,
  olds: readonly { label: string }[],
): PlacedRow[] {
  const placeOf = new Map(olds.map((p, i) => [p.label, i]));
  const oldsOf = entries.map((entry) => entry.old.flatMap((label) => placeOf.get(label) ?? []));
  const behind = deletedBehind(entries, oldsOf);
  const kept = entries.filter((entry) => entry.new !== null).length;
  const above = headingsAbove(around?.headings ?? [], oldsOf.slice(0, kept), kept);
  const out: PlacedRow[] = [];
  const article = (at: number): void => {
    const entry = entries[at];
    if (entry) out.push({ kind: 'article', entry, at });
  };
  const goneFrom = (at: number): void => {
    const entry = entries[at];
    if (entry) out.push(entry.new === null ? { kind: 'article', entry, at } : { kind: 'movedOff', entry });
  };
  const headings = (at: number): void => {
    for (const heading of above.get(at) ?? []) out.push({ kind: 'heading', heading });
  };
  for (let k = 0; k < kept; k++) {
    headings(k);
    if (k === 0) for (const at of behind.get(-1) ?? []) goneFrom(at);
    article(k);
    for (const at of behind.get(k) ?? []) goneFrom(at);
  }
  if (kept === 0) for (const at of behind.get(-1) ?? []) goneFrom(at);
  headings(kept);
  return out;
}

/**
 * By place of a new article the deleted and moved ones that stood behind what it comes from; -1 for those before all.
 */
function deletedBehind(entries: readonly DetailedEntry[], oldsOf: readonly number[][]): Map<number, number[]> {
  const heir = new Map<number, number>();
  const gone: { old: number; at: number }[] = [];
  entries.forEach((entry, at) => {
    const last = oldsOf[at]?.reduce((most, i) => Math.max(most, i), -1) ?? -1;
    if (entry.new === null || (entry.relation === 'moved' && last >= 0)) gone.push({ old: last, at });
    else if (last >= 0) heir.set(last, at);
  });
  const marks = [...heir].sort(([a], [b]) => a - b);
  const out = new Map<number, number[]>();
  let [next, behind] = [0, -1];
  for (const { old, at } of gone.sort((a, b) => a.old - b.old || a.at - b.at)) {
    for (; next < marks.length && (marks[next]?.[0] ?? 0) < old; next++) behind = marks[next]?.[1] ?? behind;
    const all = out.get(behind);
    if (all) all.push(at);
    else out.set(behind, [at]);
  }
  return out;
}

/** By place of a new article the headings above it, `kept` for those behind the last. */
function headingsAbove(
  headings: readonly HeadingEntry[],
  oldsOf: readonly number[][],
  kept: number,
): Map<number, HeadingEntry[]> {
  const out = new Map<number, HeadingEntry[]>();
  const following = new Int32Array(headings.length + 1).fill(kept);
  for (let k = headings.length - 1; k >= 0; k--) following[k] = headings[k]?.newPlace ?? following[k + 1] ?? kept;
  let from = 0;
  headings.forEach((heading, k) => {
    const until = following[k] ?? kept;
    if (heading.newPlace === null)
      while (from < until && !(oldsOf[from] ?? []).some((i) => i >= (heading.oldPlace ?? 0))) from++;
    else from = until;
    const all = out.get(from);
    if (all) all.push(heading);
    else out.set(from, [heading]);
  });
  return out;
}

/** 第十条　（移至第四条）: what stands where an article stood that stands elsewhere now */
export const movedOffRuns = (entry: DetailedEntry): Run[] => [
  { text: `${entry.old.join('、')}　`, mark: 'heading' },
  { text: `（移至${entry.new ?? ''}）`, mark: 'aside' },
];

/** 第三条至第九条　未修改（原第二条至第八条）: a run of articles that is left out, in words */
export function leftOutWords(run: readonly DetailedEntry[]): string {
  const span = (labels: readonly string[]): string => {
    const [first = '', last = ''] = [labels[0], labels.at(-1)];
    return first === last ? first : `${first}${labels.length === 2 ? '、' : '至'}${last}`;
  };
  const [old, now] = [span(run.flatMap((e) => e.old)), span(run.flatMap((e) => e.new ?? []))];
  return `${now}　未修改${old === now ? '' : `（原${old}）`}`;
}
