/** The two texts at hand with all that stands behind them, read page by page until it is whole. */
import { computed, ref, shallowRef } from 'vue';
import { ask, Fault, wordsOf } from '../../api/ask';
import {
  CommentsBehindDocument,
  ComparisonDocument,
  type DraftKind,
  LineageDocument,
  RoundTextsDocument,
  type RoundTextsQuery,
  TextsOfDraftDocument,
} from '../../api/generated/graphql';
import { readAll } from '../../api/pages';
import type { Behind, Entry, Link } from './compare';

export interface TextOf {
  readonly id: string;
  readonly kind: DraftKind;
  readonly sequence: number;
  readonly state: string;
  readonly title: string;
}
type Held = NonNullable<RoundTextsQuery['consultation']>['heldBack'];

export function useComparison(roundId: string | undefined, draftId: string | undefined) {
  const texts = shallowRef<readonly TextOf[]>([]);
  const [oldId, newId] = [ref<string | null>(null), ref<string | null>(null)];
  const entries = shallowRef<readonly Entry[] | null>(null);
  const total = ref(0);
  const links = shallowRef<readonly Link[]>([]);
  const comments = shallowRef<readonly Behind[]>([]);
  const held = shallowRef<Held | null>(null);
  const fault = ref<string | null>(null);
  const loading = ref(true);
  let run = 0;

  /** Which texts there are, and which two: those of the address, else the round's own and the newest after it */
  async function loadTexts(asked: { old?: string; new?: string }): Promise<void> {
    const round = roundId === undefined ? null : (await ask(RoundTextsDocument, { roundId })).consultation;
    const regulation =
      draftId === undefined ? round?.regulation : (await ask(TextsOfDraftDocument, { draftId })).draft?.regulation;
    held.value = round?.heldBack ?? null;
    texts.value = (regulation?.draftsInOrder.nodes ?? []).filter((d) => d.state !== 'DROPPED');
    const own = texts.value.find((t) => t.id === round?.draftId);
    const newest = texts.value.filter((t) => t.sequence > (own?.sequence ?? -1)).pop();
    newId.value = draftId ?? asked.new ?? newest?.id ?? null;
    const before = texts.value.filter(
      (t) => t.sequence < (texts.value.find((n) => n.id === newId.value)?.sequence ?? 0),
    );
    oldId.value = asked.old ?? (draftId === undefined ? own?.id : before.pop()?.id) ?? null;
  }

  async function loadPair(): Promise<void> {
    const [old, next] = [oldId.value, newId.value];
    if (old === null || next === null || old === next) return void (entries.value = []);
    const mine = run;
    await readAll(
      async (after) => {
        const { comparison } = await ask(ComparisonDocument, { old, new: next, after });
        if (comparison) total.value = comparison.entries.totalCount;
        return mine === run ? comparison?.entries : null;
      },
      (rows) => void (entries.value = rows),
    );
    entries.value ??= [];
    await readAll(
      async (after) => (await ask(LineageDocument, { old, new: next, after })).lineageBetween,
      (rows) => void (links.value = rows),
    );
  }

  async function loadComments(): Promise<void> {
    if (roundId === undefined) return;
    await readAll(
      async (after) => (await ask(CommentsBehindDocument, { roundId, after })).commentList,
      (rows) => void (comments.value = rows),
    );
  }

  const guarded = async (act: () => Promise<unknown>): Promise<void> => {
    fault.value = null;
    loading.value = true;
    try {
      await act();
    } catch (e) {
      if (!(e instanceof Fault)) throw e;
      fault.value = wordsOf(e);
    } finally {
      loading.value = false;
    }
  };
  const load = (asked: { old?: string; new?: string }): Promise<void> =>
    guarded(async () => {
      run++;
      entries.value = null;
      links.value = [];
      await loadTexts(asked);
      await Promise.all([loadPair(), loadComments()]);
    });
  /** After an act on links or evidence: what depends on it is read again, and the page stays where it is */
  const renew = (): Promise<void> =>
    guarded(async () => {
      run++;
      await Promise.all([loadPair(), loadComments()]);
      if (roundId !== undefined)
        held.value = (await ask(RoundTextsDocument, { roundId })).consultation?.heldBack ?? null;
    });
  const whole = computed(() => entries.value !== null && entries.value.length >= total.value);

  return { texts, oldId, newId, entries, total, whole, links, comments, held, fault, loading, load, renew };
}
