/**
 * Work that takes a processor for long, some of it at once, the rest in turn: those who are known go first, and
 * strangers by where they come from, one of each place after the other, so that a storm from one place makes nobody
 * else wait. What may wait is bounded; whoever comes then is told so at once.
 */
import { QueueFull } from './batching.js';

export interface TurnsOptions {
  atOnce: number;
  /** that may wait: of those who are known, of strangers, and of strangers from one place */
  known: number;
  strangers: number;
  ofOnePlace: number;
}

/** null: somebody who is known */
export type Place = string | null;

export class Turns {
  private running = 0;
  private waiting = 0;
  private readonly first: (() => void)[] = [];
  /** in the order in which each place has its next turn */
  private readonly places = new Map<string, (() => void)[]>();

  constructor(private readonly options: TurnsOptions) {}

  /** @throws QueueFull where too many wait */
  async take<T>(from: Place, work: () => Promise<T>): Promise<T> {
    if (this.running < this.options.atOnce) this.running++;
    else await this.wait(from);
    try {
      return await work();
    } finally {
      this.next();
    }
  }

  private wait(from: Place): Promise<void> {
    const { known, strangers, ofOnePlace } = this.options;
    const line = from === null ? this.first : (this.places.get(from) ?? []);
    const isFull = from === null ? line.length >= known : line.length >= ofOnePlace || this.waiting >= strangers;
    if (isFull) return Promise.reject(new QueueFull());
    if (from !== null) {
      this.places.set(from, line);
      this.waiting++;
    }
    return new Promise((go) => line.push(go));
  }

  /** The turn is handed over, never given back in between: whoever comes at that moment would have it too. */
  private next(): void {
    const go = this.first.shift() ?? this.ofNextPlace();
    if (go) go();
    else this.running--;
  }

  private ofNextPlace(): (() => void) | undefined {
    const [next] = this.places;
    if (!next) return undefined;
    const [place, line] = next;
    const go = line.shift();
    this.waiting--;
    // it stands last now, or nowhere
    this.places.delete(place);
    if (line.length > 0) this.places.set(place, line);
    return go;
  }
}
