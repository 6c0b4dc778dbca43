/**
 * Citations inside a law: 本条第二款, 前两款, 第四十条第一款第三项, 依照本法第十七条之一. Found as spans; nothing is resolved against a tree here.
 * Items are cited with or without brackets (第三项, 第（三）项); statutes write the first form.
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
}

const N = `[${NUMERAL_CHARS}]+`;
const LAW = '(《[^《》]{1,60}》|本(?:法|条例|办法|规定|细则|规则|决定|解释|章程))';
const BELOW = `(?:第(${N})款)?(?:第[（(]?(${N})[）)]?项)?(?:第(${N})目)?`;
const CITATION = new RegExp([
  `(?:${LAW})?第(${N})条(?:之(${N}))?${BELOW}`,
  `本(条|款|项)${BELOW}`,
  `前([一二两三四五六七八九十]?)(条|款|项)${BELOW}`,
  `第(${N})款(?:第[（(]?(${N})[）)]?项)?(?:第(${N})目)?`,
  `第[（(]?(${N})[）)]?项(?:第(${N})目)?`,
].join('|'), 'gu');
const LEVEL = { 条: 'article', 款: 'paragraph', 项: 'item' } as const;

/** All citations in reading order, never overlapping. */
export function findCitations(text: string): Citation[] {
  return [...text.matchAll(CITATION)].map((m): Citation => {
    const value = (k: number): number | null => m[k] === undefined ? null : parseNumeral(m[k]);
    const start = m.index;
    const span = { start, end: start + m[0].length };
    const none = { law: null, count: 1, article: null, paragraph: null, item: null, subitem: null };
    if (m[2] !== undefined) {
      const number = value(2);
      return { ...span, target: {
        ...none, base: 'numbered', law: m[1] ?? null, level: 'article', article: number === null ? null : { number, sub: value(3) ?? 0 },
        paragraph: value(4), item: value(5), subitem: value(6),
      } };
    }
    if (m[7] !== undefined) {
      return { ...span, target: {
        ...none, base: 'this', level: LEVEL[m[7] as keyof typeof LEVEL], paragraph: value(8), item: value(9), subitem: value(10),
      } };
    }
    if (m[12] !== undefined) {
      return { ...span, target: {
        ...none, base: 'previous', level: LEVEL[m[12] as keyof typeof LEVEL], count: parseNumeral(m[11] ?? '') ?? 1,
        paragraph: value(13), item: value(14), subitem: value(15),
      } };
    }
    if (m[16] !== undefined) {
      return { ...span, target: {
        ...none, base: 'numbered', level: 'paragraph', paragraph: value(16), item: value(17), subitem: value(18),
      } };
    }
    return { ...span, target: { ...none, base: 'numbered', level: 'item', item: value(19), subitem: value(20) } };
  });
}
