/**
 * Reads a PDF back with poppler where it is installed; a test that needs it says loudly that it is skipped elsewhere.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
export const itWithPoppler: typeof it = hasPoppler
  ? it
  : (((name: string, ...rest: unknown[]) =>
      it.skip(`SKIPPED, no poppler-utils: ${name}`, rest[0] as () => void)) as typeof it);

export function poppler(tool: 'pdftotext' | 'pdffonts', pdf: Uint8Array, ...options: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'letter-'));
  try {
    const file = join(folder, 'a.pdf');
    writeFileSync(file, pdf);
    return execFileSync(tool, tool === 'pdftotext' ? [...options, file, '-'] : [...options, file], {
      encoding: 'utf8',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface Box {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Words of each page with their boxes, in millimetres. */
export function pagesOf(pdf: Uint8Array): { width: number; height: number; words: Box[] }[] {
  const mm = (points: string | undefined): number => (Number(points) / 72) * 25.4;
  return poppler('pdftotext', pdf, '-bbox')
    .split('<page ')
    .slice(1)
    .map((page) => {
      const size = /width="([\d.]+)" height="([\d.]+)"/u.exec(page);
      return {
        width: mm(size?.[1]),
        height: mm(size?.[2]),
        words: [
          ...page.matchAll(
            /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)<\/word>/gu,
          ),
        ].map(([, left, top, right, bottom, text = '']) => ({
          text,
          left: mm(left),
          top: mm(top),
          right: mm(right),
          bottom: mm(bottom),
        })),
      };
    });
}
