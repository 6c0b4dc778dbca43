/** 拟处理意见 and 采纳情况表: prepared by one, checked by another, signed by a third or at least a second. */
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { z } from 'zod';
import { CommentStatusRow, refuseStep } from '../comments/index.js';
import { nextCommentState } from '../comments/comment.rules.js';
import { ConsultationRow } from '../consultation/index.js';
import { AccessService } from '../platform/access/access.service.js';
import type { Actor } from '../platform/base/actor.js';
import { scopeOf } from '../platform/database/scope.js';
import { type Reader, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { DecisionRow, DecisionSheetLineRow, DecisionSheetRow, ProposedHandlingRow } from './decision.entities.js';
import { appendEvent } from './events.js';
import {
  judgeHandling,
  judgeHands,
  nextSheetState,
  outcomes,
  type Profile,
  reasonClasses,
  type SheetCommand,
} from './handling.rules.js';

export const NewHandling = z.object({
  commentId: z.uuid('意见编号不对'),
  expectedVersion: z.number().int(),
  outcome: z.enum(outcomes),
  reasonClass: z.enum(reasonClasses).nullish(),
  words: z.string().trim().max(4000, '理由不超过 4000 字').default(''),
});

export const NewSheet = z.object({
  consultationId: z.uuid('征求意见编号不对'),
  title: z.string().trim().min(2, '请填写标题').max(120, '标题不超过 120 字'),
  commentIds: z.array(z.uuid('意见编号不对')).max(5000, '一张表最多 5000 条').nullish(),
});

export const SignSheet = z.object({
  sheetId: z.uuid('采纳情况表编号不对'),
  expectedVersion: z.number().int(),
  struck: z.array(z.uuid('意见编号不对')).max(5000, '退回太多').default([]),
});

export interface Sheet {
  row: DecisionSheetRow;
  lines: DecisionSheetLineRow[];
}

/** Signals that decisions were signed; outcomes are released and evidence is looked for by listeners. */
export const DECISIONS_SIGNED = 'decisions.signed';
const sheetWords = { PREPARED: '待审签', CHECKED: '待签发', SIGNED: '已签发' };

@Injectable()
export class HandlingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
  ) {}

  /** A new revision of the proposal; the last one counts, none is lost. A second officer's stale save is refused. */
  async proposeHandling(actor: Actor, input: unknown): Promise<CommentStatusRow | Refusal> {
    const given = checkInput(NewHandling, input);
    if (given instanceof Refusal) return given;
    const handling = { outcome: given.outcome, reasonClass: given.reasonClass ?? null, words: given.words };
    const judged = judgeHandling(handling);
    if (judged) return Refusal.by(judged);
    return this.work.run('proposeHandling', scopeOf(actor), async (tx) => {
      const status = await tx.lock(CommentStatusRow, given.commentId);
      if (!status) return Refusal.notFound('这条意见');
      if (status.version !== given.expectedVersion) return Refusal.stale(status.version);
      const state = nextCommentState(status.state, 'propose');
      if (state === null) return refuseStep(status, '拟处理意见');
      if (status.sheetId !== null)
        return new Refusal('WRONG_STATE', { what: '这条意见', state: '已列入采纳情况表', act: '改拟处理意见' });
      const revision = (await tx.count(ProposedHandlingRow, { commentId: status.id })) + 1;
      await tx.insert(ProposedHandlingRow, { commentId: status.id, revision, ...handling, byAccount: actor.accountId });
      await tx.change(CommentStatusRow, status, { state });
      await appendEvent(tx, status, 'propose', { revision });
      tx.record('proposeHandling', 'Comment', status.id, { revision });
      return status;
    });
  }

  /** 采纳情况表 over the comments that have a proposal: those named, or all that are on no sheet yet. */
  async prepareSheet(actor: Actor, input: unknown): Promise<Sheet | Refusal> {
    const given = checkInput(NewSheet, input);
    if (given instanceof Refusal) return given;
    return this.work.run('prepareSheet', scopeOf(actor), async (tx) => {
      const consultation = await tx.lock(ConsultationRow, given.consultationId);
      if (!consultation) return Refusal.notFound('这次征求意见');
      const wanted =
        given.commentIds ??
        (await tx.find(CommentStatusRow, { consultationId: consultation.id, state: 'PROPOSED' }))
          .filter((s) => s.sheetId === null)
          .map((s) => s.id);
      const statuses = (await tx.lockAll(CommentStatusRow, wanted)).filter((s) => s.consultationId === consultation.id);
      if (statuses.length !== new Set(wanted).size) return Refusal.notFound('其中一条意见');
      if (statuses.length === 0) return new Refusal('NOTHING_TO_SIGN');
      const notReady = statuses.filter((s) => s.state !== 'PROPOSED' || s.sheetId !== null);
      if (notReady.length > 0) return new Refusal('NOT_PREPARED', { count: notReady.length });
      const number = (await tx.count(DecisionSheetRow, { consultationId: consultation.id })) + 1;
      const row = await tx.insert(DecisionSheetRow, {
        consultationId: consultation.id,
        number,
        title: given.title,
        state: 'PREPARED',
        preparedBy: actor.accountId,
        preparedAt: await tx.time(),
        checkedBy: null,
        checkedAt: null,
        signedBy: null,
        signedAt: null,
        version: 1,
      });
      const handlings = await this.lastHandlings(
        tx,
        statuses.map((s) => s.id),
      );
      const inOrder = statuses.sort((a, b) => (a.reportedNumber ?? 0) - (b.reportedNumber ?? 0));
      const lines = await tx.insertAll(
        DecisionSheetLineRow,
        inOrder.map((s, i) => ({
          sheetId: row.id,
          ordinal: i + 1,
          commentId: s.id,
          handlingId: handlings.get(s.id)?.id ?? '',
          state: 'LISTED' as const,
          version: 1,
        })),
      );
      for (const s of inOrder) await tx.change(CommentStatusRow, s, { sheetId: row.id });
      tx.record('prepareSheet', 'DecisionSheet', row.id, { lines: lines.length });
      return { row, lines };
    });
  }

  checkSheet(actor: Actor, input: { sheetId: string; expectedVersion: number }): Promise<Sheet | Refusal> {
    return this.onSheet(actor, 'check', input, async (tx, row, lines) => {
      await tx.change(DecisionSheetRow, row, {
        state: 'CHECKED',
        checkedBy: actor.accountId,
        checkedAt: await tx.time(),
      });
      return { row, lines };
    });
  }

  /** Signs every line but the struck ones, which go back to be proposed anew. Nothing becomes public by this. */
  async signSheet(actor: Actor, input: unknown): Promise<Sheet | Refusal> {
    const given = checkInput(SignSheet, input);
    if (given instanceof Refusal) return given;
    return this.onSheet(actor, 'sign', given, async (tx, row, lines) => {
      const struck = new Set(given.struck);
      if (given.struck.some((id) => !lines.some((l) => l.commentId === id)))
        return Refusal.field('struck', 'UNKNOWN', '退回的意见不在这张表上。');
      const at = await tx.time();
      const statuses = new Map(
        (
          await tx.lockAll(
            CommentStatusRow,
            lines.map((l) => l.commentId),
          )
        ).map((s) => [s.id, s]),
      );
      const handlings = new Map(
        (await tx.find(ProposedHandlingRow, { id: In(lines.map((l) => l.handlingId)) })).map((h) => [h.id, h]),
      );
      for (const line of lines) {
        const [status, handling] = [statuses.get(line.commentId), handlings.get(line.handlingId)];
        if (!status || !handling) return Refusal.notFound('其中一条意见');
        const returned = struck.has(line.commentId);
        const state = nextCommentState(status.state, returned ? 'unpropose' : 'sign');
        if (state === null) return refuseStep(status, '签发');
        await tx.change(DecisionSheetLineRow, line, { state: returned ? 'RETURNED' : 'SIGNED' });
        await tx.change(
          CommentStatusRow,
          status,
          returned ? { state, sheetId: null } : { state, outcome: handling.outcome },
        );
        if (!returned) {
          const sequence = (await tx.count(DecisionRow, { commentId: status.id })) + 1;
          await tx.insert(DecisionRow, {
            commentId: status.id,
            sheetId: row.id,
            sequence,
            outcome: handling.outcome,
            reasonClass: handling.reasonClass,
            words: handling.words,
            preparedBy: handling.byAccount,
            signedBy: actor.accountId,
            signedAt: at,
          });
        }
        await appendEvent(tx, status, returned ? 'strike' : 'sign', { sheet: row.number });
      }
      await tx.change(DecisionSheetRow, row, { state: 'SIGNED', signedBy: actor.accountId, signedAt: at });
      await tx.enqueue(DECISIONS_SIGNED, { consultationId: row.consultationId });
      return { row, lines };
    });
  }

  private async onSheet(
    actor: Actor,
    command: SheetCommand,
    input: { sheetId: string; expectedVersion: number },
    act: (tx: Transaction, row: DecisionSheetRow, lines: DecisionSheetLineRow[]) => Promise<Sheet | Refusal>,
  ): Promise<Sheet | Refusal> {
    const legislature = await this.access.legislature(actor.legislatureId ?? '');
    const profile: Profile = legislature?.profile ?? 'STRICT';
    return this.work.run(
      `${command}Sheet`,
      scopeOf(actor),
      async (tx) => {
        const row = await tx.lock(DecisionSheetRow, input.sheetId);
        if (!row) return Refusal.notFound('这张采纳情况表');
        if (row.version !== input.expectedVersion) return Refusal.stale(row.version);
        if (nextSheetState(row.state, command, profile) === null) {
          return row.state === 'PREPARED' && command === 'sign'
            ? new Refusal('CHECK_REQUIRED')
            : new Refusal('WRONG_STATE', {
                what: '这张采纳情况表',
                state: sheetWords[row.state],
                act: command === 'sign' ? '签发' : '审核',
              });
        }
        const lines = await tx.find(DecisionSheetLineRow, { sheetId: row.id }, { ordinal: 'ASC' });
        const handlings = await tx.find(ProposedHandlingRow, { id: In(lines.map((l) => l.handlingId)) });
        const judged = judgeHands(command, actor.accountId, {
          preparedBy: row.preparedBy,
          checkedBy: row.checkedBy,
          lastAuthors: handlings.map((h) => h.byAccount),
        });
        if (judged) return Refusal.by(judged);
        const result = await act(tx, row, lines);
        if (!(result instanceof Refusal))
          tx.record(`${command}Sheet`, 'DecisionSheet', row.id, { lines: lines.length });
        return result;
      },
      // the same rule stands in the database: whatever path leads there, the preparer does not sign
      (constraint) =>
        /^(decision|decision_sheet)_(signer|checker)_is_another$/.test(constraint)
          ? new Refusal('SAME_PERSON', { words: '经办、审核、签发应当是不同的人。' })
          : undefined,
    );
  }

  /** The last proposal of each comment */
  async lastHandlings(reader: Reader, commentIds: readonly string[]): Promise<Map<string, ProposedHandlingRow>> {
    const rows =
      commentIds.length === 0
        ? []
        : await reader.find(ProposedHandlingRow, { commentId: In([...commentIds]) }, { revision: 'ASC' });
    return new Map(rows.map((r) => [r.commentId, r]));
  }

  async sheet(actor: Actor, id: string): Promise<Sheet | null> {
    const reader = this.work.read(scopeOf(actor));
    const row = await reader.get(DecisionSheetRow, id);
    return row && { row, lines: await reader.find(DecisionSheetLineRow, { sheetId: id }, { ordinal: 'ASC' }) };
  }

  async handlingOf(actor: Actor, commentId: string): Promise<ProposedHandlingRow | null> {
    return (await this.lastHandlings(this.work.read(scopeOf(actor)), [commentId])).get(commentId) ?? null;
  }
}
