/**
 * Lists of places as decisions write them: 第五十四条第二款、第五十六条和第八十条, 第十八条第二款、第三款 (the article
 * carries over), 第十条至第十五条, 该条, 第四章第二节, 引言, 附件一.
 */
import { headingLevelWords } from '../text/article.js';
import { formatNumeral, NUMERAL_CHARS, parseNumeral } from '../text/numeral.js';
import type { HeadingUnit, Place, Stretch } from './operations.js';
import { DRAFT_WORDS } from './titles.js';

const N = `[${NUMERAL_CHARS}]{1,10}`;
const ARTICLE = new RegExp(`^第(${N})条(?:之(${N}))?`, 'u');
const PARAGRAPH = new RegExp(`^(?:中的?|的)?(?:第(${N})|倒数第(${N})|(最后一|末))(?:款|自然段)`, 'u');
const ITEM = new RegExp(`^(?:中的?|的)?(?:(?:第[（(]?|[（(])(${N})[）)]?|倒数第(${N})|(最后一|末))项`, 'u');
/** 第五条各款中的“甲”: wherever they stand in it */
const EACH_PARAGRAPH = /^(?:中的?|的)?各款(?=的?[中里]|\uE000)/u;
/** 第一款第一自然段: the words before the list of the 款 */
const LEAD =
  /^(?:中的?|的)?(?:条首|款首|项首|引导语|引导句|引导部分|首部|开头部分|开始部分|第一自然段)(?:部分)?(?=[，中的]|修改|改为|\uE000|$)/u;
const HALF = /^(?:中的?|的)?(前|后)半(?:句(?:话)?|段|部分)/u;
const MARK =
  /^(?:中的?|的)?(分号|句号)(?:以?及(?:其|\1)?)?(?:之|以)?(后|前)(?:面)?的?(?:文字|内容|规定|部分|表述|语句)?/u;
const SUBITEM = new RegExp(`^(?:中的?|的)?第[（(]?(${N})[）)]?目`, 'u');
const SENTENCE = new RegExp(`^(?:中的?|的)?(?:第(${N})句(?:话)?|最后一?句(?:话)?|末句|(首)句(?:话)?)`, 'u');
/** 第一部分 of a judicial interpretation is what stands under 一、 */
const HEADING = new RegExp(`^第(${N})(分编|编|章|节|部分(?=的?(?:标题|名称|题目)))`, 'u');
const SAME = /^(?:该|本)(条|款|项)(?!例)/u;
const PREAMBLE = /^(?:引言|序言|前言|导言)(?:部分)?/u;
const TITLE = /^(?:标题|题目|名称|(?:法规|条例|规章|文件|办法|规定|决定|解释|法律)(?:的)?(?:标题|题目|名称))/u;
const ANNEX = new RegExp(`^附(?:件|表|录|图)(${N})?`, 'u');
const LAW = new RegExp(
  `^(?:(?:相关|有关)(?:条文|条款)(?=[中里])|(?:(?:本|该)?(?:法|条例|办法|规定|细则|规则|解释))?的?(?:全文|通篇)|正文|条文|(?:本|该)(?:法|条例|办法|规定|细则|规则|解释|章程|决定)(?!第)|(?:本|该)?${DRAFT_WORDS}(?!的?第))`,
  'u',
);
const SEPARATOR = /^(?:、|和|与|及|以及|或者|或)/u;
const RANGE = /^(?:至|到|—|－|-)/u;
/** Longest range that is spelled out; a longer one is a slip of the pen. */
const LONGEST_RANGE = 400;
const LEVEL: Readonly<Record<string, HeadingUnit>> = {
  编: 'part',
  分编: 'subpart',
  章: 'chapter',
  节: 'section',
  部分: 'chapter',
};

const EMPTY: Place = {
  kind: 'article',
  article: null,
  paragraph: null,
  item: null,
  subitem: null,
  sentence: null,
  stretch: null,
  heading: null,
  annex: null,
};

export const lawPlace = (): Place => ({ ...EMPTY, kind: 'law' });

export interface FoundPlaces {
  places: Place[];
  /** characters used */
  length: number;
}

/**
 * The longest list of places at the beginning of a text; `context` completes 第二款 and 该条. Null where there is none,
 * and where a range does not go from one place to a later one of the same kind.
 */
export function readPlaces(text: string, context: Place | null): FoundPlaces | null {
  const places: Place[] = [];
  let at = 0;
  let before = context;
  for (;;) {
    const separator = places.length === 0 ? '' : (SEPARATOR.exec(text.slice(at))?.[0] ?? '');
    const range = places.length > 0 && separator === '' ? (RANGE.exec(text.slice(at))?.[0] ?? '') : '';
    if (places.length > 0 && separator === '' && range === '') break;
    const from = at + separator.length + range.length;
    const one = readPlace(text.slice(from), before);
    if (!one) break;
    if (range !== '') {
      const spelt = between(places[places.length - 1], one.place);
      if (spelt === null) return null;
      places.push(...spelt);
    } else places.push(one.place);
    at = from + one.length;
    before = one.place;
  }
  return places.length === 0 ? null : { places, length: at };
}

function readPlace(text: string, before: Place | null): { place: Place; length: number } | null {
  const preamble = PREAMBLE.exec(text);
  if (preamble) return below({ ...EMPTY, kind: 'preamble' }, text, preamble[0].length);
  const title = TITLE.exec(text);
  if (title) return { place: { ...EMPTY, kind: 'title' }, length: title[0].length };
  const law = LAW.exec(text);
  if (law) return { place: lawPlace(), length: law[0].length };
  const heading = HEADING.exec(text);
  if (heading) return readHeading(text, heading);
  const annex = ANNEX.exec(text);
  if (annex) return { place: { ...EMPTY, kind: 'annex', annex: value(annex[1]) }, length: annex[0].length };
  const article = ARTICLE.exec(text);
  if (article) {
    const number = value(article[1]);
    const sub = article[2] === undefined ? 0 : value(article[2]);
    if (number === null || sub === null) return null;
    return below({ ...EMPTY, article: { number, sub } }, text, article[0].length);
  }
  const same = SAME.exec(text);
  if (same && before) {
    const above = { ...before, subitem: null, sentence: null, stretch: null };
    const kept =
      same[1] === '条'
        ? { ...above, paragraph: null, item: null }
        : same[1] === '款'
          ? { ...above, item: null }
          : above;
    return below(kept, text, same[0].length);
  }
  const known = before !== null && (before.kind === 'article' || before.kind === 'preamble') ? before : EMPTY;
  const bare = { ...known, stretch: null };
  if (PARAGRAPH.test(text))
    return below({ ...bare, paragraph: null, item: null, subitem: null, sentence: null }, text, 0);
  if (ITEM.test(text)) {
    return below({ ...bare, item: null, subitem: null, sentence: null }, text, 0);
  }
  if (SUBITEM.test(text)) return below({ ...bare, subitem: null, sentence: null }, text, 0);
  if (SENTENCE.test(text)) return below({ ...bare, sentence: null }, text, 0);
  if (bare.article !== null && (HALF.test(text) || MARK.test(text))) return below(bare, text, 0);
  return null;
}

function readHeading(text: string, mark: RegExpExecArray): { place: Place; length: number } | null {
  let number = value(mark[1]);
  let level = LEVEL[mark[2] ?? ''];
  if (number === null || level === undefined) return null;
  let length = mark[0].length;
  let above: number | null = null;
  const lower = HEADING.exec(text.slice(length));
  const lowerLevel = lower ? LEVEL[lower[2] ?? ''] : undefined;
  if (lower && lowerLevel !== undefined) {
    above = number;
    number = value(lower[1]);
    if (number === null) return null;
    level = lowerLevel;
    length += lower[0].length;
  }
  const article = ARTICLE.exec(text.slice(length));
  if (article) return readShifted(text, length, { level, number });
  return { place: { ...EMPTY, kind: 'heading', heading: { level, number, above } }, length };
}

/** 第三章第十八条: the article says it all, if it stands there. */
function readShifted(
  text: string,
  skipped: number,
  under: NonNullable<Place['under']>,
): { place: Place; length: number } | null {
  const rest = readPlace(text.slice(skipped), null);
  return rest ? { place: { ...rest.place, under }, length: rest.length + skipped } : null;
}

function below(place: Place, text: string, from: number): { place: Place; length: number } | null {
  let at = from;
  let odd = false;
  const out = { ...place };
  const take = (pattern: RegExp, set: (n: number | null) => void): void => {
    const m = pattern.exec(text.slice(at));
    if (!m) return;
    const written = m[1] ?? m[2];
    const number = m[3] === undefined ? value(written) : 1;
    if (written !== undefined && number === null) odd = true;
    set(m[1] === undefined && number !== null ? -number : number);
    at += m[0].length;
  };
  take(PARAGRAPH, (n) => {
    out.paragraph = n;
  });
  if (out.article !== null && out.paragraph === null) at += EACH_PARAGRAPH.exec(text.slice(at))?.[0].length ?? 0;
  take(ITEM, (n) => {
    out.item = n;
  });
  take(SUBITEM, (n) => {
    out.subitem = n;
  });
  const first = SENTENCE.exec(text.slice(at))?.[2] !== undefined;
  if (!first)
    take(SENTENCE, (n) => {
      out.sentence = n ?? -1;
    });
  else {
    out.sentence = 1;
    at += SENTENCE.exec(text.slice(at))?.[0].length ?? 0;
  }
  if (out.kind === 'article' && out.article !== null && out.sentence === null) {
    const rest = text.slice(at);
    const found = stretchIn(rest);
    if (found) {
      out.stretch = found.stretch;
      at += found.length;
    }
  }
  return odd ? null : { place: out, length: at };
}

function stretchIn(text: string): { stretch: Stretch; length: number } | null {
  const lead = LEAD.exec(text);
  if (lead) return { stretch: { kind: 'lead' }, length: lead[0].length };
  const half = HALF.exec(text);
  if (half) return { stretch: { kind: 'half', which: half[1] === '前' ? 'first' : 'second' }, length: half[0].length };
  const mark = MARK.exec(text);
  if (!mark) return null;
  const side = mark[2] === '前' ? 'before' : 'after';
  return { stretch: { kind: 'mark', mark: mark[1] === '分号' ? '；' : '。', side }, length: mark[0].length };
}

/** A number as a law writes it. 第一两款 and 第二五条 are slips, and nobody knows of what. */
function value(written: string | undefined): number | null {
  const number = written === undefined ? null : parseNumeral(written);
  if (number === null || written === undefined || /^[0-9０-９]+$|[零〇○廿卅]/u.test(written)) return number;
  return formatNumeral(number) === written || formatNumeral(number) === `一${written}` ? number : null;
}

/**
 * The places after the first up to the last of a range. Null where the two are of different kinds or stand in different
 * places: 第三条第二款至第五条 says no more than its two ends, and a guess would leave out what is between.
 */
function between(first: Place | undefined, last: Place): Place[] | null {
  if (!first || first.kind !== last.kind || first.sentence !== null || last.sentence !== null) return null;
  if (first.stretch !== null || last.stretch !== null || (first.item ?? 0) < 0 || (last.item ?? 0) < 0) return null;
  if ((first.paragraph ?? 0) < 0 || (last.paragraph ?? 0) < 0) return null;
  const spell = (from: number, to: number, at: (n: number) => Place): Place[] | null => {
    if (to <= from || to - from > LONGEST_RANGE) return null;
    return Array.from({ length: to - from }, (_, k) => ({ ...at(from + k + 1), ranged: true as const }));
  };
  if (first.heading || last.heading) {
    if (!first.heading || !last.heading || first.heading.level !== last.heading.level) return null;
    const { level } = last.heading;
    const above = last.heading.above ?? first.heading.above;
    if (first.heading.above !== above) return null;
    const at = (number: number): Place => ({ ...last, heading: { level, number, above } });
    return spell(first.heading.number, last.heading.number, at);
  }
  if (last.kind !== 'article' || first.subitem !== null || last.subitem !== null) return null;
  const sameArticle = first.article?.number === last.article?.number && first.article?.sub === last.article?.sub;
  if (first.item !== null && last.item !== null)
    return sameArticle && first.paragraph === last.paragraph
      ? spell(first.item, last.item, (item) => ({ ...last, item }))
      : null;
  if (first.item !== null || last.item !== null) return null;
  if (first.paragraph !== null && last.paragraph !== null)
    return sameArticle ? spell(first.paragraph, last.paragraph, (paragraph) => ({ ...last, paragraph })) : null;
  if (first.paragraph !== null || last.paragraph !== null || !first.article || !last.article) return null;
  const { number } = last.article;
  if (first.article.number === number)
    return spell(first.article.sub, last.article.sub, (sub) => ({ ...last, article: { number, sub } }));
  const upTo = spell(first.article.number, number, (n) => ({ ...last, article: { number: n, sub: 0 } }));
  if (upTo === null || last.article.sub === 0) return upTo;
  return [...upTo, { ...last, ranged: true }];
}

/** 第十八条第二款第三项, as a report names it. */
export function placeText(place: Place, numeral: (n: number) => string): string {
  const head =
    place.kind === 'law'
      ? '全文'
      : place.kind === 'title'
        ? '标题'
        : place.kind === 'preamble'
          ? '引言'
          : place.kind === 'annex'
            ? `附件${place.annex === null ? '' : numeral(place.annex)}`
            : place.heading
              ? `第${numeral(place.heading.number)}${headingLevelWords[place.heading.level]}`
              : place.article
                ? `第${numeral(place.article.number)}条${place.article.sub > 0 ? `之${numeral(place.article.sub)}` : ''}`
                : '';
  return (
    (place.amended ? '修改后的' : '') +
    head +
    (place.paragraph === null ? '' : `${nth(place.paragraph, numeral)}款`) +
    (place.item === null ? '' : `${nth(place.item, numeral)}项`) +
    (place.subitem === null ? '' : `第${numeral(place.subitem)}目`) +
    (place.sentence === null ? '' : place.sentence < 0 ? '最后一句' : `第${numeral(place.sentence)}句`) +
    (place.stretch === null ? '' : stretchText(place.stretch))
  );
}

const nth = (n: number, numeral: (n: number) => string): string =>
  n < -1 ? `倒数第${numeral(-n)}` : n < 0 ? '最后一' : `第${numeral(n)}`;

function stretchText(s: Stretch): string {
  switch (s.kind) {
    case 'lead':
      return '的引导语';
    case 'half':
      return s.which === 'first' ? '前半句' : '后半句';
    case 'mark':
      return `“${s.mark}”${s.side === 'before' ? '前' : '后'}的内容`;
    case 'from':
      return `“${s.words}”${s.including ? '及其' : '之'}后的内容`;
    case 'about':
      return `中关于${s.words}的规定`;
    case 'between':
      return `“${s.from}”至“${s.to}”的部分`;
  }
}
