/**
 * The signals by which pairs of a rewritten law are judged, in our own wording: what a shared clause proves, and that a
 * duty and its penalty are two rules.
 */
import { readWordings } from '../../../src/articles/alignment/bigram-index.js';
import { FORMULAS } from '../../../src/articles/alignment/formulas.js';
import { type Signals, signalsOf } from '../../../src/articles/alignment/pair-signals.js';
import { breaches, clausesOf, type Shared, sharedClauses } from '../../../src/articles/alignment/shared-clauses.js';
import { measure } from '../../../src/articles/alignment/similarity.js';
import { parseText, type Provision } from '../../../src/articles/index.js';

const articles = (...lines: string[]): Provision[] =>
  parseText(['古井条例', ...lines.map((line, k) => `第${'一二三四五六'.charAt(k)}条　${line}`)].join('\n')).provisions;

const sharedBy = (old: readonly Provision[], next: readonly Provision[], i: number): Shared => {
  const { words, olds, news } = readWordings(old, next);
  return sharedClauses(words, olds, news).of(i);
};

it('clauses end at a comma, a colon, a semicolon and a full stop; those of fewer than four characters are none', () => {
  expect(clausesOf('井台应当整洁，不得堆物；违者：责令改正。井水清')).toEqual(['井台应当整洁', '不得堆物', '责令改正']);
  expect(clausesOf('责令改正，责令改正')).toEqual(['责令改正']);
  expect(clausesOf('————，、、、、')).toEqual([]);
});

it('a clause counts by its length, ten characters as one, two at most; alone if no other article has it', () => {
  const old = articles('井台应当整洁，不得堆放杂物。', '井栏由专人管理，不得堆放杂物。');
  const next = articles('井台应当整洁，并设标志，不得堆放杂物。', '井绳由专人更换。');
  const { clauses, clausesAlone, formulas } = sharedBy(old, next, 0);
  expect([...clauses]).toEqual([1.2, 0]);
  expect([...clausesAlone]).toEqual([0.6, 0]);
  expect([...formulas]).toEqual([0, 0]);
  const long = articles('沿井修建房屋应当事先征得古井所有权人和使用权人的同意，井台应当整洁。');
  expect([...sharedBy(long, long, 0).clauses]).toEqual([2]);
});

it('a formula of drafting proves nothing, and is counted apart', () => {
  expect(FORMULAS.has('构成犯罪的')).toBe(true);
  const old = articles('挪用修缮款，构成犯罪的，依法追究刑事责任。');
  const next = articles('毁坏古井，构成犯罪的，依法追究刑事责任。');
  const { clauses, formulas } = sharedBy(old, next, 0);
  expect([...clauses]).toEqual([0]);
  expect([...formulas]).toEqual([1.3]);
});

it('the meetings of clauses are counted before any is looked at', () => {
  const same = articles('不得堆放杂物。', '不得堆放杂物。', '不得堆放杂物。');
  const { words, olds, news } = readWordings(same, same);
  expect(sharedClauses(words, olds, news).meetings).toBe(9);
});

it.each([
  ['违反本条例第三条规定，堆放杂物的，处五百元罚款。', true],
  ['生产经营单位违反国家有关规定取水的，责令改正。', true],
  ['任何单位发现违反本条例的行为，有权举报。', true],
  ['任何人不得在井台上，违反本条例堆物。', false],
  ['井台应当整洁。', false],
])('is about a breach: %s', (line, is) => {
  const { words, olds } = readWordings(articles(line), []);
  expect(breaches(words, olds)).toEqual([is]);
});

it('a duty and its penalty differ in that, and a pair without rival is level with the best', () => {
  const old = articles('不得在井台上洗涤衣物、堆放杂物。', '违反本条例第一条规定，在井台上洗涤衣物的，处五十元罚款。');
  const next = articles('禁止在井台上洗涤衣物、堆放杂物。', '违反本条例第一条规定，在井台上洗涤衣物的，处一百元罚款。');
  const signals = new Map<string, Signals>(
    [...signalsOf(measure(old, next))].map((p) => [`${p.old + 1}→${p.next + 1}`, p.signals]),
  );
  expect(signals.get('1→1')).toMatchObject({ oneBreach: 0, levelOfNew: 1, levelOfOld: 1 });
  expect(signals.get('1→2')?.oneBreach).toBe(1);
  expect(signals.get('1→2')?.levelOfOld).toBeLessThan(1);
  for (const s of signals.values()) {
    for (const share of [s.ownSentence, s.ownOfAll, s.ownOfNew, s.levelOfNew, s.levelOfOld]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    expect(s.clausesAlone).toBeLessThanOrEqual(s.clauses);
  }
});
