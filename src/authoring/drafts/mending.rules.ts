/**
 * Mending an imported text line by line: what edits make of its lines, how grave a warning is, and what probably helps.
 * The file that was uploaded is never changed; these are the lines that were read from it.
 */
import { formatArticleLabel, formatNumeral, type LineReading, parseNumeral } from '../../articles/index.js';
import type { lineActWords, noticeSeverityWords } from './mending.words.js';

export type Severity = keyof typeof noticeSeverityWords;

export interface LineEdit {
  /** 1-based, of the text as it was read before any of the edits */
  line: number;
  act: keyof typeof lineActWords;
  /** the new words of REPLACE; several lines where it has line feeds */
  text?: string | null | undefined;
  /** how many characters of the line stay before the break of SPLIT */
  at?: number | null | undefined;
}

/** Why an edit cannot be: which of them, and in the words of whoever mends */
export interface EditFault {
  index: number;
  message: string;
}

function faultOf(lines: readonly string[], edit: LineEdit): string | null {
  const words = lines[edit.line - 1];
  if (words === undefined) return `没有第 ${edit.line} 行：这一稿共 ${lines.length} 行。`;
  if (edit.act === 'REPLACE' && typeof edit.text !== 'string') return '请写明这一行改成什么。';
  if (edit.act === 'JOIN' && edit.line === 1) return '第一行前面没有行，不能并到上一行。';
  if (edit.act === 'SPLIT' && !(typeof edit.at === 'number' && edit.at > 0 && edit.at < words.length))
    return `第 ${edit.line} 行共 ${words.length} 个字，断开的位置要在两个字之间。`;
  return null;
}

/**
 * The lines after the edits, or the first edit that cannot be. Every edit names a line of the text before any of them,
 * and a line at most once. JOIN puts the line directly behind the one above it that is not empty.
 */
export function editLines(lines: readonly string[], edits: readonly LineEdit[]): string[] | EditFault {
  const seen = new Set<number>();
  for (const [index, edit] of edits.entries()) {
    const message = seen.has(edit.line) ? `第 ${edit.line} 行改了两次。` : faultOf(lines, edit);
    if (message !== null) return { index, message };
    seen.add(edit.line);
  }
  const by = new Map(edits.map((e) => [e.line, e]));
  const out: string[] = [];
  lines.forEach((words, at) => {
    const edit = by.get(at + 1);
    if (edit?.act === 'REMOVE') return;
    if (edit?.act === 'JOIN') appendTo(out, words.replace(/^[\s\u3000]+/u, ''));
    else if (edit?.act === 'SPLIT') out.push(words.slice(0, edit.at ?? 0), words.slice(edit.at ?? 0));
    else out.push(...(edit?.text ?? words).split('\n'));
  });
  return out;
}

function appendTo(out: string[], words: string): void {
  while (out.length > 1 && out[out.length - 1]?.trim() === '') out.pop();
  const above = out.pop() ?? '';
  out.push(above.replace(/[\s\u3000]+$/u, '') + words);
}

/** What must be settled before a text is checked; everything else is told and may be right. */
const MUST: ReadonlySet<string> = new Set([
  'NUMBER_DUPLICATE',
  'NUMBER_BACKWARDS',
  'NUMBER_GAP',
  'EMPTY_ARTICLE',
  'ITEM_GAP',
  'HEADING_EMPTY',
  'QUOTE_UNCLOSED',
  'UNPLACED_LINE',
  'NO_ARTICLES',
]);
export const severityOf = (code: string): Severity => (MUST.has(code) ? 'MUST' : 'LOOK');

/** What probably helps, in words for a button, and the edits that do it */
export interface Fix {
  words: string;
  edits: LineEdit[];
}

interface Numbered {
  line: number;
  number: number;
  /** whether it is 第X条之Y, which nothing is proposed for */
  inserted: boolean;
  text: string;
}

const ARTICLE_LABEL = /^([\s\u3000]*)第[^条條]{1,16}[条條](?:之[零〇一二两三四五六七八九十]+)?/u;
const CLAUSE_LABEL = /^([\s\u3000]*)[零〇一二两三四五六七八九十百]+(?=、)/u;
const ITEM_LABEL = /^([\s\u3000]*[（(])[^）)]{1,8}(?=[）)])/u;
const itemNumber = (label: string): number => parseNumeral(label.replace(/[（()）\s]/gu, '')) ?? 0;

/** How one kind of number is written: in a button, and into its line */
interface Series {
  name: (n: number) => string;
  relabel: (text: string, n: number) => string;
}
const ARTICLES: Series = {
  name: (n) => formatArticleLabel({ number: n, sub: 0 }),
  relabel: (text, n) => text.replace(ARTICLE_LABEL, (_, blank: string) => blank + ARTICLES.name(n)),
};
const CLAUSES: Series = {
  name: (n) => formatNumeral(n),
  relabel: (text, n) => text.replace(CLAUSE_LABEL, (_, blank: string) => blank + formatNumeral(n)),
};
const ITEMS: Series = {
  name: (n) => `（${formatNumeral(n)}）`,
  relabel: (text, n) => text.replace(ITEM_LABEL, (_, open: string) => open + formatNumeral(n)),
};

/**
 * What probably helps against one warning, the likeliest first; at most two, none where only a person can know.
 * `readings` are those of `lines`, `odd` the lines that a warning about numbers stands at.
 */
export function proposeFixes(
  warning: { line: number; code: string },
  lines: readonly string[],
  readings: readonly LineReading[],
  odd: ReadonlySet<number>,
): Fix[] {
  const { line, code } = warning;
  const reading = readings[line - 1];
  if (!reading) return [];
  const text = (at: number): string => lines[at - 1] ?? '';
  if (code === 'NUMBER_GAP' || code === 'NUMBER_DUPLICATE' || code === 'NUMBER_BACKWARDS') {
    const kind = reading.as;
    if (kind !== 'article' && kind !== 'clause') return [];
    const series = readings
      .filter((r) => r.as === kind && r.label !== null)
      .map((r) => numbered(r, text(r.line), kind === 'clause'));
    return renumber(series, line, odd, kind === 'clause' ? CLAUSES : ARTICLES);
  }
  if (code === 'ITEM_GAP') {
    const paragraph = reading.path?.split('.')[0];
    const series = readings
      .filter((r) => r.as === 'item' && r.label !== null && r.provision === reading.provision)
      .filter((r) => r.path?.split('.')[0] === paragraph)
      .map((r) => ({ line: r.line, number: itemNumber(r.label ?? ''), inserted: false, text: text(r.line) }));
    return renumber(series, line, odd, ITEMS);
  }
  if (code === 'EMPTY_ARTICLE')
    return [{ words: '注明“（删去）”', edits: [{ line, act: 'REPLACE', text: `${text(line).trimEnd()}　（删去）` }] }];
  if (code === 'UNPLACED_LINE') {
    const above = readings.slice(0, line - 1).filter((r) => r.as !== 'blank');
    const heading = above[above.length - 1]?.as === 'heading';
    const remove: Fix = { words: '不是条文，删去这一行', edits: [{ line, act: 'REMOVE' }] };
    return heading ? [{ words: '并到上面的标题', edits: [{ line, act: 'JOIN' }] }, remove] : [remove];
  }
  return [];
}

function numbered(r: LineReading, text: string, clause: boolean): Numbered {
  const label = r.label ?? '';
  const digits = clause ? label.replace(/、$/u, '') : (/^第(.+?)条/u.exec(label)?.[1] ?? '');
  return { line: r.line, number: parseNumeral(digits) ?? 0, inserted: /条之/u.test(label), text };
}

/** This number alone, where what follows fits it then; and this one with all that follow up to the next odd one */
function renumber(series: readonly Numbered[], line: number, odd: ReadonlySet<number>, as: Series): Fix[] {
  const at = series.findIndex((n) => n.line === line);
  const [own, before, after] = [series[at], series[at - 1], series[at + 1]];
  if (!own || own.inserted || before?.inserted === true) return [];
  const wanted = (before?.number ?? 0) + 1;
  if (own.number === wanted) return [];
  // the one before is what is wrong: once it is mended, this one is right
  const earlier = series[at - 2];
  if (before && odd.has(before.line) && earlier && own.number === earlier.number + 2) return [];
  const edit = (n: Numbered, number: number): LineEdit => ({
    line: n.line,
    act: 'REPLACE',
    text: as.relabel(n.text, number),
  });
  const alone: Fix = { words: `改成${as.name(wanted)}`, edits: [edit(own, wanted)] };
  const rest = series.slice(at + 1);
  const next = rest.findIndex((n) => odd.has(n.line) || n.inserted);
  const following = next < 0 ? rest : rest.slice(0, next);
  const fits = after === undefined || after.number === wanted + 1 || odd.has(after.line);
  if (following.length === 0) return [alone];
  const moved = wanted - own.number;
  const all: Fix = {
    words: `改成${as.name(wanted)}，以后${moved > 0 ? '顺延' : '往前提'}到${as.name((following[following.length - 1]?.number ?? 0) + moved)}`,
    edits: [edit(own, wanted), ...following.map((n) => edit(n, n.number + moved))],
  };
  return fits ? [alone, all] : [all];
}

/** By what a warning is known again while lines move: what it is, and the words it stands at. */
export const warningKey = (
  warning: { line: number; code: string; message: string },
  lines: readonly string[],
): string => `${warning.code} ${warning.line === 0 ? warning.message : (lines[warning.line - 1] ?? '').trim()}`;
