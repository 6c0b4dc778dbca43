/** The newest reopenings of many comments. */
import type { Reader } from '../../platform/database/scope.js';

/** Ids of at most `most` reopenings of each comment, the newest ones */
export async function newestReopenings(reader: Reader, commentIds: readonly string[], most: number): Promise<string[]> {
  const rows = await reader.manager.query<{ id: string }[]>(
    `select id from (
       select id, row_number() over (partition by comment_id order by at desc, id desc) as place
       from comment_reopening where legislature_id = $1 and comment_id = any($2::uuid[])) r
     where place <= $3`,
    [reader.legislatureId, commentIds, most],
  );
  return rows.map((r) => r.id);
}
