/** 一法一码 as it is read: what stands under a code today, and which one took the place of a revoked one. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull, Or } from 'typeorm';
import { ContactPointsService } from '../network/index.js';
import { Subjects } from '../platform/api/subjects.js';
import type { Actor } from '../platform/base/actor.js';
import { Refusal } from '../platform/base/refusal.js';
import { oneOf } from '../platform/database/one-of.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { LawCodeRow } from './consultation.entities.js';
import { formatLawCode } from './law-code.rules.js';

@Injectable()
export class LawCodesQueries implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
    private readonly subjects: Subjects,
  ) {}

  onModuleInit(): void {
    this.subjects.register('LawCode', (actor, ids) => this.work.read(scopeOf(actor)).byIds(LawCodeRow, ids));
  }

  /** What stands under each code on a poster: its place, or the short name that the contact point has today */
  async labels(actor: Actor, codes: readonly LawCodeRow[]): Promise<string[]> {
    const ids = codes.flatMap((c) => (c.contactPointId === null ? [] : [c.contactPointId]));
    const points = await this.points.byIds(this.work.read(scopeOf(actor)), [...new Set(ids)]);
    return codes.map((c) => c.place ?? points.get(c.contactPointId ?? '')?.shortName ?? c.label);
  }

  /** null where there is no such code in the legislature */
  code(actor: Actor, id: string): Promise<LawCodeRow | null> {
    return this.work.read(scopeOf(actor)).get(LawCodeRow, id);
  }

  /** Whoever else numbers something under this code waits for the end of this transaction; nothing of it changes */
  async hold(tx: Transaction, codeId: string): Promise<void> {
    await tx.lock(LawCodeRow, codeId);
  }

  /**
   * The code in use of a regulation under which each body is heard: its own variant, else the regulation's; null where
   * none is in use. In the order asked for.
   */
  async inUseFor(
    actor: Actor,
    asked: readonly { regulationId: string; contactPointId: string }[],
  ): Promise<(LawCodeRow | null)[]> {
    const found = await this.work.read(scopeOf(actor)).find(LawCodeRow, {
      regulationId: oneOf(new Set(asked.map((a) => a.regulationId))),
      contactPointId: Or(IsNull(), oneOf(new Set(asked.map((a) => a.contactPointId)))),
      place: IsNull(),
      revokedAt: IsNull(),
    });
    const codes = new Map(found.map((c) => [`${c.regulationId} ${c.contactPointId ?? ''}`, c]));
    return asked.map(
      (a) => codes.get(`${a.regulationId} ${a.contactPointId}`) ?? codes.get(`${a.regulationId} `) ?? null,
    );
  }

  /** The code in use that took the place of a revoked one, through all that did since; null where none did */
  async successor(reader: Reader, code: LawCodeRow): Promise<LawCodeRow | null> {
    let next = code.replacedBy === null ? null : await reader.get(LawCodeRow, code.replacedBy);
    for (const passed = new Set([code.id]); next !== null && next.revokedAt !== null;) {
      if (next.replacedBy === null || passed.has(next.id)) return null;
      passed.add(next.id);
      next = await reader.get(LawCodeRow, next.replacedBy);
    }
    return next;
  }

  /** CODE_REVOKED with what to do instead, for whoever speaks under it */
  async refusal(reader: Reader, code: LawCodeRow): Promise<Refusal> {
    const next = await this.successor(reader, code);
    const instead = next
      ? `请改用新码 ${formatLawCode(next.code)}，或者扫海报上的新码`
      : '请扫海报上的新码，或者问一问贴海报的联系点';
    return new Refusal('CODE_REVOKED', { instead, replacedBy: next?.code ?? null });
  }
}
