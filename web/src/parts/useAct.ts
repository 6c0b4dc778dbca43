/** One act of a form: under way or not, and what came back, so that a second press sends nothing twice. */
import { ref, shallowRef } from 'vue';
import { Fault, wordsOf } from '../api/ask';
import type { Refused } from '../api/refusal';

export function useAct(act: () => Promise<Refused | null>) {
  const running = ref(false);
  const refused = shallowRef<Refused | null>(null);
  const run = async (): Promise<void> => {
    if (running.value) return;
    running.value = true;
    try {
      refused.value = await act();
    } catch (e) {
      refused.value = { message: wordsOf(e), fields: {} };
      if (!(e instanceof Fault)) throw e;
    } finally {
      running.value = false;
    }
  };
  return { running, refused, run };
}
