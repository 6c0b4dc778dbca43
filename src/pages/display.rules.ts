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

/** Of a code that is typed: a whole message with it is pasted too */
export const LONGEST_TYPED = 400;

/**
 * What a form field brought, as it may be stored verbatim: well-formed, line ends as line feeds, without controls,
 * which PostgreSQL refuses (NUL) or no keyboard makes.
 */
export const taken = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

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

/** A page of a list as its address says it, from 1 to 9999; the first where it says none */
export const readPage = (value: unknown): number =>
  typeof value === 'string' && /^[1-9]\d{0,3}$/.test(value) ? Number(value) : 1;
