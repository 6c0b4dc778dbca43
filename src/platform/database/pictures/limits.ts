/** What a picture may be, judged by its header before any decoder sees a byte of it. */
import { PictureRefused } from './fault.rules.js';

/** of one picture as it is sent */
export const LARGEST_PICTURE = 10 * 1024 * 1024;
const SHORTEST_SIDE = 16;
const LONGEST_SIDE = 12_000;
const PIXELS_PER_PICTURE = 50_000_000;
/**
 * What a decoder must hold at once where it cannot go line by line; 300 MB of it kept the child below 450 MB in all
 * (docs/adr/0013)
 */
const DECODED_BYTES = 300_000_000;
/** The long side of what is stored */
export const STORED_SIDE = 2_560;

/** @throws PictureRefused TOO_SMALL, TOO_MANY_PIXELS */
export function checkSize(width: number, height: number, held: number): void {
  if (width < SHORTEST_SIDE || height < SHORTEST_SIDE) throw new PictureRefused('TOO_SMALL', `${width} × ${height}`);
  if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > PIXELS_PER_PICTURE || held > DECODED_BYTES)
    throw new PictureRefused('TOO_MANY_PIXELS', `${width} × ${height}, ${held} bytes held`);
}
