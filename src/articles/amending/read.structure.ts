/** Orders about whole 条 款 项 章: new text, added, divided, merged, moved, given another number. */
import { parseNumeral } from '../text/numeral.js';
import * as say from './grammar.js';
import type { Operation, Place, Unit } from './operations.js';
import { readPlaces } from './places.js';
import { inside, type State } from './state.js';
import { bookTitle } from './titles.js';

type Own = (title: string) => boolean;

const UNITS: Readonly<Record<string, Unit>> = {
  条: 'article',
  款: 'paragraph',
  自然段: 'paragraph',
  项: 'item',
  目: 'subitem',
  章: 'chapter',
  节: 'section',
  编: 'part',
};

/** What a place names in the end: 第三条第二款 a 款. Null for a sentence, a title, an annex. */
export function unitOf(place: Place): Unit | null {
  if (place.heading) return place.heading.level;
  if (place.kind !== 'article' || place.sentence !== null || place.stretch !== null) return null;
  if (place.subitem !== null) return 'subitem';
  if (place.item !== null) return 'item';
  return place.paragraph !== null ? 'paragraph' : place.article ? 'article' : null;
}

const isHeading = (unit: Unit): boolean => !['article', 'paragraph', 'item', 'subitem'].includes(unit);

/** Whether an order makes a chapter, that may be given a name. */
export const isOfHeading = (o: Operation): boolean =>
  (o.op === 'insert' && isHeading(o.unit)) || (o.op === 'merge' && o.from.every((place) => place.kind === 'heading'));

/** 增加一条, 第四条第一款后增加两款 */
export function insertion(state: State, own: boolean, ours: Own): boolean {
  const m = state.cursor.eat(say.INSERT);
  if (!m) return false;
  const unit = UNITS[m[3] ?? ''] ?? 'article';
  const count = m[2] === undefined ? 1 : parseNumeral(m[2]);
  const side = m[1];
  const named = state.onePlace() ?? (state.scope.length === 0 ? state.context : null);
  // behind 条首修改为…… the list is meant, and no part of a sentence
  const place = named && !own ? { ...named, sentence: null, stretch: null } : named;
  if (count === null || count < 1 || (own && place === null) || (side !== undefined && !own)) return false;
  if (own && place !== null && !standsWith(unit, place, side)) return false;
  const whole = place?.kind === 'law';
  const into = whole || (unit === 'article' && !own) ? null : place;
  state.begin({
    op: 'insert',
    unit,
    count,
    into: side !== undefined && unit === 'article' ? null : into,
    after: side === undefined ? null : place,
    before: side === '前',
    to: [],
    text: [],
  });
  return tail(state, ours);
}

/** Whether a 条 款 项 can be added in, behind or before a place. */
function standsWith(unit: Unit, place: Place, side: string | undefined): boolean {
  const at = unitOf(place);
  if (place.kind === 'law') return side === undefined;
  if (isHeading(unit)) return at !== null && isHeading(at) && (side !== '前' || at === unit);
  if (unit === 'article')
    return side === undefined ? at !== null && (isHeading(at) || at === 'article') : at === 'article';
  if (unit === 'subitem') return side === undefined && at === 'item';
  if (at === null || isHeading(at) || at === 'subitem') return false;
  if (unit === 'paragraph') return at === 'paragraph' ? side !== undefined : at === 'article' && side !== '前';
  return at === 'item' ? side !== undefined : side !== '前';
}

/** 增加第二十条：⟨0⟩; 第四条增加第二款：⟨0⟩ where the article was named before it (`own`) */
export function insertionNamed(state: State, own = false): boolean {
  const { cursor } = state;
  if (own && state.onePlace() === null) return false;
  cursor.eat(say.INSERT_NAMED);
  const found = readPlaces(cursor.rest, state.context);
  const first = found?.places[0];
  const unit = first ? unitOf(first) : null;
  if (!found || !first || unit === null || found.places.some((place) => unitOf(place) !== unit)) return false;
  const parts = unit === 'paragraph' || unit === 'item';
  if (own && !(parts && found.places.every((place) => inside(place, state.scope[0] as Place)))) return false;
  cursor.skip(found.length);
  state.begin({
    op: 'insert',
    unit,
    count: found.places.length,
    into: unit === 'article' || isHeading(unit) ? null : state.context,
    after: null,
    before: false,
    to: found.places,
    text: [],
  });
  follows(state);
  return true;
}

/** 分为两款 */
export function counted(state: State, ours: Own): boolean {
  const m = state.cursor.eat(say.COUNTED);
  if (!m) return false;
  const unit = UNITS[m[2] ?? ''] ?? 'article';
  const count = parseNumeral(m[1] ?? '');
  const from = state.scope;
  if (count === null || from.length === 0 || (from.length > 1 && unit !== 'item')) return false;
  state.begin({ op: 'split', from, unit, count, to: [], text: [] });
  return tail(state, ours);
}

/** What may stand at once behind 增加一条, 合并, 分为两款: 作为第N条, the text, both or nothing. */
function tail(state: State, ours: Own): boolean {
  if (!state.tries(() => target(state, false, ours))) follows(state);
  return true;
}

/** The quoted text of the order that waits for it. */
function follows(state: State): boolean {
  const m = state.cursor.eat(say.TEXT_FOLLOWS);
  return m !== null && state.supply(state.textOf(m[1] ?? ''));
}

/** 作为第N条, 改为第N条: for the order that waits for a number, else the new number of what was spoken of. */
export function target(state: State, own: boolean, ours: Own): boolean {
  const { cursor } = state;
  if (!cursor.eat(say.TARGET) || !cursor.sees(say.TARGET_NUMBER)) return false;
  const waits = state.pending !== null && 'to' in state.pending && state.pending.to.length === 0 && !own;
  const waiting = waits ? (state.pending as Extract<Operation, { op: 'insert' | 'merge' | 'split' }>) : null;
  const to = numbersAhead(state, waiting, ours);
  if (to === null) return false;
  if (waiting) {
    if (!fits(waiting, to, state)) return false;
    waiting.to = to;
    const heading = isOfHeading(waiting) ? cursor.eat(say.HEADING_TITLE) : null;
    if (heading) state.supply(state.textOf(heading[1] ?? ''));
    else follows(state);
    return true;
  }
  const from = state.alone ?? state.scope;
  if (from.length === 0 || from.some((place) => unitOf(place) === null)) return false;
  if (!cursor.sees(say.NUMBER_ENDS)) return false;
  state.push({ op: 'renumber', from, to }, from);
  state.alone = null;
  const text = cursor.eat(say.TEXT_FOLLOWS);
  return (
    text === null || (from.length === 1 && state.push({ op: 'replace', at: from, text: state.textOf(text[1] ?? '') }))
  );
}

function numbersAhead(state: State, waiting: Operation | null, ours: Own): Place[] | null {
  const { cursor } = state;
  cursor.eat(say.AS_AMENDED);
  const title = bookTitle(cursor.text, cursor.at);
  if (title !== null) {
    if (!ours(title)) return null;
    cursor.skip(title.length);
    cursor.eat(say.OF);
  }
  cursor.eat(say.LAW_WORD);
  cursor.eat(say.SAME_ARTICLE);
  const near = waiting?.op === 'insert' ? (waiting.into ?? state.context) : (state.scope[0] ?? state.context);
  const found = readPlaces(cursor.rest, near);
  const fromEnd = (place: Place): boolean => (place.paragraph ?? 1) < 0 || (place.item ?? 1) < 0;
  if (!found || found.places.some((place) => unitOf(place) === null || fromEnd(place))) return null;
  cursor.skip(found.length);
  return found.places;
}

/** Whether the numbers name what is added, merged or divided, in its own article or the new number of that. */
function fits(waiting: Extract<Operation, { op: 'insert' | 'merge' | 'split' }>, to: Place[], state: State): boolean {
  if (waiting.op === 'merge') return to.length === 1;
  if (to.some((place) => unitOf(place) !== waiting.unit)) return false;
  if (waiting.op === 'split') return to.length === waiting.count;
  if (to.length !== waiting.count && to.length !== 1) return false;
  const home = waiting.into;
  if (home?.kind !== 'article' || waiting.unit === 'article') return true;
  const renumbered = state.operations.some(
    (o) => o.op === 'renumber' && o.to.some((place) => to.every((t) => t.article?.number === place.article?.number)),
  );
  const article = { ...home, paragraph: null, item: null, subitem: null, sentence: null, stretch: null };
  return renumbered || to.every((place) => inside(place, article));
}

/** 修改为：⟨0⟩ as the whole content of a place, and the text that an order before it waits for. */
export function newText(state: State, own: boolean): boolean {
  const { cursor, pending } = state;
  const m = cursor.eat(say.REPLACE);
  if (m) {
    const text = state.textOf(m[1] ?? '');
    const waits = pending !== null && pending.text.length === 0;
    if (waits && !own) return pending.op !== 'insert' && state.supply(text);
    if (waits && !(pending.op === 'insert' && dropped(state, pending))) return false;
    const at = own ? state.scope : state.whole;
    if (at === null || at.length === 0) return false;
    state.push({ op: 'replace', at, text }, null);
    state.pending = null;
    return true;
  }
  if (own || pending === null) return false;
  const more = pending.op === 'insert' && isHeading(pending.unit) && pending.text.length === 1;
  return (pending.text.length === 0 || more) && follows(state);
}

/** 增加一款作为第二款，将该条修改为……: the new text of the article has the added 款 in it. */
function dropped(state: State, pending: Extract<Operation, { op: 'insert' }>): boolean {
  const home = pending.into;
  const place = state.onePlace();
  if (!home || !place || pending.unit === 'article' || unitOf(place) !== 'article' || !inside(home, place))
    return false;
  state.operations = state.operations.filter((o) => o !== pending);
  return true;
}

/** 合并, 移至, 单独作为一条, 改为第N条 */
export function movesAndMerges(state: State, own: boolean, ours: Own): boolean {
  const { cursor } = state;
  if (cursor.eat(say.ALONE)) {
    if (state.scope.length === 0) return false;
    state.alone = state.scope;
    state.open = true;
    return true;
  }
  const merge = cursor.eat(say.MERGE);
  if (merge) {
    if (state.scope.length < 2 || !(own || state.open)) return false;
    state.begin({ op: 'merge', from: state.scope, to: [], text: [] });
    const to = cursor.sees(say.TARGET_NUMBER) ? numbersAhead(state, null, ours) : null;
    if (to && state.pending?.op === 'merge') {
      if (to.length !== 1) return false;
      state.pending.to = to;
      const title = isOfHeading(state.pending) ? cursor.eat(say.HEADING_TITLE) : null;
      if (title) state.supply(state.textOf(title[1] ?? ''));
      else follows(state);
      return true;
    }
    return tail(state, ours);
  }
  return state.tries(() => moved(state)) || target(state, own, ours);
}

/** 移至第四条之后, 移至第三章, 移至第三条 with 作为第三款 to follow */
function moved(state: State): boolean {
  const { cursor } = state;
  if (!cursor.eat(say.MOVE) || state.scope.length === 0) return false;
  const from = state.scope;
  const found = readPlaces(cursor.rest, state.context);
  if (found?.places.length !== 1) return false;
  const beside = found.places[0];
  if (!beside) return false;
  cursor.skip(found.length);
  const side = cursor.eat(say.MOVE_SIDE);
  if (side || beside.kind === 'heading') {
    if (side && unitOf(beside) !== 'article') return false;
    if (from.some((place) => unitOf(place) !== 'article')) return false;
    cursor.eat(say.MOVE_INTO);
    state.push({ op: 'moveTo', from, beside, side: side?.[1] === '前' ? 'before' : 'after' });
    state.alone = from;
    return true;
  }
  if (unitOf(beside) !== 'article' || from.some((place) => unitOf(place) === 'article')) return false;
  state.open = false;
  state.speakOf([beside]);
  state.alone = from;
  return true;
}
