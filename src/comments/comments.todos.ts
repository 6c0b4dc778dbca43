/** What waits of comments 报送意见: for the body that reports, and for the office that decides. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { todoKinds, Todos } from '../platform/api/todos.js';
import { countWaiting } from './comments.todos.sql.js';

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
    this.todos.register('COMMENTS_TO_REPORT', ({ reader, points }) => countWaiting(reader, ['DRAFTED'], points));
    this.todos.register('COMMENTS_RETURNED', ({ reader, points }) => countWaiting(reader, ['RETURNED'], points));
    this.todos.register('COMMENTS_TO_PROPOSE', ({ reader, points }) =>
      countWaiting(reader, ['REPORTED', 'REOPENED'], points),
    );
  }
}
