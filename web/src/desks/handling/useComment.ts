/** The comment at hand with what is shown of it; the ones after it are fetched before anybody asks for them. */
import { ref, shallowRef, watch, type Ref } from 'vue';
import { ask, Fault, wordsOf } from '../../api/ask';
import { HandlingCommentDocument, type HandlingCommentQuery } from '../../api/generated/graphql';

/** Comments kept at hand; the oldest goes */
const KEPT = 60;
const AHEAD = 2;

export function useComment(at: Ref<string | null>, after: (id: string) => readonly string[]) {
  const cache = new Map<string, HandlingCommentQuery>();
  const found = shallowRef<HandlingCommentQuery | null>(null);
  const fault = ref<string | null>(null);

  async function fetchOne(id: string): Promise<HandlingCommentQuery> {
    const answer = await ask(HandlingCommentDocument, { id });
    cache.set(id, answer);
    const [oldest] = cache.keys();
    if (cache.size > KEPT && oldest !== undefined) cache.delete(oldest);
    return answer;
  }
  async function prefetch(id: string): Promise<void> {
    for (const next of after(id).slice(0, AHEAD))
      if (!cache.has(next)) {
        // what cannot be had ahead is asked for, and said, when it is looked at
        await fetchOne(next).catch((e: unknown) => {
          if (!(e instanceof Fault)) throw e;
        });
      }
  }
  async function show(id: string): Promise<void> {
    try {
      const answer = cache.get(id) ?? (await fetchOne(id));
      if (at.value !== id) return; // another one is looked at by now
      found.value = answer;
      fault.value = null;
      void prefetch(id);
    } catch (e) {
      if (at.value === id) {
        found.value = null;
        fault.value = wordsOf(e);
      }
      if (!(e instanceof Fault)) throw e;
    }
  }
  /** What is known of it is no more what is stored */
  const drop = (id: string): void => void cache.delete(id);
  const reload = async (id: string): Promise<HandlingCommentQuery['comment']> => {
    drop(id);
    if (at.value === id) await show(id);
    return (cache.get(id) ?? (await fetchOne(id))).comment;
  };
  watch(
    at,
    (id) => {
      if (id === null) found.value = null;
      else void show(id);
    },
    { immediate: true },
  );
  return { found, fault, drop, reload, prefetch };
}
