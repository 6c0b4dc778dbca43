/** What waits of reviews 送审: rounds to be checked, and those that came back. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { ConsultationRow } from '../../consultation/index.js';
import { todoKinds, Todos, type Waiting, waitingBy } from '../../platform/api/todos.js';
import { RoundReviewRow } from './review.entities.js';
import type { ReviewState } from './review.rules.js';

todoKinds({
  ROUND_TO_CHECK: {
    words: '{n} 次征求意见等着审核',
    permission: 'round.check',
    urgency: 'BLOCKS',
    followed: true,
  },
  ROUND_RETURNED: { words: '{n} 次征求意见审核退回，等着改', permission: 'consultation.manage', urgency: 'BLOCKS' },
});

@Injectable()
export class ReviewsTodos implements OnModuleInit {
  constructor(private readonly todos: Todos) {}

  onModuleInit(): void {
    const round = { by: 'r.consultation_id', since: 'r.sent_at' };
    this.todos.register('ROUND_TO_CHECK', (waiting) =>
      waitingBy(
        // what was changed since is sent anew
        lastIn(waiting, 'SENT').andWhere('r.round_version = c.version and r.sent_by <> :me', {
          me: waiting.actor.accountId,
        }),
        'Consultation',
        round,
      ),
    );
    this.todos.register('ROUND_RETURNED', (waiting) =>
      waitingBy(lastIn(waiting, 'RETURNED'), 'Consultation', { ...round, since: 'r.checked_at' }),
    );
  }
}

/** Rounds that are prepared whose last review stands so */
const lastIn = ({ reader }: Waiting, state: ReviewState): SelectQueryBuilder<RoundReviewRow> =>
  reader.manager
    .createQueryBuilder(RoundReviewRow, 'r')
    .innerJoin(ConsultationRow, 'c', `c.id = r.consultation_id and c.state = 'PREPARED'`)
    .where('r.legislature_id = :legislature and r.state = :state', { legislature: reader.legislatureId, state })
    .andWhere(
      'not exists (select 1 from round_review l where l.consultation_id = r.consultation_id and l.sent_at > r.sent_at)',
    );
