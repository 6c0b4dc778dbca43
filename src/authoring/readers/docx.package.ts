/**
 * A .docx is a zip of parts. Opened here, it has been looked through before a word of it is read: number of parts, what
 * they are, what they refer to. A file that an office re-issues to hundreds of others must bring nothing that runs or
 * that calls out, so macros, embedded objects and everything external but plain hyperlinks are refused by name
 * (security.md, threat 20).
 */
import { displayName, Unreadable } from './refusal.js';
import { elements, type XmlElement } from './xml.js';
import { macros, type ZipPackage } from './zip.package.js';

/** The parts a reader needs, found by their relationship and not by their customary names. */
export interface DocxParts {
  document: XmlElement;
  numbering: XmlElement | undefined;
  styles: XmlElement | undefined;
  comments: XmlElement | undefined;
  footnotes: XmlElement | undefined;
  /** every part of a kind that the document names: header, footer */
  every(kind: string): Promise<XmlElement[]>;
}

interface Relationship {
  kind: string;
  target: string;
  external: boolean;
}

/** Relationship kinds, by the last word of their type, that bring in something that runs or another file's content. */
const REFUSED_KINDS: Readonly<Record<string, string>> = {
  oleObject: '嵌入对象',
  package: '嵌入的其他文件',
  control: 'ActiveX 控件',
  activeXControlBinary: 'ActiveX 控件',
  aFChunk: '插入的外部文档',
  subDocument: '子文档',
  frame: '外部框架',
  attachedToolbars: '自定义工具栏',
};
const EXTERNAL_NAMES: Readonly<Record<string, string>> = {
  attachedTemplate: '附加模板',
  image: '链接的图片',
  oleObject: '链接的对象',
  video: '链接的视频',
  audio: '链接的音频',
  hyperlink: '不是网址的超链接',
};

function relationshipsOf(rels: XmlElement | undefined): Relationship[] {
  return elements(rels)
    .filter((one) => one.name === 'Relationship')
    .map((one) => ({
      kind: (one.attributes.get('Type') ?? '').split('/').pop() ?? '',
      target: one.attributes.get('Target') ?? '',
      external: one.attributes.get('TargetMode')?.toLowerCase() === 'external',
    }));
}

function refuseRelationship(one: Relationship): void {
  if (one.external && !(one.kind === 'hyperlink' && /^(?:https?:|mailto:|#)/iu.test(one.target.trim()))) {
    const what = EXTERNAL_NAMES[one.kind] ?? one.kind;
    const how =
      one.kind === 'attachedTemplate'
        ? '请在 Word 的“开发工具—文档模板”中去掉附加模板，保存后再上传。'
        : '请在 Word 中断开链接或者删去该处，保存后再上传。';
    throw new Unreadable('EXTERNAL_CONTENT', `文件引用了外部内容（${what}：${displayName(one.target)}）。${how}`);
  }
  const refused = one.external ? undefined : REFUSED_KINDS[one.kind];
  if (refused !== undefined) {
    throw new Unreadable(
      'EMBEDDED_OBJECT',
      `文件里有${refused}（${displayName(one.target)}）。请在 Word 中删去，或者转为文字、图片，保存后再上传。`,
    );
  }
  if (one.kind === 'vbaProject') throw macros();
}

function refuseParts(names: readonly string[]): void {
  for (const name of names) {
    const bare = name.toLowerCase();
    if (/(?:^|\/)vba(?:project|data)/u.test(bare)) throw macros();
    if (/^word\/(?:embeddings|activex)\/./u.test(bare) || /oleobject[^/]*\.bin$/u.test(bare)) {
      throw new Unreadable(
        'EMBEDDED_OBJECT',
        `文件里有嵌入对象（${displayName(name)}）。请在 Word 中删去，或者转为文字、图片，保存后再上传。`,
      );
    }
  }
}

function refuseOtherPackages(inside: ZipPackage): void {
  const other = inside.has('xl/workbook.xml')
    ? 'Excel 表格'
    : inside.has('ppt/presentation.xml')
      ? 'PowerPoint 演示文稿'
      : inside.has('OFD.xml')
        ? 'OFD 版式文件'
        : undefined;
  throw new Unreadable(
    'NOT_WORD',
    other === undefined
      ? '这是压缩包，里面不是 Word 文档。请解压后上传其中的 .docx 文件。'
      : `这是${other}，不是 Word 文档。请另存为“Word 文档（.docx）”再上传。`,
  );
}

/**
 * A relationship's target against the folder of the part that names it; `/word/x.xml` counts from the package's root.
 */
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
export async function openDocx(inside: ZipPackage): Promise<DocxParts> {
  const { names } = inside;
  refuseParts(names);
  const main = relationshipsOf(await inside.xml('_rels/.rels')).find(
    (one) => one.kind === 'officeDocument' && !one.external,
  );
  const documentPart = main === undefined ? undefined : resolvePart('', main.target);
  const types = await inside.xml('[Content_Types].xml');
  for (const type of elements(types))
    if (/macroEnabled|vbaProject/iu.test(type.attributes.get('ContentType') ?? '')) throw macros();
  for (const rels of names.filter((name) => name.endsWith('.rels')))
    relationshipsOf(await inside.xml(rels)).forEach(refuseRelationship);

  const document = documentPart === undefined ? undefined : await inside.xml(documentPart);
  if (documentPart === undefined || document?.name !== 'w:document') return refuseOtherPackages(inside) as never;

  const slash = documentPart.lastIndexOf('/');
  const folder = slash < 0 ? '' : documentPart.slice(0, slash);
  const beside = relationshipsOf(
    await inside.xml(`${folder === '' ? '' : `${folder}/`}_rels/${documentPart.slice(slash + 1)}.rels`),
  );
  const related = async (kind: string): Promise<XmlElement | undefined> => {
    const found = beside.find((one) => one.kind === kind && !one.external);
    return found === undefined ? undefined : inside.xml(resolvePart(folder, found.target));
  };
  const every = async (kind: string): Promise<XmlElement[]> => {
    const parts = new Set(
      beside.filter((one) => one.kind === kind && !one.external).map((one) => resolvePart(folder, one.target)),
    );
    const read: XmlElement[] = [];
    for (const part of parts) {
      const root = await inside.xml(part);
      if (root) read.push(root);
    }
    return read;
  };
  return {
    every,
    document,
    numbering: await related('numbering'),
    styles: await related('styles'),
    comments: await related('comments'),
    footnotes: await related('footnotes'),
  };
}
