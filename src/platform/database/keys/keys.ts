/**
 * The keys of one installation (architecture §5.11): a 0600 file outside the database and outside every backup. Each
 * use gets its own key by HKDF, so that a key leaked from one use opens nothing else. The file is a list, newest first.
 * What must stay the same for ever (receipt codes, role passwords, seals, second factors, backups, the fingerprint)
 * derives from the last one, the first ever made; the newest one wraps the data keys under which personal data is
 * sealed, and only that rotates.
 */
import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { aes256gcm, type NamedKey } from './cipher.js';

const KeysFile = z.object({
  version: z.literal(1),
  keys: z
    .array(z.object({ id: z.string().regex(/^[a-z0-9]{8}$/), secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }))
    .min(1),
});

export type Purpose =
  | 'database.superuser'
  | 'database.owner'
  | 'database.service'
  | 'receipt'
  | 'session'
  | 'form'
  | 'submission'
  | 'node'
  | 'second-factor'
  | 'ledger'
  | 'sealed words'
  | 'backup';

export class KeysError extends Error {}

/** One key of the file */
export interface MasterKey {
  id: string;
  secret: Buffer;
}

const derive = (master: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, 'yifayima', purpose, 32));

export class Keys {
  private readonly derived = new Map<Purpose, Buffer>();

  /** `master` and `id`: the first key ever made; `newer`: those made since, newest first */
  constructor(
    private readonly master: Buffer,
    readonly id: string,
    private readonly newer: readonly MasterKey[] = [],
  ) {}

  /** The key that wraps data keys now */
  wrapping(): NamedKey {
    const newest = this.newer[0] ?? { id: this.id, secret: this.master };
    return { id: newest.id, secret: derive(newest.secret, 'data-key') };
  }

  /** The key that wrapped data keys under that id; undefined where the file has none */
  wrappingBy(id: string): NamedKey | undefined {
    const found = id === this.id ? this.master : this.newer.find((k) => k.id === id)?.secret;
    return found && { id, secret: derive(found, 'data-key') };
  }

  /** 32 bytes, the same for ever for one file and purpose */
  key(purpose: Purpose): Buffer {
    let k = this.derived.get(purpose);
    if (!k) this.derived.set(purpose, (k = derive(this.master, purpose)));
    return k;
  }

  /** HMAC-SHA-256 of a text under the key of that purpose */
  mac(purpose: Purpose, text: string): Buffer {
    return createHmac('sha256', this.key(purpose)).update(text, 'utf8').digest();
  }

  /**
   * AES-256-GCM under the key of that purpose: nonce ‖ words ‖ tag. `place` says where it is stored (table·row·column):
   * what is moved to another row opens no more (security §1.15).
   */
  seal(purpose: Purpose, place: string, plain: Uint8Array): Buffer {
    return aes256gcm.seal(this.key(purpose), this.bound(place), plain);
  }

  /** @throws KeysError where it was sealed for another place, with other keys, or was changed */
  open(purpose: Purpose, place: string, sealed: Uint8Array): Buffer {
    try {
      return aes256gcm.open(this.key(purpose), this.bound(place), sealed);
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

type KeysFile = z.output<typeof KeysFile>;

const freshKey = (): KeysFile['keys'][number] => ({
  id: randomBytes(4).toString('hex'),
  secret: randomBytes(32).toString('base64url'),
});
const print = (file: KeysFile): string => `${JSON.stringify(file, null, 2)}\n`;

/**
 * Reads the keys; makes the file with mode 0600 where there is none.
 * @throws KeysError when the file is not ours to read, is open to others, or is no keys file
 */
export async function loadKeys(path: string): Promise<Keys> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeNew(path, print({ version: 1, keys: [freshKey()] }));
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new KeysError(`KEYS_FILE ${path} cannot be made: ${(e as Error).message}`);
  }
  return keysOf(await readKeysFile(path));
}

/**
 * Puts a new key in front of the file's: complete beside it first, then in its place, so that there is at every moment
 * one whole file. Gives the keys as they are from then on.
 * @throws KeysError as loadKeys, and where another rotation is under way
 */
export async function addKey(path: string): Promise<Keys> {
  const present = await readKeysFile(path);
  const next: KeysFile = { version: 1, keys: [freshKey(), ...present.keys] };
  const beside = `${path}.new`;
  try {
    await writeNew(beside, print(next));
  } catch (e) {
    const taken = (e as NodeJS.ErrnoException).code === 'EEXIST';
    throw new KeysError(
      taken
        ? `${beside} is there already: another rotation is under way, or one was cut off; remove it then`
        : `${beside} cannot be made: ${(e as Error).message}`,
    );
  }
  try {
    await rename(beside, path);
  } catch (e) {
    await rm(beside, { force: true });
    throw new KeysError(`KEYS_FILE ${path} cannot be replaced: ${(e as Error).message}`);
  }
  await syncFolder(dirname(path));
  return keysOf(next);
}

async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the new name itself last; Windows opens no folder. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function readKeysFile(path: string): Promise<KeysFile> {
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
    throw new KeysError(`KEYS_FILE ${path} can be read by others: set its mode to 0600`);
  }
  const parsed = KeysFile.safeParse(parseJson(await readFile(path, 'utf8')));
  if (!parsed.success) throw new KeysError(`KEYS_FILE ${path} is not a keys file of this product`);
  return parsed.data;
}

function keysOf(file: KeysFile): Keys {
  const all = file.keys.map((k) => ({ id: k.id, secret: Buffer.from(k.secret, 'base64url') }));
  const first = all.at(-1);
  if (!first) throw new KeysError('a keys file has at least one key');
  return new Keys(first.secret, first.id, all.slice(0, -1));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
