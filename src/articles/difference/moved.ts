/**
 * Words that left one row of a comparison and stand on in another are not deleted, and those that came from another row
 * are not new: where an article is split, merged, or gives one of its sentences to another. A difference of two texts
 * cannot know that; it is found here over all rows, clause by clause.
 */
import type { Change } from './diff.js';
import { bare, clausesOf, divided } from './elsewhere.js';
import { type ClassifiedHunk, hunkAt } from './form-only.js';
import { KeptElsewhere } from './kept-elsewhere.js';
import { labelsApart } from './labels-apart.js';
import type { PlacedChange } from './placed-change.js';

export type { PlacedChange } from './placed-change.js';

/** A row of a comparison, as far as words can move between rows. */
export interface MovableRow {
  new: string | null;
  /** the old articles that the row comes from, with their texts, in the order in which they were compared */
  origins: readonly { label: string; text: string }[];
  changes: readonly Change[];
  hunks: readonly ClassifiedHunk[];
  /** rows of one group share old articles, directly or by others; null for a row that shares none */
  group: number | null;
}

/** Between rows that share nothing only a longer clause is told, and only where it left one place and came to one. */
const SHORTEST_BETWEEN = 12;
/** Texts of a group are searched for clauses inside longer ones up to so many characters; whole clauses always. */
const SEARCHED = 20_000;

interface Place {
  row: number;
  /** the label that a reader is sent to */
  label: string;
}

/**
 * The first two places of each clause: one of them may be the row that asks, and a third would make none of them
 * sure.
 */
class Places {
  private readonly of = new Map<string, Place[]>();

  add(words: string, place: Place): void {
    const known = this.of.get(words);
    if (!known) this.of.set(words, [place]);
    else if (known.length < 2 && known[0]?.row !== place.row) known.push(place);
  }

  at(words: string): readonly Place[] {
    return this.of.get(words) ?? [];
  }
}

interface Group {
  /** clauses of the new texts; those that were taken out of old ones; those that were put into new ones */
  now: Places;
  left: Places;
  came: Places;
  /** the new texts, for clauses that stand inside longer ones; none once they are too long */
  texts: { folded: string; place: Place }[];
  size: number;
}

/**
 * For each row its changes in their order, a deletion or insertion divided where clauses begin that stand elsewhere and
 * those that do not; joined they are the texts they were. Clauses too short to tell go with the one before, the first
 * of all with the next.
 */
export function placedRows(rows: readonly MovableRow[]): PlacedChange[][] {
  const groups = groupsOf(rows);
  const kept = new KeptElsewhere(rows);
  const groupOf = ({ group }: MovableRow): Group | undefined => (group === null ? undefined : groups.get(group));
  const labels = rows.map((row) => new Set(row.origins.map((o) => o.label)));
  /** The row that goes on with the old article of a clause, and has the clause */
  const wentOn = (words: string, label: string, at: number, row: MovableRow): string | null => {
    const group = groupOf(row);
    if (!group) return null;
    const shares = (p: Place): boolean => p.row !== at && labels[p.row]?.has(label) === true;
    const found =
      group.now.at(words).find(shares) ?? group.texts.find((t) => shares(t.place) && t.folded.includes(words))?.place;
    return found?.label ?? (row.origins.length > 1 ? within(group.came, words, at) : null);
  };
  /** The same, or the row that has most of the clause of the old article, whatever else changed of it there */
  const stayed = (
    words: string,
    label: string,
    at: number,
    row: MovableRow,
    from: number,
    to: number,
  ): string | null =>
    kept.areClauses(label, row, from, to)
      ? (wentOn(words, label, at, row) ?? kept.most(label, row, from, to))
      : kept.whole(label, row, from, to);
  const cameFrom = (words: string, at: number, row: MovableRow): string | null => {
    const left = groupOf(row)?.left;
    const own = row.origins.length > 1 ? within(left, words, at) : null;
    return own ?? left?.at(words).find((p) => p.row !== at && labels[at]?.has(p.label) !== true)?.label ?? null;
  };
  const [left, came] = [new Places(), new Places()];
  rows.forEach((row, at) => {
    walk(row, ({ change, label, begins }) => {
      if (change.type === 'same') return;
      for (const { words, from, to } of clausesOf(change.text)) {
        if (change.type === 'delete') groupOf(row)?.left.add(words, { row: at, label });
        if (words.length < SHORTEST_BETWEEN) continue;
        if (change.type === 'insert' && row.new !== null) came.add(words, { row: at, label: row.new });
        if (change.type === 'delete' && stayed(words, label, at, row, begins + from, begins + to) === null)
          left.add(words, { row: at, label });
      }
    });
  });
  return rows.map((row, at) => {
    const placed: PlacedChange[] = [];
    const ends = { old: '', new: '' };
    walk(row, ({ change, label, begins, index, first }) => {
      const { type, text } = change;
      const inside = !/[。；，：）)\n]$|^$/u.test(type === 'insert' ? ends.new : ends.old);
      if (type !== 'insert') ends.old = text.slice(-1) || ends.old;
      if (type !== 'delete') ends.new = text.slice(-1) || ends.new;
      const hunk = hunkAt(row.hunks, index);
      const form = hunk?.reason ?? null;
      if (type === 'same' || form !== null) return void placed.push({ ...change, place: null, form });
      const own = (first && hunk?.label) || { before: 0, after: 0, reason: null };
      const length = type === 'delete' ? own.before : own.after;
      if (length > 0) placed.push({ type, text: text.slice(0, length), place: null, form: own.reason });
      const find = (words: string, from: number, to: number): string | null =>
        type === 'delete'
          ? (stayed(words, label, at, row, begins + length + from, begins + length + to) ??
            between(came, left, words, at))
          : (cameFrom(words, at, row) ?? between(left, came, words, at));
      for (const part of divided<string | null>(text.slice(length), find, null, inside && length === 0))
        placed.push({ type, text: part.text, place: part.is, form: null });
    });
    return labelsApart(placed);
  });
}

interface Step {
  change: Change;
  /** the old article that it stands in, and where it begins there; '' and 0 for an insertion */
  label: string;
  begins: number;
  /** place in the list of changes, and whether it is the beginning of that change */
  index: number;
  first: boolean;
}

/** Every change with the old article that it stands in; a deletion is cut where one old article ends. */
function walk(row: MovableRow, use: (step: Step) => void): void {
  let [origin, start, offset] = [0, 0, 0];
  const lengthOf = (at: number): number => row.origins[at]?.text.length ?? 0;
  const enter = (): void => {
    start += lengthOf(origin) + 1;
    origin++;
  };
  row.changes.forEach((change, index) => {
    if (change.type === 'insert') return use({ change, label: '', begins: 0, index, first: true });
    let rest = change.text;
    let first = true;
    const step = (text: string): void => {
      const label = row.origins[origin]?.label ?? '';
      use({ change: { type: change.type, text }, label, begins: offset - start, index, first });
      first = false;
      offset += text.length;
    };
    while (
      change.type === 'delete' &&
      origin + 1 < row.origins.length &&
      offset + rest.length > start + lengthOf(origin) + 1
    ) {
      const head = rest.slice(0, start + lengthOf(origin) + 1 - offset);
      if (head !== '') step(head);
      rest = rest.slice(head.length);
      enter();
    }
    step(rest);
    while (origin + 1 < row.origins.length && offset > start + lengthOf(origin)) enter();
  });
}

function groupsOf(rows: readonly MovableRow[]): Map<number, Group> {
  const groups = new Map<number, Group>();
  rows.forEach((row, at) => {
    if (row.group === null || row.new === null) return;
    const known = groups.get(row.group);
    const group = known ?? { now: new Places(), left: new Places(), came: new Places(), texts: [], size: 0 };
    if (!known) groups.set(row.group, group);
    const place = { row: at, label: row.new };
    const now = row.changes.map((c) => (c.type === 'delete' ? '' : c.text)).join('');
    for (const { words } of clausesOf(now)) group.now.add(words, place);
    for (const change of row.changes)
      if (change.type === 'insert') for (const { words } of clausesOf(change.text)) group.came.add(words, place);
    group.size += now.length;
    if (group.size <= SEARCHED) group.texts.push({ folded: bare(now), place });
    else group.texts.length = 0;
  });
  return groups;
}

/** Where several old articles became one in another order, words that left one place of the row stand at another. */
const within = (places: Places | undefined, words: string, at: number): string | null =>
  places?.at(words).find((p) => p.row === at)?.label ?? null;

/** The one place where a clause came, of those that left one place only; null where either is not sure. */
function between(to: Places, from: Places, words: string, at: number): string | null {
  if (words.length < SHORTEST_BETWEEN) return null;
  const [place, ...more] = to.at(words);
  return place && place.row !== at && more.length === 0 && from.at(words).length === 1 ? place.label : null;
}
