/**
 * The orientation of a photograph, from EXIF: the one thing that is read of it. Follows no offset but the first, and
 * never throws.
 */

/** 1 upright; 2 to 8 as TIFF 6.0 numbers them */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
export const orientations: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

const TAG = 0x0112;
const SHORT = 3;
const ENTRY = 12;

/**
 * `payload` of an APP1 segment; null where it is no EXIF at all (XMP stands in such segments too), 1 where it says
 * nothing sensible
 */
export function orientationOf(payload: Uint8Array): Orientation | null {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  if (bytes.toString('latin1', 0, 6) !== 'Exif\0\0') return null;
  const tiff = bytes.subarray(6);
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return 1;
  const little = order === 'II';
  const short = (at: number): number =>
    at < 0 || at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const long = (at: number): number => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  if (short(2) !== 42) return 1;
  const directory = long(4);
  // a segment holds at most 65,533 bytes, so this is never long
  const entries = Math.min(short(directory), Math.floor((tiff.length - directory - 2) / ENTRY));
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + i * ENTRY;
    if (short(at) === TAG)
      return (
        (short(at + 2) === SHORT && long(at + 4) === 1 ? orientations.find((o) => o === short(at + 8)) : undefined) ?? 1
      );
  }
  return 1;
}
