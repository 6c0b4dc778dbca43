import { carry, type Heir } from '../../../src/decision/carry-over/carry-over.rules.js';

const heir = (more: Partial<Heir> = {}): Heir => ({
  provisionId: 'n1',
  relation: 'unchanged',
  score: 1,
  numberChanged: false,
  quote: undefined,
  ...more,
});
const at = { start: 3, end: 7, score: 0.9 };
const article = { provisionId: 'o1', quoteExact: null };
const quoting = { provisionId: 'o1', quoteExact: '每日检查' };

describe('where a comment goes in a new text', () => {
  it('about no article, it stays what it is', () => {
    expect(carry({ provisionId: null, quoteExact: null }, [])).toMatchObject({
      result: 'CARRIED',
      provisionId: null,
      score: 1,
    });
  });

  it.each([
    ['unchanged', false, 'CARRIED'],
    ['modified', false, 'CARRIED'],
    ['unchanged', true, 'MOVED'],
    ['renumbered', true, 'MOVED'],
    ['modified', true, 'MOVED'],
    ['moved', false, 'MOVED'],
    ['split', false, 'MOVED'],
    ['merged', false, 'MOVED'],
  ] as const)('its article %s (another number: %s): %s', (relation, numberChanged, result) => {
    expect(carry(article, [heir({ relation, numberChanged })])).toMatchObject({ result, provisionId: 'n1' });
    expect(carry(quoting, [heir({ relation, numberChanged, quote: at })])).toMatchObject({
      result,
      provisionId: 'n1',
      quoteStart: 3,
      quoteEnd: 7,
    });
  });

  it.each([
    [true, '新稿删去了这一条'],
    [false, '新稿里没有找到这一条的去处'],
  ])(
    'with its article gone it is an orphan; that it was deleted is said where somebody said so: %s',
    (said, reason) => {
      expect(carry(article, [], said)).toEqual({
        result: 'ORPHANED',
        provisionId: null,
        quoteStart: null,
        quoteEnd: null,
        score: 0,
        reason,
      });
    },
  );

  it('with its quote gone it is an orphan that knows where its article is', () => {
    expect(carry(quoting, [heir({ quote: null })])).toMatchObject({
      result: 'ORPHANED',
      provisionId: 'n1',
      quoteStart: null,
    });
  });

  it('goes with its quote into the part of a split that has it, though another part is likelier', () => {
    expect(
      carry(quoting, [
        heir({ relation: 'split', score: 0.9, quote: null }),
        heir({ provisionId: 'n2', relation: 'split', score: 0.2, quote: at }),
      ]),
    ).toMatchObject({ result: 'MOVED', provisionId: 'n2' });
    expect(
      carry(quoting, [
        heir({ score: 0.9, quote: { ...at, score: 0.7 } }),
        heir({ provisionId: 'n2', score: 0.2, quote: at }),
      ]),
    ).toMatchObject({ provisionId: 'n2' });
  });

  it('without a quote goes with the likest heir, which stands first', () => {
    expect(
      carry(article, [heir({ provisionId: 'n2', relation: 'split', score: 0.7 }), heir({ score: 0.3 })]),
    ).toMatchObject({ provisionId: 'n2', score: 0.7 });
  });
});
