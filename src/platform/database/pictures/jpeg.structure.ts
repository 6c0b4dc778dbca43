/**
 * A JPEG taken apart by its markers and put together again from those that a picture needs (security.md, threat 22):
 * tables, one frame, scans, and Adobe's note on colours. Comments, thumbnails, places, profiles, and whatever stands
 * behind the end are left out. Nothing is decoded.
 */
import { type Orientation, orientationOf } from './exif.js';
import { PictureRefused } from './fault.rules.js';
import { checkSize } from './limits.js';

export interface Structure {
  format: 'jpeg' | 'png';
  /** as they stand in the header, before any orientation */
  width: number;
  height: number;
  orientation: Orientation;
  /** the picture made of what is allowed; all that a decoder gets */
  rewritten: Buffer;
}

const SOF0 = 0xc0;
const SOF2 = 0xc2;
const DHT = 0xc4;
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DQT = 0xdb;
const DRI = 0xdd;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;
const COM = 0xfe;
/** frames that are lossless, hierarchical or arithmetically coded: no camera and no browser makes them */
const OTHER_FRAMES: ReadonlySet<number> = new Set([
  0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf,
]);
const ADOBE = 12;
/** a progressive picture has about ten; thousands keep a decoder busy for minutes */
const SCANS_PER_JPEG = 64;
/** profiles and long notes come in segments of 64 kB: ten megabytes make 160 */
const SEGMENTS_PER_JPEG = 2_000;

interface Frame {
  width: number;
  height: number;
  components: ReadonlySet<number>;
}

const damaged = (why: string): PictureRefused => new PictureRefused('DAMAGED', why);
const truncated = (why: string): PictureRefused => new PictureRefused('TRUNCATED', why);

/** @throws PictureRefused TRUNCATED, DAMAGED, UNUSUAL, TOO_SMALL, TOO_MANY_PIXELS */
export function jpegStructure(given: Uint8Array): Structure {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.length);
  const kept: Buffer[] = [Buffer.of(0xff, SOI)];
  let frame: Frame | undefined;
  let orientation: Orientation | undefined;
  let tables = 0;
  let scans = 0;
  let adobe = false;
  for (let at = 2, segments = 0; ; segments++) {
    if (segments > SEGMENTS_PER_JPEG) throw new PictureRefused('UNUSUAL', 'too many segments');
    const marker = markerAt(bytes, at);
    at = marker.end;
    if (marker.code === EOI) break;
    if (at + 2 > bytes.length) throw truncated('ends inside a segment');
    const length = bytes.readUInt16BE(at);
    if (length < 2) throw damaged(`a segment of length ${length}`);
    if (at + length > bytes.length) throw truncated('ends inside a segment');
    const payload = bytes.subarray(at + 2, at + length);
    at += length;
    const keep = (): void => void kept.push(segment(marker.code, payload));
    if (OTHER_FRAMES.has(marker.code)) throw new PictureRefused('UNUSUAL', `frame ${marker.code.toString(16)}`);
    if (marker.code >= SOF0 && marker.code <= SOF2) {
      if (frame) throw damaged('two frames');
      frame = frameOf(payload);
      keep();
    } else if (marker.code === SOS) {
      if (!frame || tables === 0) throw damaged('a scan before its frame or tables');
      if (++scans > SCANS_PER_JPEG) throw new PictureRefused('UNUSUAL', 'too many scans');
      checkScan(payload, frame);
      const end = endOfScan(bytes, at);
      keep();
      kept.push(bytes.subarray(at, end));
      at = end;
    } else if (marker.code === DQT || marker.code === DHT || marker.code === DRI) {
      if (marker.code === DRI && payload.length !== 2) throw damaged('a restart interval of the wrong length');
      if (marker.code === DQT) tables++;
      keep();
    } else if (marker.code === APP14) {
      if (!adobe && payload.length === ADOBE && payload.toString('latin1', 0, 5) === 'Adobe') {
        adobe = true;
        keep();
      }
    } else if (marker.code === APP1) orientation ??= orientationOf(payload) ?? undefined;
    else if (marker.code !== COM && (marker.code < APP0 || marker.code > 0xef))
      throw new PictureRefused('UNUSUAL', `marker ${marker.code.toString(16)}`);
  }
  if (!frame || scans === 0) throw damaged('no picture in it');
  kept.push(Buffer.of(0xff, EOI));
  return {
    format: 'jpeg',
    width: frame.width,
    height: frame.height,
    orientation: orientation ?? 1,
    rewritten: Buffer.concat(kept),
  };
}

const segment = (code: number, payload: Uint8Array): Buffer => {
  const head = Buffer.of(0xff, code, 0, 0);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
};

/** The marker at `at`, behind any fill bytes; `end` is where its segment begins */
function markerAt(bytes: Buffer, at: number): { code: number; end: number } {
  if (at >= bytes.length) throw truncated('no end of the picture');
  if (bytes[at] !== 0xff) throw damaged('no marker where one must stand');
  let end = at + 1;
  while (bytes[end] === 0xff) end++;
  const code = bytes[end];
  if (code === undefined) throw truncated('no end of the picture');
  if (code === 0 || code === SOI || code === 1 || isRestart(code))
    throw damaged(`marker ${code.toString(16)} between segments`);
  return { code, end: end + 1 };
}

function frameOf(payload: Buffer): Frame {
  const count = payload[5] ?? 0;
  if (payload.length < 6 || payload.length !== 6 + 3 * count) throw damaged('a frame of the wrong length');
  if (payload[0] !== 8) throw new PictureRefused('UNUSUAL', `${payload[0] ?? 0} bits`);
  if (![1, 3, 4].includes(count)) throw new PictureRefused('UNUSUAL', `${count} components`);
  const [height, width] = [payload.readUInt16BE(1), payload.readUInt16BE(3)];
  const parts = Array.from({ length: count }, (_, i) => ({
    id: payload[6 + 3 * i] ?? 0,
    across: (payload[7 + 3 * i] ?? 0) >> 4,
    down: (payload[7 + 3 * i] ?? 0) & 15,
  }));
  if (
    parts.some((p) => p.across < 1 || p.across > 4 || p.down < 1 || p.down > 4) ||
    new Set(parts.map((p) => p.id)).size !== count
  )
    throw damaged('components that cannot be');
  const [across, down] = [Math.max(...parts.map((p) => p.across)), Math.max(...parts.map((p) => p.down))];
  // with several scans, all coefficients are held until the last one; which scans will come is not known yet
  const held = parts.reduce((sum, p) => sum + (2 * width * height * p.across * p.down) / (across * down), 0);
  checkSize(width, height, held);
  return { width, height, components: new Set(parts.map((p) => p.id)) };
}

function checkScan(payload: Buffer, frame: Frame): void {
  const count = payload[0] ?? 0;
  if (count < 1 || count > 4 || payload.length !== 4 + 2 * count) throw damaged('a scan of the wrong length');
  const named = Array.from({ length: count }, (_, i) => payload[1 + 2 * i] ?? 0);
  if (new Set(named).size !== count || named.some((id) => !frame.components.has(id)))
    throw damaged('a scan of components that the frame has not');
}

const isRestart = (code: number): boolean => code >= 0xd0 && code <= 0xd7;

/**
 * Where the coded data ends: before the first marker that is neither a stuffed byte nor a restart, and before the bytes
 * that fill up to it, which say nothing and are left out.
 */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1;) {
    let last = at;
    while (bytes[last + 1] === 0xff) last++;
    const code = bytes[last + 1];
    if (code === undefined) break;
    if (code !== 0 && !isRestart(code)) return at;
    at = bytes.indexOf(0xff, last + 1);
  }
  throw truncated('ends inside a scan');
}
