/**
 * argon2id with the OWASP floor (19 MiB, 2 passes). At most two hashes at once in a process: a storm of sign-ins waits
 * instead of taking the memory (security §1.7), in a line of its own and not for ever.
 */
import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { type Place, Turns } from '../base/turns.js';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Those who wait longest do so for two seconds; a storm is told at once that it is one */
const turns = new Turns({ atOnce: 2, known: 100, strangers: 100, ofOnePlace: 30 });

/** @throws QueueFull as `passwordMatches` */
export const hashPassword = (password: string): Promise<string> => turns.take(null, () => hash(password, COST));

let nobody: Promise<string> | undefined;

/**
 * An unknown account pays for a hash too, so that time does not tell whether it exists. `from` is where a stranger
 * tries it, null for those who are signed in and for devices that are known: they are not held up by strangers.
 * @throws QueueFull where too many wait: nothing was tried
 */
export async function passwordMatches(stored: string | null, password: string, from: Place = null): Promise<boolean> {
  const against = stored ?? (await (nobody ??= hashPassword('no such account')));
  const same = await turns.take(from, () => verify(against, password));
  return stored !== null && same;
}

// no 0 O 1 l I: it is read from a slip of paper
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A one-time password of 16 letters in groups of four: 80 bits */
export function oneTimePassword(): string {
  const letter = (): string => LETTERS[randomInt(LETTERS.length)] as string;
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, letter).join('')).join('-');
}
