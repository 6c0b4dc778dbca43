/** 回执码: fifteen digits and a check digit, printed 4-4-4-4; the resident's only secret (architecture §5.10). */
import { checkDigit } from '../consultation/check-digit.rules.js';
import { readTypedCode } from '../consultation/typed-code.rules.js';

/** From at least 16 random bytes: the same bytes give the same code, so a retry is answered alike. */
export function receiptCodeFrom(bytes: Uint8Array): string {
  let n = 0n;
  for (const b of bytes.subarray(0, 16)) n = (n << 8n) | BigInt(b);
  const digits = (n % 1_000_000_000_000_000n).toString().padStart(15, '0');
  return digits + checkDigit(digits);
}

/** As people type, copy or paste it; null where that is no code */
export const readReceiptCode = (typed: string): string | null => readTypedCode(typed, 16);

/** Sixteen digits as they are printed: 4-4-4-4 */
export const formatReceiptCode = (code: string): string => (code.match(/\d{4}/g) ?? []).join(' ');
