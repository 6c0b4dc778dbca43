import { draftKinds, draftLife, nextSequence } from '../../../src/authoring/drafts/draft.rules.js';
import { draftStateWords } from '../../../src/authoring/drafts/draft.words.js';
import { expectGrid } from '../../support/grid.js';

describe('the life of a draft 稿', () => {
  it('is this table and no other', () => {
    expectGrid(
      draftLife,
      `
                    correct   check    publish    supersede   takeDown    restore
        IMPORTED    IMPORTED  CHECKED  ·          ·           ·           ·
        CHECKED     IMPORTED  CHECKED  PUBLISHED  ·           ·           ·
        PUBLISHED   ·         ·        ·          SUPERSEDED  TAKEN_DOWN  ·
        SUPERSEDED  ·         ·        ·          ·           TAKEN_DOWN  ·
        TAKEN_DOWN  ·         ·        ·          ·           ·           PUBLISHED`,
    );
  });

  it('has a word for every state, and no two alike', () => {
    expect(new Set(Object.values(draftStateWords)).size).toBe(draftLife.states.length);
  });
});

describe('the order of the texts of a regulation', () => {
  it('gives the law in force 0, once', () => {
    expect(nextSequence('IN_FORCE', [])).toBe(0);
    expect(nextSequence('IN_FORCE', [1, 2])).toBe(0);
    expect(nextSequence('IN_FORCE', [0])).toBeNull();
  });

  it.each(draftKinds.filter((k) => k !== 'IN_FORCE'))('puts a %s after the last one', (kind) => {
    expect(nextSequence(kind, [])).toBe(1);
    expect(nextSequence(kind, [0])).toBe(1);
    expect(nextSequence(kind, [0, 3, 1])).toBe(4);
  });
});
