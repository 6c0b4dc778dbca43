import { letterStateWords } from '../../src/feedback/feedback.words.js';
import { isHandedOver, isValid, judgeLetterHands, letterLife } from '../../src/feedback/letter.rules.js';
import { documentNumber } from '../../src/papers/document-number.rules.js';
import { expectGrid } from '../support/grid.js';

describe('the life of a letter 采纳情况反馈函', () => {
  it('is this table and no other', () => {
    expectGrid(
      letterLife,
      `
                    finalise   return    sign    seal    deliver    acknowledge  reply    void    supersede
        COMPOSED    FINALISED  ·         ·       ·       ·          ·            ·        VOIDED  ·
        FINALISED   ·          RETURNED  SIGNED  ·       ·          ·            ·        VOIDED  ·
        SIGNED      ·          ·         ·       SEALED  DELIVERED  ·            ·        VOIDED  ·
        SEALED      ·          ·         ·       ·       DELIVERED  ·            ·        VOIDED  ·
        DELIVERED   ·          ·         ·       ·       ·          RECEIVED     ·        ·       ·
        RECEIVED    ·          ·         ·       ·       ·          ·            REPLIED  ·       ·
        REPLIED     ·          ·         ·       ·       ·          ·            ·        ·       ·
        RETURNED    FINALISED  ·         ·       ·       ·          ·            ·        VOIDED  SUPERSEDED
        VOIDED      ·          ·         ·       ·       ·          ·            ·        ·       ·
        SUPERSEDED  ·          ·         ·       ·       ·          ·            ·        ·       ·`,
    );
  });

  it('says in which states a letter answers, and in which its contact point has it', () => {
    expect(letterLife.states.filter(isValid)).toEqual([
      'COMPOSED',
      'FINALISED',
      'SIGNED',
      'SEALED',
      'DELIVERED',
      'RECEIVED',
      'REPLIED',
    ]);
    expect(letterLife.states.filter(isHandedOver)).toEqual(['DELIVERED', 'RECEIVED', 'REPLIED']);
  });

  it('has a word for every state, and no two alike', () => {
    expect(new Set(Object.values(letterStateWords)).size).toBe(letterLife.states.length);
  });
});

describe('the number of a letter', () => {
  it('is written as GB/T 9704-2012, 7.2.5 wants it', () => {
    expect(documentNumber('云人常法工函', 2026, 1)).toBe('云人常法工函〔2026〕1号');
    expect(documentNumber('云人常法工函', 2027, 120)).toBe('云人常法工函〔2027〕120号');
  });

  it('is not given by whoever prepared the letter', () => {
    expect(judgeLetterHands('a', 'a')).toMatchObject({ code: 'SAME_PERSON' });
    expect(judgeLetterHands('b', 'a')).toBeNull();
  });
});
