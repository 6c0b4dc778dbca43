/**
 * The inverse of `parse`: title, 题注, 序言, headings and provisions, one line each, in the layout of gazettes.
 * parse(print(t)) equals t in title, note, preamble, headings and provisions for every t that parse has given; what was
 * set aside (目录, page numbers, a second copy) is not printed, and line numbers of warnings are those of the printed
 * text.
 */
import type { ArticleTree, Heading, Provision } from './article.js';

const GAP = '\u3000';

export function print(tree: ArticleTree): string {
  const lines: string[] = [];
  if (tree.title !== '') lines.push(tree.title);
  if (tree.note !== null) lines.push(...tree.note.split('\n'));
  lines.push(...tree.preamble);
  let at = 0;
  for (const provision of tree.provisions) {
    if (provision.kind !== 'annex') at = printHeadings(tree.headings, provision.headings, at, lines);
    lines.push(...provisionLines(provision));
  }
  const rest = tree.headings.slice(at).map((h) => headingText(h));
  const firstAnnex = tree.provisions.findIndex((p) => p.kind === 'annex');
  if (rest.length > 0 && firstAnnex >= 0) {
    const annexLines = tree.provisions.slice(firstAnnex).flatMap(provisionLines);
    lines.splice(lines.length - annexLines.length, 0, ...rest);
  } else lines.push(...rest);
  return lines.join('\n') + (lines.length > 0 ? '\n' : '');
}

/** 第一章　总则; one blank or none where title or label is missing. */
export function headingText(heading: Heading, gap: string = GAP): string {
  return heading.label === ''
    ? heading.title
    : heading.title === ''
      ? heading.label
      : `${heading.label}${gap}${heading.title}`;
}

/** Prints the headings up to the innermost one above a provision; returns how many of all headings are out. */
function printHeadings(all: readonly Heading[], above: readonly Heading[], from: number, lines: string[]): number {
  const innermost = above[above.length - 1];
  if (innermost === undefined) return from;
  if (from > 0 && sameHeading(all[from - 1], innermost) && stackAt(all, from).every((h, i) => sameHeading(h, above[i])))
    return from;
  let to = from;
  while (to < all.length) {
    to++;
    const stack = stackAt(all, to);
    if (stack.length === above.length && stack.every((h, i) => sameHeading(h, above[i]))) break;
  }
  for (const heading of all.slice(from, to)) lines.push(headingText(heading));
  return to;
}

const RANK = { part: 0, subpart: 1, chapter: 2, section: 3 } as const;

function stackAt(all: readonly Heading[], count: number): Heading[] {
  let stack: Heading[] = [];
  for (const heading of all.slice(Math.max(0, count - STACK_WINDOW), count)) {
    stack = [...stack.filter((h) => RANK[h.level] < RANK[heading.level]), heading];
  }
  return stack;
}
/**
 * A heading is above an article only if no heading of its level came since; no code has more headings in one part than
 * this.
 */
const STACK_WINDOW = 4000;

function sameHeading(a: Heading | undefined, b: Heading | undefined): boolean {
  return a !== undefined && b !== undefined && a.level === b.level && a.label === b.label && a.title === b.title;
}

function provisionLines(p: Provision): string[] {
  const body = provisionText(p)
    .split('\n')
    .filter((line) => line !== '');
  if (p.kind === 'annex') return [p.label, ...body];
  const gap = p.kind === 'clause' ? '' : GAP;
  const caption = p.caption === null ? '' : `（${p.caption}）`;
  const [first, ...others] = body;
  const opensWithText = (p.paragraphs[0]?.text ?? '') !== '';
  if (first === undefined || !opensWithText) return [caption === '' ? p.label : `${p.label}${gap}${caption}`, ...body];
  return [`${p.label}${gap}${caption}${first}`, ...others];
}

/**
 * The provision's own text without its number and caption: paragraphs, items and subitems joined by line feeds, labels
 * of items kept. What is stored beside the tree, hashed, compared and searched.
 */
export function provisionText(p: Provision): string {
  const lines: string[] = [];
  eachPart(p, (text) => lines.push(text));
  return lines.join('\n');
}

export interface PathText {
  /** p2 = second 款, p2.i3 = its third 项, p2.i3.s1 = first 目 of that; counted by position, from 1 */
  path: string;
  text: string;
}

/**
 * Every 款 项 目 with its stable path and its own text (without what stands below it), in reading order; empty ones are
 * left out.
 */
export function pathsOf(p: Provision): PathText[] {
  const out: PathText[] = [];
  eachPart(p, (text, path) => out.push({ path: path(), text }));
  return out;
}

/** The path is a function because the text alone is asked for far more often. */
function eachPart(p: Provision, use: (text: string, path: () => string) => void): void {
  p.paragraphs.forEach((paragraph, a) => {
    if (paragraph.text !== '') use(paragraph.text, () => `p${a + 1}`);
    paragraph.items.forEach((item, b) => {
      if (item.label + item.text !== '') use(item.label + item.text, () => `p${a + 1}.i${b + 1}`);
      item.subitems.forEach((subitem, c) => use(subitem.label + subitem.text, () => `p${a + 1}.i${b + 1}.s${c + 1}`));
    });
  });
}

/** `provisionText` with the UTF-16 offset at which each path begins in it. */
export function placedText(p: Provision): { text: string; at: Map<string, number> } {
  const at = new Map<string, number>();
  let text = '';
  for (const entry of pathsOf(p)) {
    if (text !== '') text += '\n';
    at.set(entry.path, text.length);
    text += entry.text;
  }
  return { text, at };
}
