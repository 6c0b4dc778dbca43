/** What waits of letters 反馈函, from the first draft to the receipt. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CommentRow, CommentStatusRow } from '../comments/index.js';
import { type Todo, todoKinds, Todos, type Waiting, waitingBy } from '../platform/api/todos.js';
import {
  LetterCommentRow,
  LetterReplyAnswerRow,
  LetterReplyRow,
  LetterRow,
  LetterStatusRow,
} from './feedback.entities.js';
import type { LetterState } from './letter.rules.js';

todoKinds({
  LETTERS_TO_COMPOSE: { words: '{n} 条意见有了结果，等着反馈函', permission: 'letter.compose', urgency: 'BLOCKS' },
  SOURCES_TO_ANSWER: { words: '{n} 条书面来的意见有了结果，等着答复', permission: 'comment.answer', urgency: 'REST' },
  LETTERS_TO_FINALISE: { words: '{n} 份反馈函等着定稿', permission: 'letter.compose', urgency: 'REST' },
  LETTERS_TO_SIGN: { words: '{n} 份反馈函等着签发', permission: 'letter.sign', urgency: 'BLOCKS', followed: true },
  LETTERS_TO_DELIVER: { words: '{n} 份反馈函等着送达', permission: 'letter.deliver', urgency: 'BLOCKS' },
  REPLIES_TO_ANSWER: {
    words: '{n} 个联系点看了反馈函，还要补充说明',
    permission: 'letter.answerReply',
    urgency: 'REST',
  },
  LETTERS_TO_ACKNOWLEDGE: {
    words: '{n} 份反馈函到了，等着签收',
    permission: 'letter.acknowledge',
    urgency: 'DUE',
    followed: true,
  },
});

@Injectable()
export class LetterTodos implements OnModuleInit {
  constructor(private readonly todos: Todos) {}

  onModuleInit(): void {
    this.todos.register('LETTERS_TO_COMPOSE', (waiting) => untold(waiting, 'c.contact_point_id is not null'));
    this.todos.register('SOURCES_TO_ANSWER', (waiting) => untold(waiting, 'c.contact_point_id is null'));
    this.todos.register('LETTERS_TO_FINALISE', (waiting) => standing(waiting, ['COMPOSED', 'RETURNED']));
    this.todos.register('LETTERS_TO_SIGN', (waiting) => standing(waiting, ['FINALISED'], { othersOnly: true }));
    this.todos.register('LETTERS_TO_DELIVER', (waiting) => standing(waiting, ['SIGNED', 'SEALED']));
    this.todos.register('REPLIES_TO_ANSWER', unanswered);
    this.todos.register('LETTERS_TO_ACKNOWLEDGE', (waiting) => standing(waiting, ['DELIVERED']));
  }
}

/** Released comments that no letter which counts holds */
function untold({ reader }: Waiting, whose: string): Promise<Omit<Todo, 'kind'>[]> {
  const query = reader.manager
    .createQueryBuilder(CommentStatusRow, 's')
    .innerJoin(CommentRow, 'c', 'c.id = s.id')
    .where(`s.legislature_id = :legislature and s.state = 'RELEASED' and ${whose}`, {
      legislature: reader.legislatureId,
    });
  const told = query
    .subQuery()
    .select('1')
    .from(LetterCommentRow, 't')
    .innerJoin(LetterStatusRow, 'l', 'l.id = t.letter_id')
    .where(`t.comment_id = s.id and l.state not in ('VOIDED', 'SUPERSEDED', 'RETURNED')`);
  query.andWhere(`not exists ${told.getQuery()}`);
  return waitingBy(query, 'Consultation', { by: 's.consultation_id', since: 'coalesce(s.reported_at, c.created_at)' });
}

/** Replies that say that something is not clear, or ask for more, and that nobody of the office answered */
function unanswered({ reader }: Waiting): Promise<Omit<Todo, 'kind'>[]> {
  const query = reader.manager
    .createQueryBuilder(LetterReplyRow, 'r')
    .innerJoin(LetterStatusRow, 's', 's.id = r.letter_id')
    .where('r.legislature_id = :legislature and (not r.is_clear or r.asks_more)', {
      legislature: reader.legislatureId,
    });
  const answered = query.subQuery().select('1').from(LetterReplyAnswerRow, 'a').where('a.id = r.id');
  query.andWhere(`not exists ${answered.getQuery()}`);
  return waitingBy(query, 'Consultation', { by: 's.consultation_id', since: 'r.at' });
}

/** `othersOnly`: whoever prepared a letter does not sign it */
function standing(
  { reader, points, actor }: Waiting,
  states: readonly LetterState[],
  { othersOnly = false }: { othersOnly?: boolean } = {},
): Promise<Omit<Todo, 'kind'>[]> {
  const query = reader.manager
    .createQueryBuilder(LetterStatusRow, 's')
    .innerJoin(LetterRow, 'l', 'l.id = s.id')
    .where('s.legislature_id = :legislature and s.state = any(:states)', {
      legislature: reader.legislatureId,
      states,
    });
  if (points) query.andWhere('s.contact_point_id = any(:points)', { points });
  if (othersOnly) query.andWhere('l.prepared_by <> :actor', { actor: actor.accountId });
  const since = 'coalesce(s.delivered_at, s.signed_at, l.composed_at)';
  return waitingBy(query, 'Consultation', { by: 's.consultation_id', since });
}
