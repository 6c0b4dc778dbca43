/**
 * Plain text and Markdown. Chinese offices save text in UTF-8, in UTF-16 (Notepad's "Unicode") and in GBK/GB 18030; the
 * file does not say in which, so it is decided in this order: byte order mark, zero bytes (UTF-16 without a mark),
 * valid UTF-8, valid and plausible GB 18030. What fits none is refused: wrong characters in a law are worse than no
 * import.
 */
import { Notices } from './notices.js';
import type { ReadNotice, ReadResult } from './read.result.js';
import { Unreadable } from './refusal.js';
import { inScript } from './scripts.js';
import { unwrapText } from './unwrap.js';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

const SAVE_AS_UTF8 = '请用记事本打开，另存时把编码选为“UTF-8”，确认文字正常后再上传。';
const unknownEncoding = (): Unreadable => new Unreadable('ENCODING_UNKNOWN', `认不出文件的文字编码。${SAVE_AS_UTF8}`);

function decoded(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * What a Chinese text consists of. GB 18030 can spell any character, so bytes of another encoding show as strange ones.
 */
const USUAL = new RegExp(
  `[${[
    '\\t\\n\\r\\f\\u0020-\\u007e\\u00a0-\\u00ff', // Latin
    // dashes, quotes, signs, circled numbers
    '\\u2010-\\u2044\\u2100-\\u2199\\u2200-\\u22ff\\u2460-\\u24ff\\u2500-\\u25ff',
    '\\u3000-\\u303f\\u3220-\\u3243\\u4e00-\\u9fff\\uff00-\\uffef', // Chinese punctuation, characters, full-width forms
  ].join('')}]`,
  'u',
);
/** The commonest signs of any Chinese text; wrongly decoded text has next to none. */
const COMMON = /[的一是在不了有和人这中大为上个国法规定条第应当者或及其，。、；：]/u;

function plausible(text: string): boolean {
  let seen = 0;
  let usual = 0;
  let chinese = 0;
  let common = 0;
  for (const sign of text.slice(0, 200_000)) {
    seen += 1;
    if (USUAL.test(sign)) usual += 1;
    if (sign >= '\u3000' && sign <= '\uffef') chinese += 1;
    if (COMMON.test(sign)) common += 1;
  }
  return usual >= seen * 0.97 && (chinese < 50 || common >= chinese * 0.08);
}

/** UTF-8 with a few broken bytes must not be taken for GB 18030: the refusal names the first broken line instead. */
function refuseBrokenUtf8(bytes: Uint8Array): void {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = [...text.matchAll(/\uFFFD/gu)].length;
  const sound = [...text.matchAll(/[\u3000-\u9fff\uff00-\uffef]/gu)].length;
  if (sound < 20 || broken * 10 > sound) return;
  const line = text.slice(0, text.indexOf('\uFFFD')).split(/\r\n|\r|\n/u).length;
  throw new Unreadable('TEXT_DAMAGED', `第 ${line} 行有损坏的文字（全文 ${broken} 处）。请从原稿重新保存后再上传。`);
}

function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const marked: Encoding | undefined =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
          ? 'utf-8'
          : undefined;
  if (marked !== undefined) {
    const text = decoded(bytes, marked);
    if (text === undefined) throw new Unreadable('TEXT_DAMAGED', `文件里有损坏的文字。${SAVE_AS_UTF8}`);
    return { text, encoding: marked };
  }
  if (bytes.includes(0)) {
    let odd = 0;
    let even = 0;
    bytes.forEach((byte, at) => {
      if (byte !== 0) return;
      if (at % 2 === 1) odd += 1;
      else even += 1;
    });
    const encoding = odd >= even ? 'utf-16le' : 'utf-16be';
    const text = bytes.length % 2 === 0 ? decoded(bytes, encoding) : undefined;
    if (text === undefined || text.includes('\0') || !plausible(text)) {
      throw new Unreadable('FORMAT_UNKNOWN', '文件不是纯文本。请用 Word、WPS 或记事本另存为 .docx 或者 .txt 再上传。');
    }
    return { text, encoding };
  }
  const utf8 = decoded(bytes, 'utf-8');
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8' };
  refuseBrokenUtf8(bytes);
  const gb = decoded(bytes, 'gb18030');
  if (gb === undefined || !plausible(gb)) throw unknownEncoding();
  return { text: gb, encoding: 'gb18030' };
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: '\u3000',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
};

function entity(whole: string, name: string): string {
  const point = name.startsWith('#x')
    ? Number.parseInt(name.slice(2), 16)
    : name.startsWith('#')
      ? Number(name.slice(1))
      : undefined;
  if (point === undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  return point >= 0x20 && point < 0xd800 ? String.fromCodePoint(point) : whole;
}

/**
 * A sign that pairs with nothing is looked for up to the end of the line: a long one is read in stretches, so that the
 * time does not grow with its square. What is marked across two of them keeps its signs.
 */
const STRETCHES = /.{1,1999}(?:[。；，\s]|$)|.{1,2000}/gsu;
const plainInline = (line: string): string =>
  line.length <= 2_000 ? plainStretch(line) : (line.match(STRETCHES) ?? []).map(plainStretch).join('');

/** Emphasis, links, images, code and escapes inside a line. A single * or _ that pairs with nothing stays. */
function plainStretch(line: string): string {
  const kept: string[] = [];
  const keep = (sign: string): string => `\uE000${kept.push(sign) - 1}\uE001`;
  return line
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/gu, (_, sign: string) => keep(sign))
    .replace(/!\[[^\]]*\]\([^)]*\)/gu, '')
    .replace(/\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])/gu, '$1')
    .replace(/\[\^[^\]]+\]/gu, '')
    .replace(/<(https?:[^>\s]+)>/gu, '$1')
    .replace(/<\/?[a-z][^<>]*>/giu, '')
    .replace(/&(nbsp|ensp|emsp|amp|lt|gt|quot|#\d{1,6}|#x[0-9a-f]{1,5});/giu, (whole, name: string) =>
      entity(whole, name),
    )
    .replace(/(\*\*\*|\*\*|\*|~~|`+)(?=\S)(.+?)(?<=\S)\1/gu, '$2')
    .replace(/(\*\*|\*)(?=\S)(.+?)(?<=\S)\1/gu, '$2')
    .replace(/(?<![\p{L}\p{N}_])(__|_)(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/\uE000(\d+)\uE001/gu, (_, at: string) => kept[Number(at)] ?? '');
}

/** A pattern would look for the end of each of many comments that have none. */
function withoutComments(line: string): string {
  let out = '';
  let from = 0;
  for (let open = line.indexOf('<!--'); open >= 0; open = line.indexOf('<!--', from)) {
    const close = line.indexOf('-->', open + 4);
    if (close < 0) break;
    out += line.slice(from, open);
    from = close + 3;
  }
  return out + line.slice(from);
}

const RAISED = /<(sup|sub)>([^<>]{1,20})<\/\1>/giu;
const STRUCK = /~~(?=\S)([^~]{1,60})(?<=\S)~~|<(s|del|strike)>([^<>]{1,60})<\/\2>/giu;

/** Raised and lowered signs as characters; what the words of a line do not show any more is told. */
function lookedAt(line: string, number: number, notices: Notices): string {
  const tell = (code: string, message: string): void => notices.add(number, code, message);
  const struck = [...line.matchAll(STRUCK)].map((m) => `“${m[1] ?? m[3] ?? ''}”`).slice(0, 3);
  if (struck.length > 0)
    tell(
      'STRUCK',
      `第${number}行有画了删除线的文字${struck.join('')}，仍按正文读入；不要的，请在文稿里删去后重新上传。`,
    );
  if (/!\[[^\]]*\]\(|<img[\s>]/iu.test(line))
    tell('PICTURE', `第${number}行有图片，没有读入；是公式或者表格的，请改用文字。`);
  return line.replace(RAISED, (_, kind: string, words: string) => {
    const as = inScript(words, kind.toLowerCase() === 'sup' ? 'superscript' : 'subscript');
    if (as === null) tell('SCRIPT', `第${number}行有上标或者下标“${words}”，读成了普通文字，请核对。`);
    return as ?? words;
  });
}

/** [^1]: words of a footnote */
const FOOTNOTE = /^\s{0,3}\[\^[^\]]+\]:\s*\S/u;

const STYLE_OPENS = /^\s*<(?:style|script)[\s>]/iu;
const STYLE_CLOSES = /<\/(?:style|script)>/iu;
const FENCE = /^\s{0,3}(?:```|~~~)/u;
const RULE = /^\s{0,3}(?:[-*_]\s*){3,}$/u;
/** The line below a title that makes it one; a reference's or a note's address. */
const MARKUP_ONLY = /^\s{0,3}(?:={2,}\s*|\[\^?[^\]]+\]:\s*\S.*)$/u;
const TABLE_RULE = /^[\s|:-]*-{2}[\s|:-]*$/u;

/**
 * The words of a Markdown text, line for line (so that line numbers stay true). A number before a list item stays, for
 * 1. is a 目 of the law; a bullet goes, for the law knows none.
 */
function plainLines(lines: readonly string[], notices: Notices): string[] {
  let footnotes = 0;
  let frontMatter = lines[0]?.trim() === '---' && lines.slice(1).some((line) => line.trim() === '---');
  let comment = false;
  let style = false;
  const plain = lines.map((line, at) => {
    if (frontMatter) {
      if (at > 0 && line.trim() === '---') frontMatter = false;
      return '';
    }
    let rest = line.trimEnd();
    // a style sheet or a script is words for a program, not for a reader
    if (style || STYLE_OPENS.test(rest)) {
      style = !STYLE_CLOSES.test(rest);
      return '';
    }
    if (comment) {
      const end = rest.indexOf('-->');
      if (end < 0) return '';
      rest = rest.slice(end + 3);
      comment = false;
    }
    rest = withoutComments(rest);
    const open = rest.indexOf('<!--');
    if (open >= 0) {
      comment = true;
      rest = rest.slice(0, open);
    }
    if (FOOTNOTE.test(rest)) footnotes += 1;
    if (FENCE.test(rest) || RULE.test(rest) || MARKUP_ONLY.test(rest) || (rest.includes('|') && TABLE_RULE.test(rest)))
      return '';
    rest = rest
      .replace(/^(?:\s{0,3}>\s?)+/u, '')
      .replace(/^\s{0,3}#{1,6}\s+/u, '')
      .replace(/(?<=\S)\s#+$/u, '')
      .replace(/^\s*[-*+]\s+/u, '');
    rest = rest.replace(/<\/t[dh]>\s*<t[dh][^<>]*>/giu, '\t');
    const row = /^\s*\|(.*)\|$/u.exec(rest)?.[1];
    if (row !== undefined)
      rest = row
        .split('|')
        .map((cell) => cell.trim())
        .join('\t');
    return plainInline(lookedAt(rest, at + 1, notices).replace(/\\$/u, ''));
  });
  if (footnotes > 0) notices.add(0, 'NOTES', `文件里有 ${footnotes} 条脚注或者尾注，未读入；属于条文的，请写进正文。`);
  return plain;
}

/**
 * @param markdown strip the markup, else the text is taken as it stands
 * @returns lines numbered as an editor numbers them; blank ones left out; lines wrapped at a fixed width are joined
 * (unwrap.ts)
 * @throws Unreadable ENCODING_UNKNOWN, TEXT_DAMAGED, FORMAT_UNKNOWN (not text at all)
 */
export function readText(bytes: Uint8Array, markdown: boolean): ReadResult {
  const { text, encoding } = decodeText(bytes);
  const notices: ReadNotice[] = [];
  const ofLines = new Notices();
  if (encoding === 'gb18030') {
    notices.push({ line: 0, code: 'READ_AS_GB18030', message: '文件按国标编码（GB 18030）读入，请留意有无乱码。' });
  }
  const written = text.replace(/^\uFEFF/u, '').split(/\r\n|[\n\r\f\v\u0085\u2028\u2029]/u);
  const lines = (markdown ? plainLines(written, ofLines) : written).map((line, at) => ({ text: line, number: at + 1 }));
  const odd = lines.find((line) => /[\0-\u0008\u000e-\u001f\uFFFD]/u.test(line.text));
  if (odd !== undefined)
    notices.push({ line: odd.number, code: 'ODD_CHARACTERS', message: `第${odd.number}行有无法显示的字符，请核对。` });
  const unwrapped = unwrapText(lines.filter((line) => line.text.trim() !== ''));
  if (unwrapped.wrappedAt !== null) {
    notices.push({
      line: 0,
      code: 'LINES_JOINED',
      message: `文件每到约 ${unwrapped.wrappedAt} 个字就换行，已把折开的行接成段落，请核对分款。`,
    });
  }
  return { lines: unwrapped.lines, notices: [...notices, ...ofLines.all()] };
}
