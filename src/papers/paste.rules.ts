/**
 * A paper to be pasted into the editor of a web site or an official account: inline styles alone, for such editors drop
 * classes, scripts, tables and pictures of strangers (papers 2). Addresses stand in words, and the code, which must be
 * uploaded there as a picture of its own, has its slot. Pure.
 */
import type { OfficialLetter, PaperAnnex, TextLine } from './letter.model.js';

/** Where the picture of the code is to be put in by hand */
export const CODE_SLOT = '【此处插入法规码】';

/** What a copy button puts on the clipboard, as HTML and as plain text: the same words in the same order */
export interface Pasted {
  html: string;
  text: string;
}

interface Line {
  text: string;
  /** printed bold before the text: 第一条, 一、时间 */
  bold?: string;
  at?: 'center' | 'right' | 'flush';
}

const SECTION = 'font-size:16px;line-height:1.75;color:#1a1a1a;text-align:justify;';
const STYLE = {
  center: 'margin:1em 0;text-align:center;font-weight:bold;',
  right: 'margin:0;text-align:right;',
  flush: 'margin:0;',
  indent: 'margin:0;text-indent:2em;',
} as const;

/** The whole paper with its annexes; the slot of the code stands after the ways in which people can speak */
export function pasteReady(paper: OfficialLetter, withCode: boolean): Pasted {
  const lines = linesOf(paper, withCode);
  const html = lines.map(
    ({ text, bold = '', at }) =>
      `<p style="${STYLE[at ?? 'indent']}">${bold === '' ? '' : `<strong>${escaped(bold)}</strong>`}${escaped(text)}</p>`,
  );
  return {
    html: `<section style="${SECTION}">${html.join('')}</section>`,
    text: lines.map(({ text, bold = '', at }) => `${at === undefined ? '　　' : ''}${bold}${text}`).join('\n'),
  };
}

function linesOf(paper: OfficialLetter, withCode: boolean): Line[] {
  const many = paper.attachments.length > 1;
  return [
    { text: paper.title.replace(/\n/gu, ''), at: 'center' },
    ...(paper.addressee === '' ? [] : [{ text: `${paper.addressee}：`, at: 'flush' as const }]),
    ...paper.body.map((b): Line => (b.kind === 'paragraph' ? { text: b.text } : { text: '', bold: b.text })),
    ...paper.closing.map((text): Line => ({ text })),
    ...(withCode ? [{ text: CODE_SLOT, at: 'center' as const }] : []),
    ...paper.attachments.map((name, at): Line => ({
      text: `${at === 0 ? '附件：' : '　　　'}${many ? `${at + 1}. ` : ''}${name}`,
    })),
    { text: paper.signatory, at: 'right' },
    { text: paper.date, at: 'right' },
    ...(paper.annexes ?? []).flatMap((annex, at) => annexLines(annex, many ? `附件${at + 1}` : '附件')),
  ];
}

const annexLines = (annex: PaperAnnex, number: string): Line[] => [
  { text: '', bold: number, at: 'flush' },
  { text: annex.title, at: 'center' },
  ...(annex.kind === 'TEXT' ? annex.lines.map(textLine) : annex.rows.map((row): Line => ({ text: rowInWords(row) }))),
];

const textLine = (line: TextLine): Line =>
  line.kind === 'chapter'
    ? { text: [line.label, line.text].filter((w) => w !== '').join('　'), at: 'center' }
    : line.kind === 'heading'
      ? { text: '', bold: line.text }
      : { text: line.text, ...(line.label !== '' && { bold: `${line.label}　` }) };

/** 1. 名称，地址，电话: a table would be dropped */
const rowInWords = ([number = '', ...cells]: readonly string[]): string =>
  `${number}. ${cells.filter((c) => c !== '—').join('，')}`;

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string =>
  text.replace(/[&<>"']/gu, (sign) => SIGNS[sign] ?? sign).replace(/\n/gu, '<br>');
