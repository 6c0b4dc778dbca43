/**
 * A bounded memory of answers whose key says everything they depend on, so that nothing in it can be out of date. The
 * one that was asked for least recently goes first.
 */
export class LruCache<V> {
  private readonly known = new Map<string, { value: V; weight: number }>();
  private held = 0;

  /** `capacity`: what all of them may weigh together; an entry weighs one where nothing else is said */
  constructor(
    private readonly capacity: number,
    private readonly weigh: (value: V) => number = () => 1,
  ) {}

  get size(): number {
    return this.known.size;
  }

  /** What is held now, in the unit of the capacity */
  get weight(): number {
    return this.held;
  }

  /**
   * The answer of this key, made where it is not known. What `make` throws goes on, and nothing is remembered. An
   * answer that alone weighs more than all may is given and not remembered.
   */
  get(key: string, make: () => V): V {
    const found = this.known.get(key);
    if (!found) {
      const value = make();
      this.set(key, value);
      return value;
    }
    this.known.delete(key); // the one asked for last stands last
    this.known.set(key, found);
    return found.value;
  }

  /** The answer of this key where it is known; asking so does not keep it longer */
  peek(key: string): V | undefined {
    return this.known.get(key)?.value;
  }

  /** Remembers an answer in place of the one before */
  set(key: string, value: V): void {
    this.forget(key);
    const weight = this.weigh(value);
    this.known.set(key, { value, weight });
    this.held += weight;
    this.makeRoom();
  }

  /** Weighs an answer again that became heavier since, if it is still the one that is kept */
  weighAgain(key: string, value: V): void {
    const found = this.known.get(key);
    if (found?.value !== value) return;
    this.held += this.weigh(value) - found.weight;
    found.weight = this.weigh(value);
    this.makeRoom();
  }

  forget(key: string): void {
    const found = this.known.get(key);
    if (!found) return;
    this.known.delete(key);
    this.held -= found.weight;
  }

  private makeRoom(): void {
    for (const oldest of this.known.keys()) {
      if (this.held <= this.capacity) break;
      this.forget(oldest);
    }
  }
}
