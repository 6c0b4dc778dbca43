/**
 * An amending decision (修正案, 关于修改《…》的决定) applied to the text in force: the consolidated draft as it would
 * be published again, which article comes from which *as the decision says it*, and for every instruction whether it
 * could be carried out.
 *
 * Promised: total, nothing is thrown; an instruction is carried out whole or not at all (ADR 0027), and one that is
 * not is listed with its reason in Chinese while the rest goes on; numbers in instructions mean the old text, numbers
 * after 作为 and 改为 the new one; citations in old words follow the new numbers, quoted words are never touched. Of a
 * decision on several laws only the instructions for the given one are read.
 */
import type { Alignment, ArticleLink, LinkRelation, Relation } from '../alignment/links.js';
import type { ArticleTree, Heading, Paragraph, Provision, SourceLine } from '../text/article.js';
import { pairLikeness } from '../text/character-pairs.js';
import { foldForm, splitLines } from '../text/normalise.js';
import { formatArticleLabel, formatNumeral } from '../text/numeral.js';
import { print, provisionText } from '../text/print.js';
import { carriedOut } from './carry.js';
import { ordersIn } from './instructions.js';
import type { InstructionKind } from './operations.js';
import { maskQuotes } from './quotes.js';
import { renumberCitations } from './renumber.js';
import { linesOfDecision, readSections } from './sections.js';
import type { Order } from './settled-order.js';
import { plain } from './words.js';
import type { Work, WorkArticle, WorkHeading } from './work.js';

export interface AmendInstruction {
  /** 1-based line of the decision */
  line: number;
  /** as printed; long quotations are shortened with …… */
  text: string;
  kind: InstructionKind;
  applied: boolean;
  /** Chinese: what could not be done and what to do; null where all of it is done */
  problem: string | null;
}

export interface AmendLink {
  /** label in the text in force; null for a new article */
  old: string | null;
  /** label in the result; null for a deleted article */
  new: string | null;
  relation: Relation;
  /** stated: the decision names it; implied: it follows from the order of the articles or from silence */
  basis: 'stated' | 'implied';
}

export interface Amendment {
  instructions: AmendInstruction[];
  /** the consolidated draft; line numbers of its warnings are 0 */
  result: ArticleTree;
  links: AmendLink[];
  /** the links in the form that `compareAligned(comparable(law), comparable(result), alignment)` takes */
  alignment: Alignment;
  /** Chinese: what was supplied or assumed and should be checked */
  notes: string[];
}

export interface AmendOptions {
  /** the law's name where the tree's title is not the one the decision uses */
  title?: string;
}

/** How the note begins that a decision changes other laws too 打包决定; whoever checks the draft must read it */
export const ALSO_AMENDS = '这份决定还修改';
/** Laws or articles that a note names; of more their number is told */
const NAMED = 10;

/**
 * See the head of this file. A decision that is given as a tree is printed first; line numbers are then those of the
 * printed text.
 */
export function amend(
  law: ArticleTree,
  decision: readonly SourceLine[] | ArticleTree,
  options: AmendOptions = {},
): Amendment {
  const given = 'provisions' in decision ? splitLines(print(decision)) : decision;
  const title = options.title ?? law.title;
  const source = given.slice(0, linesOfDecision(given, title));
  const masked = maskQuotes(source);
  const sections = readSections(masked, title);
  const notes: string[] = [];
  if (source.length < given.length)
    notes.push(`第${given[source.length]?.number ?? 0}行起是附在决定后面的法规全文，没有当作修改指令。`);
  if (!sections.concerned && sections.others.length > 0) {
    notes.push(
      `这份决定没有修改《${title}》的内容，写明修改的是${sections.others.slice(0, 5).join('、')}；请检查是否选错了文件。`,
    );
  }
  if (sections.concerned && sections.alsoAmended.length > 0) {
    notes.push(
      `${ALSO_AMENDS}${sections.alsoAmended.slice(0, NAMED).join('、')}${sections.alsoAmended.length > NAMED ? `等 ${sections.alsoAmended.length} 部` : ''}，这里只改《${title}》：请在那几部法规名下也各导入一次这份决定，它们各有各的码，分别征求意见。`,
    );
  }
  const orders = ordersIn(sections, masked.quotes);
  const { work, order, said } = carriedOut(law, orders, sections.supplement);
  const renumbered = renumberCitations(work, order);
  notes.push(...said);
  if (renumbered.count > 0) notes.push(`条文序号变动后，有${renumbered.count}处内部引用的条款序号相应调整。`);
  notes.push(...placesChanged(law, order), ...order.notes, ...renumbered.notes);
  const result = treeOf(work, order);
  const instructions = orders.map((o): AmendInstruction => ({
    line: o.line,
    text: o.text,
    kind: o.kind,
    applied: o.problem === null,
    problem: o.problem,
  }));
  return { instructions, result, ...linksOf(law, result, work, order), notes: [...new Set(notes)] };
}

/**
 * 将第五条改为第六条 is obeyed as it is written, also where the article then stands behind one that it stood before:
 * the clerk may have meant that, or counted wrongly, and nothing else would show it.
 */
function placesChanged(law: ArticleTree, { articles }: Order): string[] {
  const old = articles.flatMap((a) => (a.old === null ? [] : [a]));
  const least = old.map(() => Infinity);
  for (let k = old.length - 2; k >= 0; k--) least[k] = Math.min(least[k + 1] ?? Infinity, old[k + 1]?.old ?? Infinity);
  let most = -1;
  const moved = old.filter((a, k) => {
    const crosses = a.stated && (most > (a.old ?? 0) || (least[k] ?? Infinity) < (a.old ?? 0));
    most = Math.max(most, a.old ?? 0);
    return crosses;
  });
  const words = moved
    .slice(0, NAMED)
    .map((a) => `原${law.provisions[a.old ?? 0]?.label ?? ''}现在是${formatArticleLabel(a.number)}`)
    .join('、');
  const more = moved.length > NAMED ? `等${moved.length}条` : '';
  return moved.length === 0 ? [] : [`按决定写的序号，有的条同别的条前后调换了：${words}${more}；请核对。`];
}

function stackOf(heading: WorkHeading | null): Heading[] {
  const out: Heading[] = [];
  for (let h = heading; h; h = h.above) out.unshift({ level: h.level, label: h.label, title: h.title });
  return out;
}

function treeOf(work: Work, order: Order): ArticleTree {
  const provisions = order.articles.map((a): Provision => ({
    kind: a.kind,
    ...a.number,
    label: a.kind === 'clause' ? `${formatNumeral(a.number.number)}、` : formatArticleLabel(a.number),
    caption: a.caption,
    headings: stackOf(a.heading),
    paragraphs: a.paragraphs.map(paragraphOf),
  }));
  const annexes = work.annexes.map((a): Provision => ({
    kind: 'annex',
    ...a.number,
    label: a.label,
    caption: null,
    headings: [],
    paragraphs: a.paragraphs.map(paragraphOf),
  }));
  return {
    title: work.title,
    note: work.law.note,
    preamble: [...work.preamble],
    headings: order.headings.map(({ level, label, title }) => ({ level, label, title })),
    provisions: [...provisions, ...annexes],
    setAside: [],
    warnings: [],
  };
}

function paragraphOf(p: WorkArticle['paragraphs'][number]): Paragraph {
  return {
    text: plain(p.text),
    items: p.items.map((item) => ({
      label: item.label,
      text: plain(item.text),
      subitems: item.subitems.map((s) => ({ label: s.label, text: plain(s.text) })),
    })),
  };
}

function linksOf(
  law: ArticleTree,
  result: ArticleTree,
  work: Work,
  order: Order,
): Pick<Amendment, 'links' | 'alignment'> {
  const rank = comparableIndex(law.provisions);
  const into = new Map<number, WorkArticle[]>();
  for (const a of order.articles) {
    for (const i of a.origins) {
      const list = into.get(i);
      if (list) list.push(a);
      else into.set(i, [a]);
    }
  }
  const links: AmendLink[] = [];
  const alignment: Alignment = { links: [], new: [], unplaced: [], deleted: [], doubtful: [] };
  const newIndex = comparableIndex(result.provisions);
  order.articles.forEach((a, j) => {
    const provision = result.provisions[j];
    if (!provision) return;
    const label = provision.label;
    const placeholder = order.placeholders.has(a);
    if (a.origins.length === 0) {
      links.push({ old: null, new: label, relation: 'new', basis: a.stated ? 'stated' : 'implied' });
      alignment.new.push(newIndex[j] ?? j);
    }
    for (const i of [...a.origins].sort((x, y) => x - y)) {
      const old = law.provisions[i];
      if (!old) continue;
      const parts = into.get(i) ?? [];
      const divided = parts.length > 1 && parts.some((x) => x.old === null && x.origins.length === 1);
      const textChanged =
        foldForm(provisionText(old)) !== foldForm(provisionText(provision)) || a.origins.length > 1 || divided;
      const numberChanged = old.number !== provision.number || old.sub !== provision.sub;
      const relation: LinkRelation =
        a.origins.length > 1
          ? 'merged'
          : divided
            ? 'split'
            : order.moved.has(a)
              ? 'moved'
              : textChanged
                ? 'modified'
                : numberChanged
                  ? 'renumbered'
                  : 'unchanged';
      const basis = a.stated ? 'stated' : 'implied';
      if (placeholder) links.push({ old: old.label, new: null, relation: 'deleted', basis: 'stated' });
      else links.push({ old: old.label, new: label, relation, basis });
      alignment.links.push({
        old: rank[i] ?? i,
        new: newIndex[j] ?? j,
        score: likeness(provisionText(old), provisionText(provision)),
        relation,
        textChanged,
        numberChanged,
        reason: reasonOf(basis, relation, old.label, label),
      } satisfies ArticleLink);
    }
  });
  for (const [i] of work.gone) {
    const old = law.provisions[i];
    if (!old || into.has(i)) continue;
    links.push({ old: old.label, new: null, relation: 'deleted', basis: 'stated' });
    alignment.deleted.push(rank[i] ?? i);
  }
  alignment.links.sort((x, y) => x.new - y.new || x.old - y.old);
  alignment.deleted.sort((x, y) => x - y);
  return { links, alignment };
}

/** Index among the provisions that are compared (annexes do not count). */
function comparableIndex(provisions: readonly Provision[]): number[] {
  const articles = provisions.some((p) => p.kind === 'article');
  let k = 0;
  return provisions.map((p) => (p.kind === (articles ? 'article' : 'clause') ? k++ : -1));
}

function reasonOf(basis: AmendLink['basis'], relation: LinkRelation, old: string, next: string): string {
  const said =
    relation === 'merged'
      ? `决定写明${old}并入${next}`
      : relation === 'split'
        ? `决定写明${old}分出${next}`
        : `决定写明${old}改为${next}`;
  if (basis === 'stated') return said;
  return old === next ? '决定没有改变条号' : `按条文顺序调整，${old}成为${next}`;
}

/** 0 to 1, by the thousandth */
const likeness = (a: string, b: string): number => (a === b ? 1 : Math.round(pairLikeness(a, b) * 1000) / 1000);
