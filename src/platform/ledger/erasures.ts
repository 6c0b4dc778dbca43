/**
 * The journal of erasures (security §1.14): the ids of what was erased, in a file outside the database and its backups,
 * written before a row goes. A restored backup brings erased people back; the next start erases them again before it
 * answers anybody.
 */
import { access, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DataSource } from 'typeorm';
import { KeysError } from '../database/keys/keys.js';
import { eraseRows } from './erasures.sql.js';
import { writeLedger } from './ledger.js';

/** `<time> <table> <id>`; a line cut off by a crash was never acted on, and hides no line after it */
const LINE = /\S+ (\w+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\n/g;
const AT_ONCE = 1000;

/** Says on disk, before it returns, that these rows are erased. Several processes may write at once. */
export async function noteErasures(path: string, table: string, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a', 0o600);
  try {
    await file.appendFile(ids.map((id) => `${at.toISOString()} ${table} ${id}\n`).join(''));
    await file.datasync();
  } finally {
    await file.close();
  }
}

/**
 * What the journal says was erased: ids by table, in the order they were noted; nothing where there is no journal.
 * @throws KeysError where it cannot be read
 */
export async function readErasures(path: string): Promise<Map<string, string[]>> {
  const text = await readFile(path, 'utf8').catch((e: NodeJS.ErrnoException) => {
    if (e.code === 'ENOENT') return '';
    throw new KeysError(`ERASURES_FILE ${path} cannot be read: ${e.message}`);
  });
  const found = new Map<string, string[]>();
  for (const [, table = '', id = ''] of text.matchAll(LINE)) {
    const ids = found.get(table);
    if (ids) ids.push(id);
    else found.set(table, [id]);
  }
  return found;
}

/**
 * Of the erasures that a database remembers in its ledger the newest: the id of the row that went; null where it
 * remembers none
 */
export const NEWEST_ERASURE = `select object_id as id from audit_record where act = 'eraseContact' and outcome = 'DONE' order by at desc limit 1`;

/** Why this journal cannot be the one that belongs to a database whose newest erasure is `newest`; null where it can */
export async function doubtsAbout(path: string, newest: string | null): Promise<'ABSENT' | 'KNOWS_LESS' | null> {
  if (
    !(await access(path).then(
      () => true,
      () => false,
    ))
  )
    return 'ABSENT';
  return newest === null || [...(await readErasures(path)).values()].some((ids) => ids.includes(newest))
    ? null
    : 'KNOWS_LESS';
}

/**
 * Erases again whatever the journal names and the database has, and writes to the ledger how many; gives that number.
 * For every start, before it listens: where nothing came back it costs reading the file and a few look-ups by id.
 * `erasable` are the tables whose rooms erase row by row; a line of the journal that names another is left alone, since
 * a file beside the database must not say which tables are emptied.
 */
export async function replayErasures(source: DataSource, path: string, erasable: readonly string[]): Promise<number> {
  const journal = await readErasures(path);
  return source.transaction(async (manager) => {
    let all = 0;
    for (const table of erasable) {
      const ids = journal.get(table) ?? [];
      let erased = 0;
      for (let at = 0; at < ids.length; at += AT_ONCE)
        erased += await eraseRows(manager, table, ids.slice(at, at + AT_ONCE));
      if (erased > 0)
        await writeLedger(manager, { legislatureId: null, accountId: null }, [
          { act: 'replayErasures', objectKind: table, objectId: null, outcome: 'DONE', detail: { erased } },
        ]);
      all += erased;
    }
    return all;
  });
}
