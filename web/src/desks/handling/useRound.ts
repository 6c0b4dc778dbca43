/** The round that is handled: its articles with what waits at each, and the figures of the choices above the list. */
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue';
import { ask, Fault, wordsOf } from '../../api/ask';
import {
  type CommentFilterInput,
  HandlingCountsDocument,
  type HandlingCountsQuery,
  HandlingRoundDocument,
  type HandlingRoundQuery,
} from '../../api/generated/graphql';
import { refreshWaiting } from '../../api/waiting';
import { handlingTexts as says } from '../../texts/handling';
import { atPlace, inShow, keyOf, showOf } from './handling';

type Values = HandlingCountsQuery['counts']['facets'][number]['values'];
interface Asked {
  readonly place: readonly string[];
  readonly show: readonly string[];
  readonly sources: readonly string[];
  readonly acts: readonly string[];
}
/** Milliseconds that keys rest before figures follow */
const REST = 600;

export function useRound(roundId: string, asked: () => Asked) {
  const round = shallowRef<HandlingRoundQuery | null>(null);
  const counts = shallowRef<HandlingCountsQuery | null>(null);
  const fault = ref<string | null>(null);

  async function load(): Promise<void> {
    try {
      round.value = await ask(HandlingRoundDocument, { roundId });
      fault.value = null;
    } catch (e) {
      fault.value = wordsOf(e);
      if (!(e instanceof Fault)) throw e;
    }
  }
  const loaded = load();

  /** Which comments are asked for, whatever became of them */
  const base = (of: Asked): CommentFilterInput => ({
    ...atPlace(of.place[0] ?? '', round.value?.consultation?.draft?.id ?? ''),
    ...(of.sources.length > 0 && { sourceKinds: of.sources as NonNullable<CommentFilterInput['sourceKinds']> }),
    ...(of.acts.length > 0 && { acts: of.acts as NonNullable<CommentFilterInput['acts']> }),
  });
  async function count(of: Asked): Promise<void> {
    try {
      counts.value = await ask(HandlingCountsDocument, { roundId, base: base(of), back: inShow(base(of), 'back') });
    } catch (e) {
      if (!(e instanceof Fault)) throw e; // the list says what is wrong
    }
  }
  /** The filter of the list, once the text is known; its figures are asked for beside */
  async function filterOf(of: Asked): Promise<CommentFilterInput> {
    await loaded;
    void count(of);
    return inShow(base(of), showOf(of.show));
  }

  let resting: ReturnType<typeof setTimeout> | undefined;
  function recount(): void {
    clearTimeout(resting);
    resting = setTimeout(() => {
      void load();
      void count(asked());
      void refreshWaiting();
    }, REST);
  }
  onBeforeUnmount(() => clearTimeout(resting));

  const places = computed(() => round.value?.commentArticles ?? []);
  const place = computed(() => asked().place[0] ?? '');
  const show = computed(() => showOf(asked().show));
  const here = computed(() => places.value.find((p) => keyOf(p) === place.value) ?? null);
  const sum = (of: 'toPropose' | 'all') =>
    computed(() => places.value.reduce((n, p) => n + (p.kind === 'HEADING' ? 0 : p[of]), 0));
  const title = computed(() =>
    here.value ? here.value.label + (here.value.caption ? `　${here.value.caption}` : '') : says.treeWhole,
  );
  const facet = (name: string): Values => counts.value?.counts.facets.find((f) => f.name === name)?.values ?? [];
  const inState = (...states: string[]): { count: number; exact: boolean } =>
    facet('states')
      .filter((v) => states.includes(v.value))
      .reduce<{ count: number; exact: boolean }>(
        (all, v) => ({ count: all.count + v.count, exact: all.exact && v.exact }),
        { count: 0, exact: true },
      );
  const choices = computed(() => ({
    name: 'show',
    label: says.show.label,
    chosen: show.value === 'all' ? [] : [show.value],
    values: [
      { value: 'todo', words: says.show.todo, ...inState('REPORTED', 'REOPENED') },
      { value: 'done', words: says.show.done, ...inState('PROPOSED', 'SIGNED', 'RELEASED', 'ANSWERED') },
      {
        value: 'back',
        words: says.show.back,
        count: counts.value?.back.totalCount ?? 0,
        exact: counts.value?.back.totalCountExact ?? true,
      },
    ],
  }));
  const everything = computed(() => ({
    words: says.show.all,
    count: counts.value?.counts.totalCount ?? null,
    exact: counts.value?.counts.totalCountExact ?? true,
  }));
  const menus = computed(() => [
    { name: 'sources', label: says.sources, values: facet('sourceKinds'), chosen: asked().sources },
    { name: 'acts', label: says.acts, values: facet('acts'), chosen: asked().acts },
  ]);
  return {
    round, fault, load, filterOf, recount, places, place, show, here, title, choices, everything, menus,
    toPropose: sum('toPropose'), all: sum('all'),
  }; // prettier-ignore
}
