/** 节假日、调休 as they are read, and what they make of the days of a round. */
import { Injectable } from '@nestjs/common';
import { Between } from 'typeorm';
import { AccessService } from '../platform/access/access.service.js';
import type { Actor } from '../platform/base/actor.js';
import { addDays, type Day, isDay } from '../platform/base/clock.js';
import { type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { type ConsultationRow, WorkingDayExceptionRow } from './consultation.entities.js';
import { ConsultationsQueries } from './consultations.queries.js';
import { type KnownDays, kindsOf, type Minimum, type Window, warningsOf, workingDaysLeft } from './window.rules.js';
import { daysOf } from './consultation.rules.js';
import { betterLastDay, workingDaysIn, yearsWithout } from './working-days.rules.js';
import { yearsKnown } from './working-days.sql.js';

/** The longest span of days that is read at once */
export const DAYS_ASKED = 800;
/** A better last day may lie as far behind a window: over the longest break, and a week on */
const DAYS_BEHIND = 30;

/** What the days of a round come to */
export interface JudgedWindow {
  days: number;
  workingDays: number;
  betterLastDay: Day | null;
  warnings: string[];
  missingYears: number[];
  kinds: ReturnType<typeof kindsOf>;
}

@Injectable()
export class WorkingDaysQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly rounds: ConsultationsQueries,
  ) {}

  /** Days of a span that are not as the week has them, in their order; at most DAYS_ASKED days on */
  async exceptions(actor: Actor, from: Day, to: Day): Promise<WorkingDayExceptionRow[]> {
    return isDay(from) && isDay(to) ? this.rowsOf(this.work.read(scopeOf(actor)), from, endOf(from, to)) : [];
  }

  /** The years that a span of days touches and of which no notice is known */
  async missingYears(actor: Actor, from: Day, to: Day): Promise<number[]> {
    if (!isDay(from) || !isDay(to)) return [];
    const reader = this.work.read(scopeOf(actor));
    return yearsWithout(from, endOf(from, to), await yearsKnown(reader.manager, reader.legislatureId));
  }

  /** What is known of a span of days, for whoever judges days by it */
  async known(reader: Reader, from: Day, to: Day): Promise<KnownDays> {
    const rows = await this.rowsOf(reader, from, to);
    return {
      holidays: rows.filter((r) => r.kind === 'HOLIDAY').map((r) => r.day),
      worked: rows.filter((r) => r.kind === 'WORKED').map((r) => r.day),
      names: new Map(rows.map((r) => [r.day, r.name])),
      years: await yearsKnown(reader.manager, reader.legislatureId),
    };
  }

  /** A window that somebody thinks of; null where it is none */
  async judge(actor: Actor, window: Window): Promise<JudgedWindow | null> {
    if (!isDay(window.opensOn) || !isDay(window.closesOn) || window.closesOn < window.opensOn) return null;
    const legislature = await this.access.legislature(actor.legislatureId ?? '');
    if (!legislature) return null;
    const closesOn = endOf(window.opensOn, window.closesOn);
    const known = await this.known(
      this.work.read(scopeOf(actor)),
      addDays(window.opensOn, -DAYS_BEHIND),
      addDays(closesOn, DAYS_BEHIND),
    );
    return {
      days: daysOf(window.opensOn, window.closesOn),
      workingDays: workingDaysIn(window.opensOn, closesOn, known),
      betterLastDay: betterLastDay(window.closesOn, known),
      warnings: warningsOf({ ...window, closesOn }, legislature, known),
      missingYears: yearsWithout(window.opensOn, closesOn, known.years),
      kinds: kindsOf(window.opensOn, closesOn, known),
    };
  }

  /** Of each of these rounds its warnings and how many working days it has left, in the order asked for */
  async ofRounds(
    actor: Actor,
    rounds: readonly ConsultationRow[],
  ): Promise<{ warnings: string[]; left: number | null }[]> {
    const legislature: Minimum | null = await this.access.legislature(actor.legislatureId ?? '');
    if (!legislature || rounds.length === 0) return rounds.map(() => ({ warnings: [], left: null }));
    const reader = this.work.read(scopeOf(actor));
    const today = await this.rounds.today(reader.legislatureId);
    const years = await yearsKnown(reader.manager, reader.legislatureId);
    // a year of rounds has some forty such days, so that each looks at all of them
    const first = rounds.map((r) => r.opensOn).reduce((a, b) => (a < b ? a : b));
    const last = rounds.map((r) => r.closesOn).reduce((a, b) => (a > b ? a : b));
    const rows = await this.rowsOf(reader, addDays(first, -DAYS_BEHIND), addDays(last, DAYS_BEHIND));
    const of = (kind: WorkingDayExceptionRow['kind']): Day[] => rows.filter((r) => r.kind === kind).map((r) => r.day);
    const names = new Map(rows.map((r) => [r.day, r.name]));
    const known: KnownDays = { holidays: of('HOLIDAY'), worked: of('WORKED'), names, years };
    return rounds.map((round) => {
      const closesOn = endOf(round.opensOn, round.closesOn);
      return {
        warnings: warningsOf({ ...round, closesOn }, legislature, known),
        left: endOf(today, round.closesOn) === round.closesOn ? workingDaysLeft(round.closesOn, today, known) : null,
      };
    });
  }

  private rowsOf(reader: Reader, from: Day, to: Day): Promise<WorkingDayExceptionRow[]> {
    return reader.find(WorkingDayExceptionRow, { day: Between(from, to) }, { day: 'ASC' });
  }
}

/** The last day that is looked at: a window of centuries is judged by its beginning */
const endOf = (from: Day, to: Day): Day => {
  const end = addDays(from, DAYS_ASKED);
  return to > end ? end : to;
};
