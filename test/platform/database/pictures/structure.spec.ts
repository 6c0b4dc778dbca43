/** What goes to a decoder, and what is refused by its bytes alone. */
import fc from 'fast-check';
import sharp from 'sharp';
import { orientationOf } from '../../../../src/platform/database/pictures/exif.js';
import { pictureFaults, PictureRefused } from '../../../../src/platform/database/pictures/fault.rules.js';
import { pictureWords } from '../../../../src/platform/database/pictures/picture.words.js';
import {
  checkInflated,
  type PngStructure,
  pngStructure,
} from '../../../../src/platform/database/pictures/png.structure.js';
import { structureOf } from '../../../../src/platform/database/pictures/structure.js';
import {
  chunk,
  exif,
  header,
  HEIC,
  jpeg,
  madePng,
  MARKER,
  partsOf,
  png,
  PNG_BEGINNING,
  segment,
  withSegments,
} from '../../../support/pictures.js';

const fault = (bytes: Uint8Array): string => {
  try {
    return structureOf(bytes).format;
  } catch (e) {
    if (e instanceof PictureRefused) return e.fault;
    throw e;
  }
};
const [plain, progressive, cmyk, drawn] = [
  await jpeg(),
  await jpeg(64, { progressive: true }),
  await jpeg(64, { cmyk: true }),
  await png(),
];
const interlaced = await sharp(await png(64))
  .resize(61, 17, { fit: 'fill' })
  .png({ progressive: true })
  .toBuffer();
const sofAt = (picture: Buffer): number =>
  picture.findIndex((b, i) => b === 0xff && [0xc0, 0xc2].includes(picture[i + 1] ?? 0));
const edited = (picture: Buffer, at: number, ...bytes: number[]): Buffer => {
  const copy = Buffer.from(picture);
  copy.set(bytes, at);
  return copy;
};
const sized = (picture: Buffer, width: number, height: number): Buffer =>
  edited(picture, sofAt(picture) + 5, height >> 8, height & 255, width >> 8, width & 255);
/** the segment that begins there */
const cutOut = (picture: Buffer, at: number): Buffer => picture.subarray(at, at + 2 + picture.readUInt16BE(at + 2));
const sof = cutOut(plain, sofAt(plain));
const behindSof = (...more: Buffer[]): Buffer =>
  Buffer.concat([plain.subarray(0, sofAt(plain) + sof.length), ...more, plain.subarray(sofAt(plain) + sof.length)]);
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('kinds', () => {
  it.each<[string, Buffer, string]>([
    ['JPEG', plain, 'jpeg'],
    ['progressive', progressive, 'jpeg'],
    ['CMYK with the note of Adobe', cmyk, 'jpeg'],
    ['PNG', drawn, 'png'],
    ['nothing', Buffer.alloc(0), 'EMPTY'],
    ['HEIC', HEIC, 'HEIC'],
    ['AVIF', Buffer.concat([Buffer.alloc(4), ascii('ftypavif')]), 'HEIC'],
    ['WebP', ascii('RIFF....WEBPVP8 '), 'WEBP'],
    ['GIF', ascii('GIF89a'), 'GIF'],
    ['TIFF', ascii('II*\0\x08\0\0\0'), 'TIFF'],
    ['TIFF the other way', ascii('MM\0*\0\0\0\x08'), 'TIFF'],
    ['SVG', ascii('<svg xmlns="x"/>'), 'SVG'],
    ['SVG with a declaration', Buffer.from('\ufeff  <?xml version="1.0"?><svg/>'), 'SVG'],
    ['a film', Buffer.concat([Buffer.alloc(4), ascii('ftypisom')]), 'FORMAT_UNKNOWN'],
    ['PDF', ascii('%PDF-1.7'), 'FORMAT_UNKNOWN'],
    ['HTML', ascii('<html>'), 'FORMAT_UNKNOWN'],
    ['one byte', Buffer.of(0xff), 'FORMAT_UNKNOWN'],
    ['a JPEG behind something', Buffer.concat([ascii('x'), plain]), 'FORMAT_UNKNOWN'],
    ['too many bytes', Buffer.concat([plain, Buffer.alloc(10 * 1024 * 1024)]), 'TOO_MANY_BYTES'],
  ])('%s', (_, bytes, expected) => expect(fault(bytes)).toBe(expected));
  it('every fault has words that say what to do', () => {
    for (const f of pictureFaults) expect(pictureWords[f]).toMatch(/请/);
  });
});

describe('a JPEG', () => {
  it('goes on with its tables, frame and scans only', () => {
    const dirty = withSegments(
      plain,
      segment(0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\0\0'),
      exif(1),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>'),
      segment(0xe2, 'ICC_PROFILE\0\x01\x01'),
      segment(0xed, 'Photoshop 3.0\0'),
      segment(0xfe, MARKER),
    );
    const { rewritten } = structureOf(dirty);
    expect(partsOf(rewritten)).toEqual(['db', 'db', 'c0', 'c4', 'c4', 'c4', 'c4', 'da', 'd9']);
    expect(rewritten.includes(MARKER)).toBe(false);
    expect(rewritten.equals(structureOf(plain).rewritten)).toBe(true);
  });
  it.each([
    ['a film of the moment before', ascii('ftypisom and so on')],
    ['an archive', ascii('PK\x03\x04')],
    ['another picture', plain],
    ['a page', ascii('<script>alert(1)</script>')],
  ])('%s behind its end is left out', (_, more) => {
    expect(structureOf(Buffer.concat([plain, more])).rewritten.equals(structureOf(plain).rewritten)).toBe(true);
  });
  it('what fills up to a marker behind a scan is left out; a stuffed byte behind it stays', () => {
    const table = progressive.indexOf(Buffer.of(0xff, 0xc4), progressive.indexOf(Buffer.of(0xff, 0xda)));
    const filled = Buffer.concat([
      progressive.subarray(0, table),
      Buffer.of(0xff, 0xff, 0xff),
      progressive.subarray(table),
    ]);
    expect(structureOf(filled).rewritten.equals(structureOf(progressive).rewritten)).toBe(true);
    const stuffed = Buffer.concat([
      progressive.subarray(0, table),
      Buffer.of(0xff, 0xff, 0),
      progressive.subarray(table),
    ]);
    expect(structureOf(stuffed).rewritten.length).toBe(structureOf(progressive).rewritten.length + 3);
  });
  it('what is rewritten is not rewritten again', () => {
    for (const p of [plain, progressive, cmyk, drawn])
      expect(structureOf(structureOf(p).rewritten).rewritten.equals(structureOf(p).rewritten)).toBe(true);
  });
  it('keeps one note of Adobe of the right length, else CMYK would come out inverted', () => {
    expect(partsOf(structureOf(cmyk).rewritten).filter((p) => p === 'ee')).toEqual(['ee']);
    const adobe = 'Adobe\0d\0\0\0\0\x01';
    for (const [note, kept] of [
      [adobe, 1],
      [`${adobe}x`, 0],
      ['Adobx\0d\0\0\0\0\x01', 0],
    ] as const)
      expect(
        partsOf(
          structureOf(withSegments(plain, segment(0xee, ascii(note)), segment(0xee, ascii(note)))).rewritten,
        ).filter((p) => p === 'ee'),
      ).toHaveLength(kept);
  });
  it.each<[string, Buffer, string]>([
    ['two frames that disagree', behindSof(edited(sof, 5, 0, 20)), 'DAMAGED'],
    ['two frames alike', behindSof(sof), 'DAMAGED'],
    ['a frame behind the scan', Buffer.concat([plain.subarray(0, -2), sof, plain.subarray(-2)]), 'DAMAGED'],
    ['no scan', Buffer.concat([plain.subarray(0, sofAt(plain) + sof.length), Buffer.of(0xff, 0xd9)]), 'DAMAGED'],
    [
      'no frame',
      Buffer.concat([plain.subarray(0, sofAt(plain)), plain.subarray(sofAt(plain) + sof.length)]),
      'DAMAGED',
    ],
    ['12 bits', edited(plain, sofAt(plain) + 4, 12), 'UNUSUAL'],
    [
      'two components',
      behindSof().length > 0
        ? withSegments(
            Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
            segment(0xdb, 'x'),
            segment(0xc0, [8, 0, 32, 0, 32, 2, 1, 17, 0, 2, 17, 1] as never),
          )
        : plain,
      'UNUSUAL',
    ],
    ['sampling that cannot be', edited(plain, sofAt(plain) + 11, 0x50), 'DAMAGED'],
    ['components of one name', edited(plain, sofAt(plain) + 13, 1), 'DAMAGED'],
    ['a lossless frame', edited(plain, sofAt(plain) + 1, 0xc3), 'UNUSUAL'],
    ['an arithmetic one', edited(plain, sofAt(plain) + 1, 0xc9), 'UNUSUAL'],
    ['a height told later', behindSof(segment(0xdc, '\0\x20')), 'UNUSUAL'],
    ['0 × 0', sized(plain, 0, 0), 'TOO_SMALL'],
    ['no height', sized(plain, 64, 0), 'TOO_SMALL'],
    ['15 × 100', sized(plain, 15, 100), 'TOO_SMALL'],
    ['16 × 16', sized(plain, 16, 16), 'jpeg'],
    ['50,000 pixels across', sized(plain, 50_000, 50_000), 'TOO_MANY_PIXELS'],
    ['12,001 × 16', sized(plain, 12_001, 16), 'TOO_MANY_PIXELS'],
    ['12,000 × 16', sized(plain, 12_000, 16), 'jpeg'],
    ['50 million', sized(plain, 8_000, 6_250), 'jpeg'],
    ['one line more', sized(plain, 8_000, 6_251), 'TOO_MANY_PIXELS'],
    ['40 million of four colours', sized(cmyk, 8_000, 5_000), 'TOO_MANY_PIXELS'],
    [
      'a segment shorter than its length',
      Buffer.concat([plain.subarray(0, 2), Buffer.of(0xff, 0xfe, 0xff, 0xff, 1)]),
      'TRUNCATED',
    ],
    ['a segment of length 1', withSegments(plain, Buffer.of(0xff, 0xfe, 0, 1)), 'DAMAGED'],
    ['bytes between segments', withSegments(plain, segment(0xfe, 'x'), ascii('GAP')), 'DAMAGED'],
    ['fill before a marker', withSegments(plain, Buffer.of(0xff, 0xff, 0xff)), 'jpeg'],
    ['a restart interval of 3 bytes', withSegments(plain, segment(0xdd, 'abc')), 'DAMAGED'],
    ['a second beginning', withSegments(plain, Buffer.of(0xff, 0xd8)), 'DAMAGED'],
    [
      'a thousand scans',
      Buffer.concat([
        plain.subarray(0, -2),
        ...Array.from({ length: 70 }, () =>
          Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.of(1)]),
        ),
        plain.subarray(-2),
      ]),
      'UNUSUAL',
    ],
    [
      'a scan of a component that is none',
      Buffer.concat([plain.subarray(0, -2), segment(0xda, Buffer.from([1, 9, 0, 0, 63, 0])), plain.subarray(-2)]),
      'DAMAGED',
    ],
    [
      'three thousand notes',
      withSegments(plain, ...Array.from({ length: 3_000 }, () => segment(0xfe, 'x'))),
      'UNUSUAL',
    ],
  ])('%s', (_, bytes, expected) => expect(fault(bytes)).toBe(expected));
  it('cut off anywhere is refused', () => {
    for (const p of [plain, progressive])
      for (let n = 3; n < p.length; n += n < 300 ? 1 : 7)
        expect([n, fault(p.subarray(0, n))]).toEqual([n, expect.stringMatching(/^(TRUNCATED|DAMAGED)$/)]);
  });
});

describe('the orientation', () => {
  it('is read from EXIF in both byte orders, from the first note that is one', () => {
    for (const o of [1, 2, 3, 4, 5, 6, 7, 8])
      for (const little of [false, true])
        expect(
          structureOf(
            withSegments(plain, segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0'), exif(o, { little }), exif(3)),
          ).orientation,
        ).toBe(o);
    expect(structureOf(plain).orientation).toBe(1);
  });
  it.each([
    ['0', exif(0)],
    ['9', exif(9)],
    ['of another type', exif(6, { type: 4 })],
    ['two of them', exif(6, { count: 2 })],
    ['65,535 entries', exif(1, { entries: 65_535 })],
    ['no entries', exif(6, { entries: 0 })],
  ])('%s says nothing', (_, note) => {
    expect(structureOf(withSegments(plain, note)).orientation).toBe(1);
  });
  it('whatever a note holds, it is a number from 1 to 8 or none', () => {
    const note = exif(6).subarray(4);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(note.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(note.length),
        (edits, length) => {
          const copy = Buffer.from(note);
          for (const [at, b] of edits) copy[at] = b;
          expect([null, 1, 2, 3, 4, 5, 6, 7, 8]).toContain(orientationOf(copy.subarray(0, length)));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('a PNG', () => {
  const rgb = (w: number, h: number): number => h * (1 + 3 * w);
  it('goes on with what a picture needs only; an animation is its first picture', () => {
    const more = [
      chunk('tEXt', MARKER),
      chunk('eXIf', MARKER),
      chunk('iCCP', 'x'),
      chunk('acTL', Buffer.alloc(8)),
      chunk('fcTL', Buffer.alloc(26)),
    ];
    const made = madePng(20, 20, rgb(20, 20), { more });
    expect(partsOf(structureOf(made).rewritten)).toEqual(['IHDR', 'IDAT', 'IEND']);
    expect(
      structureOf(Buffer.concat([made, ascii('<html><script>')])).rewritten.equals(
        structureOf(madePng(20, 20, rgb(20, 20))).rewritten,
      ),
    ).toBe(true);
  });
  const palette = chunk('PLTE', Buffer.alloc(6));
  const data = chunk('IDAT', 'x');
  const end = chunk('IEND');
  const of = (...chunks: Buffer[]): Buffer => Buffer.concat([PNG_BEGINNING, ...chunks]);
  it.each<[string, Buffer, string]>([
    ['16 bits', madePng(20, 20, 20 * (1 + 6 * 20), { depth: 16 }), 'png'],
    ['a palette', of(header(20, 20, { colour: 3 }), palette, chunk('tRNS', '\0\0'), data, end), 'png'],
    ['0 × 0', madePng(0, 0, 1), 'TOO_SMALL'],
    ['50,000 × 50,000', madePng(50_000, 50_000, 1), 'TOO_MANY_PIXELS'],
    ['2^32 − 1 across', madePng(0xffffffff, 16, 1), 'TOO_MANY_PIXELS'],
    ['50 million', madePng(8_000, 6_250, 1), 'png'],
    ['a line more', madePng(8_000, 6_251, 1), 'TOO_MANY_PIXELS'],
    [
      '40 million in seven passes of 8 bytes',
      madePng(8_000, 5_000, 1, { depth: 16, colour: 6, interlace: 1 }),
      'TOO_MANY_PIXELS',
    ],
    ['two headers that disagree', of(header(20, 20), header(30, 30), data, end), 'DAMAGED'],
    ['two headers alike', of(header(20, 20), header(20, 20), data, end), 'DAMAGED'],
    ['no header first', of(chunk('tEXt', 'x'), header(20, 20), data, end), 'DAMAGED'],
    ['a header of 12 bytes', of(chunk('IHDR', Buffer.alloc(12)), data, end), 'DAMAGED'],
    ['a colour that is none', of(header(20, 20, { colour: 5 }), data, end), 'DAMAGED'],
    ['16 bits of a palette', of(header(20, 20, { colour: 3, depth: 16 }), palette, data, end), 'DAMAGED'],
    ['another compression', of(header(20, 20, { compression: 1 }), data, end), 'DAMAGED'],
    ['another interlace', of(header(20, 20, { interlace: 2 }), data, end), 'DAMAGED'],
    ['a wrong checksum', of(header(20, 20), chunk('IDAT', 'x', { crc: 7 }), end), 'DAMAGED'],
    ['a wrong checksum in what is left out', of(header(20, 20), chunk('tEXt', 'x', { crc: 7 }), data, end), 'png'],
    ['data in two places', of(header(20, 20), data, chunk('tEXt', 'x'), data, end), 'DAMAGED'],
    ['no data', of(header(20, 20), end), 'DAMAGED'],
    ['no palette', of(header(20, 20, { colour: 3 }), data, end), 'DAMAGED'],
    ['two palettes', of(header(20, 20), palette, palette, data, end), 'DAMAGED'],
    ['a palette of 4 bytes', of(header(20, 20), chunk('PLTE', 'abcd'), data, end), 'DAMAGED'],
    ['a palette behind the data', of(header(20, 20), data, palette, end), 'DAMAGED'],
    ['a palette of greys', of(header(20, 20, { colour: 0 }), palette, data, end), 'DAMAGED'],
    [
      'transparency where there is alpha',
      of(header(20, 20, { colour: 6 }), chunk('tRNS', 'abcdef'), data, end),
      'DAMAGED',
    ],
    [
      'more transparency than colours',
      of(header(20, 20, { colour: 3 }), palette, chunk('tRNS', 'abc'), data, end),
      'DAMAGED',
    ],
    ['an unknown chunk that must be known', of(header(20, 20), chunk('ABCD'), data, end), 'DAMAGED'],
    ['an end with something in it', of(header(20, 20), data, chunk('IEND', 'x')), 'DAMAGED'],
    ['a name of signs', of(header(20, 20), chunk('a b\0'), data, end), 'DAMAGED'],
    ['a chunk longer than the file', of(header(20, 20), data).subarray(0, -3), 'TRUNCATED'],
    ['no end', of(header(20, 20), data), 'TRUNCATED'],
    ['the beginning alone', PNG_BEGINNING, 'TRUNCATED'],
  ])('%s', (_, bytes, expected) => expect(fault(bytes)).toBe(expected));
  const inflating = (bytes: Buffer): Promise<string> =>
    checkInflated(pngStructure(bytes)).then(
      () => 'fits',
      (e: unknown) => {
        if (e instanceof PictureRefused) return e.fault;
        throw e;
      },
    );
  it.each<[string, Buffer, string]>([
    ['as many bytes as the header says', madePng(20, 20, rgb(20, 20)), 'fits'],
    ['one more', madePng(20, 20, rgb(20, 20) + 1), 'DAMAGED'],
    ['a bomb: 400 MB in 400 kB', madePng(20, 20, 400_000_000), 'DAMAGED'],
    ['one less', madePng(20, 20, rgb(20, 20) - 1), 'TRUNCATED'],
    [
      'no zlib stream',
      Buffer.concat([PNG_BEGINNING, header(20, 20), chunk('IDAT', 'nothing of the kind'), chunk('IEND')]),
      'DAMAGED',
    ],
    [
      'half a stream',
      of(header(20, 20), chunk('IDAT', pngStructure(madePng(20, 20, rgb(20, 20))).data.subarray(0, -6)), end),
      'TRUNCATED',
    ],
    ['seven passes', madePng(20, 20, rgb(20, 20) - 20 + 3 + 3 + 2 + 5 + 5 + 10 + 10, { interlace: 1 }), 'fits'],
    ['seven passes of the encoder', interlaced, 'fits'],
    ['a bit a pixel', madePng(20, 20, 20 * 4, { depth: 1, colour: 0 }), 'fits'],
    ['one of the encoder', drawn, 'fits'],
  ])('inflates to %s', async (_, bytes, expected) => expect(await inflating(bytes)).toBe(expected));
});

it('random soup and mutilated pictures are refused, or made again of allowed parts; never anything else', async () => {
  const soup = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.uint8Array({ maxLength: 400 }).map((b) => Buffer.concat([Buffer.of(0xff, 0xd8, 0xff), b])),
    fc.uint8Array({ maxLength: 400 }).map((b) => Buffer.concat([PNG_BEGINNING, b])),
    fc
      .tuple(
        fc.constantFrom(plain, progressive, cmyk, drawn),
        fc.array(fc.tuple(fc.nat(4_000), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.nat(4_000),
      )
      .map(([p, edits, cut]) => {
        const copy = Buffer.from(p);
        for (const [at, b] of edits) copy[at % copy.length] = b;
        return cut % 3 === 0 ? copy.subarray(0, cut % copy.length) : copy;
      }),
  );
  const kept = new Set(['c0', 'c1', 'c2', 'c4', 'da', 'db', 'dd', 'ee', 'd9', 'IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
  await fc.assert(
    fc.asyncProperty(soup, async (bytes) => {
      if (!['jpeg', 'png'].includes(fault(bytes))) return;
      const made = structureOf(bytes);
      expect(partsOf(made.rewritten).filter((p) => !kept.has(p))).toEqual([]);
      if (made.format === 'png')
        await checkInflated(made as PngStructure).catch((e: unknown) => expect(e).toBeInstanceOf(PictureRefused));
    }),
    { numRuns: 4_000 },
  );
});
