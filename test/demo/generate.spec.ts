import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type ArticleTree, parseText, pathsOf } from '../../src/articles/index.js';
import { decide, invent, type InventedComment, type Invention } from '../../src/demo/generate.js';
import { draft1Text, type SampleTarget } from '../../src/demo/sample/index.js';
import { corpusDir, describeCorpus } from '../support/corpus.js';

const KEYS = ['甲', '乙', '丙'];
const sample = parseText(draft1Text);

function expectSound(tree: ArticleTree, made: Invention): void {
  const { opinions, comments, setAside } = made;
  const ends = [...comments.flatMap((c) => c.opinions), ...setAside.map((s) => s.opinionKey)];
  expect([...ends].sort()).toEqual(opinions.map((o) => o.key).sort());
  expect(new Set(opinions.map((o) => o.key)).size).toBe(opinions.length);
  expect(new Set(comments.map((c) => c.key)).size).toBe(comments.length);
  const byKey = new Map(opinions.map((o) => [o.key, o]));
  for (const comment of comments) {
    const heard = comment.opinions.map((key) => byKey.get(key));
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.every((o) => o?.contactPoint === comment.contactPoint)).toBe(true);
    if (heard.length === 1) expect([heard[0]?.text, heard[0]?.target]).toEqual([comment.text, comment.target]);
  }
  const articles = new Map(tree.provisions.map((p) => [p.label, p]));
  const check = (target: SampleTarget): void => {
    if (target.kind !== 'article' && target.kind !== 'newArticleAfter') return;
    const article = articles.get(target.label);
    expect(article).toBeDefined();
    if (!article || target.kind !== 'article' || target.quote === undefined) return;
    const below = pathsOf(article).find((p) => p.path === target.path);
    expect(below?.text).toContain(target.quote);
  };
  for (const { target, text } of [...opinions, ...comments]) {
    check(target);
    expect(text).not.toMatch(/undefined|null|NaN|“”/u);
  }
}

describe('invent', () => {
  it('is the same for the same seed, another for another', () => {
    expect(invent(sample, KEYS, 7)).toEqual(invent(sample, KEYS, 7));
    expect(invent(sample, KEYS, 7)).not.toEqual(invent(sample, KEYS, 8));
    expect(invent(sample, KEYS)).toEqual(invent(sample, KEYS, 1));
  });

  it('makes 120 opinions and 40 comments for an ordinary regulation, by every contact point, some from the poster', () => {
    const made = invent(sample, KEYS);
    expect([made.opinions.length, made.comments.length]).toEqual([120, 40]);
    expectSound(sample, made);
    expect(new Set(made.comments.map((c) => c.contactPoint))).toEqual(new Set(KEYS));
    expect(made.opinions.some((o) => o.contactPoint === null)).toBe(true);
    expect(new Set(made.opinions.map((o) => o.target.kind))).toEqual(
      new Set(['article', 'newArticleAfter', 'whole', 'unknown']),
    );
    expect(new Set(made.setAside.map((s) => s.reason)).size).toBe(4);
    const merged = made.comments.filter((c) => c.opinions.length > 1);
    expect(merged.length).toBeGreaterThan(15);
    expect(merged.length).toBeLessThan(35);
    // comments are about many articles and say many things
    expect(new Set(made.comments.map((c) => ('label' in c.target ? c.target.label : ''))).size).toBeGreaterThan(25);
    expect(new Set(made.comments.map((c) => c.text)).size).toBe(40);
    expect(new Set(made.opinions.map((o) => o.text)).size).toBeGreaterThan(95);
  });

  it('refuses to report to nobody', () => {
    expect(() => invent(sample, [])).toThrow(RangeError);
  });

  it('finds something to say about one article, and about none', () => {
    const one = parseText('某决定\n第一条　本市设立母亲河保护日，每年六月五日开展活动。\n');
    expect(one.provisions).toHaveLength(1);
    expectSound(one, invent(one, ['甲']));
    expect(invent(one, ['甲']).comments.length).toBeGreaterThan(0);
    const none = parseText('');
    const made = invent(none, ['甲']);
    expectSound(none, made);
    expect([made.opinions.length, made.comments.length, made.setAside.length]).toEqual([24, 0, 24]);
  });

  it('is sound for any seed and any part of a text', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.subarray(sample.provisions),
        fc.integer({ min: 1, max: 9 }),
        (seed, provisions, points) => {
          const tree = { ...sample, provisions };
          expectSound(
            tree,
            invent(
              tree,
              Array.from({ length: points }, (_, i) => `p${i}`),
              seed,
            ),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('decide', () => {
  const made = invent(sample, KEYS);
  const article = made.comments.filter((c) => c.target.kind === 'article');

  it('adopts only where the words changed and the article lives on, and proves it', () => {
    const outcomes = new Map<string, number>();
    for (const comment of article) {
      expect(decide(comment, { textChanged: false, newLabel: '第九条' }).outcome).toBe('NOT_ADOPTED');
      expect(decide(comment, { textChanged: true, newLabel: null }).outcome).toBe('NOT_ADOPTED');
      const decision = decide(comment, { textChanged: true, newLabel: '第九百条' });
      outcomes.set(decision.outcome, (outcomes.get(decision.outcome) ?? 0) + 1);
      if (decision.outcome === 'NOT_ADOPTED')
        expect([decision.evidence, decision.reasonClass === null]).toEqual([undefined, false]);
      else expect([decision.evidence, decision.reasonClass]).toEqual([{ articles: ['第九百条'] }, null]);
      expect(decide(comment, { textChanged: true, newLabel: '第九百条' })).toEqual(decision);
    }
    expect(new Set(outcomes.keys())).toEqual(new Set(['ADOPTED', 'PARTIALLY_ADOPTED', 'NOT_ADOPTED']));
    expect(outcomes.get('NOT_ADOPTED') ?? 0).toBeGreaterThan(article.length / 3);
  });

  it('never adopts what names no article, and gives many reasons', () => {
    const [first] = made.comments;
    const whole: InventedComment = {
      key: 'x',
      contactPoint: '甲',
      opinions: [],
      text: '',
      ...first,
      target: { kind: 'whole' },
    };
    expect(decide(whole, { textChanged: true, newLabel: '第一条' }).outcome).toBe('NOT_ADOPTED');
    const classes = new Set(made.comments.map((c) => decide(c, { textChanged: false, newLabel: null }).reasonClass));
    expect(classes.has(null)).toBe(false);
    expect(classes.size).toBeGreaterThanOrEqual(5);
  });
});

describeCorpus('invent over real laws', () => {
  const slugs = readdirSync(join(corpusDir, 'texts')).sort();
  it.each(slugs)('%s', (slug) => {
    for (const file of readdirSync(join(corpusDir, 'texts', slug))) {
      const tree = parseText(readFileSync(join(corpusDir, 'texts', slug, file), 'utf8'));
      const made = invent(tree, KEYS);
      expectSound(tree, made);
      expect(made.opinions.length).toBe(
        Math.min(120, 24 + 4 * tree.provisions.filter((p) => p.kind !== 'annex').length),
      );
      expect(made.comments.length).toBeGreaterThanOrEqual(Math.min(40, tree.provisions.length));
    }
  });

  it('spreads over a code of 1,260 articles', () => {
    const tree = parseText(readFileSync(join(corpusDir, 'texts', 'minfadian', '2020-05-28.txt'), 'utf8'));
    expect(tree.provisions.length).toBe(1260);
    const { comments } = invent(tree, KEYS);
    const numbers = comments.map(({ target }) =>
      tree.provisions.findIndex((p) => 'label' in target && p.label === target.label),
    );
    expect(new Set(numbers.map((n) => Math.floor(n / 210))).size).toBe(6);
  });
});
