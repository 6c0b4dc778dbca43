/** Where the citations of two compared texts lead inside one page, and which places of a cell bear an address. */
import { type DetailedEntry, placedText, type Provision } from '../../articles/index.js';
import { followedCitations } from './citations.rules.js';
import type { ComparedDraft } from './comparison.writer.js';

/** Offsets are into the text of a cell without its head. */
export interface CellPlaces {
  links: { start: number; end: number; href: string }[];
  /** the line that begins at the offset has these ids */
  ids: Map<number, string[]>;
}

const newAnchor = (label: string): string => `new-${label}`.replace(/\s/gu, '');
const oldAnchor = (label: string): string => `old-${label}`.replace(/\s/gu, '');

/** The id of a row. Labels are unique within a text; a deleted article bears its old one. */
export const anchorOf = (entry: DetailedEntry): string =>
  entry.new === null ? oldAnchor(entry.old[0] ?? '') : newAnchor(entry.new);

/**
 * For each entry its old and its new cell; no id is given twice, and none that a row has. A citation leads to the same
 * text, never to the other column.
 */
export function placesOfCells(
  old: ComparedDraft,
  next: ComparedDraft,
  entries: readonly DetailedEntry[],
): { entry: DetailedEntry; old: CellPlaces; new: CellPlaces }[] {
  const taken = new Set(entries.map(anchorOf));
  const [before, after] = [cellsOf(old.provisions, oldAnchor, taken), cellsOf(next.provisions, newAnchor, taken)];
  const textOf = (entry: DetailedEntry, without: 'insert' | 'delete'): string =>
    entry.changes
      .filter((c) => c.type !== without)
      .map((c) => c.text)
      .join('');
  return entries.map((entry) => ({
    entry,
    old: before(entry.old, textOf(entry, 'insert')),
    new: after(entry.new === null ? [] : [entry.new], textOf(entry, 'delete')),
  }));
}

function cellsOf(
  provisions: readonly Provision[],
  anchor: (label: string) => string,
  taken: Set<string>,
): (labels: readonly string[], text: string) => CellPlaces {
  const { of, cited } = followedCitations(provisions);
  const at = new Map(provisions.map((p, index) => [p.label, index]));
  const address = (index: number, path: string | null): string =>
    `${anchor(provisions[index]?.label ?? '')}${path === null ? '' : `-${path}`}`;
  return (labels, text) => {
    const places: CellPlaces = { links: [], ids: new Map() };
    const found = labels.flatMap((label) => {
      const index = at.get(label) ?? -1;
      const provision = provisions[index];
      return provision ? [{ index, ...placedText(provision) }] : [];
    });
    // where a label stands twice in a text, the cell may be the other one: then nothing is linked rather than something
    // wrong
    if (found.map((one) => one.text).join('\n') !== text) return places;
    const claim = (offset: number, id: string): void => {
      if (taken.has(id)) return;
      taken.add(id);
      places.ids.set(offset, [...(places.ids.get(offset) ?? []), id]);
    };
    let base = 0;
    for (const one of found) {
      for (const { path, start, end, to } of of[one.index] ?? []) {
        const from = base + (one.at.get(path) ?? 0);
        places.links.push({
          start: from + start,
          end: from + end,
          href: `#${encodeURIComponent(address(to.provision, to.path))}`,
        });
      }
      for (const [path, offset] of one.at)
        if (cited[one.index]?.has(path)) claim(base + offset, address(one.index, path));
      claim(base, address(one.index, null));
      base += one.text.length + 1;
    }
    return places;
  };
}
