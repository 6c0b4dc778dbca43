/** The places that an order is about, with the law that they belong to: 将《甲》第三条、《乙》第五条中的……. */
import * as say from './grammar.js';
import { type Place } from './operations.js';
import { lawPlace, readPlaces } from './places.js';
import { bookTitle } from './titles.js';
import { inside, type State } from './state.js';

type Own = (title: string) => boolean;

/**
 * Null where no place is named. Places of other laws are read and left out, for the decision orders the same for them
 * in their own texts; empty where all are.
 */
export function subjects(state: State, joins: boolean, own: Own): Place[] | null {
  const { cursor } = state;
  const start = cursor.at;
  if (state.except !== null && cursor.eat(say.OTHERS)) return [lawPlace()];
  const first = group(state, own, null, state.context);
  if (first === null) return among(state);
  let places = [...first.places];
  let mine = first.own;
  while (!cursor.ended) {
    const before = cursor.at;
    const named = cursor.eat(say.ALSO_WORDS) !== null;
    const comma = !named && joins && cursor.eat(say.GIVES_A_PLACE) !== null;
    const next = named || comma ? group(state, own, mine, places[places.length - 1] ?? state.context) : null;
    if (next === null) {
      cursor.at = before;
      break;
    }
    const above = places.length === 1 ? places[0] : undefined;
    if (comma && above && next.own && next.places.every((place) => inside(place, above))) places = [...next.places];
    else places.push(...next.places);
    mine = next.own;
  }
  const shared = places.length > 1 && SHARED_PART.test(cursor.text.slice(start, cursor.at)) && places.some(isArticle);
  return shared || overlap(places) ? [] : places;
}

/** 第一条、第一款: one of the two was meant for something else. */
function overlap(places: readonly Place[]): boolean {
  const keys = (place: Place): string[] => {
    const { kind, article, paragraph, item, subitem, heading, annex } = place;
    const sentence = place.stretch ?? place.sentence;
    const parts = [kind, article, heading, annex, paragraph, item, subitem, sentence].map((x) => JSON.stringify(x));
    const named = [article ?? heading ?? annex, paragraph, item, subitem, sentence];
    const whole = (k: number): string => [...parts.slice(0, k), ...parts.slice(k).map(() => 'null')].join();
    return [...new Set([parts.join(), ...named.map((x, k) => (x === null ? '' : whole(k === 0 ? 4 : k + 3)))])];
  };
  const all = new Set<string>();
  for (const place of places) {
    const [own = ''] = keys(place);
    if (all.has(own)) return true;
    all.add(own);
  }
  return (
    places.length > 1 &&
    places.some((place) =>
      keys(place)
        .slice(1)
        .some((above) => above !== '' && all.has(above)),
    )
  );
}

/** 第一条和第二条中的第二款: of both or of the last one, nobody can say. */
const SHARED_PART = /(?:中的?|的)第[^，、和]{1,10}(?:款|项|目|自然段|句)$/u;
const isArticle = (place: Place): boolean =>
  place.kind === 'article' && place.paragraph === null && place.item === null && noPart(place);
const noPart = (place: Place): boolean => place.sentence === null && place.stretch === null;

/** 第二章“保护”: the title goes with the number, and must be the one in force. */
function titled(state: State, places: Place[]): Place[] {
  const last = places[places.length - 1];
  if (!last?.heading || !state.cursor.sees(say.TITLED)) return places;
  const [title] = state.wordsOf(state.cursor.eat(say.TITLED)?.[1] ?? '');
  return [...places.slice(0, -1), { ...last, heading: { ...last.heading, ...(title && { title }) } }];
}

/** 其中: what was just spoken of, and no new place. */
function among(state: State): null {
  state.cursor.eat(say.AMONG);
  return null;
}

/** @param before whether the places before belong to the given law; null where there are none */
function group(
  state: State,
  own: Own,
  before: boolean | null,
  near: Place | null,
): { places: Place[]; own: boolean } | null {
  const { cursor } = state;
  const from = cursor.at;
  const amended = cursor.eat(say.AS_AMENDED) !== null;
  const title = bookTitle(cursor.text, cursor.at);
  let mine = before ?? true;
  if (title !== null) {
    mine = own(title);
    cursor.skip(title.length);
    cursor.eat(say.TITLE_NOTE);
    cursor.eat(say.OF);
  }
  cursor.eat(say.IN_FORCE);
  cursor.eat(say.LAW_WORD);
  const found = readPlaces(cursor.rest, mine && !amended ? near : null);
  if (found && (!amended || found.places.every((place) => place.article !== null))) {
    cursor.skip(found.length);
    const said = amended ? found.places.map((place) => ({ ...place, amended: true as const })) : found.places;
    const places = titled(state, said);
    return { places: mine ? places : [], own: mine };
  }
  if (title !== null && before === null && mine && !amended) {
    cursor.at = from + title.length;
    cursor.eat(say.TITLE_NOTE);
    return { places: [lawPlace()], own: true };
  }
  cursor.at = from;
  return null;
}
