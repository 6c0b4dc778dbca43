/** What a stranger's bytes are, by how they begin; only JPEG and PNG go on. */
import { type PictureFault, PictureRefused } from './fault.rules.js';
import { jpegStructure, type Structure } from './jpeg.structure.js';
import { LARGEST_PICTURE } from './limits.js';
import { pngStructure, type PngStructure } from './png.structure.js';

const HEIF_BRANDS = /^(hei[cxmsv]|hev[cxmsv]|mif1|msf1|avif|avis)$/;
const BEGINNINGS: readonly (readonly [PictureFault, (start: string) => boolean])[] = [
  ['HEIC', (s) => s.slice(4, 8) === 'ftyp' && HEIF_BRANDS.test(s.slice(8, 12))],
  ['WEBP', (s) => s.startsWith('RIFF') && s.slice(8, 12) === 'WEBP'],
  ['GIF', (s) => s.startsWith('GIF8')],
  ['TIFF', (s) => s.startsWith('II*\0') || s.startsWith('MM\0*')],
  ['SVG', (s) => /^(\xef\xbb\xbf)?\s*<(\?xml|svg|!DOCTYPE svg|!--)/i.test(s)],
];

/** @throws PictureRefused, and nothing else whatever the bytes are */
export function structureOf(bytes: Uint8Array): Structure | PngStructure {
  if (bytes.length === 0) throw new PictureRefused('EMPTY', 'no bytes');
  if (bytes.length > LARGEST_PICTURE) throw new PictureRefused('TOO_MANY_BYTES', `${bytes.length} bytes`);
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(64, bytes.length)).toString('latin1');
  if (start.startsWith('\xff\xd8\xff')) return jpegStructure(bytes);
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return pngStructure(bytes);
  const known = BEGINNINGS.find(([, begins]) => begins(start));
  throw new PictureRefused(known?.[0] ?? 'FORMAT_UNKNOWN', 'neither JPEG nor PNG');
}
