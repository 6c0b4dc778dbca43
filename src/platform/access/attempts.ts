/** Failed sign-ins counted by a keyed digest, with a delay that doubles after some free tries. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Keys, type Purpose } from '../database/keys/keys.js';
import { pruneAttempts, takeAttempt } from './sign-in.sql.js';

const LONGEST_DELAY = 900;
/** so many keys are remembered; a process clears up after so many tries */
const KEYS_STORED = 100_000;
const TRIES_BETWEEN_PRUNING = 500;

@Injectable()
export class Attempts {
  private taken = 0;

  constructor(
    private readonly source: DataSource,
    private readonly keys: Keys,
  ) {}

  /** The digest under which failures are counted: no address or name is stored. */
  key(purpose: Purpose, ...parts: readonly string[]): Buffer {
    return this.keys.mac(purpose, JSON.stringify(['attempt', ...parts]));
  }

  /**
   * Takes one try. 0: it is free, and counted as a failure until `succeeded` or `undo` says otherwise, in one
   * statement, so that a hundred guesses at once do not all pass; else the seconds to wait.
   */
  async take(key: Buffer, freeTries: number): Promise<number> {
    if (++this.taken % TRIES_BETWEEN_PRUNING === 0) await this.prune();
    return takeAttempt(this.source.manager, key, freeTries, LONGEST_DELAY);
  }

  /** Whoever makes the oldest keys fall out has tried a hundred thousand times for it; nobody waits longer by it. */
  prune(most = KEYS_STORED): Promise<void> {
    return pruneAttempts(this.source.manager, most);
  }

  /** The person was right: everything counted against this key is forgotten. */
  async succeeded(key: Buffer): Promise<void> {
    await this.source.query('delete from sign_in_attempt where key = $1', [key]);
  }

  /** This one try was right, and says nothing about the others */
  async undo(key: Buffer): Promise<void> {
    await this.source.query('update sign_in_attempt set failures = greatest(failures - 1, 0) where key = $1', [key]);
  }
}
