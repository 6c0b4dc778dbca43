/**
 * 回执码 that are tried and lead nowhere. A right code is answered whoever else is behind the same address, a village
 * or a company: what slows a guesser down is that wrong answers take their time, and that an address is told so many
 * answers a second. With fifteen random digits and a million receipts that is about one hit a year (ADR 29).
 */
import { Generations } from '../platform/base/generations.rules.js';

/** Wrong codes of an address before a wrong answer takes its time; forgotten after a while without one */
const FREE = 20;
const FORGOTTEN_MS = 900_000;
/** How long a wrong answer takes then */
const HELD_MS = 1000;
/** Look-ups of one address: at once, and a second */
const AT_ONCE = 100;
const PER_SECOND = 50;
/** Wrong answers that are held at one moment, in one process */
const MOST_HELD = 2000;
const ADDRESSES = 50_000;

interface Known {
  misses: number;
  lastMiss: number;
  /** look-ups it may still have, as of `filled` */
  room: number;
  filled: number;
}

export class Guesses {
  private readonly known = new Generations<Known>(ADDRESSES);
  private held = 0;

  /** `now` tells milliseconds that never go back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether this address may look up one more: always, but for one that does it by the hundred */
  mayLookUp(address: string): boolean {
    const of = this.of(address);
    of.room = Math.min(AT_ONCE, of.room + ((this.now() - of.filled) / 1000) * PER_SECOND);
    of.filled = this.now();
    if (of.room < 1) return false;
    of.room--;
    return true;
  }

  /** Counts a wrong code, and gives the milliseconds its answer takes; null where too many are held already */
  missed(address: string): number | null {
    const of = this.of(address);
    of.misses++;
    of.lastMiss = this.now();
    if (of.misses <= FREE) return 0;
    if (this.held >= MOST_HELD) return null;
    return HELD_MS;
  }

  async hold(ms: number, wait: (ms: number) => Promise<unknown>): Promise<void> {
    this.held++;
    try {
      await wait(ms);
    } finally {
      this.held--;
    }
  }

  private of(address: string): Known {
    const now = this.now();
    const of = this.known.get(address, () => ({ misses: 0, lastMiss: now, room: AT_ONCE, filled: now }));
    if (now - of.lastMiss > FORGOTTEN_MS) of.misses = 0;
    return of;
  }
}
