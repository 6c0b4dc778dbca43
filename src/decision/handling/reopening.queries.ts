/** Which decisions were taken up again, and when. */
import { Injectable } from '@nestjs/common';
import { oneOf } from '../../platform/database/one-of.js';
import type { Reader } from '../../platform/database/scope.js';
import { CommentReopeningRow } from './reopening.entities.js';
import { newestReopenings } from './reopening.sql.js';

/** Reopenings of one comment that are read at once */
export const REOPENINGS_PER_COMMENT = 50;

@Injectable()
export class ReopeningQueries {
  /** The last reopenings of each comment, at most 50, the newest last; a comment without one is not in it */
  async reopenings(reader: Reader, commentIds: readonly string[]): Promise<Map<string, CommentReopeningRow[]>> {
    const by = new Map<string, CommentReopeningRow[]>();
    if (commentIds.length === 0) return by;
    const ids = await newestReopenings(reader, commentIds, REOPENINGS_PER_COMMENT);
    if (ids.length === 0) return by;
    const rows = await reader.find(CommentReopeningRow, { id: oneOf(ids) }, { at: 'ASC', id: 'ASC' });
    for (const row of rows) by.set(row.commentId, [...(by.get(row.commentId) ?? []), row]);
    return by;
  }
}
