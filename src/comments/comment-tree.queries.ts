/** The articles of the text that a round asks about, with how many comments stand at each. */
import { Injectable } from '@nestjs/common';
import { DraftsQueries } from '../authoring/index.js';
import { ConsultationRow } from '../consultation/index.js';
import type { Actor } from '../platform/base/actor.js';
import { scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { type PlaceRow, placeRows } from './comment-tree.rules.js';
import { countPlaces } from './comment-tree.sql.js';

@Injectable()
export class CommentTreeQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly drafts: DraftsQueries,
  ) {}

  /**
   * As `placeRows`; empty where there is no such consultation in the legislature. Two queries, however many articles
   * there are.
   */
  async places(actor: Actor, consultationId: string): Promise<PlaceRow[]> {
    const reader = this.work.read(scopeOf(actor));
    const consultation = await reader.get(ConsultationRow, consultationId);
    if (!consultation) return [];
    const articles = await this.drafts.outline(reader, consultation.draftId);
    return placeRows(articles, await countPlaces(reader, consultation.id));
  }
}
