/** An authenticator app, for tests: it has the secret that was shown, and reads the clock on the wall. */
import { codeOf, stepOf } from '../../src/platform/access/totp.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function fromBase32(text: string): Buffer {
  const bits = [...text].map((c) => ALPHABET.indexOf(c).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((b) => parseInt(b, 2)));
}

/** The code that the app shows `offset` steps from now */
export const shownCode = (secret: string, offset = 0): string =>
  codeOf(fromBase32(secret), stepOf(new Date()) + offset);
