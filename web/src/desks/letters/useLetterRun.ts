/** An act on many letters, as the desk follows it: begun here or elsewhere, left and come back to. */
import { computed, onBeforeUnmount, shallowRef } from 'vue';
import { ask, Fault } from '../../api/ask';
import {
  LetterRunDocument,
  type LetterRunQuery,
  LetterRunRefusedDocument,
  type LetterRunRowFragment,
} from '../../api/generated/graphql';
import { viewer } from '../../api/session';
import type { Undone } from '../../parts/BulkAccount.vue';

const EVERY = 1_000;
/** Accounts that were read and closed since this page was opened */
const closed = new Set<string>();

export interface RunAccount {
  readonly id: string;
  readonly act: LetterRunRowFragment['act'];
  readonly of: number;
  readonly done: number;
  readonly undone: readonly Undone[];
}

const isOver = ({ total, progress }: LetterRunRowFragment): boolean => progress.done + progress.left >= total;

/** `ended` is told of each run that came to its end while it was followed here */
export function useLetterRun(ended: () => Promise<void>) {
  const run = shallowRef<LetterRunRowFragment | null>(null);
  const account = shallowRef<RunAccount | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const underWay = computed(() => (run.value && !isOver(run.value) ? run.value : null));

  async function tell(over: LetterRunRowFragment): Promise<void> {
    const { letterRun } = await ask(LetterRunRefusedDocument, { id: over.id });
    const undone = (letterRun?.refused ?? []).map((r) => ({ id: r.id, name: r.addressee ?? '', why: r.message }));
    account.value = { id: over.id, act: over.act, of: over.total, done: over.progress.done, undone };
  }

  /** What the round says of its last run: one that goes on is followed; one that left something of mine is told of */
  async function found(last: LetterRunRowFragment | null | undefined): Promise<void> {
    if (!last || last.id === run.value?.id) return;
    run.value = last;
    if (!isOver(last)) follow();
    else if (last.progress.left > 0 && last.byAccount === viewer.value?.accountId && !closed.has(last.id))
      await tell(last);
  }

  /** A run that was begun here */
  function begun(started: LetterRunRowFragment): void {
    account.value = null;
    run.value = started;
    follow();
  }

  function follow(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), EVERY);
  }

  async function look(): Promise<void> {
    const id = run.value?.id;
    if (id === undefined) return;
    try {
      const seen: LetterRunQuery['letterRun'] = (await ask(LetterRunDocument, { id })).letterRun;
      if (!seen || run.value?.id !== id) return;
      run.value = seen;
      if (!isOver(seen)) return follow();
      await tell(seen);
      await ended();
    } catch (e) {
      // away for a moment: it goes on there, and is looked at again
      if (!(e instanceof Fault)) throw e;
      follow();
    }
  }

  function close(): void {
    if (account.value) closed.add(account.value.id);
    account.value = null;
  }

  onBeforeUnmount(() => clearTimeout(timer));
  return { underWay, account, found, begun, close };
}
