/**
 * Twice the decision costs twice the work, not four times: CPU of 2n is at most 2.5 times that of n, on plain, hostile
 * and repetitive decisions.
 */
import { amend, formatNumeral, parseText, type SourceLine, splitLines } from '../../../src/articles/index.js';
import { growth, MOST_GROWTH } from '../../support/growth.js';
import { law } from '../laws.js';

const TITLE = '云岭市堤防规定';

type Shape = (n: number) => { articles: string[]; instructions: string[] };

const times = (n: number, f: (k: number) => string): string[] => Array.from({ length: n }, (_, k) => f(k));
const article = (k: number): string => `第${formatNumeral(k + 1)}条`;
const plainArticles = (n: number): string[] => times(n, (k) => `堤段${k}由第${k}号站看护。第${k}号站每年报告。`);
/** 一、 to 九百、 and from the beginning again: the number of an instruction is not looked at */
const numbered = (list: string[]): string[] => list.map((text, k) => `${formatNumeral((k % 900) + 1)}、${text}`);
const few = plainArticles(20);

const SHAPES: Readonly<Record<string, { n: number; shape: Shape }>> = {
  'plain: articles rewritten': {
    n: 400,
    shape: (n) => ({
      articles: plainArticles(n),
      instructions: times(n, (k) => `将${article(k)}修改为：“看护${k}。”`),
    }),
  },
  'plain: words replaced': {
    n: 800,
    shape: (n) => ({
      articles: plainArticles(n),
      instructions: times(n, (k) => `将${article(k)}中的“第${k}号站”修改为“站”。`),
    }),
  },
  'plain: articles added by number': {
    n: 400,
    shape: (n) => ({
      articles: plainArticles(n),
      instructions: times(n, (k) => `增加一条，作为${article(2 * k)}：“新${k}。”`),
    }),
  },
  'plain: articles added behind others': {
    n: 400,
    shape: (n) => ({
      articles: plainArticles(n),
      instructions: times(n, (k) => `在${article(k)}后增加一条：“新${k}。”`),
    }),
  },
  'plain: all deleted': {
    n: 800,
    shape: (n) => ({ articles: plainArticles(n + 1), instructions: times(n, (k) => `删去${article(k)}。`) }),
  },
  'plain: all renumbered': {
    n: 800,
    shape: (n) => ({
      articles: plainArticles(n),
      instructions: ['增加一条，作为第一条：“新。”', ...times(n, (k) => `将${article(k)}改为${article(k + 1)}。`)],
    }),
  },
  'repetitive: one article, many times': {
    n: 800,
    shape: (n) => ({ articles: few, instructions: times(n, () => '将第三条中的“每年”修改为“每年”。') }),
  },
  'repetitive: 款 added to one article': {
    n: 400,
    shape: (n) => ({ articles: few, instructions: times(n, (k) => `第三条增加一款：“款${k}。”`) }),
  },
  'repetitive: the whole law': {
    n: 200,
    shape: (n) => ({ articles: few, instructions: times(n, () => '将本规定中的“看护”修改为“看护”。') }),
  },
  'repetitive: orders in one instruction': {
    n: 1500,
    shape: (n) => ({
      articles: few,
      instructions: [`将第三条中的“每年”修改为“每年”${'；“看护”修改为“看护”'.repeat(n)}。`],
    }),
  },
  'repetitive: places in one instruction': {
    n: 800,
    shape: (n) => ({
      articles: plainArticles(n),
      instructions: [`将${times(n, article).join('、')}中的“每年”修改为“每季”。`],
    }),
  },
  'repetitive: places joined by commas': {
    n: 800,
    shape: (n) => ({
      articles: plainArticles(n),
      instructions: [`将${times(n, article).join('，')}中的“每年”修改为“每季”。`],
    }),
  },
  'hostile: commas that join nothing': {
    n: 800,
    shape: (n) => ({ articles: few, instructions: [`第一条${'，第一条'.repeat(n)}`] }),
  },
  'hostile: many quotations': {
    n: 2000,
    shape: (n) => ({ articles: few, instructions: [`将第三条中的${times(n, (k) => `“${k}”`).join('、')}修改为`] }),
  },
  'hostile: straight marks': {
    n: 2000,
    shape: (n) => ({
      articles: few,
      instructions: [`将第三条中的${times(n, (k) => `"${k}"`).join('、')}修改为"站"。`],
    }),
  },
  'hostile: closing marks only': {
    n: 3000,
    shape: (n) => ({ articles: few, instructions: ['将第三条修改为：“站', ...times(n, () => '站”')] }),
  },
  'hostile: quotations nobody closes': {
    n: 400,
    shape: (n) => ({ articles: few, instructions: times(n, () => '将第三条修改为：“站') }),
  },
  'hostile: a quotation of 100,000 characters': {
    n: 50_000,
    shape: (n) => ({ articles: few, instructions: [`将第三条修改为：“${'站看护，'.repeat(n / 4)}。”`] }),
  },
  'hostile: a text of 20,000 characters, many places in it': {
    n: 600,
    shape: (n) => ({
      articles: [`${times(n, (k) => `站${k}号`).join('，')}。`, ...few],
      instructions: times(n, (k) => `将第一条中的“站${k % 5}号”修改为“站${k % 5}号”。`),
    }),
  },
  'hostile: near-equal places': {
    n: 400,
    shape: (n) => ({
      articles: plainArticles(n),
      instructions: times(n, (k) => `将${article(k)}第一款第一句中的“堤段${k}”修改为“堤段”。`),
    }),
  },
  'hostile: none of it understood': {
    n: 800,
    shape: (n) => ({
      articles: plainArticles(n),
      instructions: times(n, (k) => `删去${article(k)}中关于看护的规定。`),
    }),
  },
  'hostile: one instruction of words that almost are orders': {
    n: 4000,
    shape: (n) => ({
      articles: few,
      instructions: [`对${'条款'.repeat(n)}甲调整。`, `将第三条${'顺延'.repeat(n)}甲。`],
    }),
  },
  'hostile: numbers that do not come out': {
    n: 400,
    shape: (n) => ({
      articles: plainArticles(n),
      instructions: times(n, (k) => `增加一条，作为${article(3 * n + k)}：“新。”`),
    }),
  },
  'hostile: all to one number': {
    n: 400,
    shape: (n) => ({
      articles: plainArticles(n),
      instructions: times(n, (k) => `将${article(k)}改为${article(n + 7)}。`),
    }),
  },
  'hostile: titles': {
    n: 1000,
    shape: (n) => ({
      articles: few,
      instructions: [
        `将${times(n, (k) => `《云岭市第${k}号规定》第三条、`).join('')}《${TITLE}》第三条中的“每年”修改为“每季”。`,
      ],
    }),
  },
  'hostile: titles nobody closes': {
    n: 4000,
    shape: (n) => ({ articles: few, instructions: [`将${'《甲'.repeat(n)}第三条修改为：“站。”`] }),
  },
  'hostile: exceptions': {
    n: 1500,
    shape: (n) => ({ articles: few, instructions: [times(n, () => '除第一条外，').join('') + '将“站”修改为“所”。'] }),
  },
  'hostile: words of places that nothing is done with': {
    n: 1500,
    shape: (n) => ({
      articles: few,
      instructions: [`将${times(n, (k) => `第${formatNumeral((k % 20) + 1)}条中的“站”`).join('，')}。`],
    }),
  },
  'hostile: words and what stands behind them': {
    n: 300,
    shape: (n) => ({
      articles: [times(60, (k) => `堤段${k}、`).join(''), ...few],
      instructions: times(n, (k) => `删去第一条中“堤段${k % 50}、”至“堤段${(k % 50) + 1}”的内容。`),
    }),
  },
  'hostile: chapters merged': {
    n: 200,
    shape: (n) => ({
      articles: times(n, (k) => `站${k}。\n第${formatNumeral(k + 2)}章　堤段${k}`),
      instructions: times(n - 2, (k) => `将第二章、第${formatNumeral(k + 3)}章合并为第二章“堤段”。`),
    }),
  },
  'hostile: chapters that change places': {
    n: 200,
    shape: (n) => ({
      articles: times(n, (k) => `站${k}。\n第${formatNumeral(k + 2)}章　堤段${k}`),
      instructions: times(n, (k) => `将第${formatNumeral(k + 2)}章改为第${formatNumeral(n + 1 - k)}章。`),
    }),
  },
  'hostile: shortened quotations': {
    n: 400,
    shape: (n) => ({
      articles: plainArticles(n),
      instructions: times(n, (k) => `将${article(k)}中的“堤段……看护”修改为“看护${k}”。`),
    }),
  },
  'hostile: chapters': {
    n: 300,
    shape: (n) => ({
      articles: times(n, (k) => `站${k}。\n第${formatNumeral(k + 2)}章　堤段${k}`),
      instructions: times(n - 1, (k) => `将第${formatNumeral(k + 2)}章章名修改为“段${k}”。`),
    }),
  },
};

function textOf(shape: Shape, n: number): { base: string; decision: SourceLine[] } {
  const { articles, instructions } = shape(n);
  const base = law(TITLE, ...articles.map((text, k) => `${article(k)}　${text}`));
  const decision = law(
    `关于修改《${TITLE}》的决定`,
    `云岭市人民代表大会常务委员会决定对《${TITLE}》作如下修改：`,
    ...numbered(instructions),
    '本决定自公布之日起施行。',
    `《${TITLE}》根据本决定作相应修改并对条文顺序作相应调整，重新公布。`,
  );
  return { base, decision: splitLines(decision) };
}

/** A decision of a size, laid ready to be applied */
const prepared =
  (shape: Shape) =>
  (n: number): (() => unknown) => {
    const { base, decision } = textOf(shape, n);
    const tree = parseText(base);
    return () => amend(tree, decision);
  };

describe('twice the decision costs at most 2.5 times the CPU', () => {
  it.each(Object.entries(SHAPES))('%s', (_, { n, shape }) => {
    expect(growth(prepared(shape), n)).toBeLessThanOrEqual(MOST_GROWTH);
  });

  it('thousands of instructions are read to the last one', () => {
    const { base, decision } = textOf(
      SHAPES['plain: words replaced']?.shape ?? (() => ({ articles: [], instructions: [] })),
      3000,
    );
    const a = amend(parseText(base), decision);
    expect(a.instructions).toHaveLength(3001);
    expect(a.instructions.filter((i) => !i.applied)).toEqual([]);
  });
});
