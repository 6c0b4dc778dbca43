/** Pictures, right ones of every kind to begin with, taken apart, put together wrongly, and blown up. */
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { DOCX } from './fuzz.documents.mjs';
import { begin, below, broken, bytes, pick, random, several, shuffled } from './fuzz.random.mjs';

const noise = (width, height, channels) =>
  sharp(bytes(width * height * channels), { raw: { width, height, channels } });
begin(1, 1);
const [JPEGS, PNGS] = await Promise.all([
  Promise.all(
    [
      noise(64, 48, 3).jpeg(),
      noise(64, 48, 3).jpeg({ progressive: true }),
      noise(64, 48, 3).toColourspace('cmyk').jpeg(),
      noise(40, 40, 1).toColourspace('b-w').jpeg(),
      noise(16, 16, 3).jpeg({ quality: 1 }),
      noise(1, 1, 3).jpeg(),
      noise(80, 60, 3)
        .withExif({ IFD0: { Artist: '某人', ImageDescription: 'x'.repeat(900) } })
        .withMetadata({ orientation: 6 })
        .jpeg(),
      noise(64, 48, 3).jpeg({ mozjpeg: true, chromaSubsampling: '4:4:4' }),
    ].map((s) => s.toBuffer()),
  ),
  Promise.all(
    [
      noise(64, 48, 3).png(),
      noise(64, 48, 4).png({ progressive: true }),
      noise(40, 40, 3).toColourspace('rgb16').png({ progressive: true }),
      noise(40, 40, 3).png({ palette: true, colours: 16 }),
      noise(32, 32, 1).toColourspace('b-w').png(),
      noise(17, 17, 2).png(),
      noise(1, 1, 3).png(),
      noise(33, 33, 4).png({ palette: true }),
    ].map((s) => s.toBuffer()),
  ),
]);

const BEGINNING = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const chunk = (name, content = Buffer.alloc(0), sum) => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(content.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(sum ?? crc32(body), body.length + 4);
  return out;
};
const chunksOf = (png) => {
  const found = [];
  for (let at = 8; at + 12 <= png.length;) {
    const end = at + 12 + png.readUInt32BE(at);
    found.push(png.subarray(at, end));
    at = end;
  }
  return found;
};
const headerChunk = (width, height, depth, colour, interlace) => {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width, 0);
  body.writeUInt32BE(height, 4);
  body.set([depth, colour, 0, 0, interlace], 8);
  return chunk('IHDR', body);
};
/** FF, marker, length, content; `length` may lie */
const segment = (marker, content, length = content.length + 2) => {
  const out = Buffer.concat([Buffer.of(0xff, marker, 0, 0), content]);
  out.writeUInt16BE(length & 0xffff, 2);
  return out;
};
/** The segments behind SOI; a scan keeps its data, the end of the picture is the last */
const segmentsOf = (jpeg) => {
  const found = [];
  for (let at = 2; at + 4 <= jpeg.length;) {
    let end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (jpeg[at + 1] === 0xda)
      while (
        end < jpeg.length &&
        (jpeg[end] !== 0xff || jpeg[end + 1] === 0 || (jpeg[end + 1] >= 0xd0 && jpeg[end + 1] <= 0xd7))
      )
        end++;
    found.push(jpeg.subarray(at, end));
    at = end;
  }
  return [...found, Buffer.of(0xff, 0xd9)];
};
const SOI = Buffer.of(0xff, 0xd8);

/** A directory of TIFF with whatever in it, offsets that lead anywhere, and now and then a sensible orientation */
const exif = () => {
  const little = random() < 0.5;
  const entries = below(30);
  const tiff = Buffer.alloc(10 + 12 * entries + below(40));
  for (let i = 8; i < tiff.length; i++) tiff[i] = below(256);
  tiff.write(pick(['II', 'MM', little ? 'II' : 'MM', 'XX']), 0, 'latin1');
  const short = (v, at) => (little ? tiff.writeUInt16LE(v, at) : tiff.writeUInt16BE(v, at));
  const long = (v, at) => (little ? tiff.writeUInt32LE(v, at) : tiff.writeUInt32BE(v, at));
  short(pick([42, 42, 42, 43]), 2);
  long(pick([8, 8, 8, 0, 7, tiff.length - 2, tiff.length, 0xffffffff, below(2 ** 32)]), 4);
  short(pick([entries, entries, 0xffff, 0]), 8);
  for (let k = 0; k < entries; k++)
    if (random() < 0.3) {
      short(0x0112, 10 + 12 * k);
      short(pick([3, 3, 4, 0]), 12 + 12 * k);
      long(pick([1, 1, 0, 0xffffffff]), 14 + 12 * k);
      short(below(12), 18 + 12 * k);
    }
  return segment(
    0xe1,
    Buffer.concat([
      Buffer.from(pick(['Exif\0\0', 'Exif\0\0', 'Exif\0', 'http://ns.adobe.com/xap/1.0/\0']), 'latin1'),
      tiff.subarray(0, pick([tiff.length, tiff.length, below(tiff.length)])),
    ]),
  );
};
const behind = (picture) =>
  Buffer.concat([
    picture,
    pick([
      DOCX,
      Buffer.from('<?php phpinfo(); ?>'),
      Buffer.from('<script>alert(1)</script>'),
      bytes(below(300)),
      ...JPEGS,
      ...PNGS,
    ]),
  ]);
const SIDES = [0, 1, 15, 16, 17, 2560, 12_000, 12_001, 50_000, 65_535];

const brokenJpeg = () => {
  const parts = segmentsOf(pick(JPEGS));
  const at = () => below(parts.length);
  switch (below(13)) {
    case 0:
      return Buffer.concat([SOI, ...shuffled(parts)]);
    case 1:
      parts.splice(at(), 1);
      break;
    case 2:
      parts.splice(at(), 0, ...several(1 + below(4), () => pick(parts)));
      break;
    case 3:
      parts.splice(at(), 0, ...several(1 + below(20), exif));
      break;
    case 4:
      parts.splice(at(), 0, pick(segmentsOf(pick(JPEGS))));
      break;
    case 5:
      parts.splice(
        at(),
        0,
        segment(
          pick([0xc3, 0xc9, 0xcc, 0xdc, 0xde, 0xef, 0xfe, 0x01, 0xd8, 0xd0, below(256)]),
          bytes(below(60)),
          pick([undefined, 0, 1, 2, 65_535]),
        ),
      );
      break;
    case 6: {
      // the frame says another size or other components
      const frame = parts.findIndex((p) => p[1] >= 0xc0 && p[1] <= 0xc2);
      parts[frame] = Buffer.from(parts[frame]);
      parts[frame].writeUInt16BE(pick(SIDES), 5);
      parts[frame].writeUInt16BE(pick(SIDES), 7);
      if (random() < 0.3) parts[frame][4 + below(parts[frame].length - 4)] = below(256);
      break;
    }
    case 7: {
      // scans upon scans, and segments without end
      const scan = parts.find((p) => p[1] === 0xda);
      parts.splice(-1, 0, ...several(pick([2, 63, 64, 65, 500]), () => scan));
      break;
    }
    case 8:
      parts.splice(at(), 0, ...several(pick([10, 1_999, 2_001, 9_000]), () => segment(0xfe, Buffer.alloc(0))));
      break;
    case 9:
      parts.splice(at(), 0, Buffer.alloc(pick([1, 100, 50_000]), 0xff));
      break;
    case 10:
      return behind(Buffer.concat([SOI, ...parts]));
    default:
      parts.unshift(exif());
  }
  return Buffer.concat([SOI, ...parts]);
};
const brokenPng = () => {
  const parts = chunksOf(pick(PNGS));
  const at = () => below(parts.length);
  const whole = () => Buffer.concat([BEGINNING, ...parts]);
  switch (below(11)) {
    case 0:
      return Buffer.concat([BEGINNING, ...shuffled(parts)]);
    case 1:
      parts.splice(at(), 1);
      return whole();
    case 2:
      parts.splice(at(), 0, pick(parts));
      return whole();
    case 3:
      parts.splice(at(), 0, pick(chunksOf(pick(PNGS))));
      return whole();
    case 4:
      parts.splice(
        at(),
        0,
        chunk(
          pick(['tEXt', 'iCCP', 'acTL', 'eXIf', 'ABCD', 'PLTE', 'tRNS', 'IEND', '\0\0\0\0', 'a b!']),
          bytes(below(800)),
          pick([undefined, undefined, 0]),
        ),
      );
      return whole();
    case 5:
      parts[0] = headerChunk(
        pick([...SIDES, 2 ** 31, 2 ** 32 - 1]),
        pick([...SIDES, 2 ** 32 - 1]),
        pick([1, 2, 4, 8, 16, 3]),
        pick([0, 2, 3, 4, 6, 1]),
        pick([0, 1, 2]),
      );
      return whole();
    case 6: {
      // data of another length than the header says, a bomb among them
      const side = pick([16, 64, 2_000]);
      return Buffer.concat([
        BEGINNING,
        headerChunk(side, side, 8, 2, pick([0, 1])),
        chunk('IDAT', deflateSync(Buffer.alloc(pick([0, 100, side * (side * 3 + 1), 5_000_000])))),
        chunk('IEND'),
      ]);
    }
    case 7: {
      // the right data in thousands of pieces
      const data = Buffer.concat(
        parts.filter((p) => p.toString('latin1', 4, 8) === 'IDAT').map((p) => p.subarray(8, -4)),
      );
      const step = pick([1, 2, 50]);
      return Buffer.concat([
        BEGINNING,
        ...parts.filter((p) => !/IDAT|IEND/u.test(p.toString('latin1', 4, 8))),
        ...several(Math.ceil(data.length / step), (i) => chunk('IDAT', data.subarray(i * step, (i + 1) * step))),
        chunk('IEND'),
      ]);
    }
    case 8: {
      // a right checksum over wrong content
      const k = at();
      const content = broken(parts[k].subarray(8, -4));
      parts[k] = chunk(parts[k].toString('latin1', 4, 8), content);
      return whole();
    }
    case 9:
      parts.splice(at(), 0, ...several(pick([10, 19_999, 20_001]), () => chunk('tEXt')));
      return whole();
    default:
      return behind(whole());
  }
};
const STARTS = [
  '\0\0\0\x18ftypheic\0\0\0\0',
  'RIFF\x10\0\0\0WEBP',
  'GIF89a',
  'II*\0',
  'MM\0*',
  '<?xml version="1.0"?><svg onload="x">',
  '\xff\xd8\xff',
  '\x89PNG\r\n\x1a\n',
  '%PDF-',
  'BM',
  '',
];

export const picture = () =>
  pick([
    brokenJpeg,
    brokenJpeg,
    brokenPng,
    brokenPng,
    () => broken(pick([...JPEGS, ...PNGS])),
    () => broken(pick([...JPEGS, ...PNGS])),
    () => pick([...JPEGS, ...PNGS]),
    () => Buffer.concat([Buffer.from(pick(STARTS), 'latin1'), bytes(below(2_000))]),
    () => Buffer.concat([pick(JPEGS).subarray(0, below(200)), pick(PNGS)]),
  ])();
