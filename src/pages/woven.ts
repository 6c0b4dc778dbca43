/**
 * An answer woven of long pieces that many answers share and short ones of its own: 600 law codes of one law show the
 * same text, each with its own digits and contact point. A shared piece is encoded and compressed once; a gzip answer
 * is put together from what is there, without compressing anything again. RFC 1951 (deflate) and 1952 (gzip).
 */
import { createHash } from 'node:crypto';
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** One stream of gzip: deflate, no time, no name, system unknown */
const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** The last block of a stream, with nothing in it */
const LAST = Buffer.from([3, 0]);
/** What a block that stores bytes as they are can hold */
export const MOST_STORED = 0xffff;

/** A piece that many answers share. It ends at a whole byte and looks back at nothing before it: it fits anywhere. */
export class SharedPiece {
  readonly plain: Buffer;
  readonly deflated: Buffer;
  readonly digest: string;
  private readonly ofNothing: number;
  private readonly ofBit: Uint32Array;

  constructor(text: string) {
    this.plain = Buffer.from(text);
    // without a last block, and with the rest of the last byte filled up
    this.deflated = deflateRawSync(this.plain, { level: 9, memLevel: 9, finishFlush: constants.Z_SYNC_FLUSH });
    this.digest = createHash('sha256').update(this.plain).digest('base64url').slice(0, 22);
    this.ofNothing = crc32(this.plain, 0);
    this.ofBit = Uint32Array.from({ length: 32 }, (_, bit) => crc32(this.plain, (1 << bit) >>> 0) ^ this.ofNothing);
  }

  /** What is held in memory */
  get bytes(): number {
    return this.plain.length + this.deflated.length + 400;
  }

  /**
   * The CRC-32 of everything up to the end of this piece, from that of everything before it. Each bit of that changes
   * the result in a way of its own, whatever the others are, so 32 ways, tried once, tell all.
   */
  crcAfter(before: number): number {
    let crc = this.ofNothing;
    for (let bit = 0, rest = before; rest !== 0; bit++, rest >>>= 1) if (rest & 1) crc ^= this.ofBit[bit] ?? 0;
    return crc >>> 0;
  }
}

/** Short pieces, text of at most 65,535 bytes each, between shared ones */
export class Woven {
  private readonly pieces: readonly (SharedPiece | Buffer)[];
  private packed?: Buffer;
  private tag?: string;

  constructor(pieces: readonly (SharedPiece | string)[]) {
    // zlib gives the check sum of nothing as if nothing came before it
    this.pieces = pieces
      .map((p) => (typeof p === 'string' ? Buffer.from(p) : p))
      .filter((p) => (p instanceof SharedPiece ? p.plain : p).length > 0);
    if (this.pieces.some((p) => !(p instanceof SharedPiece) && p.length > MOST_STORED))
      throw new Error('a piece of its own is short');
  }

  /** The whole as it is read */
  plain(): Buffer {
    return Buffer.concat(this.pieces.map((p) => (p instanceof SharedPiece ? p.plain : p)));
  }

  /** The whole as one stream of gzip; `plain` compressed, to whoever reads it. Made once, and nobody's to change */
  gzip(): Buffer {
    return (this.packed ??= this.pack());
  }

  /** Weak, as both forms have it: another one where a byte of `plain` is another */
  etag(): string {
    return (this.tag ??= `W/"${this.digest()}"`);
  }

  private pack(): Buffer {
    const blocks = this.pieces.flatMap((p) => (p instanceof SharedPiece ? [p.deflated] : [stored(p), p]));
    const end = Buffer.alloc(8);
    end.writeUInt32LE(this.crc(), 0);
    end.writeUInt32LE(
      this.pieces.reduce((n, p) => n + (p instanceof SharedPiece ? p.plain : p).length, 0),
      4,
    );
    return Buffer.concat([HEAD, ...blocks, LAST, end]);
  }

  private digest(): string {
    const all = createHash('sha256');
    for (const p of this.pieces) all.update(p instanceof SharedPiece ? p.digest : p);
    return all.digest('base64url').slice(0, 22);
  }

  private crc(): number {
    return this.pieces.reduce((crc, p) => (p instanceof SharedPiece ? p.crcAfter(crc) : crc32(p, crc)), 0);
  }
}

/** The head of a block that stores what follows it */
function stored({ length }: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(length, 1);
  head.writeUInt16LE(~length & 0xffff, 3);
  return head;
}
