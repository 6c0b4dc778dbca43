/**
 * QR codes for posters, letters and screens. Level Q (a quarter of the code may be lost): they hang in stairwells, get
 * wet and are scratched; H would only make the modules smaller. The quiet zone of four modules belongs to the code.
 */
import QRCode from 'qrcode';

const SHAPE = { errorCorrectionLevel: 'Q', margin: 4, color: { dark: '#000000ff', light: '#ffffffff' } } as const;

/**
 * @returns an SVG that scales; @throws Error if the text is empty or too long for a QR code (some 1,600 Latin letters)
 */
export function qrSvg(text: string): Promise<string> {
  return QRCode.toString(text, { ...SHAPE, type: 'svg' });
}

/**
 * @param sizePx side in pixels, quiet zone included; at least the code's own number of modules
 * @returns PNG bytes
 */
export async function qrPng(text: string, sizePx: number): Promise<Uint8Array> {
  if (!Number.isInteger(sizePx) || sizePx < 1 || sizePx > 4096)
    throw new RangeError(`side in pixels from 1 to 4096, not ${sizePx}`);
  return QRCode.toBuffer(text, { ...SHAPE, type: 'png', width: sizePx });
}

/**
 * The modules of a code for whoever draws it: a row a string, 1 dark and 0 light, the quiet zone included. At most 185
 * rows (version 40), every row as long as there are rows.
 * @throws Error as `qrSvg`
 */
export function qrRows(text: string): string[] {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: SHAPE.errorCorrectionLevel }).modules;
  const quiet = '0'.repeat(SHAPE.margin);
  const blank = Array.from({ length: SHAPE.margin }, () => '0'.repeat(size + 2 * SHAPE.margin));
  const rows = Array.from(
    { length: size },
    (_, y) =>
      `${quiet}${Array.from(data.slice(y * size, (y + 1) * size), (m) => (m === 0 ? '0' : '1')).join('')}${quiet}`,
  );
  return [...blank, ...rows, ...blank];
}
