/** What waits of comments 报送意见: for the body that reports, and for the office that decides. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Todo, todoKinds, Todos, type Waiting, waitingBy } from '../platform/api/todos.js';
import type { CommentState } from './comment.rules.js';
import { CommentRow, CommentStatusRow } from './comments.entities.js';

todoKinds({
  COMMENTS_TO_REPORT: { words: '{n} 条意见已经拟好，等着报送', permission: 'solicitation.answer', urgency: 'DUE' },
  COMMENTS_RETURNED: {
    words: '{n} 条意见退回来，等着补充',
    permission: 'solicitation.answer',
    urgency: 'BLOCKS',
    followed: true,
  },
  COMMENTS_TO_PROPOSE: { words: '{n} 条意见等着拟处理意见', permission: 'handling.propose', urgency: 'BLOCKS' },
});

@Injectable()
export class CommentTodos implements OnModuleInit {
  constructor(private readonly todos: Todos) {}

  onModuleInit(): void {
    this.todos.register('COMMENTS_TO_REPORT', (waiting) => standing(waiting, ['DRAFTED']));
    this.todos.register('COMMENTS_RETURNED', (waiting) => standing(waiting, ['RETURNED']));
    this.todos.register('COMMENTS_TO_PROPOSE', (waiting) => standing(waiting, ['REPORTED', 'REOPENED']));
  }
}

function standing({ reader, points }: Waiting, states: readonly CommentState[]): Promise<Omit<Todo, 'kind'>[]> {
  const query = reader.manager
    .createQueryBuilder(CommentRow, 'c')
    .innerJoin(CommentStatusRow, 's', 's.id = c.id')
    .where('c.legislature_id = :legislature and s.state = any(:states)', {
      legislature: reader.legislatureId,
      states,
    });
  if (points) query.andWhere('c.contact_point_id = any(:points)', { points });
  return waitingBy(query, 'Consultation', { by: 'c.consultation_id', since: 'coalesce(s.reported_at, c.created_at)' });
}
