/** 批量办理: one act on many letters as a job, which may be left alone and is killed at any place without harm. */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { z } from 'zod';
import { ConsultationRow } from '../consultation/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { Holds } from '../platform/access/holds.js';
import type { Actor } from '../platform/base/actor.js';
import { describeFault, type Log } from '../platform/base/log.js';
import { LOG } from '../platform/base/log.token.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { BATCH } from '../platform/database/batches.js';
import { Jobs } from '../platform/database/jobs/jobs.js';
import { type Reader, type Scope, scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { passing } from '../platform/database/unavailable.js';
import { LetterRunItemRow, LetterRunRow } from './feedback.entities.js';
import type { LetterRunAct } from './feedback.words.js';
import { type Composing, LetterComposing } from './letter-composing.service.js';
import { settleItem } from './letter-runs.sql.js';
import type { Hands, Noting } from './letter-steps.service.js';
import type { Letter } from './letters.queries.js';
import { LettersService } from './letters.service.js';

const RUN_LETTERS = 'letters.run';
/** Items of one job: then it is a new one's turn, so that no run holds a worker from the letters of another */
const ITEMS_PER_JOB = 100;

const Signing = z.object({
  consultationId: z.string(),
  letterIds: z.array(z.string()),
  firstNumber: z.number().int().min(1, '号码从 1 开始').max(99_999, '号码不超过 99999').nullish(),
});

/** Another worker settled the item while this one was at it: what this one did is undone. */
class SettledBefore extends Error {}

@Injectable()
export class LetterRuns implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly composing: LetterComposing,
    private readonly letters: LettersService,
    private readonly holds: Holds,
    private readonly access: AccessService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.jobs.register(RUN_LETTERS, (scope, { runId }) => this.goOn(scope, runId as string));
  }

  /** A letter for each contact point, as `composeLetters`; NOT_FOUND where there is no such consultation here */
  async startComposing(actor: Actor, input: Composing): Promise<LetterRunRow | Refusal> {
    const pointIds = await this.composing.asked(actor, input);
    if (pointIds instanceof Refusal) return pointIds;
    return this.start(actor, 'COMPOSE', input.consultationId, pointIds, { releasedOnly: input.releasedOnly === true });
  }

  /**
   * 签发 of each letter, numbered from `firstNumber` on where the office keeps a register; one that is left alone
   * leaves its number to the next. NUMBER_NEEDED where it keeps one and none was typed in; INVALID_INPUT, NOT_FOUND.
   */
  async startSigning(actor: Actor, input: unknown): Promise<LetterRunRow | Refusal> {
    const given = checkInput(Signing, input);
    if (given instanceof Refusal) return given;
    const legislature = await this.access.legislature(actor.legislatureId ?? '');
    const firstNumber = legislature?.numberSource === 'REGISTER' ? (given.firstNumber ?? null) : null;
    if (legislature?.numberSource === 'REGISTER' && firstNumber === null) return new Refusal('NUMBER_NEEDED');
    return this.start(actor, 'SIGN', given.consultationId, given.letterIds, { firstNumber });
  }

  /**
   * Notes who asks for what, each subject once, and leaves the work to a job. Nothing is judged here: each letter is,
   * when its turn comes, and the run says of each what became of it. NOT_FOUND where there is no such consultation.
   */
  start(
    actor: Actor,
    act: LetterRunAct,
    consultationId: string,
    subjects: readonly string[],
    { releasedOnly = false, firstNumber = null }: { releasedOnly?: boolean; firstNumber?: number | null } = {},
  ): Promise<LetterRunRow | Refusal> {
    return this.work.run('startLetters', scopeOf(actor), async (tx) => {
      if (!(await tx.get(ConsultationRow, consultationId))) return Refusal.notFound('这次征求意见');
      const asked = [...new Set(subjects)];
      const run = await tx.insert(LetterRunRow, {
        consultationId,
        act,
        releasedOnly,
        firstNumber,
        total: asked.length,
        byAccount: actor.accountId,
      });
      for (let at = 0; at < asked.length; at += BATCH)
        await tx.insertAll(
          LetterRunItemRow,
          asked.slice(at, at + BATCH).map((subject, i) => ({ runId: run.id, ordinal: at + i, subject })),
        );
      if (asked.length > 0) await tx.enqueue(RUN_LETTERS, { runId: run.id });
      tx.record('startLetters', 'LetterRun', run.id, { act, letters: asked.length });
      return run;
    });
  }

  /**
   * Goes on with a run that stands still, whose job gave up or is gone; only for whoever started it, in whose name it
   * acts (NOT_YOUR_RUN). NOT_FOUND where there is none here, RUN_GOES_ON where nothing holds it up or nothing is
   * left. No row is locked: two that ask at once leave two jobs, and each item is settled once all the same.
   */
  continue(actor: Actor, runId: string): Promise<LetterRunRow | Refusal> {
    return this.work.run('startLetters', scopeOf(actor), async (tx) => {
      const run = await tx.get(LetterRunRow, runId);
      if (!run) return Refusal.notFound('这次批量办理');
      if (run.byAccount !== actor.accountId) return new Refusal('NOT_YOUR_RUN');
      if (!(await this.standsStill(tx, runId))) return new Refusal('RUN_GOES_ON');
      const retried = await this.jobs.retry(tx.manager, [RUN_LETTERS], 'runId', runId);
      if (!retried) await tx.enqueue(RUN_LETTERS, { runId });
      tx.record('continueLetters', 'LetterRun', runId);
      return run;
    });
  }

  /** Whether something is left and nobody will try it; the job is looked for first: one that ends leaves another. */
  async standsStill(reader: Reader, runId: string): Promise<boolean> {
    const standing = await this.jobs.standing(reader.manager, [RUN_LETTERS], 'runId', [runId]);
    if (standing.get(runId) === 'WAITING') return false;
    return (await reader.one(LetterRunItemRow, { runId, settledAt: IsNull() })) !== null;
  }

  /** The next items in their order, each in a transaction of its own that also settles it; then a job for the rest */
  private async goOn(scope: Scope, runId: string): Promise<void> {
    const reader = this.work.read(scope);
    const run = await reader.get(LetterRunRow, runId);
    if (!run) return;
    const open = { runId, settledAt: IsNull() };
    for (const item of await reader.find(LetterRunItemRow, open, { ordinal: 'ASC' }, ITEMS_PER_JOB))
      await this.settle(run, item);
    if (await reader.one(LetterRunItemRow, open))
      await this.work.run('startLetters', scope, (tx) => tx.enqueue(RUN_LETTERS, { runId }));
  }

  /** A database that is away is waited for by the whole run; any other fault is this one letter's. */
  private async settle(run: LetterRunRow, item: LetterRunItemRow): Promise<void> {
    const refusal = await this.perform(run, item).catch((fault: unknown) => {
      if (fault instanceof SettledBefore) return null;
      if (passing(fault)) throw fault;
      this.log.error({ fault: describeFault(fault), run: run.id }, 'one letter of a run failed');
      return new Refusal('LETTER_FAILED');
    });
    if (refusal instanceof Refusal)
      await this.work.run('startLetters', handsOf(run), (tx) =>
        settleItem(tx, item.id, { letterId: null, code: refusal.code, message: refusal.message }),
      );
  }

  private perform(run: LetterRunRow, { id, subject }: LetterRunItemRow): Promise<Letter | Refusal> {
    const by = handsOf(run);
    const noting: Noting = async (tx, { row }) => {
      if (!(await settleItem(tx, id, { letterId: row.id, code: null, message: null }))) throw new SettledBefore();
    };
    switch (run.act) {
      case 'COMPOSE':
        return this.composing.compose(by, run, subject, noting);
      case 'FINALISE':
        return this.letters.finalise(by, subject, noting);
      case 'SIGN':
        return this.sign(by, run, subject, noting);
      case 'DELIVER':
        return this.letters.deliver(by, subject, noting);
    }
  }

  /** Whoever started it may be held since: what was begun before in that name signs nothing any more. */
  private async sign(
    by: Hands,
    { id: runId, firstNumber }: LetterRunRow,
    subject: string,
    noting: Noting,
  ): Promise<Letter | Refusal> {
    // asked while numbers are locked: whoever signs at the same time in the same run is counted
    const next = async (tx: Transaction): Promise<number | null> =>
      firstNumber === null
        ? null
        : firstNumber + (await tx.count(LetterRunItemRow, { runId, letterId: Not(IsNull()) }));
    return (await this.holds.refusal(by, by.accountId)) ?? this.letters.sign(by, subject, noting, next);
  }
}

/** Whoever started it does what it does */
const handsOf = ({ byAccount, legislatureId }: LetterRunRow): Hands => ({ accountId: byAccount, legislatureId });
