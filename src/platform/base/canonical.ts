/** One way to write a value down, and what is computed over it. */
import { createHash, randomBytes } from 'node:crypto';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * Canonical JSON: names sorted by code unit, no blanks, numbers as JavaScript writes them (RFC 8785 for the values we
 * use).
 */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonical).join(',')}]`;
  const o = value as { readonly [name: string]: Json };
  return `{${Object.keys(o)
    .sort()
    .map((k) => `${JSON.stringify(k)}:${canonical(o[k] as Json)}`)
    .join(',')}}`;
}

export const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

/**
 * digest = SHA-256(salt ‖ canonical JSON): without the salt a short text cannot be guessed from its digest
 * (architecture §5.6)
 */
export function saltedDigest(value: Json): { salt: Buffer; digest: Buffer } {
  const salt = randomBytes(32);
  return { salt, digest: digestWith(salt, value) };
}

export const digestWith = (salt: Buffer, value: Json): Buffer =>
  createHash('sha256').update(salt).update(canonical(value)).digest();
