/**
 * 节点: the secrets by which a place below a contact point enters, and whether they still open. A link is 128 random
 * bits, in letters that are read aloud and typed without mistake; a PIN is six digits. Pure.
 */
import type { nodeStateWords } from './node.words.js';

export type NodeState = keyof typeof nodeStateWords;

/** Crockford's base 32: no I, L, O or U */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const LINK_BYTES = 16;
export const LINK_LETTERS = 26;
const PINS = 1_000_000;

/** Wrong PINs in a row after which a link opens no more until it is made anew */
export const MOST_MISSES = 50;
/** Wrong PINs before the next one has to wait, twice as long each time */
export const FREE_MISSES = 5;
/** Days that a link is good for, at most */
export const LONGEST_DAYS = 400;
/** Links of one contact point that are not revoked */
export const MOST_NODES = 300;
/** Opinions that one node may enter in a day */
export const VOICES_PER_DAY = 300;

/** 26 letters of 16 random bytes */
export function linkFrom(bytes: Uint8Array): string {
  let n = 0n;
  for (const b of bytes.subarray(0, LINK_BYTES)) n = (n << 8n) | BigInt(b);
  let link = '';
  for (let at = 0; at < LINK_LETTERS; at++, n >>= 5n) link = (LETTERS[Number(n & 31n)] ?? '') + link;
  return link;
}

/** As it stands in an address; null where it is none, of whatever length */
export function readLink(typed: string): string | null {
  const link = typed.length > 40 ? '' : typed.toLowerCase().replace(/-/gu, '');
  return /^[0-9a-hjkmnp-tv-z]{26}$/u.test(link) ? link : null;
}

/** Six digits of 8 random bytes; what a million does not divide is a part in 10^13 */
export function pinFrom(bytes: Uint8Array): string {
  let n = 0n;
  for (const b of bytes.subarray(0, 8)) n = (n << 8n) | BigInt(b);
  return (n % BigInt(PINS)).toString().padStart(6, '0');
}

/** As people type it; null where it is none */
export function readPin(typed: string): string | null {
  const pin = typed.slice(0, 40).normalize('NFKC').replace(/\s+/gu, '');
  return /^\d{6}$/u.test(pin) ? pin : null;
}

/** Whether a link opens today */
export function nodeStateOf(
  link: { revokedAt: Date | null; expiresOn: string; misses: number },
  today: string,
): NodeState {
  if (link.revokedAt !== null) return 'REVOKED';
  if (link.expiresOn < today) return 'EXPIRED';
  return link.misses >= MOST_MISSES ? 'STOPPED' : 'OPEN';
}
