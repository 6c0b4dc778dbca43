/**
 * A PDF that holds text, as paragraphs: printed lines joined again, page numbers and running heads left out. A scan
 * holds no text and is refused; so is what is enciphered, runs a script or carries other files (security.md, threats 20
 * and 21).
 */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { withoutRadicals } from '../../articles/index.js';
import { LIMITS } from './limits.js';
import { paragraphsOf, type PdfPage, type PdfPiece } from './pdf.lines.js';
import type { ReadNotice, ReadResult } from './read.result.js';
import { Unreadable } from './refusal.js';

type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

/**
 * The library looks for drawing classes when it loads; we draw nothing. Its worker is loaded beside it, so that it
 * starts no thread and looks for no file.
 */
async function library(): Promise<Pdfjs> {
  const place = globalThis as unknown as Record<string, unknown>;
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) place[name] ??= class {};
  await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

const OTHER_FORM = '请上传它的 Word 原稿（.docx）或者纯文本（.txt）。';

function refusalFor(thrown: unknown): Unreadable {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'PasswordException')
    return new Unreadable('ENCRYPTED', '这份 PDF 设有密码。请去掉密码，或者上传它的 Word 原稿。');
  return new Unreadable(
    'DAMAGED',
    `这份 PDF 已损坏或者没有下载完整，打不开。请重新取得文件，或者${OTHER_FORM.slice(1)}`,
  );
}

function piecesOf(items: readonly unknown[]): PdfPiece[] {
  return (items as { str?: string; transform?: number[]; width?: number }[]).flatMap(({ str, transform, width }) => {
    const [a = 0, b = 0, , d = 0, x = 0, y = 0] = transform ?? [];
    // Words that do not run from left to right are stamps and watermarks.
    const upright = Math.abs(b) < Math.abs(a) * 0.05 && a > 0;
    return str === undefined || str === '' || !upright
      ? []
      : [{ text: withoutRadicals(str), x, y, width: width ?? 0, size: Math.abs(d) }];
  });
}

/** Characters a font maps to nothing that can be read: the private use area, replacement and control characters. */
const UNREADABLE = /[\ue000-\uf8ff\ufffd\0-\u0008\u000e-\u001f]/gu;

/** 3、4、9 页, of many the first twenty and how many they are */
const named = (numbers: readonly number[]): string =>
  `${numbers.slice(0, 20).join('、')} 页${numbers.length > 20 ? `等 ${numbers.length} 页` : ''}`;

/**
 * @returns a line a paragraph, numbered in order
 * @throws Unreadable ENCRYPTED, DAMAGED, MACROS (scripts), EMBEDDED_OBJECT (attached files), TOO_MANY_PARTS (pages),
 * NO_TEXT (a scan),
 *   TEXT_DAMAGED (its fonts do not say which characters they print)
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadResult> {
  const pdfjs = await library();
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = pdfjs.getDocument({
    // The library takes the buffer for its own.
    data: Uint8Array.from(bytes),
    verbosity: 0,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    useWorkerFetch: false,
    stopAtErrors: false,
    cMapUrl: join(folder, 'cmaps') + sep,
    cMapPacked: true,
    standardFontDataUrl: join(folder, 'standard_fonts') + sep,
  });
  try {
    const document = await task.promise.catch((thrown: unknown) => {
      throw refusalFor(thrown);
    });
    if (document.numPages > LIMITS.pages) {
      throw new Unreadable(
        'TOO_MANY_PARTS',
        `这份 PDF 有 ${document.numPages} 页，超过 ${LIMITS.pages} 页。请只保留条文后再上传。`,
      );
    }
    if ((await document.getJSActions()) !== null) throw new Unreadable('MACROS', `这份 PDF 带有脚本。${OTHER_FORM}`);
    if ((await document.getAttachments()) !== null)
      throw new Unreadable('EMBEDDED_OBJECT', `这份 PDF 里附有其他文件。${OTHER_FORM}`);
    const pages: PdfPage[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const [, bottom = 0, , top = 0] = page.view;
      // Its own normalisation is NFKC: it would rewrite （一）.
      const content = await page.getTextContent({ disableNormalization: true });
      pages.push({
        height: top - bottom,
        pieces: piecesOf(content.items).map((piece) => ({ ...piece, y: piece.y - bottom })),
      });
      page.cleanup();
    }
    return resultOf(pages);
  } catch (thrown) {
    throw thrown instanceof Unreadable ? thrown : refusalFor(thrown);
  } finally {
    await task.destroy();
  }
}

function resultOf(pages: readonly PdfPage[]): ReadResult {
  const characters = (page: PdfPage): number => page.pieces.reduce((sum, piece) => sum + piece.text.trim().length, 0);
  const empty = pages.flatMap((page, at) => (characters(page) < 5 ? [at + 1] : []));
  const total = pages.reduce((sum, page) => sum + characters(page), 0);
  if (total < 20 || empty.length * 2 > pages.length) {
    throw new Unreadable('NO_TEXT', `这份 PDF 是扫描件或者图片，里面没有文字，不能读入。${OTHER_FORM}`);
  }
  const { paragraphs, dropped, tablePages } = paragraphsOf(pages);
  const unreadable = paragraphs.reduce((sum, text) => sum + (text.match(UNREADABLE)?.length ?? 0), 0);
  if (unreadable * 50 > total) {
    throw new Unreadable('TEXT_DAMAGED', `这份 PDF 的字体没有说明各字是什么字，读出来是乱码。${OTHER_FORM}`);
  }
  const notices: ReadNotice[] = [];
  const say = (code: string, message: string): void => void notices.push({ line: 0, code, message });
  say(
    'READ_FROM_PDF',
    `文件按 PDF 读入：已把折行接成段落${dropped > 0 ? `，略去页码、页眉等 ${dropped} 处` : ''}。PDF 不保存段落，请对照原稿核对分款。`,
  );
  if (empty.length > 0)
    say('PAGES_WITHOUT_TEXT', `第 ${named(empty)}没有文字，可能是扫描的图片，未读入；请上传可编辑的原稿。`);
  if (tablePages.length > 0) say('PDF_TABLE', `第 ${named(tablePages)}有表格或者分栏，读出的次序可能不对，请核对。`);
  return {
    lines: paragraphs.map((text, at) => ({ text, number: at + 1 })).filter((line) => line.text.trim() !== ''),
    notices,
  };
}
