/** What an office says about a text beside its words: 说明, 要点, 条文说明, 参阅资料. Pure. */
import { type ArticleTree, printedLines, type PrintedLine } from '../../articles/index.js';
import { stripInvisible } from '../../platform/base/visible.rules.js';
import { isOut, type DraftState } from '../drafts/draft.rules.js';
import { draftStateWords } from '../drafts/draft.words.js';

/** A line of a text that is printed whole: a chapter's head, 一、, an article with its number, a paragraph */
export interface TextLine {
  kind: 'chapter' | 'heading' | 'article' | 'paragraph';
  /** 第一条; empty where the line has none */
  label: string;
  text: string;
}

/** A question that a resident has, with the draft's answer */
export interface KeyPoint {
  question: string;
  answer: string;
  /** 第四十七条; empty where no one article says it */
  provisionLabel: string;
}

/** Something to read beside the draft: where it is found in words, or the file itself, or both */
export interface ReferenceEntry {
  title: string;
  words: string;
  fileId: string | null;
}

/** 说明 as it is printed */
export interface Statement {
  title: string;
  lines: TextLine[];
}

export const MOST_POINTS = 5;
/** Question and answer together, as a person counts: two lines of a poster, two of a telephone */
export const LONGEST_POINT = 28;
export const LONGEST_SENTENCE = 40;
export const LONGEST_NOTE = 500;
export const MOST_REFERENCES = 20;
export const LONGEST_STATEMENT = 100_000;
export const MOST_STATEMENT_LINES = 2000;

const TITLE_LINES = 4;
const LONGEST_TITLE = 150;
const NUMERALS = '一二三四五六七八九十百零〇';
const CHAPTER = new RegExp(`^(第[${NUMERALS}]+[编章节])[\\s\\u3000]*(.{0,40})$`, 'u');
const HEADING = new RegExp(`^[${NUMERALS}]+、[^。；]{1,60}$`, 'u');

/**
 * 说明 out of its paragraphs: the lines at the top that end in 说明 are its title, else it is named after the draft;
 * 第一章 and 一、 without a full stop are heads, everything else is a paragraph.
 */
export function statementFrom(source: readonly string[], draftTitle: string): Statement {
  const lines = source.map((line) => stripInvisible(line).trim()).filter((line) => line !== '');
  const titled = titleEnd(lines);
  return {
    title: titled === 0 ? `关于《${draftTitle}》的说明` : lines.slice(0, titled).join(''),
    lines: lines.slice(titled).map(statementLine),
  };
}

/** How many lines at the top are the title; 0 where none is */
function titleEnd(lines: readonly string[]): number {
  for (let n = 1; n <= Math.min(TITLE_LINES, lines.length); n++) {
    const title = lines.slice(0, n).join('');
    if (title.length > LONGEST_TITLE || /[。；]/u.test(title)) return 0;
    if (title.endsWith('说明')) return n;
  }
  return 0;
}

function statementLine(text: string): TextLine {
  const chapter = CHAPTER.exec(text);
  if (chapter) return { kind: 'chapter', label: chapter[1] ?? '', text: chapter[2] ?? '' };
  return { kind: HEADING.test(text) ? 'heading' : 'paragraph', label: '', text };
}

const KIND: Readonly<Record<Exclude<PrintedLine['kind'], 'title'>, TextLine['kind']>> = {
  note: 'paragraph',
  preamble: 'paragraph',
  heading: 'chapter',
  article: 'article',
  annex: 'heading',
  part: 'paragraph',
};

/** A text as it is printed below its title: 编章节 as chapters, articles with their number, 款 项 目 as paragraphs */
export function textLinesOf(tree: ArticleTree): TextLine[] {
  return printedLines(tree).flatMap(({ kind, label, text }): TextLine[] => {
    if (kind === 'title') return [];
    // the name of an annex is its whole line, not a number before words
    if (kind === 'annex') return [{ kind: KIND[kind], label: '', text: label }];
    return [{ kind: KIND[kind], label, text }];
  });
}

/** 人被关在电梯里，多久来人？三十分钟以内: a point as one line, as posters say it; its article stands elsewhere */
export const pointWords = ({ question, answer }: KeyPoint): string => question + answer;

/** What is said of a text goes on being mended while it is worked on or out. null, or WRONG_STATE */
export function judgeSaying(
  state: DraftState,
  act: string,
): { code: string; params: Record<string, string | number> } | null {
  if (isOut({ state }) || state === 'IMPORTED' || state === 'CHECKED') return null;
  return { code: 'WRONG_STATE', params: { what: '这一稿', state: draftStateWords[state], act } };
}
