/**
 * A zip of parts: what .docx and .odt are. Numbers are checked before anything is inflated, and every byte that comes
 * out is counted; sizes that the file declares are never believed (security.md, threat 21).
 */
import JSZip from 'jszip';
import { LIMITS } from './limits.js';
import { displayName, Unreadable } from './refusal.js';
import { parseXml, type XmlElement } from './xml.js';

export const macros = (): Unreadable =>
  new Unreadable('MACROS', '文件带有宏。请另存为不带宏的文档（.docx 或者 .odt）再上传。');

/** Inflates only what is asked for, and counts every byte that comes out of it. */
export class ZipPackage {
  readonly names: readonly string[];
  private spent = 0;

  constructor(private readonly zip: JSZip) {
    this.names = Object.keys(zip.files);
  }

  has(part: string): boolean {
    return this.zip.file(part) !== null;
  }

  async xml(part: string): Promise<XmlElement | undefined> {
    const entry = this.zip.file(part);
    return entry === null ? undefined : parseXml(part, await this.inflate(part, entry));
  }

  /** A small part as text; undefined where there is none. */
  async text(part: string): Promise<string | undefined> {
    const entry = this.zip.file(part);
    return entry === null ? undefined : new TextDecoder().decode(await this.inflate(part, entry));
  }

  /** By events: jszip brings a stream of Node's early days, which cannot be iterated. */
  private inflate(part: string, entry: JSZip.JSZipObject): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      const stream = entry.nodeStream();
      stream.on('data', (chunk: Buffer) => {
        this.spent += chunk.length;
        if (this.spent <= LIMITS.inflatedBytes) chunks.push(chunk);
        else {
          stream.pause();
          reject(
            new Unreadable(
              'INFLATES_TOO_LARGE',
              `文件解压后超过 ${LIMITS.inflatedBytes / 1024 / 1024} MB，不是正常的法规文稿。请只保留条文后再上传。`,
            ),
          );
        }
      });
      stream.on('end', () => resolve(Buffer.concat(chunks)));
      stream.on('error', () =>
        reject(
          new Unreadable(
            'DAMAGED',
            `文件内部（${displayName(part)}）已损坏，可能没有下载完整。请重新取得文件，或者用 Word 打开修复后再上传。`,
          ),
        ),
      );
    });
  }
}

async function unzip(bytes: Uint8Array): Promise<JSZip> {
  try {
    // CRC checks would inflate every part at once, before anything is counted.
    return await JSZip.loadAsync(bytes, { checkCRC32: false, createFolders: false });
  } catch (thrown) {
    if (thrown instanceof Error && /encrypt/iu.test(thrown.message)) {
      throw new Unreadable('ENCRYPTED', '文件设有密码。请去掉密码，保存后再上传。');
    }
    throw new Unreadable('DAMAGED', '文件已损坏或者没有下载完整，打不开。请重新取得文件后再上传。');
  }
}

/** @throws Unreadable ENCRYPTED, DAMAGED, TOO_MANY_PARTS */
export async function openZip(bytes: Uint8Array): Promise<ZipPackage> {
  const inside = new ZipPackage(await unzip(bytes));
  if (inside.names.length > LIMITS.parts) {
    throw new Unreadable(
      'TOO_MANY_PARTS',
      `文件由 ${inside.names.length} 个部分组成，超过 ${LIMITS.parts} 个，不是正常的法规文稿。请只保留条文后再上传。`,
    );
  }
  return inside;
}
