/** One step of one letter, and one act on many of them. */
import { Injectable } from '@nestjs/common';
import { type RefusedItem, refusedItem } from '../platform/api/bulk.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { type Kind, moveOn, refuseStep, type Step } from '../platform/ledger/move.js';
import { LetterEventRow, LetterRow, LetterStatusRow } from './feedback.entities.js';
import { type LetterCommand, letterLife, type LetterState } from './letter.rules.js';
import type { Letter } from './letters.queries.js';

/** What a bulk act did to each letter (product §3.4) */
export interface LettersOutcome {
  letters: Letter[];
  /** `id` is what was asked for: a contact point when composing, a letter afterwards */
  refused: RefusedItem[];
}

/** Acts on more are a run, which goes on by itself */
export const LETTERS_PER_REQUEST = 100;

/** Whose hands an act is in; those of a session, or of whoever started a run */
export type Hands = Pick<Actor, 'accountId' | 'legislatureId'>;
/** What is noted of a letter in the transaction that moved it */
export type Noting = (tx: Transaction, letter: Letter) => Promise<void>;
const nothing: Noting = () => Promise.resolve();

/** Letters as `moveOn` moves them */
export const letterKind: Kind<LetterStatusRow, LetterState, LetterCommand, LetterEventRow> = {
  name: 'Letter',
  row: LetterStatusRow,
  life: letterLife,
  events: { row: LetterEventRow, owner: 'letterId' },
};

/** What a step changes beside the state */
export type LetterColumns = Step<LetterStatusRow>['columns'];

@Injectable()
export class LetterSteps {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * Moves one letter on: locked, allowed by its life, then `act`, which gives what changes beside the state or a
   * Refusal that undoes everything. NOT_FOUND where there is no such letter here, WRONG_STATE where its life knows no
   * such step. `noting` comes last, and is undone with the rest.
   */
  step(
    actor: Hands,
    id: string,
    command: LetterCommand,
    act: (tx: Transaction, letter: Letter) => Promise<LetterColumns | Refusal> = () => Promise.resolve({}),
    noting = nothing,
  ): Promise<Letter | Refusal> {
    return this.work.run(`${command}Letter`, scopeOf(actor), async (tx) => {
      const [row, status] = [await tx.get(LetterRow, id), await tx.lock(LetterStatusRow, id)];
      if (!row || !status) return Refusal.notFound('这份反馈函');
      const refused = refuseStep(letterKind, status, command);
      if (refused) return refused;
      const columns = await act(tx, { row, status });
      if (columns instanceof Refusal) return columns;
      const detail = { number: columns?.documentNumber ?? status.documentNumber };
      const moved = await moveOn(tx, letterKind, status, command, { ...(columns && { columns }), detail });
      if (moved) return moved;
      await noting(tx, { row, status });
      return { row, status };
    });
  }

  /**
   * An act on one letter that leaves it where it stands: locked, then `act`, noted in the ledger under `name`.
   * NOT_FOUND where there is no such letter here.
   */
  beside(
    name: string,
    actor: Hands,
    id: string,
    act: (tx: Transaction, letter: Letter) => Promise<Refusal | null>,
  ): Promise<Letter | Refusal> {
    return this.work.run<Letter | Refusal>(name, scopeOf(actor), async (tx) => {
      const [row, status] = [await tx.get(LetterRow, id), await tx.lock(LetterStatusRow, id)];
      if (!row || !status) return Refusal.notFound('这份反馈函');
      const refused = await act(tx, { row, status });
      if (refused) return refused;
      tx.record(name, 'Letter', row.id);
      return { row, status };
    });
  }

  /** Each on its own, in the order given and once; what is beyond the bound is answered too (TOO_MANY_AT_ONCE). */
  async each(ids: readonly string[], act: (id: string) => Promise<Letter | Refusal>): Promise<LettersOutcome> {
    const outcome: LettersOutcome = { letters: [], refused: [] };
    for (const [at, id] of [...new Set(ids)].entries()) {
      const result =
        at < LETTERS_PER_REQUEST ? await act(id) : new Refusal('TOO_MANY_AT_ONCE', { most: LETTERS_PER_REQUEST });
      if (result instanceof Refusal) outcome.refused.push(refusedItem(id, result));
      else outcome.letters.push(result);
    }
    return outcome;
  }
}
