/** What a phone reads from a page as it comes out of a printer. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';

type Decode = (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
/** jsqr is CommonJS: what is imported is its function, or an object that holds it under `default`. */
const imported = jsQR as unknown as Decode | { default: Decode };
const decode = typeof imported === 'function' ? imported : imported.default;

/**
 * The code of the first page at so many dots an inch, or of what of it stands between two heights in millimetres;
 * undefined where none is read
 */
export function readCode(pdf: Uint8Array, dots: number, between?: readonly [number, number]): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'print-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    const [top, bottom] = (between ?? [0, 0]).map((mm) => Math.round((mm / 25.4) * dots)) as [number, number];
    const part = between ? ['-x', '0', '-y', String(top), '-W', '9999', '-H', String(bottom - top)] : [];
    const [from, to] = [join(folder, 'a.pdf'), join(folder, 'a')];
    execFileSync('pdftoppm', ['-r', String(dots), ...part, '-png', '-singlefile', from, to]);
    return readPng(readFileSync(join(folder, 'a.png')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The code of a picture; undefined where none is read */
export function readPng(png: Uint8Array): string | undefined {
  const image = PNG.sync.read(Buffer.from(png));
  return decode(new Uint8ClampedArray(image.data), image.width, image.height)?.data;
}
