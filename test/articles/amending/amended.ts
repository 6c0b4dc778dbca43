/** A law of our own and what decisions on it lead to, in the lines that a person writes down before. */
import { amend, type Amendment, type ArticleTree, parseText, print, splitLines } from '../../../src/articles/index.js';
import { law } from '../laws.js';

export interface AmendedLaw {
  base: ArticleTree;
  /** the text in force, as printed */
  untouched: string;
  /** a decision of these instructions, carried out */
  run: (...instructions: string[]) => Amendment;
  /** the lines of the result that the text in force does not have, and those that are gone, each in its order */
  changes: (a: Amendment) => { gone: string[]; came: string[] };
}

/** @param lines the law, its title first */
export function amendedLaw(lines: readonly string[]): AmendedLaw {
  const base = parseText(law(...lines));
  const [title = ''] = lines;
  return {
    base,
    untouched: print(base),
    run: (...instructions) =>
      amend(
        base,
        splitLines(
          law(
            `关于修改《${title}》的决定`,
            `云澜市人民代表大会常务委员会决定对《${title}》作如下修改：`,
            ...instructions,
            '本决定自公布之日起施行。',
          ),
        ),
      ),
    changes: (a) => {
      const now = print(a.result).trim().split('\n');
      return { gone: lines.filter((x) => !now.includes(x)), came: now.filter((x) => !lines.includes(x)) };
    },
  };
}

export const problems = (a: Amendment): (string | null)[] => a.instructions.map((i) => i.problem);
