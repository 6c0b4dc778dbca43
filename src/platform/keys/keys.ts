/**
 * The keys of one installation (architecture §5.11): a 0600 file outside the database and outside every backup.
 * One master secret; each use gets its own key by HKDF, so that a key leaked from one use opens nothing else.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const KeysFile = z.object({
  version: z.literal(1),
  keys: z.array(z.object({ id: z.string().regex(/^[a-z0-9]{8}$/), secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })).min(1),
});

export type Purpose = 'database.superuser' | 'database.owner' | 'database.service' | 'receipt' | 'session' | 'form' | 'submission' | 'second-factor' | 'ledger' | 'backup';

export class KeysError extends Error {}

const NONCE = 12;
const TAG = 16;

export class Keys {
  private readonly derived = new Map<Purpose, Buffer>();

  constructor(private readonly master: Buffer, readonly id: string) {}

  /** 32 bytes, the same for ever for one file and purpose */
  key(purpose: Purpose): Buffer {
    let k = this.derived.get(purpose);
    if (!k) this.derived.set(purpose, (k = Buffer.from(hkdfSync('sha256', this.master, 'yifayima', purpose, 32))));
    return k;
  }

  /** HMAC-SHA-256 of a text under the key of that purpose */
  mac(purpose: Purpose, text: string): Buffer {
    return createHmac('sha256', this.key(purpose)).update(text, 'utf8').digest();
  }

  /**
   * AES-256-GCM under the key of that purpose: nonce ‖ words ‖ tag. `place` says where it is stored (table·row·column): what is
   * moved to another row opens no more (security §1.15).
   */
  seal(purpose: Purpose, place: string, plain: Uint8Array): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.key(purpose), nonce, { authTagLength: TAG }).setAAD(this.bound(place));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws KeysError where it was sealed for another place, with other keys, or was changed */
  open(purpose: Purpose, place: string, sealed: Uint8Array): Buffer {
    const bytes = Buffer.from(sealed);
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key(purpose), bytes.subarray(0, NONCE), { authTagLength: TAG })
        .setAAD(this.bound(place)).setAuthTag(bytes.subarray(-TAG));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
    } catch {
      throw new KeysError(`what is sealed at ${place} does not open with these keys`);
    }
  }

  private bound(place: string): Buffer {
    return Buffer.from(`${place}·${this.id}`, 'utf8');
  }

  /** A password for a database role, made of letters and digits */
  password(purpose: Purpose): string {
    return this.key(purpose).toString('hex');
  }

  /** What the database remembers to notice that it is opened with another keys file; tells nothing about the keys. */
  fingerprint(): string {
    return createHash('sha256').update('yifayima fingerprint').update(this.master).digest('hex').slice(0, 32);
  }

  static sameMac(a: Buffer, b: Buffer): boolean {
    return a.length === b.length && timingSafeEqual(a, b);
  }
}

/**
 * Reads the keys; makes the file with mode 0600 where there is none.
 * @throws KeysError when the file is not ours to read, is open to others, or is no keys file
 */
export async function loadKeys(path: string): Promise<Keys> {
  await mkdir(dirname(path), { recursive: true });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      const fresh = { version: 1, keys: [{ id: randomBytes(4).toString('hex'), secret: randomBytes(32).toString('base64url') }] };
      await file.writeFile(`${JSON.stringify(fresh, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw new KeysError(`KEYS_FILE ${path} cannot be made: ${(e as Error).message}`);
  }
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
    throw new KeysError(`KEYS_FILE ${path} can be read by others: set its mode to 0600`);
  }
  const parsed = KeysFile.safeParse(parseJson(await readFile(path, 'utf8')));
  const first = parsed.success ? parsed.data.keys[0] : undefined;
  if (!first) throw new KeysError(`KEYS_FILE ${path} is not a keys file of this product`);
  return new Keys(Buffer.from(first.secret, 'base64url'), first.id);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
