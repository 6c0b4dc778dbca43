/**
 * A backup leaves the machine, so it is sealed: AES-256-GCM in chunks, each bound to its place in the file and the last
 * one to being the last, so that a cut, a swapped or a doubled chunk does not open. The key comes from the keys file,
 * which is in no backup.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

export const MAGIC = Buffer.from('YFYM-BACKUP-1\n');
const CHUNK = 64 * 1024;
const PREFIX = 8;
const TAG = 16;
const LAST = 0x80000000;

/** The file is not a backup, was cut or changed, or was made with other keys. */
export class BackupRefused extends Error {}

const nonceOf = (prefix: Buffer, counter: number): Buffer => {
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce);
  nonce.writeUInt32BE(counter, PREFIX);
  return nonce;
};

/** Plain bytes in; magic, prefix and frames (length ‖ tag ‖ words) out. */
export class Sealing extends Transform {
  private readonly prefix = randomBytes(PREFIX);
  private held = Buffer.alloc(0);
  private counter = 0;

  constructor(private readonly key: Buffer) {
    super();
    this.push(Buffer.concat([MAGIC, this.prefix]));
  }

  override _transform(chunk: Buffer, _: string, done: TransformCallback): void {
    this.held = Buffer.concat([this.held, chunk]);
    // what is left waits: the last frame says that it is the last
    while (this.held.length > CHUNK) {
      this.frame(this.held.subarray(0, CHUNK), false);
      this.held = this.held.subarray(CHUNK);
    }
    done();
  }

  override _flush(done: TransformCallback): void {
    this.frame(this.held, true);
    done();
  }

  private frame(plain: Buffer, last: boolean): void {
    const counter = (this.counter++ | (last ? LAST : 0)) >>> 0;
    const cipher = createCipheriv('aes-256-gcm', this.key, nonceOf(this.prefix, counter), { authTagLength: TAG });
    const words = Buffer.concat([cipher.update(plain), cipher.final()]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(words.length);
    this.push(Buffer.concat([head, cipher.getAuthTag(), words]));
  }
}

/** The other way; ends with BackupRefused where a byte is not as it was written. */
export class Opening extends Transform {
  private held = Buffer.alloc(0);
  private prefix: Buffer | null = null;
  private counter = 0;
  private ended = false;

  constructor(private readonly key: Buffer) {
    super();
  }

  override _transform(chunk: Buffer, _: string, done: TransformCallback): void {
    this.held = Buffer.concat([this.held, chunk]);
    try {
      this.frames(false);
      done();
    } catch (e) {
      done(e as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      this.frames(true);
      if (!this.ended) throw new BackupRefused('备份文件不完整：结尾缺失，可能没有写完或者被截断。');
      done();
    } catch (e) {
      done(e as Error);
    }
  }

  private frames(end: boolean): void {
    if (this.prefix === null) {
      const head = MAGIC.length + PREFIX;
      const known = this.held.subarray(0, MAGIC.length);
      if (!known.equals(MAGIC.subarray(0, known.length)) || (end && this.held.length < head))
        throw new BackupRefused('这不是一法一码的备份文件。');
      if (this.held.length < head) return;
      this.prefix = Buffer.from(this.held.subarray(MAGIC.length, head));
      this.held = this.held.subarray(head);
    }
    for (;;) {
      if (this.held.length < 4 + TAG) break;
      const size = this.held.readUInt32BE();
      if (size > CHUNK) throw new BackupRefused('备份文件已损坏。');
      // the length of a frame says nothing about its end: the last is the one behind which nothing comes
      if (this.held.length < 4 + TAG + size || (!end && this.held.length === 4 + TAG + size)) break;
      const frame = this.held.subarray(0, 4 + TAG + size);
      this.held = this.held.subarray(4 + TAG + size);
      this.unseal(frame, end && this.held.length === 0);
    }
    if (end && this.held.length > 0) throw new BackupRefused('备份文件不完整：结尾缺失，可能没有写完或者被截断。');
  }

  private unseal(frame: Buffer, last: boolean): void {
    const counter = (this.counter++ | (last ? LAST : 0)) >>> 0;
    const decipher = createDecipheriv('aes-256-gcm', this.key, nonceOf(this.prefix ?? Buffer.alloc(PREFIX), counter), {
      authTagLength: TAG,
    }).setAuthTag(frame.subarray(4, 4 + TAG));
    try {
      this.push(Buffer.concat([decipher.update(frame.subarray(4 + TAG)), decipher.final()]));
    } catch {
      throw new BackupRefused(
        this.counter === 1
          ? '备份打不开：密钥文件（KEYS_FILE）不是做备份时的那一份，或者文件已损坏。'
          : '备份文件已损坏，或者被截断、改动过。',
      );
    }
    this.ended = last;
  }
}
