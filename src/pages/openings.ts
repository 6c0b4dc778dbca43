/** What law codes lead to, for all who ask: read anew at each open, and in a storm at most two seconds old. */
import { Injectable, Optional } from '@nestjs/common';
import { Batching } from '../platform/base/batching.js';
import { LruCache } from '../platform/base/lru-cache.js';
import { A_MOMENT, Recent } from '../platform/base/recent.js';
import { type Scope, UnitOfWork } from '../platform/database/scope.js';
import { type Opening, type OpenText, readOpenings, readOpenTexts } from './openings.sql.js';
import { Pace } from './pace.rules.js';

/** The scope of who asks for a code: it says its legislature itself */
const NOBODY: Scope = { legislatureId: null, accountId: null };

/** Opens of one second from which on it is a storm, as after a broadcast */
export const STORM = 200;
/** Milliseconds after which what is kept in a storm is read again beforehand, and for which such codes gather */
const READ_AGAIN = A_MOMENT / 2;
const GATHER = 100;

/** What is kept of codes */
const KEPT_BYTES = 16e6;

interface Kept {
  /** when it was asked for, in milliseconds of this process */
  at: number;
  /** null where there is no such code */
  opening: Opening | null;
}

/** What stands behind a code, and for how many seconds it may have been so no longer: none, or the two of a storm */
export interface Told {
  opening: Opening | null;
  age: number;
}

@Injectable()
export class Openings {
  private readonly kept = new LruCache<Kept>(KEPT_BYTES, ({ opening }) => bytesOf(opening));
  private readonly pace: Pace;
  private readonly together = new Batching<string, Opening | null>({
    work: (codes) => this.read(codes),
    most: 500,
    flights: 1,
    waiting: 10_000,
    divides: () => false,
  });
  private readonly due = new Set<string>();
  private readonly texts = new Recent<OpenText[]>(() => true);

  /** `now` tells milliseconds that never go back */
  constructor(
    private readonly work: UnitOfWork,
    @Optional() storm = STORM,
    @Optional() private readonly now = (): number => performance.now(),
  ) {
    this.pace = new Pace(storm);
  }

  /** What is open to everybody today, as it was up to two seconds ago; at most `most`, and what closes first first */
  openTexts(most: number): Promise<OpenText[]> {
    return this.texts.get(String(most), () => readOpenTexts(this.work.read(NOBODY).manager, most));
  }

  /**
   * Read anew; whoever asks while a statement is under way shares the next one. In a storm a code that was asked for
   * within the last two seconds is told as it was then, and read again meanwhile, with others by one statement.
   */
  async of(code: string): Promise<Told> {
    const now = this.now();
    if (!this.pace.isStorm(now)) return { opening: await this.ofNow(code), age: 0 };
    const kept = this.kept.peek(code);
    if (!kept || now - kept.at > A_MOMENT) return { opening: await this.ofNow(code), age: 0 };
    if (now - kept.at > READ_AGAIN) this.readSoon(code);
    return { opening: kept.opening, age: A_MOMENT / 1000 };
  }

  /** Read anew, whatever goes on */
  ofNow(code: string): Promise<Opening | null> {
    return this.together.do('', code);
  }

  private readSoon(code: string): void {
    if (this.due.size === 0)
      setTimeout(() => {
        const codes = [...this.due];
        this.due.clear();
        // where it fails, those who ask when the moment is over are told
        this.read(codes).catch(() => undefined);
      }, GATHER).unref();
    this.due.add(code);
  }

  private async read(asked: readonly string[]): Promise<(Opening | null)[]> {
    const at = this.now();
    const codes = [...new Set(asked)];
    const by = new Map((await readOpenings(this.work.read(NOBODY).manager, codes)).map((o) => [o.code, o]));
    for (const code of codes) this.kept.set(code, { at, opening: by.get(code) ?? null });
    return asked.map((code) => by.get(code) ?? null);
  }
}

/** Letters, and what stands around them */
function bytesOf(opening: Opening | null): number {
  const told = [...(opening?.opened?.changes ?? []), ...(opening?.opened?.corrections ?? [])];
  const said = 4 * JSON.stringify(opening?.opened?.said ?? null).length;
  return told.reduce((n, x) => n + 500 + 2 * (x.reason.length + ('stands' in x ? x.stands.length : 0)), 2000 + said);
}
