/**
 * A bounded memory of answers whose key says everything they depend on, so that nothing in it can be out of date. The
 * one that was asked for least recently goes first.
 */
export class LruCache<V> {
  private readonly known = new Map<string, V>();

  /** `capacity`: entries, at least 1 */
  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.known.size;
  }

  /** The answer of this key, made where it is not known. What `make` throws goes on, and nothing is remembered. */
  get(key: string, make: () => V): V {
    const found = this.known.get(key);
    const answer = found ?? make();
    this.known.delete(key); // the one asked for last stands last
    this.known.set(key, answer);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= this.capacity) break;
      this.known.delete(oldest);
    }
    return answer;
  }

  forget(key: string): void {
    this.known.delete(key);
  }
}
