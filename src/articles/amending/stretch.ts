/**
 * Parts of a sentence that decisions name without quoting all of it: 后半句, 分号后的内容,
 * “情节严重的”及其后的内容, “甲”至“乙”的部分, the words before a list. Each is one stretch of one piece of
 * text or nothing: where two could be meant the order is refused and says so.
 */
import type { Place, Stretch } from './operations.js';
import { missing, nameOf } from './problems.js';
import { newWords, occurrences, plain, type Span, splice } from './words.js';
import { articleAt, itemAt, paragraphAt, textsAt, type Work, type WorkText } from './work.js';

export interface Stretched {
  text: WorkText;
  span: Span;
}

const byHand = '请在整理稿上人工修改。';

/** The stretch that a place names, its last mark left out; in Chinese why there is none. */
export function stretchAt(work: Work, place: Place): Stretched | string {
  const { stretch } = place;
  const texts = textsAt(work, { ...place, stretch: null });
  if (!stretch || !texts?.length) return missing(work, { ...place, stretch: null });
  if (stretch.kind === 'lead') return leadOf(work, place);
  if (stretch.kind === 'from' || stretch.kind === 'between') return quoted(place, stretch, texts);
  const [text] = texts;
  if (!text || texts.length > 1)
    return `${nameOf({ ...place, stretch: null })}有几款或者几项，没有写明是哪一处的${STRETCH[stretch.kind]}；${byHand}`;
  const words = plain(text.text);
  const body = words.replace(FINAL, '');
  const mark = stretch.kind === 'half' ? '；' : stretch.mark;
  const at = body.indexOf(mark);
  if (at < 0 || body.indexOf(mark, at + 1) >= 0)
    return `${nameOf({ ...place, stretch: null })}不是由一个“${mark}”分成前后两部分的，认不出${STRETCH[stretch.kind]}；${byHand}`;
  const first = stretch.kind === 'half' ? stretch.which === 'first' : stretch.side === 'before';
  return { text, span: first ? { start: 0, end: at } : { start: at + 1, end: body.length } };
}

const STRETCH = { half: '前半句、后半句', mark: '文字' } as const;
const FINAL = /[。；：]$/u;

/** The words of a 款 or 项 before its list. */
function leadOf(work: Work, place: Place): Stretched | string {
  const article = articleAt(work, place);
  const whole = { ...place, stretch: null };
  const target = !article ? null : place.item !== null ? itemAt(article, whole) : paragraphAt(article, whole);
  if (!target) return missing(work, whole);
  return { text: target, span: { start: 0, end: plain(target.text).replace(FINAL, '').length } };
}

function quoted(
  place: Place,
  stretch: Extract<Stretch, { kind: 'from' | 'between' }>,
  texts: readonly WorkText[],
): Stretched | string {
  const words = stretch.kind === 'from' ? stretch.words : stretch.from;
  const hits = texts.flatMap((text) => occurrences(plain(text.text), words).map((span) => ({ text, span })));
  const [hit] = hits;
  const name = nameOf({ ...place, stretch: null });
  if (!hit) return `${name}中没有“${words}”；请核对引文，或者在整理稿上人工修改。`;
  if (hits.length > 1) return `${name}中有${hits.length}处“${words}”，没有写明从哪一处起；${byHand}`;
  const whole = plain(hit.text.text);
  if (stretch.kind === 'from') {
    if (hit.text !== texts[texts.length - 1])
      return `${name}中“${words}”后面还有别的款或者项，没有写明到哪里为止；${byHand}`;
    const start = stretch.including ? hit.span.start : hit.span.end;
    return { text: hit.text, span: { start, end: whole.replace(FINAL, '').length } };
  }
  const ends = occurrences(whole, stretch.to).filter((span) => span.start >= hit.span.end);
  const [end] = ends;
  if (!end) return `${name}中“${words}”后面没有“${stretch.to}”；请核对引文，或者在整理稿上人工修改。`;
  if (ends.length > 1) return `${name}中“${words}”后面有${ends.length}处“${stretch.to}”，没有写明到哪一处；${byHand}`;
  return { text: hit.text, span: { start: hit.span.start, end: end.end } };
}

/** Takes the stretch away with the mark that joined it; what is left keeps the mark at its end. */
export function removeStretch(work: Work, place: Place): string | null {
  const found = stretchAt(work, place);
  if (typeof found === 'string') return found;
  const { text, span } = found;
  const whole = plain(text.text);
  const before = whole.slice(0, span.start);
  const behind = whole.slice(span.end);
  if (before === '' && /^[。；：]?$/u.test(behind)) return `${nameOf(place)}删去以后，这里没有剩下文字；${byHand}`;
  // the first of two halves goes with the mark behind it
  if (before === '') {
    text.text = splice(text.text, 0, span.end + (/^[；，、]/u.test(behind) ? 1 : 0), []);
    return null;
  }
  const last = /[；，、：。]$/u.exec(before)?.[0] ?? '';
  const final = /[。；]$/u.exec(whole)?.[0] ?? '';
  const left = behind === '' || behind === final;
  if (!left) {
    // of the two marks that meet the stronger one stays
    const next = /^[；，、。]/u.exec(behind)?.[0] ?? '';
    const drop = last !== '' && next !== '' && '，、；。'.indexOf(next) >= '，、；。'.indexOf(last);
    const doubled = last !== '' && next !== '' && !drop;
    text.text = splice(text.text, span.start - (drop ? 1 : 0), span.end + (doubled ? 1 : 0), []);
    return null;
  }
  const kept = last === '。' ? span.start : span.start - last.length;
  text.text = splice(text.text, kept, whole.length, last === '。' ? [] : newWords(final === '' ? '。' : final));
  return null;
}

/** Puts new words in the place of the stretch; a mark at their end takes the place of the one that stood behind it. */
export function replaceStretch(work: Work, place: Place, words: string): string | null {
  const found = stretchAt(work, place);
  if (typeof found === 'string') return found;
  if (words === '') return '指令没有给出引号内的新文字；请核对决定文本。';
  const { text, span } = found;
  const behind = plain(text.text).charAt(span.end);
  const closed = /[。；：]$/u.test(words);
  const end = span.end + (closed && FINAL.test(behind) ? 1 : 0);
  text.text = splice(text.text, span.start, end, newWords(words));
  return null;
}
