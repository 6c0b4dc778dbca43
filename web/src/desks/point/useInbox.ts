/** What an officer does with voices in hand, each act with its account and its way back until the return is sent. */
import { computed, ref, shallowRef } from 'vue';
import { wordsOf } from '../../api/ask';
import {
  DraftCommentDocument,
  DropOwnCommentDocument,
  KeepApartDocument,
  type QuarantineReason,
  RestoreVoicesDocument,
  type SetAsideReason,
  SetVoicesAsideDocument,
} from '../../api/generated/graphql';
import { act } from '../../api/identity';
import { refusedBy } from '../../api/refusal';
import { refreshWaiting } from '../../api/waiting';
import type { Undone } from '../../parts/BulkAccount.vue';
import { useAct } from '../../parts/useAct';
import { useKept } from '../../parts/useKept';
import { inboxTexts as says } from '../../texts/inbox';
import { type InboxVoice, mergedStart } from './point';

interface Account {
  of: number;
  did: string;
  done: number;
  undone: readonly Undone[];
}
/** What was done last: comments that were made, voices that were set aside */
interface Last {
  words: string;
  made: readonly { id: string; version: number }[];
  aside: readonly string[];
}

/** `renewed` is called when the rows are to be read anew */
export function useInbox(taskId: string, renewed: () => Promise<void>) {
  const chosen = shallowRef<ReadonlyMap<string, InboxVoice>>(new Map());
  const picked = computed<readonly InboxVoice[]>(() => [...chosen.value.values()]);
  const merged = useKept(`merge.${taskId}`);
  const account = shallowRef<Account | null>(null);
  const last = shallowRef<Last | null>(null);
  const asking = ref<'aside' | 'apart' | null>(null);

  function choose(voices: readonly InboxVoice[], on: boolean): void {
    const next = new Map(chosen.value);
    for (const v of voices) {
      if (!on) next.delete(v.id);
      else if (v.state === 'RECEIVED' && v.commentId == null) next.set(v.id, v);
    }
    // words that somebody has changed are theirs; until then they follow what is chosen
    if (merged.value === '' || merged.value === mergedStart(picked.value))
      merged.value = mergedStart([...next.values()]);
    chosen.value = next;
  }
  const toggle = (v: InboxVoice): void => choose([v], !chosen.value.has(v.id));
  function clear(): void {
    chosen.value = new Map();
    merged.value = '';
  }
  async function renew(): Promise<void> {
    clear();
    void refreshWaiting();
    await renewed();
  }
  const nameOf = (id: string): string => chosen.value.get(id)?.maskedText.slice(0, 12) ?? '';

  /** Each as it stands: one comment a voice, each accounted for */
  const asIs = useAct(async () => {
    const all = picked.value;
    const [made, undone]: [{ id: string; version: number }[], Undone[]] = [[], []];
    for (const v of all) {
      const input = { solicitationId: taskId, opinionIds: [v.id] };
      // what breaks on the way leaves that one alone, and is said of it
      const why = await act(DraftCommentDocument, { input }, (r) => r.draftComment).then(
        (answer) => {
          if (answer.__typename === 'Comment') made.push(answer);
          return refusedBy(answer)?.message ?? null;
        },
        (e: unknown) => wordsOf(e),
      );
      if (why !== null) undone.push({ id: v.id, name: nameOf(v.id), why });
    }
    account.value =
      undone.length > 0 ? { of: all.length, did: says.draftedDid, done: all.length - undone.length, undone } : null;
    last.value = { words: says.didAsIs(made.length), made, aside: [] };
    await renew();
    return null;
  });
  const merge = useAct(async () => {
    const voices = picked.value.length;
    const input = { solicitationId: taskId, opinionIds: picked.value.map((v) => v.id), text: merged.value.trim() };
    const answer = await act(DraftCommentDocument, { input }, (r) => r.draftComment);
    if (answer.__typename !== 'Comment') return refusedBy(answer);
    last.value = { words: says.didMerge(voices), made: [answer], aside: [] };
    await renew();
    return null;
  });
  interface Bulk {
    readonly done: readonly string[];
    readonly refused: readonly { readonly id: string; readonly message: string }[];
  }
  async function bulkDone(answer: Bulk, did: string, words: string, aside: readonly string[]): Promise<void> {
    asking.value = null;
    const undone = answer.refused.map((r) => ({ id: r.id, name: nameOf(r.id), why: r.message }));
    account.value =
      undone.length > 0 ? { of: answer.done.length + undone.length, did, done: answer.done.length, undone } : null;
    last.value = { words, made: [], aside };
    await renew();
  }
  const aside = (reason: () => SetAsideReason) =>
    useAct(async () => {
      const input = { opinionIds: picked.value.map((v) => v.id), reason: reason() };
      const answer = await act(SetVoicesAsideDocument, { input }, (r) => r.setAsideOpinions);
      if (answer.__typename !== 'BulkDone') return refusedBy(answer);
      await bulkDone(answer, says.asideDid, says.didAside(answer.done.length), answer.done);
      return null;
    });
  const apart = (reason: () => QuarantineReason, note: () => string) =>
    useAct(async () => {
      const input = { opinionIds: picked.value.map((v) => v.id), reason: reason(), note: note().trim() || null };
      const answer = await act(KeepApartDocument, { input }, (r) => r.quarantineOpinions);
      if (answer.__typename !== 'BulkDone') return refusedBy(answer);
      await bulkDone(answer, says.apartDid, says.didApart(answer.done.length), []);
      return null;
    });
  /** What was done last is undone, each on its own; what cannot be is said */
  const undo = useAct(async () => {
    const { made = [], aside: left = [] } = last.value ?? {};
    const undone: Undone[] = [];
    for (const c of made) {
      const input = { commentId: c.id, expectedVersion: c.version };
      const refusal = refusedBy(await act(DropOwnCommentDocument, { input }, (r) => r.dropComment));
      if (refusal) undone.push({ id: c.id, name: says.oneComment, why: refusal.message });
    }
    if (left.length > 0) {
      const answer = await act(RestoreVoicesDocument, { input: { opinionIds: [...left] } }, (r) => r.restoreOpinions);
      if (answer.__typename === 'BulkDone')
        undone.push(...answer.refused.map((r) => ({ id: r.id, name: says.oneVoice, why: r.message })));
      else return refusedBy(answer);
    }
    const of = made.length + left.length;
    account.value = undone.length > 0 ? { of, did: says.undone, done: of - undone.length, undone } : null;
    last.value = null;
    await renew();
    return null;
  });
  return { chosen, picked, merged, account, last, asking, choose, toggle, clear, asIs, merge, aside, apart, undo };
}
