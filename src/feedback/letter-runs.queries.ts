/** How far runs have come, and what they left alone. */
import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { isOffice } from '../platform/access/permissions.js';
import { ContactPointsService } from '../network/index.js';
import type { RefusedItem } from '../platform/api/bulk.js';
import type { Actor } from '../platform/base/actor.js';
import { isId, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { LetterRow, LetterRunItemRow, LetterRunRow } from './feedback.entities.js';
import { LetterRuns } from './letter-runs.service.js';

export interface RefusedLetter extends RefusedItem {
  /** the contact point it was to go to, or has it; null where there is none here */
  addressee: string | null;
}

@Injectable()
export class LetterRunsQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
    private readonly runs: LetterRuns,
  ) {}

  /** null where there is none here, or the actor is not of the office */
  async run(actor: Actor, id: string): Promise<LetterRunRow | null> {
    return isOffice(actor.roles) ? this.work.read(scopeOf(actor)).get(LetterRunRow, id) : null;
  }

  /** The last one of a consultation, whatever it does and whoever started it; null as `run` */
  async last(actor: Actor, consultationId: string): Promise<LetterRunRow | null> {
    if (!isOffice(actor.roles)) return null;
    const order = { at: 'DESC', id: 'DESC' } as const;
    return (await this.work.read(scopeOf(actor)).find(LetterRunRow, { consultationId }, order, 1))[0] ?? null;
  }

  /** How many of a run are done, and how many it left alone; the rest is still to come */
  async progress(actor: Actor, runId: string): Promise<{ done: number; left: number }> {
    const reader = this.work.read(scopeOf(actor));
    const [done, left] = await Promise.all([
      reader.count(LetterRunItemRow, { runId, letterId: Not(IsNull()) }),
      reader.count(LetterRunItemRow, { runId, code: Not(IsNull()) }),
    ]);
    return { done, left };
  }

  /** Whether nobody goes on with it although something is left to do */
  standsStill(actor: Actor, runId: string): Promise<boolean> {
    return this.runs.standsStill(this.work.read(scopeOf(actor)), runId);
  }

  /** What a run left alone so far, with the reason of each, in the order asked for */
  async refused(actor: Actor, run: Pick<LetterRunRow, 'id' | 'act'>): Promise<RefusedLetter[]> {
    const reader = this.work.read(scopeOf(actor));
    const rows = await reader.find(LetterRunItemRow, { runId: run.id, code: Not(IsNull()) }, { ordinal: 'ASC' });
    const subjects = rows.map((r) => r.subject).filter(isId);
    const letters =
      run.act === 'COMPOSE' ? [] : (await reader.byIds(LetterRow, subjects)).filter((letter) => letter !== null);
    const pointOf = new Map(letters.map((l) => [l.id, l.contactPointId]));
    const points = await this.points.byIds(reader, run.act === 'COMPOSE' ? subjects : [...new Set(pointOf.values())]);
    return rows.map(({ subject, code, message }) => ({
      id: subject,
      code: code ?? '',
      message: message ?? '',
      addressee: points.get(pointOf.get(subject) ?? subject)?.name ?? null,
    }));
  }
}
