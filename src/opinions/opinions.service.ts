/** 群众原话, seen by those who work with it: reading, setting aside with a reason, and where each one stands. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { words } from '../platform/base/inputs.js';
import { ConsultationsQueries } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import { isOffice } from '../platform/access/permissions.js';
import { type BulkOutcome, refusedItem } from '../platform/api/bulk.js';
import type { Actor } from '../platform/base/actor.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { oneOf } from '../platform/database/one-of.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { refuseStep } from '../platform/ledger/move.js';
import type { IncomingOpinion } from './intake.inputs.js';
import type { IntakePoint, Received } from './intake.rows.js';
import { IntakeService } from './intake.service.js';
import { type OpinionCommand, opinionLife, quarantineReasons, reachesPoint, setAsideReasons } from './opinion.rules.js';
import { OpinionEventRow, OpinionRow, OpinionStatusRow } from './opinions.entities.js';
import type { Opinion } from './opinions.queries.js';
import { isNamed } from './quarantine/kept-apart.queries.js';

export const SetAside = z.object({
  opinionIds: z.array(z.uuid('意见编号不对')).min(1, '请至少选一条').max(500, '一次最多 500 条'),
  reason: z.enum(setAsideReasons),
  note: words({ most: [500, '说明不超过 500 字'] }).nullish(),
});

export const Quarantined = z
  .object({
    opinionIds: z.array(z.uuid('意见编号不对')).min(1, '请至少选一条').max(500, '一次最多 500 条'),
    reason: z.enum(quarantineReasons),
    note: words({ most: [500, '说明不超过 500 字'] }).nullish(),
  })
  .refine((q) => q.reason !== 'OTHER' || !!q.note, { path: ['note'], message: '选“其他”的，请写明是什么情况' });

/** What a bulk act did to each one (product §3.4) */
export type { BulkOutcome };

@Injectable()
export class OpinionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
    private readonly consultations: ConsultationsQueries,
    private readonly intake: IntakeService,
  ) {}

  /**
   * 代录: an officer types what people said at a meeting, at the point, on paper. Same rules as under the code
   * (同等办理), but for the day: what was heard in time may be typed later, and what was said late is taken and marked
   * (`judgeSaidOn`).
   */
  async enter(
    actor: Actor,
    consultationId: string,
    contactPointId: string,
    opinions: readonly IncomingOpinion[],
  ): Promise<(Received | Refusal)[] | Refusal> {
    if (opinions.length === 0 || opinions.length > 200)
      return Refusal.field('opinions', 'LENGTH', '一次录入 1 至 200 条。');
    if (!(await this.points.mayActFor(actor, contactPointId))) return Refusal.notFound('联系点');
    if (!(await this.consultations.consultation(actor, consultationId))) return Refusal.notFound('这次征求意见');
    const place = { consultationId, contactPointId, lawCodeId: null, byOfficer: true };
    const point: IntakePoint = { scope: scopeOf(actor), ...place };
    return this.intake.receive(point, opinions);
  }

  /**
   * 未列入汇总, always with a reason; each one on its own, so that one that may not be set aside keeps none of the
   * others back.
   */
  setAside(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const given = checkInput(SetAside, input);
    if (given instanceof Refusal) return Promise.resolve(given);
    return this.bulk(
      actor,
      'setAside',
      given.opinionIds,
      {
        setAsideReason: given.reason,
        setAsideNote: given.note || null,
        quarantineReason: null,
        quarantineNote: null,
      },
      given.reason,
    );
  }

  /** 恢复列入: takes opinions back into the return, 1 to 500, each on its own with the reason where it cannot be */
  restore(actor: Actor, opinionIds: readonly string[]): Promise<BulkOutcome | Refusal> {
    if (opinionIds.length === 0 || opinionIds.length > 500)
      return Promise.resolve(Refusal.field('opinionIds', 'LENGTH', '请选 1 至 500 条。'));
    return this.bulk(actor, 'restore', opinionIds, { setAsideReason: null, setAsideNote: null }, null);
  }

  /**
   * 隔离待核, always with a class of reason: kept out of comments until somebody has looked. Each on its own; one
   * that is in a comment already is left there.
   */
  quarantine(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const given = checkInput(Quarantined, input);
    if (given instanceof Refusal) return Promise.resolve(given);
    const columns = { quarantineReason: given.reason, quarantineNote: given.note || null };
    return this.bulk(actor, 'quarantine', given.opinionIds, columns, given.reason);
  }

  /** 解除隔离: back to the inbox, by those who may read it (NOT_NAMED), 1 to 500, each on its own */
  clear(actor: Actor, opinionIds: readonly string[]): Promise<BulkOutcome | Refusal> {
    if (opinionIds.length === 0 || opinionIds.length > 500)
      return Promise.resolve(Refusal.field('opinionIds', 'LENGTH', '请选 1 至 500 条。'));
    return this.bulk(actor, 'clear', opinionIds, { quarantineReason: null, quarantineNote: null }, null);
  }

  private async bulk(
    actor: Actor,
    command: 'setAside' | 'restore' | 'quarantine' | 'clear',
    ids: readonly string[],
    columns: Partial<OpinionStatusRow>,
    reason: string | null,
  ): Promise<BulkOutcome> {
    return this.work.run(`${command}Opinions`, scopeOf(actor), async (tx) => {
      const visible = new Map((await this.load(tx, actor, ids)).map((o) => [o.row.id, o]));
      const outcome: BulkOutcome = { done: [], refused: [] };
      const isReader = await isNamed(tx, actor.accountId);
      for (const id of ids) {
        const opinion = visible.get(id);
        const refusal = !opinion
          ? Refusal.notFound('这条意见')
          : opinion.status.commentId !== null
            ? new Refusal('WRONG_STATE', { what: '这条意见', state: '已编入报送意见', act: '改动' })
            : opinion.status.state === 'QUARANTINED' && !isReader
              ? new Refusal('NOT_NAMED')
              : await this.step(tx, opinion.status, command, { ...columns }, reason);
        if (refusal) outcome.refused.push(refusedItem(id, refusal));
        else outcome.done.push(id);
      }
      tx.record(`${command}Opinions`, 'Opinion', null, { done: outcome.done.length, refused: outcome.refused.length });
      return outcome;
    });
  }

  /** Locks and gives those of the opinions that the actor may work with, in id order. */
  async load(tx: Transaction, actor: Actor, ids: readonly string[]): Promise<Opinion[]> {
    const statuses = await tx.lockAll(OpinionStatusRow, ids);
    const rows = new Map((await tx.find(OpinionRow, { id: oneOf(statuses.map((s) => s.id)) })).map((r) => [r.id, r]));
    const mine = isOffice(actor.roles) ? null : await this.points.within(actor.unitIds, tx);
    return statuses.flatMap((status) => {
      const row = rows.get(status.id);
      const allowed = row && (mine === null || reachesPoint(row, mine));
      return row && allowed ? [{ row, status }] : [];
    });
  }

  /**
   * One step of one locked opinion with its event, in which `commentId` is the comment that it concerns; null when it
   * was taken, WRONG_STATE when its life knows no such step.
   */
  async step(
    tx: Transaction,
    status: OpinionStatusRow,
    command: OpinionCommand,
    columns: Partial<OpinionStatusRow> = {},
    reason: string | null = null,
    commentId: string | null = status.commentId,
  ): Promise<Refusal | null> {
    const refused = refuseStep({ name: 'Opinion', life: opinionLife }, status, command);
    if (refused) return refused;
    const state = opinionLife.next(status.state, command) ?? status.state;
    await tx.change(OpinionStatusRow, status, { ...columns, state });
    await this.event(tx, status, command, reason, commentId);
    return null;
  }

  /** Says of locked opinions that a comment is made of them, which keeps them out of every other one */
  async compileInto(tx: Transaction, commentId: string, statuses: readonly OpinionStatusRow[]): Promise<void> {
    await tx.changeAll(OpinionStatusRow, statuses, () => ({ commentId }));
    await this.events(tx, statuses, 'compile', null);
  }

  /**
   * Moves voices on as the comments move that they are in now, whose rows the caller holds locked; those that are there
   * already, or beyond, are left alone.
   */
  async follow(tx: Transaction, commentIds: readonly string[], command: OpinionCommand): Promise<void> {
    const open = (await this.inComments(tx, commentIds)).filter(
      (s) => !refuseStep({ name: 'Opinion', life: opinionLife }, s, command),
    );
    await tx.changeAll(OpinionStatusRow, open, (s) => ({ state: opinionLife.next(s.state, command) ?? s.state }));
    await this.events(tx, open, command, null);
  }

  /** The locked rows of the voices that are in these comments now, in id order; the caller holds the comments locked */
  async inComments(tx: Transaction, commentIds: readonly string[]): Promise<OpinionStatusRow[]> {
    if (commentIds.length === 0) return [];
    const seen = await tx.find(OpinionStatusRow, { commentId: oneOf(commentIds) });
    return tx.lockAll(
      OpinionStatusRow,
      seen.map((s) => s.id),
    );
  }

  /** Gives locked voices of a comment back to the inbox, as they were before they were put into it */
  async takeOut(tx: Transaction, statuses: readonly OpinionStatusRow[]): Promise<void> {
    for (const status of statuses) {
      const left = status.commentId;
      if (status.state === 'REPORTED') await this.step(tx, status, 'unreport');
      await tx.change(OpinionStatusRow, status, { commentId: null });
      await this.event(tx, status, 'takeOut', null, left);
    }
  }

  /** Where one voice stands, locked; null where there is no such opinion in the scope */
  lock(tx: Transaction, opinionId: string): Promise<OpinionStatusRow | null> {
    return tx.lock(OpinionStatusRow, opinionId);
  }

  /** Its author takes a locked voice back; it leaves the comment it is in, which the caller sees to. WRONG_STATE. */
  async withdraw(tx: Transaction, status: OpinionStatusRow): Promise<Refusal | null> {
    const left = status.commentId;
    const free = { setAsideReason: null, setAsideNote: null, quarantineReason: null, quarantineNote: null };
    return this.step(tx, status, 'withdraw', { ...free, commentId: null }, null, left);
  }

  private event(
    tx: Transaction,
    status: OpinionStatusRow,
    command: string,
    reason: string | null,
    commentId: string | null = status.commentId,
  ): Promise<void> {
    return this.events(tx, [{ ...status, commentId }], command, reason);
  }

  private async events(
    tx: Transaction,
    statuses: readonly OpinionStatusRow[],
    command: string,
    reason: string | null,
  ): Promise<void> {
    await tx.insertAll(
      OpinionEventRow,
      statuses.map(({ id, state, commentId }) => ({
        opinionId: id,
        command,
        state,
        reason,
        commentId,
        byAccount: tx.scope.accountId,
      })),
    );
  }
}
