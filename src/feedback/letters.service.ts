/** 采纳情况反馈函: composed from a snapshot, numbered when signed, set by a job, delivered, acknowledged. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { placeName } from '../articles/index.js';
import { DraftRow, ProvisionRow } from '../authoring/index.js';
import { nextCommentState } from '../comments/comment.rules.js';
import { type Comment, CommentsService, CommentStatusRow } from '../comments/index.js';
import { ConsultationRow } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import { appendEvent, confirmedOf, EvidenceService, OutcomesService } from '../decision/index.js';
import { isHeldBack } from '../decision/evidence.rules.js';
import { reasonClassWords } from '../decision/handling.rules.js';
import { OpinionRow } from '../opinions/index.js';
import { LegislatureRow } from '../platform/access/access.entities.js';
import type { Actor } from '../platform/base/actor.js';
import { scopeOf } from '../platform/database/scope.js';
import { isOffice } from '../platform/access/permissions.js';
import { dayIn } from '../platform/base/clock.js';
import { type Reader, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { nextDocumentNumber } from '../papers/document-number.sql.js';
import { FilesService } from '../platform/database/files/files.service.js';
import { Refusal } from '../platform/base/refusal.js';
import { Jobs } from '../platform/database/jobs/jobs.js';
import { appendToChain } from '../platform/ledger/chain.js';
import { canonical, type Json, sha256 } from '../platform/base/canonical.js';
import { DocumentNumberRow, LetterEventRow, LetterRow, LetterStatusRow } from './feedback.entities.js';
import { LetterRenderer } from './letter.renderer.js';
import { type LetterSnapshot, type SnapshotComment, WORDING_VERSION } from './letter.compose.js';
import {
  documentNumber,
  judgeLetterHands,
  type LetterCommand,
  letterStateWords,
  nextLetterState,
} from './letter.rules.js';

export interface Letter {
  row: LetterRow;
  status: LetterStatusRow;
}

export interface LettersOutcome {
  letters: Letter[];
  /** `id` is what was asked for: a contact point when composing, a letter afterwards */
  refused: { id: string; code: string; message: string }[];
}

const actWords: { readonly [C in LetterCommand]: string } = {
  finalise: '定稿',
  return: '退回',
  sign: '签发',
  seal: '盖章',
  deliver: '送达',
  acknowledge: '签收',
  reply: '回复',
  void: '作废',
  supersede: '替代',
};
const MOST = 1000;

@Injectable()
export class LettersService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FilesService,
    private readonly jobs: Jobs,
    private readonly points: ContactPointsService,
    private readonly comments: CommentsService,
    private readonly outcomes: OutcomesService,
    private readonly evidence: EvidenceService,
    private readonly renderer: LetterRenderer,
  ) {}

  onModuleInit(): void {
    this.jobs.register('letter.render', (scope, payload) => this.renderer.render(scope, payload.letterId as string));
    this.files.registerOwner('Letter', async (reader, actor, letterId) => {
      const status = await reader.get(LetterStatusRow, letterId);
      return status !== null && this.maySee(actor, status);
    });
  }

  /** The office sees every letter; a contact point its own once it was delivered. */
  private async maySee(actor: Actor, status: LetterStatusRow): Promise<boolean> {
    if (isOffice(actor.roles)) return true;
    return status.deliveredAt !== null && (await this.points.within(actor.unitIds)).has(status.contactPointId);
  }

  /**
   * One letter per contact point that reported something; each on its own, with the reason where one cannot be made.
   */
  async composeLetters(
    actor: Actor,
    input: { consultationId: string; contactPointIds?: readonly string[] | null },
  ): Promise<LettersOutcome | Refusal> {
    const reader = this.work.read(scopeOf(actor));
    const consultation = await reader.get(ConsultationRow, input.consultationId);
    if (!consultation) return Refusal.notFound('这次征求意见');
    const all = await this.comments.ofConsultation(reader, consultation.id);
    const reporting = [
      ...new Set(
        all.flatMap((c) =>
          c.row.contactPointId !== null && c.status.reportedNumber !== null ? [c.row.contactPointId] : [],
        ),
      ),
    ];
    return this.each(input.contactPointIds ?? reporting, (id) => this.compose(actor, consultation.id, id));
  }

  private compose(actor: Actor, consultationId: string, contactPointId: string): Promise<Letter | Refusal> {
    return this.work.run(
      'composeLetter',
      scopeOf(actor),
      async (tx): Promise<Letter | Refusal> => {
        const snapshot = await this.snapshot(tx, consultationId, contactPointId);
        if (snapshot instanceof Refusal) return snapshot;
        const consultation = await tx.share(ConsultationRow, consultationId);
        if (!consultation) return Refusal.notFound('这次征求意见');
        const row = await tx.insert(LetterRow, {
          regulationId: consultation.regulationId,
          consultationId,
          contactPointId,
          kind: 'INTERIM',
          wordingVersion: WORDING_VERSION,
          snapshot,
          snapshotSha256: sha256(canonical(snapshot as unknown as Json)),
          preparedBy: actor.accountId,
          composedAt: await tx.time(),
        });
        const status = await tx.insert(LetterStatusRow, {
          id: row.id,
          consultationId,
          contactPointId,
          kind: 'INTERIM',
          state: 'COMPOSED',
          documentNumber: null,
          issueDate: null,
          signedBy: null,
          signedAt: null,
          docxFileId: null,
          pdfFileId: null,
          deliveredAt: null,
          receivedAt: null,
          receivedBy: null,
          voidReason: null,
          version: 1,
        });
        await this.event(tx, status, 'compose', { snapshot: row.snapshotSha256.toString('hex') });
        return { row, status };
      },
      (constraint) => (constraint === 'letter_one_valid' ? new Refusal('ALREADY_EXISTS') : undefined),
    );
  }

  /**
   * Everything the words depend on, read in one transaction. Refused while an outcome is not released, or nothing shows
   * an adoption.
   */
  private async snapshot(
    tx: Transaction,
    consultationId: string,
    contactPointId: string,
  ): Promise<LetterSnapshot | Refusal> {
    const [consultation, legislature, points] = [
      await tx.get(ConsultationRow, consultationId),
      await this.legislature(tx),
      await this.points.byIds(tx, [contactPointId]),
    ];
    const point = points.get(contactPointId);
    if (!consultation || !legislature || !point) return Refusal.notFound('这个联系点');
    const mine = (await this.comments.ofConsultation(tx, consultationId)).filter(
      (c) => c.row.contactPointId === contactPointId && c.status.reportedNumber !== null,
    );
    if (mine.length === 0) return new Refusal('NO_COMMENTS');
    if (mine.some((c) => c.status.state !== 'RELEASED' && c.status.state !== 'ANSWERED'))
      return new Refusal('OUTCOMES_NOT_RELEASED');
    const drafts = await tx.find(DraftRow, { regulationId: consultation.regulationId }, { sequence: 'ASC' });
    const asked = drafts.find((d) => d.id === consultation.draftId);
    const next = drafts.find((d) => asked && d.sequence > asked.sequence && d.publishedAt !== null);
    if (!asked || !next) return new Refusal('OUTCOMES_NOT_RELEASED');
    const told = await this.tell(tx, mine);
    if (told instanceof Refusal) return told;
    return {
      wordingVersion: WORDING_VERSION,
      issuer: legislature.organName,
      addressee: point.name,
      draftTitle: asked.title,
      nextDraftTitle: next.title,
      opensOn: consultation.opensOn,
      closesOn: consultation.closesOn,
      opinionsHeard: await tx.count(OpinionRow, { consultationId, contactPointId, direct: false }),
      contactName: legislature.contactName,
      contactPhone: legislature.contactPhone,
      comments: told,
    };
  }

  /** In the transaction's own connection: a second one, asked for while one is held, empties the pool under load. */
  private legislature(tx: Transaction): Promise<LegislatureRow | null> {
    return tx.manager.findOneBy(LegislatureRow, { id: tx.legislatureId });
  }

  private async tell(reader: Reader, mine: readonly Comment[]): Promise<SnapshotComment[] | Refusal> {
    const ids = mine.map((c) => c.row.id);
    const [decisions, proofs] = [await this.outcomes.decisions(reader, ids), await this.evidence.proofs(reader, ids)];
    const held = mine.filter((c) => {
      const proof = proofs.get(c.row.id);
      return isHeldBack(decisions.get(c.row.id)?.outcome ?? '', confirmedOf(proof).length, proof?.explanation ?? null);
    });
    const first = held[0];
    if (first) return new Refusal('HELD_BACK', { count: held.length, first: `第${mine.indexOf(first) + 1}条` });
    const wanted = mine
      .flatMap((c) => [
        c.row.provisionId,
        ...confirmedOf(proofs.get(c.row.id)).flatMap((e) => [e.oldProvisionId, e.newProvisionId]),
      ])
      .filter((id) => id !== null);
    const provisions = new Map(
      (wanted.length === 0 ? [] : await reader.find(ProvisionRow, { id: In(wanted) })).map((p) => [p.id, p]),
    );
    const label = (id: string | null): string | null => provisions.get(id ?? '')?.label ?? null;
    return mine.flatMap((c, i): SnapshotComment[] => {
      const [decision, proof] = [decisions.get(c.row.id), proofs.get(c.row.id)];
      if (!decision) return [];
      return [
        {
          commentId: c.row.id,
          number: i + 1,
          place: placeOf(c.row, provisions.get(c.row.provisionId ?? '') ?? null),
          text: [c.wording.text, c.wording.proposedWording ? `建议修改为：${c.wording.proposedWording}` : '']
            .filter(Boolean)
            .join('\n'),
          outcome: decision.outcome,
          reasonClass: decision.reasonClass === null ? null : reasonClassWords[decision.reasonClass],
          words: decision.words,
          explanation: proof?.explanation ?? null,
          evidence: confirmedOf(proof).map((e) => ({
            oldLabel: label(e.oldProvisionId),
            newLabel: label(e.newProvisionId),
            changes: e.changes,
          })),
        },
      ];
    });
  }

  finaliseLetters(actor: Actor, ids: readonly string[]): Promise<LettersOutcome> {
    return this.each(ids, (id) => this.step(actor, id, 'finalise', () => Promise.resolve({})));
  }

  /** The number is given in the signing transaction, so numbers have no gap; the files are set afterwards by a job. */
  signLetters(actor: Actor, ids: readonly string[]): Promise<LettersOutcome> {
    return this.each(ids, (id) =>
      this.step(actor, id, 'sign', async (tx, { row, status }) => {
        const hands = judgeLetterHands(actor.accountId, row.preparedBy);
        if (hands) return Refusal.by(hands);
        const current = await this.snapshot(tx, row.consultationId, row.contactPointId);
        if (current instanceof Refusal) return current;
        // what is signed must be what is so: a changed decision or evidence asks for a new letter
        if (!sha256(canonical(current as unknown as Json)).equals(row.snapshotSha256))
          return new Refusal('FACTS_CHANGED');
        const legislature = await this.legislature(tx);
        if (!legislature) return Refusal.notFound('立法机关');
        const at = await tx.time();
        const issueDate = dayIn(legislature.zone, at);
        const year = Number(issueDate.slice(0, 4));
        const number = await nextDocumentNumber(tx.manager, tx.legislatureId, legislature.documentWord, year);
        await tx.insert(DocumentNumberRow, { word: legislature.documentWord, year, number, letterId: row.id });
        await tx.enqueue('letter.render', { letterId: status.id });
        return {
          documentNumber: documentNumber(legislature.documentWord, year, number),
          issueDate,
          signedBy: actor.accountId,
          signedAt: at,
        };
      }),
    );
  }

  /** From here the contact point sees it; its comments and the voices behind them are answered. */
  deliverLetters(actor: Actor, ids: readonly string[]): Promise<LettersOutcome> {
    return this.each(ids, (id) =>
      this.step(actor, id, 'deliver', async (tx, { row, status }) => {
        if (status.pdfFileId === null) return new Refusal('STILL_RENDERING');
        const answered = row.snapshot.comments.map((c) => c.commentId);
        for (const comment of await tx.lockAll(CommentStatusRow, answered)) {
          const state = nextCommentState(comment.state, 'answer');
          if (state === null) continue;
          await tx.change(CommentStatusRow, comment, { state });
          await appendEvent(tx, comment, 'answer', { letter: status.documentNumber });
        }
        await this.comments.stepOpinions(tx, answered, 'answer');
        return { deliveredAt: await tx.time() };
      }),
    );
  }

  async acknowledgeLetter(actor: Actor, id: string): Promise<Letter | Refusal> {
    const known = await this.letter(actor, id);
    if (!known) return Refusal.notFound('这份反馈函');
    return this.step(actor, id, 'acknowledge', async (tx) => ({
      receivedAt: await tx.time(),
      receivedBy: actor.accountId,
    }));
  }

  /** The number is kept with its reason; a new letter may then be composed. */
  voidLetter(actor: Actor, id: string, reason: string): Promise<Letter | Refusal> {
    if (reason.trim() === '' || reason.length > 500)
      return Promise.resolve(Refusal.field('reason', 'LENGTH', '请写明作废的理由，不超过 500 字。'));
    return this.step(actor, id, 'void', () => Promise.resolve({ voidReason: reason.trim() }));
  }

  private step(
    actor: Actor,
    id: string,
    command: LetterCommand,
    act: (tx: Transaction, letter: Letter) => Promise<Partial<LetterStatusRow> | Refusal>,
  ): Promise<Letter | Refusal> {
    return this.work.run(`${command}Letter`, scopeOf(actor), async (tx) => {
      const [row, status] = [await tx.get(LetterRow, id), await tx.lock(LetterStatusRow, id)];
      if (!row || !status) return Refusal.notFound('这份反馈函');
      const state = nextLetterState(status.state, command);
      if (state === null)
        return new Refusal('WRONG_STATE', {
          what: '这份反馈函',
          state: letterStateWords[status.state],
          act: actWords[command],
        });
      const columns = await act(tx, { row, status });
      if (columns instanceof Refusal) return columns;
      await tx.change(LetterStatusRow, status, { ...columns, state });
      await this.event(tx, status, command, { number: status.documentNumber });
      return { row, status };
    });
  }

  private async event(
    tx: Transaction,
    status: LetterStatusRow,
    command: string,
    detail: Record<string, string | number | null>,
  ): Promise<void> {
    await appendToChain(tx, LetterEventRow, 'letterId', status.id, { command, state: status.state, detail });
    tx.record(`${command}Letter`, 'Letter', status.id);
  }

  private async each(ids: readonly string[], act: (id: string) => Promise<Letter | Refusal>): Promise<LettersOutcome> {
    const outcome: LettersOutcome = { letters: [], refused: [] };
    for (const id of [...new Set(ids)].slice(0, MOST)) {
      const result = await act(id);
      if (result instanceof Refusal) outcome.refused.push({ id, code: result.code, message: result.message });
      else outcome.letters.push(result);
    }
    return outcome;
  }

  async letter(actor: Actor, id: string): Promise<Letter | null> {
    const reader = this.work.read(scopeOf(actor));
    const [row, status] = [await reader.get(LetterRow, id), await reader.get(LetterStatusRow, id)];
    return row && status && (await this.maySee(actor, status)) ? { row, status } : null;
  }

  /** 发文字号 of the letter that a contact point has in hand; null while it has none */
  async deliveredNumber(reader: Reader, consultationId: string, contactPointId: string | null): Promise<string | null> {
    if (contactPointId === null) return null;
    const status = await reader.one(LetterStatusRow, {
      consultationId,
      contactPointId,
      state: In(['DELIVERED', 'RECEIVED', 'REPLIED']),
    });
    return status?.documentNumber ?? null;
  }

  async letters(actor: Actor, consultationId: string): Promise<Letter[]> {
    const reader = this.work.read(scopeOf(actor));
    if (!(await reader.get(ConsultationRow, consultationId))) return [];
    const statuses = await reader.find(
      LetterStatusRow,
      { consultationId, state: Not('SUPERSEDED') },
      { signedAt: 'ASC', id: 'ASC' },
    );
    const rows = new Map((await reader.find(LetterRow, { consultationId })).map((r) => [r.id, r]));
    const visible = await Promise.all(statuses.map(async (s) => ((await this.maySee(actor, s)) ? s : null)));
    return visible.flatMap((status) => {
      const row = status && rows.get(status.id);
      return row ? [{ row, status }] : [];
    });
  }
}

/** 第十七条第二款第（三）项, as the resident's page and the table of a draft name it */
function placeOf(
  row: { targetKind: string; path: string | null },
  provision: Pick<ProvisionRow, 'label' | 'body'> | null,
): string {
  if (row.targetKind === 'WHOLE') return '全文';
  if (row.targetKind === 'UNKNOWN' || provision === null) return '未指明条款';
  if (row.targetKind === 'NEW_ARTICLE_AFTER') return `${provision.label}后增加一条`;
  return provision.label + (row.path === null ? '' : (placeName(provision.body, row.path) ?? ''));
}
