/** 拟反馈函: what is owed to a contact point, in one letter; the first one, and further ones for what came later. */
import { Injectable } from '@nestjs/common';
import { type Comment, CommentsQueries, CommentStepsService } from '../comments/index.js';
import { ConsultationRow } from '../consultation/index.js';
import { OutcomesQueries } from '../decision/index.js';
import type { Actor } from '../platform/base/actor.js';
import { canonical, type Json, sha256 } from '../platform/base/canonical.js';
import { dayIn } from '../platform/base/clock.js';
import { Refusal } from '../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { appendEvent, moveOn } from '../platform/ledger/move.js';
import { LetterRow, LetterStatusRow } from './feedback.entities.js';
import { LetterSnapshots } from './letter-snapshots.service.js';
import { type Hands, letterKind, type LettersOutcome, LetterSteps, type Noting } from './letter-steps.service.js';
import { type LetterSnapshot, type SnapshotComment, type WordingVersion } from './letter.compose.js';
import { isHandedOver, isValid } from './letter.rules.js';
import { type Letter, LettersQueries, type Telling } from './letters.queries.js';
import { judgeComposing, judgeOwed } from './owed.rules.js';

export interface Composing {
  consultationId: string;
  contactPointIds?: readonly string[] | null;
  /** tell what may be told, and say how much more is still studied */
  releasedOnly?: boolean | null;
}

/** What is owed to one contact point, read while everything it depends on is locked */
interface Due {
  consultation: ConsultationRow;
  /** its letters in this consultation, whatever became of them */
  letters: LetterStatusRow[];
  /** what this letter is to answer, by number */
  comments: Comment[];
  pending: number;
  tellings: Telling[];
}

@Injectable()
export class LetterComposing {
  constructor(
    private readonly work: UnitOfWork,
    private readonly snapshots: LetterSnapshots,
    private readonly comments: CommentsQueries,
    private readonly steps: CommentStepsService,
    private readonly outcomes: OutcomesQueries,
    private readonly queries: LettersQueries,
    private readonly letterSteps: LetterSteps,
  ) {}

  /**
   * One letter per contact point that reported something, or per one of `contactPointIds`, about what it is owed: the
   * reported comments whose last decision no valid letter tells. Each on its own, with the reason where one cannot be
   * made: ALREADY_EXISTS and NO_COMMENTS where nothing is owed, OUTCOMES_NOT_RELEASED while something may not be told
   * (unless `releasedOnly`), LETTER_OUTDATED while a letter that has not left tells a former decision, HELD_BACK where
   * nothing shows an adoption. NOT_FOUND where there is no such consultation here.
   */
  async composeLetters(actor: Actor, input: Composing): Promise<LettersOutcome | Refusal> {
    const pointIds = await this.asked(actor, input);
    if (pointIds instanceof Refusal) return pointIds;
    const about = { consultationId: input.consultationId, releasedOnly: input.releasedOnly === true };
    return this.letterSteps.each(pointIds, (id) => this.compose(actor, about, id));
  }

  /** The contact points that letters are asked for, or NOT_FOUND where there is no such consultation here */
  async asked(by: Hands, { consultationId, contactPointIds }: Composing): Promise<readonly string[] | Refusal> {
    const reader = this.work.read(scopeOf(by));
    const consultation = await reader.get(ConsultationRow, consultationId);
    if (!consultation) return Refusal.notFound('这次征求意见');
    return contactPointIds ?? (await this.comments.reportingPoints(reader, consultation.id));
  }

  /** As `composeLetters`, for one contact point; `noting` comes last, and is undone with the rest */
  compose(
    by: Hands,
    { consultationId, releasedOnly }: { consultationId: string; releasedOnly: boolean },
    pointId: string,
    noting?: Noting,
  ): ReturnType<Compose> {
    return this.work.run(
      'composeLetter',
      scopeOf(by),
      async (tx): ReturnType<Compose> => {
        const due = await this.due(tx, consultationId, pointId, releasedOnly);
        if (due instanceof Refusal) return due;
        const snapshot = await this.snapshot(tx, due, pointId);
        if (snapshot instanceof Refusal) return snapshot;
        const replaced = await this.supersedeReturned(tx, due.letters);
        if (replaced) return replaced;
        const kind = due.letters.some((l) => isValid(l.state)) ? 'SUPPLEMENTARY' : 'INTERIM';
        const letter = await this.store(tx, by, { ...due.consultation, contactPointId: pointId, kind }, snapshot);
        await noting?.(tx, letter);
        return letter;
      },
      // two at once, one of them by a version of the program that locks no comments
      (constraint) => (constraint === 'letter_one_valid' ? new Refusal('ALREADY_EXISTS') : undefined),
    );
  }

  /**
   * Locks the letters of the contact point and then its comments, as signing and delivering do, so that of two who
   * compose at once the second sees what the first one answered.
   */
  private async due(
    tx: Transaction,
    consultationId: string,
    contactPointId: string,
    releasedOnly: boolean,
  ): Promise<Due | Refusal> {
    const consultation = await tx.share(ConsultationRow, consultationId);
    if (!consultation) return Refusal.notFound('这次征求意见');
    const known = await tx.find(LetterStatusRow, { consultationId, contactPointId });
    await tx.lockAll(
      LetterStatusRow,
      known.map((l) => l.id),
    );
    const mine = await this.reportedBy(tx, consultationId, contactPointId);
    const letters = await tx.find(LetterStatusRow, { consultationId, contactPointId }, { id: 'ASC' });
    const ids = mine.map((c) => c.row.id);
    const [decisions, tellings] = [
      await this.outcomes.decisions(tx, ids),
      await this.queries.tellings(tx, { commentIds: ids }),
    ];
    const owed = judgeOwed(
      mine.map((c) => ({
        id: c.row.id,
        state: c.status.state,
        decisionId: decisions.get(c.row.id)?.id ?? null,
      })),
      tellings.map(({ row, status }) => ({ ...row, letterState: status.state })),
    );
    const judged = judgeComposing(owed, { hasLetter: letters.some((l) => isValid(l.state)), releasedOnly });
    if (judged) return Refusal.by(judged);
    if (owed.outdated.length > 0) return new Refusal('LETTER_OUTDATED', { count: owed.outdated.length });
    const ready = new Set(owed.ready);
    return {
      consultation,
      letters,
      comments: mine.filter((c) => ready.has(c.row.id)),
      pending: owed.waiting.length,
      tellings,
    };
  }

  /** The comments of a contact point, locked, as they stand once they are */
  private async reportedBy(tx: Transaction, consultationId: string, contactPointId: string): Promise<Comment[]> {
    const ids = await this.comments.idsOf(tx, consultationId, contactPointId);
    await this.steps.lock(tx, ids);
    return ids.length === 0 ? [] : this.comments.ofConsultation(tx, consultationId, ids);
  }

  private async snapshot(tx: Transaction, due: Due, contactPointId: string): Promise<LetterSnapshot | Refusal> {
    const { consultation, comments, pending } = due;
    const about = { consultation, contactPointId, comments, pending };
    if (!due.letters.some((l) => isValid(l.state))) return this.snapshots.take(tx, { ...about, wording: 'interim-4' });
    const more = await this.besides(tx, due);
    const again = [...more.values()].some((m) => m.former !== undefined);
    const wording: WordingVersion = again ? 'reversal-2' : 'supplementary-2';
    return this.snapshots.take(tx, { ...about, wording, more });
  }

  /** When each came, whether that was after the first letter, and what a letter in hand told of it before */
  private async besides(
    tx: Transaction,
    { comments, letters, tellings }: Due,
  ): Promise<Map<string, Pick<SnapshotComment, 'reportedOn' | 'late' | 'former'>>> {
    const zone = (await this.snapshots.legislature(tx))?.zone;
    const first = await this.queries.firstComposed(
      tx,
      letters.filter((l) => isValid(l.state)).map((l) => l.id),
    );
    const former = await this.formerOf(tx, tellings);
    return new Map(
      comments.map(({ row, status: { reportedAt } }) => [
        row.id,
        {
          ...(reportedAt && zone !== undefined && { reportedOn: dayIn(zone, reportedAt) }),
          ...(reportedAt && first && { late: reportedAt > first }),
          ...(former.has(row.id) && { former: former.get(row.id) }),
        },
      ]),
    );
  }

  /** By comment, what the last letter that was handed over told of it */
  private async formerOf(
    tx: Transaction,
    tellings: readonly Telling[],
  ): Promise<Map<string, NonNullable<SnapshotComment['former']>>> {
    const inHand = tellings.filter(({ status }) => isHandedOver(status.state));
    const told = await this.outcomes.byIds(
      tx,
      inHand.map(({ row }) => row.decisionId),
    );
    const bySequence = inHand
      .flatMap(({ row, status }) => {
        const decision = told.get(row.decisionId);
        return decision && status.documentNumber !== null ? [{ decision, number: status.documentNumber }] : [];
      })
      .sort((a, b) => a.decision.sequence - b.decision.sequence);
    return new Map(
      bySequence.map(({ decision, number }) => [
        decision.commentId,
        { documentNumber: number, outcome: decision.outcome },
      ]),
    );
  }

  /** What was given back is written anew in this letter, or waits for a decision: it does not come back by itself. */
  private async supersedeReturned(tx: Transaction, letters: readonly LetterStatusRow[]): Promise<Refusal | null> {
    for (const letter of letters.filter((l) => l.state === 'RETURNED')) {
      const moved = await moveOn(tx, letterKind, letter, 'supersede');
      if (moved) return moved;
    }
    return null;
  }

  private async store(
    tx: Transaction,
    by: Hands,
    about: { id: string; regulationId: string; contactPointId: string; kind: 'INTERIM' | 'SUPPLEMENTARY' },
    snapshot: LetterSnapshot,
  ): Promise<Letter> {
    const to = { consultationId: about.id, contactPointId: about.contactPointId, kind: about.kind };
    const row = await tx.insert(LetterRow, {
      ...to,
      regulationId: about.regulationId,
      wordingVersion: snapshot.wordingVersion,
      snapshot,
      snapshotSha256: sha256(canonical(snapshot as unknown as Json)),
      preparedBy: by.accountId,
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
      sealedFileId: null,
      sealedAt: null,
      version: 1,
    });
    const detail = { snapshot: row.snapshotSha256.toString('hex') };
    await appendEvent(tx, letterKind, status, 'compose', detail);
    tx.record('composeLetter', 'Letter', row.id, detail);
    return { row, status };
  }
}

type Compose = () => Promise<Letter | Refusal>;
