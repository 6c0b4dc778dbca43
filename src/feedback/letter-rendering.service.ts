/** 排版: how far the files of signed letters have come, and once more for those that could not be set. */
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import { Jobs } from '../platform/database/jobs/jobs.js';
import { oneOf } from '../platform/database/one-of.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { LetterRow, LetterStatusRow } from './feedback.entities.js';
import { letterStateWords } from './feedback.words.js';
import { RENDER_JOBS, renderJobOf } from './letter-files.service.js';
import { LetterSteps, type LettersOutcome } from './letter-steps.service.js';
import { NUMBERED } from './letter.rules.js';
import type { Letter } from './letters.queries.js';

@Injectable()
export class LetterRendering {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly letters: LetterSteps,
  ) {}

  /**
   * Signed letters of a consultation that are not void, those whose files are set, and those that nobody tries to set
   * any more: their job gave up, or is gone without having set them. All are nothing where there is no such
   * consultation.
   */
  async progress(actor: Actor, consultationId: string): Promise<{ done: number; total: number; failed: number }> {
    const reader = this.work.read(scopeOf(actor));
    const signed = await reader.find(LetterStatusRow, { consultationId, state: oneOf(NUMBERED) });
    const unset = signed.filter((s) => s.pdfFileId === null).map((s) => s.id);
    const standing = await this.standing(reader, unset);
    const gaveUp = unset.filter((id) => standing.get(id) === 'GAVE_UP').length;
    const done = signed.length - unset.length;
    // a job that ended since the letters were read set its files first
    const without = unset.filter((id) => !standing.has(id));
    const lost = await reader.count(LetterStatusRow, {
      id: oneOf(without),
      state: oneOf(NUMBERED),
      pdfFileId: IsNull(),
    });
    return { done: done + without.length - lost, total: signed.length, failed: gaveUp + lost };
  }

  /** STILL_RENDERING or RENDERING_FAILED where the files of this locked letter are not there; null where they are */
  async refuseUnset(tx: Transaction, status: LetterStatusRow): Promise<Refusal | null> {
    if (status.pdfFileId !== null) return null;
    const standing = (await this.standing(tx, [status.id])).get(status.id);
    return new Refusal(standing === 'WAITING' ? 'STILL_RENDERING' : 'RENDERING_FAILED');
  }

  /**
   * Sets the files of letters again that could not be set, each on its own: WRONG_STATE for one that is not signed or
   * void, ALREADY_RENDERED where the files are there, STILL_RENDERING where a job will be tried or is at work.
   */
  renderAgain(actor: Actor, ids: readonly string[]): Promise<LettersOutcome> {
    return this.letters.each(ids, (id) =>
      this.work.run('renderLetterAgain', scopeOf(actor), async (tx): Promise<Letter | Refusal> => {
        const [row, status] = [await tx.get(LetterRow, id), await tx.lock(LetterStatusRow, id)];
        if (!row || !status) return Refusal.notFound('这份反馈函');
        if (!(NUMBERED as readonly string[]).includes(status.state))
          return new Refusal('WRONG_STATE', {
            what: '这份反馈函',
            state: letterStateWords[status.state],
            act: '重新排版',
          });
        const unset = await this.refuseUnset(tx, status);
        if (!unset) return new Refusal('ALREADY_RENDERED');
        if (unset.code === 'STILL_RENDERING') return unset;
        const retried = await this.jobs.retry(tx.manager, RENDER_JOBS.names, RENDER_JOBS.idName, id);
        if (!retried) await tx.enqueue(renderJobOf(row.snapshot), { [RENDER_JOBS.idName]: id });
        tx.record('renderLetterAgain', 'Letter', id);
        return { row, status };
      }),
    );
  }

  private standing(reader: Reader, letterIds: readonly string[]): ReturnType<Jobs['standing']> {
    return this.jobs.standing(reader.manager, RENDER_JOBS.names, RENDER_JOBS.idName, letterIds);
  }
}
