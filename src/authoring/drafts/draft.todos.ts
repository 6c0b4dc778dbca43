/** What waits of drafts 稿. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Todo, todoKinds, Todos, type Waiting, waitingBy } from '../../platform/api/todos.js';
import { DraftRow } from './draft.entities.js';
import type { DraftState } from './draft.rules.js';

todoKinds({
  DRAFT_TO_CHECK: { words: '{n} 稿等着与原稿核对', permission: 'draft.import', urgency: 'REST' },
  DRAFT_TO_PUBLISH: {
    words: '{n} 稿核对好了，等着公布',
    permission: 'draft.publish',
    urgency: 'BLOCKS',
    followed: true,
  },
});

@Injectable()
export class DraftTodos implements OnModuleInit {
  constructor(private readonly todos: Todos) {}

  onModuleInit(): void {
    this.todos.register('DRAFT_TO_CHECK', (waiting) => standing(waiting, 'IMPORTED'));
    this.todos.register('DRAFT_TO_PUBLISH', (waiting) => standing(waiting, 'CHECKED'));
  }
}

const standing = ({ reader }: Waiting, state: DraftState): Promise<Omit<Todo, 'kind'>[]> =>
  waitingBy(
    reader.manager
      .createQueryBuilder(DraftRow, 'd')
      .where('d.legislature_id = :legislature and d.state = :state', { legislature: reader.legislatureId, state }),
    'Draft',
    { by: 'd.id', since: 'd.imported_at' },
  );
