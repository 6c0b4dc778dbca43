/** What a reader of one instruction remembers from one order to the next. */
import type { Cursor, QuoteList } from './cursor.js';
import { type Operation, type Place } from './operations.js';
import { lawPlace } from './places.js';
import { quoteIndexes, type Quoted } from './quotes.js';

/** An order that may wait for 作为第N条 or for its text. */
export type Waiting = Extract<Operation, { text: Quoted[] }>;

export class State {
  operations: Operation[] = [];
  pending: Waiting | null = null;
  /** what was spoken of: the places that an order without places of its own is about */
  scope: Place[];
  /** the places that 修改为 without any words before it gives a new content */
  whole: Place[] | null;
  /** 单独作为一条, or moved: what the next number is for */
  alone: Place[] | null = null;
  /** 移至第六条, 并入第七条: the article in force that takes it */
  into: Place | null = null;
  /** a place was named and no order has used it yet */
  open = false;
  /** the places below are listed in the numbered lines that follow */
  listed = false;
  context: Place | null;
  /** 除第四条外: what the orders about words up to the full stop leave alone */
  except: Place[] | null = null;

  constructor(
    readonly cursor: Cursor,
    readonly quotes: QuoteList<Quoted>,
    context: Place | null,
  ) {
    this.context = context;
    this.scope = context ? [context] : [];
    this.whole = context ? [context] : null;
  }

  /** Names a place as the subject. False where the one before it was named for nothing. */
  speakOf(places: Place[]): boolean {
    if (this.open && !places.every((place) => this.scope.some((above) => inside(place, above)))) return false;
    this.scope = places;
    this.whole = places;
    this.open = true;
    const last = places[places.length - 1];
    if (last && ((last.kind === 'article' && last.article !== null) || last.kind === 'preamble'))
      this.context = { ...last, stretch: null };
    return true;
  }

  push(operation: Operation, whole: Place[] | null = null): true {
    const { except } = this;
    this.operations.push(except !== null && isAboutWords(operation) ? { ...operation, except } : operation);
    this.whole = whole;
    this.open = false;
    return true;
  }

  begin(operation: Waiting): void {
    this.push(operation);
    this.pending = operation;
  }

  supply(text: Quoted[]): true {
    if (this.pending) this.pending.text = [...this.pending.text, ...text];
    return true;
  }

  /** The places spoken of; where none was, the whole law. */
  places(): Place[] {
    return this.scope.length > 0 ? this.scope : [lawPlace()];
  }

  /** The one place spoken of; null where there are several or none. */
  onePlace(): Place | null {
    return this.scope.length === 1 ? (this.scope[0] ?? null) : null;
  }

  textOf(text: string): Quoted[] {
    return quoteIndexes(text).flatMap((index) => this.quotes.get(index) ?? []);
  }

  wordsOf(text: string): string[] {
    return this.textOf(text).map(textJoined);
  }

  /** Tries a reading of the next order; where it says false everything is as it was. */
  tries(reading: () => boolean): boolean {
    const { scope, whole, alone, into, open, context, pending, except } = this;
    const count = this.operations.length;
    if (this.cursor.tries(reading)) return true;
    Object.assign(this, { scope, whole, alone, into, open, context, pending, except });
    this.operations.length = count;
    return false;
  }
}

type AboutWords = Extract<Operation, { op: 'replaceWords' | 'deleteWords' }>;
export const isAboutWords = (o: Operation): o is AboutWords => o.op === 'replaceWords' || o.op === 'deleteWords';

export function textJoined(quoted: Quoted): string {
  return quoted.lines.map((line) => line.text).join('\n');
}

/** Whether a place is part of another one, or the same. */
export function inside(place: Place, above: Place): boolean {
  if (above.kind === 'law') return true;
  if (place.kind !== above.kind) return false;
  if (above.kind === 'annex') return above.annex === null || place.annex === above.annex;
  if (above.kind === 'heading') return JSON.stringify(place.heading) === JSON.stringify(above.heading);
  if (above.kind === 'title') return true;
  return (
    place.article?.number === above.article?.number &&
    place.article?.sub === above.article?.sub &&
    (above.paragraph === null || place.paragraph === above.paragraph) &&
    (above.item === null || place.item === above.item) &&
    (above.subitem === null || place.subitem === above.subitem) &&
    (above.sentence === null || place.sentence === above.sentence) &&
    (above.stretch === null || JSON.stringify(place.stretch) === JSON.stringify(above.stretch))
  );
}
