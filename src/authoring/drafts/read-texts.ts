/** The lines of imported texts with what they were read as, remembered: a long text is shown page by page. */
import { type LineReading, splitLines } from '../../articles/index.js';
import { LruCache } from '../../platform/base/lru-cache.js';
import type { Engine } from '../engine/engine.js';
import type { DraftTextRow } from './draft.entities.js';

/** Texts remembered: those that are being checked at the same time; a text has at most 2,000,000 characters */
export const TEXTS_KEPT = 8;

export interface ReadLine {
  reading: LineReading;
  text: string;
}

export class ReadTexts {
  private readonly known = new LruCache<Promise<readonly ReadLine[]>>(TEXTS_KEPT);

  constructor(private readonly engine: Pick<Engine, 'run'>) {}

  /** Every line of a text; whoever changes a text gives its draft another version. */
  of({ id, version, sourceText }: Pick<DraftTextRow, 'id' | 'version' | 'sourceText'>): Promise<readonly ReadLine[]> {
    const key = `${id} ${version}`;
    return this.known.get(key, () => {
      const read = this.read(sourceText);
      // what was given up is tried again by whoever asks next
      read.catch(() => this.known.forget(key));
      return read;
    });
  }

  private async read(sourceText: string): Promise<readonly ReadLine[]> {
    const readings = await this.engine.run('readingsOf', sourceText);
    const lines = splitLines(sourceText);
    return readings.map((reading, at) => ({ reading, text: lines[at]?.text ?? '' }));
  }
}
