/** Pictures made by hand: coloured ones by the encoder, crooked ones byte by byte. */
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type OverlayOptions, type Sharp } from 'sharp';

export const MARKER = 'PLANTED-113.9876-22.5432';

/**
 * `size` pixels across and three quarters of that down: red at the top left, blue at the right, else green; without any
 * metadata
 */
export async function jpeg(
  size = 64,
  { progressive = false, cmyk = false, noise = false }: { progressive?: boolean; cmyk?: boolean; noise?: boolean } = {},
): Promise<Buffer> {
  return (await coloured(size, noise))
    .toColourspace(cmyk ? 'cmyk' : 'srgb')
    .jpeg({ quality: 95, progressive, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

export async function png(size = 64): Promise<Buffer> {
  return (await coloured(size, false)).png().toBuffer();
}

async function coloured(width: number, noise: boolean): Promise<Sharp> {
  const height = (width * 3) / 4;
  const patch = (background: string, left: number, top: number): OverlayOptions => ({
    input: { create: { width: width / 4, height: height / 4, channels: 3, background } },
    left,
    top,
  });
  const ground = noise ? { noise: { type: 'gaussian' as const, mean: 128, sigma: 60 } } : {};
  const flat = await sharp({ create: { width, height, channels: 3, background: '#00a000', ...ground } })
    .composite([patch('#ff0000', 0, 0), patch('#0000ff', (width * 3) / 4, 0)])
    .png()
    .toBuffer();
  return sharp(flat);
}

/** FF, marker, length, content */
export const segment = (marker: number, content: Uint8Array | string): Buffer => {
  const body = Buffer.from(content);
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** The bytes with these right behind SOI */
export const withSegments = (picture: Buffer, ...segments: Buffer[]): Buffer =>
  Buffer.concat([picture.subarray(0, 2), ...segments, picture.subarray(2)]);

/** EXIF with an orientation, a maker's note and a place, as phones write it; `little`: byte order II */
export function exif(
  orientation: number,
  {
    little = false,
    type = 3,
    count = 1,
    entries = 3,
  }: { little?: boolean; type?: number; count?: number; entries?: number } = {},
): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 3 * 12 + 4);
  const short = (value: number, at: number): unknown =>
    little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (value: number, at: number): unknown =>
    little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(little ? 'II' : 'MM', 0, 'latin1');
  short(42, 2);
  long(8, 4);
  short(entries, 8);
  const entry = (i: number, tag: number, kind: number, n: number, value: number): void => {
    short(tag, 10 + 12 * i);
    short(kind, 12 + 12 * i);
    long(n, 14 + 12 * i);
    short(value, 18 + 12 * i);
  };
  entry(0, 0x010f, 2, MARKER.length + 1, tiff.length);
  entry(1, 0x0112, type, count, orientation);
  entry(2, 0x8825, 4, 1, 0);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(`${MARKER}\0`, 'latin1')]));
}

export const chunk = (name: string, content: Uint8Array | string = '', { crc }: { crc?: number } = {}): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), Buffer.from(content)]);
  const [head, tail] = [Buffer.alloc(4), Buffer.alloc(4)];
  head.writeUInt32BE(body.length - 4);
  tail.writeUInt32BE(crc ?? crc32(body));
  return Buffer.concat([head, body, tail]);
};

export const PNG_BEGINNING = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

export function header(
  width: number,
  height: number,
  { depth = 8, colour = 2, compression = 0, filter = 0, interlace = 0 } = {},
): Buffer {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width, 0);
  body.writeUInt32BE(height, 4);
  body.set([depth, colour, compression, filter, interlace], 8);
  return chunk('IHDR', body);
}

/** A PNG of zeros of that kind, with `more` chunks before the data; `bytes`: how many the data inflates to */
export function madePng(
  width: number,
  height: number,
  bytes: number,
  { more = [], ...kind }: { more?: Buffer[]; depth?: number; colour?: number; interlace?: number } = {},
): Buffer {
  return Buffer.concat([
    PNG_BEGINNING,
    header(width, height, kind),
    ...more,
    chunk('IDAT', deflateSync(Buffer.alloc(bytes))),
    chunk('IEND'),
  ]);
}

/** The beginning of a HEIC file as a telephone writes it */
export const HEIC = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'),
  Buffer.alloc(200),
]);

/** Names of the segments or chunks in the order they come, with what stands behind the end as `+n` */
export function partsOf(picture: Buffer): string[] {
  const found: string[] = [];
  let at = 8;
  if (picture[0] === 0x89) {
    for (; at + 12 <= picture.length && found.at(-1) !== 'IEND'; at += 12 + picture.readUInt32BE(at))
      found.push(picture.toString('latin1', at + 4, at + 8));
  } else {
    at = 2;
    while (at < picture.length && found.at(-1) !== 'd9') {
      const code = picture[at + 1] ?? 0;
      found.push(code.toString(16));
      at += code === 0xd9 ? 2 : 2 + picture.readUInt16BE(at + 2);
      if (code === 0xda)
        while (
          picture[at] !== 0xff ||
          picture[at + 1] === 0 ||
          ((picture[at + 1] ?? 0) >= 0xd0 && (picture[at + 1] ?? 0) <= 0xd7)
        )
          at++;
    }
  }
  return at < picture.length ? [...found, `+${picture.length - at}`] : found;
}
