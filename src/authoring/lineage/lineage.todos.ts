/** What waits of the lineage 条文沿革. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { todoKinds, Todos, waitingBy } from '../../platform/api/todos.js';
import { Jobs } from '../../platform/database/jobs/jobs.js';
import { ArticleLinkRow } from './lineage.entities.js';
import { LINEAGE_JOBS } from './lineage.service.js';

todoKinds({
  LINEAGE_FAILED: {
    words: '{n} 稿的条文对应没有算出来：可以重新比对，仍不行请联系系统管理员',
    permission: 'lineage.confirm',
    urgency: 'BLOCKS',
  },
  LINEAGE_TO_CONFIRM: { words: '{n} 处条文对应等着确认', permission: 'lineage.confirm', urgency: 'BLOCKS' },
});

@Injectable()
export class LineageTodos implements OnModuleInit {
  constructor(
    private readonly todos: Todos,
    private readonly jobs: Jobs,
  ) {}

  /** Proposals of the machine that no person has confirmed or corrected since; and drafts that it gave up on */
  onModuleInit(): void {
    this.todos.register('LINEAGE_FAILED', async ({ reader }) => {
      const { names, idName } = LINEAGE_JOBS;
      const failed = await this.jobs.gaveUp(reader.manager, names, idName, reader.legislatureId);
      return failed.map(({ objectId, since }) => {
        return { figure: 1, since, dueOn: null, target: { kind: 'Draft', id: objectId } };
      });
    });
    this.todos.register('LINEAGE_TO_CONFIRM', ({ reader }) => {
      const query = reader.manager
        .createQueryBuilder(ArticleLinkRow, 'l')
        .where(`l.legislature_id = :legislature and l.status = 'PROPOSED'`, { legislature: reader.legislatureId });
      const later = query.subQuery().select('1').from(ArticleLinkRow, 'k');
      later.where(
        // rounds are those of one new article; where an old one is without any, the later word about it counts
        `k.old_draft_id = l.old_draft_id and k.new_draft_id = l.new_draft_id and k.status <> 'REJECTED'
         and (k.new_provision_id = l.new_provision_id and k.round > l.round
           or l.new_provision_id is null and k.old_provision_id = l.old_provision_id and k.id <> l.id and k.at >= l.at)`,
      );
      query.andWhere(`not exists ${later.getQuery()}`);
      return waitingBy(query, 'Draft', { by: 'l.new_draft_id', since: 'l.at' });
    });
  }
}
