/** The two texts at hand with all that stands behind them, read page by page until it is whole. */
import { computed, ref, shallowRef } from 'vue';
import { ask, Fault, wordsOf } from '../../api/ask';
import {
  CommentsBehindDocument,
  ComparisonDocument,
  type ComparisonQuery,
  DoubtsDocument,
  type DraftKind,
  LineageDocument,
  ProofsOfDocument,
  HeldCommentsDocument,
  type HeldCommentsQuery,
  RoundTextsDocument,
  TextsOfDraftDocument,
} from '../../api/generated/graphql';
import { readAll } from '../../api/pages';
import type { Behind, Doubt, Entry, Heading, Link } from './compare';

export interface TextOf {
  readonly id: string;
  readonly kind: DraftKind;
  readonly sequence: number;
  readonly state: string;
  readonly title: string;
}
/** What differs beside the articles */
export type Beside = NonNullable<ComparisonQuery['comparison']>['beside'][number];
export type Held = NonNullable<HeldCommentsQuery['consultation']>['heldBack']['nodes'][number];

async function withAllProofs(c: Behind): Promise<Behind> {
  if (!c.proofs.pageInfo.hasNextPage) return c;
  const nodes = await readAll(async (after) => (await ask(ProofsOfDocument, { id: c.id, after })).comment?.proofs);
  return { ...c, proofs: { ...c.proofs, nodes: [...nodes] } };
}

export function useComparison(roundId: string | undefined, draftId: string | undefined) {
  const texts = shallowRef<readonly TextOf[]>([]);
  const [oldId, newId] = [ref<string | null>(null), ref<string | null>(null)];
  const entries = shallowRef<readonly Entry[] | null>(null);
  const beside = shallowRef<readonly Beside[]>([]);
  /** what stands over the two columns: title, and which text with its days */
  const heads = shallowRef({ old: '', new: '' });
  const headings = shallowRef<readonly Heading[]>([]);
  const total = ref(0);
  const links = shallowRef<readonly Link[]>([]);
  const doubts = shallowRef<readonly Doubt[]>([]);
  const comments = shallowRef<readonly Behind[]>([]);
  /** adopted, and shown by nothing; null where no round is at hand */
  const held = shallowRef<readonly Held[] | null>(null);
  /** the text that the round asked about: comments are about its articles and no others */
  const ownId = ref<string | null>(null);
  const heard = ref(false);
  const fault = ref<string | null>(null);
  const loading = ref(true);
  let run = 0;

  /** Which texts there are, and which two: those of the address, else the round's own and the newest after it */
  async function loadTexts(asked: { old?: string; new?: string }): Promise<void> {
    const round = roundId === undefined ? null : (await ask(RoundTextsDocument, { roundId })).consultation;
    const regulation =
      draftId === undefined ? round?.regulation : (await ask(TextsOfDraftDocument, { draftId })).draft?.regulation;
    ownId.value = round?.draftId ?? null;
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
        if (comparison && mine === run) {
          heads.value = { old: comparison.oldHead, new: comparison.newHead };
          headings.value = comparison.headings;
        }
        if (mine === run) beside.value = comparison?.beside ?? [];
        return mine === run ? comparison?.entries : null;
      },
      // what nothing continues comes last, and is read where it stood
      (rows) => void (entries.value = [...rows].sort((a, b) => a.row - b.row)),
    );
    entries.value ??= [];
    links.value = await readAll(
      async (after) => (await ask(LineageDocument, { old, new: next, after })).lineageBetween,
    );
    doubts.value = await readAll(
      async (after) => (await ask(DoubtsDocument, { old, new: next, after })).comparison?.doubtful,
    );
  }

  async function loadComments(): Promise<void> {
    if (roundId === undefined) return;
    heard.value = false;
    const found = await readAll(async (after) => (await ask(CommentsBehindDocument, { roundId, after })).commentList);
    // a comment that is shown in very many places brings the rest of them apart
    comments.value = await Promise.all(found.map(withAllProofs));
    held.value = await readAll(
      async (after) => (await ask(HeldCommentsDocument, { roundId, after })).consultation?.heldBack,
    );
    heard.value = true;
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
      beside.value = [];
      links.value = [];
      doubts.value = [];
      await loadTexts(asked);
      await Promise.all([loadPair(), loadComments()]);
    });
  /** After an act on links or evidence: what depends on it is read again, and the page stays where it is */
  const renew = (): Promise<void> =>
    guarded(async () => {
      run++;
      await Promise.all([loadPair(), loadComments()]);
    });
  const whole = computed(() => entries.value !== null && entries.value.length >= total.value);

  /** Everything that was said is here, and it is about this older text: only then is it true that nobody asked */
  const knowsAll = computed(
    () => heard.value && whole.value && links.value.length > 0 && ownId.value !== null && ownId.value === oldId.value,
  );

  return {
    beside,
    heads,
    headings,
    knowsAll,
    texts,
    oldId,
    newId,
    entries,
    total,
    whole,
    links,
    doubts,
    comments,
    held,
    fault,
    loading,
    load,
    renew,
  };
}
