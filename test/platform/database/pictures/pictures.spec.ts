/**
 * The child with the real decoder: what comes out is pixels and nothing else, upright, small, the same for the same.
 */
import sharp from 'sharp';
import { encodeAgain } from '../../../../src/platform/database/pictures/encode.js';
import { believed, Pictures, type RewrittenPicture } from '../../../../src/platform/database/pictures/pictures.js';
import {
  chunk,
  exif,
  header,
  jpeg,
  madePng,
  MARKER,
  partsOf,
  png,
  PNG_BEGINNING,
  segment,
  withSegments,
} from '../../../support/pictures.js';

const pictures = new Pictures();
const rewritten = async (bytes: Uint8Array): Promise<RewrittenPicture> => {
  const made = await pictures.rewrite(bytes);
  if (typeof made === 'string') throw new Error(made);
  return made;
};
/** The colour at that share of the way across and down, in words */
async function colourAt(picture: Buffer, across: number, down: number): Promise<string> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(down * info.height) * info.width + Math.floor(across * info.width)) * info.channels;
  const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3);
  return r > 200 && g > 200 && b > 200
    ? 'white'
    : r > 150 && g < 90 && b < 90
      ? 'red'
      : b > 130 && r < 90 && g < 90
        ? 'blue'
        : g > 100 && r < 90
          ? 'green'
          : `rgb(${r}, ${g}, ${b})`;
}
const corners = async (p: Buffer): Promise<string[]> =>
  Promise.all(
    [
      [0.1, 0.1],
      [0.9, 0.1],
      [0.9, 0.9],
      [0.1, 0.9],
    ].map(([x = 0, y = 0]) => colourAt(p, x, y)),
  );

describe('a photograph', () => {
  it('comes out without place, device, thumbnail, notes or whatever stood behind its end', async () => {
    const sent = Buffer.concat([
      withSegments(await jpeg(400), exif(1), segment(0xfe, MARKER), segment(0xe2, `MPF\0${MARKER}`)),
      Buffer.from(`ftyp${MARKER}`),
    ]);
    const made = await rewritten(sent);
    expect([made.mediaType, made.width, made.height]).toEqual(['image/jpeg', 400, 300]);
    expect(partsOf(made.bytes)).toEqual(['db', 'db', 'c0', 'c4', 'c4', 'c4', 'c4', 'da', 'd9']);
    expect(made.bytes.includes(MARKER)).toBe(false);
    expect(await sharp(made.bytes).metadata()).toMatchObject({
      space: 'srgb',
      channels: 3,
      depth: 'uchar',
      format: 'jpeg',
    });
    expect(
      Object.keys(await sharp(made.bytes).metadata()).filter((k) =>
        ['exif', 'icc', 'xmp', 'iptc', 'orientation'].includes(k),
      ),
    ).toEqual([]);
    expect(await corners(made.bytes)).toEqual(['red', 'blue', 'green', 'green']);
  });
  // what a phone wrote is turned to what the eye saw: red stands at the top left as it was stored, blue at the right of
  // it
  it.each<[number, string[]]>([
    [1, ['red', 'blue', 'green', 'green']],
    [2, ['blue', 'red', 'green', 'green']],
    [3, ['green', 'green', 'red', 'blue']],
    [4, ['green', 'green', 'blue', 'red']],
    [5, ['red', 'green', 'green', 'blue']],
    [6, ['green', 'red', 'blue', 'green']],
    [7, ['green', 'blue', 'red', 'green']],
    [8, ['blue', 'green', 'green', 'red']],
  ])('of orientation %d stands upright', async (o, expected) => {
    const made = await encodeAgain(withSegments(await jpeg(160), exif(o, { little: o % 2 === 0 })));
    expect([made.width, made.height]).toEqual(o > 4 ? [120, 160] : [160, 120]);
    expect(await corners(made.bytes)).toEqual(expected);
    // the decoder's own reading of the same note
    expect(
      await corners(
        await sharp(withSegments(await jpeg(160), exif(o)))
          .autoOrient()
          .png()
          .toBuffer(),
      ),
    ).toEqual(expected);
  });
  it('is shrunk to 2,560 on its long side, also when it stands; a small one is not enlarged', async () => {
    const wide = await sharp({ create: { width: 4_000, height: 3_000, channels: 3, background: '#0a4b86' } })
      .jpeg()
      .toBuffer();
    expect(await rewritten(wide)).toMatchObject({ width: 2_560, height: 1_920 });
    expect(await rewritten(withSegments(wide, exif(6)))).toMatchObject({ width: 1_920, height: 2_560 });
    expect(await rewritten(await jpeg(20 * 4))).toMatchObject({ width: 80, height: 60 });
  });
  it('progressive, CMYK, grey and with restarts: the colours are right', async () => {
    for (const sent of [await jpeg(160, { progressive: true }), await jpeg(160, { cmyk: true })])
      expect(await corners((await rewritten(sent)).bytes)).toEqual(['red', 'blue', 'green', 'green']);
    expect(
      await corners(
        (
          await rewritten(
            await sharp({ create: { width: 40, height: 40, channels: 3, background: '#fff' } })
              .greyscale()
              .jpeg()
              .toBuffer(),
          )
        ).bytes,
      ),
    ).toEqual(Array(4).fill('white'));
  });
  it('is the same bytes for the same bytes', async () => {
    const sent = withSegments(await jpeg(400, { noise: true }), exif(6));
    expect((await rewritten(sent)).bytes.equals((await rewritten(sent)).bytes)).toBe(true);
  });
  it('that was cut off is refused; one whose pixels break off before a proper end is shown as far as they go, as viewers do', async () => {
    const whole = await jpeg(400, { noise: true });
    const half = whole.subarray(0, whole.length >> 1);
    expect(await pictures.rewrite(half)).toBe('TRUNCATED');
    expect((await corners((await rewritten(Buffer.concat([half, Buffer.of(0xff, 0xd9)]))).bytes)).slice(0, 2)).toEqual([
      'red',
      'blue',
    ]);
  });
});

describe('a screenshot', () => {
  it('stays PNG where that is smaller, with the chunks of a picture only; a photograph as PNG becomes JPEG', async () => {
    const made = await rewritten(await png(400));
    expect([made.mediaType, [...new Set(partsOf(made.bytes))]]).toEqual(['image/png', ['IHDR', 'IDAT', 'IEND']]);
    expect(await corners(made.bytes)).toEqual(['red', 'blue', 'green', 'green']);
    expect(
      (
        await rewritten(
          await sharp(await jpeg(800, { noise: true }))
            .png()
            .toBuffer(),
        )
      ).mediaType,
    ).toBe('image/jpeg');
  });
  it('of 16 bits, with a palette, grey with alpha, and animated: right colours, white where nothing is', async () => {
    const flat = sharp(await png(160));
    for (const sent of [
      await flat.clone().toColourspace('rgb16').png().toBuffer(),
      await flat.clone().png({ palette: true, colours: 8 }).toBuffer(),
      await flat.clone().png({ progressive: true }).toBuffer(),
    ]) {
      expect(await corners((await rewritten(sent)).bytes)).toEqual(['red', 'blue', 'green', 'green']);
    }
    expect(await colourAt((await encodeAgain(madePng(40, 40, 40 * 81, { colour: 4 }))).bytes, 0.5, 0.5)).toBe('white');
    const plain = await png(160);
    const animated = Buffer.concat([plain.subarray(0, 33), chunk('acTL', Buffer.alloc(8)), plain.subarray(33)]);
    expect(await corners((await rewritten(animated)).bytes)).toEqual(['red', 'blue', 'green', 'green']);
  });
  it('that is a bomb is refused before it is decoded', async () => {
    expect(await pictures.rewrite(madePng(20, 20, 300_000_000))).toBe('DAMAGED');
    expect(
      await pictures.rewrite(Buffer.concat([PNG_BEGINNING, header(12_000, 4_000), chunk('IDAT', 'x'), chunk('IEND')])),
    ).toBe('TRUNCATED');
  });
});

describe('the child', () => {
  it('opens nothing but JPEG and PNG, whatever the structure check says', async () => {
    await encodeAgain(await png());
    for (const other of [await tiff(), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"/>')])
      await expect(sharp(other).metadata()).rejects.toThrow(/unsupported image format/);
  });
  it('is killed when it takes too long, and when it says too much', async () => {
    const limits = { milliseconds: 15_000, megabytes: 256, answerBytes: 10_000_000 };
    expect(await new Pictures({ ...limits, milliseconds: 1 }).rewrite(await jpeg())).toBe('TOO_LONG');
    expect(await new Pictures({ ...limits, answerBytes: 100 }).rewrite(await jpeg())).toBe('DAMAGED');
  });
  it('two at once, twelve wait in their turn, who comes then is told so; all places are free again afterwards', async () => {
    const sent = await jpeg();
    const busy = new Pictures();
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, i) => busy.rewrite(i === 3 ? Buffer.from('none') : sent)),
    );
    expect(made.map((m) => (typeof m === 'string' ? m : 'MADE'))).toEqual([
      ...Array<string>(3).fill('MADE'),
      'FORMAT_UNKNOWN',
      ...Array<string>(10).fill('MADE'),
      ...Array<string>(6).fill('BUSY'),
    ]);
    const again = await Promise.all(Array.from({ length: 14 }, () => busy.rewrite(sent)));
    expect(again.filter((m) => m === 'BUSY')).toEqual([]);
  });
  it('is not believed: other sizes, other kinds, words instead of a picture, notes in it', async () => {
    const picture = await jpeg(64);
    const said = (head: object | string, bytes: Uint8Array): Buffer =>
      Buffer.concat([Buffer.from(`${typeof head === 'string' ? head : JSON.stringify(head)}\n`), bytes]);
    const right = { ok: true, mediaType: 'image/jpeg', width: 64, height: 48 };
    expect(believed(said(right, picture))).toMatchObject({ mediaType: 'image/jpeg', width: 64, height: 48 });
    for (const [head, bytes] of [
      [{ ...right, width: 65 }, picture],
      [{ ...right, mediaType: 'image/png' }, picture],
      [{ ...right, mediaType: 'text/html' }, picture],
      [{ ...right, width: 2_561 }, picture],
      [right, Buffer.from('<html>')],
      [right, Buffer.alloc(0)],
      [{ ok: false, fault: 'NO_SUCH' }, Buffer.alloc(0)],
      ['{', picture],
      ['', picture],
    ] as const)
      expect(believed(said(head, bytes))).toBe('DAMAGED');
    expect(believed(said({ ok: false, fault: 'HEIC' }, Buffer.alloc(0)))).toBe('HEIC');
    const noted = believed(
      said(right, Buffer.concat([withSegments(picture, exif(6), segment(0xfe, MARKER)), Buffer.from('<script>')])),
    );
    expect(typeof noted !== 'string' && noted.bytes.equals(picture)).toBe(true);
  });
});

/** 16 × 16 grey pixels */
async function tiff(): Promise<Buffer> {
  return sharp({ create: { width: 16, height: 16, channels: 3, background: '#888' } })
    .tiff()
    .toBuffer();
}
