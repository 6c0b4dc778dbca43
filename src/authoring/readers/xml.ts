/**
 * XML parts of a .docx or .odt as a plain tree in which a name means the same whatever prefix the producer chose:
 * known namespaces (also their ISO "strict" twins) get their customary prefix, so `w:p` is always a paragraph.
 *
 * fast-xml-parser's own entity handling stays off and a DOCTYPE is refused, so no entity can be declared and none
 * expands; the five predefined ones and character references are decoded here.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { LIMITS } from './limits.js';
import { Unreadable } from './refusal.js';

export interface XmlElement {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlNode[];
}
export type XmlNode = XmlElement | string;

const PREFIX_OF: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/drawingml/2006/picture': 'pic',
  'http://purl.oclc.org/ooxml/drawingml/picture': 'pic',
  'http://schemas.openxmlformats.org/drawingml/2006/chart': 'c',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:oasis:names:tc:opendocument:xmlns:office:1.0': 'office',
  'urn:oasis:names:tc:opendocument:xmlns:text:1.0': 'text',
  'urn:oasis:names:tc:opendocument:xmlns:style:1.0': 'style',
  'urn:oasis:names:tc:opendocument:xmlns:table:1.0': 'table',
  'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0': 'draw',
  'urn:oasis:names:tc:opendocument:xmlns:script:1.0': 'script',
  'urn:oasis:names:tc:opendocument:xmlns:meta:1.0': 'meta',
  'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0': 'manifest',
  'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0': 'loext',
  'http://www.w3.org/1999/xlink': 'xlink',
  'http://purl.org/dc/elements/1.1/': 'dc',
};
const CUSTOMARY = new Set(Object.values(PREFIX_OF));

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][\w.-]*));/giu,
    (_, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) {
        const letter = PREDEFINED[name];
        if (letter === undefined)
          throw new Unreadable(
            'DOCTYPE',
            '文件里有正常文稿不该有的实体定义，可能被人改动过。请用 Word 或 WPS 打开后另存再上传。',
          );
        return letter;
      }
      const point = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
      const lawful =
        point === 9 ||
        point === 10 ||
        point === 13 ||
        (point >= 0x20 && point < 0xd800) ||
        (point > 0xdfff && point <= 0x10ffff);
      return lawful ? String.fromCodePoint(point) : '\uFFFD';
    },
  );
}

/** What `preserveOrder` yields: one key for the tag (or `#text`), and `:@` for the attributes. */
type Raw = Record<string, unknown>;
type Scope = ReadonlyMap<string, string>;

function canonical(name: string, scope: Scope, isAttribute: boolean): string {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  if (prefix === '' && isAttribute) return name;
  const local = colon < 0 ? name : name.slice(colon + 1);
  const customary = PREFIX_OF[scope.get(prefix) ?? ''];
  if (customary !== undefined) return `${customary}:${local}`;
  // A foreign namespace under a customary prefix must not be taken for Word's.
  return CUSTOMARY.has(prefix) ? `other-${name}` : name;
}

function scopeWithin(scope: Scope, raw: Readonly<Record<string, string>>): Scope {
  let inner: Map<string, string> | undefined;
  for (const [name, value] of Object.entries(raw)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    inner ??= new Map(scope);
    inner.set(name === 'xmlns' ? '' : name.slice(6), decode(value));
  }
  return inner ?? scope;
}

function plant(raw: readonly Raw[], scope: Scope): XmlNode[] {
  const nodes: XmlNode[] = [];
  for (const one of raw) {
    const tag = Object.keys(one).find((key) => key !== ':@');
    if (tag === undefined || tag.startsWith('?')) continue;
    if (tag === '#text') {
      nodes.push(decode(String(one['#text'])));
      continue;
    }
    const written = (one[':@'] ?? {}) as Record<string, string>;
    const inner = scopeWithin(scope, written);
    const attributes = new Map<string, string>();
    for (const [name, value] of Object.entries(written)) attributes.set(canonical(name, inner, true), decode(value));
    nodes.push({ name: canonical(tag, inner, false), attributes, children: plant(one[tag] as Raw[], inner) });
  }
  return nodes;
}

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  htmlEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: LIMITS.nesting,
});

function textOf(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

const damaged = (part: string): Unreadable =>
  new Unreadable('DAMAGED', `文件内部（${part}）已损坏。请用 Word 或 WPS 打开修复、另存后再上传。`);

/**
 * @param part the part's name in the package, for the refusal
 * @returns the root element
 * @throws Unreadable DOCTYPE, NESTED_TOO_DEEP or DAMAGED
 */
export function parseXml(part: string, bytes: Uint8Array): XmlElement {
  let text: string;
  try {
    text = textOf(bytes);
  } catch {
    throw damaged(part);
  }
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(text)) {
    throw new Unreadable(
      'DOCTYPE',
      '文件里有正常文稿不该有的文档类型定义，可能被人改动过。请用 Word 或 WPS 打开后另存再上传。',
    );
  }
  let raw: Raw[];
  try {
    // The parser itself forgives unclosed elements and would lose their text in silence.
    if (XMLValidator.validate(text) !== true) throw damaged(part);
    raw = PARSER.parse(text) as Raw[];
  } catch (thrown) {
    if (thrown instanceof Error && /nested/iu.test(thrown.message)) {
      throw new Unreadable(
        'NESTED_TOO_DEEP',
        `文件内部嵌套超过 ${LIMITS.nesting} 层，不是正常的文稿。请把文字复制到新文档后再上传。`,
      );
    }
    throw damaged(part);
  }
  const root = plant(raw, new Map()).find((node) => typeof node !== 'string');
  if (root === undefined || typeof root === 'string') throw damaged(part);
  return root;
}

/** The child elements, text left out. */
export const elements = (node: XmlElement | undefined): XmlElement[] =>
  (node?.children ?? []).filter((child): child is XmlElement => typeof child !== 'string');

export const childrenNamed = (node: XmlElement | undefined, name: string): XmlElement[] =>
  elements(node).filter((child) => child.name === name);

export const childNamed = (node: XmlElement | undefined, name: string): XmlElement | undefined =>
  elements(node).find((child) => child.name === name);

/** The `w:val` of the named child: how WordprocessingML writes nearly every property. */
export const valueOf = (node: XmlElement | undefined, name: string): string | undefined =>
  childNamed(node, name)?.attributes.get('w:val');

/** A toggle property: present means on, unless it says otherwise. */
export function isOn(node: XmlElement | undefined, name: string): boolean {
  const property = childNamed(node, name);
  return property !== undefined && !['0', 'false', 'off'].includes(property.attributes.get('w:val') ?? 'true');
}
