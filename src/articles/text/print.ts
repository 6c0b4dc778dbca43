/**
 * The inverse of `parse`: title, 题注, 序言, headings and provisions, one line each, in the layout of gazettes.
 * parse(print(t)) equals t in title, note, preamble, headings and provisions for every t that parse has given; what was
 * set aside (目录, page numbers, a second copy) is not printed, and line numbers of warnings are those of the printed
 * text.
 */
import type { ArticleTree, Heading, Provision } from './article.js';

const GAP = '\u3000';

export function print(tree: ArticleTree): string {
  const lines = printedLines(tree).map(({ label, gap, text }) => label + (text === '' ? '' : gap + text));
  return lines.join('\n') + (lines.length > 0 ? '\n' : '');
}

/** A line of the text as it is printed, and what it is: its number, the blank after it, its words */
export interface PrintedLine {
  kind: 'title' | 'note' | 'preamble' | 'heading' | 'article' | 'annex' | 'part';
  /** 第一条, 第一章; empty where the line has none */
  label: string;
  gap: string;
  text: string;
}

/** Every line of `print` in its order; 款 项 目 below the line of their article are parts. */
export function printedLines(tree: ArticleTree): PrintedLine[] {
  const lines: PrintedLine[] = [];
  const plain = (kind: PrintedLine['kind'], texts: readonly string[]): void => {
    for (const text of texts) lines.push({ kind, label: '', gap: '', text });
  };
  const head = (more: readonly Heading[]): void => {
    for (const { label, title } of more)
      lines.push({ kind: 'heading', label, gap: label === '' ? '' : gapAfter(label), text: title });
  };
  if (tree.title !== '') plain('title', [tree.title]);
  if (tree.note !== null) plain('note', tree.note.split('\n'));
  plain('preamble', tree.preamble);
  const { above, behind } = headingsAround(tree);
  tree.provisions.forEach((provision, at) => {
    head(above[at] ?? []);
    for (const line of provisionLines(provision)) lines.push(line);
  });
  head(behind);
  return lines;
}

/** For each provision the headings that stand right above it, and those behind the last one; each heading once. */
export function headingsAround(tree: ArticleTree): { above: Heading[][]; behind: Heading[] } {
  const headings = new HeadingsInOrder(tree.headings);
  const firstAnnex = tree.provisions.findIndex((p) => p.kind === 'annex');
  const above = tree.provisions.map((provision, at) => [
    ...(at === firstAnnex ? headings.left(tree.provisions.slice(at)) : []),
    ...(provision.kind === 'annex' ? [] : headings.above(provision.headings)),
  ]);
  return { above, behind: headings.left([]) };
}

const gapAfter = (label: string, gap: string = GAP): string => (/[、）)]$/u.test(label) ? '' : gap);

/** 第一章　总则; no blank in 一、管辖 and （一）级别, or where title or label is missing. */
export function headingText(heading: Heading, gap: string = GAP): string {
  return heading.label === ''
    ? heading.title
    : heading.title === ''
      ? heading.label
      : `${heading.label}${gapAfter(heading.label, gap)}${heading.title}`;
}

/** The headings of a text from the first to the last, each given out once, with those that stand above a place. */
class HeadingsInOrder {
  private at = 0;
  private stack: readonly Heading[] = [];

  constructor(private readonly all: readonly Heading[]) {}

  /** Those that come now, up to the innermost one above a provision; none where it stands under what is out already. */
  above(wanted: readonly Heading[]): Heading[] {
    if (wanted.length === 0 || (this.at > 0 && sameStack(this.stack, wanted))) return [];
    const out: Heading[] = [];
    while (this.at < this.all.length) {
      out.push(this.next());
      if (sameStack(this.stack, wanted)) break;
    }
    return out;
  }

  /** Those that stand above none of the provisions that are still to come */
  left(toCome: readonly Provision[]): Heading[] {
    if (toCome.some((p) => p.kind !== 'annex')) return [];
    const out: Heading[] = [];
    while (this.at < this.all.length) out.push(this.next());
    return out;
  }

  private next(): Heading {
    const heading = this.all[this.at++] as Heading;
    this.stack = [...this.stack.filter((h) => RANK[h.level] < RANK[heading.level]), heading];
    return heading;
  }
}

const RANK = { part: 0, subpart: 1, chapter: 2, section: 3 } as const;

const sameStack = (a: readonly Heading[], b: readonly Heading[]): boolean =>
  a.length === b.length && a.every((h, i) => sameHeading(h, b[i]));

function sameHeading(a: Heading | undefined, b: Heading | undefined): boolean {
  return a !== undefined && b !== undefined && a.level === b.level && a.label === b.label && a.title === b.title;
}

function provisionLines(p: Provision): PrintedLine[] {
  const part = (text: string): PrintedLine => ({ kind: 'part', label: '', gap: '', text });
  const body = provisionText(p)
    .split('\n')
    .filter((line) => line !== '');
  if (p.kind === 'annex') return [{ kind: 'annex', label: p.label, gap: '', text: '' }, ...body.map(part)];
  const gap = p.kind === 'clause' ? '' : GAP;
  const caption = p.caption === null ? '' : `（${p.caption}）`;
  const opens = body.length > 0 && (p.paragraphs[0]?.text ?? '') !== '';
  const first: PrintedLine = { kind: 'article', label: p.label, gap, text: caption + (opens ? body[0] : '') };
  return [first, ...(opens ? body.slice(1) : body).map(part)];
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
