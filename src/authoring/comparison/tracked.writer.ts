/** The new text with its differences from the old one as tracked changes, in the order in which a reader meets them. */
import {
  type Change,
  type Comparison,
  type ComparisonEntry,
  headingText,
  type Provision,
  provisionText,
} from '../../articles/index.js';
import type { TrackedParagraph, TrackedText } from './tracked.docx.js';

export interface TrackedSide {
  title: string;
  /** 题注; null for none */
  note: string | null;
  provisions: readonly Provision[];
}

type Fate = TrackedParagraph['mark'];
type TrackedRun = TrackedParagraph['runs'][number];

/** Deleted articles come after the article they followed in the old text, not all at the end. */
export function inReadingOrder(comparison: Comparison, old: readonly { label: string }[]): ComparisonEntry[] {
  const place = new Map(old.map((p, at) => [p.label, at]));
  const out = comparison.articles.filter((entry) => entry.new !== null);
  for (const gone of comparison.articles.filter((entry) => entry.new === null)) {
    const at = place.get(gone.old[0] ?? '') ?? 0;
    let after = -1;
    let nearest = -1;
    out.forEach((entry, index) => {
      const last = Math.max(-1, ...entry.old.map((label) => place.get(label) ?? -1));
      if (last < at && last > nearest) [nearest, after] = [last, index];
    });
    out.splice(after + 1, 0, gone);
  }
  return out;
}

class TrackedWriting {
  readonly paragraphs: TrackedParagraph[] = [];

  line(kind: TrackedParagraph['kind'], fate: Fate, text: string): void {
    if (text !== '') this.paragraphs.push({ kind, runs: [{ fate, text }], mark: fate });
  }

  /** Words that may differ on both sides, on one line. */
  either(kind: TrackedParagraph['kind'], before: string, after: string): void {
    if (before === after) return this.line(kind, 'same', after);
    const runs: TrackedRun[] = [
      { fate: 'delete' as const, text: before },
      { fate: 'insert' as const, text: after },
    ].filter((run) => run.text !== '');
    this.paragraphs.push({ kind, runs, mark: before === '' ? 'insert' : after === '' ? 'delete' : 'same' });
  }

  /** A line feed among the changes ends a paragraph; its mark has the fate of the change it stands in. */
  article(label: TrackedRun[], changes: readonly Change[], end: Fate): void {
    let runs: TrackedRun[] = label;
    for (const change of changes) {
      change.text.split('\n').forEach((text, at) => {
        if (at > 0) {
          this.paragraphs.push({ kind: 'text', runs, mark: change.type });
          runs = [];
        }
        runs.push({ fate: change.type, text });
      });
    }
    this.paragraphs.push({ kind: 'text', runs, mark: end });
  }
}

const nameOf = (p: Provision | undefined): string =>
  p === undefined ? '' : `${p.label}${p.caption === null ? '' : `（${p.caption}）`}`;
const GAP = '\u3000';

/** @param date ISO 8601 with seconds, in UTC */
export function trackedText(
  old: TrackedSide,
  next: TrackedSide,
  comparison: Comparison,
  author: string,
  date: string,
): TrackedText {
  const writing = new TrackedWriting();
  const byLabel = (side: TrackedSide): Map<string, Provision> => new Map(side.provisions.map((p) => [p.label, p]));
  const [before, after] = [byLabel(old), byLabel(next)];
  const headingsOf = (side: TrackedSide): Set<string> =>
    new Set(side.provisions.flatMap((p) => p.headings.map((h) => headingText(h))));
  const [oldHeadings, newHeadings] = [headingsOf(old), headingsOf(next)];
  const printed = new Set<string>();
  writing.either('title', old.title, next.title);
  writing.either('note', old.note ?? '', next.note ?? '');
  for (const entry of inReadingOrder(comparison, old.provisions)) {
    const origin = before.get(entry.old[0] ?? '');
    const heir = entry.new === null ? undefined : after.get(entry.new);
    const headings = (p: Provision | undefined, fateOf: (text: string) => Fate | undefined): void => {
      for (const heading of p?.headings ?? []) {
        const text = headingText(heading);
        const fate = printed.has(text) ? undefined : fateOf(text);
        if (fate === undefined) continue;
        printed.add(text);
        writing.line('heading', fate, text);
      }
    };
    headings(origin, (text) => (newHeadings.has(text) ? undefined : 'delete'));
    headings(heir, (text) => (oldHeadings.has(text) ? 'same' : 'insert'));
    const [from, to] = [entry.old.map((label) => nameOf(before.get(label))).join('、'), nameOf(heir)];
    const label: TrackedRun[] =
      heir === undefined
        ? [{ fate: 'delete', text: from + GAP, bold: true }]
        : from === ''
          ? [{ fate: 'insert', text: to + GAP, bold: true }]
          : from === to
            ? [{ fate: 'same', text: to + GAP, bold: true }]
            : [
                { fate: 'delete', text: from, bold: true },
                { fate: 'insert', text: to, bold: true },
                { fate: 'same', text: GAP, bold: true },
              ];
    writing.article(label, entry.changes, heir === undefined ? 'delete' : from === '' ? 'insert' : 'same');
  }
  // Annexes are compared only where their links are stored.
  const compared = new Set(comparison.articles.map((entry) => entry.new));
  for (const annex of next.provisions.filter((p) => p.kind === 'annex' && !compared.has(p.label))) {
    writing.line('heading', 'same', annex.label);
    provisionText(annex)
      .split('\n')
      .forEach((text) => writing.line('text', 'same', text));
  }
  return { title: next.title, author, date, paragraphs: writing.paragraphs };
}
