/** 本点数字: what a contact point heard, reported, had adopted, and whom it told, by year and by round. */
import { Injectable } from '@nestjs/common';
import { countReported, ReturnsQueries } from '../../comments/index.js';
import { countReleased } from '../../decision/index.js';
import { ContactPointsService } from '../../network/index.js';
import { countByPoint, peopleTold } from '../../opinions/index.js';
import { AccessService } from '../../platform/access/access.service.js';
import type { Actor } from '../../platform/base/actor.js';
import { dayIn } from '../../platform/base/clock.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { roundsOfPoint } from './point-figures.sql.js';
import type { HeardFiguresType, PointFiguresType, RoundFiguresType } from './point-figures.types.js';

@Injectable()
export class PointFiguresQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly points: ContactPointsService,
    private readonly returns: ReturnsQueries,
  ) {}

  /**
   * Of the rounds that opened in a year; without one, of the latest year that has any, else of this one. In a fixed
   * number of queries. null for a contact point that the actor does not act for.
   */
  async ofPoint(actor: Actor, contactPointId: string, year: number | null): Promise<PointFiguresType | null> {
    const reader = this.work.read(scopeOf(actor));
    if (!(await this.points.mayActFor(actor, contactPointId, reader))) return null;
    const all = await roundsOfPoint(reader, contactPointId);
    const years = [...new Set(all.map((r) => r.year))];
    const shown = year ?? years[0] ?? (await this.thisYear(actor));
    const ids = all.filter((r) => r.year === shown).map((r) => r.id);
    const rounds = await this.ofRounds(reader, contactPointId, ids);
    return { contactPointId, year: shown, years, sum: sumOf(rounds), rounds };
  }

  private async ofRounds(
    reader: Reader,
    contactPointId: string,
    consultationIds: readonly string[],
  ): Promise<RoundFiguresType[]> {
    if (consultationIds.length === 0) return [];
    const voices = await countByPoint(reader, consultationIds, [contactPointId]);
    const returned = await this.returns.heardIn(reader, contactPointId, consultationIds);
    const comments = await countReported(reader, consultationIds, [contactPointId]);
    const released = await countReleased(reader, contactPointId, consultationIds);
    const people = await peopleTold(reader, contactPointId, consultationIds);
    return consultationIds.map((consultationId) => {
      const own = <T extends { consultationId: string }>(rows: readonly T[]): T | undefined =>
        rows.find((r) => r.consultationId === consultationId);
      const ended = (outcome: string): number => own(released.filter((r) => r.outcome === outcome))?.count ?? 0;
      const { told = 0, notTold = 0, unreachable = 0 } = people.get(consultationId) ?? {};
      return {
        consultationId,
        // as the letter says it: the figure of the last return, and before there is one what came
        heard: returned.get(consultationId) ?? own(voices)?.count ?? 0,
        reported: own(comments)?.count ?? 0,
        adopted: ended('ADOPTED'),
        partlyAdopted: ended('PARTIALLY_ADOPTED'),
        notAdopted: ended('NOT_ADOPTED'),
        ...{ told, notTold, unreachable },
      };
    });
  }

  private async thisYear(actor: Actor): Promise<number> {
    return Number(dayIn(await this.access.zone(actor.legislatureId), await this.access.now()).slice(0, 4));
  }
}

const NOTHING: HeardFiguresType = {
  ...{ heard: 0, reported: 0, adopted: 0, partlyAdopted: 0, notAdopted: 0, told: 0, notTold: 0, unreachable: 0 },
};
const figures = Object.keys(NOTHING) as (keyof HeardFiguresType)[];

function sumOf(rounds: readonly HeardFiguresType[]): HeardFiguresType {
  const sum = { ...NOTHING };
  for (const round of rounds) for (const figure of figures) sum[figure] += round[figure];
  return sum;
}
