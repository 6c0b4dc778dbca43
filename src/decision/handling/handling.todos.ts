/** What waits of sheets 采纳情况表, for each of the hands. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { countWaiting } from '../../comments/index.js';
import { AccessService } from '../../platform/access/access.service.js';
import { type Todo, todoKinds, Todos, type Waiting, waitingBy } from '../../platform/api/todos.js';
import { DecisionSheetRow } from './handling.entities.js';
import { sheetLife, type SheetCommand } from './handling.rules.js';

todoKinds({
  COMMENTS_TO_LIST: { words: '{n} 条意见拟好了，等着列入采纳情况表', permission: 'sheet.prepare', urgency: 'REST' },
  SHEET_TO_CHECK: { words: '{n} 张采纳情况表等着审核', permission: 'sheet.check', urgency: 'BLOCKS', followed: true },
  SHEET_TO_SIGN: { words: '{n} 张采纳情况表等着签发', permission: 'sheet.sign', urgency: 'BLOCKS', followed: true },
});

@Injectable()
export class SheetTodos implements OnModuleInit {
  constructor(
    private readonly todos: Todos,
    private readonly access: AccessService,
  ) {}

  onModuleInit(): void {
    this.todos.register('COMMENTS_TO_LIST', ({ reader }) =>
      countWaiting(reader, ['PROPOSED'], null, { unlisted: true }),
    );
    this.todos.register('SHEET_TO_CHECK', (waiting) => this.sheets(waiting, 'check'));
    this.todos.register('SHEET_TO_SIGN', (waiting) => this.sheets(waiting, 'sign'));
  }

  /** Sheets that the profile lets take this step now, but for those the caller prepared or checked */
  private async sheets({ reader, actor }: Waiting, command: SheetCommand): Promise<Omit<Todo, 'kind'>[]> {
    const legislature = await this.access.legislature(reader.legislatureId);
    const life = sheetLife(legislature?.profile ?? 'STRICT');
    const states = life.states.filter((state) => life.next(state, command) !== null);
    return waitingBy(
      reader.manager
        .createQueryBuilder(DecisionSheetRow, 'h')
        .where('h.legislature_id = :legislature and h.state = any(:states)', {
          legislature: reader.legislatureId,
          states,
        })
        .andWhere('h.prepared_by <> :actor and h.checked_by is distinct from :actor', { actor: actor.accountId }),
      'DecisionSheet',
      { by: 'h.id', since: 'coalesce(h.checked_at, h.prepared_at)' },
    );
  }
}
