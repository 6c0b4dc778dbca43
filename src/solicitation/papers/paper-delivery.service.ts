/** Papers on their way: the sealed scan put to them, delivered in the system or noted as sent on paper. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { ContactPointsService } from '../../network/index.js';
import { isOffice } from '../../platform/access/permissions.js';
import { type BulkOutcome, refusedItem } from '../../platform/api/bulk.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { oneOf } from '../../platform/database/one-of.js';
import { FilesService } from '../../platform/database/files/files.service.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { isScan } from '../../papers/scan.rules.js';
import { PaperRunRow, RoundPaperRow } from './paper-run.entities.js';
import { PAPER_OWNER, RUN_OWNER } from './paper-setting.service.js';
import { deliveryWords, runStateWords } from './paper.words.js';

const Delivered = z.object({
  paperIds: z
    .array(z.uuid('函件的编号不对'))
    .min(1, '请至少选一份函')
    .max(2000, '一次最多 2000 份函')
    .refine((ids) => new Set(ids).size === ids.length, '名单里有重复的函'),
  delivery: z.enum(Object.keys(deliveryWords) as (keyof typeof deliveryWords)[]),
});
const Sealed = z.object({ paperId: z.uuid('函件的编号不对'), fileId: z.uuid('文件的编号不对') });

@Injectable()
export class PaperDelivery implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FilesService,
    private readonly points: ContactPointsService,
  ) {}

  onModuleInit(): void {
    this.files.registerOwner(PAPER_OWNER, (reader, actor, id) => this.mayReadPaper(reader, actor, id));
    this.files.registerOwner(RUN_OWNER, (reader, actor, id) => this.mayReadRun(reader, actor, id));
  }

  /**
   * The office reads all; a body what was delivered to it or to one below it, void or not: it is told which is. What is
   * 内部 is read by whose name it bears alone.
   */
  async mayRead(reader: Reader, actor: Actor, paper: RoundPaperRow): Promise<boolean> {
    if (isOffice(actor.roles)) return true;
    if (paper.deliveredAt === null || paper.contactPointId === null) return false;
    if (paper.forReader && paper.readerId !== actor.accountId) return false;
    return (await this.points.within(actor.unitIds, reader)).has(paper.contactPointId);
  }

  private async mayReadPaper(reader: Reader, actor: Actor, id: string): Promise<boolean> {
    const paper = await reader.get(RoundPaperRow, id);
    return paper !== null && this.mayRead(reader, actor, paper);
  }

  /** The annexes bound apart belong to whoever has one of the letters */
  private async mayReadRun(reader: Reader, actor: Actor, id: string): Promise<boolean> {
    if (isOffice(actor.roles)) return (await reader.get(PaperRunRow, id)) !== null;
    const mine = await this.points.within(actor.unitIds, reader);
    const papers = await reader.find(RoundPaperRow, { runId: id, contactPointId: oneOf([...mine]) });
    return papers.some((p) => p.deliveredAt !== null);
  }

  /**
   * 送达 of several papers, each accounted for: NOT_FOUND, WRONG_STATE for one whose run is not signed or void,
   * STILL_RENDERING while its files are not there, RENDERING_FAILED where they could not be set, ALREADY_DELIVERED.
   * From here its body reads it.
   */
  async deliverPapers(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const given = checkInput(Delivered, input);
    if (given instanceof Refusal) return given;
    return this.work.run<BulkOutcome | Refusal>('deliverPapers', scopeOf(actor), async (tx) => {
      const known = await tx.byIds(RoundPaperRow, given.paperIds);
      const runs = await tx.shareAll(PaperRunRow, [...new Set(known.flatMap((p) => (p ? [p.runId] : [])))]);
      const states = new Map(runs.map((r) => [r.id, r.state]));
      const papers = new Map((await tx.lockAll(RoundPaperRow, given.paperIds)).map((p) => [p.id, p]));
      const outcome: BulkOutcome = { done: [], refused: [] };
      const going: RoundPaperRow[] = [];
      for (const id of given.paperIds) {
        const paper = papers.get(id);
        const refusal = paper ? refuseDelivery(paper, states.get(paper.runId)) : Refusal.notFound('这份函');
        if (!paper || refusal) outcome.refused.push(refusedItem(id, refusal ?? Refusal.notFound('这份函')));
        else going.push(paper);
      }
      const at = await tx.time();
      if (going.length > 0)
        await tx.changeAll(RoundPaperRow, going, () => ({ deliveredAt: at, delivery: given.delivery }));
      for (const { id } of going) tx.record('deliverPaper', 'RoundPaper', id);
      outcome.done.push(...going.map((p) => p.id));
      return outcome;
    });
  }

  /**
   * The scan of the sealed paper, in the place of an earlier one. WRONG_STATE where it is not signed; INVALID_INPUT for
   * a file that is none, or is no PDF, JPEG or PNG.
   */
  async sealPaper(actor: Actor, input: unknown): Promise<RoundPaperRow | Refusal> {
    const given = checkInput(Sealed, input);
    if (given instanceof Refusal) return given;
    return this.work.run<RoundPaperRow | Refusal>('sealPaper', scopeOf(actor), async (tx) => {
      const known = await tx.get(RoundPaperRow, given.paperId);
      const run = known && (await tx.share(PaperRunRow, known.runId));
      const paper = run && (await tx.lock(RoundPaperRow, given.paperId));
      if (!run || !paper) return Refusal.notFound('这份函');
      if (run.state !== 'SIGNED') return wrongState(run.state, '上传盖章件');
      const refused = await this.claimScan(tx, given.fileId, paper.id);
      if (refused) return refused;
      await tx.change(RoundPaperRow, paper, { sealedFileId: given.fileId });
      tx.record('sealPaper', 'RoundPaper', paper.id);
      return paper;
    });
  }

  private async claimScan(tx: Transaction, fileId: string, paperId: string): Promise<Refusal | null> {
    const claimed = await this.files.claim(tx, fileId, { kind: PAPER_OWNER, id: paperId });
    if (!claimed) return Refusal.field('fileId', 'UNKNOWN', '没有找到上传的盖章件，请重新上传。');
    return isScan(await this.files.bytes(tx, fileId))
      ? null
      : Refusal.field('fileId', 'NO_SCAN', '盖章件要用 PDF、JPG 或者 PNG。');
  }
}

const wrongState = (state: PaperRunRow['state'], act: string): Refusal =>
  new Refusal('WRONG_STATE', { what: '这份函', state: runStateWords[state], act });

function refuseDelivery(paper: RoundPaperRow, state: PaperRunRow['state'] | undefined): Refusal | null {
  if (state !== 'SIGNED') return wrongState(state ?? 'VOIDED', '送达');
  if (paper.deliveredAt !== null) return new Refusal('ALREADY_DELIVERED');
  if (paper.failure !== null) return new Refusal('RENDERING_FAILED');
  return paper.pdfFileId === null ? new Refusal('STILL_RENDERING') : null;
}
