/** Failures counted by a keyed digest, with a delay that doubles after some free tries. Used for sign-in and for receipt codes. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { upsertAttempt } from '../database/statements.js';
import { Keys, type Purpose } from '../keys/keys.js';

const LONGEST_DELAY = 900;

@Injectable()
export class Attempts {
  constructor(private readonly source: DataSource, private readonly keys: Keys) {}

  /** The digest under which failures are counted: no address or name is stored. */
  key(purpose: Purpose, ...parts: readonly string[]): Buffer {
    return this.keys.mac(purpose, JSON.stringify(['attempt', ...parts]));
  }

  /** Seconds to wait, 0 when a try is free */
  async delay(key: Buffer, freeTries: number): Promise<number> {
    const rows = await this.source.query<{ failures: number; seconds: string }[]>(
      'select failures, extract(epoch from clock_timestamp() - last_at) as seconds from sign_in_attempt where key = $1', [key]);
    const row = rows[0];
    if (!row || row.failures < freeTries) return 0;
    return Math.max(0, Math.ceil(Math.min(LONGEST_DELAY, 2 ** (row.failures - freeTries)) - Number(row.seconds)));
  }

  failed(key: Buffer): Promise<void> {
    return upsertAttempt(this.source.manager, key);
  }

  async succeeded(key: Buffer): Promise<void> {
    await this.source.query('delete from sign_in_attempt where key = $1', [key]);
  }
}
