/**
 * Opens an .odt and looks through it before a word is read, as `docx.package.ts` does: what runs, what is embedded and
 * what calls out is refused by name (security.md, threat 20).
 */
import { displayName, Unreadable } from './refusal.js';
import { childNamed, elements, type XmlElement } from './xml.js';
import { macros, type ZipPackage } from './zip.package.js';

export interface OdtParts {
  content: XmlElement;
  styles: XmlElement | undefined;
}

const TEXT = /^application\/vnd\.oasis\.opendocument\.text(?:-template|-master)?$/u;
const OTHERS: Readonly<Record<string, string>> = {
  spreadsheet: '电子表格',
  presentation: '演示文稿',
  graphics: '绘图',
  chart: '图表',
  formula: '公式',
};

/** Elements that bring in another file or something that runs. */
const REFUSED: Readonly<Record<string, string>> = {
  'draw:object-ole': '嵌入的对象',
  'draw:plugin': '插件',
  'draw:applet': '小程序',
  'draw:floating-frame': '浮动框架',
};
const CALLS_OUT: Readonly<Record<string, string>> = {
  'text:dde-connection': 'DDE 链接',
  'office:dde-source': 'DDE 链接',
  'text:dde-connection-decl': 'DDE 链接',
  'text:execute-macro': '宏命令',
  'text:database-display': '数据库域',
  'text:section-source': '链接的外部文档',
  'table:table-source': '链接的外部表格',
};

function refuse(node: XmlElement): void {
  const embedded = REFUSED[node.name];
  if (embedded !== undefined) {
    throw new Unreadable('EMBEDDED_OBJECT', `文件里有${embedded}。请删去，或者转为文字、图片，保存后再上传。`);
  }
  const target = (node.attributes.get('xlink:href') ?? '').trim();
  const away = /^(?:[a-z][a-z0-9+.-]*:|\/\/|\\\\)/iu.test(target);
  const calling = CALLS_OUT[node.name];
  if (calling !== undefined && (node.name !== 'text:section-source' || away || target !== '')) {
    throw new Unreadable('ACTIVE_FIELD', `文件里有会调用外部内容的部分（${calling}）。请把它转为文字，保存后再上传。`);
  }
  if (node.name === 'script:event-listener' || node.name === 'office:script') throw macros();
  if (away && !/^(?:https?:|mailto:)/iu.test(target) && node.name === 'text:a') {
    throw new Unreadable(
      'EXTERNAL_CONTENT',
      `文件引用了外部内容（不是网址的超链接：${displayName(target)}）。请删去该处，保存后再上传。`,
    );
  }
  if (away && node.name.startsWith('draw:') && node.name !== 'draw:a') {
    throw new Unreadable(
      'EXTERNAL_CONTENT',
      `文件引用了外部内容（${displayName(target)}）。请断开链接或者删去该处，保存后再上传。`,
    );
  }
  for (const child of elements(node)) refuse(child);
}

/**
 * @throws Unreadable for everything that is not a harmless OpenDocument text within the limits
 */
export async function openOdt(inside: ZipPackage): Promise<OdtParts> {
  const type = ((await inside.text('mimetype')) ?? '').trim();
  if (type !== '' && !TEXT.test(type)) {
    const other =
      Object.entries(OTHERS).find(([name]) => type.includes(`opendocument.${name}`))?.[1] ?? 'OpenDocument 文件';
    throw new Unreadable(
      'NOT_WORD',
      `这是${other}，不是文稿。请另存为“ODF 文本文档（.odt）”或者“Word 文档（.docx）”再上传。`,
    );
  }
  const manifest = await inside.xml('META-INF/manifest.xml');
  const encrypted = elements(manifest).some((one) => childNamed(one, 'manifest:encryption-data') !== undefined);
  if (encrypted) throw new Unreadable('ENCRYPTED', '文件设有密码。请去掉密码，保存后再上传。');
  if (inside.names.some((name) => /^(?:Basic|Scripts)\/.*[^/]$/u.test(name))) throw macros();
  const embedded = inside.names.find((name) => /^Object [^/]*\/content\.xml$/u.test(name));
  if (embedded !== undefined) {
    throw new Unreadable(
      'EMBEDDED_OBJECT',
      `文件里有嵌入对象（${displayName(embedded)}）。请删去，或者转为文字、图片，保存后再上传。`,
    );
  }
  const content = await inside.xml('content.xml');
  if (content?.name !== 'office:document-content') {
    throw new Unreadable('DAMAGED', '文件里没有正文，可能已损坏。请用 LibreOffice 或 WPS 打开修复、另存后再上传。');
  }
  const styles = await inside.xml('styles.xml');
  refuse(content);
  if (styles !== undefined) refuse(styles);
  return { content, styles };
}
