/** What waits of tasks 征求意见任务: for the bodies asked, and for the office that waits for them. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConsultationRow } from '../consultation/index.js';
import type { SelectQueryBuilder } from 'typeorm';
import { todoKinds, Todos, type Waiting, waitingBy } from '../platform/api/todos.js';
import { SolicitationRow } from './solicitation.entities.js';

todoKinds({
  TASK_TO_RECEIVE: { words: '{n} 项任务等着签收', permission: 'solicitation.answer', urgency: 'BLOCKS' },
  TASK_TO_ANSWER: { words: '{n} 项任务等着报送意见，或者报无意见', permission: 'solicitation.answer', urgency: 'DUE' },
  BODIES_OVERDUE: { words: '{n} 个单位过了期限还没有答复', permission: 'consultation.manage', urgency: 'REST' },
});

@Injectable()
export class SolicitationTodos implements OnModuleInit {
  constructor(private readonly todos: Todos) {}

  onModuleInit(): void {
    const task = { by: 's.id', since: 's.issued_at', due: 's.due_on' };
    this.todos.register('TASK_TO_RECEIVE', (waiting) => waitingBy(mine(waiting, 'ISSUED'), 'Solicitation', task));
    this.todos.register('TASK_TO_ANSWER', (waiting) => waitingBy(mine(waiting, 'RECEIVED'), 'Solicitation', task));
    this.todos.register('BODIES_OVERDUE', ({ reader, today }) =>
      waitingBy(
        open(reader.manager.createQueryBuilder(SolicitationRow, 's'), reader.legislatureId).andWhere(
          `s.due_on < :today and s.state in ('ISSUED', 'RECEIVED')`,
          { today },
        ),
        'Consultation',
        { by: 's.consultation_id', since: 's.due_on' },
      ),
    );
  }
}

/** Tasks of consultations that were not called off */
const open = (query: SelectQueryBuilder<SolicitationRow>, legislature: string): SelectQueryBuilder<SolicitationRow> =>
  query
    .innerJoin(ConsultationRow, 'c', `c.id = s.consultation_id and c.state <> 'CANCELLED'`)
    .where('s.legislature_id = :legislature', { legislature });

const mine = ({ reader, points }: Waiting, state: SolicitationRow['state']): SelectQueryBuilder<SolicitationRow> =>
  open(reader.manager.createQueryBuilder(SolicitationRow, 's'), reader.legislatureId).andWhere(
    's.state = :state and s.contact_point_id = any(:points)',
    { state, points: points ?? [] },
  );
