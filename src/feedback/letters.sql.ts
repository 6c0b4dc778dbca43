/** The newest letters that hold each of many comments. */
import type { Reader } from '../platform/database/scope.js';

/**
 * At most `most` letters for each comment, the newest first; only those that were handed over where `deliveredOnly` is
 * said
 */
export async function newestHolding(
  reader: Reader,
  commentIds: readonly string[],
  { most, deliveredOnly }: { most: number; deliveredOnly: boolean },
): Promise<{ commentId: string; letterId: string }[]> {
  const rows = await reader.manager.query<{ comment_id: string; letter_id: string }[]>(
    `select comment_id, letter_id from (
       select h.comment_id, h.letter_id, row_number() over (partition by h.comment_id order by l.composed_at desc, l.id desc) as place
       from letter_comment h join letter l on l.id = h.letter_id join letter_status s on s.id = l.id
       where h.legislature_id = $1 and h.comment_id = any($2::uuid[]) and (not $4::boolean or s.delivered_at is not null)) r
     where place <= $3 order by comment_id, place`,
    [reader.legislatureId, commentIds, most, deliveredOnly],
  );
  return rows.map((r) => ({ commentId: r.comment_id, letterId: r.letter_id }));
}
