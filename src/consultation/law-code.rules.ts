/** 一法一码: nine random digits and a check digit, public, printed 3-3-4 (architecture §5.10). */
import { checkDigit } from './check-digit.rules.js';
import { readTypedCode } from './typed-code.rules.js';

/** `draw` gives a whole number from 0 up to its argument */
export function newLawCode(draw: (below: number) => number): string {
  const digits = Array.from({ length: 9 }, () => String(draw(10))).join('');
  return digits + checkDigit(digits);
}

/** As people type, copy or paste it; null where that is no code */
export const readLawCode = (typed: string): string | null => readTypedCode(typed, 10);

/** Ten digits as they are printed: 3-3-4 */
export const formatLawCode = (code: string): string => `${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`;
