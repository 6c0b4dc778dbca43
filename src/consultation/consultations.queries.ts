/** 征求意见 as it is read: rounds, codes, and which round counts today. */
import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { AccessService } from '../platform/access/access.service.js';
import type { Actor } from '../platform/base/actor.js';
import { type Day, dayIn } from '../platform/base/clock.js';
import { type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { ConsultationRow, LawCodeRow } from './consultation.entities.js';
import { methodsThat } from './method.rules.js';

@Injectable()
export class ConsultationsQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
  ) {}

  /** null where there is no such consultation in the legislature */
  consultation(actor: Actor, id: string): Promise<ConsultationRow | null> {
    return this.work.read(scopeOf(actor)).get(ConsultationRow, id);
  }

  /** The rounds of a regulation, oldest first; empty where there is no such regulation here */
  consultationsOf(actor: Actor, regulationId: string): Promise<ConsultationRow[]> {
    return this.work.read(scopeOf(actor)).find(ConsultationRow, { regulationId }, { createdAt: 'ASC' });
  }

  /** A regulation's own code and its variants, in the order they were made; empty where there is none here */
  codesOf(actor: Actor, regulationId: string): Promise<LawCodeRow[]> {
    return this.work.read(scopeOf(actor)).find(LawCodeRow, { regulationId }, { createdAt: 'ASC', code: 'ASC' });
  }

  /** Whose code this is; the code names its own legislature, so this look-up alone is not scoped. */
  async findCode(code: string): Promise<LawCodeRow | null> {
    return this.work.read({ legislatureId: null, accountId: null }).manager.findOneBy(LawCodeRow, { code });
  }

  /**
   * The round of a regulation behind its code that counts now: the one that is open, else the newest one sent out,
   * also where it is suspended or was cancelled since; what was never sent out is nobody's to see.
   */
  async publicRound(reader: Reader, regulationId: string, today: Day): Promise<ConsultationRow | null> {
    const rounds = await reader.find(
      ConsultationRow,
      { regulationId, method: In(methodsThat('openByCode')), issuedAt: Not(IsNull()) },
      { createdAt: 'DESC' },
    );
    return rounds.find((c) => c.state === 'ISSUED' && c.opensOn <= today && today <= c.closesOn) ?? rounds[0] ?? null;
  }

  /** The civil day of the legislature by database time */
  async today(legislatureId: string): Promise<Day> {
    return dayIn(await this.access.zone(legislatureId), await this.access.now());
  }
}
