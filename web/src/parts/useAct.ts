/** One act of a form: under way or not, and what came back, so that a second press sends nothing twice. */
import { ref, shallowRef } from 'vue';
import { Fault } from '../api/ask';
import type { Refused } from '../api/refusal';
import { texts } from '../texts';

export function useAct(act: () => Promise<Refused | null>) {
  const running = ref(false);
  const refused = shallowRef<Refused | null>(null);
  const run = async (): Promise<void> => {
    if (running.value) return;
    running.value = true;
    try {
      refused.value = await act();
    } catch (e) {
      refused.value =
        e instanceof Fault
          ? { message: texts.fault(e.message, e.requestId), fields: {} }
          : { message: texts.fault('这一页出了问题，请刷新再试。', null), fields: {} };
      if (!(e instanceof Fault)) throw e;
    } finally {
      running.value = false;
    }
  };
  return { running, refused, run };
}
