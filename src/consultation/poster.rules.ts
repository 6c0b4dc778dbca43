/** What a poster 海报 says, and what it is not made for (papers 5). Pure: today is handed in. */
import type { Remark } from '../papers/clerk.rules.js';
import { chineseDate, titleLines } from '../platform/documents/printable.rules.js';
import type { ConsultationMethod } from './consultation.rules.js';
import { formatLawCode } from './law-code.rules.js';
import { methodRules } from './method.rules.js';

export interface Poster {
  size: 'A3' | 'A4';
  method: ConsultationMethod;
  organ: string;
  /** {法规名}: without its kind */
  name: string;
  /** up to five, each on one line */
  points: string[];
  /** the code and the address that it opens */
  code: string;
  link: string;
  closesOn: string;
  phone: string | null;
  /** the contact point where people can speak, null where the poster hangs anywhere */
  point: string | null;
  /** organ and address at its foot */
  address: string;
}

/** Millimetres of the code by size; at a third of that width it must still be read (papers 5: distance / 10) */
export const CODE_MM = { A3: 110, A4: 78 } as const;

const MOST_POINTS = 5;
const MOST_SIGNS = 28;

/** Source: papers 5, “Checks”. Public rounds alone, no day that is over, the digits of the code in the address. */
export function posterIsRight(p: Poster, today: string): Remark[] {
  const remark = (place: string, words: string): Remark => ({ check: 'poster', place, words });
  const long = p.points.filter((one) => [...one].length > MOST_SIGNS);
  return [
    ...(methodRules[p.method].openByCode ? [] : [remark('海报', '这一稿不公开征求意见，不能生成这份材料。')]),
    ...(p.closesOn < today ? [remark('截止日期', `${chineseDate(p.closesOn)}已经过了，不再制作海报。`)] : []),
    ...(p.link.includes(p.code) ? [] : [remark('法规码', '二维码打开的网址里不是这个法规码，请核对。')]),
    ...(p.points.length > MOST_POINTS ? [remark('要点', `要点最多${MOST_POINTS}条，现有${p.points.length}条。`)] : []),
    ...long.map((one) => remark('要点', `“${one}”太长，一条最多${MOST_SIGNS}个字。`)),
  ];
}

/** Everything a poster says, in the words in which it is printed */
export function posterWords(p: Poster): {
  nameLines: string[];
  digits: string;
  deadline: string;
  dayIncluded: string;
  ways: string[];
  foot: string;
} {
  return {
    nameLines: posterLines(p.name),
    digits: formatLawCode(p.code),
    deadline: `${chineseDate(p.closesOn)}前`,
    dayIncluded: '（含当日）',
    ways: [
      '扫码说，不用注册',
      ...(p.phone === null ? [] : [`打电话${p.phone}`]),
      ...(p.point === null ? [] : [`到${p.point}说`]),
    ],
    foot: `${p.organ}　${p.address}`,
  };
}

/** A name of more than ten signs stands on lines of nearly the same length, broken between words */
function posterLines(name: string): string[] {
  const signs = [...name].length;
  if (signs <= 10 || signs > 20) return titleLines(name);
  const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(name)].map((one) => one.segment);
  let first = '';
  for (const word of words) {
    if (Math.abs([...first].length - signs / 2) <= Math.abs([...(first + word)].length - signs / 2) && first !== '')
      break;
    first += word;
  }
  const rest = name.slice(first.length);
  return rest === '' ? [name] : [first, rest];
}
