/** Orders that move, join or merge whole 条 款 项 章: 合并, 并入, 移至, 互换, 单独作为一条. */
import * as say from './grammar.js';
import type { Place } from './operations.js';
import { readPlaces } from './places.js';
import {
  follows,
  isHeading,
  isOfHeading,
  numbersAhead,
  type Own,
  sameArticle,
  tail,
  target,
  unitOf,
} from './read.structure.js';
import type { State } from './state.js';

/** 将第三章并入第二章, 将第三条第三款并入第二款，修改为, 将第六条并入第七条，作为第七条第二款 */
function joinsPlace(state: State): boolean {
  const { cursor } = state;
  const from = state.scope;
  if (from.length === 0 || !cursor.eat(say.JOINS_IT)) return false;
  const found = readPlaces(cursor.rest, state.context);
  const into = found?.places.length === 1 ? found.places[0] : undefined;
  if (!found || !into) return false;
  cursor.skip(found.length);
  const unit = unitOf(into);
  if (unit === null || from.some((place) => unitOf(place) !== unit)) return false;
  if (isHeading(unit)) {
    if (from.length !== 1 || !cursor.sees(say.ORDER_ENDS) || cursor.sees(say.NAME_COMES)) return false;
    return state.push({ op: 'joinHeading', at: from[0] as Place, into });
  }
  if (cursor.sees(say.NUMBER_COMES)) {
    state.open = false;
    state.speakOf([into]);
    [state.alone, state.into] = [from, into];
    return true;
  }
  if (!cursor.sees(say.TEXT_COMES)) return false;
  state.begin({ op: 'merge', from: [into, ...from], to: [], text: [] });
  state.context = into;
  return true;
}

/** 将第六条、第七条互换位置 */
function swapped(state: State): boolean {
  const [a, b] = state.scope;
  if (state.scope.length !== 2 || !a || !b || !state.cursor.eat(say.SWAP)) return false;
  const unit = unitOf(a);
  const alike =
    unit === unitOf(b) &&
    (unit === 'article' || sameArticle(a, b)) &&
    (a.paragraph !== null) === (b.paragraph !== null);
  const chapters = a.heading !== null && a.heading.above === b.heading?.above && a.heading.level === b.heading.level;
  if (unit === null || !(isHeading(unit) ? chapters : alike)) return false;
  return state.push({ op: 'renumber', from: [a, b], to: [b, a] });
}

/** 删去第二章的章名，该章各条并入第一章 */
export function headingGone(state: State, verbBehind: boolean): boolean {
  const { cursor } = state;
  const place = state.onePlace();
  if (!place?.heading || !cursor.eat(say.NAME)) return false;
  const [title] = state.wordsOf(cursor.eat(say.QUOTED_NAME)?.[0] ?? '');
  if ((verbBehind && !cursor.eat(say.DELETE)) || !cursor.sees(say.ORDER_ENDS)) return false;
  const at = { ...place, heading: { ...place.heading, ...(title && { title }) } };
  let into: Place | null = null;
  state.tries(() => {
    if (!cursor.eat(say.ITS_ARTICLES) || !cursor.eat(say.JOINS_IT)) return false;
    const found = readPlaces(cursor.rest, null);
    if (found?.places.length !== 1 || found.places[0]?.kind !== 'heading') return false;
    cursor.skip(found.length);
    [into = null] = found.places;
    return true;
  });
  return state.push({ op: 'joinHeading', at, into });
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
  return (
    state.tries(() => moved(state)) ||
    state.tries(() => joinsPlace(state)) ||
    state.tries(() => swapped(state)) ||
    target(state, own, ours)
  );
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
    const unit = unitOf(beside);
    const chapters = side !== null && from.every((place) => place.kind === 'heading' && unitOf(place) === unit);
    if (side && !chapters && unit !== 'article') return false;
    if (!chapters && from.some((place) => unitOf(place) !== 'article')) return false;
    cursor.eat(say.MOVE_INTO);
    state.push({ op: 'moveTo', from, beside, side: side?.[1] === '前' ? 'before' : 'after' });
    state.alone = from;
    return true;
  }
  if (unitOf(beside) !== 'article' || from.some((place) => unitOf(place) === 'article')) return false;
  state.open = false;
  state.speakOf([beside]);
  [state.alone, state.into] = [from, beside];
  return true;
}
