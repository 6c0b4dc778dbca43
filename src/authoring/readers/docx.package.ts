/**
 * A .docx is a zip of parts. Opened here, it has been looked through before a word of it is read: number of parts, what they
 * are, what they refer to. A file that an office re-issues to hundreds of others must bring nothing that runs or that calls
 * out, so macros, embedded objects and everything external but plain hyperlinks are refused by name (security.md, threat 20).
 */
import JSZip from 'jszip';
import { LIMITS } from './limits.js';
import { shownName, Unreadable } from './refusal.js';
import { elements, parseXml, type XmlElement } from './xml.js';

/** The parts a reader needs, found by their relationship and not by their customary names. */
export interface DocxParts {
  document: XmlElement;
  numbering: XmlElement | undefined;
  styles: XmlElement | undefined;
  comments: XmlElement | undefined;
  footnotes: XmlElement | undefined;
}

interface Relationship {
  kind: string;
  target: string;
  external: boolean;
}

/** Relationship kinds, by the last word of their type, that bring in something that runs or another file's content. */
const REFUSED_KINDS: Readonly<Record<string, string>> = {
  oleObject: '嵌入对象', package: '嵌入的其他文件', control: 'ActiveX 控件', activeXControlBinary: 'ActiveX 控件',
  aFChunk: '插入的外部文档', subDocument: '子文档', frame: '外部框架', attachedToolbars: '自定义工具栏',
};
const EXTERNAL_NAMES: Readonly<Record<string, string>> = {
  attachedTemplate: '附加模板', image: '链接的图片', oleObject: '链接的对象', video: '链接的视频', audio: '链接的音频', hyperlink: '不是网址的超链接',
};

/** Inflates only what is asked for, and counts every byte that comes out of it. */
class Inflating {
  private spent = 0;

  constructor(private readonly zip: JSZip) {}

  has(part: string): boolean {
    return this.zip.file(part) !== null;
  }

  async xml(part: string): Promise<XmlElement | undefined> {
    const entry = this.zip.file(part);
    return entry === null ? undefined : parseXml(part, await this.inflate(part, entry));
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
          reject(new Unreadable('INFLATES_TOO_LARGE',
            `文件解压后超过 ${LIMITS.inflatedBytes / 1024 / 1024} MB，不是正常的法规文稿。请只保留条文后再上传。`));
        }
      });
      stream.on('end', () => resolve(Buffer.concat(chunks)));
      stream.on('error', () => reject(new Unreadable('DAMAGED',
        `文件内部（${shownName(part)}）已损坏，可能没有下载完整。请重新取得文件，或者用 Word 打开修复后再上传。`)));
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

function relationshipsOf(rels: XmlElement | undefined): Relationship[] {
  return elements(rels).filter((one) => one.name === 'Relationship').map((one) => ({
    kind: (one.attributes.get('Type') ?? '').split('/').pop() ?? '',
    target: one.attributes.get('Target') ?? '',
    external: one.attributes.get('TargetMode')?.toLowerCase() === 'external',
  }));
}

function refuseRelationship(one: Relationship): void {
  if (one.external && !(one.kind === 'hyperlink' && /^(?:https?:|mailto:|#)/iu.test(one.target.trim()))) {
    const what = EXTERNAL_NAMES[one.kind] ?? one.kind;
    const how = one.kind === 'attachedTemplate'
      ? '请在 Word 的“开发工具—文档模板”中去掉附加模板，保存后再上传。' : '请在 Word 中断开链接或者删去该处，保存后再上传。';
    throw new Unreadable('EXTERNAL_CONTENT', `文件引用了外部内容（${what}：${shownName(one.target)}）。${how}`);
  }
  const refused = one.external ? undefined : REFUSED_KINDS[one.kind];
  if (refused !== undefined) {
    throw new Unreadable('EMBEDDED_OBJECT', `文件里有${refused}（${shownName(one.target)}）。请在 Word 中删去，或者转为文字、图片，保存后再上传。`);
  }
  if (one.kind === 'vbaProject') throw macros();
}

const macros = (): Unreadable => new Unreadable('MACROS', '文件带有宏。请另存为不带宏的“Word 文档（.docx）”再上传。');

function refuseParts(names: readonly string[]): void {
  for (const name of names) {
    const bare = name.toLowerCase();
    if (/(?:^|\/)vba(?:project|data)/u.test(bare)) throw macros();
    if (/^word\/(?:embeddings|activex)\/./u.test(bare) || /oleobject[^/]*\.bin$/u.test(bare)) {
      throw new Unreadable('EMBEDDED_OBJECT', `文件里有嵌入对象（${shownName(name)}）。请在 Word 中删去，或者转为文字、图片，保存后再上传。`);
    }
  }
}

function refuseOtherPackages(inside: Inflating): void {
  const other = inside.has('content.xml') ? 'OpenDocument 文件（.odt、.ods）'
    : inside.has('xl/workbook.xml') ? 'Excel 表格' : inside.has('ppt/presentation.xml') ? 'PowerPoint 演示文稿'
      : inside.has('OFD.xml') ? 'OFD 版式文件' : undefined;
  throw new Unreadable('NOT_WORD', other === undefined
    ? '这是压缩包，里面不是 Word 文档。请解压后上传其中的 .docx 文件。'
    : `这是${other}，不是 Word 文档。请另存为“Word 文档（.docx）”再上传。`);
}

/** A relationship's target against the folder of the part that names it; `/word/x.xml` counts from the package's root. */
function resolvePart(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/**
 * Opens, looks through and parses.
 * @throws Unreadable for everything that is not a harmless Word document within the limits
 */
export async function openDocx(bytes: Uint8Array): Promise<DocxParts> {
  const zip = await unzip(bytes);
  const names = Object.keys(zip.files);
  if (names.length > LIMITS.parts) {
    throw new Unreadable('TOO_MANY_PARTS', `文件由 ${names.length} 个部分组成，超过 ${LIMITS.parts} 个，不是正常的法规文稿。请只保留条文后再上传。`);
  }
  refuseParts(names);
  const inside = new Inflating(zip);
  const main = relationshipsOf(await inside.xml('_rels/.rels')).find((one) => one.kind === 'officeDocument' && !one.external);
  const documentPart = main === undefined ? undefined : resolvePart('', main.target);
  const types = await inside.xml('[Content_Types].xml');
  for (const type of elements(types)) if (/macroEnabled|vbaProject/iu.test(type.attributes.get('ContentType') ?? '')) throw macros();
  for (const rels of names.filter((name) => name.endsWith('.rels'))) relationshipsOf(await inside.xml(rels)).forEach(refuseRelationship);

  const document = documentPart === undefined ? undefined : await inside.xml(documentPart);
  if (documentPart === undefined || document?.name !== 'w:document') return refuseOtherPackages(inside) as never;

  const slash = documentPart.lastIndexOf('/');
  const folder = slash < 0 ? '' : documentPart.slice(0, slash);
  const beside = relationshipsOf(await inside.xml(`${folder === '' ? '' : `${folder}/`}_rels/${documentPart.slice(slash + 1)}.rels`));
  const related = async (kind: string): Promise<XmlElement | undefined> => {
    const found = beside.find((one) => one.kind === kind && !one.external);
    return found === undefined ? undefined : inside.xml(resolvePart(folder, found.target));
  };
  return {
    document, numbering: await related('numbering'), styles: await related('styles'),
    comments: await related('comments'), footnotes: await related('footnotes'),
  };
}
