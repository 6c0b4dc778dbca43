/**
 * A PNG taken apart by its chunks and put together again from IHDR, PLTE, tRNS, IDAT and IEND (security.md, threat 22).
 * Texts, profiles, animations and whatever stands behind the end are left out. What is kept must have its right
 * checksum. Nothing is decoded.
 */
import { crc32, createInflate } from 'node:zlib';
import { PictureRefused } from './fault.rules.js';
import type { Structure } from './jpeg.structure.js';
import { checkSize } from './limits.js';

export interface PngStructure extends Structure {
  format: 'png';
  /** compressed, of all IDAT chunks */
  data: Buffer;
  /** what the data must inflate to, filter bytes included */
  inflated: number;
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const KEPT = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];
/** samples of a pixel by colour type, and the bit depths each may have */
const COLOURS: Readonly<Record<number, { samples: number; depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};
/** Adam7: where a pass begins and how far apart its pixels stand, across and down */
const PASSES = [
  [0, 8, 0, 8],
  [4, 8, 0, 8],
  [0, 4, 4, 8],
  [2, 4, 0, 4],
  [0, 2, 2, 4],
  [1, 2, 0, 2],
  [0, 1, 1, 2],
] as const;

/** the smallest usual piece of data is 4 kB */
const CHUNKS_PER_PNG = 20_000;

const damaged = (why: string): PictureRefused => new PictureRefused('DAMAGED', why);
const truncated = (why: string): PictureRefused => new PictureRefused('TRUNCATED', why);

interface Header {
  width: number;
  height: number;
  colour: number;
  inflated: number;
}

/** @throws PictureRefused TRUNCATED, DAMAGED, UNUSUAL, TOO_SMALL, TOO_MANY_PIXELS */
export function pngStructure(given: Uint8Array): PngStructure {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.length);
  const kept: Buffer[] = [SIGNATURE];
  const data: Buffer[] = [];
  let header: Header | undefined;
  let colours = 0;
  let transparent = false;
  let last = '';
  for (let at = SIGNATURE.length, chunks = 0; last !== 'IEND'; chunks++) {
    if (chunks > CHUNKS_PER_PNG) throw new PictureRefused('UNUSUAL', 'too many chunks');
    if (at + 12 > bytes.length) throw truncated('no end of the picture');
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (!/^[A-Za-z]{4}$/.test(name)) throw damaged('a chunk without a name');
    if (at + 12 + length > bytes.length) throw truncated(`ends inside ${name}`);
    const payload = bytes.subarray(at + 8, at + 8 + length);
    const whole = bytes.subarray(at, at + 12 + length);
    at += 12 + length;
    if ((name === 'IHDR') !== (header === undefined))
      throw damaged(header ? 'two headers' : 'no header at the beginning');
    if (KEPT.includes(name)) {
      if (crc32(whole.subarray(4, 8 + length)) !== whole.readUInt32BE(8 + length))
        throw damaged(`a wrong checksum in ${name}`);
      kept.push(whole);
    } else if (/^[A-Z]/.test(name)) throw damaged(`an unknown chunk ${name}`);
    header ??= headerOf(payload);
    if (name === 'PLTE') {
      if (
        colours > 0 ||
        transparent ||
        data.length > 0 ||
        length === 0 ||
        length % 3 !== 0 ||
        length > 768 ||
        header.colour === 0 ||
        header.colour === 4
      )
        throw damaged('a palette that cannot be');
      colours = length / 3;
    } else if (name === 'tRNS') {
      const fits =
        header.colour === 0
          ? length === 2
          : header.colour === 2
            ? length === 6
            : header.colour === 3 && length > 0 && length <= colours;
      if (transparent || data.length > 0 || !fits) throw damaged('a transparency that cannot be');
      transparent = true;
    } else if (name === 'IDAT') {
      if (data.length > 0 && last !== 'IDAT') throw damaged('data in two places');
      data.push(payload);
    } else if (name === 'IEND' && length !== 0) throw damaged('an end with something in it');
    last = name;
  }
  if (!header || data.length === 0 || (header.colour === 3 && colours === 0)) throw damaged('no picture in it');
  return {
    format: 'png',
    width: header.width,
    height: header.height,
    orientation: 1,
    rewritten: Buffer.concat(kept),
    data: Buffer.concat(data),
    inflated: header.inflated,
  };
}

function headerOf(payload: Buffer): Header {
  if (payload.length !== 13) throw damaged('a header of the wrong length');
  const [width, height] = [payload.readUInt32BE(0), payload.readUInt32BE(4)];
  const [depth = 0, colour = 0, compression, filter, interlace] = payload.subarray(8);
  const type = COLOURS[colour];
  if (!type?.depths.includes(depth) || compression !== 0 || filter !== 0 || (interlace !== 0 && interlace !== 1))
    throw damaged('a header that cannot be');
  const lines = (across: number, down: number): number =>
    across === 0 ? 0 : down * (1 + Math.ceil((across * type.samples * depth) / 8));
  const inflated =
    interlace === 0
      ? lines(width, height)
      : PASSES.reduce(
          (sum, [left, right, top, below]) =>
            sum + lines(Math.ceil((width - left) / right), Math.ceil((height - top) / below)),
          0,
        );
  // line by line, except where the lines come in seven passes
  checkSize(width, height, interlace === 0 ? 0 : inflated);
  return { width, height, colour, inflated };
}

/**
 * Inflates to the end, keeping nothing, and stops at the first byte that the header does not account for.
 *
 * @throws PictureRefused DAMAGED for too much or for data that is no zlib stream, TRUNCATED for too little
 */
export async function checkInflated({ data, inflated }: Pick<PngStructure, 'data' | 'inflated'>): Promise<void> {
  let size = 0;
  const stream = createInflate();
  stream.end(data);
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > inflated) throw damaged('more data than the header says');
    }
  } catch (e) {
    if (e instanceof PictureRefused) throw e;
    throw (e as NodeJS.ErrnoException).code === 'Z_BUF_ERROR'
      ? truncated('ends inside the data')
      : damaged('data that does not inflate');
  }
  if (size < inflated) throw truncated('less data than the header says');
}
