import { Resvg } from '@resvg/resvg-js';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { qrPng, qrRows, qrSvg } from '../../../src/platform/documents/index.js';

const ADDRESS = 'https://lifa.example.gov.cn/l/123-456-7890?k=玥湖街道';

type Decode = (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
/** jsqr is CommonJS: what is imported is its function, or an object that holds it under `default`. */
const imported = jsQR as unknown as Decode | { default: Decode };
const decode = typeof imported === 'function' ? imported : imported.default;

function read(png: Uint8Array): string | undefined {
  const image = PNG.sync.read(Buffer.from(png));
  return decode(new Uint8ClampedArray(image.data), image.width, image.height)?.data;
}

describe('QR codes', () => {
  it('read back from the PNG, in the size asked', async () => {
    const png = await qrPng(ADDRESS, 400);
    expect(PNG.sync.read(Buffer.from(png)).width).toBe(400);
    expect(read(png)).toBe(ADDRESS);
  });

  it('read back from the SVG', async () => {
    expect(read(new Resvg(await qrSvg(ADDRESS), { fitTo: { mode: 'width', value: 500 } }).render().asPng())).toBe(
      ADDRESS,
    );
  });

  it('read back from their modules, drawn by whoever shows them', () => {
    const rows = qrRows(ADDRESS);
    const side = rows.length * 8;
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
    for (let y = 0; y < side; y += 1)
      for (let x = 0; x < side; x += 1)
        if (rows[Math.floor(y / 8)]?.charAt(Math.floor(x / 8)) === '1')
          pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    expect(new Set(rows.map((r) => r.length))).toEqual(new Set([rows.length]));
    expect(rows.slice(0, 4).join('')).toMatch(/^0+$/);
    expect(decode(pixels, side, side)?.data).toBe(ADDRESS);
  });

  it('survive a stain over some 4 % of the code, as level Q must', async () => {
    const image = PNG.sync.read(Buffer.from(await qrPng(ADDRESS, 400)));
    for (let y = 170; y < 235; y += 1)
      for (let x = 170; x < 235; x += 1) image.data.fill(120, (y * 400 + x) * 4, (y * 400 + x) * 4 + 3);
    expect(read(PNG.sync.write(image))).toBe(ADDRESS);
  });

  it('refuse a silly size', async () => {
    await expect(qrPng(ADDRESS, 0)).rejects.toThrow(RangeError);
  });
});
