/**
 * The entry of the readers: a foreign file becomes lines of text for the article parser, or a refusal in the user's
 * words. Which reader reads is decided by what the bytes are; the name only tells Markdown from plain text.
 */
import { LIMITS } from './limits.js';
import type { ReadFormat, ReadOutcome, ReadResult } from './read.result.js';
import { refusalMessage, Unreadable } from './refusal.js';
import { readText } from './text.reader.js';
import { openZip } from './zip.package.js';

export type { RefusalCode } from './refusal.js';
export type { ReadColumn, ReadFormat, ReadLine, ReadNotice, ReadOutcome, ReadResult } from './read.result.js';

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);

const SAVE_AS_DOCX = '请用 Word 或 WPS 打开后，另存为“Word 文档（.docx）”再上传。';
const READABLE = 'Word 文档（.docx、.doc）、ODF 文本（.odt）、有文字的 PDF（.pdf）、纯文本（.txt）、Markdown（.md）';

/** Formats we know and do not read: said by name, for "unknown format" helps nobody. */
function refuseKnownFormats(name: string, bytes: Uint8Array): void {
  if (startsWith(bytes, 0x7b, 0x5c, 0x72, 0x74, 0x66))
    throw new Unreadable('FORMAT_OTHER', `这是 RTF 文件。${SAVE_AS_DOCX}`);
  if (/\.(?:docm|dotm)$/iu.test(name))
    throw new Unreadable('MACROS', `文件是带宏的格式。请另存为不带宏的“Word 文档（.docx）”再上传。`);
}

/**
 * What the file is, by its bytes. Each reader is loaded only when it is needed: the one of PDF alone takes a third of a
 * second.
 */
async function read(name: string, bytes: Uint8Array): Promise<{ format: ReadFormat } & ReadResult> {
  if (bytes.length === 0) throw new Unreadable('FILE_EMPTY', '文件是空的。请检查是否选错了文件。');
  if (bytes.length > LIMITS.fileBytes) {
    throw new Unreadable(
      'FILE_TOO_LARGE',
      `文件超过 ${LIMITS.fileBytes / 1024 / 1024} MB。请删去图片等与条文无关的内容后再上传。`,
    );
  }
  refuseKnownFormats(name, bytes);
  if (startsWith(bytes, 0x50, 0x4b)) {
    const inside = await openZip(bytes);
    const odt = inside.has('content.xml');
    return odt
      ? { format: 'odt', ...(await (await import('./odt.reader.js')).readOdt(inside)) }
      : { format: 'docx', ...(await (await import('./docx.reader.js')).readDocx(inside)) };
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return { format: 'doc', ...(await (await import('./doc.reader.js')).readDoc(bytes)) };
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46))
    return { format: 'pdf', ...(await (await import('./pdf.reader.js')).readPdf(bytes)) };
  const claimed = /\.(docx|odt|doc|wps|pdf)$/iu.exec(name)?.[1]?.toLowerCase();
  if (claimed !== undefined) {
    throw new Unreadable(
      'DAMAGED',
      `文件名是 .${claimed}，内容却不是这种文件，可能没有下载完整或者只改了扩展名。请重新取得文件后再上传。`,
    );
  }
  const markdown = /\.(?:md|markdown)$/iu.test(name);
  if (markdown || /\.(?:txt|text)$/iu.test(name))
    return { format: markdown ? 'md' : 'txt', ...readText(bytes, markdown) };
  throw new Unreadable('FORMAT_UNKNOWN', `不认识这种文件。可以读入的有：${READABLE}。`);
}

/**
 * Reads a file in this very process. A server reads foreign files with `readInChild` instead (security: parsers never
 * run beside the secrets); this one is for the command line and for the child itself.
 *
 * @param name the file's name as the user knows it; shown in refusals, and its ending tells .md from .txt
 * @param bytes at most 20 MB
 * @returns never rejects for what is in the file: whatever cannot be read is `ok: false`
 */
export async function readFile(name: string, bytes: Uint8Array): Promise<ReadOutcome> {
  try {
    const result = await read(name, bytes);
    if (result.lines.length === 0) throw new Unreadable('NO_TEXT', '文件里没有文字。若是扫描件，请上传可编辑的原稿。');
    return { ok: true, ...result };
  } catch (thrown) {
    if (thrown instanceof Unreadable)
      return { ok: false, code: thrown.code, message: refusalMessage(name, thrown.reason) };
    throw thrown;
  }
}
