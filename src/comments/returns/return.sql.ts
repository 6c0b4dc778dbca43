/** One page at a time. */
import type { EntityManager } from 'typeorm';

const PAGES = 7_214_061; // any number, always the same

/** A photograph under this id is kept by one request at a time, until commit: sent twice at once it is kept once */
export async function lockPage(manager: EntityManager, pageId: string): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [PAGES, pageId]);
}
