/**
 * Old Word files (.doc, also .wps): their text only. The binary format keeps automatic numbers in tables that no
 * library for Node reads, so a draft numbered by Word comes without 第…条; that is said, and where no number is left
 * the file is refused.
 */
import WordExtractor from 'word-extractor';
import type { ReadNotice, ReadResult } from './read.result.js';
import { Unreadable } from './refusal.js';
import { nothing, Sheet } from './sheet.js';
import { comparisonColumns } from './table.columns.js';

const SAVE_AS_DOCX = '请用 Word 或 WPS 打开后，另存为“Word 文档（.docx）”再上传。';
/**
 * Where counting begins; an article typed between automatic ones (第九条之一) does not show that the others are there.
 */
const FIRST_NUMBER = /^[\s\u3000“]*(?:第[一1１]条|一、)/u;
/** A text this short may well have no number. */
const SHORT = 5;

/** Streams of a compound file are named in UTF-16 LE. */
export function namesStream(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'));
}

/**
 * The file information block begins a sector (of 64 bytes in small files) with 0xA5EC; its flags say whether the text
 * is enciphered ([MS-DOC] 2.5.2, fEncrypted).
 */
function isEnciphered(bytes: Uint8Array): boolean {
  for (let at = 512; at + 12 < bytes.length; at += 64) {
    if (bytes[at] === 0xec && bytes[at + 1] === 0xa5) return ((bytes[at + 11] ?? 0) & 0x01) !== 0;
  }
  return false;
}

function refuseHostile(bytes: Uint8Array): void {
  if (namesStream(bytes, 'EncryptedPackage') || isEnciphered(bytes)) {
    throw new Unreadable('ENCRYPTED', '文件设有打开密码。请在 Word 或 WPS 中去掉密码，保存后再上传。');
  }
  if (namesStream(bytes, '_VBA_PROJECT')) throw new Unreadable('MACROS', `文件带有宏。${SAVE_AS_DOCX}`);
  if (namesStream(bytes, 'Ole10Native')) {
    throw new Unreadable('EMBEDDED_OBJECT', '文件里有嵌入的对象。请在 Word 中删去，或者转为文字、图片，保存后再上传。');
  }
  if (!namesStream(bytes, 'WordDocument')) {
    throw new Unreadable(
      'NOT_WORD',
      `这不是 Word 文稿${namesStream(bytes, 'Workbook') ? '，是 Excel 表格' : ''}。${SAVE_AS_DOCX}`,
    );
  }
}

/**
 * Rows of a table end with a tab before the line feed, cells with a tab; paragraphs before the table run into its first
 * cell. undefined where the file is no comparison table 对照表.
 */
function comparisonOf(body: string): ReadResult | undefined {
  const ends = body.split('\t\n');
  const after = ends.pop() ?? '';
  const rows = ends.map((row) =>
    row
      .replace(/\t$/u, '')
      .split('\t')
      .map((cell) => cell.split('\n')),
  );
  const before = rows[0]?.[0]?.splice(0, rows[0][0].length - 1) ?? [];
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (comparisonColumns(rows) === undefined) return undefined;
  const sheet = new Sheet<never>();
  before.forEach((text) => sheet.line(text));
  // a row of one cell goes over all columns: a chapter, a title
  const spanOf = (row: readonly unknown[]): number => (row.length === 1 ? width : 1);
  sheet.table(rows.map((row) => row.map((paragraphs) => ({ paragraphs, facts: nothing<never>(), span: spanOf(row) }))));
  after.split('\n').forEach((text) => sheet.line(text));
  return sheet.result({ remarks: 0, notes: 0 }, 'Word');
}

/**
 * @param bytes an OLE compound file
 * @returns a line a paragraph; a row of a table is one line with tabs
 * @throws Unreadable ENCRYPTED, MACROS, EMBEDDED_OBJECT, NOT_WORD, DAMAGED; FORMAT_OLD_WORD where every article number
 * is lost
 */
export async function readDoc(bytes: Uint8Array): Promise<ReadResult> {
  refuseHostile(bytes);
  const plain = { filterUnicode: false };
  let body: string;
  let beside: { notes: string; annotations: string; boxes: string };
  try {
    const document = await new WordExtractor().extract(Buffer.from(bytes));
    body = document.getBody(plain);
    beside = {
      notes: document.getFootnotes(plain) + document.getEndnotes(plain),
      annotations: document.getAnnotations(plain),
      boxes: document.getTextboxes({ ...plain, includeHeadersAndFooters: false }),
    };
  } catch {
    throw new Unreadable('DAMAGED', `文件已损坏或者不是完整的 Word 文档。${SAVE_AS_DOCX}`);
  }
  const table = comparisonOf(body);
  const lines =
    table?.lines ??
    body
      .split(/\r\n|[\n\r\v\f]/u)
      .map((text, at) => ({
        text: text.replace(/[\0-\u0008\u000e-\u001f]/gu, '').replace(/\t+$/u, ''),
        number: at + 1,
      }))
      .filter((line) => line.text.trim() !== '');
  if (lines.length >= SHORT && !lines.some((line) => FIRST_NUMBER.test(line.text))) {
    throw new Unreadable(
      'FORMAT_OLD_WORD',
      `这份旧版 Word 文件（.doc）的条号是自动编号，旧格式里读不出来，条文会分不开。${SAVE_AS_DOCX}`,
    );
  }
  const notices: ReadNotice[] = [
    {
      line: 0,
      code: 'NUMBERS_LOST',
      message:
        '这是旧版 Word 文件（.doc）：自动编号（条号、项号）读不出来，请逐条核对编号；修订标记、批注、图片和公式没有读入，上标、下标和删除线读成了普通文字。最好用 Word 或 WPS 另存为 .docx 后重新上传。',
    },
  ];
  const say = (code: string, message: string): void => void notices.push({ line: 0, code, message });
  if (beside.annotations.trim() !== '') say('COMMENTS', '文件里有批注，批注内容未读入正文。');
  if (beside.notes.trim() !== '') say('NOTES', '文件里有脚注或者尾注，未读入。');
  if (beside.boxes.trim() !== '') say('TEXT_BOX', '文件里有文本框，其中的文字未读入，请核对。');
  return { ...table, lines, notices: [...notices, ...(table?.notices ?? [])] };
}
