/**
 * Time-based one-time codes (RFC 6238 over HMAC-SHA-1, as every authenticator app has them): 6 digits, steps of 30
 * seconds, one step of tolerance either way. Pure: time is given.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
const DIGITS = 6;
const WINDOW = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 base32 without padding, as otpauth addresses carry it */
export function base32(bytes: Uint8Array): string {
  let [bits, held, text] = [0, 0, ''];
  for (const b of bytes) {
    held = (held << 8) | b;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET.charAt((held >>> (bits - 5)) & 31);
    held &= 255;
  }
  return bits === 0 ? text : text + ALPHABET.charAt((held << (5 - bits)) & 31);
}

/** The number of the step in which `at` lies */
export const stepOf = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP_SECONDS);

/** The code of one step, with its leading zeros (RFC 4226 §5.3) */
export function codeOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const word = digest.readUInt32BE((digest[digest.length - 1] ?? 0) & 15) & 0x7fffffff;
  return String(word % 10 ** DIGITS).padStart(DIGITS, '0');
}

/**
 * The step whose code this is, or null. Only steps after `lastUsed` count, so that no code is taken twice and none that
 * is older than one already used.
 */
export function stepOfCode(secret: Uint8Array, code: string, at: Date, lastUsed: number | null): number | null {
  const now = stepOf(at);
  let found: number | null = null;
  // every step is compared, so that time does not tell which one it was
  for (let step = now - WINDOW; step <= now + WINDOW; step++) {
    if (same(codeOf(secret, step), code) && (lastUsed === null || step > lastUsed)) found ??= step;
  }
  return found;
}

/** Six digits; anything else may be a recovery code */
export const isTotpCode = (code: string): boolean => /^\d{6}$/.test(code);

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

/** What an authenticator app reads from a QR code; the defaults are written out, as some apps want them */
export function otpauthUri(issuer: string, account: string, secret: Uint8Array): string {
  const name = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${name}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
}
