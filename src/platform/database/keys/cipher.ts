/**
 * How single fields are sealed. A cipher is one object in one list, so that an installation that must use other
 * algorithms (SM4 with SM3) adds one and seals with it from then on; what an older one sealed names that older one and
 * still opens.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface FieldCipher {
  /** stands in every sealed field */
  readonly id: string;
  readonly keyBytes: number;
  /** authenticated: `bound` is not stored and must be the same when it is opened */
  seal(key: Uint8Array, bound: Uint8Array, plain: Uint8Array): Buffer;
  /** @throws where key or `bound` is another one, or a bit was changed */
  open(key: Uint8Array, bound: Uint8Array, sealed: Uint8Array): Buffer;
}

const NONCE = 12;
const TAG = 16;

/** nonce ‖ words ‖ tag */
export const aes256gcm: FieldCipher = {
  id: 'aes-256-gcm',
  keyBytes: 32,
  seal(key, bound, plain) {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(bound);
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  open(key, bound, sealed) {
    const bytes = Buffer.from(sealed);
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(bound)
      .setAuthTag(bytes.subarray(-TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
  },
};

/** Those that open; the first one seals. */
export const ciphers: readonly FieldCipher[] = [aes256gcm];

export interface NamedKey {
  /** letters, digits and hyphens */
  readonly id: string;
  readonly secret: Uint8Array;
}

const SEALED = /^y1\.([a-z0-9-]+)\.([a-z0-9-]+)\.([A-Za-z0-9_-]+)$/;

/**
 * What a key binds: table·row·column, as `place`, and the key's own id (security §1.15): moved to another row it opens
 * no more.
 */
const boundTo = (place: string, keyId: string): Buffer => Buffer.from(`${place}·${keyId}`, 'utf8');

/** `y1.<cipher>.<key id>.<base64url>` */
export function sealField(
  key: NamedKey,
  place: string,
  plain: Uint8Array,
  cipher: FieldCipher | undefined = ciphers[0],
): string {
  if (!cipher) throw new Error('there is no cipher to seal with');
  return `y1.${cipher.id}.${key.id}.${cipher.seal(key.secret, boundTo(place, key.id), plain).toString('base64url')}`;
}

/** The id of the key that a sealed field names; undefined where the text is no sealed field */
export const keyIdOf = (sealed: string): string | undefined => SEALED.exec(sealed)?.[2];

/**
 * null where the text is no sealed field, names another key or an unknown cipher, was sealed for another place, or was
 * changed
 */
export function openField(
  key: NamedKey,
  place: string,
  sealed: string,
  known: readonly FieldCipher[] = ciphers,
): Buffer | null {
  const [, cipherId, keyId, bytes] = SEALED.exec(sealed) ?? [];
  const cipher = known.find((c) => c.id === cipherId);
  if (!cipher || keyId !== key.id || bytes === undefined) return null;
  try {
    return cipher.open(key.secret, boundTo(place, key.id), Buffer.from(bytes, 'base64url'));
  } catch {
    return null;
  }
}
