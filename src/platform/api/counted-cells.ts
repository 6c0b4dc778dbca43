/** Totals and facets of a list out of counts that are kept: each says how many rows are alike. */
import { countedOf, type Facet, type FacetOf, type Page } from './paging.js';

/** A property that alike rows share, and which of its values the list is asked for; null: whichever */
export interface CellFacet<C> extends Pick<FacetOf, 'name' | 'words'> {
  of: (cell: C) => string;
  asked: readonly string[] | null | undefined;
}

/** `cells` are those of the list as it is asked for, but for its facets; asked for once, where anybody wants to know */
export function countsOf<C extends { n: number }>(
  cells: () => Promise<readonly C[]>,
  facets: readonly CellFacet<C>[],
): Pick<Page<never>, 'total' | 'facets'> {
  let asked: Promise<readonly C[]> | undefined;
  const all = (): Promise<readonly C[]> => (asked ??= cells());
  const fits = (cell: C, but?: CellFacet<C>): boolean =>
    facets.every((f) => f === but || !f.asked || f.asked.includes(f.of(cell)));
  const sum = (found: readonly C[]): number => found.reduce((n, cell) => n + cell.n, 0);
  return {
    total: async () => countedOf(sum((await all()).filter((cell) => fits(cell)))),
    facets: async () => {
      const found = await all();
      return facets.map((facet): Facet => {
        const under = found.filter((cell) => fits(cell, facet));
        const values = Object.entries(facet.words).map(([value, words]) => ({
          value,
          words,
          ...countedOf(sum(under.filter((cell) => facet.of(cell) === value))),
        }));
        return { name: facet.name, values };
      });
    },
  };
}
