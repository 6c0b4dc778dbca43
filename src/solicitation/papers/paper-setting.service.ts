/**
 * The files of signed papers: one job for a run, however many bodies it has. Each paper is set and stored in a
 * transaction of its own, so that a process that dies loses none and doubles none; what cannot be set says why, and the
 * others go on.
 */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { letterDocx, Letterheads, letterPdf, PaperNotInOrder, setPaper } from '../../papers/index.js';
import type { OfficialLetter } from '../../papers/paper.rules.js';
import { type Pasted, pasteReady } from '../../papers/paste.rules.js';
import type { Actor } from '../../platform/base/actor.js';
import { describeFault, type Log } from '../../platform/base/log.js';
import { LOG } from '../../platform/base/log.token.js';
import { Refusal } from '../../platform/base/refusal.js';
import { FilesService } from '../../platform/database/files/files.service.js';
import { Jobs } from '../../platform/database/jobs/jobs.js';
import { type Reader, type Scope, scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { passing } from '../../platform/database/unavailable.js';
import { CharactersMissing, Typesetter } from '../../platform/documents/index.js';
import { clerkFacts, paperOf, remarksOf, volumeOf } from './paper-content.rules.js';
import { PaperContents } from './paper-content.service.js';
import { PaperRunContentRow, PaperRunRow, RoundPaperRow } from './paper-run.entities.js';
import { paperFileName } from './paper-run.rules.js';
import { SET_PAPERS } from './paper-runs.service.js';
import { runStateWords } from './paper.words.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** Papers of one job: then it is another's turn */
const PAPERS_PER_JOB = 50;
/** Whose files they are: who may read a paper may read them */
export const PAPER_OWNER = 'RoundPaper';
export const RUN_OWNER = 'PaperRun';

/** What of a run is set; what is in neither figure is still to come */
export interface RunProgress {
  done: number;
  failed: number;
  total: number;
  /** something is left, and nobody will try it */
  standsStill: boolean;
}

@Injectable()
export class PaperSetting implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly files: FilesService,
    private readonly typesetter: Typesetter,
    private readonly contents: PaperContents,
    private readonly letterheads: Letterheads,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.jobs.register(SET_PAPERS, (scope, { runId }) => this.goOn(scope, runId as string));
  }

  /** How far the files of a run have come */
  async progress(actor: Actor, run: { id: string; total: number; state: string }): Promise<RunProgress> {
    const reader = this.work.read(scopeOf(actor));
    const [open, failed] = await Promise.all([
      reader.count(RoundPaperRow, { runId: run.id, pdfFileId: IsNull(), failure: IsNull() }),
      reader.manager
        .createQueryBuilder(RoundPaperRow, 'p')
        .where('p.legislature_id = :legislature and p.run_id = :run and p.failure is not null', {
          legislature: reader.legislatureId,
          run: run.id,
        })
        .getCount(),
    ]);
    const standsStill = run.state === 'SIGNED' && (await this.standsStill(reader, run.id));
    return { done: run.total - open - failed, failed, total: run.total, standsStill };
  }

  /** A signed 公告 as it is pasted elsewhere: the words that were signed, with their day; null for every other run */
  async pasted(actor: Actor, { id, kind, state, issueDate }: PaperRunRow): Promise<Pasted | null> {
    if (kind !== 'NOTICE' || state !== 'SIGNED') return null;
    const reader = this.work.read(scopeOf(actor));
    const [run, paper] = [await reader.get(PaperRunContentRow, id), await reader.one(RoundPaperRow, { runId: id })];
    if (!run || !paper) return null;
    const signed = { documentNumber: null, issueDate: issueDate ?? '' };
    return pasteReady(paperOf(run.content, paper.facts, signed, this.contents.console), true);
  }

  private async standsStill(reader: Reader, runId: string): Promise<boolean> {
    const standing = await this.jobs.standing(reader.manager, [SET_PAPERS], 'runId', [runId]);
    if (standing.get(runId) === 'WAITING') return false;
    const left = await reader.count(RoundPaperRow, { runId, pdfFileId: IsNull(), failure: IsNull() });
    return left > 0;
  }

  /**
   * Sets again what could not be set, and goes on with a run whose job gave up. WRONG_STATE for one that is not signed,
   * RUN_GOES_ON where nothing is left, or a job is at it.
   */
  setAgain(actor: Actor, runId: string): Promise<PaperRunRow | Refusal> {
    return this.work.run<PaperRunRow | Refusal>('setPapersAgain', scopeOf(actor), async (tx) => {
      const run = await tx.lock(PaperRunRow, runId);
      if (!run) return Refusal.notFound('这一批函件');
      const failed = (await tx.find(RoundPaperRow, { runId, pdfFileId: IsNull() })).filter((p) => p.failure !== null);
      if (run.state !== 'SIGNED')
        return new Refusal('WRONG_STATE', { what: '这一批函件', state: runStateWords[run.state], act: '重新排版' });
      if (failed.length === 0 && !(await this.standsStill(tx, runId))) return new Refusal('RUN_GOES_ON');
      const locked = await tx.lockAll(
        RoundPaperRow,
        failed.map((p) => p.id),
      );
      if (locked.length > 0) await tx.changeAll(RoundPaperRow, locked, () => ({ failure: null }));
      const retried = await this.jobs.retry(tx.manager, [SET_PAPERS], 'runId', runId);
      if (!retried) await tx.enqueue(SET_PAPERS, { runId });
      tx.record('setPapersAgain', 'PaperRun', runId, { failed: failed.length });
      return run;
    });
  }

  /** The annexes that are the same for all, then the next papers in their order; then a job for the rest */
  private async goOn(scope: Scope, runId: string): Promise<void> {
    const reader = this.work.read(scope);
    const run = await reader.get(PaperRunContentRow, runId);
    if (run?.state !== 'SIGNED') return;
    await this.volume(scope, run);
    const open = { runId, pdfFileId: IsNull(), failure: IsNull() };
    for (const paper of await reader.find(RoundPaperRow, open, { ordinal: 'ASC' }, PAPERS_PER_JOB))
      await this.one(scope, run, paper);
    if (await reader.one(RoundPaperRow, open))
      await this.work.run('setPapers', scope, (tx) => tx.enqueue(SET_PAPERS, { runId }));
  }

  private async volume(scope: Scope, run: PaperRunContentRow): Promise<void> {
    const volume = volumeOf(run.content, { documentNumber: run.documentNumber, issueDate: run.issueDate ?? '' });
    if (volume === null || run.volumePdfFileId !== null) return;
    const [docx, pdf] = [await letterDocx(volume), (await letterPdf(this.typesetter.renderer, volume)).bytes];
    await this.work.run('setPapers', scope, async (tx) => {
      const locked = await tx.lock(PaperRunRow, run.id);
      if (locked?.volumePdfFileId !== null) return;
      const name = [run.documentNumber, '征求意见函附件'].filter((part) => part !== null).join(' ');
      const [word, print] = await this.store(tx, RUN_OWNER, run.id, name, docx, pdf);
      await tx.change(PaperRunRow, locked, { volumeDocxFileId: word, volumePdfFileId: print });
      tx.record('setPapers', 'PaperRun', run.id);
    });
  }

  /** A database that is away is waited for by the whole run; any other fault is this one paper's. */
  private async one(scope: Scope, run: PaperRunContentRow, paper: RoundPaperRow): Promise<void> {
    const signed = { documentNumber: paper.documentNumber, issueDate: run.issueDate ?? '' };
    const plain = paperOf(run.content, paper.facts, signed, this.contents.console);
    try {
      const letter = await this.letterheads.on(this.work.read(scope), plain, run.signedAt);
      const facts = clerkFacts(run.content, paper.facts, run.issueDate);
      const { docx, pdf } = await setPaper(
        this.typesetter.renderer,
        letter,
        facts,
        remarksOf(run.content, paper.facts, letter, run.issueDate),
      );
      await this.keep(scope, run, paper, letter, { docx, pdf });
    } catch (fault) {
      if (passing(fault)) throw fault;
      const expected = fault instanceof PaperNotInOrder || fault instanceof CharactersMissing;
      if (!expected) this.log.error({ fault: describeFault(fault), run: run.id }, 'one paper of a run failed');
      await this.fail(scope, paper.id, expected ? fault.message : '排版没有成功，请再试一次。');
    }
  }

  private async keep(
    scope: Scope,
    run: PaperRunRow,
    { id, facts, documentNumber }: RoundPaperRow,
    letter: OfficialLetter,
    { docx, pdf }: { docx: Uint8Array | null; pdf: Uint8Array },
  ): Promise<void> {
    await this.work.run('setPapers', scope, async (tx) => {
      const locked = await tx.lock(RoundPaperRow, id);
      if (locked?.pdfFileId !== null) return;
      const whose = [facts.name || letter.title.replace(/\n/gu, ''), facts.reader ?? ''].join(' ').trim();
      const name = paperFileName(run.kind, whose, documentNumber);
      const [docxFileId, pdfFileId] = await this.store(tx, PAPER_OWNER, id, name, docx, pdf);
      await tx.change(RoundPaperRow, locked, { docxFileId, pdfFileId });
      tx.record('setPapers', 'RoundPaper', id);
    });
  }

  private async store(
    tx: Transaction,
    kind: string,
    id: string,
    name: string,
    docx: Uint8Array | null,
    pdf: Uint8Array,
  ): Promise<[string | null, string]> {
    const owner = { kind, id };
    const word = docx && (await this.files.store(tx, `${name}.docx`, DOCX, docx, owner));
    const print = await this.files.store(tx, `${name}.pdf`, 'application/pdf', pdf, owner);
    return [word && word.id, print.id];
  }

  private async fail(scope: Scope, id: string, failure: string): Promise<void> {
    await this.work.run('setPapers', scope, async (tx) => {
      const locked = await tx.lock(RoundPaperRow, id);
      if (locked?.pdfFileId !== null) return;
      await tx.change(RoundPaperRow, locked, { failure: failure.slice(0, 2000) });
      tx.record('setPapers', 'RoundPaper', id, { failed: 1 });
    });
  }
}
