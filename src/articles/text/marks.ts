/**
 * What one normalised line looks like on its own: a heading, a 条 label, a clause 一、, an item （一）, a subitem 1.,
 * an annex heading. Looks only; `parse.ts` decides with the context whether the look is true.
 */
import type { HeadingLevel } from './article.js';
import { closeBlanks, withoutBlanks } from './normalise.js';
import { NUMERAL_CHARS, parseNumeral } from './numeral.js';

const B = '[\\s\\u3000]';
const N = `[${NUMERAL_CHARS}]`;
/**
 * No heading, caption or annex title of a law is longer than this; a longer line is text that happens to begin like
 * one.
 */
const LONGEST_TITLE = 60;
const LONGEST_CAPTION = 30;

export interface HeadingMark {
  level: HeadingLevel;
  label: string;
  title: string;
  number: number;
  sub: number;
}
export interface ArticleMark {
  number: number;
  sub: number;
  caption: string | null;
  rest: string;
  blankAfter: boolean;
  cites: boolean;
}
export interface NumberedMark {
  label: string;
  number: number;
  rest: string;
}
export interface AnnexMark {
  label: string;
  number: number;
  hasNumber: boolean;
}

const LEVELS: Readonly<Record<string, HeadingLevel>> = {
  编: 'part',
  編: 'part',
  分编: 'subpart',
  分編: 'subpart',
  章: 'chapter',
  节: 'section',
  節: 'section',
};
const HEADING = new RegExp(
  `^第${B}*(${N}(?:${B}*${N})*)${B}*(分${B}*编|分編|编|編|章|节|節)(?:${B}*之${B}*(${N}{1,3})(?!${N}))?(.*)$`,
  'u',
);
const SUPPLEMENTARY = new RegExp(`^附${B}*[则則]$`, 'u');
const SENTENCE_END = /[。；;，,：:、！？!?]["”』」]?$/u;

/** 第一章 总则, 第一章总则, 第一章 (title to come), 附则. A sentence that begins with 第三章规定的… is none. */
export function headingMark(text: string): HeadingMark | null {
  if (SUPPLEMENTARY.test(text)) return { level: 'chapter', label: '', title: withoutBlanks(text), number: 0, sub: 0 };
  const m = text.startsWith('第') ? HEADING.exec(text) : null;
  if (!m) return null;
  const [, digits = '', unit = '', subDigits, tail = ''] = m;
  const level = LEVELS[withoutBlanks(unit)];
  const number = parseNumeral(digits);
  const sub = subDigits === undefined ? 0 : parseNumeral(subDigits);
  if (level === undefined || number === null || sub === null) return null;
  const apart = /^[\s\u3000]/u.test(tail);
  const title = closeBlanks(tail.replace(/^[\s\u3000]*[:：][\s\u3000]*/u, ''));
  if (title.length > LONGEST_TITLE || SENTENCE_END.test(title) || /[。；;]/u.test(title)) return null;
  if (!apart && /^(?:的|和|与|及|至|到|或|或者|以及|以外|之|所|规定|各|第|中|内|、|）|\))/u.test(title)) return null;
  const base = withoutBlanks(text.slice(0, text.length - tail.length));
  return { level, label: base, title, number, sub };
}

const ARTICLE = new RegExp(
  `^第${B}*(${N}(?:${B}*${N})*)(?:[-－–—]([0-9０-９]+))?${B}*[条條](?:${B}*[之](${B}*${N}{1,3})(?!${N}))?(.*)$`,
  'su',
);
const CAPTION = /^[（(〖【［[〔]([^（）()〖〗【】［］[\]〔〕。；]{1,30})[）)〗】］\]〕](.*)$/su;
const NOT_A_CAPTION =
  /^(?:[零〇一二三四五六七八九十百0-9]+|(?:[本此该]条)?已?(?:删去|删除|废止|失效|保留|取消|略)|空|无|缺|.*\d{4}年.*)$/u;
const CITES = new RegExp(
  `^(?:第${N}+[款项目]|第[（(]|规定|所(?:列|称|规定)|[、，,；;。]|[和与及至到或]第|或者第|以及第|至第|之规定|的|中的|以外)`,
  'u',
);

/** （立法目的）为了… → 条旨 and the rest; null where the bracket is no caption, as in （删去）. */
export function takeCaption(text: string): { caption: string; rest: string } | null {
  const m = CAPTION.exec(text);
  const inside = m?.[1] ?? '';
  if (!m || NOT_A_CAPTION.test(withoutBlanks(inside)) || inside.length > LONGEST_CAPTION || closeBlanks(inside) === '')
    return null;
  return { caption: closeBlanks(inside), rest: (m[2] ?? '').replace(/^[\s\u3000]+/u, '') };
}

/**
 * 第十七条之一 为了…, 第一条为了…, 第一条（立法目的）…, 第 1 條. `cites`: it reads like a citation that begins a
 * sentence.
 */
export function articleMark(text: string): ArticleMark | null {
  if (!text.startsWith('第')) return null;
  // a program that knows letters by their looks reads 三十一 as 三十－
  const m = ARTICLE.exec(text.replace(/^(第[零〇○一二三四五六七八九十百千]*[十百零千])[-－–—](?=[条條])/u, '$1一'));
  if (!m) return null;
  const number = parseNumeral(m[1] ?? '');
  const subText = m[2] ?? m[3];
  const sub = subText === undefined ? 0 : parseNumeral(subText);
  if (number === null || sub === null) return null;
  const tail = m[4] ?? '';
  const blankAfter = tail === '' || /^[\s\u3000（(〖【［[〔：:]/u.test(tail);
  const cites = CITES.test(tail);
  let rest = tail.replace(/^[\s\u3000]*(?:[:：][\s\u3000]*)?/u, '');
  const taken = takeCaption(rest);
  const caption = taken?.caption ?? null;
  if (taken) rest = taken.rest;
  return { number, sub, caption, rest, blankAfter, cites };
}

const ITEM = new RegExp(`^([（(]${B}*([零〇一二两三四五六七八九十百]+)${B}*[)）])${B}*(.*)$`, 'su');
const ENCLOSED = /^([㈠-㈩])[\s\u3000]*(.*)$/su;
const ARABIC_ITEM = new RegExp(`^([（(]${B}*([0-9０-９]{1,3})${B}*[)）])${B}*(.*)$`, 'su');
const SUBITEM = new RegExp(`^(([0-9０-９]{1,3})${B}*[.．、)）])${B}*(?![0-9０-９])(.*)$`, 'su');
const CIRCLED = /^([①-⑳㉑-㉟㊱-㊿])[\s\u3000]*(.*)$/su;
const DOTTED = /^([⒈-⒛])[\s\u3000]*(.*)$/su;

/** 项: （一）, (一), ㈠. */
export function itemMark(text: string): NumberedMark | null {
  const m = ITEM.exec(text);
  if (m) {
    const number = parseNumeral(m[2] ?? '');
    return number === null ? null : { label: withoutBlanks(m[1] ?? ''), number, rest: m[3] ?? '' };
  }
  const e = ENCLOSED.exec(text);
  return e ? { label: e[1] ?? '', number: (e[1] ?? '').charCodeAt(0) - 0x321f, rest: e[2] ?? '' } : null;
}

/** Circled numbers lie in three places: ①-⑳, ㉑-㉟, ㊱-㊿. */
function circledNumber(sign: string): number {
  const code = sign.charCodeAt(0);
  return code < 0x3000 ? code - 0x245f : code < 0x32b0 ? code - 0x3251 + 21 : code - 0x32b1 + 36;
}

/** 目: 1. 1． 1、 1） ⒈, and the forms （1） ① that stand below them in practice. */
export function subitemMark(text: string): NumberedMark | null {
  const m = SUBITEM.exec(text) ?? ARABIC_ITEM.exec(text);
  if (m) {
    const number = parseNumeral(m[2] ?? '');
    return number === null ? null : { label: withoutBlanks(m[1] ?? ''), number, rest: m[3] ?? '' };
  }
  const c = CIRCLED.exec(text);
  if (c) return { label: c[1] ?? '', number: circledNumber(c[1] ?? ''), rest: c[2] ?? '' };
  const d = DOTTED.exec(text);
  return d ? { label: d[1] ?? '', number: (d[1] ?? '').charCodeAt(0) - 0x2487, rest: d[2] ?? '' } : null;
}

const CLAUSE = new RegExp(`^([零〇一二两三四五六七八九十百]+)${B}*、${B}*(.*)$`, 'su');

/** 一、 as decisions number their instructions. */
export function clauseMark(text: string): NumberedMark | null {
  const m = CLAUSE.exec(text);
  if (!m) return null;
  const number = parseNumeral(m[1] ?? '');
  return number === null || number === 0 ? null : { label: `${withoutBlanks(m[1] ?? '')}、`, number, rest: m[2] ?? '' };
}

const STEMS = '甲乙丙丁戊己庚辛壬癸';
const STEM = new RegExp(`^([${STEMS}])、${B}*(.+)$`, 'su');

/** 甲、 as laws of the fifties number; 甲、乙双方 counts two and opens no list. */
export function stemMark(text: string): NumberedMark | null {
  const m = STEM.exec(text);
  const number = STEMS.indexOf(m?.[1] ?? '-') + 1;
  if (!m || (m[2] ?? '').charAt(0) === STEMS.charAt(number)) return null;
  return { label: `${m[1] ?? ''}、`, number, rest: m[2] ?? '' };
}

const ANNEX = new RegExp(
  `^(附${B}*(?:件|表|录|錄|图|圖))${B}*(${N}+)?(?:${B}*[-－]${B}*\\d+)?${B}*([:：])?(.*)$`,
  'su',
);
/** 本条例附表 is an annex like 附表; 本条例附表规定的… is a sentence. */
const OWN_ANNEX =
  /^本(?:条例|法|办法|规定|细则|规则|决定|章程|解释)(?:的|所)?(?=附[件表录图](?:[一二三四五六七八九十0-9]{1,3})?[:：]?$)/u;
const BARE_ANNEX = new RegExp(`^附${B}*[:：]?$|^附${B}*[:：].+$|^附${B}+[^则則\\s\\u3000].*$`, 'su');

/** 附件, 附件1：…, 附表一　…, 附录, 附：…; never 附则, nor a sentence such as 附件一所列的…。 */
export function annexMark(text: string): AnnexMark | null {
  if (text.length > LONGEST_TITLE || SENTENCE_END.test(text.replace(/[:：]$/u, '')) || /[。；]/u.test(text))
    return null;
  const m = ANNEX.exec(text.replace(OWN_ANNEX, ''));
  if (m) {
    const tail = m[4] ?? '';
    const apart =
      tail === '' ||
      m[3] !== undefined ||
      /^[\s\u3000《（(]/u.test(text.slice((m[1] ?? '').length + (m[2] ?? '').length));
    if (!apart) return null;
    const number = m[2] === undefined ? null : parseNumeral(m[2]);
    return { label: text, number: number ?? 0, hasNumber: number !== null };
  }
  return BARE_ANNEX.test(text) ? { label: text, number: 0, hasNumber: false } : null;
}

const KIND =
  /(?:法|法典|条例|條例|规定|办法|决定|决议|规则|细则|解释|修正案|意见|章程|通知|公告|批复|守则|规程|标准|方案)$/u;

/** Whether words end as the title of a text does: …条例, …办法; `version`: also with （草案） behind it. */
export const namesKind = (title: string, version = true): boolean =>
  KIND.test(version ? title.replace(/[（(][^（()）]*[）)]$/u, '') : title);

/** 附件1：云澜市渡口条例（草案）, as a draft that came with a letter is headed: its title alone. */
export function withoutAnnexLabel(text: string): string {
  const m = /^附件[\s\u3000]*[0-9０-９一二三四五六七八九十]{0,3}[\s\u3000]*[:：][\s\u3000]*([^：:。]{4,80})$/u.exec(
    text,
  );
  const title = m?.[1] ?? '';
  return namesKind(title) ? title : text;
}

/** 目录, 目 录, 目次. */
export function isContentsMark(text: string): boolean {
  return (
    /^[目][录錄次](?:[:：])?$/u.test(withoutBlanks(text)) || /^[（(〔【]目[录次][）)〕】]$/u.test(withoutBlanks(text))
  );
}

/** 序言, 序 言, 前言, 引言. */
export function isPreambleMark(text: string): boolean {
  return /^(?:序言|前言|引言|序)$/u.test(withoutBlanks(text));
}

/** — 3 —, -3-, 第3页 共10页; a bare number is one only where `bare` says that the place allows it. */
export function isPageNumber(text: string, bare: boolean): boolean {
  const t = withoutBlanks(text);
  return (
    /^[-－–—·•~～【[]+\d{1,4}[-－–—·•~～】\]]+$/u.test(t) ||
    /^第?\d{1,4}页(?:[,，/]?共\d{1,4}页)?$/u.test(t) ||
    /^\d{1,4}\/\d{1,4}$/u.test(t) ||
    /^page\d{1,4}(?:of\d{1,4})?$/iu.test(t) ||
    (bare && /^\d{1,4}$/u.test(t))
  );
}

/** A contents entry without its leaders and page number: 第一章 总则……………3 → 第一章 总则. */
export function withoutPageTail(text: string): string {
  const number = /[（(]?\d{1,4}[）)]?$/u.exec(text);
  const entry = number ? withoutTail(text.slice(0, number.index), LEADERS_BEFORE_NUMBER) : text;
  return withoutTail(entry, LEADERS);
}

const LEADERS = /[\s\u3000.．…·・]/u;
const LEADERS_BEFORE_NUMBER = /[\s\u3000.．…·・—-]/u;

/** Read from the end: a pattern that ends with `+$` would begin anew at each of many dots. */
function withoutTail(text: string, sign: RegExp): string {
  let end = text.length;
  while (end > 0 && sign.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** A line of 题注 may list all the acts of forty years. */
const LONGEST_ACTS = 2000;

/** 题注: who adopted, published or amended it, and when. */
export function isNoteLine(text: string): boolean {
  if (text.length > LONGEST_ACTS) return false;
  const dated = /(?:[0-9０-９]{4}|[一二三四五六七八九○〇零Ｏ]{4}|民[國国][\s\u3000]*[0-9]{1,3})[\s\u3000]*年/u.test(
    text,
  );
  const acts =
    /(?:通过|公布|发布|颁布|施行|实施|修订|修正|修改|批准|制定|印发|公告|第[^，。]{1,8}号令?|废止|起施行)/u.test(text);
  // a draft was only deliberated so far; without brackets that is a sentence like any other
  const deliberated = /^[（(].*(?:审议|提请|表决)/u.test(text);
  return dated && (acts || deliberated) && !/[。].{6,}/u.test(text.replace(/[）)][\s\u3000]*$/u, ''));
}

export { SENTENCE_END, LONGEST_TITLE };
