/**
 * Parts of a sentence that decisions name without quoting all of it: 后半句, 分号后的内容,
 * “情节严重的”及其后的内容, “甲”至“乙”的部分, the words before a list. Each is one stretch of one piece of
 * text or nothing: where two could be meant the order is refused and says so.
 */
import type { Place, Stretch } from './operations.js';
import { missing, nameOf } from './problems.js';
import { newWords, occurrences, plain, type Span, splice } from './words.js';
import {
  articleAt,
  itemAt,
  paragraphAt,
  textsAt,
  type Work,
  type WorkItem,
  type WorkParagraph,
  type WorkText,
} from './work.js';

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
  if (stretch.kind === 'about') return saidAbout(place, stretch.words, texts);
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
    if (!stretch.sentence && hit.text !== texts[texts.length - 1])
      return `${name}中“${words}”后面还有别的款或者项，没有写明到哪里为止；${byHand}`;
    const start = stretch.including ? hit.span.start : hit.span.end;
    const stop = stretch.sentence ? whole.indexOf('。', start) : -1;
    return { text: hit.text, span: { start, end: stop >= 0 ? stop : whole.replace(FINAL, '').length } };
  }
  const ends = occurrences(whole, stretch.to).filter((span) => span.start >= hit.span.end);
  const [end] = ends;
  if (!end) return `${name}中“${words}”后面没有“${stretch.to}”；请核对引文，或者在整理稿上人工修改。`;
  if (ends.length > 1) return `${name}中“${words}”后面有${ends.length}处“${stretch.to}”，没有写明到哪一处；${byHand}`;
  return { text: hit.text, span: { start: hit.span.start, end: end.end } };
}

/** Shorter words stand in provisions that are about something else. */
const FEWEST_WORDS = 4;

/**
 * 中关于追究刑事责任的规定, where the words stand in one half or sentence behind the first: what it is about is then no
 * judgement. The first one is what the others hang on, and a part between commas is no provision.
 */
function saidAbout(place: Place, words: string, texts: readonly WorkText[]): Stretched | string {
  const where = nameOf({ ...place, stretch: null });
  const write = '请在决定里引用要删去的原文（删去……中的“……”），或者在整理稿上人工修改。';
  const holding = texts.filter((text) => plain(text.text).includes(words));
  const [text] = holding;
  if (!text) return `${where}里没有“${words}”这几个字，哪些文字属于关于${words}的规定要由人判断；${write}`;
  if (holding.length > 1) return `${where}里有${holding.length}处讲到“${words}”，没有写明删去哪一处；${write}`;
  const parts = [...plain(text.text).matchAll(/[^；。]+/gu)];
  const hits = parts.filter((m) => m[0].includes(words));
  const [hit] = hits;
  if (hit && hits.length === 1 && hit.index > 0 && words.length >= FEWEST_WORDS)
    return { text, span: { start: hit.index, end: hit.index + hit[0].length } };
  return `${where}里讲到“${words}”的文字没有同其他规定分开，删到哪里为止要由人判断；${write}`;
}

/** 第五条中关于取土的规定: the one 项 that has the words; null where the place is no list or more of it has them. */
export function itemAbout(work: Work, place: Place): { paragraph: WorkParagraph; item: WorkItem } | null {
  const { stretch } = place;
  if (stretch?.kind !== 'about' || place.item !== null) return null;
  const article = articleAt(work, place);
  const paragraphs = article?.paragraphs.filter((p) => place.paragraph === null || p.old === place.paragraph) ?? [];
  const has = (text: WorkText): boolean => plain(text.text).includes(stretch.words);
  const items = paragraphs.flatMap((paragraph) => paragraph.items.map((item) => ({ paragraph, item })));
  const found = items.filter(({ item }) => has(item) || item.subitems.some(has));
  const [only] = found;
  return only && found.length === 1 && items.length > 1 && !paragraphs.some(has) && only.item.label !== ''
    ? only
    : null;
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
