import { firstMisplaced, masked, type MaskSpan } from '../../src/opinions/mask.rules.js';

const said = { text: '找张三，电话一三八\n谢谢', proposedWording: '𠮷野家旁边', reason: null };
const span = (field: MaskSpan['field'], from: number, to: number): MaskSpan => ({ field, from, to });

describe('what is covered', () => {
  it('is covered character by character, the line break stays', () => {
    expect(masked(said, [span('TEXT', 1, 3)]).text).toBe('找＊＊，电话一三八\n谢谢');
    expect(masked(said, [span('TEXT', 6, 12)]).text).toBe('找张三，电话＊＊＊\n＊＊');
    expect(masked(said, [span('TEXT', 1, 3), span('TEXT', 2, 4)]).text).toBe('找＊＊＊电话一三八\n谢谢');
  });
  it('counts a character outside the basic plane as one', () => {
    expect(masked(said, [span('PROPOSED_WORDING', 0, 1)]).proposedWording).toBe('＊野家旁边');
    expect(masked(said, [span('PROPOSED_WORDING', 1, 5)]).proposedWording).toBe('𠮷＊＊＊＊');
  });
  it('is of its own field, and what was not said stays unsaid', () => {
    expect(masked(said, [span('TEXT', 0, 12)])).toEqual({
      text: '＊＊＊＊＊＊＊＊＊\n＊＊',
      proposedWording: '𠮷野家旁边',
      reason: null,
    });
    expect(masked(said, [])).toEqual(said);
  });
});

describe('a span that does not fit', () => {
  it.each([
    [[span('TEXT', 0, 12)], null],
    [[span('TEXT', 0, 13)], 0],
    [[span('TEXT', -1, 2)], 0],
    [[span('TEXT', 2, 2)], 0],
    [[span('TEXT', 3, 2)], 0],
    [[span('PROPOSED_WORDING', 0, 5)], null],
    // six UTF-16 units, five characters
    [[span('PROPOSED_WORDING', 0, 6)], 0],
    [[span('REASON', 0, 1)], 0],
    [[span('TEXT', 0, 1), span('REASON', 0, 1)], 1],
    [[], null],
  ] as const)('%j: the first is %s', (spans, at) => {
    expect(firstMisplaced(said, spans)).toBe(at);
  });
});
