/** 无意见 that came on paper: noted by the office for the body that said so, with its scan. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { consultationStateWords } from '../consultation/consultation.words.js';
import { AccessService } from '../platform/access/access.service.js';
import type { Actor } from '../platform/base/actor.js';
import { dayIn } from '../platform/base/clock.js';
import { dayInput } from '../platform/base/inputs.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { FilesService } from '../platform/database/files/files.service.js';
import { scopeOf, UnitOfWork } from '../platform/database/scope.js';
import type { SolicitationRow } from './solicitation.entities.js';
import { SolicitationsQueries } from './solicitations.queries.js';
import { noOpinionReasonWords, type NoOpinionReason } from './solicitation.words.js';
import { shareRounds, SolicitationsService } from './solicitations.service.js';

const OWNER = 'Solicitation';

const Noted = z.object({
  solicitationId: z.uuid('任务编号不对'),
  receivedOn: dayInput('收到日期'),
  fileId: z.uuid('请先上传扫描件'),
  reason: z.enum(Object.keys(noOpinionReasonWords) as [NoOpinionReason, ...NoOpinionReason[]]).nullish(),
});

@Injectable()
export class PaperAnswersService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly files: FilesService,
    private readonly queries: SolicitationsQueries,
    private readonly solicitations: SolicitationsService,
  ) {}

  onModuleInit(): void {
    this.files.registerOwner(OWNER, async (_, actor, id) => (await this.queries.byIds(actor, [id]))[0] !== null);
  }

  /**
   * Answers the task of a body with 无意见, on the day its paper was received; the scan is read by whoever may read the
   * task. NOT_FOUND, WRONG_STATE for a body that has answered and a round that is neither out nor concluded,
   * INVALID_INPUT for a day that is not yet and a file that the caller did not upload.
   */
  async noteNoOpinion(actor: Actor, input: unknown): Promise<SolicitationRow | Refusal> {
    const given = checkInput(Noted, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('noteNoOpinion', scopeOf(actor), async (tx) => {
      const [round] = [...(await shareRounds(tx, [given.solicitationId])).values()];
      const task = round && (await this.solicitations.lock(tx, actor, given.solicitationId));
      if (!task) return Refusal.notFound('这项任务');
      if (round.state !== 'ISSUED' && round.state !== 'ANSWERED') {
        const state = consultationStateWords[round.state];
        return new Refusal('WRONG_STATE', { what: '这次征求意见', state, act: '登记无意见' });
      }
      if (given.receivedOn > dayIn(zone, await tx.time()))
        return Refusal.field('receivedOn', 'FUTURE', '收到日期还没有到，请核对。');
      const scan = await this.files.claim(tx, given.fileId, { kind: OWNER, id: task.id });
      if (scan?.uploadedBy !== tx.scope.accountId)
        return Refusal.field('fileId', 'UNKNOWN', '没有找到您上传的这个扫描件，或者已经用在别处，请重新上传。');
      const noOpinionReason = given.reason ?? null;
      const paper = { answeredOn: given.receivedOn, scanFileId: scan.id, noOpinionReason };
      return (await this.solicitations.advance(tx, task, 'sayNoOpinion', paper)) ?? task;
    });
  }
}
