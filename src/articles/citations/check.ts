/**
 * Citations of a new draft that no longer point where they did. The words of the citation stayed, the numbers around it
 * moved: 依照第十二条 still says 第十二条 while that article is now 第十四条. A citation whose words were changed with
 * the draft is taken as meant; it is only asked whether its target exists.
 */
import { comparable } from '../alignment/compare.js';
import { append } from '../alignment/chain.js';
import type { Alignment } from '../alignment/links.js';
import { diffTexts } from '../difference/diff.js';
import type { ArticleTree, Provision } from '../text/article.js';
import { foldForm } from '../text/normalise.js';
import { formatArticleLabel, formatNumeral } from '../text/numeral.js';
import { pathsOf, placedText } from '../text/print.js';
import { type CitationLink, type CitedPlace, linkCitations } from './resolve.js';

export interface BrokenCitation {
  /** index into the provisions of the new draft */
  provision: number;
  /** 款 项 目 that cites, as in `pathsOf` */
  path: string;
  start: number;
  end: number;
  /** the citation as written */
  text: string;
  /**
   * moved: the cited place has another number now; vanished: it was deleted, or nothing was found that continues it;
   * missing: there is no such place; changed: its wording is another one
   */
  kind: 'moved' | 'vanished' | 'missing' | 'changed';
  /** Chinese, for the drafter: what it pointed to, what it points to now */
  message: string;
}

/** A place whose wording shares less than this with the old one is reported as changed. */
const SAME_PLACE = 0.5;
/** Where the words went is looked for in an article of at most so many 款 or 项; a longer one is a list of things. */
const MOST_PLACES = 120;

/** @param alignment between `comparable(old)` and `comparable(next)`, as `align` or `amend` gives it */
export function brokenCitations(old: ArticleTree, next: ArticleTree, alignment: Alignment): BrokenCitation[] {
  const [before, after] = [comparable(old), comparable(next)];
  const [placeInOld, placeInNew] = [placesOf(old), placesOf(next)];
  const joined = alignment.links.map((l) => [placeInOld(before[l.old]), placeInNew(after[l.new])] as const);
  const kept = keptCitations(old, next, joined);
  const [textInOld, textInNew] = [textsOf(old), textsOf(next)];
  const newsOf = new Map<number, number[]>();
  for (const [from, to] of joined) append(newsOf, from, to);
  const deleted = new Set(alignment.deleted.map((i) => placeInOld(before[i])));
  const gone = (place: CitedPlace): string =>
    deleted.has(place.provision) ? '该条已经删去' : '该条在新稿里没有找到明确的去处';
  return linkCitations(next).flatMap((link): BrokenCitation[] => {
    const text = textInNew(link.provision).get(link.path)?.slice(link.start, link.end) ?? '';
    const at = { provision: link.provision, path: link.path, start: link.start, end: link.end, text };
    const where = nameOf(next, { provision: link.provision, path: null });
    const was = kept.get(keyOf(link));
    if (link.targets.length === 0) {
      const vanished = was?.targets[0];
      if (was && !vanished) return [];
      const left = vanished && (newsOf.get(vanished.provision) ?? []).length === 0;
      return [
        {
          ...at,
          kind: left ? 'vanished' : 'missing',
          message: left
            ? `${where}引用的“${text}”原指${nameOf(old, vanished)}，${gone(vanished)}；请修改或者删去这处引用。`
            : `${where}引用的“${text}”不存在；请核对条款序号。`,
        },
      ];
    }
    const [target, origin] = [link.targets[0], was?.targets[0]];
    if (!target || !origin) return [];
    return judge(at, where, target, origin);
  });

  function judge(
    at: Omit<BrokenCitation, 'kind' | 'message'>,
    where: string,
    target: CitedPlace,
    origin: CitedPlace,
  ): BrokenCitation[] {
    const homes = newsOf.get(origin.provision) ?? [];
    const pointsNow = `现在指向${nameOf(next, target)}`;
    if (homes.length === 0) {
      return [
        {
          ...at,
          kind: 'vanished',
          message: `${where}引用的“${at.text}”原指${nameOf(old, origin)}，${gone(origin)}，${pointsNow}；请修改这处引用。`,
        },
      ];
    }
    if (!homes.includes(target.provision)) {
      const now = homes.map((i) => nameOf(next, { provision: i, path: null })).join('、');
      return [
        {
          ...at,
          kind: 'moved',
          message: `${where}引用的“${at.text}”原指${nameOf(old, origin)}，该条现为${now}，${pointsNow}；请修改条款序号。`,
        },
      ];
    }
    if (origin.path === null || target.path === null) return [];
    const text = textInOld(origin.provision).get(origin.path) ?? '';
    const score = alike(text, textInNew(target.provision).get(target.path) ?? '');
    if (score >= SAME_PLACE) return [];
    const level = origin.path.split('.').length;
    const near = [...textInNew(target.provision)].filter(([path]) => path.split('.').length === level);
    const better = (near.length > MOST_PLACES ? [] : near)
      .map(([path, words]) => ({ path, score: alike(text, words) }))
      .sort((a, b) => b.score - a.score)[0];
    if (better && better.path !== target.path && better.score >= SAME_PLACE) {
      const now = nameOf(next, { provision: target.provision, path: better.path });
      return [
        {
          ...at,
          kind: 'moved',
          message: `${where}引用的“${at.text}”原来的内容现在是${now}，${pointsNow}；请修改条款序号。`,
        },
      ];
    }
    return [
      {
        ...at,
        kind: 'changed',
        message: `${where}引用的“${at.text}”${pointsNow}，但所指文字已经与原来不同；请核对是否仍要引用。`,
      },
    ];
  }
}

const keyOf = (link: Pick<CitationLink, 'provision' | 'path' | 'start'>): string =>
  `${link.provision}|${link.path}|${link.start}`;

/** Where a provision stands in its tree; -1 for none */
function placesOf(tree: ArticleTree): (p: Provision | undefined) => number {
  const at = new Map(tree.provisions.map((p, k) => [p, k]));
  return (p) => (p === undefined ? -1 : (at.get(p) ?? -1));
}

/** The texts of a provision by path, made when first asked */
function textsOf(tree: ArticleTree): (provision: number) => ReadonlyMap<string, string> {
  const made = new Map<number, ReadonlyMap<string, string>>();
  return (provision) => {
    const p = tree.provisions[provision];
    const known = made.get(provision) ?? new Map(p ? pathsOf(p).map(({ path, text }) => [path, text]) : []);
    made.set(provision, known);
    return known;
  };
}

/** For every citation of the new text that stands in words kept from the old one: the old citation. */
function keptCitations(
  old: ArticleTree,
  next: ArticleTree,
  joined: readonly (readonly [number, number])[],
): Map<string, CitationLink> {
  const ofOld = group(linkCitations(old));
  const ofNew = group(linkCitations(next));
  const out = new Map<string, CitationLink>();
  for (const [i, j] of joined) {
    const [a, b] = [old.provisions[i], next.provisions[j]];
    const [olds, news] = [ofOld.get(i) ?? [], ofNew.get(j) ?? []];
    if (!a || !b || olds.length === 0 || news.length === 0) continue;
    const [x, y] = [placedText(a), placedText(b)];
    const sameAt = new Map<number, number>();
    let [p, q] = [0, 0];
    for (const change of diffTexts(x.text, y.text)) {
      if (change.type === 'same') for (let k = 0; k < change.text.length; k++) sameAt.set(q + k, p + k);
      if (change.type !== 'insert') p += change.text.length;
      if (change.type !== 'delete') q += change.text.length;
    }
    const matched = new Map<CitationLink, CitationLink>();
    const oldAt = new Map(olds.map((o) => [(x.at.get(o.path) ?? 0) + o.start, o]));
    for (const link of news) {
      const start = (y.at.get(link.path) ?? 0) + link.start;
      const from = sameAt.get(start);
      const length = link.end - link.start;
      if (from === undefined || sameAt.get(start + length - 1) !== from + length - 1) continue;
      const was = oldAt.get(from);
      if (was && was.end - was.start === length) matched.set(link, was);
    }
    for (const list of lists(news)) {
      if (!list.every((link) => matched.has(link))) continue;
      for (const link of list) out.set(keyOf(link), matched.get(link) as CitationLink);
    }
  }
  return out;
}

/**
 * 第三条、第五条 is one list: where one member was changed, somebody renumbered the list, and a number that happens to
 * occur in both is no kept citation.
 */
function lists(links: readonly CitationLink[]): CitationLink[][] {
  const out: CitationLink[][] = [];
  for (const link of links) {
    const last = out[out.length - 1];
    if (link.citation.carried !== null && last?.[0]?.path === link.path) last.push(link);
    else out.push([link]);
  }
  return out;
}

function group(links: readonly CitationLink[]): Map<number, CitationLink[]> {
  const out = new Map<number, CitationLink[]>();
  for (const link of links) append(out, link.provision, link);
  return out;
}

function nameOf(tree: ArticleTree, place: CitedPlace): string {
  const p = tree.provisions[place.provision];
  const label = p === undefined ? '' : p.kind === 'article' ? formatArticleLabel(p) : p.label.replace(/、$/u, '');
  const m = /^p(\d+)(?:\.i(\d+))?(?:\.s(\d+))?$/u.exec(place.path ?? '');
  const part = (k: number, unit: string): string =>
    m?.[k] === undefined ? '' : `第${formatNumeral(Number(m[k]))}${unit}`;
  return label + part(1, '款') + part(2, '项') + part(3, '目');
}

/** 0..1: shared pairs of characters over those of both. */
function alike(a: string, b: string): number {
  const [x, y] = [foldForm(a), foldForm(b)];
  if (x === y) return 1;
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < x.length; i++) pairs.set(x.slice(i, i + 2), (pairs.get(x.slice(i, i + 2)) ?? 0) + 1);
  let shared = 0;
  for (let i = 0; i + 1 < y.length; i++) {
    const n = pairs.get(y.slice(i, i + 2)) ?? 0;
    if (n > 0) {
      shared++;
      pairs.set(y.slice(i, i + 2), n - 1);
    }
  }
  const all = Math.max(0, x.length - 1) + Math.max(0, y.length - 1);
  return all === 0 ? 0 : (2 * shared) / all;
}
