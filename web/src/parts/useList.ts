/**
 * One list: pages by cursor, filters and the row at hand in the address so that Back works, a selection, and rows that
 * came meanwhile waiting behind a line until somebody asks for them, since a list never moves under a reader.
 */
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter, type LocationQuery } from 'vue-router';
import { Fault, wordsOf } from '../api/ask';

export const PAGE = 50;
/** Milliseconds for which a wait is not shown, so that the quick ones do not flicker */
const QUICK = 300;

export interface FacetValue {
  readonly value: string;
  readonly words: string;
  readonly count: number;
  readonly exact: boolean;
}
export interface Listed<T> {
  readonly nodes: readonly T[];
  readonly totalCount: number;
  readonly totalCountExact: boolean;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly facets?: readonly { readonly name: string; readonly values: readonly FacetValue[] }[];
}

/** What a list is asked for: by the name of each filter its values, none: everything */
export type Filter<N extends string = string> = Readonly<Record<N, readonly string[]>>;

/** `?states=REPORTED,RETURNED` → { states: ['REPORTED', 'RETURNED'] }; what is no filter of this list is left alone */
export function filterOf<N extends string>(query: LocationQuery, names: readonly N[]): Filter<N> {
  const values = (name: N): readonly string[] => {
    const given = query[name];
    return typeof given === 'string' && given !== '' ? given.split(',') : [];
  };
  return Object.fromEntries(names.map((n) => [n, values(n)])) as unknown as Filter<N>;
}

/** The query with one filter changed; the row at hand belongs to the former list and goes */
export function withFilter(query: LocationQuery, name: string, values: readonly string[]): LocationQuery {
  const { at: _at, [name]: _former, ...rest } = query;
  return values.length === 0 ? rest : { ...rest, [name]: values.join(',') };
}

export function useList<T extends { readonly id: string }, const N extends string>(
  names: readonly N[],
  load: (asked: { first: number; after: string | null; filter: Filter<N> }) => Promise<Listed<T>>,
) {
  const [route, router] = [useRoute(), useRouter()];
  const rows = shallowRef<readonly T[] | null>(null);
  const listed = shallowRef<Listed<T> | null>(null);
  const [loading, slow] = [ref(false), ref(false)];
  const fault = ref<string | null>(null);
  const at = ref<string | null>(typeof route.query.at === 'string' ? route.query.at : null);
  const chosen = shallowRef<ReadonlySet<string>>(new Set());
  const newRows = ref(0);
  const filter = computed(() => filterOf(route.query, names));
  /** what the list stands for; changes of the row at hand are none */
  const asked = computed(() => JSON.stringify(filter.value));
  const here = route.path;
  let run = 0;

  async function fetchPage(after: string | null): Promise<void> {
    const mine = ++run;
    loading.value = true;
    const patience = setTimeout(() => (slow.value = loading.value), QUICK);
    try {
      const page = await load({ first: PAGE, after, filter: filter.value });
      if (mine !== run) return; // another filter was asked for meanwhile
      listed.value = page;
      rows.value = after === null ? page.nodes : [...(rows.value ?? []), ...page.nodes];
      if (after === null) newRows.value = 0;
      fault.value = null;
    } catch (e) {
      if (mine === run) fault.value = wordsOf(e);
      if (!(e instanceof Fault)) throw e;
    } finally {
      clearTimeout(patience);
      if (mine === run) loading.value = slow.value = false;
    }
  }
  const refresh = (): Promise<void> => fetchPage(null);
  const more = computed(() => listed.value?.pageInfo.hasNextPage === true);
  const loadMore = (): Promise<void> => fetchPage(listed.value?.pageInfo.endCursor ?? null);

  watch(
    asked,
    () => {
      if (route.path !== here) return;
      chosen.value = new Set();
      void refresh();
    },
    { immediate: true },
  );

  // the address follows the row at hand when the keys rest: writing it at each press would slow them down
  let writing: ReturnType<typeof setTimeout> | undefined;
  watch(at, (id) => {
    clearTimeout(writing);
    writing = setTimeout(() => {
      if (route.path !== here || route.query.at === (id ?? undefined)) return;
      const { at: _at, ...rest } = route.query;
      void router.replace({ query: id === null ? rest : { ...rest, at: id } });
    }, QUICK);
  });
  onBeforeUnmount(() => clearTimeout(writing));

  const index = (): number => (rows.value ?? []).findIndex((r) => r.id === at.value);
  const current = computed<T | null>(() => (rows.value ?? []).find((r) => r.id === at.value) ?? null);
  /** To the next (1) or previous (-1) row; further rows are fetched at the end */
  async function step(by: 1 | -1): Promise<void> {
    const all = rows.value ?? [];
    const to = index() === -1 ? (by === 1 ? 0 : all.length - 1) : index() + by;
    if (to >= all.length && more.value && !loading.value) await loadMore();
    const row = (rows.value ?? [])[to];
    if (row) at.value = row.id;
  }
  const toggle = (id: string): void => {
    const next = new Set(chosen.value);
    if (!next.delete(id)) next.add(id);
    chosen.value = next;
  };
  /** All rows that are shown, or none where all of them are chosen already */
  const toggleAll = (): void => {
    const ids = (rows.value ?? []).map((r) => r.id);
    chosen.value = new Set(ids.every((id) => chosen.value.has(id)) ? [] : ids);
  };
  const setFilter = (name: N, values: readonly string[]): void =>
    void router.push({ query: withFilter(route.query, name, values) });
  const clear = (): void =>
    void router.push({ query: names.reduce<LocationQuery>((q, n) => withFilter(q, n, []), route.query) });
  const facet = (name: string): readonly FacetValue[] =>
    listed.value?.facets?.find((f) => f.name === name)?.values ?? [];
  const total = computed(() => listed.value?.totalCount ?? null);
  const exact = computed(() => listed.value?.totalCountExact ?? true);
  /** Puts a row as it is now in the place of what it was; the list does not move */
  const replace = (row: T): void => void (rows.value = (rows.value ?? []).map((r) => (r.id === row.id ? row : r)));
  const filtered = computed(() => names.some((n) => filter.value[n].length > 0));

  return {
    rows, total, exact, loading, slow, fault, more, loadMore, refresh, filter, filtered, setFilter, clear, facet,
    at, current, step, chosen, toggle, toggleAll, newRows, replace,
  }; // prettier-ignore
}
