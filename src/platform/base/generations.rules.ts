/**
 * A bounded memory of very many small things under keys that strangers choose: what was not asked for during one whole
 * generation is forgotten. Each step costs the same, whatever is in it; `LruCache`, which knows exactly what was asked
 * for least recently, walks over all that moved in its Map before it finds it.
 */
export class Generations<V> {
  private young = new Map<string, V>();
  private old = new Map<string, V>();

  /** `size`: of one generation; at most twice as many are remembered */
  constructor(private readonly size: number) {}

  peek(key: string): V | undefined {
    return this.young.get(key) ?? this.old.get(key);
  }

  /** What is remembered under this key, made where nothing is; asking keeps it for a generation more */
  get(key: string, make: () => V): V {
    const known = this.young.get(key);
    if (known !== undefined) return known;
    const value = this.old.get(key) ?? make();
    this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    if (this.young.size >= this.size) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }
}
