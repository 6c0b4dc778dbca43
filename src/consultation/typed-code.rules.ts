/** A code as people write it down and copy it: 一法一码 and 回执码. Pure. */
import { checks } from './check-digit.rules.js';

/** Of a text somebody pastes: a message of a village group, an address, a poster read aloud */
const MOST = 2000;
/** What is written for a nought and a one by hand, and read so by whoever types it */
const NOUGHTS = /[oOοΟоО〇○]/gu;
const ONES = /[lI|丨]/gu;
/** A run of digits and what is written for them, and what may stand between: blanks, dashes, dots, commas, slashes */
const RUN = /[\doOοΟоО〇○lI|丨](?:[\s\p{Pd}\u2212·.,、_/]{0,3}[\doOοΟоО〇○lI|丨])*/gu;
const BETWEEN = /[\s\p{Pd}\u2212·.,、_/]+/u;

/**
 * The one code of `length` digits, the last of which checks the others, in what was typed; null where there is none, or
 * more than one. Blanks, dashes, full-width digits, O for 0, words around it and invisible characters do not matter,
 * nor does a whole address.
 */
export function readTypedCode(typed: string, length: number): string | null {
  // as it stands in an address, and that is where nearly all come from
  if (typed.length === length && /^\d+$/.test(typed)) return checks(typed) ? typed : null;
  if (typed.length > MOST) return null;
  const plain = typed.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const address = new RegExp(`/l/(\\d{${length}})(?!\\d)`, 'u').exec(plain)?.[1];
  if (address !== undefined) return checks(address) ? address : null;
  const found = new Set<string>();
  for (const [run] of plain.matchAll(RUN))
    for (const code of codesIn(run.split(BETWEEN).map(digitsOf), length)) found.add(code);
  const [only] = found;
  return found.size === 1 ? (only ?? null) : null;
}

const digitsOf = (group: string): string => group.replace(NOUGHTS, '0').replace(ONES, '1');

/** Groups that stand beside one another and are as long as a code together, of which the last digit is right */
function codesIn(groups: readonly string[], length: number): string[] {
  const found: string[] = [];
  groups.forEach((_, first) => {
    let code = '';
    for (let at = first; at < groups.length && code.length < length; at++) code += groups[at] ?? '';
    if (code.length === length && checks(code)) found.push(code);
  });
  return found;
}
