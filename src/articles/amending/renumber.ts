/**
 * Citations inside the text after articles, 款 and 项 have new numbers: 条文顺序作相应调整 changes 本法第十六条 to
 * 第十五条 without an instruction. Only old words are touched; what the decision itself quotes already speaks in the
 * new numbers. Relative citations (前款) are left as they are and reported by `citation.check.ts`, because whether 前款
 * still means the same sentence is for a person to say.
 */
import type { ArticleNumber } from '../text/article.js';
import { type Citation, citesAnotherLaw, findCitations, fullTarget } from '../text/citation.js';
import { formatArticleLabel, formatNumeral, NUMERAL_CHARS } from '../text/numeral.js';
import type { Order } from './settled-order.js';
import { newWords, plain, splice, type Wording } from './words.js';
import { textsOf, type Work, type WorkArticle } from './work.js';

interface Whereabouts {
  article: ArticleNumber;
  paragraph: number;
  items: Map<number, number>;
}

const key = (n: ArticleNumber): string => `${n.number}.${n.sub}`;

export interface Renumbered {
  count: number;
  notes: string[];
}

/** Rewrites the citations in every old run of the articles. */
export function renumberCitations(work: Work, order: Order): Renumbered {
  const articleTo = new Map<string, WorkArticle>();
  const paragraphTo = new Map<string, Whereabouts>();
  const gone = new Set<string>();
  const oldNumber = (i: number): ArticleNumber => {
    const p = work.law.provisions[i];
    return { number: p?.number ?? 0, sub: p?.sub ?? 0 };
  };
  for (const a of order.articles) {
    for (const i of a.origins) {
      const k = key(oldNumber(i));
      if (!articleTo.has(k) || a.old === i) articleTo.set(k, a);
    }
    a.paragraphs.forEach((p, at) => {
      if (p.home === null || p.old === null) return;
      const items = new Map<number, number>();
      p.items.forEach((item, i) => {
        if (item.old !== null) items.set(item.old, i + 1);
      });
      paragraphTo.set(`${key(oldNumber(p.home))}.${p.old}`, { article: a.number, paragraph: at + 1, items });
    });
  }
  for (const [i, why] of work.gone) if (why === 'deleted') gone.add(key(oldNumber(i)));
  const out: Renumbered = { count: 0, notes: [] };
  const rewrite = (wording: Wording, own: WorkArticle): Wording => {
    if (wording.every((run) => run.isNew)) return wording;
    const text = plain(wording);
    let next = wording;
    for (const c of findCitations(text).reverse()) {
      if (citesAnotherLaw(c) || !standsInOldWords(wording, c)) continue;
      const to = newText(text, c, own);
      if (to === null) continue;
      next = splice(next, c.start, c.end, [{ text: to, isNew: false }]);
      out.count++;
    }
    return next;
  };
  const moved = movedHeadings(work);
  for (const a of order.articles) for (const t of textsOf(a)) t.text = headingsRenumbered(rewrite(t.text, a), moved);
  return out;

  function newText(text: string, c: Citation, own: WorkArticle): string | null {
    const full = fullTarget(c);
    const written = text.slice(c.start, c.end);
    const home = own.old === null ? null : oldNumber(own.old);
    const article =
      full.base === 'this' && full.level === 'article' ? home : full.base === 'numbered' ? full.article : null;
    if (article === null) return null;
    const k = key(article);
    const target = articleTo.get(k);
    if (!target) {
      if (gone.has(k))
        out.notes.push(`${formatArticleLabel(own.number)}引用的“${written}”已经删去，决定没有写明怎样修改；请核对。`);
      return null;
    }
    const place =
      full.paragraph === null
        ? full.item === null
          ? undefined
          : withItems(k)
        : paragraphTo.get(`${k}.${full.paragraph}`);
    const number = place?.article ?? target.number;
    let next = written;
    if (c.target.article !== null)
      next = next.replace(
        new RegExp(`第[${NUMERAL_CHARS}]+条(?:之[${NUMERAL_CHARS}]+)?`, 'u'),
        formatArticleLabel(number),
      );
    if (c.target.paragraph !== null && place)
      next = next.replace(new RegExp(`第[${NUMERAL_CHARS}]+款`, 'u'), `第${formatNumeral(place.paragraph)}款`);
    const item = c.target.item === null ? undefined : place?.items.get(c.target.item);
    if (item !== undefined && item !== c.target.item) {
      next = next.replace(new RegExp(`(第[（(]?)[${NUMERAL_CHARS}]+([）)]?项)`, 'u'), `$1${formatNumeral(item)}$2`);
    }
    return next === written || sameNumbers(next, written) ? null : next;
  }

  function withItems(article: string): Whereabouts | undefined {
    for (let n = 1; n < 40; n++) {
      const place = paragraphTo.get(`${article}.${n}`);
      if (place && place.items.size > 0) return place;
    }
    return undefined;
  }
}

/** 第12条 and 第十二条 are the same number; the form in force is kept. */
function sameNumbers(a: string, b: string): boolean {
  const numbers = (s: string): string =>
    findCitations(s)
      .map((c) => JSON.stringify(c.target))
      .join();
  return numbers(a) === numbers(b);
}

function standsInOldWords(wording: Wording, c: Citation): boolean {
  let at = 0;
  for (const run of wording) {
    if (run.isNew && at < c.end && at + run.text.length > c.start) return false;
    at += run.text.length;
  }
  return true;
}

const CHAPTER = new RegExp(`(?<![》\\d])第[${NUMERAL_CHARS}]+(?:编|章)(?!程)`, 'gu');

/** 依照本法第五章: chapters whose number has moved. */
function headingsRenumbered(wording: Wording, moved: ReadonlyMap<string, string>): Wording {
  if (moved.size === 0) return wording;
  let next = wording;
  const text = plain(wording);
  for (const m of [...text.matchAll(CHAPTER)].reverse()) {
    const to = moved.get(m[0]);
    const c = { start: m.index, end: m.index + m[0].length } as Citation;
    if (to !== undefined && standsInOldWords(wording, c)) next = splice(next, c.start, c.end, newWords(to));
  }
  return next;
}

function movedHeadings(work: Work): Map<string, string> {
  const moved = new Map<string, string>();
  for (const h of work.headings) {
    const old = h.old === null ? undefined : work.law.headings[h.old];
    if (old && old.label !== h.label && (old.level === 'chapter' || old.level === 'part'))
      moved.set(old.label, h.label);
  }
  return moved;
}
