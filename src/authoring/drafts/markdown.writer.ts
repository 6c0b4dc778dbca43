/**
 * A text as Markdown (CommonMark): headings by level, articles in bold, 项 and 目 as the law numbers them, never as
 * lists.
 */
import { headingText, type ArticleTree, type Heading, type Provision } from '../../articles/index.js';

/** Signs that would be read as markup stand for themselves. */
const escaped = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>#|~]/gu, '\\$&')
    .replace(/^(\s*\d+)([.)])/u, '$1\\$2')
    .replace(/^([-+=]|&)/u, '\\$1');

const DEPTH: Readonly<Record<Heading['level'], number>> = { part: 2, subpart: 3, chapter: 2, section: 3 };

/** One paragraph for each 款, 项 and 目; `yifayima parse` reads the same tree back. */
export function markdownOf(tree: Pick<ArticleTree, 'title' | 'note' | 'preamble' | 'headings' | 'provisions'>): string {
  const blocks: string[] = [];
  if (tree.title !== '') blocks.push(`# ${escaped(tree.title)}`);
  if (tree.note !== null) blocks.push(...tree.note.split('\n').map(escaped));
  blocks.push(...tree.preamble.map(escaped));
  const parts = tree.headings.some((heading) => heading.level === 'part');
  let above: string[] = [];
  for (const provision of tree.provisions) {
    const names = provision.headings.map(
      (heading) =>
        `${'#'.repeat(DEPTH[heading.level] + (parts && heading.level !== 'part' ? 1 : 0))} ${escaped(headingText(heading))}`,
    );
    const first = names.findIndex((name, at) => name !== above[at]);
    if (first >= 0) blocks.push(...names.slice(first));
    above = names;
    blocks.push(...provisionBlocks(provision));
  }
  return `${blocks.join('\n\n')}\n`;
}

function provisionBlocks(provision: Provision): string[] {
  const caption = provision.caption === null ? '' : `（${escaped(provision.caption)}）`;
  const lines = provision.paragraphs
    .flatMap((paragraph) => [
      paragraph.text,
      ...paragraph.items.flatMap((item) => [
        item.label + item.text,
        ...item.subitems.map((subitem) => subitem.label + subitem.text),
      ]),
    ])
    .filter((line) => line !== '')
    .flatMap((line) => line.split('\n'))
    .map(escaped);
  if (provision.kind === 'annex') return [`## ${escaped(provision.label)}`, ...lines];
  if (provision.kind === 'clause') return [`**${provision.label}**${caption}${lines[0] ?? ''}`, ...lines.slice(1)];
  const opens = (provision.paragraphs[0]?.text ?? '') !== '';
  const label = `**${provision.label}**${caption === '' && !opens ? '' : '\u3000'}${caption}`;
  return opens ? [label + (lines[0] ?? ''), ...lines.slice(1)] : [label, ...lines];
}
