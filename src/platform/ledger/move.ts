/**
 * One step of one thing's life, in one place: the version it was read at, the step its life allows, its row, its chain
 * of events and its line in the ledger. A use case that writes a state by hand would forget one of the five.
 */
import type { LifeCycle } from '../base/life-cycle.rules.js';
import { Refusal } from '../base/refusal.js';
import type { AuditEntry, Transaction } from '../database/scope.js';
import type { ScopedRow } from '../database/scoped-row.js';
import { appendToChain, type ChainedRow } from './chain.js';

type Detail = NonNullable<AuditEntry['detail']>;

/** A row that says where a thing stands */
export type StateRow<S extends string> = ScopedRow & { state: S; version: number };

/** What there is to know of a kind of thing that moves */
export interface Kind<E extends StateRow<S>, S extends string, C extends string, V extends ChainedRow = ChainedRow> {
  /** what the ledger calls the object: DecisionSheet */
  readonly name: string;
  /** what follows the command in the name of the act, where that is not the name: checkSheet */
  readonly actName?: string;
  readonly row: new () => E;
  readonly life: LifeCycle<S, C>;
  /** its chain of events and the column that holds the thing's id; none where the ledger alone keeps its steps */
  readonly events?: { readonly row: new () => V; readonly owner: string & keyof V };
}

export interface Step<E> {
  /** the version the caller read; not asked where the caller has just read the row under its lock */
  expectedVersion?: number | undefined;
  /** what changes beside the state */
  columns?: Partial<Omit<E, 'id' | 'legislatureId' | 'version' | 'state'>>;
  /** kept with the step; ids, numbers and outcomes, never words of people */
  detail?: Detail | null;
}

/** STALE_VERSION or WRONG_STATE where the locked row may not take this step now; null where it may */
export function refuseStep<E extends StateRow<S>, S extends string, C extends string>(
  kind: Pick<Kind<E, S, C>, 'life' | 'name'>,
  row: E,
  command: C,
  expectedVersion?: number,
): Refusal | null {
  if (expectedVersion !== undefined && row.version !== expectedVersion)
    return Refusal.stale(row.version, { kind: kind.name, id: row.id });
  return kind.life.next(row.state, command) === null ? Refusal.by(kind.life.refusal(row.state, command)) : null;
}

/**
 * Moves a row on that this transaction has locked, appends the step to the thing's chain and notes `<command><Kind>` in
 * the ledger. The row handed in holds the new values afterwards.
 * @returns null, or the Refusal of `refuseStep`, and then nothing is changed
 */
export async function moveOn<E extends StateRow<S>, S extends string, C extends string, V extends ChainedRow>(
  tx: Transaction,
  kind: Kind<E, S, C, V>,
  row: E,
  command: C,
  { expectedVersion, columns, detail }: Step<E> = {},
): Promise<Refusal | null> {
  const refused = refuseStep(kind, row, command, expectedVersion);
  if (refused) return refused;
  const state = kind.life.next(row.state, command);
  await tx.change(kind.row, row, { ...columns, state } as Partial<Omit<E, 'id' | 'legislatureId' | 'version'>>);
  await appendEvent(tx, kind, row, command, detail);
  tx.record(`${command}${kind.actName ?? kind.name}`, kind.name, row.id, detail ?? undefined);
  return null;
}

/** The step of a thing that has just begun, or that keeps its state; nothing where the kind has no chain */
export async function appendEvent<E extends StateRow<S>, S extends string, C extends string, V extends ChainedRow>(
  tx: Transaction,
  kind: Kind<E, S, C, V>,
  row: E,
  command: string,
  detail: Detail | null = null,
): Promise<void> {
  if (!kind.events) return;
  const { row: events, owner } = kind.events;
  await appendToChain(tx, events, owner, [{ ownerId: row.id, command, state: row.state, detail }]);
}
