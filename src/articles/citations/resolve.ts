/** What a citation points to inside its own law: the link behind 本条第二款, 前两款, 依照本条例第十七条之一. */
import type { ArticleTree, Provision } from '../text/article.js';
import { type Citation, citesAnotherLaw, findCitations, fullTarget } from '../text/citation.js';
import { pathsOf } from '../text/print.js';

/** Of a tree only the provisions count, so that published rows can be asked too. */
type Text = Pick<ArticleTree, 'provisions'>;

/**
 * A place in a tree: index into `provisions` and the path that `pathsOf` gives (p2.i3); a null path is the whole
 * provision.
 */
export interface CitedPlace {
  provision: number;
  path: string | null;
}

export interface CitationLink {
  /** index of the provision that cites */
  provision: number;
  /** its 款 项 目 that cites, as in `pathsOf` */
  path: string;
  /** UTF-16 offsets into the text of that path, end exclusive */
  start: number;
  end: number;
  citation: Citation;
  /** empty where the law has no such place; more than one for 前两款 */
  targets: CitedPlace[];
}

/** Every citation of the law's own text, in reading order; citations of other laws are left out. */
export function linkCitations(tree: Text): CitationLink[] {
  const byNumber = numbersOf(tree);
  const lists = tree.provisions.map(listsOf);
  return tree.provisions.flatMap((p, i) => linksOf({ tree, byNumber, lists }, p, i));
}

/** A law as its citations are looked up in it */
interface Law {
  tree: Text;
  byNumber: ReadonlyMap<string, number>;
  /** by provision and 款, from 1: the nearest 款 with 项 from it upwards, 0 for none; at 0 the first one of all */
  lists: readonly (readonly number[])[];
}

function listsOf(p: Provision): number[] {
  let last = 0;
  const first = p.paragraphs.findIndex(({ items }) => items.length > 0) + 1;
  return [first, ...p.paragraphs.map(({ items }, k) => (last = items.length > 0 ? k + 1 : last))];
}

const numberKey = (number: number, sub: number): string => `${number}.${sub}`;

function numbersOf(tree: Text): Map<string, number> {
  const out = new Map<string, number>();
  tree.provisions.forEach((p, i) => {
    const key = numberKey(p.number, p.sub);
    if (p.kind !== 'annex' && !out.has(key)) out.set(key, i);
  });
  return out;
}

function linksOf(law: Law, p: Provision, index: number): CitationLink[] {
  if (p.kind === 'annex') return [];
  const ownAt = (path: string, text: string): Citation[] =>
    findCitations(text).filter((c) => !citesAnotherLaw(c) && !inheritsAnother(text, c) && !countsThings(path, c));
  return pathsOf(p).flatMap(({ path, text }) =>
    ownAt(path, text).map((citation) => ({
      provision: index,
      path,
      start: citation.start,
      end: citation.end,
      citation,
      targets: resolve(law, index, path, citation),
    })),
  );
}

/** 《甲条例》的……第二款: a bare 第N款 right behind another law's title belongs to that law. */
function inheritsAnother(text: string, c: Citation): boolean {
  return (
    c.target.base === 'numbered' &&
    c.target.article === null &&
    c.carried === null &&
    /》(?:的)?$/u.test(text.slice(0, c.start))
  );
}

function resolve(law: Law, index: number, path: string, c: Citation): CitedPlace[] {
  const t = fullTarget(c);
  const own = /^p(\d+)(?:\.i(\d+))?/u.exec(path);
  const paragraph = Number(own?.[1] ?? 1);
  const item = own?.[2] === undefined ? null : Number(own[2]);
  if (t.base === 'numbered') {
    if (t.article !== null) {
      const home = law.byNumber.get(numberKey(t.article.number, t.article.sub));
      return home === undefined ? [] : below(law, home, t.paragraph, t.item, t.subitem);
    }
    if (t.paragraph !== null) return below(law, index, t.paragraph, t.item, t.subitem);
    return below(law, index, listAbove(law.lists[index], paragraph), t.item, t.subitem);
  }
  if (t.base === 'this') {
    if (t.level === 'article') return below(law, index, t.paragraph, t.item, t.subitem);
    if (t.level === 'paragraph') return below(law, index, paragraph, t.item, t.subitem);
    return item === null ? [] : below(law, index, paragraph, item, t.subitem);
  }
  if (t.level === 'article') {
    const from = index - t.count;
    return from < 0 ? [] : span(t.count, (k) => below(law, from + k, t.paragraph, t.item, t.subitem));
  }
  if (t.level === 'paragraph')
    return span(t.count, (k) => below(law, index, paragraph - t.count + k, t.item, t.subitem));
  return item === null ? [] : span(t.count, (k) => below(law, index, paragraph, item - t.count + k, t.subitem));
}

/** A bare 第二项 in a 款 without 项 means the list before it. */
function listAbove(lists: readonly number[] | undefined, paragraph: number): number {
  return lists?.[paragraph] || paragraph;
}

/** 按照前三项征收 counts things and cites nothing; 前两项 is a citation only inside a list of 项. */
function countsThings(path: string, c: Citation): boolean {
  return c.target.base === 'previous' && c.target.level === 'item' && c.target.count > 1 && !path.includes('.i');
}

/** All or nothing: 前两款 in a second 款 points nowhere. */
function span(count: number, at: (k: number) => CitedPlace[]): CitedPlace[] {
  const all = Array.from({ length: count }, (_, k) => at(k));
  return all.some((found) => found.length === 0) ? [] : all.flat();
}

function below(
  { tree, lists }: Law,
  provision: number,
  paragraph: number | null,
  item: number | null,
  subitem: number | null,
): CitedPlace[] {
  const p = tree.provisions[provision];
  if (!p || p.kind === 'annex') return [];
  if (paragraph === null && item === null) return [{ provision, path: null }];
  const at = paragraph ?? lists[provision]?.[0] ?? 0;
  const found = p.paragraphs[at - 1];
  if (!found) return [];
  if (item === null) return [{ provision, path: `p${at}` }];
  const entry = found.items[item - 1];
  if (!entry || entry.label === '') return [];
  if (subitem === null) return [{ provision, path: `p${at}.i${item}` }];
  return entry.subitems[subitem - 1] ? [{ provision, path: `p${at}.i${item}.s${subitem}` }] : [];
}
