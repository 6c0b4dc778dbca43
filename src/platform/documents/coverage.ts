/**
 * Which characters the fonts have. A character that no face has is printed as a box and copied out of the PDF as
 * another one, and nobody notices before the paper is signed: so it is looked for before anything is set.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import type { FontFile, FontRole, FoundFonts } from './fonts.js';

/** A set of characters of Unicode, a bit for each */
export class Characters {
  private readonly bits = new Uint32Array(0x110000 / 32);

  add(from: number, to = from): void {
    for (let c = from; c <= to; c++) this.bits[c >>> 5] = (this.bits[c >>> 5] ?? 0) | (1 << (c & 31));
  }

  has(character: number): boolean {
    return ((this.bits[character >>> 5] ?? 0) & (1 << (character & 31))) !== 0;
  }

  addAll(others: Characters): void {
    others.bits.forEach((word, at) => void (this.bits[at] = (this.bits[at] ?? 0) | word));
  }
}

/** What the faces of a file have, by their tables cmap (formats 4 and 12); nothing where the file is broken. */
export function charactersOf(path: string): Characters {
  const found = new Characters();
  const file = openSync(path, 'r');
  const read = (at: number, length: number): Buffer => {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, at));
  };
  try {
    const head = read(0, 12);
    if (head.toString('latin1', 0, 4) !== 'ttcf') readFace(read, 0, found);
    else {
      const offsets = read(12, Math.min(head.readUInt32BE(8), 64) * 4);
      for (let at = 0; at + 4 <= offsets.length; at += 4) readFace(read, offsets.readUInt32BE(at), found);
    }
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
  } finally {
    closeSync(file);
  }
  return found;
}

type Read = (at: number, length: number) => Buffer;

function readFace(read: Read, start: number, into: Characters): void {
  const tables = read(start + 12, read(start, 12).readUInt16BE(4) * 16);
  for (let at = 0; at + 16 <= tables.length; at += 16) {
    if (tables.toString('latin1', at, at + 4) !== 'cmap') continue;
    const cmap = read(tables.readUInt32BE(at + 8), Math.min(tables.readUInt32BE(at + 12), 1 << 23));
    for (let record = 4; record < 4 + cmap.readUInt16BE(2) * 8; record += 8) {
      const [platform, encoding] = [cmap.readUInt16BE(record), cmap.readUInt16BE(record + 2)];
      // Unicode, whole or its first plane; not the symbols of one font
      if (platform !== 0 && !(platform === 3 && (encoding === 1 || encoding === 10))) continue;
      const table = cmap.subarray(cmap.readUInt32BE(record + 4));
      const format = table.readUInt16BE(0);
      if (format === 12) readGroups(table, into);
      else if (format === 4) readSegments(table, into);
    }
  }
}

function readGroups(table: Buffer, into: Characters): void {
  for (let group = 0; group < table.readUInt32BE(12); group++) {
    const at = 16 + group * 12;
    const [from, to, glyph] = [table.readUInt32BE(at), table.readUInt32BE(at + 4), table.readUInt32BE(at + 8)];
    if (to < 0x110000 && from <= to) into.add(glyph === 0 ? from + 1 : from, to);
  }
}

function readSegments(table: Buffer, into: Characters): void {
  const length = table.readUInt16BE(6);
  for (let segment = 0; segment < length; segment += 2) {
    const [to, from] = [table.readUInt16BE(14 + segment), table.readUInt16BE(16 + length + segment)];
    const delta = table.readUInt16BE(16 + 2 * length + segment);
    const offsetAt = 16 + 3 * length + segment;
    const offset = table.readUInt16BE(offsetAt);
    for (let c = from; c <= to && c < 0xffff; c++) {
      const glyph = offset === 0 ? c : table.readUInt16BE(offsetAt + offset + (c - from) * 2);
      if (offset === 0 ? ((c + delta) & 0xffff) !== 0 : glyph !== 0) into.add(c);
    }
  }
}

/**
 * Scripts that were seen to come out of a PDF as they went in. Where letters join or stack (Uyghur, Tibetan) a glyph
 * stands for parts of several letters, and what is copied is another word: no face mends that, so they are not set.
 */
const FAITHFUL =
  /[\p{Script=Common}\p{Script=Han}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Script=Mongolian}]/u;
/** Nothing has to be drawn for them */
const UNDRAWN = /[\s\p{Cf}\p{Cc}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;

export interface Unprintable {
  character: string;
  /** a few of the characters around its first place */
  around: string;
}

const TOLD = 10;

/** What cannot be printed, for a person: each character with its number and its first place, the first ten of them */
export function tellUnprintable(missing: readonly Unprintable[]): string {
  const number = (c: string): string => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const told = missing
    .slice(0, TOLD)
    .map(({ character, around }) => `“${character}”（${number(character)}，见“${around}”）`);
  return `${told.join('、')}${missing.length > TOLD ? `等 ${missing.length} 个字` : ''}`;
}

/** Looks through what is to be set, whichever role it is set in. */
export class Coverage {
  private covered: Characters[] | undefined;

  constructor(private readonly fonts: FoundFonts) {}

  /**
   * What of these words cannot be set, for want of a face or of a faithful copy: each once, in their order; of a
   * JSON-like value, its keys aside
   */
  unprintable(value: unknown): Unprintable[] {
    const found = new Map<string, Unprintable>();
    const look = (one: unknown): void => {
      if (typeof one === 'string') this.look(one, found);
      else if (Array.isArray(one)) one.forEach(look);
      else if (one !== null && typeof one === 'object') Object.values(one).forEach(look);
    };
    look(value);
    return [...found.values()];
  }

  private look(text: string, found: Map<string, Unprintable>): void {
    this.covered ??= coveredBy(this.fonts);
    let at = 0;
    for (const character of text) {
      const point = character.codePointAt(0) ?? 0;
      const isPrinted = FAITHFUL.test(character) && this.covered.every((role) => role.has(point));
      if (!isPrinted && !found.has(character) && !UNDRAWN.test(character))
        found.set(character, { character, around: aroundOf(text, at, character.length) });
      at += character.length;
    }
  }
}

const AROUND = 6;
function aroundOf(text: string, at: number, length: number): string {
  const before = [...text.slice(0, at)].slice(-AROUND).join('');
  const after = [...text.slice(at + length)].slice(0, AROUND).join('');
  return `${before}${text.slice(at, at + length)}${after}`.replace(/\s+/gu, ' ');
}

/** For each role what its families have together */
function coveredBy({ files, roles }: FoundFonts): Characters[] {
  const of = new Map<FontFile, Characters>();
  const charactersIn = (file: FontFile): Characters => {
    const known = of.get(file) ?? charactersOf(file.path);
    of.set(file, known);
    return known;
  };
  return (Object.keys(roles) as FontRole[]).map((role) => {
    const all = new Characters();
    for (const family of roles[role])
      for (const file of files) if (file.families.includes(family)) all.addAll(charactersIn(file));
    return all;
  });
}
