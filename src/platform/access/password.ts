/**
 * argon2id with the OWASP floor (19 MiB, 2 passes). At most two hashes at once in a process: a storm of sign-ins waits
 * instead of taking the memory (security §1.7).
 */
import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, COST));

let nobody: Promise<string> | undefined;

/** An unknown account pays for a hash too, so that time does not tell whether it exists. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await (nobody ??= hashPassword('no such account')));
  const same = await inTurn(() => verify(against, password));
  return stored !== null && same;
}

// no 0 O 1 l I: it is read from a slip of paper
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A one-time password of 16 letters in groups of four: 80 bits */
export function oneTimePassword(): string {
  const letter = (): string => LETTERS[randomInt(LETTERS.length)] as string;
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, letter).join('')).join('-');
}
