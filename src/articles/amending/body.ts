/** A quotation read as law text: whole articles under headings, or the 款 项 of one article. */
import type { SourceLine, Heading, Item, Paragraph, Provision } from '../text/article.js';
import { articleMark, headingMark, itemMark, subitemMark } from '../text/marks.js';
import { parseText } from '../text/parse.js';
import type { Quoted } from './quotes.js';

export interface Body {
  /** articles that bear their label inside the quotation; empty where it carries only paragraphs */
  articles: Provision[];
  /** headings in order, with the index of the first article below each */
  headings: Heading[];
  paragraphs: Paragraph[];
  caption: string | null;
}

const TITLE = '甲规定';

export function readBody(quotes: readonly Quoted[]): Body {
  const lines = quotes.flatMap((q) => q.lines.map((line) => line.text));
  const first = lines[0] ?? '';
  const mark = articleMark(first);
  const labelled = (mark !== null && !mark.cites && mark.blankAfter) || headingMark(first) !== null;
  if (labelled) {
    const tree = parseText([TITLE, ...lines].join('\n'));
    const articles = tree.provisions.filter((p) => p.kind === 'article');
    if (articles.length > 0) {
      return {
        articles,
        headings: tree.headings,
        paragraphs: articles[0]?.paragraphs ?? [],
        caption: articles[0]?.caption ?? null,
      };
    }
    const heading = headingMark(first);
    if (heading) {
      const { level, label, title } = heading;
      return { articles: [], headings: [{ level, label, title }], paragraphs: [], caption: null };
    }
  }
  const tree = parseText([TITLE, `第一条\u3000${first}`, ...lines.slice(1)].join('\n'));
  const only = tree.provisions[0];
  if (tree.provisions.length === 1 && only)
    return { articles: [], headings: [], paragraphs: only.paragraphs, caption: only.caption };
  return { articles: [], headings: [], paragraphs: lines.map((text) => ({ text, items: [] })), caption: null };
}

/** The quotation as a list of 项; a quotation without item labels is one 项 a line. */
export function readItems(given: readonly Quoted[]): Item[] {
  const quotes = given.map((q) => ({ lines: q.lines.flatMap(itemsOfLine) }));
  const lines = quotes.flatMap((q) => q.lines.map((line) => line.text));
  if (!lines.some((line) => itemMark(line) !== null)) {
    // 4. where the list has （四）: the number is not part of the words
    const bare = lines.map((line) => subitemMark(line)?.rest);
    if (bare.every((text) => text !== undefined)) return bare.map((text) => ({ label: '', text, subitems: [] }));
    return quotes.map((q) => {
      const [head = '', ...rest] = q.lines.map((line) => line.text);
      const body = readBody([{ lines: q.lines }]).paragraphs[0];
      const below = body?.items[0];
      return rest.length > 0 && body && below?.label === ''
        ? { label: '', text: head, subitems: below.subitems }
        : { label: '', text: [head, ...rest].join('\n'), subitems: [] };
    });
  }
  return readBody(quotes).paragraphs.flatMap((p) => p.items);
}

/** （四）甲；（五）乙。 in one line: two lines, where the numbers go on. */
function itemsOfLine(line: SourceLine): SourceLine[] {
  const parts = line.text.split(/(?<=；)(?=[（(][一二三四五六七八九十]{1,3}[）)])/u);
  const numbers = parts.map((part) => itemMark(part)?.number ?? 0);
  const goOn = numbers.every((n, k) => n > 0 && (k === 0 || n === (numbers[k - 1] ?? 0) + 1));
  return goOn && parts.length > 1 ? parts.map((text) => ({ text, number: line.number })) : [line];
}
