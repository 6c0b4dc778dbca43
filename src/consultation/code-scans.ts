/** 扫码: how often the page of a code was opened. Readers never wait for it, and nothing is known of them. */
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Actor } from '../platform/base/actor.js';
import { describeFault, type Log, trace } from '../platform/base/log.js';
import { LOG } from '../platform/base/log.token.js';
import { scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { addScans, scansByDay, type ScansOfDay, scansOf } from './code-scans.sql.js';
import { type ConsultationRow, LawCodeRow } from './consultation.entities.js';

/** Between the first open that is not written and its being written */
const GATHER_MS = 3_000;
/** Codes whose counts wait at most, while the database cannot be written; what is more is not counted */
const CODES_WAITING = 10_000;

export interface RoundScans {
  total: number;
  /** codes that were opened at all */
  codes: number;
  days: ScansOfDay[];
  places: { lawCode: LawCodeRow; count: number; days: ScansOfDay[] }[];
}

@Injectable()
export class CodeScans implements OnApplicationShutdown {
  private counts = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly work: UnitOfWork,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Counts one for a code that exists; written a little later, with others. */
  note(code: string): void {
    if (!this.counts.has(code) && this.counts.size >= CODES_WAITING) return;
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
    this.timer ??= setTimeout(() => void this.write(), GATHER_MS).unref();
  }

  /** Until what was noted so far is written; what cannot be written waits for the next time. */
  write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.writeNow());
    return this.writing;
  }

  private async writeNow(): Promise<void> {
    const counts = this.counts;
    if (counts.size === 0) return;
    this.counts = new Map();
    try {
      const { manager } = this.work.read({ legislatureId: null, accountId: null });
      await trace.run({ requestId: 'scans', lane: 'jobs' }, () => addScans(manager, counts));
    } catch (fault) {
      this.log.warn({ fault: describeFault(fault) }, 'scans were not written');
      for (const [code, n] of counts) this.counts.set(code, (this.counts.get(code) ?? 0) + n);
    }
  }

  /** Opens of all codes of the regulation on the days of a round, and the `most` codes that were opened most */
  async ofRound(actor: Actor, round: ConsultationRow, most: number): Promise<RoundScans> {
    const reader = this.work.read(scopeOf(actor));
    const scans = await scansOf(reader.manager, reader.legislatureId, round);
    const shown = scans.slice(0, most);
    const ids = shown.map((s) => s.lawCodeId);
    const codes = await reader.byIds(LawCodeRow, ids);
    const { all, byCode } = await scansByDay(reader.manager, reader.legislatureId, round, ids);
    return {
      total: scans.reduce((sum, s) => sum + s.count, 0),
      codes: scans.length,
      days: all,
      places: shown.flatMap(({ count, lawCodeId }, at) =>
        codes[at] ? [{ lawCode: codes[at], count, days: byCode.get(lawCodeId) ?? [] }] : [],
      ),
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.write();
  }
}
