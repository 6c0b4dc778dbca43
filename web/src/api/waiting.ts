/** What waits for the one who is signed in: one answer for the whole console, asked anew every half minute. */
import { computed, ref, shallowRef } from 'vue';
import { ask, Fault } from './ask';
import { readAll } from './pages';
import { TodosDocument, type TodoKind, type TodosQuery } from './generated/graphql';

export type Todo = TodosQuery['todos']['nodes'][number];

const PAGE = 200;
const EVERY = 30_000;

const list = shallowRef<readonly Todo[] | null>(null);
/** All of it, to the end: figures beside a place are sums over it */
export const waiting = computed(() => list.value);
/** How many things wait; null before it is known */
export const waitingCount = computed(() => list.value?.length ?? null);
/** The fault of the last attempt; what was known before stands */
export const waitingFault = shallowRef<Fault | null>(null);
/** When it was asked last with success */
export const waitingAsOf = ref<Date | null>(null);

export async function refreshWaiting(): Promise<void> {
  try {
    list.value = await readAll(async (after) => (await ask(TodosDocument, { first: PAGE, after })).todos);
    waitingAsOf.value = new Date();
    waitingFault.value = null;
  } catch (e) {
    if (!(e instanceof Fault)) throw e;
    waitingFault.value = e;
  }
}

/** The sum of the figures of these kinds; 0 while nothing is known */
export const figureOf = (kinds: readonly TodoKind[]): number =>
  (waiting.value ?? []).filter((t) => kinds.includes(t.kind)).reduce((sum, t) => sum + t.figure, 0);

/** The figure of this kind about one thing; 0 where none of it waits */
export const figureAt = (kind: TodoKind, targetId: string | undefined): number =>
  waiting.value?.find((t) => t.kind === kind && t.targetId === targetId)?.figure ?? 0;

/** Asks again every half minute while the page is looked at; the answer ends it */
export function keepWaiting(): () => void {
  void refreshWaiting();
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') void refreshWaiting();
  }, EVERY);
  return () => {
    clearInterval(timer);
    list.value = null;
  };
}
