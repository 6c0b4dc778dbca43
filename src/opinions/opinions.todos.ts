/** What waits of opinions 群众原话. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { todoKinds, Todos } from '../platform/api/todos.js';
import { cardsToType, peopleToTell } from './hearing/hearing.sql.js';
import { countStanding } from './opinions.todos.sql.js';

todoKinds({
  OPINIONS_TO_COMPILE: {
    words: '{n} 条群众原话还没有编入报送意见',
    permission: 'solicitation.answer',
    urgency: 'REST',
  },
  OPINIONS_TO_TAKE_UP: { words: '{n} 条直接交来的群众原话等着受理', permission: 'comment.takeUp', urgency: 'REST' },
  FORMS_TO_TYPE: { words: '{n} 张手写表照片等着录入', permission: 'solicitation.answer', urgency: 'REST' },
  PEOPLE_TO_TELL: {
    words: '{n} 位留了联系方式的，意见有结果了，等着告诉本人',
    permission: 'solicitation.answer',
    urgency: 'REST',
  },
  OPINIONS_QUARANTINED: { words: '{n} 条隔离的群众原话等着核实', permission: 'opinion.setAside', urgency: 'REST' },
});

@Injectable()
export class OpinionTodos implements OnModuleInit {
  constructor(private readonly todos: Todos) {}

  onModuleInit(): void {
    this.todos.register('OPINIONS_TO_COMPILE', ({ reader, points }) => countStanding(reader, 'RECEIVED', points));
    this.todos.register('OPINIONS_TO_TAKE_UP', ({ reader, points }) =>
      countStanding(reader, 'RECEIVED', points, { toOffice: true }),
    );
    this.todos.register('FORMS_TO_TYPE', ({ reader, points }) => cardsToType(reader, points));
    this.todos.register('PEOPLE_TO_TELL', ({ reader, points }) => peopleToTell(reader, points));
    this.todos.register('OPINIONS_QUARANTINED', ({ reader, points }) => countStanding(reader, 'QUARANTINED', points));
  }
}
