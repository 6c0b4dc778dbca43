/**
 * The clauses that an old and a new article have word for word: the plainest evidence that a rule goes on, unless the
 * clause is a formula that many laws have.
 */
import type { Side, Wordings } from './bigram-index.js';
import { FORMULAS } from './formulas.js';

const CLAUSE_ENDS = /[。；，：]/u;
/** A shorter clause says nothing by itself. */
const LEAST_CHARACTERS = 4;
const WORDS = /\p{L}{2}/u;
/** Twenty characters in common say as much as more; ten are counted as one. */
const MOST_CHARACTERS = 20;
const CHARACTERS_OF_ONE = 10;

/** The clauses of a wording as folded (`bigram-index.ts`), each once. */
export const clausesOf = (text: string): string[] => [
  ...new Set(text.split(CLAUSE_ENDS).filter((clause) => clause.length >= LEAST_CHARACTERS && WORDS.test(clause))),
];

export interface Shared {
  /** by new article, of one old one: characters of the clauses they share, over ten, at most 2 */
  formulas: Float64Array;
  clauses: Float64Array;
  clausesAlone: Float64Array;
}

interface Clause {
  length: number;
  isFormula: boolean;
  /** the articles that have it, each once, ascending */
  olds: number[];
  news: number[];
}

export interface SharedClauses {
  /** pairs of articles that have a clause in common, summed over the clauses: what `of` takes for all old articles */
  meetings: number;
  /** what the old article shares with every new one */
  of: (old: number) => Shared;
}

export function sharedClauses(words: Wordings, olds: Side, news: Side): SharedClauses {
  const known = new Map<string, Clause>();
  const ofWording = words.texts.map(clausesOf);
  const note = (side: Side, key: 'olds' | 'news'): void => {
    side.wording.forEach((w, at) => {
      for (const text of ofWording[w] ?? []) {
        const clause = known.get(text) ?? { length: text.length, isFormula: FORMULAS.has(text), olds: [], news: [] };
        known.set(text, clause);
        clause[key].push(at);
      }
    });
  };
  note(olds, 'olds');
  note(news, 'news');
  const most = MOST_CHARACTERS / CHARACTERS_OF_ONE;
  const of = (i: number): Shared => {
    const shared: Shared = {
      formulas: new Float64Array(news.wording.length),
      clauses: new Float64Array(news.wording.length),
      clausesAlone: new Float64Array(news.wording.length),
    };
    for (const text of ofWording[olds.wording[i] ?? -1] ?? []) {
      const clause = known.get(text);
      if (!clause) continue;
      const rows = [clause.isFormula ? shared.formulas : shared.clauses];
      if (!clause.isFormula && clause.olds.length === 1 && clause.news.length === 1) rows.push(shared.clausesAlone);
      for (const row of rows)
        for (const j of clause.news) row[j] = Math.min(most, (row[j] ?? 0) + clause.length / CHARACTERS_OF_ONE);
    }
    return shared;
  };
  return { meetings: [...known.values()].reduce((sum, c) => sum + c.olds.length * c.news.length, 0), of };
}

/** 违反本条例第…条规定, 生产经营单位违反国家…规定: whose act, in a few words, and that it breaks a rule. */
const BREACH = /^[^，。]{0,30}违反(?:本|国家|有关|第)/u;

/** By article of a side, whether it is about a breach. */
export const breaches = ({ texts }: Wordings, { wording }: Side): boolean[] => {
  const ofWording = texts.map((text) => BREACH.test(text));
  return Array.from(wording, (w) => ofWording[w] ?? false);
};
