/** Orders about words and names: replaced, deleted, put beside others, a chapter renamed. */
import * as say from './grammar.js';
import { type Part, type Place } from './operations.js';
import { lawPlace } from './places.js';
import { isOfHeading } from './read.structure.js';
import { headingGone } from './read.moves.js';
import { parseNumeral } from '../text/numeral.js';
import { type State, textJoined } from './state.js';
import { exceptionInside } from './read.exceptions.js';
import { subjects } from './subjects.js';

/** 第二章章名修改为⟨0⟩, 章名为⟨0⟩ for the chapter that is being added. */
export function named(state: State, own: boolean): boolean {
  const { cursor } = state;
  const place = state.onePlace();
  const heading = place?.kind === 'heading' ? place : null;
  const waiting = state.pending;
  if (own && heading === null) return false;
  if (!cursor.eat(say.NAME)) return false;
  const m = cursor.eat(say.NAMED);
  const title = m ? state.textOf(m[3] ?? '')[0] : undefined;
  if (!m || !title || !cursor.sees(say.ORDER_ENDS)) return false;
  if (!own && waiting !== null && isOfHeading(waiting) && waiting.text.length === 0) {
    waiting.text = [title];
    return true;
  }
  const old = m[1] === undefined ? null : (state.wordsOf(m[1])[0] ?? null);
  if (heading) return state.push({ op: 'rename', at: heading, from: old, text: title });
  if (own || old === null) return false;
  return state.push({
    op: 'replaceWords',
    at: [{ ...lawPlace(), kind: 'heading' }],
    from: [old],
    to: [textJoined(title)],
    part: null,
  });
}

/** 在⟨0⟩后增加⟨1⟩, and words at the end or the beginning of a place. */
export function wordsBeside(state: State, own: boolean): boolean {
  const { cursor } = state;
  const start = cursor.at;
  cursor.eat(say.INSIDE);
  const between = cursor.eat(say.BETWEEN);
  if (between) return insertWords(state, between[1] ?? '', 'after', between[5] ?? '', between[3] ?? null);
  const beside = cursor.eat(say.BESIDE);
  if (beside) return insertWords(state, beside[1] ?? '', beside[3] === '前' ? 'before' : 'after', beside[4] ?? '');
  cursor.at = start;
  if (!own && state.scope.length === 0) return false;
  const sentenceAt = state.onePlace();
  if (sentenceAt?.sentence != null && own) {
    const behind = cursor.eat(say.BEHIND_SENTENCE);
    if (behind) return endsSentence(state, behind[1] ?? '') && added(state, 'append', behind[1] ?? '');
  }
  const place = sentenceAt?.kind === 'article' && sentenceAt.sentence === null ? sentenceAt : null;
  const nth = place ? cursor.eat(say.AS_SENTENCE) : null;
  if (nth && place) {
    const sentence = (parseNumeral(nth[1] ?? '') ?? 1) - 1;
    const words = oneLine(state, nth[2] ?? '');
    if (words?.length !== 1 || !endsSentence(state, nth[2] ?? '')) return false;
    const at = [{ ...place, sentence: sentence === 0 ? null : sentence }];
    return state.push({ op: sentence === 0 ? 'prepend' : 'append', at, words: words[0] ?? '' });
  }
  const end = cursor.eat(say.APPEND);
  if (end) return added(state, 'append', end[1] ?? '');
  const front = cursor.eat(say.PREPEND);
  if (front) return added(state, 'prepend', front[1] ?? '');
  const sentence = own ? cursor.eat(say.APPEND_SENTENCE) : null;
  return sentence !== null && endsSentence(state, sentence[1] ?? '')
    ? added(state, 'append', sentence[1] ?? '')
    : false;
}

const endsSentence = (state: State, quoted: string): boolean => /[。；]$/u.test(state.wordsOf(quoted)[0] ?? '');

function added(state: State, op: 'append' | 'prepend', quoted: string): boolean {
  const words = oneLine(state, quoted);
  return words !== null && words.length === 1 && state.push({ op, at: state.places(), words: words[0] ?? '' });
}

function insertWords(
  state: State,
  anchor: string,
  side: 'before' | 'after',
  added: string,
  next: string | null = null,
): boolean {
  const [at, words] = [oneLine(state, anchor), oneLine(state, added)];
  if (at === null || words === null) return false;
  return state.push({
    op: 'insertWords',
    at: state.places(),
    anchor: at[0] ?? '',
    next: next === null ? null : (state.wordsOf(next)[0] ?? null),
    side,
    words: words[0] ?? '',
  });
}

/** ⟨0⟩修改为⟨1⟩, ⟨0⟩删去 */
export function wordsChanged(state: State, own: boolean): boolean {
  const { cursor } = state;
  const place = state.onePlace();
  const heading = own && place?.kind === 'heading' && cursor.sees(say.WORDS_NAMED) ? place : null;
  const part = partOf(state);
  const m = cursor.eat(say.WORDS);
  if (m) {
    const [from, to] = [oneLine(state, m[1] ?? ''), oneLine(state, m[3] ?? '')];
    if (from === null || to === null) return false;
    const title = state.textOf(m[3] ?? '')[0];
    if (heading && from.length === 1 && to.length === 1 && title)
      return state.push({ op: 'rename', at: heading, from: from[0] ?? null, text: title });
    const at = state.places();
    return !heading && state.push({ op: 'replaceWords', at, from, to, part, ...provisionIn(m) });
  }
  const gone = heading ? null : cursor.eat(say.WORDS_GONE);
  const words = gone ? oneLine(state, gone[1] ?? '') : null;
  const at = state.places();
  return words !== null && gone !== null && state.push({ op: 'deleteWords', at, words, part, ...provisionIn(gone) });
}

/** “甲”的规定, “甲”一句 */
const provisionIn = (m: RegExpExecArray): { provision?: true } =>
  m.groups?.['provision'] === undefined ? {} : { provision: true };

/** More are no sentence of a decision. */
const MOST_GROUPS = 60;

/** 第二条中的⟨0⟩，第三条中的⟨1⟩分别修改为⟨2⟩、⟨3⟩, or 均修改为⟨2⟩ */
export function wordsChangedEach(state: State, joins: boolean, own: (title: string) => boolean): boolean {
  const { cursor } = state;
  const groups: { at: Place[]; from: string[] }[] = [];
  let joined = true;
  for (;;) {
    cursor.eat(say.INSIDE);
    const m = cursor.eat(say.WORDS_NAMED);
    const from = m ? oneLine(state, m[1] ?? '') : null;
    if (from === null) return false;
    groups.push({ at: state.places(), from });
    if (groups.length > MOST_GROUPS) return false;
    if (cursor.sees(say.EACH_CHANGED) || cursor.sees(say.ALL_CHANGED)) break;
    if (joined && groups.length > 1 && cursor.sees(say.BOTH_CHANGED)) break;
    const comma = cursor.eat(say.COMMA) !== null;
    joined &&= !comma;
    if (!comma && cursor.eat(say.ALSO_WORDS) === null) return false;
    state.open = false;
    const at = subjects(state, joins, own);
    if (at === null || at.length === 0 || !state.speakOf(at)) return false;
  }
  const each = cursor.eat(say.EACH_CHANGED);
  const to = oneLine(state, (each ?? cursor.eat(say.ALL_CHANGED) ?? cursor.eat(say.BOTH_CHANGED))?.[1] ?? '');
  const count = groups.reduce((sum, group) => sum + group.from.length, 0);
  if (groups.length < 2 || to === null || to.length !== (each ? count : 1)) return false;
  let used = 0;
  for (const { at, from } of groups) {
    const words = each ? to.slice(used, used + from.length) : to;
    used += from.length;
    state.push({ op: 'replaceWords', at, from, to: words, part: null });
  }
  return true;
}

/** 中的, 规定的, 末尾的 before quoted words. */
function partOf(state: State): Part | null {
  if (state.cursor.eat(say.AT_END)) return 'end';
  state.cursor.eat(say.INSIDE);
  return null;
}

/** Quoted words; null where one of them has several lines and is no word. */
function oneLine(state: State, quoted: string): string[] | null {
  const texts = state.textOf(quoted);
  return texts.length > 0 && texts.every((q) => q.lines.length <= 1) ? texts.map(textJoined) : null;
}

/** What stands behind 删去: words of a place, places, or words of what was spoken of. */
export function deletion(state: State, joins: boolean, own: (title: string) => boolean): boolean {
  const { cursor } = state;
  const words = (): boolean => {
    const at = subjects(state, joins, own);
    if (at !== null && (at.length === 0 || !state.speakOf(at))) return false;
    const { except } = state;
    const inside = at !== null && state.tries(() => exceptionInside(state));
    const part = partOf(state);
    const m = cursor.eat(say.WORDS_NAMED);
    const gone = m ? oneLine(state, m[1] ?? '') : null;
    if (m === null || gone === null) return false;
    state.push({ op: 'deleteWords', at: state.places(), words: gone, part, ...provisionIn(m) });
    if (inside) state.except = except;
    return true;
  };
  const wordsList = (): boolean => {
    if (!state.tries(words)) return false;
    while (state.tries(() => cursor.eat(say.ALSO_WORDS) !== null && words()));
    while (joins && state.tries(() => cursor.eat(say.GIVES_A_PLACE) !== null && words() && endsOrder(state)));
    return cursor.sees(say.ORDER_ENDS) !== null || nextOrder(state);
  };
  const stretch = (): boolean => {
    const at = subjects(state, joins, own);
    if (at !== null && (at.length === 0 || !state.speakOf(at))) return false;
    const found = stretchAhead(state);
    return found !== null && cursor.sees(say.ORDER_ENDS) !== null && state.push({ op: 'delete', at: [found] });
  };
  const heading = (): boolean => {
    const at = subjects(state, joins, own);
    return at !== null && at.length > 0 && state.speakOf(at) && headingGone(state, false);
  };
  return (
    state.tries(heading) ||
    state.tries(stretch) ||
    state.tries(wordsList) ||
    state.tries(() => {
      const at = subjects(state, joins, own);
      if (at === null || at.length === 0 || !state.speakOf(at)) return false;
      cursor.eat(say.WHOLE);
      return cursor.sees(say.ORDER_ENDS) !== null && state.push({ op: 'delete', at });
    })
  );
}

/** 第九条中⟨0⟩及其后的内容, ⟨0⟩至⟨1⟩的部分: the place with these words of it; null where none is named so. */
function stretchAhead(state: State): Place | null {
  const { cursor } = state;
  const place = state.onePlace();
  if (place?.kind !== 'article' || place.stretch !== null || place.sentence !== null) return null;
  const about = cursor.eat(say.ABOUT_WORDS)?.[1];
  if (about !== undefined) return { ...place, stretch: { kind: 'about', words: about } };
  cursor.eat(say.INSIDE);
  const from = cursor.eat(say.FROM_WORDS);
  if (from) {
    const words = oneLine(state, from[1] ?? '')?.[0];
    return words ? { ...place, stretch: { kind: 'from', words, including: from[3] !== undefined } } : null;
  }
  const toEnd = cursor.eat(say.FROM_TO_END);
  const start = toEnd ? oneLine(state, toEnd[1] ?? '')?.[0] : undefined;
  if (start) {
    const sentence = toEnd?.[3] === undefined ? { sentence: true as const } : {};
    return { ...place, stretch: { kind: 'from', words: start, including: true, ...sentence } };
  }
  const between = cursor.eat(say.FROM_TO);
  const [first, last] = between ? [oneLine(state, between[1] ?? '')?.[0], oneLine(state, between[3] ?? '')?.[0]] : [];
  return first && last ? { ...place, stretch: { kind: 'between', from: first, to: last } } : null;
}

/** 将第九条中⟨0⟩及其后的内容删去, …修改为⟨1⟩ */
export function stretchChanged(state: State): boolean {
  const { cursor } = state;
  const found = stretchAhead(state);
  if (found === null) return false;
  if (cursor.eat(say.DELETE)) return cursor.sees(say.ORDER_ENDS) !== null && state.push({ op: 'delete', at: [found] });
  const m = found.stretch?.kind === 'about' ? null : cursor.eat(say.REPLACE);
  return m !== null && state.push({ op: 'replace', at: [found], text: state.textOf(m[1] ?? '') });
}

const endsOrder = (state: State): boolean => state.cursor.sees(say.ORDER_ENDS) !== null;

/** 删去⟨0⟩将⟨1⟩修改为⟨2⟩: nothing stands between two orders. */
const nextOrder = (state: State): boolean => state.cursor.sees(say.HANDLE) !== null;

/** 将第七条第二款删去 */
export function deletionBehind(state: State): boolean {
  const { cursor } = state;
  if (state.tries(() => headingGone(state, true))) return true;
  if (state.scope.length === 0 || !cursor.eat(say.DELETE)) return false;
  return cursor.sees(say.ORDER_ENDS) !== null && state.push({ op: 'delete', at: state.scope });
}
