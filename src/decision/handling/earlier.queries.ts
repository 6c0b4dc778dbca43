/** 以前怎么答的: how other comments on the same article were decided. */
import { Injectable } from '@nestjs/common';
import { LineageQueries } from '../../authoring/index.js';
import { placeOfComment } from '../../comments/comment.rules.js';
import { CommentsQueries } from '../../comments/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { type EarlierAnswer, earlierAnswers } from './earlier.sql.js';

/** Answers that are shown beside one comment */
export const ANSWERS_PER_COMMENT = 5;

@Injectable()
export class EarlierAnswers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly comments: CommentsQueries,
    private readonly lineage: LineageQueries,
  ) {}

  /**
   * Of each comment in order at most 5 signed answers to others on its article, through all texts of the regulation,
   * the newest first; none for one that is about no article. For those of the office who may read sheets.
   */
  async answers(actor: Actor, commentIds: readonly string[]): Promise<EarlierAnswer[][]> {
    const reader = this.work.read(scopeOf(actor));
    const asking = (await this.comments.byIds(actor, commentIds)).flatMap((c) => {
      const provisionId = c && placeOfComment(c.row, c.status.filedUnder).provisionId;
      return c && provisionId ? [{ askedBy: c.row.id, provisionId }] : [];
    });
    const kin = await this.lineage.throughEach(
      reader,
      asking.map((a) => a.provisionId),
    );
    const pairs = asking.flatMap(({ askedBy, provisionId }) =>
      [...(kin.get(provisionId) ?? [])].map((articleId) => ({ askedBy, articleId })),
    );
    const found = pairs.length === 0 ? [] : await earlierAnswers(reader, pairs, ANSWERS_PER_COMMENT);
    const by = new Map<string, EarlierAnswer[]>();
    for (const { askedBy, ...answer } of found) by.set(askedBy, [...(by.get(askedBy) ?? []), answer]);
    return commentIds.map((id) => by.get(id) ?? []);
  }
}
