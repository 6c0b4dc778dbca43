/**
 * 草稿: what somebody types is kept on the server two seconds after the last key, so that another machine or a lost line
 * loses nothing; until it is there, and where the line is cut, it is kept on this computer.
 */
import { onBeforeUnmount, ref } from 'vue';
import { ask, Fault } from '../api/ask';
import { SaveWorkingCopyDocument } from '../api/generated/graphql';
import { refusedBy } from '../api/refusal';
import { viewer } from '../api/session';

const REST = 2_000;

export function useWorkingCopy(kind: string) {
  /** when it reached the server last; null: not yet */
  const keptAt = ref<string | null>(null);
  /** it is on this computer only */
  const keptHere = ref(false);
  /** why the server does not keep it; null: it does, or was not asked */
  const refused = ref<string | null>(null);
  let waiting: { readonly targetId: string; readonly body: string } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const place = (targetId: string): string => `yifayima.copy ${viewer.value?.accountId ?? ''} ${kind} ${targetId}`;

  async function send(targetId: string, body: string): Promise<void> {
    try {
      const { saveWorkingCopy: kept } = await ask(SaveWorkingCopyDocument, { input: { kind, targetId, body } });
      const no = refusedBy(kept);
      refused.value = no && (no.fields.body ?? no.message);
      if (kept.__typename !== 'WorkingCopy') {
        keptHere.value = body !== '';
        return;
      }
      if (localStorage.getItem(place(targetId)) === body || body === '') localStorage.removeItem(place(targetId));
      keptAt.value = kept.updatedAt ?? null;
      keptHere.value = false;
    } catch (e) {
      if (!(e instanceof Fault)) throw e;
      keptHere.value = body !== '';
    }
  }
  /** Keeps what waits to be kept now */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    const now = waiting;
    waiting = null;
    if (now) await send(now.targetId, now.body);
  }
  /** Keeps this when the keys have rested, on this computer at once */
  function write(targetId: string, body: string): void {
    if (waiting !== null && waiting.targetId !== targetId) void flush();
    waiting = { targetId, body };
    localStorage.setItem(place(targetId), body);
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), REST);
  }
  /** It is done, or given up */
  async function forget(targetId: string): Promise<void> {
    clearTimeout(timer);
    const wasKept = waiting?.targetId === targetId || keptAt.value !== null || keptHere.value;
    waiting = null;
    localStorage.removeItem(place(targetId));
    keptAt.value = refused.value = null;
    keptHere.value = false;
    if (wasKept) await send(targetId, '');
  }
  /** What is on this computer and has not reached the server; null: nothing */
  const here = (targetId: string): string | null => localStorage.getItem(place(targetId));
  /** Another thing is at hand, of which this was kept at that time */
  function begin(at: string | null, isHere: boolean): void {
    keptAt.value = at;
    refused.value = null;
    keptHere.value = isHere;
  }
  onBeforeUnmount(() => void flush());
  return { keptAt, keptHere, refused, write, flush, forget, here, begin };
}
