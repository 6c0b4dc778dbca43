/** Why a picture is not taken, as data; the words are in picture.words.ts. */
export const pictureFaults = [
  'EMPTY',
  'HEIC',
  'WEBP',
  'GIF',
  'TIFF',
  'SVG',
  'FORMAT_UNKNOWN',
  'TRUNCATED',
  'DAMAGED',
  'UNUSUAL',
  'TOO_SMALL',
  'TOO_MANY_PIXELS',
  'TOO_MANY_BYTES',
  'TOO_LONG',
  'BUSY',
] as const;
export type PictureFault = (typeof pictureFaults)[number];

/** Thrown inside the structure check from wherever it is seen; a value at its entry. */
export class PictureRefused extends Error {
  constructor(
    readonly fault: PictureFault,
    why: string,
  ) {
    super(why);
  }
}
