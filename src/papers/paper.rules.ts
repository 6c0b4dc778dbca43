/**
 * For composers: what a paper consists of, and how papers name a draft and speak to whom they write (papers 0.4, 0.7).
 * Pure.
 */
import type { BodyAsked } from '../network/points/point.rules.js';

export type { BodyAsked };
export type { OfficialLetter, PaperAnnex, TableAnnex, TextAnnex, TextLine } from './letter.model.js';

/** Inside title marks the inner ones are the small ones, whether they come as 《》 or as 〈〉 */
export const titled = (title: string): string => `《${title.replace(/《/gu, '〈').replace(/》/gu, '〉')}》`;

/**
 * 征求意见稿 of 电梯条例（草案征求意见稿）, 决定草案 of a decision; null where the title names no kind. Kinds with
 * 修订 or 修正 keep their name whole.
 */
export function shortNameOf(title: string): string | null {
  const kind = /（([^（）]+)）$/u.exec(title)?.[1];
  if (kind === undefined) return null;
  const short = kind.replace(/^草案(?=征求意见稿|.*审议稿|修改稿)/u, '');
  return /决定（[^（）]+）$/u.test(title) ? `决定${short}` : short;
}

/**
 * 电梯条例草案, 养犬条例草案: of several titles in one paper each has a short name of its own (papers 0.4), without the
 * place it begins with as long as they stay apart; null for one without a kind.
 */
export function shortNamesOf(titles: readonly string[]): (string | null)[] {
  const parts = titles.map((title) => {
    const name = title.replace(/（[^（）]+）$/u, '');
    const kind = shortNameOf(title);
    if (kind === null) return null;
    // a decision names another law in its title, which a short name may not
    return name.includes('《') ? { name: '', kind } : { name, kind };
  });
  const brief = (name: string): string => name.replace(/^[^省市州盟县区旗]{1,8}?[省市州盟县区旗](?=.{4})/u, '');
  const short = parts.map((p) => p && `${brief(p.name)}${p.kind}`);
  const apart = new Set(short).size === short.length;
  if (apart) return short;
  const whole = parts.map((p) => p && `${p.name}${p.kind}`);
  return whole.map((name) => (whole.filter((other) => other === name).length === 1 ? name : null));
}

/** 关于征求《甲》《乙》意见的函; of three or more 《甲》等3件法规草案. The titles are at least one. */
export function titlesTogether(titles: readonly string[]): string {
  const all = titles.map(titled);
  return all.length <= 2 ? all.join('') : `${all[0] ?? ''}等${all.length}件法规草案`;
}

/** How a body is spoken to: 你单位, 你局, 你区人大常委会, 您 (papers 0.4) */
export function addressOf(kind: BodyAsked, name: string): string {
  if (kind === 'EXPERT') return '您';
  if (kind === 'POINT') return '你单位';
  if (kind === 'DEPARTMENT') return /局$/u.test(name) ? '你局' : /委(?:员会)?$/u.test(name) ? '你委' : '你单位';
  const place = /([^省市县区旗]*?)([市县区旗])(?:人民代表大会常务委员会|人大常委会)$/u.exec(name)?.[2];
  return `你${place ?? ''}人大常委会`;
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** （一） and what stands under it, without a mark between */
export const item = (at: number, words: string): string => `（${NUMERALS[at] ?? String(at + 1)}）${words}`;

/** 一、 and a heading */
export const section = (at: number, words: string): string => `${NUMERALS[at] ?? String(at + 1)}、${words}`;

/** Without a mark at its end */
export const withoutStop = (words: string): string => words.trim().replace(/[。；，、]+$/u, '');
