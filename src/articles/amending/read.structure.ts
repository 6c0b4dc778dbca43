/** Orders about whole 条 款 项 章: new text, added, divided, merged, moved, given another number. */
import { parseNumeral } from '../text/numeral.js';
import * as say from './grammar.js';
import type { Operation, Place, Unit } from './operations.js';
import { readPlaces } from './places.js';
import { inside, type State } from './state.js';
import { bookTitle } from './titles.js';

export type Own = (title: string) => boolean;

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

export const isHeading = (unit: Unit): boolean => !['article', 'paragraph', 'item', 'subitem'].includes(unit);

/** Whether an order makes a chapter, that may be given a name. */
export const isOfHeading = (o: Operation): boolean =>
  (o.op === 'insert' && isHeading(o.unit)) || (o.op === 'merge' && o.from.every((place) => place.kind === 'heading'));

/** 增加一条, 第四条第一款后增加两款 */
export function insertion(state: State, own: boolean, ours: Own): boolean {
  const gap = own ? between(state) : null;
  const m = state.cursor.eat(say.INSERT);
  if (!m || (gap && m[1] !== undefined)) return false;
  const unit = UNITS[m[4] ?? ''] ?? 'article';
  const count = m[3] === undefined ? 1 : parseNumeral(m[3]);
  if (m[2] !== undefined && m[4] !== '款' && m[4] !== '项') return false;
  const side = gap ? '后' : m[1];
  const named = gap ? gap.after : (state.onePlace() ?? (state.scope.length === 0 ? state.context : null));
  // behind 条首修改为…… the list is meant, and no part of a sentence
  const place = named && !own ? { ...named, sentence: null, stretch: null } : named;
  if (count === null || count < 1 || (own && place === null) || (side !== undefined && !own)) return false;
  if (own && place !== null && !standsWith(unit, place, side)) return false;
  // 在修改后的第六条后增加一条: it will be 第七条, whatever the one before it is called now
  if (place?.amended && !(unit === 'article' && count === 1 && side === '后' && place.article)) return false;
  const lands = place?.amended ? numberBehind(place) : null;
  const whole = place?.kind === 'law';
  const into = whole || (unit === 'article' && !own) ? null : place;
  state.begin({
    op: 'insert',
    unit,
    count,
    into: (side !== undefined && unit === 'article') || lands ? null : into,
    after: side === undefined || lands ? null : place,
    ...(lands && { lands }),
    ...(gap && { until: gap.until }),
    before: side === '前',
    to: [],
    text: [],
  });
  return tail(state, ours);
}

/** 第六条与第七条之间, of two places that follow each other */
function between(state: State): { after: Place; until: Place } | null {
  const [after, until] = state.scope;
  if (state.scope.length !== 2 || !after || !until || !state.cursor.sees(say.BETWEEN_PLACES)) return null;
  const unit = unitOf(after);
  if (unit !== unitOf(until) || !adjoins(unit, after, until)) return null;
  state.cursor.eat(say.BETWEEN_PLACES);
  return { after, until };
}

/** Whether articles stand next to each other shows in the text; 款 and 项 count without a gap. */
function adjoins(unit: Unit | null, after: Place, until: Place): boolean {
  if (unit === 'article') return true;
  const one = sameArticle(after, until);
  if (unit === 'paragraph') return one && until.paragraph === (after.paragraph ?? 0) + 1;
  return unit === 'item' && one && after.paragraph === until.paragraph && until.item === (after.item ?? 0) + 1;
}

export const sameArticle = (a: Place, b: Place): boolean =>
  a.article?.number === b.article?.number && a.article?.sub === b.article?.sub;

/** 第七条 behind 第六条, 第六条之二 behind 第六条之一 */
function numberBehind(place: Place): Place {
  const { number, sub } = place.article ?? { number: 0, sub: 0 };
  return { ...place, article: sub > 0 ? { number, sub: sub + 1 } : { number: number + 1, sub: 0 } };
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
export function tail(state: State, ours: Own): boolean {
  if (!state.tries(() => target(state, false, ours))) follows(state);
  return true;
}

/** 包括第八条、第九条 behind a chapter that is being added, with or without their text */
export function holds(state: State): boolean {
  const { cursor, pending } = state;
  if (pending?.op !== 'insert' || !isHeading(pending.unit) || pending.holds || !cursor.eat(say.HOLDS)) return false;
  cursor.eat(say.IN_FORCE);
  const found = readPlaces(cursor.rest, null);
  if (!found || found.places.some((place) => unitOf(place) !== 'article')) return false;
  cursor.skip(found.length);
  if (!cursor.eat(say.HOLDS_ENDS)) return false;
  pending.holds = found.places;
  follows(state);
  return pending.text.length > 0;
}

/** The quoted text of the order that waits for it. */
export function follows(state: State): boolean {
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
  const from = (own ? null : state.alone) ?? state.scope;
  if (from.length === 0 || from.some((place) => unitOf(place) === null)) return false;
  if (!cursor.sees(say.NUMBER_ENDS)) return false;
  const into = state.alone && !own ? state.into : null;
  state.push({ op: 'renumber', from, to, ...(into && { into }) }, from);
  [state.alone, state.into] = [null, null];
  const text = cursor.eat(say.TEXT_FOLLOWS);
  // 增加一款作为第二款，原第二款改为第三款：“……”: what is added waits for its text
  if (text !== null && state.pending?.op === 'insert' && state.pending.text.length === 0)
    return state.supply(state.textOf(text[1] ?? ''));
  return (
    text === null || (from.length === 1 && state.push({ op: 'replace', at: from, text: state.textOf(text[1] ?? '') }))
  );
}

export function numbersAhead(state: State, waiting: Operation | null, ours: Own): Place[] | null {
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
  const all = readPlaces(cursor.rest, near);
  // 第三项改为第二项、第四项改为第三项: the last place is the next that gets a number
  const joint = all ? Math.max(...['、', '和', '及'].map((x) => cursor.rest.lastIndexOf(x, all.length))) : -1;
  const next = new RegExp(say.TARGET.source, 'uy');
  next.lastIndex = cursor.at + (all?.length ?? 0);
  const found = joint > 0 && next.test(cursor.text) ? readPlaces(cursor.rest.slice(0, joint), near) : all;
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
