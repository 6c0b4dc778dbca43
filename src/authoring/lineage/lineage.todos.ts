/** What waits of the lineage 条文沿革. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { todoKinds, Todos, waitingBy } from '../../platform/api/todos.js';
import { ArticleLinkRow } from './lineage.entities.js';

todoKinds({
  LINEAGE_TO_CONFIRM: { words: '{n} 处条文对应等着确认', permission: 'lineage.confirm', urgency: 'BLOCKS' },
});

@Injectable()
export class LineageTodos implements OnModuleInit {
  constructor(private readonly todos: Todos) {}

  /** Proposals of the machine that no person has confirmed or corrected since */
  onModuleInit(): void {
    this.todos.register('LINEAGE_TO_CONFIRM', ({ reader }) => {
      const query = reader.manager
        .createQueryBuilder(ArticleLinkRow, 'l')
        .where(`l.legislature_id = :legislature and l.status = 'PROPOSED' and l.new_provision_id is not null`, {
          legislature: reader.legislatureId,
        });
      const later = query.subQuery().select('1').from(ArticleLinkRow, 'k');
      later.where('k.new_provision_id = l.new_provision_id and k.old_draft_id = l.old_draft_id and k.round > l.round');
      query.andWhere(`not exists ${later.getQuery()}`);
      return waitingBy(query, 'Draft', { by: 'l.new_draft_id', since: 'l.at' });
    });
  }
}
