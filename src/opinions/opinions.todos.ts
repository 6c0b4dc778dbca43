/** What waits of opinions 群众原话. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { type Todo, todoKinds, Todos, type Waiting, waitingBy } from '../platform/api/todos.js';
import type { OpinionState } from './opinion.rules.js';
import { OpinionRow, OpinionStatusRow } from './opinions.entities.js';

todoKinds({
  OPINIONS_TO_COMPILE: {
    words: '{n} 条群众原话还没有编入报送意见',
    permission: 'solicitation.answer',
    urgency: 'REST',
  },
  OPINIONS_TO_TAKE_UP: { words: '{n} 条直接交来的群众原话等着受理', permission: 'comment.takeUp', urgency: 'REST' },
  OPINIONS_QUARANTINED: { words: '{n} 条隔离的群众原话等着核实', permission: 'opinion.setAside', urgency: 'REST' },
});

@Injectable()
export class OpinionTodos implements OnModuleInit {
  constructor(private readonly todos: Todos) {}

  onModuleInit(): void {
    this.todos.register('OPINIONS_TO_COMPILE', (waiting) => byRound(standing(waiting, 'RECEIVED')));
    this.todos.register('OPINIONS_TO_TAKE_UP', (waiting) =>
      byRound(standing(waiting, 'RECEIVED').andWhere('(o.direct or o.contact_point_id is null)')),
    );
    this.todos.register('OPINIONS_QUARANTINED', (waiting) => byRound(standing(waiting, 'QUARANTINED')));
  }
}

/** Those that no comment is made of, as far as the caller sees them */
function standing({ reader, points }: Waiting, state: OpinionState): SelectQueryBuilder<OpinionRow> {
  const query = reader.manager
    .createQueryBuilder(OpinionRow, 'o')
    .innerJoin(OpinionStatusRow, 's', 's.id = o.id and s.consultation_id = o.consultation_id')
    .where('o.legislature_id = :legislature and s.state = :state and s.comment_id is null', {
      legislature: reader.legislatureId,
      state,
    });
  return points ? query.andWhere('not o.direct and o.contact_point_id = any(:points)', { points }) : query;
}

const byRound = (query: SelectQueryBuilder<OpinionRow>): Promise<Omit<Todo, 'kind'>[]> =>
  waitingBy(query, 'Consultation', { by: 'o.consultation_id', since: 'o.received_at' });
