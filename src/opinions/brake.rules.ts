/**
 * The brake on opinions 群众原话: how many come from one form, from one address under one code, from one address and
 * under one code, before they are asked to wait. It holds up one machine, and nobody else: the bounds of an address are
 * those of a village or a hall behind it. Nothing is refused for good and no word is lost; whoever is asked to wait has
 * a place in the line, and is taken when its time has come. Counts are of one process.
 */
import { Generations } from '../platform/base/generations.rules.js';

/** So many at once, and one more after each `every` milliseconds */
interface Pace {
  burst: number;
  every: number;
}

export type Paces = Readonly<Record<keyof From, Pace>>;
export const paces: Paces = {
  form: { burst: 5, every: 10_000 },
  addressOfCode: { burst: 600, every: 500 },
  address: { burst: 1200, every: 250 },
  code: { burst: 10_000, every: 10 },
};

/** Nobody is asked to wait longer, in milliseconds */
export const LONGEST_WAIT = 600_000;
const LINES = 100_000;

/** Where an opinion comes from */
export interface From {
  /** the form it was written in, by its nonce; null where there is none */
  form: string | null;
  addressOfCode: string;
  address: string;
  code: string;
}

interface Line {
  /** when the last one of this line would have come at its pace, in milliseconds */
  at: number;
}

export class Brake {
  private readonly lines = new Generations<Line>(LINES);

  /** `now` tells milliseconds that never go back */
  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly limits: Paces = paces,
  ) {}

  /**
   * Milliseconds until one more may come; 0: it may now, and is counted. With `holds` whoever waits has a place in each
   * line, so that those who come after wait longer; without, it only asks.
   */
  take(from: From, holds: boolean): number {
    const lines = this.linesOf(from);
    const now = this.now();
    const wait = Math.max(...lines.map(({ line, burst, every }) => line.at - (burst - 1) * every - now), 0);
    if (wait === 0 || holds)
      for (const { line, burst, every } of lines) {
        const next = Math.max(line.at, now) + every;
        if (next - burst * every - now <= LONGEST_WAIT) line.at = next;
      }
    return Math.min(wait, LONGEST_WAIT);
  }

  private linesOf(from: From): (Pace & { line: Line })[] {
    return (Object.keys(this.limits) as (keyof From)[]).flatMap((kind) => {
      const value = from[kind];
      const make = (): Line => ({ at: 0 });
      return value === null ? [] : [{ ...this.limits[kind], line: this.lines.get(`${kind} ${value}`, make) }];
    });
  }
}
