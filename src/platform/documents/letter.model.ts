/**
 * An official letter in the letter format of GB/T 9704-2012 §10.1 (信函格式), as data: what the two writers (PDF,
 * .docx) need and nothing else. Words are composed by the rooms that own them; here stands only what a letter consists
 * of.
 */

export interface LetterBlock {
  /** heading1 is 一、 in 黑体, heading2 （一） in 楷体; the numbers are part of the text */
  kind: 'paragraph' | 'heading1' | 'heading2';
  text: string;
}

/** A stretch of a text before and after: both versions are told by which runs are read. */
export interface DiffRun {
  type: 'same' | 'insert' | 'delete';
  text: string;
}

/** One line of the 意见采纳情况一览表. */
export interface AdoptionRow {
  /** 序号 */
  number: number;
  /** 条款 */
  provision: string;
  /** 意见内容 */
  comment: string;
  /** 采纳情况 */
  decision: string;
  /** 理由 */
  reason: string;
  /** 修改前后条文; empty where nothing was changed, printed as a dash */
  runs: DiffRun[];
}

export interface LetterAnnex {
  title: string;
  rows: AdoptionRow[];
}

export interface OfficialLetter {
  /** 发文机关标志: the organ's full or usual short name, without 文件 */
  issuer: string;
  /** 发文字号: 云人常法工函〔2026〕1号; null for a 反馈单 that takes no number */
  documentNumber: string | null;
  /** 标题; a line feed breaks it where words must stay whole, else it is balanced over as few lines as needed */
  title: string;
  /** 主送机关; the colon is added */
  addressee: string;
  body: LetterBlock[];
  /** 结语, such as 特此函复。 */
  closing: string[];
  /** 附件说明: names without numbers and without end punctuation */
  attachments: string[];
  /** 发文机关署名 */
  signatory: string;
  /** 成文日期 in Chinese without leading zeros: 2026年11月22日 */
  date: string;
  /** 附注: 联系人：×××　电话：×××; the brackets are added; null for none */
  contact: string | null;
  /** printed from a new page, with the number 1 where there are several attachments; null for none */
  annex: LetterAnnex | null;
}

/** What the marks mean; stands over every table that uses them. Never by colour alone: letters are copied in black. */
export const MARKS_NOTE = '注：黑体加下划线的为新增内容，加删除线和灰底的为删去内容。';

/**
 * 2026-11-22 → 2026年11月22日 (GB/T 9704-2012 7.3.5.4: Arabic, no leading zeros). @throws RangeError for anything else
 */
export function chineseDate(isoDate: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(isoDate);
  if (parts === null) throw new RangeError(`not a date: ${isoDate}`);
  return `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日`;
}

/** Control, bidi, zero-width and half characters: invisible, and some of them break XML or turn a line around. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Surrogate}\ufffe\uffff]/gu;

/** What can be printed of a text: without unseen characters, with line feeds only. */
export const printable = (text: string): string =>
  text.replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n').replace(UNSEEN, '');

/** `printable` for every string within a JSON-like value. */
export function printableAll<T>(value: T): T {
  if (typeof value === 'string') return printable(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => printableAll(one)) as T;
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, printableAll<unknown>(one)])) as T;
  }
  return value;
}

/** Characters of 二号 that stand on a line of 156 mm. */
const TITLE_LINE = 20;

/**
 * The lines of a title: a title of several lines is broken between words, brackets stay whole (GB/T 9704-2012 7.3.1:
 * 回行时词意完整), and the lines are as even as that allows. Line feeds that are there already are kept as they are.
 */
export function titleLines(title: string): string[] {
  if (title.includes('\n')) return title.split('\n');
  const length = (text: string): number => [...text].reduce((sum, sign) => sum + (sign < '\u0100' ? 0.5 : 1), 0);
  const lines = Math.ceil(length(title) / TITLE_LINE);
  if (lines <= 1) return [title];
  const words =
    title
      .match(/（[^（）]{1,12}）[》〉]?|[^（]+|（/gu)
      ?.flatMap((piece) =>
        /^（.+）/u.test(piece)
          ? [piece]
          : [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(piece)].map((one) => one.segment),
      ) ?? [];
  const broken: string[] = [''];
  let filled = 0;
  for (const [at, word] of words.entries()) {
    const target = (length(title) * broken.length) / lines;
    const line = broken.at(-1) ?? '';
    const lawful = line !== '' && !/^[）》〉”，。、；：]/u.test(word) && !/[（《〈“]$/u.test(words[at - 1] ?? '');
    const nearerBefore = Math.abs(filled - target) < Math.abs(filled + length(word) - target);
    // A bracket stays with the name before it as long as the line holds both.
    const good = broken.length < lines && nearerBefore && !word.startsWith('（');
    if (lawful && (good || length(line + word) > TITLE_LINE)) broken.push(word);
    else broken[broken.length - 1] = line + word;
    filled += length(word);
  }
  return broken;
}

/**
 * The letter as both writers print it: cleaned, with the colon after the addressee and the brackets round the contact.
 */
export function asPrinted(letter: OfficialLetter): OfficialLetter {
  const clean = printableAll(letter);
  const contact = clean.contact?.trim() ?? '';
  return {
    ...clean,
    annex: clean.annex === null ? null : { ...clean.annex, title: titleLines(clean.annex.title).join('\n') },
    title: titleLines(clean.title).join('\n'),
    addressee: `${clean.addressee.trim().replace(/[：:]$/u, '')}：`,
    contact: contact === '' ? null : /^[（(]/u.test(contact) ? contact : `（${contact}）`,
  };
}
