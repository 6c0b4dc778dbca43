import {
  draftKinds,
  draftLife,
  judgeNoted,
  nextSequence,
  restoring,
  takenSequences,
} from '../../../src/authoring/drafts/draft.rules.js';
import { draftStateWords } from '../../../src/authoring/drafts/draft.words.js';
import { expectGrid } from '../../support/grid.js';

describe('the life of a draft 稿', () => {
  it('is this table and no other', () => {
    expectGrid(
      draftLife,
      `
                    correct   setScope  check    publish    supersede   takeDown    restore    restoreSuperseded  rectify     drop
        IMPORTED    IMPORTED  IMPORTED  CHECKED  ·          ·           ·           ·          ·                  ·           DROPPED
        CHECKED     IMPORTED  CHECKED   CHECKED  PUBLISHED  ·           ·           ·          ·                  ·           DROPPED
        PUBLISHED   ·         ·         ·        ·          SUPERSEDED  TAKEN_DOWN  ·          ·                  PUBLISHED   ·
        SUPERSEDED  ·         ·         ·        ·          ·           TAKEN_DOWN  ·          ·                  SUPERSEDED  ·
        TAKEN_DOWN  ·         ·         ·        ·          ·           ·           PUBLISHED  SUPERSEDED         ·           ·
        DROPPED     ·         ·         ·        ·          ·           ·           ·          ·                  ·           ·`,
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

describe('a dropped text', () => {
  const dropped = [
    { sequence: 0, state: 'DROPPED' },
    { sequence: 2, state: 'DROPPED' },
    { sequence: 1, state: 'PUBLISHED' },
  ] as const;
  it('makes room for another law in force, and keeps its number from other texts', () => {
    expect(nextSequence('IN_FORCE', takenSequences('IN_FORCE', dropped))).toBe(0);
    expect(nextSequence('DRAFT', takenSequences('DRAFT', dropped))).toBe(3);
    const taken = [{ sequence: 0, state: 'TAKEN_DOWN' }] as const;
    expect(nextSequence('IN_FORCE', takenSequences('IN_FORCE', taken))).toBeNull();
  });
});

describe('a text that was taken down', () => {
  const at = new Date('2026-03-01');
  const text = (kind: (typeof draftKinds)[number], sequence: number, publishedAt: Date | null = at) => ({
    kind,
    scope: 'PUBLIC' as const,
    sequence,
    publishedAt,
  });
  it.each([
    // it, the others, how it comes back
    [text('DRAFT', 2), [text('CONSULTATION_DRAFT', 1)], 'restore'],
    [text('DRAFT', 2), [text('SECOND_READING_DRAFT', 3)], 'restoreSuperseded'],
    [text('DRAFT', 2), [text('SECOND_READING_DRAFT', 3, null)], 'restore'],
    [text('IN_FORCE', 0), [text('DRAFT', 1)], 'restore'],
    [text('IN_FORCE', 0), [text('DRAFT', 1), text('PROMULGATED', 2)], 'restoreSuperseded'],
    [text('DRAFT', 2), [], 'restore'],
    [text('DRAFT', 2), [{ ...text('SECOND_READING_DRAFT', 3), scope: 'INTERNAL' }], 'restore'],
  ] as const)('%j beside %j: %s', (draft, others, command) => {
    expect(restoring(draft, others)).toBe(command);
  });

  it('can be noted 199 times, and taken down once more', () => {
    expect(judgeNoted('rectify', 198)).toBeNull();
    expect(judgeNoted('rectify', 199)).toMatchObject({ code: 'TOO_MANY_CHANGES' });
    expect(judgeNoted('restore', 199)).toMatchObject({ code: 'TOO_MANY_CHANGES' });
    expect(judgeNoted('takeDown', 199)).toBeNull();
  });
});
