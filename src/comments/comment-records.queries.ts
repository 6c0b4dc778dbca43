/**
 * What stands beside comments: of which voices they were made, why they were sent back, where they came from on
 * paper.
 */
import { Injectable } from '@nestjs/common';
import { OpinionStatusRow } from '../opinions/index.js';
import type { Actor } from '../platform/base/actor.js';
import { oneOf } from '../platform/database/one-of.js';
import { scopeOf, UnitOfWork } from '../platform/database/scope.js';
import type { voiceStandingWords } from './comment.words.js';
import { CommentOpinionRow, CommentReturnRow, CommentSourceRow } from './comments.entities.js';

export interface CommentVoice {
  opinionId: string;
  standing: keyof typeof voiceStandingWords;
}

@Injectable()
export class CommentRecordsQueries {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * Of each comment in order all voices it was ever made of, with where each stands to it now; for comments that the
   * caller was given
   */
  async voices(actor: Actor, commentIds: readonly string[]): Promise<CommentVoice[][]> {
    const reader = this.work.read(scopeOf(actor));
    const trail = await reader.find(CommentOpinionRow, { commentId: oneOf(commentIds) }, { opinionId: 'ASC' });
    const statuses = await reader.find(OpinionStatusRow, { id: oneOf(trail.map((t) => t.opinionId)) });
    const now = new Map(statuses.map((s) => [s.id, s]));
    const standing = ({ commentId, opinionId }: CommentOpinionRow): CommentVoice['standing'] => {
      const status = now.get(opinionId);
      if (status?.commentId === commentId) return 'INSIDE';
      return status?.state === 'WITHDRAWN' ? 'WITHDRAWN' : 'TAKEN_OUT';
    };
    return commentIds.map((id) =>
      trail.filter((t) => t.commentId === id).map((t) => ({ opinionId: t.opinionId, standing: standing(t) })),
    );
  }

  /** Of each comment in order why it was last sent back; for comments that the caller was given */
  async returnNotes(actor: Actor, commentIds: readonly string[]): Promise<(string | null)[]> {
    const reader = this.work.read(scopeOf(actor));
    const rows = await reader.find(CommentReturnRow, { commentId: oneOf(commentIds) }, { at: 'ASC' });
    const last = new Map(rows.map((r) => [r.commentId, r.note]));
    return commentIds.map((id) => last.get(id) ?? null);
  }

  /** Of each comment in order its source on paper; null where it did not come so. For comments the caller was given */
  async sources(actor: Actor, commentIds: readonly string[]): Promise<(CommentSourceRow | null)[]> {
    const rows = await this.work.read(scopeOf(actor)).find(CommentSourceRow, { id: oneOf(commentIds) });
    const known = new Map(rows.map((r) => [r.id, r]));
    return commentIds.map((id) => known.get(id) ?? null);
  }
}
