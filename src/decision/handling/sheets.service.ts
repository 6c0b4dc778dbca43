/** 采纳情况表: prepared by one, checked by another, signed by a third or at least a second. */
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { z } from 'zod';
import { words } from '../../platform/base/inputs.js';
import { CommentStatusRow, type CommentStep, CommentStepsService } from '../../comments/index.js';
import { ConsultationsService } from '../../consultation/index.js';
import { AccessService } from '../../platform/access/access.service.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { oneOf } from '../../platform/database/one-of.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { type Kind, moveOn, refuseStep, type Step } from '../../platform/ledger/move.js';
import {
  DecisionRow,
  DecisionSheetLineRow,
  DecisionSheetRow,
  ProposedHandlingRow,
  StruckLineRow,
} from './handling.entities.js';
import { nextSheetNumber } from './sheets.sql.js';
import { HandlingQueries, type Sheet } from './handling.queries.js';
import {
  checkSeparationOfDuties,
  type Profile,
  type SheetCommand,
  sheetLife,
  type SheetState,
} from './handling.rules.js';

/** Lines of one sheet */
const LINES_PER_SHEET = 5000;

export const NewSheet = z.object({
  consultationId: z.uuid('征求意见编号不对'),
  title: words({ least: [2, '请填写标题'], most: [120, '标题不超过 120 字'] }),
  commentIds: z.array(z.uuid('意见编号不对')).max(LINES_PER_SHEET, `一张表最多 ${LINES_PER_SHEET} 条`).nullish(),
});

export const SignSheet = z.object({
  sheetId: z.uuid('采纳情况表编号不对'),
  expectedVersion: z.number().int(),
  struck: z.array(z.uuid('意见编号不对')).max(LINES_PER_SHEET, '退回太多').default([]),
  notes: z
    .array(
      z.object({
        commentId: z.uuid('意见编号不对'),
        words: words({ least: [1, '请写明退回的原因'], most: [500, '退回的原因不超过 500 字'] }),
      }),
    )
    .max(LINES_PER_SHEET, '退回的原因太多')
    .refine((all) => new Set(all.map((n) => n.commentId)).size === all.length, '同一条意见写了两次退回的原因')
    .default([]),
});

/** Signals that decisions were signed; outcomes are released and evidence is looked for by listeners. */
export const DECISIONS_SIGNED = 'decisions.signed';

type Columns = Step<DecisionSheetRow>['columns'];

@Injectable()
export class SheetsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly consultations: ConsultationsService,
    private readonly comments: CommentStepsService,
    private readonly queries: HandlingQueries,
  ) {}

  /**
   * 采纳情况表 over the comments that have a proposal: those named, or all that are on no sheet yet, the first 5,000 by
   * their number where there are more (the others are for the next sheet, and wait as before). NOTHING_TO_SIGN
   * where there are none, NOT_PREPARED with how many of those named have no proposal or stand on a sheet already.
   */
  async prepareSheet(actor: Actor, input: unknown): Promise<Sheet | Refusal> {
    const given = checkInput(NewSheet, input);
    if (given instanceof Refusal) return given;
    return this.work.run('prepareSheet', scopeOf(actor), async (tx) => {
      const consultation = await this.consultations.share(tx, given.consultationId);
      if (!consultation) return Refusal.notFound('这次征求意见');
      const chosen = await this.choose(tx, consultation.id, given.commentIds ?? null);
      if (chosen instanceof Refusal) return chosen;
      const number = await nextSheetNumber(tx.manager, consultation.id);
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
      const lines = await this.list(tx, row, chosen);
      if (lines instanceof Refusal) return lines;
      tx.record('prepareSheet', 'DecisionSheet', row.id, { lines: lines.length });
      return { row, lines };
    });
  }

  /** The comments of a new sheet, locked, by their number in the return */
  private async choose(
    tx: Transaction,
    consultationId: string,
    named: readonly string[] | null,
  ): Promise<CommentStatusRow[] | Refusal> {
    const wanted = named ?? (await this.withoutSheet(tx, consultationId));
    const locked = (await this.comments.lock(tx, wanted)).filter((s) => s.consultationId === consultationId);
    // of all that wait, those that another sheet took while this one waited for them are not meant any more
    const found = named ? locked : locked.filter((s) => s.state === 'PROPOSED' && s.sheetId === null);
    if (named && found.length !== new Set(wanted).size) return Refusal.notFound('其中一条意见');
    if (found.length === 0) return new Refusal('NOTHING_TO_SIGN');
    const notReady = found.filter((s) => s.state !== 'PROPOSED' || s.sheetId !== null);
    if (notReady.length > 0) return new Refusal('NOT_PREPARED', { count: notReady.length });
    return found.sort((a, b) => (a.reportedNumber ?? 0) - (b.reportedNumber ?? 0));
  }

  private async withoutSheet(tx: Transaction, consultationId: string): Promise<string[]> {
    const proposed = await tx.find(
      CommentStatusRow,
      { consultationId, state: 'PROPOSED', sheetId: IsNull() },
      { reportedNumber: 'ASC' },
      LINES_PER_SHEET,
    );
    return proposed.map((s) => s.id);
  }

  /**
   * Puts comments on a sheet with the proposal that counts now, which stays theirs until the line is struck or signed.
   */
  private async list(
    tx: Transaction,
    sheet: DecisionSheetRow,
    chosen: readonly CommentStatusRow[],
  ): Promise<DecisionSheetLineRow[] | Refusal> {
    const ids = chosen.map((s) => s.id);
    const handlings = await this.queries.lastHandlings(tx, ids);
    const listed = await this.comments.step(
      tx,
      ids.map((commentId) => ({ commentId, columns: { sheetId: sheet.id }, detail: { sheet: sheet.number } })),
      'list',
    );
    if (listed instanceof Refusal) return listed;
    return tx.insertAll(
      DecisionSheetLineRow,
      ids.map((commentId, at) => ({
        sheetId: sheet.id,
        ordinal: at + 1,
        commentId,
        handlingId: handlings.get(commentId)?.id ?? '',
        state: 'LISTED' as const,
        version: 1,
      })),
    );
  }

  /** 审核. By another hand than the one that prepared it or wrote a proposal on it (SAME_PERSON). */
  checkSheet(actor: Actor, input: { sheetId: string; expectedVersion: number }): Promise<Sheet | Refusal> {
    return this.onSheet(actor, 'check', input, async (tx) => ({
      checkedBy: actor.accountId,
      checkedAt: await tx.time(),
    }));
  }

  /**
   * 签发: signs every line but the struck ones, which go back to be proposed anew, with a note where one is given.
   * Nothing becomes public by this. CHECK_REQUIRED where the profile wants three hands and nobody has checked it.
   */
  async signSheet(actor: Actor, input: unknown): Promise<Sheet | Refusal> {
    const given = checkInput(SignSheet, input);
    if (given instanceof Refusal) return given;
    return this.onSheet(actor, 'sign', given, async (tx, { row, lines }) => {
      const struck = new Set(given.struck);
      if (given.struck.some((id) => !lines.some((l) => l.commentId === id)))
        return Refusal.field('struck', 'UNKNOWN', '退回的意见不在这张表上。');
      if (given.notes.some((n) => !struck.has(n.commentId)))
        return Refusal.field('notes', 'UNKNOWN', '写了退回原因的意见没有退回。');
      const signedAt = await tx.time();
      const refused =
        (await this.strike(
          tx,
          row,
          lines.filter((l) => struck.has(l.commentId)),
          new Map(given.notes.map((n) => [n.commentId, n.words])),
        )) ??
        (await this.decide(
          tx,
          row,
          lines.filter((l) => !struck.has(l.commentId)),
          { by: actor.accountId, signedAt },
        ));
      if (refused) return refused;
      await tx.enqueue(DECISIONS_SIGNED, { consultationId: row.consultationId, sheetId: row.id });
      return { signedBy: actor.accountId, signedAt };
    });
  }

  private async strike(
    tx: Transaction,
    sheet: DecisionSheetRow,
    lines: readonly DecisionSheetLineRow[],
    notes: ReadonlyMap<string, string>,
  ): Promise<Refusal | null> {
    const steps = lines.map((l): CommentStep => ({
      commentId: l.commentId,
      columns: { sheetId: null },
      detail: { sheet: sheet.number },
    }));
    const struck = await this.comments.step(tx, steps, 'strike');
    if (struck instanceof Refusal) return struck;
    await tx.changeAll(DecisionSheetLineRow, lines, () => ({ state: 'RETURNED' as const }));
    await tx.insertAll(
      StruckLineRow,
      lines.flatMap(({ id, commentId }) => {
        const words = notes.get(commentId);
        return words === undefined ? [] : [{ id, words }];
      }),
    );
    return null;
  }

  private async decide(
    tx: Transaction,
    sheet: DecisionSheetRow,
    lines: readonly DecisionSheetLineRow[],
    { by, signedAt }: { by: string; signedAt: Date },
  ): Promise<Refusal | null> {
    const handlings = new Map((await this.handlingsOf(tx, lines)).map((h) => [h.id, h]));
    const before = await this.queries.decisionsBefore(
      tx,
      lines.map((l) => l.commentId),
    );
    const steps: CommentStep[] = [];
    const decisions: Omit<DecisionRow, 'id' | 'legislatureId'>[] = [];
    for (const line of lines) {
      const handling = handlings.get(line.handlingId);
      if (!handling) return Refusal.notFound('其中一条意见');
      const { commentId } = line;
      const { outcome, reasonClass, words } = handling;
      const sequence = (before.get(commentId) ?? 0) + 1;
      steps.push({ commentId, columns: { outcome }, detail: { sheet: sheet.number } });
      decisions.push({
        commentId,
        sheetId: sheet.id,
        sequence,
        outcome,
        reasonClass,
        words,
        preparedBy: handling.byAccount,
        signedBy: by,
        signedAt,
      });
    }
    const signed = await this.comments.step(tx, steps, 'sign');
    if (signed instanceof Refusal) return signed;
    await tx.changeAll(DecisionSheetLineRow, lines, () => ({ state: 'SIGNED' as const }));
    await tx.insertAll(DecisionRow, decisions);
    return null;
  }

  private handlingsOf(tx: Transaction, lines: readonly DecisionSheetLineRow[]): Promise<ProposedHandlingRow[]> {
    return tx.find(ProposedHandlingRow, { id: oneOf(lines.map((l) => l.handlingId)) });
  }

  /** One step of a sheet: locked, at the version read, allowed by its life and by whose hand it is; then `act`. */
  private async onSheet(
    actor: Actor,
    command: SheetCommand,
    input: { sheetId: string; expectedVersion: number },
    act: (tx: Transaction, sheet: Sheet) => Promise<Columns | Refusal>,
  ): Promise<Sheet | Refusal> {
    const kind = await this.kindFor(actor);
    return this.work.run(
      `${command}Sheet`,
      scopeOf(actor),
      async (tx) => {
        const row = await tx.lock(DecisionSheetRow, input.sheetId);
        if (!row) return Refusal.notFound('这张采纳情况表');
        if (command === 'sign' && row.version === input.expectedVersion && mustBeChecked(kind, row))
          return new Refusal('CHECK_REQUIRED');
        const refused = refuseStep(kind, row, command, input.expectedVersion);
        if (refused) return refused;
        const lines = await this.queries.lines(tx, row.id);
        const same = await this.sameHand(tx, command, actor.accountId, { row, lines });
        if (same) return same;
        const columns = await act(tx, { row, lines });
        if (columns instanceof Refusal) return columns;
        const moved = await moveOn(tx, kind, row, command, {
          ...(columns && { columns }),
          detail: { lines: lines.length },
        });
        return moved ?? { row, lines };
      },
      // the same rule stands in the database: whatever path leads there, the preparer does not sign
      (constraint) =>
        /^(decision|decision_sheet)_(signer|checker)_is_another$/.test(constraint)
          ? new Refusal('SAME_PERSON', { words: '经办、审核、签发应当是不同的人。' })
          : undefined,
    );
  }

  private async kindFor(actor: Actor): Promise<Kind<DecisionSheetRow, SheetState, SheetCommand>> {
    const legislature = await this.access.legislature(actor.legislatureId ?? '');
    const profile: Profile = legislature?.profile ?? 'STRICT';
    return { name: 'DecisionSheet', actName: 'Sheet', row: DecisionSheetRow, life: sheetLife(profile) };
  }

  private async sameHand(
    tx: Transaction,
    command: SheetCommand,
    actor: string,
    { row, lines }: Sheet,
  ): Promise<Refusal | null> {
    const lastAuthors = await this.queries.authorsOf(tx, await this.handlingsOf(tx, lines));
    const hands = { preparedBy: row.preparedBy, checkedBy: row.checkedBy, lastAuthors };
    const judged = checkSeparationOfDuties(command, actor, hands);
    return judged && Refusal.by(judged);
  }
}

/** A prepared sheet that this profile lets nobody sign before it is checked */
const mustBeChecked = (kind: Kind<DecisionSheetRow, SheetState, SheetCommand>, row: DecisionSheetRow): boolean =>
  row.state === 'PREPARED' && kind.life.next('PREPARED', 'sign') === null;
