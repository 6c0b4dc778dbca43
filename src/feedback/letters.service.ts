/** 采纳情况反馈函: composed from a snapshot, numbered when signed, set by a job, delivered, acknowledged. */
import { Injectable } from '@nestjs/common';
import { commentLife } from '../comments/comment.rules.js';
import { CommentsQueries, CommentStepsService } from '../comments/index.js';
import { ConsultationRow } from '../consultation/index.js';
import { DocumentNumbersService } from '../papers/index.js';
import type { Actor } from '../platform/base/actor.js';
import { canonical, type Json, sha256 } from '../platform/base/canonical.js';
import { dayIn } from '../platform/base/clock.js';
import { Refusal } from '../platform/base/refusal.js';
import { FilesService } from '../platform/database/files/files.service.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { appendEvent, type Kind, moveOn, refuseStep, type Step } from '../platform/ledger/move.js';
import { LetterEventRow, LetterRow, LetterStatusRow } from './feedback.entities.js';
import { RENDER_LETTER } from './letter-files.service.js';
import { LetterSnapshots } from './letter-snapshots.service.js';
import { type LetterSnapshot, WORDING_VERSION } from './letter.compose.js';
import { judgeLetterHands, type LetterCommand, letterLife, type LetterState } from './letter.rules.js';
import { type Letter, LettersQueries } from './letters.queries.js';

/** What a bulk act did to each letter (product §3.4) */
export interface LettersOutcome {
  letters: Letter[];
  /** `id` is what was asked for: a contact point when composing, a letter afterwards */
  refused: { id: string; code: string; message: string }[];
}

const LETTERS_PER_REQUEST = 1000;
/** Characters of the reason why a letter is void */
const LONGEST_REASON = 500;

const letters: Kind<LetterStatusRow, LetterState, LetterCommand, LetterEventRow> = {
  name: 'Letter',
  row: LetterStatusRow,
  life: letterLife,
  events: { row: LetterEventRow, owner: 'letterId' },
};
const digestOf = (snapshot: LetterSnapshot): Buffer => sha256(canonical(snapshot as unknown as Json));

type Columns = Step<LetterStatusRow>['columns'];

@Injectable()
export class LettersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly numbers: DocumentNumbersService,
    private readonly snapshots: LetterSnapshots,
    private readonly comments: CommentsQueries,
    private readonly steps: CommentStepsService,
    private readonly queries: LettersQueries,
    files: FilesService,
  ) {
    files.registerOwner('Letter', async (reader, actor, letterId) => {
      const status = await reader.get(LetterStatusRow, letterId);
      return status !== null && queries.maySee(actor, status);
    });
  }

  /**
   * One letter per contact point that reported something, or per one of `contactPointIds`; each on its own, with the
   * reason where one cannot be made. NOT_FOUND where there is no such consultation here.
   */
  async composeLetters(
    actor: Actor,
    input: { consultationId: string; contactPointIds?: readonly string[] | null },
  ): Promise<LettersOutcome | Refusal> {
    const reader = this.work.read(scopeOf(actor));
    const consultation = await reader.get(ConsultationRow, input.consultationId);
    if (!consultation) return Refusal.notFound('这次征求意见');
    const all = await this.comments.ofConsultation(reader, consultation.id);
    const reporting = all.flatMap((c) =>
      c.row.contactPointId !== null && c.status.reportedNumber !== null ? [c.row.contactPointId] : [],
    );
    return this.each(input.contactPointIds ?? reporting, (id) => this.compose(actor, consultation.id, id));
  }

  private compose(actor: Actor, consultationId: string, contactPointId: string): Promise<Letter | Refusal> {
    return this.work.run(
      'composeLetter',
      scopeOf(actor),
      async (tx): Promise<Letter | Refusal> => {
        const snapshot = await this.snapshots.take(tx, consultationId, contactPointId);
        if (snapshot instanceof Refusal) return snapshot;
        const consultation = await tx.share(ConsultationRow, consultationId);
        if (!consultation) return Refusal.notFound('这次征求意见');
        const letter = await this.store(tx, actor, { ...consultation, contactPointId }, snapshot);
        const detail = { snapshot: letter.row.snapshotSha256.toString('hex') };
        await appendEvent(tx, letters, letter.status, 'compose', detail);
        tx.record('composeLetter', 'Letter', letter.row.id, detail);
        return letter;
      },
      (constraint) => (constraint === 'letter_one_valid' ? new Refusal('ALREADY_EXISTS') : undefined),
    );
  }

  private async store(
    tx: Transaction,
    actor: Actor,
    about: { id: string; regulationId: string; contactPointId: string },
    snapshot: LetterSnapshot,
  ): Promise<Letter> {
    const to = { consultationId: about.id, contactPointId: about.contactPointId, kind: 'INTERIM' as const };
    const row = await tx.insert(LetterRow, {
      ...to,
      regulationId: about.regulationId,
      wordingVersion: WORDING_VERSION,
      snapshot,
      snapshotSha256: digestOf(snapshot),
      preparedBy: actor.accountId,
      composedAt: await tx.time(),
    });
    const status = await tx.insert(LetterStatusRow, {
      ...to,
      id: row.id,
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
    return { row, status };
  }

  /** 定稿: the words are right; what each of them answers */
  finaliseLetters(actor: Actor, ids: readonly string[]): Promise<LettersOutcome> {
    return this.each(ids, (id) => this.step(actor, id, 'finalise', () => Promise.resolve({})));
  }

  /**
   * 签发. The number is given in the signing transaction, so numbers have no gap; the files are set afterwards by a
   * job. SAME_PERSON for whoever prepared it; FACTS_CHANGED where a decision or evidence changed since it was composed.
   */
  signLetters(actor: Actor, ids: readonly string[]): Promise<LettersOutcome> {
    return this.each(ids, (id) =>
      this.step(actor, id, 'sign', async (tx, letter) => {
        const refused = await this.refuseSigning(tx, actor, letter);
        if (refused) return refused;
        const legislature = await this.snapshots.legislature(tx);
        if (!legislature) return Refusal.notFound('立法机关');
        const at = await tx.time();
        const issueDate = dayIn(legislature.zone, at);
        const year = Number(issueDate.slice(0, 4));
        const documentNumber = await this.numbers.take(tx, legislature.documentWord, year, letter.row.id);
        await tx.enqueue(RENDER_LETTER, { letterId: letter.row.id });
        return { documentNumber, issueDate, signedBy: actor.accountId, signedAt: at };
      }),
    );
  }

  /** What is signed must be what is so: a changed decision or evidence asks for a new letter. */
  private async refuseSigning(tx: Transaction, actor: Actor, { row }: Letter): Promise<Refusal | null> {
    const hands = judgeLetterHands(actor.accountId, row.preparedBy);
    if (hands) return Refusal.by(hands);
    const current = await this.snapshots.take(tx, row.consultationId, row.contactPointId);
    if (current instanceof Refusal) return current;
    return digestOf(current).equals(row.snapshotSha256) ? null : new Refusal('FACTS_CHANGED');
  }

  /**
   * 送达. From here the contact point sees it; its comments and the voices behind them are answered. STILL_RENDERING
   * while its files are being set.
   */
  deliverLetters(actor: Actor, ids: readonly string[]): Promise<LettersOutcome> {
    return this.each(ids, (id) =>
      this.step(actor, id, 'deliver', async (tx, { row, status }) => {
        if (status.pdfFileId === null) return new Refusal('STILL_RENDERING');
        const refused = await this.answer(tx, row.snapshot, status.documentNumber);
        return refused ?? { deliveredAt: await tx.time() };
      }),
    );
  }

  /** The comments of the snapshot, no others; one that was answered before stays so. */
  private async answer(tx: Transaction, { comments }: LetterSnapshot, letter: string | null): Promise<Refusal | null> {
    const locked = await this.steps.lock(
      tx,
      comments.map((c) => c.commentId),
    );
    const open = locked.filter((s) => commentLife.next(s.state, 'answer') !== null);
    const steps = open.map((s) => ({ commentId: s.id, detail: { letter } }));
    const answered = await this.steps.step(tx, steps, 'answer');
    return answered instanceof Refusal ? answered : null;
  }

  /** 签收, by the contact point it went to */
  async acknowledgeLetter(actor: Actor, id: string): Promise<Letter | Refusal> {
    const known = await this.queries.letter(actor, id);
    if (!known) return Refusal.notFound('这份反馈函');
    return this.step(actor, id, 'acknowledge', async (tx) => ({
      receivedAt: await tx.time(),
      receivedBy: actor.accountId,
    }));
  }

  /** 作废: the number is kept with its reason (1 to 500 characters); a new letter may then be composed. */
  voidLetter(actor: Actor, id: string, reason: string): Promise<Letter | Refusal> {
    if (reason.trim() === '' || reason.length > LONGEST_REASON)
      return Promise.resolve(Refusal.field('reason', 'LENGTH', `请写明作废的理由，不超过 ${LONGEST_REASON} 字。`));
    return this.step(actor, id, 'void', () => Promise.resolve({ voidReason: reason.trim() }));
  }

  private step(
    actor: Actor,
    id: string,
    command: LetterCommand,
    act: (tx: Transaction, letter: Letter) => Promise<Columns | Refusal>,
  ): Promise<Letter | Refusal> {
    return this.work.run(`${command}Letter`, scopeOf(actor), async (tx) => {
      const [row, status] = [await tx.get(LetterRow, id), await tx.lock(LetterStatusRow, id)];
      if (!row || !status) return Refusal.notFound('这份反馈函');
      const refused = refuseStep(letters, status, command);
      if (refused) return refused;
      const columns = await act(tx, { row, status });
      if (columns instanceof Refusal) return columns;
      const detail = { number: columns?.documentNumber ?? status.documentNumber };
      const moved = await moveOn(tx, letters, status, command, { ...(columns && { columns }), detail });
      return moved ?? { row, status };
    });
  }

  private async each(ids: readonly string[], act: (id: string) => Promise<Letter | Refusal>): Promise<LettersOutcome> {
    const outcome: LettersOutcome = { letters: [], refused: [] };
    for (const [at, id] of [...new Set(ids)].entries()) {
      // what is beyond the bound is answered too: a bulk act accounts for each of N
      const result =
        at < LETTERS_PER_REQUEST ? await act(id) : new Refusal('TOO_MANY_AT_ONCE', { most: LETTERS_PER_REQUEST });
      if (result instanceof Refusal) outcome.refused.push({ id, code: result.code, message: result.message });
      else outcome.letters.push(result);
    }
    return outcome;
  }
}
