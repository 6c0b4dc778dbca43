/** Working copies 草稿 kept, and taken away when they are old. */
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

export interface CopyKey {
  legislatureId: string;
  accountId: string;
  kind: string;
  targetId: string;
}

const KEEPING = 7_214_038; // any number, always the same

/**
 * How many copies the account has beside this one. Whoever else keeps one of the account waits until this transaction
 * ends, so that no two are the last one.
 */
export async function otherCopies(manager: EntityManager, key: CopyKey): Promise<number> {
  await manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [
    KEEPING,
    `${key.legislatureId} ${key.accountId}`,
  ]);
  const [found] = await manager.query<{ n: number }[]>(
    `select count(*)::int as n from working_copy
     where legislature_id = $1 and account_id = $2 and (kind, target_id) <> ($3, $4::uuid)`,
    [key.legislatureId, key.accountId, key.kind, key.targetId],
  );
  return found?.n ?? 0;
}

/** Keeps the body in the one row of this key, whoever writes it at once last counts; gives when that was */
export async function keepCopy(manager: EntityManager, key: CopyKey, body: string): Promise<Date> {
  const [row] = await manager.query<{ at: Date }[]>(
    `insert into working_copy (id, legislature_id, account_id, kind, target_id, body, updated_at)
     values ($1, $2, $3, $4, $5, $6, clock_timestamp())
     on conflict on constraint working_copy_once do update set body = excluded.body, updated_at = excluded.updated_at
     returning updated_at as at`,
    [randomUUID(), key.legislatureId, key.accountId, key.kind, key.targetId, body],
  );
  return row?.at as Date;
}

/** Deletes at most `most` copies that nobody has touched for so many days; gives how many there were */
export async function deleteOldCopies(manager: EntityManager, days: number, most: number): Promise<number> {
  const rows = await manager.query<[unknown[], number]>(
    `delete from working_copy where id in (
       select id from working_copy where updated_at < clock_timestamp() - make_interval(days => $1::int)
       order by updated_at limit $2)`,
    [days, most],
  );
  return rows[1];
}
