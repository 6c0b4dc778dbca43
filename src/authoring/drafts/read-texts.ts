/** The lines of imported texts with what they were read as, remembered: a long text is shown page by page. */
import { type LineReading, readLines, splitLines } from '../../articles/index.js';
import { LruCache } from '../../platform/base/lru-cache.js';
import type { DraftTextRow } from './draft.entities.js';

/** Texts remembered: those that are being checked at the same time; a text has at most 2,000,000 characters */
export const TEXTS_KEPT = 8;

export interface ReadLine {
  reading: LineReading;
  text: string;
}

export class ReadTexts {
  private readonly known = new LruCache<readonly ReadLine[]>(TEXTS_KEPT);

  /** Every line of a text; whoever changes a text gives its draft another version. */
  of({ id, version, sourceText }: Pick<DraftTextRow, 'id' | 'version' | 'sourceText'>): readonly ReadLine[] {
    return this.known.get(`${id} ${version}`, () => {
      const lines = splitLines(sourceText);
      return readLines(lines).map((reading, at) => ({ reading, text: lines[at]?.text ?? '' }));
    });
  }
}
