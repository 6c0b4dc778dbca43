/** What the clerk sees of a paper's signs: marks, citations, numbers, and what must not be on paper at all. Pure. */
import type { ClerkFacts, Remark, Stretch } from './clerk.reading.rules.js';
import type { OfficialLetter } from './letter.model.js';

/** What is wrong where it is found, and how it is said; `$&` of the words is what was found */
interface Sign {
  found: RegExp;
  words: (seen: string) => string;
}

const HAN = '[\u3400-\u9fff\u3000-\u303f\uff01-\uff60“”‘’…]';

const SIGNS: readonly Sign[] = [
  // 立法技术规范（试行）（一） 9: items are cited without brackets; （二） only where the text itself is printed
  { found: /第（[一二三四五六七八九十百]+）项/u, words: (s) => `引用写“${s.replace(/[（）]/gu, '')}”，不写“${s}”。` },
  // GB/T 15834: full-width marks in Chinese text, also title marks
  {
    found: new RegExp(`${HAN}[,;:?!()"'<>]|[,;:?!()"'<>]${HAN}`, 'u'),
    words: (s) => `“${s}”里有半角标点，改成全角。`,
  },
  // GB/T 15834: one mark ends a sentence
  { found: /[。；，、：][。；，、]|[！？]。/u, words: (s) => `标点“${s}”重复，留一个。` },
  // GB/T 15834 4.5.3.5: nothing stands between title marks or between quotations side by side
  { found: /》、《|”、“/u, words: (s) => `“${s}”中间不用顿号。` },
  // GB/T 9704-2012 7.3.3 and GB/T 15834: no mark after （一）
  { found: /^（[一二三四五六七八九十]+）[、，．.]/u, words: (s) => `“${s.slice(0, -1)}”后面不加标点。` },
  // GB/T 9704-2012 7.3.5.4: month and day without a leading zero, the year whole
  { found: /年0\d*月|月0\d*日|(?<!\d)\d{2}年\d+月/u, words: (s) => `日期“${s}”不规范：年份写四位，月、日不补零。` },
];

/** Addresses of the web and of mail have marks of their own */
const ADDRESS = /(?:https?:\/\/|www\.)[!-~]+|[\w.+-]+@[\w.-]+/gu;

/** Source: papers 0.5; GB/T 15834; 立法技术规范 9; GB/T 9704-2012 7.3.5.4. What residents said, 意见内容, is theirs. */
export function marksAreRight(stretches: readonly Stretch[]): Remark[] {
  return stretches
    .filter((s) => !s.place.endsWith('“意见内容”'))
    .flatMap(({ place, text }) =>
      SIGNS.flatMap(({ found, words }) => {
        const seen = found.exec(text.replace(ADDRESS, '网址'))?.[0];
        return seen === undefined ? [] : [{ check: 'marks', place, words: words(seen) }];
      }),
    );
}

/** Source: papers 0.5; GB/T 9704-2012 7.2.5. 〔〕 are U+3014 and U+3015, no 第, no leading zero. */
export function numberIsRight(letter: OfficialLetter): Remark[] {
  const number = letter.documentNumber;
  if (number === null || /^[^\d\s第〔〕]+〔\d{4}〕[1-9]\d*号$/u.test(number)) return [];
  const words = `发文字号“${number}”不规范：写成“机关代字〔年份〕序号号”，六角括号，不加“第”，序号不补零。`;
  return [{ check: 'documentNumber', place: '发文字号', words }];
}

/** Source: papers 0.4. Whom we write to is 你单位, 你局 or 您, never by its kind. */
export function addressIsRight(stretches: readonly Stretch[]): Remark[] {
  return stretches
    .filter((s) => s.part === 'body' || s.part === 'closing')
    .flatMap(({ place, text }) => {
      const seen = /[你贵](?:基层立法)?联系点|贵处/u.exec(text)?.[0];
      return seen === undefined ? [] : [{ check: 'address', place, words: `不称“${seen}”，称“你单位”。` }];
    });
}

const NUMERAL = '[\\d一二三四五六七八九十]+';
/** What tells who somebody is, or where somebody lives */
const PRIVATE: readonly (readonly [RegExp, string])[] = [
  [/(?<!\d)1[3-9]\d{9}(?!\d)/u, '手机号'],
  [/(?<!\d)\d{17}[\dXx](?!\d)/u, '身份证号'],
  [
    new RegExp(`${NUMERAL}(?:号楼|栋|幢|单元)(?:${NUMERAL}单元)?${NUMERAL}(?:室|号|户)|(?<!\\d)\\d{3,4}室`, 'u'),
    '门牌号',
  ],
];

/** Does it hold a mobile phone, an identity number or a whole door? */
export const tellsWho = (text: string): boolean => PRIVATE.some(([found]) => found.test(text));

/** Source: papers 0.8; PIPL 25. The desk's own number stands in 附注 and is looked at by nobody else. */
export function residentsStayUnnamed(stretches: readonly Stretch[], facts: Pick<ClerkFacts, 'residents'>): Remark[] {
  const check = 'residents';
  return stretches
    .filter((s) => s.part !== 'contact')
    .flatMap(({ place, text }) => [
      ...PRIVATE.filter(([found]) => found.test(text)).map(([, what]) => ({
        check,
        place,
        words: `有群众的${what}，请隐去。`,
      })),
      ...(facts.residents ?? [])
        .filter((name) => name !== '' && text.includes(name))
        .map(() => ({ check, place, words: '有提意见的群众的姓名，请隐去。' })),
    ]);
}
