/** Returns 意见汇总 and their sealed pages, as the office and the body that sent them read them. */
import { Injectable } from '@nestjs/common';
import { AccessService } from '../../platform/access/access.service.js';
import type { Actor } from '../../platform/base/actor.js';
import { dayIn } from '../../platform/base/clock.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { type SolicitationRow, SolicitationsQueries } from '../../solicitation/index.js';
import { CommentRow } from '../comments.entities.js';
import { returnNumber } from './return.compose.js';
import type { ReturnFigures } from './return.compose.js';
import { ReturnPageRow, SubmittedReturnCommentRow, SubmittedReturnRow } from './return.entities.js';
import { isReplaced, timesSent } from './return.rules.js';
import type { Listed } from './returns.service.js';

/** A return with what follows from those beside it */
export interface SubmittedReturn {
  row: SubmittedReturnRow;
  /** 表号 */
  number: string;
  isVoid: boolean;
  times: number;
  /** the lines that it prints */
  lines: SubmittedReturnCommentRow[];
  /** of all that the body had reported with it */
  figures: ReturnFigures;
  /** the sealed pages, the latest of each */
  pages: ReturnPageRow[];
}

@Injectable()
export class ReturnsQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly tasks: SolicitationsQueries,
  ) {}

  /** Of each of these tasks, which the actor was given, in the order asked for; the latest return first */
  async ofTasks(actor: Actor, tasks: readonly Pick<SolicitationRow, 'id'>[]): Promise<SubmittedReturn[][]> {
    const reader = this.work.read(scopeOf(actor));
    const all = await this.of(
      reader,
      tasks.map((t) => t.id),
    );
    return tasks.map((t) => all.filter((r) => r.row.solicitationId === t.id).reverse());
  }

  /** The return and its task; null where there is none, or the actor may not see it */
  async one(actor: Actor, id: string): Promise<{ row: SubmittedReturnRow; task: SolicitationRow } | null> {
    const row = await this.work.read(scopeOf(actor)).get(SubmittedReturnRow, id);
    const [task] = row ? await this.tasks.byIds(actor, [row.solicitationId]) : [];
    return row && task ? { row, task } : null;
  }

  /** 听取 as the last return of a body in a round says it; null where it sent none here */
  async heardBy(
    reader: Reader,
    consultationId: string,
    contactPointId: string,
  ): Promise<Pick<SubmittedReturnRow, 'heard' | 'texts' | 'sources'> | null> {
    const rows = await reader.find(SubmittedReturnRow, { consultationId, contactPointId }, { ordinal: 'DESC' }, 1);
    return rows[0] ?? null;
  }

  /** As `heardBy`, of one body by round; absent where it sent none here */
  async heardIn(
    reader: Reader,
    contactPointId: string,
    consultationIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const of = { contactPointId, consultationId: oneOf(consultationIds) };
    const rows = await reader.find(SubmittedReturnRow, of, { ordinal: 'ASC' });
    return new Map(rows.map((r) => [r.consultationId, r.heard]));
  }

  /** All returns of these tasks, each task's in the order they were sent */
  async of(reader: Reader, taskIds: readonly string[]): Promise<SubmittedReturn[]> {
    const rows = await reader.find(SubmittedReturnRow, { solicitationId: oneOf(taskIds) }, { ordinal: 'ASC' });
    const returnIds = oneOf(rows.map((r) => r.id));
    const lines = await reader.find(SubmittedReturnCommentRow, { returnId: returnIds }, { number: 'ASC' });
    const pages = await reader.find(ReturnPageRow, { returnId: returnIds }, { ordinal: 'ASC', keptAt: 'ASC' });
    const comments = await reader.find(CommentRow, { id: oneOf([...new Set(lines.map((l) => l.commentId))]) });
    const about = new Map(comments.map((c) => [c.id, c]));
    const zone = await this.access.zone(reader.legislatureId);
    return rows.map((row) => {
      const siblings = rows.filter((r) => r.solicitationId === row.solicitationId);
      const upTo = siblings.filter((r) => r.ordinal <= row.ordinal);
      const standing = new Set(upTo.filter((r) => !isReplaced(upTo, r)).map((r) => r.id));
      const latest = new Map(pages.filter((p) => p.returnId === row.id).map((p) => [p.ordinal, p]));
      return {
        row,
        number: returnNumber(row.id, dayIn(zone, row.sentAt)),
        isVoid: isReplaced(siblings, row),
        times: timesSent(siblings, row),
        lines: lines.filter((l) => l.returnId === row.id),
        figures: figuresOf(
          row,
          lines.filter((l) => standing.has(l.returnId)),
          about,
        ),
        pages: [...latest.values()],
      };
    });
  }
}

/** What a return says of all that its body had reported with it */
export function figuresOf(
  heard: Pick<SubmittedReturnRow, 'heard' | 'texts' | 'sources' | 'setAside'>,
  lines: readonly Listed[],
  about: ReadonlyMap<string, Pick<CommentRow, 'verbatim' | 'act'>>,
): ReturnFigures {
  const verbatim = lines.filter((l) => about.get(l.commentId)?.verbatim === true).length;
  return {
    heard: heard.heard,
    voices: lines.reduce((sum, l) => sum + l.voices, 0),
    reported: lines.length,
    verbatim,
    merged: lines.length - verbatim,
    inFavour: lines.filter((l) => about.get(l.commentId)?.act === 'SUPPORT').length,
    setAside: heard.setAside,
    texts: heard.texts,
    sources: heard.sources,
  };
}
