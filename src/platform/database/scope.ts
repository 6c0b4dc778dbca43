/**
 * One transaction per use case, and the one place that adds `legislature_id` to a read or a write: a room
 * cannot forget the scope because it never writes it.
 */
import { randomUUID } from 'node:crypto';
import {
  type DataSource,
  type EntityManager,
  type EntityTarget,
  type FindOptionsOrder,
  type FindOptionsWhere,
} from 'typeorm';
import type { Actor } from '../base/actor.js';
import { trace } from '../base/log.js';
import { Refusal } from '../base/refusal.js';
import { insertRows, updateRows } from './many-rows.sql.js';
import { oneOf } from './one-of.js';
import { ScopedRow } from './scoped-row.js';

/** Who acts, in which legislature. `accountId` is null for a resident and for the service itself. */
export interface Scope {
  /** null for acts of the installation itself; such a scope reads no scoped row */
  legislatureId: string | null;
  accountId: string | null;
}

export const scopeOf = (actor: Pick<Actor, 'accountId' | 'legislatureId'>): Scope => ({
  legislatureId: actor.legislatureId,
  accountId: actor.accountId,
});

/** What a change leaves in the ledger: ids and outcomes, never words or personal data. */
export interface AuditEntry {
  act: string;
  objectKind: string;
  objectId: string | null;
  outcome: 'DONE' | 'REFUSED';
  detail?: Record<string, string | number | boolean | null>;
}

/** `at`: database time within the act, where it was asked for anyhow */
export type Ledger = (
  manager: EntityManager,
  scope: Scope,
  entries: readonly AuditEntry[],
  at?: Date | null,
) => Promise<void>;
export type Enqueue = (manager: EntityManager, job: string, payload: Record<string, unknown>) => Promise<void>;

/** An id that no row has: where a list of ids may not be empty, or a walk begins before the first one */
export const NO_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Is it an id at all: an ill-formed one is not found, and never reaches the database, whose refusal would repeat it.
 */
export const isId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

export class Reader {
  constructor(
    readonly manager: EntityManager,
    readonly scope: Scope,
  ) {}

  get legislatureId(): string {
    if (this.scope.legislatureId === null) throw new Error('a scoped row was asked for outside a legislature');
    return this.scope.legislatureId;
  }

  protected where<E extends ScopedRow>(where: FindOptionsWhere<E>): FindOptionsWhere<E> {
    return { ...where, legislatureId: this.legislatureId };
  }

  /** null: there is none, it is another legislature's, or the id is no id at all; they are not told apart */
  get<E extends ScopedRow>(entity: EntityTarget<E>, id: string): Promise<E | null> {
    if (!isId(id)) return Promise.resolve(null);
    return this.manager.findOne(entity, { where: this.where<E>({ id } as FindOptionsWhere<E>) });
  }

  /** As `get`, of many, in the order asked for */
  async byIds<E extends ScopedRow>(entity: EntityTarget<E>, ids: readonly string[]): Promise<(E | null)[]> {
    const wanted = ids.filter(isId);
    const rows =
      wanted.length === 0
        ? []
        : await this.manager.find(entity, { where: this.where<E>({ id: oneOf(wanted) } as FindOptionsWhere<E>) });
    const by = new Map(rows.map((r) => [r.id, r]));
    return ids.map((id) => by.get(id) ?? null);
  }

  one<E extends ScopedRow>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<E | null> {
    return this.findsNothing(entity, where)
      ? Promise.resolve(null)
      : this.manager.findOne(entity, { where: this.where(where) });
  }

  find<E extends ScopedRow>(
    entity: EntityTarget<E>,
    where: FindOptionsWhere<E> = {},
    order: FindOptionsOrder<E> = {},
    take?: number,
  ): Promise<E[]> {
    return this.findsNothing(entity, where)
      ? Promise.resolve([])
      : this.manager.find(entity, { where: this.where(where), order, ...(take !== undefined && { take }) });
  }

  count<E extends ScopedRow>(entity: EntityTarget<E>, where: FindOptionsWhere<E> = {}): Promise<number> {
    return this.findsNothing(entity, where)
      ? Promise.resolve(0)
      : this.manager.count(entity, { where: this.where(where) });
  }

  /** Where a column of ids is asked for what is no id, nothing is there; PostgreSQL would call it a fault. */
  private findsNothing<E extends ScopedRow>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): boolean {
    const asked = where as Readonly<Record<string, unknown>>;
    return this.manager.connection.getMetadata(entity).columns.some((c) => {
      const value = asked[c.propertyName];
      return c.type === 'uuid' && typeof value === 'string' && !isId(value);
    });
  }
}

export class Transaction extends Reader {
  readonly entries: AuditEntry[] = [];
  private lastTime: Date | null = null;

  constructor(
    manager: EntityManager,
    scope: Scope,
    private readonly enqueueJob: Enqueue,
  ) {
    super(manager, scope);
  }

  /**
   * FOR NO KEY UPDATE: the row that owns the rule, before a transition. No key is ever changed and no such row deleted,
   * so that rows which refer to it, as every opinion does to its regulation, go in meanwhile.
   */
  lock<E extends ScopedRow>(entity: EntityTarget<E>, id: string): Promise<E | null> {
    if (!isId(id)) return Promise.resolve(null);
    return this.manager.findOne(entity, {
      where: this.where<E>({ id } as FindOptionsWhere<E>),
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** FOR SHARE: the parent, to add children under it */
  share<E extends ScopedRow>(entity: EntityTarget<E>, id: string): Promise<E | null> {
    if (!isId(id)) return Promise.resolve(null);
    return this.manager.findOne(entity, {
      where: this.where<E>({ id } as FindOptionsWhere<E>),
      lock: { mode: 'pessimistic_read' },
    });
  }

  /** FOR SHARE in id order: several parents */
  shareAll<E extends ScopedRow>(entity: EntityTarget<E>, ids: readonly string[]): Promise<E[]> {
    return this.manager.find(entity, {
      where: this.where<E>({ id: oneOf(new Set(ids.filter(isId))) } as FindOptionsWhere<E>),
      order: { id: 'ASC' } as FindOptionsOrder<E>,
      lock: { mode: 'pessimistic_read' },
    });
  }

  /** FOR NO KEY UPDATE in id order, so that two bulk acts never wait for each other in a ring */
  lockAll<E extends ScopedRow>(entity: EntityTarget<E>, ids: readonly string[]): Promise<E[]> {
    return this.manager.find(entity, {
      where: this.where<E>({ id: oneOf([...new Set(ids)].filter(isId)) } as FindOptionsWhere<E>),
      order: { id: 'ASC' } as FindOptionsOrder<E>,
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** Inserts one row with a fresh random id, in the scope; gives it back whole. */
  async insert<E extends ScopedRow>(entity: new () => E, row: Omit<Partial<E>, 'legislatureId'>): Promise<E> {
    const made = this.manager.create(entity, {
      id: randomUUID(),
      ...row,
      legislatureId: this.legislatureId,
    } as unknown as E);
    await this.manager.insert(entity, made as never);
    return made;
  }

  async insertAll<E extends ScopedRow>(
    entity: new () => E,
    rows: readonly Omit<Partial<E>, 'legislatureId'>[],
  ): Promise<E[]> {
    const made = rows.map((row) =>
      this.manager.create(entity, { id: randomUUID(), ...row, legislatureId: this.legislatureId } as unknown as E),
    );
    await insertRows(this.manager, entity, made);
    return made;
  }

  /** Changes columns of a row that this transaction has locked; a row with a version moves on to the next one. */
  async change<E extends ScopedRow & { version: number }>(
    entity: new () => E,
    row: E,
    columns: Partial<Omit<E, 'id' | 'legislatureId' | 'version'>>,
  ): Promise<void> {
    Object.assign(row, columns, { version: row.version + 1 });
    await this.manager.update(entity, this.where<E>({ id: row.id } as FindOptionsWhere<E>), {
      ...columns,
      version: row.version,
    } as never);
  }

  /** As `change`, of many rows by one statement for each set of columns that they change */
  async changeAll<E extends ScopedRow & { version: number }>(
    entity: new () => E,
    rows: readonly E[],
    columnsOf: (row: E, at: number) => Partial<Omit<E, 'id' | 'legislatureId' | 'version'>>,
  ): Promise<void> {
    const alike = new Map<string, { properties: string[]; rows: E[] }>();
    for (const [at, row] of rows.entries()) {
      const columns = columnsOf(row, at);
      const properties = Object.keys(columns).filter((name) => columns[name as keyof typeof columns] !== undefined);
      Object.assign(row, columns, { version: row.version + 1 });
      const group = alike.get(properties.join()) ?? { properties, rows: [] };
      group.rows.push(row);
      alike.set(properties.join(), group);
    }
    for (const { properties, rows: changed } of alike.values())
      await updateRows(this.manager, entity, this.legislatureId, changed, [
        ...(properties as (keyof E & string)[]),
        'version',
      ]);
  }

  /** Database time now, after any wait for a lock (deadlines are judged by it) */
  async time(): Promise<Date> {
    const rows = await this.manager.query<{ at: Date }[]>('select clock_timestamp() as at');
    return this.noticed(rows[0]?.at as Date);
  }

  /** Database time that a statement of this transaction gave: the ledger's line says it, and asks no more */
  noticed(at: Date): Date {
    this.lastTime = at;
    return at;
  }

  get noticedTime(): Date | null {
    return this.lastTime;
  }

  record(act: string, objectKind: string, objectId: string | null, detail?: AuditEntry['detail']): void {
    this.entries.push({ act, objectKind, objectId, outcome: 'DONE', ...(detail && { detail }) });
  }

  /** One of several that this act is for was refused, which keeps none of the others out; the ledger is told of it */
  refused(act: string, refusal: Refusal): void {
    this.entries.push({
      act,
      objectKind: 'Refusal',
      objectId: null,
      outcome: 'REFUSED',
      detail: { code: refusal.code },
    });
    recorded.add(refusal);
  }

  /** The job becomes visible when this transaction commits, and never when it does not: the outbox. */
  enqueue(job: string, payload: Record<string, unknown>): Promise<void> {
    return this.enqueueJob(this.manager, job, {
      ...payload,
      legislatureId: this.scope.legislatureId,
      requestId: trace.getStore()?.requestId ?? null,
    });
  }
}

const recorded = new WeakSet<Refusal>();
/** Has a use case written this refusal to the ledger already? */
export const wasRecorded = (refusal: Refusal): boolean => recorded.has(refusal);

class RolledBack extends Error {
  constructor(readonly refusal: Refusal) {
    super('rolled back');
  }
}

export class UnitOfWork {
  constructor(
    private readonly source: DataSource,
    private readonly ledger: Ledger,
    private readonly enqueue: Enqueue,
  ) {}

  /** Reads outside a transaction, still inside the scope */
  read(scope: Scope): Reader {
    return new Reader(this.source.manager, scope);
  }

  /**
   * Runs a use case. A returned Refusal rolls everything back and is recorded in a transaction of its own (a refused
   * act must not vanish from the ledger with what it tried); a thrown fault rolls back and goes on. Lock and statement
   * time-outs keep one stuck officer from stopping the others. `onViolation` says which Refusal a constraint's name
   * stands for (architecture §3), so that such a refusal is recorded too; undefined leaves it a fault.
   */
  async run<T>(
    act: string,
    scope: Scope,
    body: (tx: Transaction) => Promise<T>,
    onViolation?: (constraint: string) => Refusal | undefined,
  ): Promise<T> {
    try {
      return await this.source.transaction(async (manager) => {
        await manager.query(
          `select set_config('lock_timeout', '8s', true), set_config('statement_timeout', '60s', true)`,
        );
        const tx = new Transaction(manager, scope, this.enqueue);
        const result = await body(tx);
        if (result instanceof Refusal) throw new RolledBack(result);
        await this.ledger(manager, scope, tx.entries, tx.noticedTime);
        return result;
      });
    } catch (e) {
      const constraint = violatedConstraint(e);
      const refusal =
        e instanceof RolledBack ? e.refusal : constraint === undefined ? undefined : onViolation?.(constraint);
      if (!refusal) throw e;
      await this.ledger(this.source.manager, scope, [
        { act, objectKind: 'Refusal', objectId: null, outcome: 'REFUSED', detail: { code: refusal.code } },
      ]);
      recorded.add(refusal);
      return refusal as T;
    }
  }
}

/** The name of the violated constraint, where a fault is a constraint's: the service turns it into a Problem. */
export function violatedConstraint(fault: unknown): string | undefined {
  const driver = (fault as { driverError?: { code?: string; constraint?: string } } | null)?.driverError;
  return driver?.code?.startsWith('23') ? driver.constraint : undefined;
}
