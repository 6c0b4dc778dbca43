/** 采纳情况反馈函 on its way: final, signed with its number, set by a job, delivered, acknowledged. */
import { Injectable } from '@nestjs/common';
import { commentLife } from '../comments/comment.rules.js';
import { CommentsQueries, CommentStepsService } from '../comments/index.js';
import { OutcomesQueries } from '../decision/index.js';
import { DocumentNumbersService, PaperFilesService } from '../papers/index.js';
import type { Actor } from '../platform/base/actor.js';
import { canonical, type Json, sha256 } from '../platform/base/canonical.js';
import { dayIn } from '../platform/base/clock.js';
import { Refusal } from '../platform/base/refusal.js';
import { FilesService } from '../platform/database/files/files.service.js';
import type { Transaction } from '../platform/database/scope.js';
import { LetterStatusRow } from './feedback.entities.js';
import { renderJobOf } from './letter-files.service.js';
import { LetterClerk } from './letter-clerk.service.js';
import { LetterRendering } from './letter-rendering.service.js';
import { LetterSnapshots } from './letter-snapshots.service.js';
import {
  type Hands,
  type LetterColumns,
  type LettersOutcome,
  LetterSteps,
  type Noting,
} from './letter-steps.service.js';
import { composeLetter, type SnapshotComment } from './letter.compose.js';
import { judgeLetterHands } from './letter.rules.js';
import { type Letter, LettersQueries } from './letters.queries.js';
import { mayBeTold } from './owed.rules.js';

/** What of a letter is not known before it is signed */
const UNNUMBERED = { documentNumber: '〔2026〕1号', issueDate: '2026-01-01' };

/** Characters of the reason why a letter is void */
const LONGEST_REASON = 500;

@Injectable()
export class LettersService {
  constructor(
    private readonly numbers: DocumentNumbersService,
    private readonly snapshots: LetterSnapshots,
    private readonly comments: CommentsQueries,
    private readonly outcomes: OutcomesQueries,
    private readonly steps: CommentStepsService,
    private readonly queries: LettersQueries,
    private readonly letters: LetterSteps,
    private readonly rendering: LetterRendering,
    private readonly papers: PaperFilesService,
    private readonly clerk: LetterClerk,
    files: FilesService,
  ) {
    files.registerOwner('Letter', async (reader, actor, letterId) => {
      const status = await reader.get(LetterStatusRow, letterId);
      return status !== null && queries.maySee(actor, status);
    });
  }

  /**
   * 定稿: the words are right; what each of them answers. One that was given back may be right as it is.
   * PAPER_NOT_IN_ORDER with what a clerk would send it back for; UNPRINTABLE_CHARACTERS where it holds what no font
   * has: nothing that is signed prints a box.
   */
  finaliseLetters(actor: Actor, ids: readonly string[]): Promise<LettersOutcome> {
    return this.letters.each(ids, (id) => this.finalise(actor, id));
  }

  /** As `finaliseLetters`, of one; `noting` comes last, and is undone with the rest */
  finalise(by: Hands, id: string, noting?: Noting): Promise<Letter | Refusal> {
    const act = async (tx: Transaction, letter: Letter): Promise<LetterColumns | Refusal> =>
      this.refuseUnprintable(letter) ?? (await this.clerk.refuse(tx, letter)) ?? {};
    return this.letters.step(by, id, 'finalise', act, noting);
  }

  /**
   * 签发. The number is given in the signing transaction, so numbers have no gap; the files are set afterwards by a
   * job. SAME_PERSON for whoever prepared it; FACTS_CHANGED where the answer to one of its comments changed since it
   * was composed, HELD_BACK where nothing shows an adoption any more. What came in since does not touch it.
   */
  signLetters(actor: Actor, ids: readonly string[], firstNumber: number | null = null): Promise<LettersOutcome> {
    let number = firstNumber;
    return this.letters.each(ids, async (id) => {
      const signed = await this.sign(actor, id, undefined, number);
      // a letter that is left alone leaves its number to the one after it
      if (!(signed instanceof Refusal) && number !== null) number += 1;
      return signed;
    });
  }

  /**
   * As `signLetters`, of one; `number` as the office's register has it, where it keeps one, or how it is found while
   * numbers are locked
   */
  sign(
    by: Hands,
    id: string,
    noting?: Noting,
    number: number | null | ((tx: Transaction) => Promise<number | null>) = null,
  ): Promise<Letter | Refusal> {
    const act = async (tx: Transaction, letter: Letter): Promise<LetterColumns | Refusal> => {
      const refused = await this.refuseSigning(tx, by, letter);
      if (refused) return refused;
      const legislature = await this.snapshots.legislature(tx);
      if (!legislature) return Refusal.notFound('立法机关');
      const at = await tx.time();
      const issueDate = dayIn(legislature.zone, at);
      const year = Number(issueDate.slice(0, 4));
      const numbers = await this.numbers.take(
        tx,
        { word: legislature.documentWord, year, source: legislature.numberSource, count: 1, first: number },
        { letterId: letter.row.id },
      );
      if (numbers instanceof Refusal) return numbers;
      const [documentNumber = ''] = numbers;
      await tx.enqueue(renderJobOf(letter.row.snapshot), { letterId: letter.row.id });
      return { documentNumber, issueDate, signedBy: by.accountId, signedAt: at };
    };
    return this.letters.step(by, id, 'sign', act, noting);
  }

  /** UNPRINTABLE_CHARACTERS, whatever its number and its day will be */
  private refuseUnprintable({ row }: Letter): Refusal | null {
    return this.papers.refuseUnprintable(composeLetter(row.snapshot, UNNUMBERED));
  }

  /** What is signed must be what is so, of the comments it tells: another answer asks for another letter. */
  private async refuseSigning(tx: Transaction, by: Hands, letter: Letter): Promise<Refusal | null> {
    const { row } = letter;
    const hands = judgeLetterHands(by.accountId, row.preparedBy);
    if (hands) return Refusal.by(hands);
    const unprintable = this.refuseUnprintable(letter);
    if (unprintable) return unprintable;
    if (!(await this.standsAsTold(tx, row.id))) return new Refusal('FACTS_CHANGED');
    const ids = row.snapshot.comments.map((c) => c.commentId);
    const now = await this.snapshots.describe(tx, await this.comments.ofConsultation(tx, row.consultationId, ids));
    if (now instanceof Refusal) return now;
    return answersOf(now).equals(answersOf(row.snapshot.comments)) ? null : new Refusal('FACTS_CHANGED');
  }

  /** Is every decision that a letter tells the last one on its comment still, and not taken up again? */
  private async standsAsTold(tx: Transaction, letterId: string): Promise<boolean> {
    const told = await this.queries.tellings(tx, { letterIds: [letterId] });
    const ids = told.map(({ row }) => row.commentId);
    const standing = new Map((await this.steps.lock(tx, ids)).map((s) => [s.id, s.state]));
    const decisions = await this.outcomes.decisions(tx, ids);
    return told.every(({ row: { commentId, decisionId } }) => {
      const state = standing.get(commentId);
      return state !== undefined && mayBeTold(state) && decisions.get(commentId)?.id === decisionId;
    });
  }

  /**
   * 送达. From here the contact point sees it; its comments and the voices behind them are answered. STILL_RENDERING
   * while its files are being set, RENDERING_FAILED where they could not be; FACTS_CHANGED where a decision it tells is
   * taken up again.
   */
  deliverLetters(actor: Actor, ids: readonly string[]): Promise<LettersOutcome> {
    return this.letters.each(ids, (id) => this.deliver(actor, id));
  }

  /** As `deliverLetters`, of one */
  deliver(by: Hands, id: string, noting?: Noting): Promise<Letter | Refusal> {
    const act = async (tx: Transaction, { row, status }: Letter): Promise<LetterColumns | Refusal> => {
      const unset = await this.rendering.refuseUnset(tx, status);
      if (unset) return unset;
      if (!(await this.standsAsTold(tx, row.id))) return new Refusal('FACTS_CHANGED');
      const refused = await this.answer(tx, row.snapshot.comments, status.documentNumber);
      return refused ?? { deliveredAt: await tx.time() };
    };
    return this.letters.step(by, id, 'deliver', act, noting);
  }

  /** The comments of the snapshot, no others; one that was answered before stays so. */
  private async answer(
    tx: Transaction,
    comments: readonly SnapshotComment[],
    letter: string | null,
  ): Promise<Refusal | null> {
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
    if (!(await this.queries.own(actor, id))) return Refusal.notFound('这份反馈函');
    return this.letters.step(actor, id, 'acknowledge', async (tx) => ({
      receivedAt: await tx.time(),
      receivedBy: actor.accountId,
    }));
  }

  /** 作废: the number is kept with its reason (1 to 500 characters); a new letter may then be composed. */
  voidLetter(actor: Actor, id: string, reason: string): Promise<Letter | Refusal> {
    if (reason.trim() === '' || reason.length > LONGEST_REASON)
      return Promise.resolve(Refusal.field('reason', 'LENGTH', `请写明作废的理由，不超过 ${LONGEST_REASON} 字。`));
    return this.letters.step(actor, id, 'void', () => Promise.resolve({ voidReason: reason.trim() }));
  }
}

/** The answer to each comment, whatever else is said of it and in whatever order */
const answersOf = (comments: readonly SnapshotComment[]): Buffer =>
  sha256(
    canonical(
      comments
        .map(({ commentId, outcome, reasonClass, words, explanation, evidence }) => ({
          commentId,
          outcome,
          reasonClass,
          words,
          explanation,
          evidence,
        }))
        .sort((a, b) => (a.commentId < b.commentId ? -1 : 1)) as unknown as Json,
    ),
  );
