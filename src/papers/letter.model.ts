/**
 * An official letter in the letter format of GB/T 9704-2012 §10.1 (信函格式), as data: what the two writers (PDF,
 * .docx) need and nothing else. Words are composed by the rooms that own them; here stands only what a letter consists
 * of.
 */
import { printableAll, titleLines } from '../platform/documents/printable.rules.js';

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

/** A line of a text that is printed whole: a chapter's head, 一、 in 黑体, an article with its number, a paragraph */
export interface TextLine {
  kind: 'chapter' | 'heading' | 'article' | 'paragraph';
  /** 第一条; empty where the line has none */
  label: string;
  text: string;
}

/** An annex that is a text: a draft, its 说明 */
export interface TextAnnex {
  kind: 'TEXT';
  title: string;
  lines: TextLine[];
}

/** An annex that is a table: a list, or a form to be filled in by hand */
export interface TableAnnex {
  kind: 'TABLE';
  title: string;
  /** lines over the table, each with blanks to write on */
  above: string[];
  /** heads and widths in millimetres, together 156 */
  columns: { head: string; width: number }[];
  rows: string[][];
  /** the least height of a row in millimetres: room for a pen; null for as high as its words */
  rowHeight: number | null;
  /** a code beside the lines above, for whoever would rather type; null for none */
  code: { link: string; caption: string } | null;
}

export type PaperAnnex = TextAnnex | TableAnnex;

/** 发文机关标志 as an office's own letterhead 版头 has it: its words and their look; its place is the standard's */
export interface Mark {
  text: string;
  /** the face of Chinese characters, as Word names it */
  face: string;
  /** half points */
  size: number;
  /** between characters, in twentieths of a point */
  spacing: number;
  /** width of characters in percent */
  scale: number;
  bold: boolean;
  /** RRGGBB */
  colour: string;
}

export interface OfficialLetter {
  /** 发文机关标志: the organ's full or usual short name, without 文件 */
  issuer: string;
  /** 发文字号: 云人常法工函〔2026〕1号; null for a 反馈单 that takes no number */
  documentNumber: string | null;
  /** 标题; a line feed breaks it where words must stay whole, else it is balanced over as few lines as needed */
  title: string;
  /** 主送机关; the colon is added; empty where a paper goes to everybody */
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
  /** annexes after that one, each from a new page, with their numbers where there are several */
  annexes?: PaperAnnex[];
  /** how many of the attachments are bound apart, before those that stand here; none if absent */
  annexesApart?: number;
  /** 定向: whose copy it is, across every page in grey (papers 0.7); nothing if absent */
  watermark?: string;
  /** 份号, at the left of the first line; nothing if absent */
  copyNumber?: string;
  /** 内部: as PDF alone, since whoever has a .docx takes the reader's name away; both if absent */
  printOnly?: boolean;
  /** 抄送: names, printed at the foot of the last page; nobody if absent */
  copies?: string[];
  /**
   * PLAIN is 无版头: no mark, no rules, no number; VOLUME nothing but annexes that are bound apart, with the number
   * before 附件1 (GB/T 9704-2012 7.3.4); LETTER 信函格式 if absent
   */
  form?: 'LETTER' | 'PLAIN' | 'VOLUME';
  /** the office's own mark in the place of ours; ours if absent */
  mark?: Mark;
  /** whether a seal will stand on it, which moves 署名 and 成文日期 (7.3.5); true if absent */
  sealed?: boolean;
  /** false prints 未签发 across every page; true if absent */
  issued?: boolean;
}

/** What the marks mean; stands over every table that uses them. Never by colour alone: letters are copied in black. */
export const MARKS_NOTE = '注：黑体加下划线的为新增内容，加删除线和灰底的为删去内容。';

/**
 * The letter as both writers print it: cleaned, with the colon after the addressee and the brackets round the contact.
 */
export function asPrinted(letter: OfficialLetter): OfficialLetter {
  const clean = printableAll(letter);
  const contact = clean.contact?.trim() ?? '';
  const addressee = clean.addressee.trim().replace(/[：:]$/u, '');
  return {
    ...clean,
    annex: clean.annex === null ? null : { ...clean.annex, title: titleLines(clean.annex.title).join('\n') },
    ...(clean.annexes && {
      annexes: clean.annexes.map((one) => ({ ...one, title: titleLines(one.title).join('\n') })),
    }),
    title: titleLines(clean.title).join('\n'),
    addressee: addressee === '' ? '' : `${addressee}：`,
    contact: contact === '' ? null : /^[（(]/u.test(contact) ? contact : `（${contact}）`,
  };
}
