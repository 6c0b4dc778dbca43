/** What is done with voices that came straight to the office: taken up, set aside, and either of it undone. */
import { ref, shallowRef } from 'vue';
import { ask, Fault, wordsOf } from '../../api/ask';
import {
  type DirectRowFragment,
  OfficeDropDocument,
  OfficeRestoreDocument,
  OfficeSetAsideDocument,
  OfficeTakeUpDocument,
  type SetAsideReason,
} from '../../api/generated/graphql';
import { setAsideReasonWords } from '../../api/generated/words';
import { refusedBy } from '../../api/refusal';
import type { Undone } from '../../parts/BulkAccount.vue';
import { directTexts as says } from '../../texts/direct';

export type Row = DirectRowFragment;
interface Done {
  readonly words: string;
  /** comments that were made, by the version they have */
  readonly made: readonly { readonly commentId: string; readonly expectedVersion: number }[];
  readonly aside: readonly string[];
  readonly account?: {
    readonly of: number;
    readonly did: string;
    readonly done: number;
    readonly undone: readonly Undone[];
  };
}
type Made = { id: string; number: number; version: number } | { refused: string };

export function useTaking(roundId: string, changed: () => Promise<void>) {
  const running = ref(false);
  const error = ref<string | null>(null);
  const last = shallowRef<Done | null>(null);

  async function run(act: () => Promise<boolean>): Promise<boolean> {
    if (running.value) return false;
    running.value = true;
    error.value = null;
    try {
      const done = await act();
      if (done) void changed();
      return done;
    } catch (e) {
      error.value = wordsOf(e);
      if (!(e instanceof Fault)) throw e;
      return false;
    } finally {
      running.value = false;
    }
  }
  function refuse(words: string | undefined): false {
    error.value = words ?? '';
    return false;
  }
  const nameOf = (r: Row): string => r.text.slice(0, 12);

  async function make(opinionIds: readonly string[], text: string | null): Promise<Made> {
    const input = { consultationId: roundId, opinionIds: [...opinionIds], text };
    const { takeUpOpinions: answer } = await ask(OfficeTakeUpDocument, { input });
    if (answer.__typename === 'Comment') return { id: answer.id, number: answer.number ?? 0, version: answer.version };
    const refused = refusedBy(answer);
    return { refused: refused?.fields.text ?? refused?.message ?? '' };
  }

  /** One voice as it stands, or several merged under the words of the office */
  const takeUp = (rows: readonly Row[], text: string | null = null): Promise<boolean> =>
    run(async () => {
      const made = await make(
        rows.map((r) => r.id),
        text,
      );
      if ('refused' in made) return refuse(made.refused);
      last.value = {
        words: says.did(made.number),
        made: [{ commentId: made.id, expectedVersion: made.version }],
        aside: [],
      };
      return true;
    });

  /** Each as it stands, one after the other, and what became of each */
  const takeUpEach = (rows: readonly Row[]): Promise<boolean> =>
    run(async () => {
      const made: { commentId: string; expectedVersion: number }[] = [];
      const undone: Undone[] = [];
      for (const row of rows) {
        const one = await make([row.id], null);
        if ('refused' in one) undone.push({ id: row.id, name: nameOf(row), why: one.refused });
        else made.push({ commentId: one.id, expectedVersion: one.version });
      }
      last.value = {
        words: '',
        made,
        aside: [],
        account: { of: rows.length, did: says.didMany, done: made.length, undone },
      };
      return true;
    });

  const setAside = (rows: readonly Row[], reason: SetAsideReason): Promise<boolean> =>
    run(async () => {
      const input = { opinionIds: rows.map((r) => r.id), reason };
      const { setAsideOpinions: answer } = await ask(OfficeSetAsideDocument, { input });
      if (answer.__typename !== 'BulkDone') return refuse(refusedBy(answer)?.message);
      const by = new Map(rows.map((r) => [r.id, r]));
      const undone = answer.refused.map(({ id, message }) => {
        const row = by.get(id);
        return { id, name: row ? nameOf(row) : '', why: message };
      });
      last.value = {
        words: rows.length === 1 && undone.length === 0 ? says.didAside(setAsideReasonWords[reason]) : '',
        made: [],
        aside: answer.done,
        ...((rows.length > 1 || undone.length > 0) && {
          account: { of: rows.length, did: says.asideMany, done: answer.done.length, undone },
        }),
      };
      return true;
    });

  const undo = (): Promise<boolean> =>
    run(async () => {
      const { made = [], aside = [] } = last.value ?? {};
      if (made.length + aside.length === 0) return false;
      for (const input of made) {
        const { dropComment: answer } = await ask(OfficeDropDocument, { input });
        if (answer.__typename !== 'Comment') return refuse(refusedBy(answer)?.message);
      }
      if (aside.length > 0) {
        const { restoreOpinions: answer } = await ask(OfficeRestoreDocument, { input: { opinionIds: [...aside] } });
        if (answer.__typename !== 'BulkDone') return refuse(refusedBy(answer)?.message);
      }
      last.value = { words: says.undone, made: [], aside: [] };
      return true;
    });

  return { running, error, last, takeUp, takeUpEach, setAside, undo };
}
