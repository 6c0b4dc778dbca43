/**
 * A tree as the lines a person can write by hand before anybody runs anything, one for each part, with a sign for what
 * it is: 题 title, 注 题注, 序 序言, 编 分编 章 节 headings, 条 article, 部 clause of a decision, 附 annex, 款 项 目,
 * 弃 what is set aside and why, ! a warning and its line. ⏎ is a line feed, → a tab.
 */
import { type ArticleTree, parseText, print } from '../../src/articles/index.js';
import { type Heading, headingLevelWords } from '../../src/articles/text/article.js';
import { headingsAround } from '../../src/articles/text/print.js';

const signs = { article: '条', clause: '部', annex: '附' } as const;
const shown = (text: string): string => text.replace(/\n/gu, '⏎').replace(/\t/gu, '→');
const headingLine = (h: Heading): string =>
  `${headingLevelWords[h.level]} ${h.label}${h.label !== '' && h.title !== '' ? '　' : ''}${h.title}`;

export function outline(tree: ArticleTree): string[] {
  const lines = [`题 ${tree.title}`];
  if (tree.note !== null) lines.push(`注 ${shown(tree.note)}`);
  lines.push(...tree.preamble.map((line) => `序 ${line}`));
  const { above, behind } = headingsAround(tree);
  tree.provisions.forEach((p, at) => {
    lines.push(...(above[at] ?? []).map(headingLine));
    lines.push(`${signs[p.kind]} ${p.label}${p.caption === null ? '' : `〔${p.caption}〕`}`);
    for (const paragraph of p.paragraphs) {
      lines.push(`款 ${shown(paragraph.text)}`);
      for (const item of paragraph.items) {
        lines.push(`项 ${shown(item.label + item.text)}`);
        lines.push(...item.subitems.map((s) => `目 ${shown(s.label + s.text)}`));
      }
    }
  });
  lines.push(...behind.map(headingLine));
  lines.push(...tree.setAside.map((a) => `弃 ${a.why} ${shown(a.text)}`));
  lines.push(...tree.warnings.map((w) => `! ${w.code} ${w.line}`));
  return lines.map((line) => line.trimEnd());
}

/** What the text is, and each of its parts as it was understood by hand before it was read. */
export type OutlineCases = Readonly<Record<string, readonly [text: string, parts: string]>>;

/** One test for each text: it is read as it was understood, and what is read is printed so that it is read the same. */
export function readsAsOutlined(cases: OutlineCases): void {
  it.each(Object.keys(cases))('%s', (name) => {
    const [text = '', parts = ''] = cases[name] ?? [];
    const tree = parseText(text.trim().replace(/→/gu, '\t'));
    expect(outline(tree)).toEqual(parts.trim().split('\n'));
    const again = parseText(print(tree));
    expect([again.title, again.note, again.headings, again.provisions]).toEqual([
      tree.title,
      tree.note,
      tree.headings,
      tree.provisions,
    ]);
  });
}
