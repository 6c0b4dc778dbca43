/** 代录 as it is judged: by the day on which something was said, and by where it was heard. */
import { Injectable } from '@nestjs/common';
import { Refusal } from '../../platform/base/refusal.js';
import type { Transaction } from '../../platform/database/scope.js';
import { IntakeStoring } from '../intake-storing.service.js';
import { type IntakePoint, keyOf, type Row, takenOn } from '../intake.rows.js';
import { HeardPlaces } from './heard-places.service.js';

@Injectable()
export class TypedVoices {
  constructor(
    private readonly storing: IntakeStoring,
    private readonly places: HeardPlaces,
  ) {}

  /**
   * Refuses, each alone, what is not taken by its day or by the place where it was heard; a retry of what was stored
   * before is answered all the same.
   */
  async judge(
    tx: Transaction,
    point: IntakePoint,
    ready: readonly (Row | Refusal)[],
    zone: string,
    now: Date,
  ): Promise<(Row | Refusal)[]> {
    const stored = await this.storing.known(
      tx,
      ready.filter((r): r is Row => !(r instanceof Refusal)),
    );
    const known = (r: Row): boolean => stored.has(keyOf(r));
    const inTime = ready.map((r) => {
      if (r instanceof Refusal || known(r)) return r;
      return takenOn(r, zone, now);
    });
    return this.places.find(tx, point, inTime, known);
  }
}
