/** How words from outside are taken in and shown, and how a place in an article is called. Pure. */

/**
 * Sizes of type 字号: the root font is 18, 23 or 30 px (适老化规范: main text at least 18, adjustable to 30 and more).
 */
export const sizes = ['standard', 'large', 'largest'] as const;
export type Size = (typeof sizes)[number];

export const readSize = (given: unknown): Size => sizes.find((s) => s === given) ?? 'standard';

/** An address that keeps the chosen size; `path` may have a query and a fragment. The standard size leaves no trace. */
export function keepSize(path: string, size: Size): string {
  if (size === 'standard') return path;
  const [address = '', fragment] = path.split('#');
  return `${address}${address.includes('?') ? '&' : '?'}size=${size}${fragment === undefined ? '' : `#${fragment}`}`;
}

/**
 * Characters that print nothing but change what is read: bidi controls, zero-width and tag characters, soft hyphens,
 * and controls other than line feed and tab. They could make a sentence read differently from what was stored (security
 * §2).
 */
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Words of other people, fit to be displayed. The stored words stay as they were said. */
export const stripInvisible = (text: string): string => text.toWellFormed().replace(INVISIBLE, '');

/**
 * What a form field brought, as it may be stored verbatim: well-formed, line ends as line feeds, without controls,
 * which PostgreSQL refuses (NUL) or no keyboard makes.
 */
export const taken = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** True for a text that shows nothing: blanks and invisible characters only */
export const isBlank = (text: string): boolean => stripInvisible(text).trim() === '';

/** Days from one civil day to another, both YYYY-MM-DD */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** One field of a urlencoded body: a repeated field counts once, anything else is empty. */
export function field(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return '';
  const value = (body as Record<string, unknown>)[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}
