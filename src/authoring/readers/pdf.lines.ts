/** From what stands where on the pages of a PDF to paragraphs. Positions in points; y grows upwards. */
import { ARTICLE_LABEL, HEADING_LABEL, ITEM_LABEL, joined, LEADERS } from './unwrap.js';

export interface PdfPiece {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

export interface PdfPage {
  height: number;
  pieces: PdfPiece[];
}

interface Line {
  text: string;
  page: number;
  left: number;
  right: number;
  y: number;
  size: number;
  /** a gap too wide for a blank: a row of a table */
  wide: boolean;
}

export interface PdfText {
  paragraphs: string[];
  /** page numbers and running heads that were left out */
  dropped: number;
  /** pages (from 1) where rows of a table seem to stand */
  tablePages: number[];
}

const PAGE_NUMBER =
  /^[-－–—―─·•\s]*\d{1,4}[-－–—―─·•\s]*$|^第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?$|^\d{1,4}\s*\/\s*\d{1,4}$/u;
const LATIN = /[A-Za-z0-9]/u;
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Office programs set a sliver of a blank between Chinese and Latin; it is no blank of the text. */
const withoutSlivers = (text: string): string =>
  text.replace(
    /(?<=[\p{Script=Han}，。、；：）》”]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[\p{Script=Han}（《“，。、；：）])/gu,
    '',
  );

/**
 * Pieces of one line, in the order of the file, which in what office programs write is the order of reading; within a
 * line by place, since signs of a second font are often written after the others.
 */
function linesOf(page: PdfPage, number: number): Line[] {
  const lines: PdfPiece[][] = [];
  for (const piece of page.pieces) {
    const line = lines.at(-1);
    const first = line?.[0];
    const beside =
      line !== undefined &&
      first !== undefined &&
      Math.abs(first.y - piece.y) < Math.max(piece.size, 1) * 0.4 &&
      !line.some(
        (other) =>
          Math.min(other.x + other.width, piece.x + piece.width) - Math.max(other.x, piece.x) > piece.size * 0.6,
      );
    if (beside) line.push(piece);
    else lines.push([piece]);
  }
  return lines.flatMap((pieces) => lineOf(pieces, number));
}

function lineOf(pieces: readonly PdfPiece[], page: number): Line[] {
  let line: Line | undefined;
  let blank = 0;
  for (const piece of [...pieces].sort((a, b) => a.x - b.x)) {
    if (piece.text.trim() === '') {
      blank = Math.max(blank, piece.width);
      continue;
    }
    const em = Math.max(piece.size, 1);
    if (line === undefined) {
      line = {
        text: piece.text,
        page,
        left: piece.x,
        right: piece.x + piece.width,
        y: piece.y,
        size: piece.size,
        wide: false,
      };
    } else {
      const gap = piece.x - line.right;
      const latin = LATIN.test(line.text.at(-1) ?? '') && LATIN.test(piece.text[0] ?? '');
      const between =
        gap > em * 2.5 ? '\t' : gap > em * 0.75 ? '\u3000' : (latin ? gap > em * 0.15 : blank > em * 0.23) ? ' ' : '';
      line.wide ||= gap > em * 2.5;
      line.text += between + piece.text;
      line.right = Math.max(line.right, piece.x + piece.width);
      line.size = Math.max(line.size, piece.size);
    }
    blank = 0;
  }
  return line === undefined ? [] : [{ ...line, text: withoutSlivers(line.text).trim() }];
}

/** Page numbers, and what stands at the same edge of many pages in the same words. */
function withoutRunningHeads(pages: readonly PdfPage[], lines: readonly Line[]): Line[] {
  const atEdge = (line: Line): boolean => {
    const height = pages[line.page]?.height ?? 0;
    return line.y > height * 0.9 || line.y < height * 0.11;
  };
  const key = (line: Line): string => `${line.text.replace(/[\s\d]/gu, '')}@${Math.round(line.y / 6)}`;
  const seen = new Map<string, Set<number>>();
  for (const line of lines.filter(atEdge))
    seen.set(key(line), (seen.get(key(line)) ?? new Set<number>()).add(line.page));
  const often = Math.max(3, pages.length * 0.3);
  return lines.filter(
    (line) => !(atEdge(line) && (PAGE_NUMBER.test(line.text) || (seen.get(key(line))?.size ?? 0) >= often)),
  );
}

interface Measure {
  left: number;
  right: number;
}

/** The type area: the leftmost edge that several lines share, and the right edge that the longest ones reach. */
function measureOf(lines: readonly Line[], em: number): Measure {
  const lefts = lines.map((line) => line.left).sort((a, b) => a - b);
  const shared = lefts.find(
    (left) => lefts.filter((other) => Math.abs(other - left) < em * 0.3).length >= Math.max(2, lines.length * 0.1),
  );
  const rights = lines
    .filter((line) => !line.wide)
    .map((line) => line.right)
    .sort((a, b) => a - b);
  return { left: shared ?? lefts[0] ?? 0, right: rights[Math.max(0, Math.ceil(rights.length * 0.97) - 1)] ?? 0 };
}

class Setting {
  private readonly em: number;
  private readonly pitch: number;
  private readonly measures = new Map<number, Measure>();
  private readonly whole: Measure;
  private readonly indentStyle: boolean;
  private readonly flushArticles: boolean;
  private readonly flushItems: boolean;

  constructor(lines: readonly Line[]) {
    this.em = Math.max(1, median(lines.map((line) => line.size)));
    this.whole = measureOf(lines, this.em);
    const pages = new Map<number, Line[]>();
    for (const line of lines) pages.set(line.page, [...(pages.get(line.page) ?? []), line]);
    for (const [page, held] of pages) if (held.length >= 8) this.measures.set(page, measureOf(held, this.em));
    const steps = lines.flatMap((line, at) => {
      const before = lines[at - 1];
      return before !== undefined && before.page === line.page && before.y > line.y ? [before.y - line.y] : [];
    });
    this.pitch = median(steps);
    const flush = (label: RegExp): boolean => {
      const marked = lines.filter((line) => label.test(line.text));
      return marked.filter((line) => this.indent(line) < 1.2).length * 2 > marked.length;
    };
    const indented = lines.filter((line) => this.indent(line) > 1.4 && this.indent(line) < 3.2).length;
    this.indentStyle = indented >= 3 && indented * 10 >= lines.length;
    this.flushArticles = flush(ARTICLE_LABEL);
    this.flushItems = flush(ITEM_LABEL);
  }

  private measure(line: Line): Measure {
    return this.measures.get(line.page) ?? this.whole;
  }

  /** In characters. */
  private indent(line: Line): number {
    return (line.left - this.measure(line).left) / this.em;
  }

  /** Whether `line` goes on with the paragraph that `before` ends. */
  follows(before: Line, line: Line): boolean {
    if (before.wide || line.wide || LEADERS.test(before.text) || HEADING_LABEL.test(line.text)) return false;
    if (before.right < this.measure(before).right - this.em * 2.1) return false;
    if (Math.abs(before.size - line.size) > this.em * 0.08) return false;
    if (before.page === line.page && (before.y <= line.y || before.y - line.y > this.pitch * 1.7)) return false;
    if (this.indent(line) > 1.2) return false;
    if (ARTICLE_LABEL.test(line.text) && (this.flushArticles || !this.indentStyle)) return false;
    if (ITEM_LABEL.test(line.text) && (this.flushItems || !this.indentStyle)) return false;
    return (
      this.indentStyle ||
      !/[。；：！？]["”）)]?$/u.test(before.text) ||
      before.right > this.measure(before).right - this.em * 0.6
    );
  }
}

export function paragraphsOf(pages: readonly PdfPage[]): PdfText {
  const all = pages.flatMap((page, number) => linesOf(page, number));
  const lines = withoutRunningHeads(pages, all);
  const setting = new Setting(lines);
  const paragraphs: string[] = [];
  lines.forEach((line, at) => {
    const before = lines[at - 1];
    if (before !== undefined && setting.follows(before, line))
      paragraphs[paragraphs.length - 1] = joined(paragraphs.at(-1) ?? '', line.text);
    else paragraphs.push(line.text);
  });
  const tables = new Map<number, number>();
  lines.forEach((line, at) => {
    const before = lines[at - 1];
    // In the order of the file a table's text jumps up again with every cell.
    const jumps = before !== undefined && before.page === line.page && line.y > before.y + line.size;
    if ((line.wide || jumps) && !LEADERS.test(line.text)) tables.set(line.page, (tables.get(line.page) ?? 0) + 1);
  });
  return {
    paragraphs,
    dropped: all.length - lines.length,
    tablePages: [...tables].filter(([, rows]) => rows >= 3).map(([page]) => page + 1),
  };
}
