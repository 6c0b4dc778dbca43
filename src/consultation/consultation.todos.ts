/** What waits of consultations 征求意见. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { todoKinds, Todos, waitingBy } from '../platform/api/todos.js';
import { ConsultationRow } from './consultation.entities.js';

todoKinds({
  ROUND_TO_SEND: { words: '{n} 次征求意见准备好了，等着发出', permission: 'consultation.issue', urgency: 'DUE' },
});

@Injectable()
export class ConsultationTodos implements OnModuleInit {
  constructor(private readonly todos: Todos) {}

  onModuleInit(): void {
    this.todos.register('ROUND_TO_SEND', ({ reader }) =>
      waitingBy(
        reader.manager
          .createQueryBuilder(ConsultationRow, 'c')
          .where(`c.legislature_id = :legislature and c.state = 'PREPARED'`, { legislature: reader.legislatureId }),
        'Consultation',
        { by: 'c.id', since: 'c.created_at', due: 'c.opens_on' },
      ),
    );
  }
}
