/** Orders about several chapters or sections at once: their names, and the sections that a chapter is divided into. */
import { parseNumeral } from '../text/numeral.js';
import * as say from './grammar.js';
import type { Place } from './operations.js';
import { readPlaces } from './places.js';
import { unitOf } from './read.structure.js';
import type { State } from './state.js';

/** 将第二章、第三章章名分别修改为⟨0⟩、⟨1⟩; 第二章章名、第三章章名 too */
export function severalNamed(state: State): boolean {
  const { cursor } = state;
  let places = [...state.scope];
  if (places.length === 0 || places.some((place) => place.heading === null) || !cursor.eat(say.NAME)) return false;
  while (state.tries(() => anotherName(state, places)));
  places = [...new Set(places)];
  const m = cursor.eat(say.NAMES_EACH);
  const froms = m?.[1] === undefined ? null : state.wordsOf(m[1]);
  const titles = state.textOf(m?.[2] ?? '');
  if (places.length < 2 || titles.length !== places.length || !cursor.sees(say.ORDER_ENDS)) return false;
  if (froms !== null && froms.length !== places.length) return false;
  places.forEach((at, k) => {
    const text = titles[k];
    if (text) state.push({ op: 'rename', at, from: froms?.[k] ?? null, text });
  });
  return true;
}

/** 、第三章章名 */
function anotherName(state: State, places: Place[]): boolean {
  const { cursor } = state;
  if (!cursor.eat(say.ALSO_WORDS)) return false;
  const found = readPlaces(cursor.rest, null);
  if (!found || found.places.some((place) => place.heading === null)) return false;
  cursor.skip(found.length);
  if (!cursor.eat(say.NAME)) return false;
  places.push(...found.places);
  return true;
}

/** 第二章分为两节：第一节⟨0⟩包括第三条、第四条，第二节⟨1⟩包括第五条; 增加两节，… */
export function sectionsAdded(state: State): boolean {
  const { cursor } = state;
  const into = state.onePlace();
  const m = cursor.eat(say.SEVERAL_SECTIONS);
  const count = m ? parseNumeral(m[1] ?? '') : null;
  if (into?.heading?.level !== 'chapter' || count === null || count < 2) return false;
  for (let k = 0; k < count; k++) {
    cursor.eat(k === 0 ? say.SECTIONS_COME : say.NEXT_SECTION);
    if (!oneSection(state, into)) return false;
  }
  return cursor.sees(say.ORDER_ENDS) !== null;
}

/** 第一节⟨0⟩包括第三条、第四条, 第一节节名为⟨0⟩（第三条至第四条） */
function oneSection(state: State, into: Place): boolean {
  const { cursor } = state;
  const section = readPlaces(cursor.rest, null);
  const [to] = section?.places ?? [];
  if (!section || section.places.length !== 1 || to?.heading?.level !== 'section') return false;
  if (to.heading.above !== null && to.heading.above !== into.heading?.number) return false;
  cursor.skip(section.length);
  const text = state.textOf(cursor.eat(say.SECTION_TITLE)?.[1] ?? '');
  const bracket = cursor.eat(say.BRACKET_HOLDS) !== null;
  if (text.length !== 1 || !(bracket || cursor.eat(say.HOLDS))) return false;
  cursor.eat(say.IN_FORCE);
  const holds = readPlaces(cursor.rest, null);
  if (!holds || holds.places.some((place) => unitOf(place) !== 'article')) return false;
  cursor.skip(holds.length);
  if (bracket && !cursor.eat(say.BRACKET_ENDS)) return false;
  if (!bracket) cursor.eat(say.HELD);
  return state.push({
    op: 'insert',
    unit: 'section',
    count: 1,
    into,
    after: null,
    before: false,
    holds: holds.places,
    to: [to],
    text,
  });
}
