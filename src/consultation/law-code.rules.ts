/** 一法一码: nine random digits and a check digit, public, printed 3-3-4 (architecture §5.10). */
import { checkDigit, checks } from './check-digit.rules.js';

/** `draw` gives a whole number from 0 up to its argument */
export function newLawCode(draw: (below: number) => number): string {
  const digits = Array.from({ length: 9 }, () => String(draw(10))).join('');
  return digits + checkDigit(digits);
}

/** As people type it: blanks and hyphens do not matter, full-width digits are digits; null when it is not one. */
export function readLawCode(typed: string): string | null {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '');
  return /^\d{10}$/.test(code) && checks(code) ? code : null;
}

/** Ten digits as they are printed: 3-3-4 */
export const formatLawCode = (code: string): string => `${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`;
