/** 意见汇总 is kept as it was sent: which comments in which wording under which number, with the figures of then. */
import { Injectable } from '@nestjs/common';
import { voicesHeard, voicesOfComments } from '../../opinions/index.js';
import { oneOf } from '../../platform/database/one-of.js';
import type { Reader, Transaction } from '../../platform/database/scope.js';
import type { SolicitationRow } from '../../solicitation/index.js';
import { CommentRow, CommentSourceRow, CommentStatusRow } from '../comments.entities.js';
import { SubmittedReturnCommentRow, SubmittedReturnRow } from './return.entities.js';
import { isReplaced, kindOfReturn } from './return.rules.js';

/** What stands in a return: by its number, the wording and its voices */
export type Listed = Pick<
  SubmittedReturnCommentRow,
  'commentId' | 'number' | 'revision' | 'voices' | 'texts' | 'sources' | 'channels'
>;

@Injectable()
export class ReturnsService {
  /**
   * In the transaction that reported them: keeps what was sent. One that holds what was returned 退回 is the whole
   * return anew, and the ones before it are void; else a later one holds only what is new 补报.
   */
  async keep(
    tx: Transaction,
    task: SolicitationRow,
    sent: readonly CommentStatusRow[],
    holdsReturned: boolean,
  ): Promise<SubmittedReturnRow> {
    const before = await tx.find(SubmittedReturnRow, { solicitationId: task.id }, { ordinal: 'ASC' });
    const kind = kindOfReturn(before.length, holdsReturned);
    const standing = await this.standing(tx, before);
    const whole = kind === 'AGAIN' ? await this.reportedOf(tx, task.id) : sent;
    const lines = await this.linesOf(tx, whole);
    const all = kind === 'AGAIN' ? lines : [...standing, ...lines];
    const heard = await this.heard(tx, task, all);
    const row = await tx.insert(SubmittedReturnRow, {
      ...{ solicitationId: task.id, consultationId: task.consultationId, contactPointId: task.contactPointId },
      ...{ ordinal: (before.at(-1)?.ordinal ?? 0) + 1, kind, ...heard },
      ...{ byAccount: tx.scope.accountId, sentAt: await tx.time() },
    });
    await tx.insertAll(
      SubmittedReturnCommentRow,
      lines.map((line) => ({ returnId: row.id, ...line })),
    );
    return row;
  }

  /**
   * 听取: the voices behind what was reported, as they were counted when it was, and those set aside; in how many texts
   * and from how many sources
   */
  async heard(
    reader: Reader,
    task: Pick<SolicitationRow, 'consultationId' | 'contactPointId'>,
    lines: readonly Listed[],
  ): Promise<Pick<SubmittedReturnRow, 'heard' | 'texts' | 'sources' | 'setAside'>> {
    const { consultationId, contactPointId } = task;
    const commentIds = lines.map((l) => l.commentId);
    const { texts, sources, setAside } = await voicesHeard(reader, { consultationId, contactPointId, commentIds });
    return { heard: lines.reduce((sum, l) => sum + l.voices, 0) + setAside, texts, sources, setAside };
  }

  /** The lines that stand after these returns of one task, by number: of the last whole one and what came since */
  async standing(reader: Reader, returns: readonly SubmittedReturnRow[]): Promise<Listed[]> {
    const valid = returns.filter((r) => !isReplaced(returns, r));
    if (valid.length === 0) return [];
    return reader.find(SubmittedReturnCommentRow, { returnId: oneOf(valid.map((r) => r.id)) }, { number: 'ASC' });
  }

  /** Lines of comments by number, with the voices that are in them now; `numbers` before they have one of their own */
  async linesOf(
    reader: Reader,
    statuses: readonly CommentStatusRow[],
    numbers?: ReadonlyMap<string, number>,
  ): Promise<Listed[]> {
    const voices = await voicesOfComments(
      reader,
      statuses.map((s) => s.id),
    );
    const none = { voices: 0, texts: 0, sources: 0, channels: {} };
    return statuses
      .map((s) => ({
        commentId: s.id,
        number: numbers?.get(s.id) ?? s.returnNumber ?? 0,
        revision: s.revision,
        ...(voices.get(s.id) ?? none),
      }))
      .sort((a, b) => a.number - b.number);
  }

  /** Everything that a body reported here and that is still with the office; what came on paper is no part of it */
  async reportedOf(reader: Reader, taskId: string): Promise<CommentStatusRow[]> {
    const ids = (await reader.find(CommentRow, { solicitationId: taskId })).map((c) => c.id);
    const onPaper = new Set((await reader.find(CommentSourceRow, { id: oneOf(ids) })).map((p) => p.id));
    const statuses = await reader.find(CommentStatusRow, { id: oneOf(ids) });
    return statuses.filter((s) => s.returnNumber !== null && !onPaper.has(s.id) && !WITH_ITS_MAKER.has(s.state));
  }
}

const WITH_ITS_MAKER: ReadonlySet<string> = new Set(['DRAFTED', 'RETURNED', 'DROPPED']);
