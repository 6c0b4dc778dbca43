/**
 * What probably helps against a warning of an imported text. What is found out about a text is found out once, and only
 * where a fix is asked for: a text may have as many warnings as lines.
 */
import { formatArticleLabel, formatNumeral, type LineReading, parseNumeral } from '../../articles/index.js';
import type { LineEdit } from './mending.rules.js';

/** What probably helps, in words for a button, and the edits that do it */
export interface Fix {
  words: string;
  first: LineEdit;
  /** how many lines it changes */
  lines: number;
  /** all its edits, `first` among them; made when it is taken, since they may be as many as the articles */
  edits: () => LineEdit[];
}

interface Place {
  line: number;
  code: string;
}

interface Numbered {
  line: number;
  number: number;
  /** whether it is 第X条之Y, which nothing is proposed for */
  inserted: boolean;
}

/** Numbers that follow one another: all articles, or the items of one 款 */
interface Run {
  rows: readonly Numbered[];
  /** index of the row that stands at a line */
  at: ReadonlyMap<number, number>;
  /** of each row the index of the first from it on that is odd or inserted; one more at the end */
  breaks: readonly number[];
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
const seriesOf: Partial<Record<LineReading['as'], Series>> = { article: ARTICLES, clause: CLAUSES, item: ITEMS };

const ABOUT_NUMBERS: ReadonlySet<string> = new Set(['NUMBER_GAP', 'NUMBER_DUPLICATE', 'NUMBER_BACKWARDS', 'ITEM_GAP']);

/**
 * What probably helps against one of `warnings`, which are all that a text has, the likeliest first; at most two, none
 * where only a person can know. `readings` gives those of `lines`, and is called once, when something is first asked.
 */
export function fixesOf(
  warnings: readonly Place[],
  lines: readonly string[],
  readings: () => readonly LineReading[],
): (warning: Place) => Fix[] {
  const text = (line: number): string => lines[line - 1] ?? '';
  const read = once(readings);
  const odd = once(() => new Set(warnings.filter((w) => ABOUT_NUMBERS.has(w.code)).map((w) => w.line)));
  const runs = once(() => runsOf(read(), odd()));
  const above = once(() => filledAbove(read()));
  return ({ line, code }) => {
    const reading = read()[line - 1];
    if (!reading) return [];
    if (ABOUT_NUMBERS.has(code)) {
      if ((code === 'ITEM_GAP') !== (reading.as === 'item')) return [];
      const [run, series] = [runs().get(runNameOf(reading) ?? ''), seriesOf[reading.as]];
      return run && series ? renumber(run, line, odd(), series, text) : [];
    }
    if (code === 'EMPTY_ARTICLE')
      return [one('注明“（删去）”', { line, act: 'REPLACE', text: `${text(line).trimEnd()}　（删去）` })];
    if (code === 'UNPLACED_LINE') {
      const remove = one('不是条文，删去这一行', { line, act: 'REMOVE' });
      return above()[line - 1] === 'heading' ? [one('并到上面的标题', { line, act: 'JOIN' }), remove] : [remove];
    }
    return [];
  };
}

const one = (words: string, edit: LineEdit): Fix => ({ words, first: edit, lines: 1, edits: () => [edit] });

function once<T>(make: () => T): () => T {
  let made: { is: T } | undefined;
  return () => (made ??= { is: make() }).is;
}

/** What the last line before each that is not blank was read as; null where there is none */
function filledAbove(readings: readonly LineReading[]): (LineReading['as'] | null)[] {
  let last: LineReading['as'] | null = null;
  return readings.map(({ as }) => {
    const above = last;
    if (as !== 'blank') last = as;
    return above;
  });
}

/** By what the numbers are known that this line's is one of; null for a line that has none */
function runNameOf({ as, label, provision, path }: LineReading): string | null {
  if (label === null) return null;
  if (as === 'item') return `${provision} ${path?.split('.')[0]}`;
  return as === 'article' || as === 'clause' ? as : null;
}

function runsOf(readings: readonly LineReading[], odd: ReadonlySet<number>): Map<string, Run> {
  const by = new Map<string, Numbered[]>();
  for (const r of readings) {
    const name = runNameOf(r);
    if (name === null) continue;
    const rows = by.get(name) ?? [];
    by.set(name, rows);
    rows.push(numbered(r));
  }
  return new Map([...by].map(([name, rows]) => [name, runOf(rows, odd)]));
}

function runOf(rows: readonly Numbered[], odd: ReadonlySet<number>): Run {
  const breaks: number[] = [rows.length];
  for (const [behind, row] of [...rows].reverse().entries()) {
    const ends = row.inserted || odd.has(row.line);
    breaks.push(ends ? rows.length - 1 - behind : (breaks[behind] ?? rows.length));
  }
  return { rows, at: new Map(rows.map((r, i) => [r.line, i])), breaks: breaks.reverse() };
}

function numbered({ as, line, label }: LineReading): Numbered {
  const words = label ?? '';
  if (as === 'item') return { line, number: itemNumber(words), inserted: false };
  const digits = as === 'clause' ? words.replace(/、$/u, '') : (/^第(.+?)条/u.exec(words)?.[1] ?? '');
  return { line, number: parseNumeral(digits) ?? 0, inserted: /条之/u.test(words) };
}

/** This number alone, where what follows fits it then; and this one with all that follow up to the next odd one */
function renumber(
  { rows, at: places, breaks }: Run,
  line: number,
  odd: ReadonlySet<number>,
  as: Series,
  text: (line: number) => string,
): Fix[] {
  const at = places.get(line) ?? -1;
  const [own, before, after] = [rows[at], rows[at - 1], rows[at + 1]];
  if (!own || own.inserted || before?.inserted === true) return [];
  const wanted = (before?.number ?? 0) + 1;
  if (own.number === wanted) return [];
  // the one before is what is wrong: once it is mended, this one is right
  const earlier = rows[at - 2];
  if (before && odd.has(before.line) && earlier && own.number === earlier.number + 2) return [];
  const moved = wanted - own.number;
  const edit = (n: Numbered): LineEdit => ({
    line: n.line,
    act: 'REPLACE',
    text: as.relabel(text(n.line), n.number + moved),
  });
  const alone = one(`改成${as.name(wanted)}`, edit(own));
  const end = breaks[at + 1] ?? rows.length;
  const last = rows[end - 1];
  if (!last || last === own) return [alone];
  const all: Fix = {
    words: `改成${as.name(wanted)}，以后${moved > 0 ? '顺延' : '往前提'}到${as.name(last.number + moved)}`,
    first: alone.first,
    lines: end - at,
    edits: () => rows.slice(at, end).map(edit),
  };
  return after?.number === wanted + 1 ? [alone, all] : [all];
}
