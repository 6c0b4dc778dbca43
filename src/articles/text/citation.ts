/**
 * Citations inside a law: 本条第二款, 前两款, 第四十条第一款第三项, 依照本法第十七条之一. Found as spans;
 * `citation.resolve.ts` says what they point to. Items are cited with or without brackets (第三项, 第（三）项);
 * statutes write the first form. A list carries over what its first member said: in
 * 《民法典》第五条、第六条第一款、第二款 all three belong to the 民法典 and the last one to 第六条.
 */
import type { ArticleNumber } from './article.js';
import { NUMERAL_CHARS, parseNumeral } from './numeral.js';

export interface CitationTarget {
  /** 'this' = 本条/本款/本项, 'previous' = 前条/前款/前两款/前项; 'numbered' = by number */
  base: 'numbered' | 'this' | 'previous';
  /** the named law 《…》, or 本法 / 本条例 … as written; null where none stands before it */
  law: string | null;
  /** the level that `previous` and `count` speak of */
  level: 'article' | 'paragraph' | 'item';
  /** 前两款 → 2; otherwise 1 */
  count: number;
  article: ArticleNumber | null;
  paragraph: number | null;
  item: number | null;
  subitem: number | null;
}

export interface Citation {
  /** UTF-16 offsets into the text, end exclusive */
  start: number;
  end: number;
  target: CitationTarget;
  /** what the members of the list before it say and this one leaves out; null outside lists */
  carried: Pick<CitationTarget, 'base' | 'level' | 'count' | 'law' | 'article' | 'paragraph'> | null;
  /** a law named without 《》 before the span (民法典第五条), or before the whole list; the span does not contain it */
  namedBefore: string | null;
}

const N = `[${NUMERAL_CHARS}]+`;
const OWN = '本(?:法|条例|办法|规定|细则|规则|决定|解释|章程)';
const LAW = `(《[^《》]{1,60}》|${OWN})`;
const BELOW = `(?:第(${N})款)?(?:第[（(]?(${N})[）)]?项)?(?:第(${N})目)?`;
const CITATION = new RegExp(
  [
    `(?:${LAW})?第(${N})条(?:之(${N}))?${BELOW}`,
    `本(条|款|项)(?!例)${BELOW}`,
    `前([一二两三四五六七八九十]?)(条|款|项)${BELOW}`,
    `第(${N})款(?:第[（(]?(${N})[）)]?项)?(?:第(${N})目)?`,
    `第[（(]?(${N})[）)]?项(?:第(${N})目)?`,
  ].join('|'),
  'gu',
);
const LEVEL = { 条: 'article', 款: 'paragraph', 项: 'item' } as const;
const JOINED = /^(?:、|和|与|及|以及|或|或者|至|到)$/u;
const TITLE_BEFORE = /《([^《》]{1,60})》(?:[（(][^（）()]{1,40}[）)])?(?:的)?$/u;
const NAME_BEFORE = /[\u4e00-\u9fff]{0,24}(?:法|法典|条例|办法|规定|细则|规则|解释|决定|章程|公约|通则|宪法|修正案)$/u;
const OWN_BEFORE = new RegExp(`${OWN}$`, 'u');
/** Words that stand before the name of a law and are no part of it. */
const NOT_OF_A_NAME =
  /^.*(?:依照|依据|根据|按照|参照|违反|符合|适用|执行|本着|以及|或者|有关|属于|履行|具有|所称|规定的|[，和与及或由按对在是])(?=.)/u;

/** All citations in reading order, never overlapping. */
export function findCitations(text: string): Citation[] {
  const out: Citation[] = [];
  for (const m of text.matchAll(CITATION)) {
    const start = m.index;
    const target = targetOf(m);
    const before = out[out.length - 1];
    const joined =
      before !== undefined &&
      JOINED.test(text.slice(before.end, start)) &&
      target.base === 'numbered' &&
      target.law === null;
    const named = target.base === 'numbered' && target.law === null && !joined ? lawNamedBefore(text, start) : null;
    out.push({
      start,
      end: start + m[0].length,
      target,
      carried: joined ? carriedFrom(before, target) : null,
      namedBefore: joined ? before.namedBefore : named,
    });
  }
  return out;
}

/** The citation with what its list carries over filled in. */
export function fullTarget(c: Citation): CitationTarget {
  if (c.carried === null) return c.target;
  const { base, level, count } = c.carried.base === 'numbered' ? c.target : c.carried;
  return {
    ...c.target,
    base,
    level,
    count,
    law: c.target.law ?? c.carried.law,
    article: c.target.article ?? c.carried.article,
    paragraph: c.target.paragraph ?? c.carried.paragraph,
  };
}

/** Whether a citation speaks of another law than the one it stands in: 《…》 before it, or 民法典 without 《》. */
export function citesAnotherLaw(c: Citation): boolean {
  if (c.namedBefore !== null) return true;
  const { law } = fullTarget(c);
  return law?.startsWith('《') === true;
}

function carriedFrom(before: Citation, target: CitationTarget): Citation['carried'] {
  const full = fullTarget(before);
  const numbered = { base: 'numbered', level: target.level, count: 1 } as const;
  if (target.article !== null) return { ...numbered, law: full.law, article: null, paragraph: null };
  const relative = full.base !== 'numbered' && (full.level === 'article' || target.level === 'item');
  const { base, level, count } = relative ? full : numbered;
  return {
    base,
    level,
    count,
    law: full.law,
    article: full.article,
    paragraph: target.level === 'item' ? full.paragraph : null,
  };
}

function lawNamedBefore(text: string, at: number): string | null {
  const head = text.slice(Math.max(0, at - 110), at);
  const title = TITLE_BEFORE.exec(head);
  if (title) return `《${title[1] ?? ''}》`;
  if (OWN_BEFORE.test(head) || /(?:依法|依照规定|的规定|上述规定|前述规定|该规定|该条例|该办法|该法)$/u.test(head)) {
    return /该(?:条例|办法|法|规定)$/u.test(head) ? head.slice(-2) : null;
  }
  const name = NAME_BEFORE.exec(head.replace(/^.*[，。；：、！？）“”]/su, ''))?.[0].replace(NOT_OF_A_NAME, '');
  return name === undefined || name === '' || /^本/u.test(name) || name.length < 2 ? null : name;
}

function targetOf(m: RegExpMatchArray): CitationTarget {
  const value = (k: number): number | null => (m[k] === undefined ? null : parseNumeral(m[k]));
  const none = { law: null, count: 1, article: null, paragraph: null, item: null, subitem: null };
  if (m[2] !== undefined) {
    const number = value(2);
    return {
      ...none,
      base: 'numbered',
      law: m[1] ?? null,
      level: 'article',
      article: number === null ? null : { number, sub: value(3) ?? 0 },
      paragraph: value(4),
      item: value(5),
      subitem: value(6),
    };
  }
  if (m[7] !== undefined) {
    return {
      ...none,
      base: 'this',
      level: LEVEL[m[7] as keyof typeof LEVEL],
      paragraph: value(8),
      item: value(9),
      subitem: value(10),
    };
  }
  if (m[12] !== undefined) {
    return {
      ...none,
      base: 'previous',
      level: LEVEL[m[12] as keyof typeof LEVEL],
      count: parseNumeral(m[11] ?? '') ?? 1,
      paragraph: value(13),
      item: value(14),
      subitem: value(15),
    };
  }
  if (m[16] !== undefined) {
    return { ...none, base: 'numbered', level: 'paragraph', paragraph: value(16), item: value(17), subitem: value(18) };
  }
  return { ...none, base: 'numbered', level: 'item', item: value(19), subitem: value(20) };
}
