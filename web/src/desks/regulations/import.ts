/** An imported text as it is checked: its lines, what stands beside them, its outline, and what an edit sends. */
import type {
  DraftDecisionQuery,
  DraftHeadQuery,
  DraftLinesQuery,
  DraftNoticesQuery,
  DraftWarningsQuery,
  LineEditInput,
  NoticeSeverity,
} from '../../api/generated/graphql';

export type Head = NonNullable<DraftHeadQuery['draft']>;
export type Line = NonNullable<DraftLinesQuery['draft']>['lines']['nodes'][number];
export type Warning = NonNullable<DraftWarningsQuery['draft']>['warnings']['nodes'][number];
export type Notice = NonNullable<DraftNoticesQuery['draft']>['notices']['nodes'][number];

/** Something beside a line, or beside the head of the text where its line is 0 */
export interface Stop {
  readonly id: string;
  readonly line: number;
  readonly code: string;
  readonly place: number;
  readonly severity: NoticeSeverity;
  readonly message: string;
  readonly ignored: boolean;
  readonly fixes: Warning['fixes'];
}

type Read = NonNullable<NonNullable<DraftDecisionQuery['draft']>['amendingDecision']>;
type Instruction = Read['instructions']['nodes'][number];
/** What a person reads of a 修改决定 before its text is checked */
export interface Decision {
  /** laws that it changes beside this one 打包决定, and what to do about them */
  readonly others: readonly string[];
  /** what was supplied or assumed */
  readonly notes: readonly string[];
  readonly undone: readonly Instruction[];
}
/** `begins`: how a note begins that names other laws */
export function decisionOf(
  instructions: readonly Instruction[],
  notes: readonly { readonly message: string }[],
  begins: string,
): Decision {
  const said = notes.map((n) => n.message);
  return {
    others: said.filter((w) => w.startsWith(begins)),
    notes: said.filter((w) => !w.startsWith(begins)),
    undone: instructions.filter((i) => !i.applied),
  };
}

/** Warnings and what the reader of the file noticed, in the order of the lines */
export function stopsOf(warnings: readonly Warning[], notices: readonly Notice[]): readonly Stop[] {
  const all = [...notices.map((n) => ({ ...n, fixes: [] as Warning['fixes'] })), ...warnings];
  return all
    .map((w) => ({ ...w, id: w.place === 0 ? `${w.line} ${w.code}` : `${w.line} ${w.code} ${w.place}` }))
    .sort((a, b) => a.line - b.line);
}

/** What must be settled and is not */
export const unsettled = (stops: readonly Stop[]): readonly Stop[] =>
  stops.filter((s) => s.severity === 'MUST' && !s.ignored);

/** The stop after (1) or before (-1) the present one; at the ends it goes round */
export function stepTo(stops: readonly Stop[], at: string | null, by: 1 | -1): Stop | null {
  const open = stops.filter((s) => !s.ignored);
  if (open.length === 0) return null;
  const present = open.findIndex((s) => s.id === at);
  const to = present === -1 ? (by === 1 ? 0 : open.length - 1) : (present + by + open.length) % open.length;
  return open[to] ?? null;
}

export interface Chapter {
  readonly line: number;
  readonly words: string;
  /** labels of its first and last article; null where it has none */
  readonly range: readonly [string, string] | null;
  readonly articles: readonly { readonly line: number; readonly label: string; readonly stop: Stop | null }[];
}

/** The headings with their articles; what stands before the first heading is under none */
export function outlineOf(lines: readonly Line[], stops: readonly Stop[]): readonly Chapter[] {
  const by = new Map(stops.filter((s) => s.severity === 'MUST' && !s.ignored).map((s) => [s.line, s]));
  const chapters: { line: number; words: string; articles: Chapter['articles'][number][] }[] = [];
  for (const l of lines) {
    if (l.as === 'HEADING' && l.label != null) chapters.push({ line: l.number, words: l.label, articles: [] });
    if ((l.as === 'ARTICLE' || l.as === 'CLAUSE' || l.as === 'ANNEX') && l.label != null) {
      if (chapters.length === 0) chapters.push({ line: l.number, words: '', articles: [] });
      chapters[chapters.length - 1]?.articles.push({ line: l.number, label: l.label, stop: by.get(l.number) ?? null });
    }
  }
  return chapters.map((c) => {
    const [first, last] = [c.articles[0], c.articles[c.articles.length - 1]];
    return { ...c, range: first && last ? [first.label, last.label] : null };
  });
}

export interface LeftOut {
  readonly why: NonNullable<Line['why']>;
  readonly lines: readonly number[];
}

/** Lines that are not part of the text, by the reason */
export function leftOutOf(lines: readonly Line[]): readonly LeftOut[] {
  const by = new Map<NonNullable<Line['why']>, number[]>();
  for (const l of lines) if (l.why != null) by.set(l.why, [...(by.get(l.why) ?? []), l.number]);
  return [...by].map(([why, found]) => ({ why, lines: found }));
}

/** The line above that has words; null where there is none */
export function lineAbove(lines: readonly Line[], number: number): Line | null {
  const above = lines.filter((l) => l.number < number && l.text.trim() !== '');
  return above[above.length - 1] ?? null;
}

/** A line that is rewritten: nothing where it stays as it was */
export const rewritten = (line: Line, text: string): LineEditInput[] =>
  text === line.text ? [] : [{ line: line.number, act: 'REPLACE', text }];

/** A line broken at the caret, with what was typed in it before */
export const broken = (line: Line, text: string, at: number): LineEditInput[] => [
  { line: line.number, act: 'REPLACE', text: `${text.slice(0, at)}\n${text.slice(at)}` },
];

/** A line, with what was typed in it, put behind the one above it */
export const joined = (line: Line, above: Line, text: string): LineEditInput[] => [
  { line: above.number, act: 'REPLACE', text: `${above.text.trimEnd()}${text.trimStart()}` },
  { line: line.number, act: 'REMOVE' },
];
