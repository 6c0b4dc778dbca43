/**
 * The journal of erasures (security §1.14): the ids of what was erased, in a file outside the database and its backups,
 * written before a row goes. A restored backup brings erased people back; the next start erases them again before it
 * answers anybody.
 */
import { access, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DataSource } from 'typeorm';
import { eraseRows } from '../database/statements.js';
import { KeysError } from '../database/keys/keys.js';
import { writeLedger } from './ledger.js';

/** Tables whose rows are erased one by one, each by its id */
export const erasable = ['opinion_contact'] as const;
export type Erasable = (typeof erasable)[number];

/** `<time> <table> <id>`; a line cut off by a crash was never acted on, and hides no line after it */
const LINE = /\S+ (\w+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\n/g;
const AT_ONCE = 1000;

/** Says on disk, before it returns, that these rows are erased. Several processes may write at once. */
export async function noteErasures(path: string, table: Erasable, ids: readonly string[], at: Date): Promise<void> {
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
 * What the journal says was erased, by table; nothing where there is no journal. @throws KeysError where it cannot be
 * read
 */
export async function readErasures(path: string): Promise<Map<Erasable, string[]>> {
  const text = await readFile(path, 'utf8').catch((e: NodeJS.ErrnoException) => {
    if (e.code === 'ENOENT') return '';
    throw new KeysError(`ERASURES_FILE ${path} cannot be read: ${e.message}`);
  });
  const found = new Map<Erasable, string[]>(erasable.map((t) => [t, []]));
  for (const [, name, id] of text.matchAll(LINE)) {
    const table = erasable.find((t) => t === name);
    if (table && id !== undefined) found.get(table)?.push(id);
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
 * For every start, before the door opens: where nothing came back it costs reading the file and a few look-ups by id.
 */
export async function replayErasures(source: DataSource, path: string): Promise<number> {
  const journal = await readErasures(path);
  return source.transaction(async (manager) => {
    let all = 0;
    for (const [table, ids] of journal) {
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
