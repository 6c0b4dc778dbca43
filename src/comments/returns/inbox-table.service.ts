/** 收件 as a table .xlsx, for work at the desk: what was said, never who said it. */
import { Injectable } from '@nestjs/common';
import { ProvisionRow } from '../../authoring/index.js';
import { type InboxFilter, InboxQueries, targetPlace, withoutNumbers } from '../../opinions/index.js';
import { channelWords, inboxStandingWords } from '../../opinions/opinion.words.js';
import { AccessService } from '../../platform/access/access.service.js';
import type { Actor } from '../../platform/base/actor.js';
import { dayIn } from '../../platform/base/clock.js';
import { Refusal } from '../../platform/base/refusal.js';
import { oneOf } from '../../platform/database/one-of.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { writeXlsx } from '../../platform/documents/index.js';
import { Disclosures } from '../../platform/ledger/disclosures.js';
import { SolicitationsQueries } from '../../solicitation/index.js';
import { CommentStatusRow } from '../comments.entities.js';

const COLUMNS = [
  ['条款', 24],
  ['原话', 60],
  ['建议的写法', 32],
  ['理由', 32],
  ['从哪里来', 12],
  ['哪天', 12],
  ['现在', 16],
  ['报送序号', 10],
] as const;

@Injectable()
export class InboxTable {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly tasks: SolicitationsQueries,
    private readonly inbox: InboxQueries,
    private readonly disclosures: Disclosures,
  ) {}

  /**
   * All that the filter finds, in the order of the inbox, one row a voice; covered where it is covered 遮盖, and
   * telephone and identity numbers whether anybody has looked or not. NOT_FOUND for a task the caller may not see.
   */
  async table(
    actor: Actor,
    taskId: string,
    filter: InboxFilter,
  ): Promise<{ bytes: Uint8Array; name: string } | Refusal> {
    const [task] = await this.tasks.byIds(actor, [taskId]);
    if (!task) return Refusal.notFound('这项任务');
    const reader = this.work.read(scopeOf(actor));
    const found = await this.inbox.all(actor, task, filter);
    const said = await withoutNumbers(
      reader,
      found.map(({ opinion }) => opinion),
    );
    const articles = new Map(
      (
        await reader.find(ProvisionRow, {
          id: oneOf([...new Set(found.flatMap(({ opinion }) => opinion.row.provisionId ?? []))]),
        })
      ).map((p) => [p.id, p]),
    );
    const numbers = new Map(
      (
        await reader.find(CommentStatusRow, {
          id: oneOf([...new Set(found.flatMap(({ opinion }) => opinion.status.commentId ?? []))]),
        })
      ).map((c) => [c.id, c.returnNumber]),
    );
    const zone = await this.access.zone(actor.legislatureId);
    const rows = found.map(({ opinion: { row, status }, standing }, at) => [
      targetPlace(row, articles.get(row.provisionId ?? '') ?? null),
      said[at]?.text ?? '',
      said[at]?.proposedWording ?? '',
      said[at]?.reason ?? '',
      channelWords[row.channel],
      row.saidOn ?? dayIn(zone, row.receivedAt),
      inboxStandingWords[standing],
      String(numbers.get(status.commentId ?? '') ?? ''),
    ]);
    await this.disclosures.exported(scopeOf(actor), 'export', 'Solicitation', task.id, { rows: rows.length });
    const bytes = await writeXlsx([
      {
        name: '收件',
        columns: COLUMNS.map(([, width]) => ({ width })),
        rows: [COLUMNS.map(([head]) => head), ...rows],
      },
    ]);
    return { bytes, name: '收件' };
  }
}
