/** The lines of an imported text with what stands beside them, read whole, and the acts that change it. */
import { computed, onMounted, ref, shallowRef } from 'vue';
import { ask, Fault, wordsOf } from '../../api/ask';
import {
  AcceptDraftWarningsDocument,
  CorrectDraftDocument,
  DraftDecisionDocument,
  DraftLinesDocument,
  DraftNoticesDocument,
  DraftWarningsDocument,
  type LineEditInput,
  MendDraftLinesDocument,
} from '../../api/generated/graphql';
import { type Answer, refusedBy } from '../../api/refusal';
import { refreshWaiting } from '../../api/waiting';
import { readAll } from '../../api/pages';
import { decisionTexts, draftTexts as says } from '../../texts/regulations';
import {
  type Decision,
  decisionOf,
  type Head,
  type Line,
  type Notice,
  type Stop,
  stopsOf,
  type Warning,
} from './import';

/** null where the text is no 修改决定 */
async function readDecision(id: string): Promise<Decision | null> {
  const given = (await ask(DraftDecisionDocument, { id })).draft?.amendingDecision;
  if (!given) return null;
  const of = async (after: { instructions?: string | null; notes?: string | null }) =>
    (await ask(DraftDecisionDocument, { id, ...after })).draft?.amendingDecision;
  const instructions = await readAll(async (after) => (await of({ instructions: after }))?.instructions);
  const notes = await readAll(async (after) => (await of({ notes: after }))?.notes);
  return decisionOf(instructions, notes, decisionTexts.othersBegin);
}

/** `reload` reads the head anew, which names the version of the next act */
export function useImport(head: () => Head, reload: () => Promise<void>) {
  const lines = shallowRef<readonly Line[]>([]);
  const warnings = shallowRef<readonly Warning[]>([]);
  const notices = shallowRef<readonly Notice[]>([]);
  const decision = shallowRef<Decision | null>(null);
  const total = ref(0);
  const fault = ref<string | null>(null);
  const refused = ref<string | null>(null);
  const running = ref(false);
  /** what was just done, and the text before it where there is a way back */
  const done = shallowRef<{ words: string; before: string | null } | null>(null);

  const stops = computed(() => stopsOf(warnings.value, notices.value));

  async function load(): Promise<void> {
    const id = head().id;
    fault.value = null;
    try {
      const found = await readAll(async (after) => (await ask(DraftWarningsDocument, { id, after })).draft?.warnings);
      const noticed = await readAll(async (after) => (await ask(DraftNoticesDocument, { id, after })).draft?.notices);
      decision.value = await readDecision(id);
      const read = await readAll(
        async (after) => {
          const page = (await ask(DraftLinesDocument, { id, after })).draft?.lines;
          if (page) total.value = page.totalCount;
          return page;
        },
        (some) => void (lines.value.length === 0 && (lines.value = some)),
      );
      [warnings.value, notices.value, lines.value] = [found, noticed, read];
    } catch (e) {
      if (!(e instanceof Fault)) throw e;
      fault.value = wordsOf(e);
    }
  }
  onMounted(load);

  /** One act at a time; afterwards everything is read anew, since one number may mend ten others. */
  async function run(act: () => Promise<Answer>, words: string, undoable: boolean): Promise<boolean> {
    if (running.value) return false;
    const before = undoable ? lines.value.map((l) => l.text).join('\n') : null;
    running.value = true;
    refused.value = null;
    try {
      const answer = await act();
      const refusal = refusedBy(answer);
      if (refusal) {
        refused.value =
          answer.code === 'STALE_VERSION' ? says.stale : refusal.message || Object.values(refusal.fields).join(' ');
        if (answer.code !== 'STALE_VERSION') return false;
      } else done.value = { words, before };
      await reload();
      await load();
      void refreshWaiting();
      return refusal === null;
    } catch (e) {
      if (!(e instanceof Fault)) throw e;
      refused.value = wordsOf(e);
      return false;
    } finally {
      running.value = false;
    }
  }
  const which = (): { draftId: string; expectedVersion: number } => ({
    draftId: head().id,
    expectedVersion: head().version,
  });
  const mend = (edits: LineEditInput[]): Promise<boolean> =>
    run(
      async () => (await ask(MendDraftLinesDocument, { input: { ...which(), edits } })).mendDraftLines,
      says.changed(edits.length),
      true,
    );
  const takeFix = (stop: Stop, place: number): Promise<boolean> => {
    const { line, code } = stop;
    return run(
      async () =>
        (await ask(MendDraftLinesDocument, { input: { ...which(), edits: [], fix: { line, code, place } } }))
          .mendDraftLines,
      says.changed(stop.fixes[place]?.lines ?? 1),
      true,
    );
  };
  const accept = ({ line, code, place }: Stop, accepted: boolean): Promise<boolean> =>
    run(
      async () =>
        (
          await ask(AcceptDraftWarningsDocument, {
            input: { ...which(), warnings: [{ line, code, place }], accepted },
          })
        ).acceptDraftWarnings,
      says.accepted,
      false,
    );
  const undo = async (): Promise<void> => {
    const text = done.value?.before;
    if (text == null) return;
    await run(
      async () => (await ask(CorrectDraftDocument, { input: { ...which(), text } })).correctDraft,
      says.undone,
      false,
    );
  };

  return { lines, total, stops, decision, fault, refused, running, done, load, mend, takeFix, accept, undo };
}
