/**
 * 意见征集表 and 签到表 as they are printed, for both writers: their words, and what stands where in millimetres
 * (papers 3, 4). The form has the fields, the order and the words of the screen form. Pure.
 */
import { checkDigit } from '../check-digit.rules.js';

/** F: A4, 上18 下15 左20 右20 (papers 0.1) */
export const FORM_MARGIN = { top: 18, bottom: 15, side: 20 } as const;
export const FORM_WIDTH = 170;
/** Squares in the corners, by which a photograph is set straight: side, and how far from both edges */
export const CORNER = { side: 5, from: 8 } as const;
/** What is ticked by hand, a line that is written on, and the code of a sheet with its digits beneath */
export const TICK = 5;
export const WRITING_LINE = 9;
export const SHEET_CODE = 25;
/** Height of the head, which the code and its digits fill, and width of its words */
export const FORM_HEAD = { height: 33, words: 138 } as const;

/** The acts of the screen form, in the same order */
export const ACTS = ['增加', '删去', '修改', '合并', '移动', '文字', '赞同'];

export const FORM_LINES = { said: 12, wording: 3, overleaf: 10 } as const;

export const FORM_WORDS = {
  title: '意见征集表',
  said: '您想说的话',
  only: '（只有这一项必填）',
  where: '说的是哪里：',
  places: ['不知道', '全文'],
  /** before each blank, and behind the last one */
  place: ['第', '条第', '款第', '项'],
  added: '建议增加一条',
  act: '您的意思是：',
  acts: ACTS,
  wording: '建议怎么写：',
  why: '为什么：',
  reply: '希望得到回复（自愿）',
  called: '称呼',
  phone: '电话',
  agreed: '同意仅为核实和回复使用',
  past: '不想让联系点看到的，请自己扫码，或者装入封套密封交回。',
  keep: '撕下保存',
  toldLater: '交回以后由联络员录入，录入后告知您回执码。凭回执码查结果：',
  receipt: '回执码',
  wakes: '联络员录入以后，凭回执码查结果：',
  onlyOne: '请保存好，这个码补不回来。',
  day: '　　年　　月　　日',
  code: '法规码',
  page: '页号',
  overleaf: ['还想说的话（一）', '还想说的话（二）'],
  back: '背面',
} as const;

/** Only where a contact point wants it; it links nobody to what was said */
export const SIGN_IN = {
  title: '签到表',
  columns: [
    { head: '序号', width: 12 },
    { head: '姓名', width: 34 },
    { head: '单位或者身份', width: 54 },
    { head: '联系电话（自愿）', width: 40 },
    { head: '备注', width: 30 },
  ],
  rows: 20,
  rowHeight: 9,
} as const;

export const signInFoot = (keptUntil: string): string =>
  `本表由联系点保存，${keptUntil}后销毁；只统计人数时不必填写姓名。　　实到　　　人。`;

/** What a code on a 意见征集表 says: which form, which code, which sheet, and a digit that a misread one fails */
export const formMark = (code: string, page: number): string => {
  const sheet = String(page).padStart(5, '0');
  return `F1.${code}.${sheet}.${checkDigit(`${code}${sheet}`)}`;
};

/** A sheet: what its code says, the digits beneath, its page 页号, and the 回执码 on its strip, '' where none sleeps */
export interface FormSheet {
  mark: string;
  digits: string;
  page: string;
  receipt: string;
}

/**
 * The sheets of a printing in their order. `digits` is the law code as people read it; `receipts` are of sixteen
 * digits, printed in four blocks.
 */
export const formSheets = (
  code: string,
  digits: string,
  { first, count, receipts }: { first: number; count: number; receipts?: readonly string[] },
): FormSheet[] =>
  Array.from({ length: count }, (_, at) => {
    const page = String(first + at).padStart(5, '0');
    return {
      mark: formMark(code, first + at),
      digits: `${digits}　${page}`,
      page,
      receipt: (receipts?.[at] ?? '').replace(/\d{4}(?=\d)/gu, '$& '),
    };
  });
