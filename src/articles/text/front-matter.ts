/**
 * What stands before the first article: the announcement, the title, 题注, 目录, 序言. Takes normalised, non-empty
 * lines and says for each what it is; `parse.ts` walks what is left.
 */
import type { SetAsideLine, SourceLine } from './article.js';
import {
  annexMark,
  articleMark,
  clauseMark,
  headingMark,
  isContentsMark,
  isNoteLine,
  isPageNumber,
  isPreambleMark,
  itemMark,
  namesKind,
  withoutAnnexLabel,
  withoutPageTail,
} from './marks.js';
import { readNote } from './front-note.js';
import { closeBlanks, withoutBlanks } from './normalise.js';
import { brokenHeading, isClauseHeading, isGeneralHeading } from './parse.headings.js';

export interface Front {
  title: string;
  note: string | null;
  preamble: string[];
  setAside: SetAsideLine[];
  /** index of the first line of the body */
  bodyStart: number;
  /** the headings that 目录 lists, without blanks and page numbers */
  contents: Set<string>;
}

const VERSION_LINE = /^[（(][^（()）年]{0,20}(?:稿|草案|送审|审议|修订|修正|建议)[^（()）年]{0,12}[）)]$/u;
const PART_LINE = /^(?:.{1,8}编|总则)$/u;
const LONGEST_PREFACE = 40;

/** The first line that belongs to the structure, clause labels counting only where the text is numbered by clauses. */
function structural(text: string, clauses: boolean): boolean {
  if (isContentsMark(text) || isPreambleMark(text) || headingMark(text) !== null) return true;
  const article = articleMark(text);
  if (article !== null && !article.cites) return true;
  const clause = clauseMark(text);
  return clauses && clause !== null && clause.number === 1;
}

export function readFront(lines: readonly SourceLine[], clauses: boolean): Front {
  const front: Front = { title: '', note: null, preamble: [], setAside: [], bodyStart: 0, contents: new Set() };
  let i = 0;
  const text = (k: number): string => lines[k]?.text ?? '';
  let end = 0;
  let lists = 0;
  let last: ReadonlyMap<string, number> | null = null;
  const lastOf = (): ReadonlyMap<string, number> => (last ??= lastClauses(lines));
  const begins = (k: number): boolean =>
    !clauses && k > 0 && (isGeneralHeading(lines, k) || isClauseHeading(lines, k) || brokenHeading(lines, k) !== null);
  while (end < lines.length && !structural(text(end), clauses) && !begins(end)) end++;
  i = prefaceEnd(lines, end);
  for (let k = 0; k < i; k++) aside(front, lines[k], 'preface');
  i = readTitleAndNote(lines, i, end, front);
  while (i < lines.length) {
    const t = text(i);
    if (isContentsMark(t) && lists++ < MOST_CONTENTS) {
      i = readContents(lines, i, front);
      continue;
    }
    if (bodyBegins(t, clauses) || begins(i)) {
      const repeat = silentContentsEnd(lines, i);
      if (repeat === i) break;
      i = setContentsAside(lines, i, repeat, front);
      continue;
    }
    if (isPageNumber(t, true)) aside(front, lines[i], 'pageNumber');
    else if (!clauses && comesAgain(lines, i, lastOf)) setContentsAside(lines, i, i + 1, front);
    else front.preamble.push(t);
    i++;
  }
  front.bodyStart = i;
  if (front.title === '' && front.note === null && front.preamble.length > 0) titleBelowContents(front);
  return front;
}

function readTitleAndNote(lines: readonly SourceLine[], start: number, end: number, front: Front): number {
  let i = start;
  // 附件1 stands above the title of a draft that came with a letter
  while (i + 1 < end && /^附件[\s\u3000]*[0-9０-９一二三四五六七八九十]*[:：]?$/u.test(lines[i]?.text ?? ''))
    aside(front, lines[i++], 'preface');
  const first = lines[i]?.text ?? '';
  if (i < end && !isNoteLine(first) && !isPreambleMark(first) && !/^[“"「（(]/u.test(first)) {
    const [title, next] = readTitle(lines, i, end);
    front.title = title;
    const label = first.slice(0, first.length - withoutAnnexLabel(first).length).trim();
    if (label !== '') aside(front, { text: label, number: lines[i]?.number ?? 0 }, 'preface');
    i = next;
    for (const to = repeatedTitleEnd(lines, i, end, title); i < to; i++) aside(front, lines[i], 'duplicate');
  }
  const { notes, next } = readNote(lines, i, end);
  i = next;
  if (notes.length > 0) front.note = notes.join('\n');
  return i;
}

/** A text that begins with 目录 has its title below it. */
function titleBelowContents(front: Front): void {
  const lines = front.preamble.map((text, k) => ({ text, number: k }));
  const next = readTitleAndNote(lines, 0, lines.length, front);
  front.preamble = front.preamble.slice(next);
}

function bodyBegins(text: string, clauses: boolean): boolean {
  return structural(text, clauses) && !isContentsMark(text) && !isPreambleMark(text);
}

function aside(front: Front, line: SourceLine | undefined, why: SetAsideLine['why']): void {
  if (line) front.setAside.push({ line: line.number, text: line.text, why });
}

const isNamed = (title: string, named: string): boolean =>
  title.length >= 3 && named.includes(`《${title}》`) && !/[。，；]/u.test(title);

/** An announcement (主席令, 公告) names the law as 《…》 before its title stands alone on a line. */
function prefaceEnd(lines: readonly SourceLine[], end: number): number {
  let named = '';
  for (let k = 0; k < Math.min(end, LONGEST_PREFACE); k++) {
    const t = withoutBlanks(lines[k]?.text ?? '');
    if (k > 0 && isNamed(t, named)) return k;
    // the title may be broken in two or three
    let joined = t;
    for (let more = k + 1; k > 0 && more < Math.min(end, k + 3); more++) {
      joined += withoutBlanks(lines[more]?.text ?? '');
      if (isNamed(joined, named)) return k;
    }
    named += t;
  }
  return 0;
}

/** Where the lines end that say the title again, in one or broken; `start` where none do */
function repeatedTitleEnd(lines: readonly SourceLine[], start: number, end: number, title: string): number {
  let joined = '';
  for (let k = start; k < Math.min(end, start + MOST_TITLE_LINES); k++) {
    joined += closeBlanks(lines[k]?.text ?? '');
    if (joined === title) return k + 1;
    if (!title.startsWith(joined)) break;
  }
  return start;
}
const MOST_TITLE_LINES = 4;

function readTitle(lines: readonly SourceLine[], start: number, end: number): [string, number] {
  const text = (k: number): string => closeBlanks(lines[k]?.text ?? '');
  let title = withoutAnnexLabel(text(start));
  let next = start + 1;
  if (!namesKind(title)) {
    let joined = title;
    for (let k = next; k < Math.min(end, start + 4); k++) {
      const t = text(k);
      if (
        isNoteLine(t) ||
        /^[（(“"「]/u.test(t) ||
        /[。；：:，]$/u.test(t) ||
        itemMark(t) ||
        annexMark(t) ||
        joined.length > 80
      )
        break;
      joined += t;
      if (namesKind(t, false)) {
        title = joined;
        next = k + 1;
        break;
      }
    }
  }
  // 中华人民共和国民法典, its 编 in a file of its own
  if (next < end && PART_LINE.test(text(next)) && next + 1 < end && isNoteLine(text(next + 1))) title += text(next++);
  if (next < end && VERSION_LINE.test(text(next))) {
    title += text(next);
    next++;
  }
  return [title, next];
}

function entryKey(text: string): string {
  return withoutBlanks(withoutPageTail(text));
}

function looksLikeEntry(text: string): boolean {
  return text.length <= 80 && !/[。；;：:，]$/u.test(text);
}

/** A text has one 目录, and one more where its parts have their own; behind so many the word is a line like others. */
const MOST_CONTENTS = 8;

/** `at` is the 目录 line. It ends where its first entry comes again, else before the first line that is no entry. */
function readContents(lines: readonly SourceLine[], at: number, front: Front): number {
  const first = entryKey(lines[at + 1]?.text ?? '');
  let end = at + 1;
  while (end < lines.length && looksLikeEntry(lines[end]?.text ?? '')) {
    const t = lines[end]?.text ?? '';
    if (end > at + 1 && entryKey(t) === first) return setContentsAside(lines, at, end, front);
    end++;
  }
  // No repetition: entries end with the last heading before the text; a 条 label with words after it is text.
  end = at + 1;
  while (end < lines.length) {
    const t = lines[end]?.text ?? '';
    const listed =
      headingMark(withoutPageTail(t)) !== null || isPreambleMark(t) || annexMark(withoutPageTail(t)) !== null;
    if (!listed && !isPageNumber(t, true)) break;
    end++;
  }
  return setContentsAside(lines, at, end, front);
}

/** 二、回避 of a list without its word 目录: the same heading stands again before an article. */
function comesAgain(lines: readonly SourceLine[], at: number, lastOf: () => ReadonlyMap<string, number>): boolean {
  const text = lines[at]?.text ?? '';
  if (clauseMark(text) === null) return false;
  const again = lastOf().get(withoutBlanks(text)) ?? at;
  return again > at && isClauseHeading(lines, again);
}

/** By clause 一、 without blanks the last line that has it */
const lastClauses = (lines: readonly SourceLine[]): ReadonlyMap<string, number> =>
  new Map(lines.flatMap(({ text }, k) => (clauseMark(text) === null ? [] : [[withoutBlanks(text), k] as const])));

function setContentsAside(lines: readonly SourceLine[], from: number, to: number, front: Front): number {
  for (let k = from; k < to; k++) {
    aside(front, lines[k], 'contents');
    front.contents.add(entryKey(lines[k]?.text ?? ''));
  }
  return to;
}

/**
 * A contents list without its word 目录: headings only, all of which come again. Returns where they come again, else
 * `start`.
 */
function silentContentsEnd(lines: readonly SourceLine[], start: number): number {
  const first = lines[start]?.text ?? '';
  if (headingMark(withoutPageTail(first)) === null) return start;
  const key = entryKey(first);
  for (let k = start + 1; k < lines.length; k++) {
    const t = lines[k]?.text ?? '';
    if (headingMark(withoutPageTail(t)) === null) return start;
    if (entryKey(t) === key) return k;
  }
  return start;
}
