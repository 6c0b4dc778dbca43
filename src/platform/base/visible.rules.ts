/** What of a text can be seen: words from outside are shown, judged empty and counted by that. Pure. */

/**
 * Characters that print nothing but change what is read: bidi controls, zero-width and tag characters, soft hyphens,
 * and controls other than line feed and tab. They could make a sentence read differently from what was stored (security
 * §2).
 */
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Words of other people, fit to be displayed. The stored words stay as they were said. */
export const stripInvisible = (text: string): string => text.toWellFormed().replace(INVISIBLE, '');

/** What shows nothing by itself, but may stand beside what shows: blanks, also of braille, and selectors */
const SHOWS_NOTHING = /[\s\u2800\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

/** True for a text that shows nothing: blanks and invisible characters only */
export const isBlank = (text: string): boolean => stripInvisible(text).replace(SHOWS_NOTHING, '') === '';

/** Text as it was meant: nothing where nothing shows, else without blanks at its ends */
export const tidied = (text: string): string => (isBlank(text) ? '' : text.trim());

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** How many characters a person counts: 𠮷 is one, and so is a letter with its accents or an emoji made of several */
export function lengthSeen(text: string): number {
  // a text of CJK and ASCII alone needs no look at what belongs together
  if (/^[\n\u0020-\u007e\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e‘’“”…—·]*$/u.test(text)) return text.length;
  let seen = 0;
  for (const _ of segmenter.segment(text)) seen++;
  return seen;
}
