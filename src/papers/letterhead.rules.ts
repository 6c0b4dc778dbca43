/**
 * Whether a letterhead 版头 that an office drew itself is right for its letters (GB/T 9704-2012 7.2.4, 7.2.5, 10.1),
 * and what of it is used: the words of the mark and their look. Where things stand on the page is the standard's. Pure.
 */
import type { HeadLine, HeadPage, LetterheadFacts, WordLook } from '../authoring/readers/letterhead-facts.rules.js';
import type { Mark } from './letter.model.js';

export type { Mark };

/** One thing that has to be mended in the file; `place` as Word shows it */
export interface LetterheadRemark {
  place: string;
  words: string;
}

/** What the settings say, against which a letterhead is held */
export interface OwnNames {
  /** 机关全称 */
  name: string;
  /** 发文机关 */
  organName: string;
  /** 机关代字 */
  documentWord: string;
}

export interface JudgedLetterhead {
  remarks: LetterheadRemark[];
  /** null where something has to be mended */
  mark: Mark | null;
}

/** 156 mm: the width of the type area, on one line (papers 0.2) */
const WIDEST = 156;
/** 二号, as large as the title, to 初号 and half of it again */
const [SMALLEST, LARGEST] = [22, 62];
const [A4_WIDTH, A4_HEIGHT] = [210, 297];
const MARGINS = [
  ['top', '上', 37],
  ['bottom', '下', 35],
  ['left', '左', 28],
  ['right', '右', 26],
] as const;
/** GB/T 9704-2012 5.1 allows ± 1 mm; half a tenth for twips */
const ALLOWED = 1.05;
const NUMBER = /〔\s*(?:\d{4})?\s*〕\s*\d*\s*号|[{｛]字号[}｝]/u;
const WRONG_NUMBER = /[[［(（【]\s*(?:\d{4})?\s*[\]］)）】]\s*\d*\s*号/u;
/** — 2 — in a footer */
const PAGE_NUMBER = /^[\s\u3000\d—–-]*$/u;

/** Every remark, in the order in which a clerk looks; the mark where there is none */
export function judgeLetterhead(facts: LetterheadFacts, own: OwnNames): JudgedLetterhead {
  const marks = facts.lines.filter((l) => l.where !== 'FOOTER' && l.looks.some((k) => isRed(k.colour)));
  const numbers = facts.lines.filter((l) => !marks.includes(l) && (NUMBER.test(l.text) || WRONG_NUMBER.test(l.text)));
  const others = facts.lines.filter(
    (l) => !marks.includes(l) && !numbers.includes(l) && !(l.where === 'FOOTER' && PAGE_NUMBER.test(l.text)),
  );
  const [line] = marks;
  const [look] = line?.looks ?? [];
  const remarks = [
    ...pagesAreRight(facts.pages),
    ...(line && look && marks.length === 1 ? markIsRight(line, look, own) : oneMark(marks)),
    ...numberIsRight(numbers, own),
    ...others.map((l) => ({ place: placeOf(l), words: `“${short(l.text)}”不是版头的内容，请删去。` })),
    ...(facts.linesLeft > 0
      ? [{ place: '全文', words: `后面还有 ${facts.linesLeft} 段文字。版头只留发文机关标志和发文字号。` }]
      : []),
    ...comesFromOutside(facts),
  ];
  return { remarks, mark: remarks.length === 0 && line && look ? markOf(line, look) : null };
}

function pagesAreRight(pages: readonly HeadPage[]): LetterheadRemark[] {
  const [page] = pages;
  if (!page) return [{ place: '纸张', words: '文件没有写明纸张。请在“页面设置”里选 A4，保存后再上传。' }];
  const away = (is: number, right: number): boolean => Math.abs(is - right) > ALLOWED;
  return [
    ...(pages.length > 1 ? [{ place: '分节', words: `文件有 ${pages.length} 节，版头只要一节，请删去分节符。` }] : []),
    ...(away(page.width, A4_WIDTH) || away(page.height, A4_HEIGHT)
      ? [{ place: '纸张', words: `纸张是 ${page.width} × ${page.height} 毫米，应为 A4 纵向（210 × 297 毫米）。` }]
      : []),
    ...MARGINS.flatMap(([side, said, right]) =>
      away(page[side], right)
        ? [{ place: '页边距', words: `${said}边距是 ${page[side]} 毫米，应为 ${right} 毫米（可差 1 毫米）。` }]
        : [],
    ),
  ];
}

const MARK = '发文机关标志';

const oneMark = (marks: readonly HeadLine[]): LetterheadRemark[] =>
  marks.length === 0
    ? [{ place: MARK, words: '没有找到红色的发文机关标志。标志要是文字（不是图片或者艺术字），用红色。' }]
    : [
        {
          place: MARK,
          words: `红色的文字有 ${marks.length} 段（${marks.map(placeOf).slice(0, 5).join('、')}${
            marks.length > 5 ? '等' : ''
          }），标志只能有一段。`,
        },
      ];

function markIsRight(line: HeadLine, look: WordLook, own: OwnNames): LetterheadRemark[] {
  const words: string[] = [];
  const text = line.text.trim();
  if (text.includes('\n')) words.push('分成了几行。信函的标志排成一行，请删去换行。');
  if (/文件$/u.test(bare(text))) words.push('信函的标志不加“文件”两个字（GB/T 9704 10.1）。');
  else if (![own.organName, own.name].some((name) => isSameOrgan(name, text)))
    words.push(`写的是“${short(bare(text))}”，设置里的发文机关是“${own.organName}”。请改成一致。`);
  if (line.looks.length > 1) words.push('前后的字体、字号、颜色或者间距不一样，请统一。');
  if (look.face === null) words.push('没有写明中文字体（用的是主题字体）。请选定一种字体，例如方正小标宋简体。');
  const size = look.size / 2;
  if (size < SMALLEST || size > LARGEST) words.push(`字号是 ${size} 磅，应在 ${SMALLEST} 磅和 ${LARGEST} 磅之间。`);
  const width = widthOf(text, look);
  if (width > WIDEST) words.push(`宽 ${Math.round(width)} 毫米，一行只有 ${WIDEST} 毫米。请改小字号或者压缩字宽。`);
  if (line.align !== 'CENTRE' && line.align !== 'BOTH') words.push('没有居中。');
  return words.map((said) => ({ place: MARK, words: said }));
}

const PLACE = '发文字号';

function numberIsRight(lines: readonly HeadLine[], own: OwnNames): LetterheadRemark[] {
  const [line] = lines;
  if (!line)
    return [{ place: PLACE, words: `没有放发文字号的地方。请在双线下右边写“${own.documentWord}〔　　〕　号”。` }];
  if (lines.length > 1) return [{ place: PLACE, words: `放发文字号的地方有 ${lines.length} 处，只能有一处。` }];
  const text = bare(line.text);
  const named = /^(.*?)〔/u.exec(text)?.[1] ?? '';
  return [
    ...(NUMBER.test(line.text) ? [] : [{ place: PLACE, words: '年份用六角括号“〔〕”括起。' }]),
    ...(/[第]\d*号/u.test(text) ? [{ place: PLACE, words: '号码前不加“第”。' }] : []),
    ...(named !== '' && named !== own.documentWord
      ? [{ place: PLACE, words: `机关代字是“${short(named)}”，设置里的是“${own.documentWord}”。请改成一致。` }]
      : []),
    ...(line.align === 'RIGHT'
      ? []
      : [{ place: PLACE, words: '信函的发文字号居右（GB/T 9704 10.1），请设为右对齐。' }]),
  ];
}

const comesFromOutside = (facts: LetterheadFacts): LetterheadRemark[] => [
  ...(facts.pictures > 0
    ? [{ place: '图片', words: `文件里有 ${facts.pictures} 张图片。标志要是文字，印章盖在纸上，请删去图片。` }]
    : []),
  ...(facts.links > 0 ? [{ place: '链接', words: `文件里有 ${facts.links} 处超链接，请取消链接。` }] : []),
  ...facts.fields.map((f) => ({ place: '域', words: `文件里有域“${short(f)}”，请转为文字（Ctrl+Shift+F9）。` })),
];

/** 正文第2段 */
const placeOf = (l: HeadLine): string => `${{ HEADER: '页眉', BODY: '正文', FOOTER: '页脚' }[l.where]}第${l.at}段`;

const short = (words: string): string => {
  const all = [...words.trim().replace(/\s+/gu, ' ')];
  return all.length <= 20 ? all.join('') : `${all.slice(0, 20).join('')}…`;
};
const bare = (words: string): string => words.replace(/[\s\u3000]/gu, '');

/** FF0000, C00000, E60012: red as offices print it */
function isRed(colour: string | null): boolean {
  if (colour === null) return false;
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return r >= 0xb0 && g <= 0x50 && b <= 0x50;
}

const usual = (name: string): string =>
  bare(name)
    .replace(/人民代表大会/gu, '人大')
    .replace(/常务委员会/gu, '常委会')
    .replace(/法制工作委员会/gu, '法工委')
    .replace(/法制委员会/gu, '法制委');

/** By the full name or the usual short one (规范化简称, 7.2.4), whatever blanks spread it */
export const isSameOrgan = (one: string, other: string): boolean => usual(one) === usual(other);

/** In millimetres: characters as wide as they are high, Latin letters half */
function widthOf(text: string, { size, spacing, scale, fitted }: WordLook): number {
  if (fitted !== null && fitted > 0) return (fitted / 1440) * 25.4;
  const wide = [...text].reduce((sum, sign) => sum + (sign < '\u0100' ? 0.5 : 1), 0);
  const points = wide * (size / 2) * (scale / 100) + [...text].length * (spacing / 20);
  return (points / 72) * 25.4;
}

/** Characters that are drawn out to a width keep it as the room between them */
function markOf(line: HeadLine, look: WordLook): Mark {
  const text = line.text.trim();
  const signs = [...text].length;
  const natural = widthOf(text, { ...look, fitted: null, spacing: 0 });
  const spread = signs > 1 ? ((widthOf(text, look) - natural) / 25.4) * (1440 / (signs - 1)) : 0;
  return {
    text,
    face: look.face ?? '',
    size: look.size,
    spacing: look.fitted === null ? look.spacing : Math.round(spread),
    scale: look.scale,
    bold: look.bold,
    colour: look.colour ?? 'FF0000',
  };
}
