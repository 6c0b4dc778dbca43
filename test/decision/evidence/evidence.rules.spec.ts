import fc from 'fast-check';
import {
  type AskedChange,
  type ChangedArticle,
  isHeldBack,
  LIKE_ENOUGH,
  likeness,
  PLACES_NEARBY,
  proposeEvidence,
} from '../../../src/decision/evidence/evidence.rules.js';

const changed = (o: string | null, n: string | null, inserted: string, ordinal: number | null = 0): ChangedArticle => ({
  oldProvisionId: o,
  newProvisionId: n,
  ordinal: n === null ? null : ordinal,
  changes: [
    { type: 'same', text: '使用单位' },
    { type: 'insert', text: inserted },
  ],
});
const asked = (more: Partial<AskedChange> = {}): AskedChange => ({
  targetKind: 'ARTICLE',
  provisionId: 'o5',
  heirOrdinals: [4],
  words: '应当设置无障碍坡道',
  ...more,
});

describe('likeness', () => {
  it('is 0 where there is nothing to compare, 1 for the same words, and leaves marks and blanks out', () => {
    expect(likeness('', '应当')).toBe(0);
    expect(likeness('应', '应')).toBe(0);
    expect(likeness('应当设置坡道', '应当设置坡道')).toBe(1);
    expect(likeness('应当，设置 坡道。', '应当设置坡道')).toBe(1);
    expect(likeness('应当设置坡道', '物业费按季缴纳')).toBe(0);
  });

  it('is never below 0, is never over 1 for a wish no longer than the words', () => {
    const words = fc.string({ unit: fc.constantFrom(...'应当设置无障碍坡道，。 '), maxLength: 12 });
    fc.assert(
      fc.property(words, words, (w, g) => {
        expect(likeness(w, g)).toBeGreaterThanOrEqual(0);
        expect(likeness(w, w + g)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('finds a short wish in a long new article', () => {
    expect(
      likeness('设置无障碍坡道', `${'使用单位应当建立安全管理制度并向业主公布，'.repeat(5)}设置无障碍坡道。`),
    ).toBe(1);
  });
});

describe('proposed evidence', () => {
  it('is the change of the article it is about, whatever the words', () => {
    const found = proposeEvidence(asked(), [
      changed('o5', 'n6', '完全不同的话'),
      changed('o7', 'n8', '应当设置无障碍坡道', 7),
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ article: { oldProvisionId: 'o5' }, score: 0.5 });
  });

  it('is every part of a split, likest first, at most three', () => {
    const parts = ['', '应当设置', '应当设置无障碍坡道', '坡道'].map((t, i) => changed('o5', `n${i}`, t, i));
    const found = proposeEvidence(asked(), parts);
    expect(found).toHaveLength(3);
    expect(found[0]?.article.newProvisionId).toBe('n2');
  });

  it('where its article did not change, is the article whose new words are like the wish', () => {
    expect(
      proposeEvidence(asked(), [
        changed('o7', 'n8', '应当设置无障碍坡道', 7),
        changed('o9', 'n9', '毫不相干的内容', 8),
      ]).map((f) => f.article.newProvisionId),
    ).toEqual(['n8']);
    expect(proposeEvidence(asked(), [changed('o9', 'n9', '毫不相干的内容')])).toEqual([]);
  });

  it('of a new article, is a new one only; near its neighbour counts', () => {
    const wish = asked({ targetKind: 'NEW_ARTICLE_AFTER' });
    expect(proposeEvidence(wish, [changed('o7', 'n8', wish.words)])).toEqual([]);
    const [near, far] = [
      changed(null, 'near', '毫不相干的内容', 4 + PLACES_NEARBY),
      changed(null, 'far', '毫不相干的内容', 5 + PLACES_NEARBY),
    ];
    expect(proposeEvidence(wish, [near, far]).map((f) => f.article.newProvisionId)).toEqual(['near']);
    expect(proposeEvidence(wish, [{ ...near, ordinal: 4 }])).toEqual([]);
  });

  it('of a wish for the whole text, is judged by the words alone', () => {
    for (const targetKind of ['WHOLE', 'UNKNOWN'] as const) {
      expect(
        proposeEvidence(asked({ targetKind, provisionId: null, heirOrdinals: [] }), [
          changed('o5', 'n5', '应当设置无障碍坡道'),
          changed('o6', 'n6', '别的话'),
        ]),
      ).toHaveLength(1);
    }
  });

  it('never falls below the bound, and is in order', () => {
    const articles = fc.array(
      fc
        .record({
          o: fc.option(fc.constantFrom('o1', 'o5')),
          text: fc.string({ unit: fc.constantFrom(...'应当设置无障碍坡道'), maxLength: 8 }),
          at: fc.nat(9),
        })
        .map((a) => changed(a.o, `n${a.at}`, a.text, a.at)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(articles, fc.constantFrom('ARTICLE', 'NEW_ARTICLE_AFTER', 'WHOLE', 'UNKNOWN'), (list, targetKind) => {
        const scores = proposeEvidence(asked({ targetKind }), list).map((f) => f.score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect(scores.every((s) => s >= LIKE_ENOUGH)).toBe(true);
        expect(scores.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('what holds a letter back', () => {
  it.each(
    ['ADOPTED', 'PARTIALLY_ADOPTED', 'NOT_ADOPTED', ''].flatMap((outcome) =>
      [0, 1].flatMap((confirmed) => [null, '', ' ', '见实施细则'].map((words) => [outcome, confirmed, words] as const)),
    ),
  )('%s with %d confirmed and %j', (outcome, confirmed, words) => {
    expect(isHeldBack(outcome, confirmed, words)).toBe(
      outcome.endsWith('ADOPTED') && outcome !== 'NOT_ADOPTED' && confirmed === 0 && words !== '见实施细则',
    );
  });
});
