/** The contract of `yifayima parse --json`: plain data for other programs. */
import type { ArticleTree, Paragraph, Provision, Warning } from './article.js';
import { headingText } from './print.js';

export interface ParseCounts {
  part: number;
  subpart: number;
  chapter: number;
  section: number;
  article: number;
  insertedArticle: number;
  paragraph: number;
  item: number;
  subitem: number;
}

export interface ParseArticle {
  label: string;
  number: number;
  sub: number;
  caption: string | null;
  headings: string[];
  paragraphs: Paragraph[];
}

export interface ParseJson {
  title: string;
  note: string | null;
  counts: ParseCounts;
  /** 第一章 总则: no blanks inside words, one ASCII blank after the number */
  headings: string[];
  /** 条 only: annexes and the clauses 一、二、 of decisions are not articles */
  articles: ParseArticle[];
  warnings: Warning[];
}

export function parseJson(tree: ArticleTree): ParseJson {
  const articles = tree.provisions.filter((p) => p.kind === 'article');
  return {
    title: tree.title,
    note: tree.note,
    counts: countTree(tree),
    headings: tree.headings.map((h) => headingText(h, ' ')),
    articles: articles.map((p) => ({
      label: p.label,
      number: p.number,
      sub: p.sub,
      caption: p.caption,
      headings: p.headings.map((h) => headingText(h, ' ')),
      paragraphs: p.paragraphs,
    })),
    warnings: tree.warnings,
  };
}

/**
 * 附则 without a number and 一、管辖 are headings but no 章; an item without a label is no 项; only 条 are counted, not
 * clauses or annexes.
 */
export function countTree(tree: ArticleTree): ParseCounts {
  const level = (name: Provision['headings'][number]['level']): number =>
    tree.headings.filter((h) => h.level === name && h.label.startsWith('第')).length;
  const articles = tree.provisions.filter((p) => p.kind === 'article');
  const paragraphs = articles.flatMap((p) => p.paragraphs);
  const items = paragraphs.flatMap((p) => p.items);
  return {
    part: level('part'),
    subpart: level('subpart'),
    chapter: level('chapter'),
    section: level('section'),
    article: articles.length,
    insertedArticle: articles.filter((p) => p.sub > 0).length,
    paragraph: paragraphs.length,
    item: items.filter((item) => item.label !== '').length,
    subitem: items.flatMap((item) => item.subitems).length,
  };
}
