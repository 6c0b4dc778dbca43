/** What orders about words leave alone: 除第四条外, 但第四条除外, 本条例中除第四条以外的, （第二款除外）. */
import * as say from './grammar.js';
import type { Place } from './operations.js';
import { readPlaces } from './places.js';
import { isAboutWords, type State } from './state.js';

/** The places at the cursor; null where there are none. */
function placesAhead(state: State): Place[] | null {
  const found = readPlaces(state.cursor.rest, state.context);
  if (!found) return null;
  state.cursor.skip(found.length);
  return found.places;
}

/** 除第四条外， before the orders up to the full stop; 除第四条外的其他条款中的 */
export function exceptionBefore(state: State): boolean {
  const { cursor } = state;
  if (state.except !== null || !cursor.eat(say.EXCEPT)) return false;
  state.except = placesAhead(state);
  if (state.except === null) return false;
  return cursor.eat(say.EXCEPT_ENDS) !== null || (cursor.eat(say.EXCEPT_RUNS_ON) !== null && !!cursor.sees(say.OTHERS));
}

/** Within the place of one order, and for that order alone. */
export function exceptionInside(state: State): boolean {
  const { cursor } = state;
  if (state.except !== null) return false;
  state.except = inBrackets(state);
  if (state.except !== null) return true;
  if (!cursor.eat(say.EXCEPT_INSIDE)) return false;
  state.except = placesAhead(state);
  return state.except !== null && cursor.eat(say.EXCEPT_INSIDE_ENDS) !== null;
}

function inBrackets(state: State): Place[] | null {
  const { cursor } = state;
  let places: Place[] | null = null;
  state.tries(() => {
    const opened = cursor.eat(say.BRACKET_OPENS);
    places = opened ? placesAhead(state) : null;
    if (!opened || places === null) return false;
    const ends =
      opened[1] === undefined ? say.BRACKET_EXCEPTED : opened[1] === '除' ? say.BRACKET_OUTSIDE : say.BRACKET_ENDS;
    const closed = cursor.eat(ends) !== null;
    if (!closed) places = null;
    return closed;
  });
  return places;
}

/** ，但第四条除外 and （第四条除外） behind one order about words */
export function exceptionBehind(state: State): boolean {
  const { cursor } = state;
  const last = state.operations.at(-1);
  if (!last || !isAboutWords(last) || last.except !== undefined) return false;
  if (state.operations.filter(isAboutWords).length > 1) return false;
  let except = inBrackets(state);
  if (except === null) {
    cursor.eat(say.BUT);
    except = placesAhead(state);
    if (except === null || cursor.eat(say.EXCEPTED) === null) return false;
  }
  state.operations[state.operations.length - 1] = { ...last, except };
  return true;
}
