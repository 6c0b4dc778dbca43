/** What waits of evidence 采纳佐证. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CommentRow } from '../../comments/index.js';
import { todoKinds, Todos, waitingBy } from '../../platform/api/todos.js';
import { EvidenceReviewRow, EvidenceRow } from './evidence.entities.js';

todoKinds({
  EVIDENCE_TO_REVIEW: { words: '{n} 处采纳佐证等着确认', permission: 'evidence.confirm', urgency: 'REST' },
});

@Injectable()
export class EvidenceTodos implements OnModuleInit {
  constructor(private readonly todos: Todos) {}

  /** What the machine proposes and nobody has looked at */
  onModuleInit(): void {
    this.todos.register('EVIDENCE_TO_REVIEW', ({ reader }) => {
      const query = reader.manager
        .createQueryBuilder(EvidenceRow, 'e')
        .innerJoin(CommentRow, 'c', 'c.id = e.comment_id')
        .where('e.legislature_id = :legislature', { legislature: reader.legislatureId });
      const review = query.subQuery().select('1').from(EvidenceReviewRow, 'r').where('r.evidence_id = e.id');
      query.andWhere(`not exists ${review.getQuery()}`);
      return waitingBy(query, 'Consultation', { by: 'c.consultation_id', since: 'e.at' });
    });
  }
}
