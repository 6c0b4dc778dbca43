/**
 * The new text with its differences from the old one as tracked changes. Both texts are lists of lines; what goes on
 * keeps the order of both and is told word by word, everything else is taken away where it stood and put in where it
 * stands now, as a move where that is sure. So accepting all gives the new text and rejecting all the old one, whatever
 * was moved, split or merged.
 */
import {
  type ArticleTree,
  type Change,
  type DetailedEntry,
  diffTexts,
  formedChanges,
  type PlacedChange,
} from '../../articles/index.js';
import type { TrackedParagraph, TrackedText } from './tracked.docx.js';
import { withMoves } from './tracked.moves.js';
import { heaviestInOrder, type Stretch, stretchesOf, type TrackedUnit, unitsOf } from './tracked.units.js';

type Fate = TrackedParagraph['runs'][number]['fate'];
type TrackedRun = TrackedParagraph['runs'][number];

export interface TrackedOptions {
  /** as Word shows who changed it */
  author: string;
  /** ISO 8601 with seconds, in UTC */
  date: string;
  /**
   * whether other widths of signs and other blanks are tracked too; where they are not, rejecting all leaves those of
   * the new text. Numbers are always: whoever rejects would cite another article else.
   */
  form: 'marked' | 'unmarked';
}

const isPlain = (form: PlacedChange['form']): boolean => form === 'width' || form === 'blanks';

class TrackedWriting {
  readonly paragraphs: TrackedParagraph[] = [];
  private runs: TrackedRun[] = [];

  constructor(private readonly form: TrackedOptions['form']) {}

  run(fate: Fate, text: string, more: Omit<TrackedRun, 'fate' | 'text'> = {}): void {
    if (text !== '') this.runs.push({ fate, text, ...more });
  }

  end(kind: TrackedParagraph['kind'], mark: TrackedParagraph['mark']): void {
    this.paragraphs.push({ kind, runs: this.runs, mark });
    this.runs = [];
  }

  /** Words that may differ on both sides */
  either(before: string, after: string, more: Omit<TrackedRun, 'fate' | 'text'> = {}): void {
    if (before === after) return this.run('same', after, more);
    this.run('delete', before, more);
    this.run('insert', after, more);
  }

  /** A unit that one text alone has, or one that was moved as it stands */
  alone(unit: TrackedUnit, side: 'insert' | 'delete', move: number | null): void {
    this.run(side, unit.label + unit.gap, { bold: unit.isNumbered });
    const lines = (unit.caption + unit.body).split('\n');
    lines.forEach((line) => {
      this.run(side, line, move === null || line.includes('\t') ? {} : { move });
      this.end(unit.kind, side);
    });
  }

  /** What changed; before the place where another article of either text begins stands its number. */
  changes(changes: readonly PlacedChange[], olds: readonly TrackedUnit[], news: readonly TrackedUnit[]): void {
    const [first, now] = [olds[0], news[0]];
    if (!first || !now) return;
    this.heads(first, now);
    const ends = { delete: beginnings(olds), insert: beginnings(news) };
    let [p, q] = [0, 0];
    for (const { type, text, form } of changes) {
      const plain = isPlain(form) && this.form === 'unmarked' && !text.includes('\n');
      let rest = text;
      while (rest !== '') {
        // up to the next place where an article begins, on the sides that this change moves on
        const stops = [
          ...(type === 'insert' ? [] : [(ends.delete[0]?.at ?? Infinity) - p]),
          ...(type === 'delete' ? [] : [(ends.insert[0]?.at ?? Infinity) - q]),
        ];
        const piece = rest.slice(0, Math.min(...stops));
        if (!(plain && type === 'delete')) this.words(plain ? 'same' : type, piece, now.kind);
        rest = rest.slice(piece.length);
        if (type !== 'insert') p += piece.length;
        if (type !== 'delete') q += piece.length;
        const old = type !== 'insert' && ends.delete[0]?.at === p ? ends.delete.shift()?.unit : undefined;
        const next = type !== 'delete' && ends.insert[0]?.at === q ? ends.insert.shift()?.unit : undefined;
        this.heads(old, next);
      }
    }
    this.end(now.kind, 'same');
  }

  private heads(old: TrackedUnit | undefined, next: TrackedUnit | undefined): void {
    this.either(labelOf(old), labelOf(next), { bold: (next ?? old)?.isNumbered === true });
    this.either(old?.caption ?? '', next?.caption ?? '');
  }

  /** A line feed ends a paragraph; its mark has the fate of the change it stands in. */
  private words(fate: Fate, text: string, kind: TrackedParagraph['kind']): void {
    text.split('\n').forEach((line, at) => {
      if (at > 0) this.end(kind, fate);
      this.run(fate, line);
    });
  }
}

const labelOf = (unit: TrackedUnit | undefined): string => (unit ? unit.label + unit.gap : '');
const bodyOf = (units: readonly TrackedUnit[]): string => units.map((unit) => unit.body).join('\n');

/** Where in their joined words all units but the first begin */
function beginnings(units: readonly TrackedUnit[]): { at: number; unit: TrackedUnit }[] {
  let at = 0;
  return units.flatMap((unit, k) => {
    const begins = at;
    at += unit.body.length + 1;
    return k === 0 ? [] : [{ at: begins, unit }];
  });
}

const joined = (changes: readonly Change[], without: 'insert' | 'delete'): string =>
  changes.flatMap((c) => (c.type === without ? [] : c.text)).join('');

/** What is known of the stretch where it is of the words at hand; else it is compared. */
function changesOf({ known }: Stretch, before: string, after: string): readonly PlacedChange[] {
  const same = known && joined(known.placed, 'insert') === before && joined(known.placed, 'delete') === after;
  return same ? known.placed : formedChanges(diffTexts(before, after));
}

/** `entries`: the comparison of the articles of both texts, as far as links between them are known */
export function trackedText(
  old: ArticleTree,
  next: ArticleTree,
  entries: readonly DetailedEntry[],
  { author, date, form }: TrackedOptions,
): TrackedText {
  const [before, after] = [unitsOf(old), unitsOf(next)];
  const stretches = stretchesOf(before, after, entries);
  const goOn = heaviestInOrder(stretches);
  const moves = movesOf(stretches, goOn, before, after);
  const writing = new TrackedWriting(form);
  let [p, q] = [0, 0];
  const upTo = (i: number, j: number): void => {
    for (; p < i; p++) alone(before[p], 'delete', moves.old.get(p));
    for (; q < j; q++) alone(after[q], 'insert', moves.new.get(q));
  };
  const alone = (unit: TrackedUnit | undefined, side: 'insert' | 'delete', move: number | undefined): void => {
    if (unit) writing.alone(unit, side, move ?? null);
  };
  for (const stretch of goOn) {
    upTo(stretch.old.from, stretch.new.from);
    const [olds, news] = [before.slice(p, stretch.old.to), after.slice(q, stretch.new.to)];
    writing.changes(changesOf(stretch, bodyOf(olds), bodyOf(news)), olds, news);
    [p, q] = [stretch.old.to, stretch.new.to];
  }
  upTo(before.length, after.length);
  return { title: next.title, author, date, paragraphs: withMoves(writing.paragraphs) };
}

/** Articles that stand elsewhere with the words they had: by their places on either side one number for both. */
function movesOf(
  stretches: readonly Stretch[],
  goOn: readonly Stretch[],
  before: readonly TrackedUnit[],
  after: readonly TrackedUnit[],
): { old: Map<number, number>; new: Map<number, number> } {
  const inOrder = new Set(goOn);
  const taken = {
    old: new Set(goOn.flatMap((s) => placesOf(s.old))),
    new: new Set(goOn.flatMap((s) => placesOf(s.new))),
  };
  const moves = { old: new Map<number, number>(), new: new Map<number, number>() };
  for (const stretch of stretches) {
    const [i, j] = [stretch.old.from, stretch.new.from];
    const [o, n] = [before[i], after[j]];
    if (inOrder.has(stretch) || stretch.old.to > i + 1 || stretch.new.to > j + 1) continue;
    if (taken.old.has(i) || taken.new.has(j) || !o?.isNumbered || !n) continue;
    if (o.body === '' || o.caption !== n.caption || o.body !== n.body) continue;
    taken.old.add(i);
    taken.new.add(j);
    const move = moves.old.size + 1;
    moves.old.set(i, move);
    moves.new.set(j, move);
  }
  return moves;
}

const placesOf = ({ from, to }: { from: number; to: number }): number[] =>
  Array.from({ length: to - from }, (_, k) => from + k);
