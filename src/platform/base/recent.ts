/** What was read a moment ago, for those who look at it once more before they rely on it. */
import { LruCache } from './lru-cache.js';

/** Milliseconds for which something may be remembered that is judged anew before it is relied on */
export const A_MOMENT = 2000;

export class Recent<V> {
  private readonly known: LruCache<{ at: number; value: Promise<V> }>;

  /** Kept for `ms` milliseconds after it was asked for, and only where `keeps` says so; `capacity` entries */
  constructor(
    private readonly keeps: (value: V) => boolean,
    private readonly ms = A_MOMENT,
    capacity = 2000,
  ) {
    this.known = new LruCache(capacity);
  }

  /** What `read` gave within the last moments; those who ask together share one reading */
  async get(key: string, read: () => Promise<V>): Promise<V> {
    const now = performance.now();
    let isNew = false;
    const make = (): { at: number; value: Promise<V> } => {
      isNew = true;
      return { at: now, value: read() };
    };
    let found = this.known.get(key, make);
    if (!isNew && now - found.at > this.ms) {
      this.known.forget(key);
      found = this.known.get(key, make);
    }
    const forget = (): void => {
      this.known.forget(key);
    };
    const value = await found.value.catch((fault: unknown) => {
      forget();
      throw fault;
    });
    if (!this.keeps(value)) forget();
    return value;
  }

  forget(key: string): void {
    this.known.forget(key);
  }
}
