/**
 * Twice the text takes at most two and a half times the processor, whatever the text is: plain, hostile or repetitive.
 * The processor is counted and not the clock, the least of several runs is taken, and a text is made larger until it
 * can be counted; so what fails here grows with the square of what a stranger may upload.
 */
import {
  align,
  alignParts,
  brokenCitations,
  classify,
  closeBlanks,
  comparable,
  compareAligned,
  compareDetailed,
  diffTexts,
  findCitations,
  formatArticleLabel,
  formatNumeral,
  linkCitations,
  normaliseLine,
  parseText,
  partWords,
  print,
  type Provision,
  readLines,
  splitLines,
} from '../../src/articles/index.js';
import { comparisonHtml } from '../../src/authoring/index.js';
import { growth, MOST_GROWTH } from '../support/growth.js';

const label = (k: number): string => formatArticleLabel({ number: k, sub: 0 });
const rows = (n: number, row: (k: number) => string): string => Array.from({ length: n }, (_, k) => row(k)).join('\n');
const law = (body: string): string => `云河市古桥保护条例\n\n${body}`;
const one = (body: string): string => law(`第一条　为了保护古桥：\n${body}\n第二条　本条例自公布之日起施行。`);
const SAID = ['巡查', '修缮', '登记', '桥面', '桥墩', '石料', '船只', '水位', '栏杆', '汛期', '拓印', '守桥人', '题刻'];
const sentence = (seed: number, words: number): string =>
  `${Array.from({ length: words }, (_, k) => SAID[(seed * 7 + k * k * 5 + ((seed * k) % 11)) % SAID.length]).join('')}。`;

/** Texts that grow with n, by what is large about them */
const texts: Record<string, (n: number) => string> = {
  'a plain law': (n) =>
    law(rows(n, (k) => `${label(k + 1)}　${sentence(k, 18)}\n${sentence(k + 3, 9)}\n（一）${k}号桥`)),
  'one run of blanks': (n) => one(`甲${'　'.repeat(n * 20)}乙`),
  'blanks behind every label': (n) =>
    one(['第', '附', '（', '1', '一', '第一章', '（一', '目'].map((t) => `${t}${' '.repeat(n * 4)}乙`).join('\n')),
  'endless numerals': (n) =>
    one(['第', '（', '附件', ''].map((t) => `${t}${'一'.repeat(n * 4)}乙\n${t}${'1 '.repeat(n * 4)}`).join('\n')),
  'leaders without a page': (n) => law(`第一章　总则${'…'.repeat(n * 20)}乙\n第一条　好。`),
  'a quotation that nobody closes': (n) => one(`本条例所称“桥。\n${rows(n, (k) => `桥${k}指可以通行的桥。`)}`),
  'a quotation closed at the end': (n) => one(`本条例所称“桥。\n${rows(n, (k) => `桥${k}指桥。`)}”`),
  'an item before thousands of lines': (n) => one(`（一）木桥\n${rows(n, (k) => `桥${k}指可以通行的桥。`)}`),
  'subitems that are none': (n) => one(`（一）木桥\n${rows(n, () => '3.木桥')}`),
  'subitems of one number': (n) => one(`（一）木桥\n${rows(n, () => '1.木桥')}`),
  'annexes without end': (n) => law(`第一条　好。\n${rows(n, () => '附件：古桥名录')}`),
  'annexes between articles': (n) => law(`第一条　好。\n${rows(n, (k) => (k % 2 ? '附件：古桥名录' : '第五条 好'))}`),
  'contents lists': (n) => law(`${rows(n, (k) => `目录\n桥${k}`)}\n第一条　好。`),
  'the first article again and again': (n) => law(rows(n, (k) => `第一条　为了保护古桥。\n桥${k}`)),
  'headings only': (n) => law(`${rows(n, (k) => `第${formatNumeral(k + 1)}章　总则`)}\n第一条　好。`),
  'a heading for each article': (n) => law(rows(n, (k) => `第${formatNumeral(k + 1)}章　总则\n${label(k + 1)}　好。`)),
  'supplementary headings': (n) => law(`${rows(n, () => '附则')}\n第一条　好。`),
  'lines in one article': (n) => one(rows(n, (k) => `桥${k}`)),
  'the same line in one article': (n) => one(rows(n, () => '古桥')),
  'one sentence of very many clauses': (n) =>
    one(rows(1, () => Array.from({ length: n }, (_, k) => `${k}号桥`).join('，'))),
  'one 款 of very many sentences': (n) => one(Array.from({ length: n }, (_, k) => `${k}号桥应当巡查。`).join('')),
  'items of one list': (n) => one(rows(n, (k) => `（${formatNumeral(k + 1)}）${sentence(k, 4)}`)),
  'citations in one sentence': (n) =>
    one(`依照${Array.from({ length: n }, (_, k) => `第${formatNumeral((k % 60) + 1)}条`).join('、')}办理。`),
  'citations of places in one article': (n) => one(rows(n, (k) => `依照本条第${formatNumeral(k + 1)}款第二项巡查。`)),
  'identical articles': (n) => law(rows(n, (k) => `${label(k + 1)}　县级以上人民政府应当加强对古桥的巡查。`)),
  'near-alike articles': (n) =>
    law(rows(n, (k) => `${label(k + 1)}　${k * 7}号桥由街道办事处巡查，记录由市档案馆保存。`)),
  'articles of two wordings': (n) =>
    law(rows(n, (k) => `${label(k + 1)}　市人民政府应当建立桥梁巡查协调机制${k % 2 ? '甲' : '乙'}。`)),
  'a list of numbers': (n) => law(rows(n, (k) => `第${k + 1}条`)),
};
const every = Object.keys(texts);
const LONG = [
  'lines in one article',
  'the same line in one article',
  'one sentence of very many clauses',
  'one 款 of very many sentences',
  'items of one list',
];
const CITING = ['a plain law', 'citations in one sentence', 'citations of places in one article'];
const MANY = ['a plain law', 'identical articles', 'near-alike articles', 'articles of two wordings'];

/** Every fifth word is another one */
function changed(text: string): string {
  let k = 0;
  return text.replace(/巡查|号桥|古桥/gu, (word) => (k++ % 5 === 0 ? '守护' : word));
}
/** Hardly a word stays in its place */
function rewritten(text: string): string {
  let k = 0;
  return text.replace(/[\u4e00-\u9fff]{2}/gu, (word) => (/[第条]/u.test(word) || k++ % 3 > 0 ? word : '舟楫'));
}

type Run = () => unknown;
const pairOf = (text: string, change: (text: string) => string): [Provision[], Provision[]] => [
  comparable(parseText(text)),
  comparable(parseText(change(text))),
];
const entryPoints: Record<string, { of: readonly string[]; from: number; prepare: (text: string) => Run }> = {
  parse: { of: every, from: 1000, prepare: (text) => () => parseText(text) },
  readLines: { of: every, from: 1000, prepare: (text) => () => readLines(splitLines(text)) },
  print: {
    of: every,
    from: 2000,
    prepare: (text) =>
      (
        (tree) => () =>
          print(tree)
      )(parseText(text)),
  },
  normalise: {
    of: ['one run of blanks', 'leaders without a page'],
    from: 2000,
    prepare: (text) => () => splitLines(text).map((l) => closeBlanks(normaliseLine(l.text))),
  },
  align: {
    of: [...MANY, ...LONG],
    from: 500,
    prepare: (text) =>
      (
        ([a, b]) =>
        () =>
          align(a, b)
      )(pairOf(text, changed)),
  },
  'align a rewritten law': {
    of: MANY,
    from: 500,
    prepare: (text) =>
      (
        ([a, b]) =>
        () =>
          align(a, b)
      )(pairOf(text, rewritten)),
  },
  compare: {
    of: [...MANY, ...LONG, ...CITING],
    from: 500,
    prepare: (text) => {
      const [a, b] = pairOf(text, changed);
      const alignment = align(a, b);
      return () => compareDetailed(a, b, alignment, compareAligned(a, b, alignment).articles);
    },
  },
  'align the parts of an article': {
    of: LONG,
    from: 2000,
    prepare: (text) =>
      (
        ([[a], [b]]) =>
        () =>
          a && b && partWords(a, b, alignParts(a, b))
      )(pairOf(text, changed)),
  },
  difference: {
    of: [...LONG, 'citations in one sentence'],
    from: 3000,
    prepare: (text) => () => classify(diffTexts(text, changed(text)), (old) => old),
  },
  'difference of a rewritten text': {
    of: LONG,
    from: 2000,
    prepare: (text) => () => diffTexts(text, rewritten(text)),
  },
  citations: {
    of: CITING,
    from: 2000,
    prepare: (text) => ((tree) => () => [findCitations(text), linkCitations(tree)])(parseText(text)),
  },
  'broken citations': {
    of: [...CITING, 'identical articles'],
    from: 1000,
    prepare: (text) => {
      const [old, next] = [parseText(text), parseText(changed(text))];
      const alignment = align(comparable(old), comparable(next));
      return () => brokenCitations(old, next, alignment);
    },
  },
  'html of a comparison': {
    of: [...MANY, ...LONG, ...CITING],
    from: 500,
    prepare: (text) => {
      const [a, b] = pairOf(text, changed);
      const entries = compareDetailed(a, b, align(a, b));
      return () => comparisonHtml({ title: '甲', provisions: a }, { title: '乙', provisions: b }, entries);
    },
  },
};

describe.each(Object.entries(entryPoints))('doubling the text: %s', (_, { of, from, prepare }) => {
  it.each(of)('%s', (name) => {
    expect(growth((n) => prepare(texts[name]?.(n) ?? ''), from)).toBeLessThanOrEqual(MOST_GROWTH);
  });
});

it('a text of 300,000 lines, and one article of 16,000 clauses, are read, printed and compared', () => {
  for (const text of [one(rows(300_000, () => '桥')), one(rows(16_000, (k) => `（${formatNumeral(k + 1)}）桥${k}`))]) {
    const tree = parseText(text);
    expect(parseText(print(tree)).provisions).toEqual(tree.provisions);
    const [a, b] = pairOf(text, (t) => t.replace('古桥：', '石桥：'));
    expect(compareDetailed(a, b, align(a, b)).map((e) => e.relation)).toEqual(['modified', 'unchanged']);
  }
});

it('articles that say the same go on one by one, and none is told as deleted', () => {
  const [a, b] = pairOf(texts['articles of two wordings']?.(400) ?? '', (text) => text.replaceAll('建立', '完善'));
  const { links, new: added, deleted } = align(a, b);
  expect(links.map((l) => [l.old, l.new])).toEqual(a.map((_, k) => [k, k]));
  expect([added, deleted]).toEqual([[], []]);
});

it('control: what is quadratic is found', () => {
  const pairs = (n: number) => () => {
    let sum = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += (i * j) % 7;
    return sum;
  };
  // compiled before it is timed: what the first runs cost besides would make the smaller size look as dear
  for (let time = 0; time < 5; time++) pairs(2000)();
  expect(growth(pairs, 2000)).toBeGreaterThan(MOST_GROWTH);
});
