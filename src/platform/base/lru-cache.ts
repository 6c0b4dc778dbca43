/**
 * Answers kept in memory by a key that says everything they depend on, so nothing kept can be out of date; the oldest
 * goes first.
 */
export class LruCache<V> {
  private readonly known = new Map<string, V>();

  constructor(private readonly most: number) {}

  get(key: string, make: () => V): V {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const made = make();
    this.known.set(key, made);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= this.most) break;
      this.known.delete(oldest);
    }
    return made;
  }

  forget(key: string): void {
    this.known.delete(key);
  }
}
