/** What is done with comments: proposed alone or together, taken back, filed, sent back; each answers for every one. */
import { ref, shallowRef } from 'vue';
import { ask, Fault, wordsOf } from '../../api/ask';
import {
  FileCommentDocument,
  type Outcome,
  ProposeHandlingDocument,
  ProposeHandlingsDocument,
  ReturnCommentsDocument,
  WithdrawHandlingsDocument,
} from '../../api/generated/graphql';
import { outcomeWords } from '../../api/generated/words';
import { refusedBy } from '../../api/refusal';
import { viewer } from '../../api/session';
import type { Undone } from '../../parts/BulkAccount.vue';
import { handlingTexts as says } from '../../texts/handling';
import { missing, numberOf, type PlaceRow, type Proposal, type Row, standsAt } from './handling';

export interface Handled {
  readonly commentId: string;
  readonly expectedVersion: number;
}
/** What was just done, and what takes it back */
export interface Last {
  readonly words: string;
  readonly undo: readonly Handled[];
  /** of a bulk act: how it went with each of N */
  readonly account?: {
    readonly of: number;
    readonly did: string;
    readonly done: number;
    readonly undone: readonly Undone[];
  };
  readonly proposal?: Proposal;
}

export interface Desk {
  /** a row as it is now */
  replace(row: Row): void;
  /** what is known of these is no more what is stored */
  changed(ids: readonly string[]): Promise<void>;
  done(id: string): Promise<void>;
  fail(words: string): void;
}

export function useActs(desk: Desk) {
  const running = ref(false);
  const last = shallowRef<Last | null>(null);
  /** somebody saved in between: the comment as it stands */
  const stale = shallowRef<Row | null>(null);

  async function run(act: () => Promise<boolean>): Promise<boolean> {
    if (running.value) return false;
    running.value = true;
    try {
      return await act();
    } catch (e) {
      desk.fail(wordsOf(e));
      if (!(e instanceof Fault)) throw e;
      return false;
    } finally {
      running.value = false;
    }
  }

  /** One comment; true where it is done */
  const proposeOne = (row: Row, expectedVersion: number, proposal: Proposal): Promise<boolean> =>
    run(async () => {
      const outcome = checked(proposal);
      if (outcome === null) return false;
      const { reasonClass, words } = proposal;
      const input = { commentId: row.id, expectedVersion, outcome, reasonClass, words };
      const { proposeHandling: answer } = await ask(ProposeHandlingDocument, { input });
      if (answer.__typename === 'StaleVersion' && answer.current?.__typename === 'Comment') {
        stale.value = answer.current;
        return false;
      }
      if (answer.__typename !== 'HandlingProposed') return refuse(refusedBy(answer)?.message);
      stale.value = null;
      await desk.done(row.id);
      const byName = viewer.value?.displayName ?? null;
      const handling = { outcome, reasonClass, words, byName, at: new Date().toISOString() };
      desk.replace({ ...row, state: 'PROPOSED', version: answer.version, proposedHandling: handling });
      last.value = {
        words: says.did(numberOf(row), outcomeWords[outcome]),
        undo: [{ commentId: row.id, expectedVersion: answer.version }],
        proposal,
      };
      return true;
    });

  /** Several at the same place, with the same words */
  const proposeMany = (rows: readonly Row[], proposal: Proposal): Promise<boolean> =>
    run(async () => {
      const outcome = checked(proposal);
      if (outcome === null) return false;
      if (new Set(rows.map(standsAt)).size > 1) return refuse(says.missing.places);
      const { reasonClass, words } = proposal;
      const comments = handled(rows);
      const { proposeHandlings: answer } = await ask(ProposeHandlingsDocument, {
        input: { comments, outcome, reasonClass, words },
      });
      if (answer.__typename !== 'BulkDone') return refuse(refusedBy(answer)?.message);
      settle(rows, answer, says.didBulk, true);
      return true;
    });

  const checked = (proposal: Proposal): Outcome | null => {
    const lack = missing(proposal);
    if (lack !== null) refuse(says.missing[lack]);
    return lack === null ? proposal.outcome : null;
  };
  function refuse(words: string | undefined): false {
    desk.fail(words ?? '');
    return false;
  }
  const handled = (rows: readonly Row[]): Handled[] =>
    rows.map((r) => ({ commentId: r.id, expectedVersion: r.version }));

  /** Says of each what became of it; a proposal moves a comment on by one version, which is what takes it back */
  function settle(
    rows: readonly Row[],
    answer: { done: readonly string[]; refused: readonly { id: string; message: string }[] },
    did: string,
    canUndo: boolean,
  ): void {
    const [by, done] = [new Map(rows.map((r) => [r.id, r])), new Set(answer.done)];
    const nameOf = (id: string): string => {
      const row = by.get(id);
      return row ? `${numberOf(row)} ${row.contactPoint?.shortName ?? ''}` : '';
    };
    last.value = {
      words: '',
      undo: canUndo
        ? handled(rows.filter((r) => done.has(r.id))).map((h) => ({ ...h, expectedVersion: h.expectedVersion + 1 }))
        : [],
      account: {
        of: rows.length,
        did,
        done: answer.done.length,
        undone: answer.refused.map((r) => ({ id: r.id, name: nameOf(r.id), why: r.message })),
      },
    };
    follow(rows.map((r) => r.id));
  }
  /** What is shown follows what was done; the next act does not wait for it */
  const follow = (ids: readonly string[]): void =>
    void desk.changed(ids).catch((e: unknown) => {
      desk.fail(wordsOf(e));
      if (!(e instanceof Fault)) throw e;
    });

  /** Takes back what was just done, and nothing else; gives the ids it did that to */
  async function undo(): Promise<readonly string[]> {
    const taken = last.value?.undo ?? [];
    let done: readonly string[] = [];
    if (taken.length === 0) return done;
    await run(async () => {
      const { withdrawHandlings: answer } = await ask(WithdrawHandlingsDocument, { input: { comments: [...taken] } });
      if (answer.__typename !== 'BulkDone') return refuse(refusedBy(answer)?.message);
      ({ done } = answer);
      const undone = answer.refused.map((r) => ({ id: r.id, name: '', why: r.message }));
      last.value = {
        words: says.undone(done.length),
        undo: [],
        ...(undone.length > 0 && {
          account: { of: taken.length, did: says.withdrawn, done: done.length, undone },
        }),
      };
      follow(taken.map((t) => t.commentId));
      return true;
    });
    return done;
  }

  const withdraw = (rows: readonly Row[]): Promise<boolean> =>
    run(async () => {
      const { withdrawHandlings: answer } = await ask(WithdrawHandlingsDocument, {
        input: { comments: handled(rows) },
      });
      if (answer.__typename !== 'BulkDone') return refuse(refusedBy(answer)?.message);
      settle(rows, answer, says.withdrawn, false);
      return true;
    });

  const sendBack = (rows: readonly Row[], note: string): Promise<boolean> =>
    run(async () => {
      const { returnComments: answer } = await ask(ReturnCommentsDocument, {
        input: { comments: handled(rows), note },
      });
      if (answer.__typename !== 'BulkDone') {
        const refused = refusedBy(answer);
        return refuse(refused?.fields.note ?? refused?.message);
      }
      settle(rows, answer, says.sendBackDid, false);
      return true;
    });

  const file = (row: Row, expectedVersion: number, article: PlaceRow): Promise<boolean> =>
    run(async () => {
      const input = { commentId: row.id, expectedVersion, provisionId: article.provisionId ?? '' };
      const { fileComment: answer } = await ask(FileCommentDocument, { input });
      if (answer.__typename !== 'Comment') return refuse(refusedBy(answer)?.message);
      desk.replace(answer);
      last.value = { words: says.fileDid(numberOf(row), article.label), undo: [] };
      return true;
    });

  return { running, last, stale, proposeOne, proposeMany, undo, withdraw, sendBack, file };
}
