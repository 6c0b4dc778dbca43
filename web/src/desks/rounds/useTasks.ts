/** All bodies of a round at once, so that figures are right under every filter; filters stand in the address. */
import { computed, ref, shallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { ask, Fault, wordsOf } from '../../api/ask';
import { RoundTasksDocument } from '../../api/generated/graphql';
import { readAll } from '../../api/pages';
import { byAnswer, type Task, TASK_FILTERS, type TaskFilter, taskMatches } from './round';

export function useTasks(consultationId: string) {
  const [route, router] = [useRoute(), useRouter()];
  const all = shallowRef<readonly Task[] | null>(null);
  const fault = ref<string | null>(null);
  const at = ref<string | null>(null);

  async function refresh(): Promise<void> {
    fault.value = null;
    try {
      const found = await readAll(
        async (after) => (await ask(RoundTasksDocument, { id: consultationId, after })).consultation?.solicitations,
      );
      all.value = byAnswer(found);
    } catch (e) {
      if (!(e instanceof Fault)) throw e;
      fault.value = wordsOf(e);
    }
  }
  const given = (name: string): string => {
    const value = route.query[name];
    return typeof value === 'string' ? value : '';
  };
  const filter = computed<TaskFilter>(() => ({ mark: given('mark'), region: given('region'), kind: given('kind') }));
  const filtered = computed(() => TASK_FILTERS.some((name) => filter.value[name] !== ''));
  const rows = computed(() => all.value?.filter((t) => taskMatches(t, filter.value)) ?? null);
  const set = (name: string, value: string | undefined): void => {
    const { [name]: _former, ...rest } = route.query;
    void router.replace({ query: value ? { ...rest, [name]: value } : rest });
  };
  const clear = (): void => void router.replace({ query: {} });
  /** j/k go by the order of the table */
  function step(by: 1 | -1): void {
    const shown = rows.value ?? [];
    const to = shown[Math.min(shown.length - 1, Math.max(0, shown.findIndex((t) => t.id === at.value) + by))];
    if (to) at.value = to.id;
  }
  return { all, rows, fault, at, filter, filtered, refresh, set, clear, step };
}
