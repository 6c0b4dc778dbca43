/** Links as they are told: relation, likeness and the reason in words. */
import type { Provision } from '../text/article.js';
import { formatArticleLabel } from '../text/numeral.js';
import type { Pair } from './candidate-pair.js';
import { append, chain } from './chain.js';
import { Alignment, ArticleLink, LinkRelation } from './links.js';
import type { Similarity } from './similarity.js';

export function describe(
  old: readonly Provision[],
  next: readonly Provision[],
  s: Similarity,
  links: readonly Pair[],
  chosen: readonly Pair[],
  stated: ReadonlyMap<number, LinkRelation>,
  shownBy: ReadonlyMap<number, string>,
  deleted: ReadonlySet<number>,
): Omit<Alignment, 'doubtful'> {
  const oldsOf = new Map<number, number[]>();
  const newsOf = new Map<number, number[]>();
  for (const { old: i, next: j } of links) {
    append(oldsOf, j, i);
    append(newsOf, i, j);
  }
  const inOrder = new Set(chain(chosen).map((p) => p.next));
  const out = links.map((link): ArticleLink => {
    const from = oldsOf.get(link.next) ?? [];
    const into = newsOf.get(link.old) ?? [];
    const p = old[link.old];
    const q = next[link.next];
    const textChanged = from.length > 1 || into.length > 1 || s.olds.folded[link.old] !== s.news.folded[link.next];
    const numberChanged = p?.number !== q?.number || p?.sub !== q?.sub;
    const relation: LinkRelation =
      stated.get(link.next) ??
      (from.length > 1
        ? 'merged'
        : into.length > 1
          ? 'split'
          : !inOrder.has(link.next)
            ? 'moved'
            : textChanged
              ? 'modified'
              : numberChanged
                ? 'renumbered'
                : 'unchanged');
    const score = Math.round(Math.min(1, link.dice) * 1000) / 1000;
    return {
      old: link.old,
      new: link.next,
      score,
      relation,
      textChanged,
      numberChanged,
      reason:
        reasonOf(
          relation,
          textChanged,
          numberChanged,
          score,
          from.map((i) => old[i]),
          into.map((j) => next[j]),
          p,
          q,
        ) + ellipsize(shownBy.get(link.old * next.length + link.next)),
    };
  });
  return {
    links: out,
    new: next.map((_, j) => j).filter((j) => !oldsOf.has(j)),
    unplaced: old.map((_, i) => i).filter((i) => !newsOf.has(i) && !deleted.has(i)),
    deleted: old.map((_, i) => i).filter((i) => !newsOf.has(i) && deleted.has(i)),
  };
}

/** Where the likeness of the whole says little, the person who confirms reads the sentence that decided. */
function ellipsize(sentence: string | undefined): string {
  if (sentence === undefined) return '';
  return sentence === '' ? '，改写较多' : `，改写较多，见原文“${shortened(sentence)}”`;
}

const SENTENCE_CHARACTERS = 30;
/** A sentence of the older text as a reason quotes it. */
export const shortened = (sentence: string): string =>
  sentence.length > SENTENCE_CHARACTERS ? `${sentence.slice(0, SENTENCE_CHARACTERS)}……` : sentence;

function nameOf(p: Provision | undefined): string {
  return p === undefined ? '' : p.kind === 'article' ? formatArticleLabel(p) : p.label.replace(/、$/u, '');
}

/** A reason is read in a line: of more articles than this the first ones are named and how many they are. */
const NAMED_AT_MOST = 12;

function namesOf(all: readonly (Provision | undefined)[]): string {
  const names = all.slice(0, NAMED_AT_MOST).map(nameOf).join('、');
  return all.length > NAMED_AT_MOST ? `${names}等${all.length}条` : names;
}

function reasonOf(
  relation: LinkRelation,
  textChanged: boolean,
  numberChanged: boolean,
  score: number,
  from: readonly (Provision | undefined)[],
  into: readonly (Provision | undefined)[],
  old: Provision | undefined,
  next: Provision | undefined,
): string {
  const alike = `文字相似度${Math.round(score * 100)}%`;
  const number = numberChanged ? `，原${nameOf(old)}现为${nameOf(next)}` : '';
  switch (relation) {
    case 'merged':
      return `由原${namesOf(from)}合并而成，${alike}`;
    case 'split':
      return `原${nameOf(old)}分为${namesOf(into)}，${alike}`;
    case 'moved':
      return `${textChanged ? alike : '文字相同'}，前后次序改变${number}`;
    case 'modified':
      return `${alike}，前后次序一致${number}`;
    case 'renumbered':
      return `文字相同${number}`;
    case 'unchanged':
      return '文字和条号都相同';
  }
}
