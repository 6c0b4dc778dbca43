/** What a contact point prints for walls, tables and meetings, and what is not made (papers 3, 4, 5). Pure. */
import type { Remark } from '../../papers/clerk.rules.js';
import { titled } from '../../papers/paper.rules.js';
import { chineseDate, titleLines } from '../../platform/documents/printable.rules.js';
import type { ConsultationMethod } from '../consultation.rules.js';
import { formatLawCode } from '../law-code.rules.js';
import { methodRules } from '../method.rules.js';

/** Everything that is printed beside the poster of one draft */
export type WallKind =
  'POSTERS' | 'TABLE_CARD' | 'NAME_CARDS' | 'CODE_STRIPS' | 'STICKERS' | 'COMMENT_FORM' | 'SIGN_IN_SHEET';

/** One code with what stands beside it */
export interface WallCode {
  /** {法规名}: without its kind */
  name: string;
  code: string;
  link: string;
  closesOn: string;
  method: ConsultationMethod;
  /** the contact point, node or place where it hangs; empty for the regulation's own */
  label: string;
}

export interface Wall {
  kind: WallKind;
  organ: string;
  /** organ and address at its foot */
  address: string;
  phone: string | null;
  codes: WallCode[];
  /** 桌牌 alone: whose */
  names: string[];
  /**
   * 意见征集表 alone: number of the first sheet and how many; with a back side. `receipts`: of each sheet in order the
   * 回执码 that sleeps on its strip, sixteen digits; none where the officer tells it later
   */
  sheets: { first: number; count: number; both: boolean; receipts?: readonly string[] };
  /** 签到表 alone: until when it is kept */
  keptUntil: string;
  /** where results are looked up, without https:// */
  website: string;
}

/** Millimetres of a code by what it stands on; at a third of that it must still be read (papers 5) */
export const CODE_SIDE = { POSTERS: 70, TABLE_CARD: 58 } as const;
export const MOST_TILES = 4;
export const MOST_SHEETS = 200;
export const MOST_NAMES = 200;

/** What does not ask anybody in a code is made for every round */
const WITHOUT_CODE: readonly WallKind[] = ['NAME_CARDS', 'SIGN_IN_SHEET'];

/** Source: papers 0.7 and 5. Public rounds alone; no day that is over, but for the sticker that says so. */
export function wallIsRight(w: Wall, today: string): Remark[] {
  const remark = (place: string, words: string): Remark => ({ check: 'wall', place, words });
  if (w.kind === 'NAME_CARDS')
    return w.names.length === 0 || w.names.length > MOST_NAMES
      ? [remark('桌牌', `请写1至${MOST_NAMES}个名字，现有${w.names.length}个。`)]
      : longNames(w.names).map((n) => remark('桌牌', n));
  if (w.kind === 'SIGN_IN_SHEET') return [];
  const closed = w.codes.filter((c) => !methodRules[c.method].openByCode);
  const over = w.codes.filter((c) => c.closesOn < today);
  const wrong = w.codes.filter((c) => !c.link.includes(c.code));
  return [
    ...(w.codes.length === 0 ? [remark('法规码', '没有可以印的法规码，请先发出征求意见。')] : []),
    ...(closed.length > 0 ? [remark('法规码', '这一稿不公开征求意见，不能生成这份材料。')] : []),
    ...(over.length > 0 && w.kind !== 'STICKERS'
      ? [remark('截止日期', `${chineseDate(over[0]?.closesOn ?? '')}已经过了，不再制作。`)]
      : []),
    ...(w.kind === 'STICKERS' && over.length < w.codes.length
      ? [remark('截止日期', '还没有截止，不用贴“已结束”。')]
      : []),
    ...(wrong.length > 0 ? [remark('法规码', '二维码打开的网址里不是这个法规码，请核对。')] : []),
    ...(w.kind === 'POSTERS' && w.codes.length > MOST_TILES
      ? [remark('海报', `一张海报最多放${MOST_TILES}部法规，现有${w.codes.length}部。`)]
      : []),
    ...(w.kind === 'COMMENT_FORM' && (w.sheets.count < 1 || w.sheets.count > MOST_SHEETS)
      ? [remark('意见征集表', `一次印1至${MOST_SHEETS}张。`)]
      : []),
  ];
}

const longNames = (names: readonly string[]): string[] =>
  names.filter((n) => [...n].length > 12).map((n) => `“${n}”太长，一个桌牌最多12个字。`);

/** A name of two signs is spaced by one (papers 5) */
export const onCard = (name: string): string => {
  const signs = [...name.trim()];
  return signs.length === 2 ? signs.join('　') : signs.join('');
};

/** 电梯条例: what a form and a strip call it; the place it is of is said by the organ */
export const shortLawName = (name: string): string =>
  name.replace(/^[^省市县区旗州]{1,8}(?:省|市|县|区|旗|自治州)(?=.{4,})/u, '');

export interface WallWords {
  title: string;
  foot: string;
  ways: string[];
  codes: { nameLines: string[]; short: string; digits: string; deadline: string; label: string; link: string }[];
  heads: [string, string][];
}

/** Everything that is printed, in words */
export function wallWords(w: Wall): WallWords {
  const [first] = w.codes;
  return {
    title: first?.name ?? '',
    foot: `${w.organ}　${w.address}`,
    ways: ['扫码说，不用注册', ...(w.phone === null ? [] : [`打电话${w.phone}`])],
    codes: w.codes.map((c) => ({
      nameLines: titleLines(c.name),
      short: shortLawName(c.name),
      digits: formatLawCode(c.code),
      deadline: `${chineseDate(c.closesOn)}前（含当日）`,
      label: c.label,
      link: c.link,
    })),
    heads: [
      ['活动', ''],
      ['时间', ''],
      ['地点', ''],
      ['主持', ''],
      ['听取的稿', [...new Set(w.codes.map((c) => titled(c.name)))].join('')],
    ],
  };
}

export const asksByCode = (kind: WallKind): boolean => !WITHOUT_CODE.includes(kind);
