/**
 * The pixels of a picture, and nothing else of it, as a new picture. Runs in the child only: this loads the decoder.
 */
import sharp, { type Sharp } from 'sharp';
import type { Orientation } from './exif.js';
import { PictureRefused } from './fault.rules.js';
import type { Structure } from './jpeg.structure.js';
import { STORED_SIDE } from './limits.js';
import { checkInflated, type PngStructure } from './png.structure.js';
import { structureOf } from './structure.js';

sharp.cache(false);
sharp.concurrency(1);
// libvips brings loaders of forty formats; two are wanted, and the structure check is not the only one to say so
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'] });

const QUALITY = 82;
const WHITE = '#ffffff';

export interface Encoded {
  bytes: Buffer;
  mediaType: 'image/jpeg' | 'image/png';
  /** upright */
  width: number;
  height: number;
}

interface Pixels {
  data: Buffer;
  raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 };
}

/**
 * @returns the same bytes for the same bytes, with one version of the libraries
 * @throws PictureRefused; a decoder that complains is DAMAGED
 */
export async function encodeAgain(given: Uint8Array): Promise<Encoded> {
  const structure = structureOf(given);
  if (isPng(structure)) await checkInflated(structure);
  const pixels = await decoded(structure).catch((e: unknown) => {
    throw new PictureRefused('DAMAGED', e instanceof Error ? e.message : 'the decoder refused it');
  });
  // turned when it is small already: turning first would hold all its pixels at once
  const upright = (): Sharp => turned(sharp(pixels.data, { raw: pixels.raw }), structure.orientation);
  const jpeg = await upright().jpeg({ quality: QUALITY }).toBuffer({ resolveWithObject: true });
  const png = structure.format === 'png' ? await upright().png({ compressionLevel: 9 }).toBuffer() : null;
  const { width, height } = jpeg.info;
  return png && png.length <= jpeg.data.length
    ? { bytes: png, mediaType: 'image/png', width, height }
    : { bytes: jpeg.data, mediaType: 'image/jpeg', width, height };
}

const isPng = (structure: Structure): structure is PngStructure => structure.format === 'png';

/**
 * Shrunk to what is stored, in sRGB, on white where it is transparent. failOn: 'error' and not 'warning', which would
 * refuse what cameras of some makers write beside the standard and every viewer shows; pixels that break off inside a
 * whole structure are grey then.
 */
async function decoded(structure: Structure): Promise<Pixels> {
  const { data, info } = await sharp(structure.rewritten, {
    limitInputPixels: structure.width * structure.height,
    failOn: 'error',
    sequentialRead: true,
  })
    .resize({ width: STORED_SIDE, height: STORED_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: WHITE })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

/** sharp mirrors left to right first and turns afterwards, in whichever order it is told */
const TURNS: { readonly [O in Orientation]: readonly [degrees: number, mirrored: boolean] } = {
  1: [0, false],
  2: [0, true],
  3: [180, false],
  4: [180, true],
  5: [270, true],
  6: [90, false],
  7: [90, true],
  8: [270, false],
};

function turned(image: Sharp, orientation: Orientation): Sharp {
  const [degrees, mirrored] = TURNS[orientation];
  return image.rotate(degrees).flop(mirrored);
}
