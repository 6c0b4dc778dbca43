/** 一法一码 that is stopped or exchanged: a poster that was pasted over, a code that was misused. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RegulationsService } from '../authoring/index.js';
import { ContactPointsService } from '../network/index.js';
import type { Actor } from '../platform/base/actor.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { reasonInput } from '../platform/base/inputs.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { LawCodeRow } from './consultation.entities.js';
import { ensureCodes } from './code-making.js';

const Revoking = z.object({
  lawCodeId: z.uuid('码的编号不对'),
  expectedVersion: z.number().int(),
  reason: reasonInput,
});

@Injectable()
export class LawCodesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly regulations: RegulationsService,
    private readonly points: ContactPointsService,
  ) {}

  /**
   * 停用: nothing is taken under this code from now on, and its address says so. The row stays, with the reason;
   * WRONG_STATE where it was revoked before.
   */
  revokeLawCode(actor: Actor, input: unknown): Promise<LawCodeRow | Refusal> {
    return this.onCode('revokeLawCode', actor, input, async (tx, code, reason) => {
      if (code.revokedAt !== null) return wrongState('已停用', '再次停用');
      await this.revoke(tx, code, reason);
      tx.record('revokeLawCode', 'LawCode', code.id);
      return code;
    });
  }

  /**
   * 换码: stops the code and makes a new one for the same contact point, or the regulation itself; the old address
   * leads to it. One that was stopped before and never exchanged gets its successor likewise. Gives the new code;
   * WRONG_STATE where it was exchanged before.
   */
  replaceLawCode(actor: Actor, input: unknown): Promise<LawCodeRow | Refusal> {
    return this.onCode('replaceLawCode', actor, input, async (tx, code, reason) => {
      if (code.replacedBy !== null) return wrongState('已停用，换过新码', '再换');
      if (code.revokedAt === null) await this.revoke(tx, code, reason);
      const { regulationId, contactPointId, place } = code;
      const points = await this.points.byIds(tx, contactPointId === null ? [] : [contactPointId]);
      // a contact point that is no longer asked keeps the name it had
      const label = place ?? points.get(contactPointId ?? '')?.shortName ?? code.label;
      const [made] = await ensureCodes(tx, regulationId, [{ contactPointId, place, label }], await tx.time());
      const next = made?.code;
      if (!next) throw new Error('a code was made and is not there');
      await tx.change(LawCodeRow, code, { replacedBy: next.id });
      tx.record('replaceLawCode', 'LawCode', code.id, { by: next.id });
      return next;
    });
  }

  private async revoke(tx: Transaction, code: LawCodeRow, reason: string): Promise<void> {
    const revokedAt = await tx.time();
    await tx.change(LawCodeRow, code, { revokedAt, revokedReason: reason, revokedBy: tx.scope.accountId });
  }

  /** The regulation is locked first, as whoever makes codes does; then the code, at the version that was read. */
  private async onCode(
    act: string,
    actor: Actor,
    input: unknown,
    body: (tx: Transaction, code: LawCodeRow, reason: string) => Promise<LawCodeRow | Refusal>,
  ): Promise<LawCodeRow | Refusal> {
    const given = checkInput(Revoking, input);
    if (given instanceof Refusal) return given;
    return this.work.run(act, scopeOf(actor), async (tx) => {
      const known = await tx.get(LawCodeRow, given.lawCodeId);
      if (known) await this.regulations.lock(tx, known.regulationId);
      const code = known && (await tx.lock(LawCodeRow, known.id));
      if (!code) return Refusal.notFound('这个码');
      if (code.version !== given.expectedVersion) return Refusal.stale(code.version, { kind: 'LawCode', id: code.id });
      return body(tx, code, given.reason);
    });
  }
}

const wrongState = (state: string, act: string): Refusal => new Refusal('WRONG_STATE', { what: '这个码', state, act });
