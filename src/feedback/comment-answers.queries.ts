/** How comments were answered, and by which letters they are held. */
import { Injectable } from '@nestjs/common';
import { CommentRow, CommentStatusRow } from '../comments/index.js';
import { OutcomesQueries } from '../decision/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { isOffice } from '../platform/access/permissions.js';
import type { Actor } from '../platform/base/actor.js';
import { type Day, dayIn } from '../platform/base/clock.js';
import { oneOf } from '../platform/database/one-of.js';
import { scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { CommentAnswerRow, LetterRow, LetterStatusRow } from './feedback.entities.js';
import type { answeredByWords } from './feedback.words.js';
import { isHandedOver } from './letter.rules.js';
import { type Letter, LettersQueries } from './letters.queries.js';
import { newestHolding } from './letters.sql.js';

/** Letters that one comment shows at once */
const LETTERS_PER_COMMENT = 50;

/** How the present decision on a comment was told to whoever it came from */
export interface CommentAnswer {
  way: keyof typeof answeredByWords;
  letterNumber: string | null;
  answeredOn: Day;
  words: string | null;
}

@Injectable()
export class CommentAnswers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly outcomes: OutcomesQueries,
    private readonly letters: LettersQueries,
    private readonly access: AccessService,
  ) {}

  /** How each was answered; one that is not, or is decided again, is not in it */
  async answers(actor: Actor, commentIds: readonly string[]): Promise<Map<string, CommentAnswer>> {
    const reader = this.work.read(scopeOf(actor));
    const answered = await reader.find(CommentStatusRow, { id: oneOf(commentIds), state: 'ANSWERED' });
    const ids = answered.map((s) => s.id);
    const decisions = await this.outcomes.decisions(reader, ids);
    const last = new Map([...decisions.values()].map((d) => [d.id, d.commentId]));
    const zone = await this.access.zone(actor.legislatureId);
    const found = new Map<string, CommentAnswer>();

    const voices = await reader.find(CommentRow, { id: oneOf(ids), sourceKind: 'RESIDENT' });
    const releases = await this.outcomes.releases(reader, [...last.keys()]);
    for (const { id } of voices) {
      const at = releases.get(decisions.get(id)?.id ?? '');
      if (at) found.set(id, { way: 'RECEIPT_CODE', letterNumber: null, answeredOn: dayIn(zone, at), words: null });
    }
    for (const { commentId, way, answeredOn, words } of await reader.find(CommentAnswerRow, {
      decisionId: oneOf(last.keys()),
    }))
      found.set(commentId, { way, letterNumber: null, answeredOn, words });
    for (const { row, status } of await this.letters.tellings(reader, { commentIds: ids })) {
      if (!last.has(row.decisionId) || !isHandedOver(status.state) || !status.deliveredAt) continue;
      const answeredOn = dayIn(zone, status.deliveredAt);
      const letterNumber = status.documentNumber;
      found.set(row.commentId, { way: 'FEEDBACK_LETTER', letterNumber, answeredOn, words: null });
    }
    return found;
  }

  /** The letters that hold each comment and that the actor may see, the newest first, at most 50 of a comment */
  async holding(actor: Actor, commentIds: readonly string[]): Promise<Map<string, Letter[]>> {
    const reader = this.work.read(scopeOf(actor));
    const bound = { most: LETTERS_PER_COMMENT, deliveredOnly: !isOffice(actor.roles) };
    const held = await newestHolding(reader, commentIds, bound);
    const ids = [...new Set(held.map((h) => h.letterId))];
    const rows = new Map((await reader.find(LetterRow, { id: oneOf(ids) })).map((r) => [r.id, r]));
    const seen = new Map<string, Letter>();
    for (const status of await reader.find(LetterStatusRow, { id: oneOf(ids) })) {
      const row = rows.get(status.id);
      if (row && (await this.letters.maySee(actor, status))) seen.set(row.id, { row, status });
    }
    const by = new Map<string, Letter[]>();
    for (const { commentId, letterId } of held) {
      const letter = seen.get(letterId);
      if (letter) by.set(commentId, [...(by.get(commentId) ?? []), letter]);
    }
    return by;
  }
}
