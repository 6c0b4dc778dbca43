import {
  commentLife,
  isVerbatim,
  isWithItsMaker,
  isUndecided,
  placeOfComment,
  takingBack,
} from '../../src/comments/comment.rules.js';
import { commentStageWords, commentStateWords } from '../../src/comments/comment.words.js';
import { expectGrid } from '../support/grid.js';

describe('the life of a comment 报送意见', () => {
  it('is this table and no other', () => {
    expectGrid(
      commentLife,
      `
                  revise    report    return    propose   strike    list      sign    release   answer    reopen    takeApart  drop     file      unpropose  unproposeAgain  unproposeReopened
        DRAFTED   DRAFTED   REPORTED  ·         ·         ·         ·         ·       ·         ·         ·         DRAFTED    DROPPED  ·         ·          ·               ·
        REPORTED  REPORTED  ·         RETURNED  PROPOSED  ·         ·         ·       ·         ·         ·         ·          DROPPED  REPORTED  ·          ·               ·
        RETURNED  RETURNED  REPORTED  ·         ·         ·         ·         ·       ·         ·         ·         RETURNED   DROPPED  ·         ·          ·               ·
        PROPOSED  ·         ·         RETURNED  PROPOSED  REPORTED  PROPOSED  SIGNED  ·         ·         ·         ·          ·        PROPOSED  REPORTED   PROPOSED        REOPENED
        SIGNED    ·         ·         ·         ·         ·         ·         ·       RELEASED  ·         REOPENED  ·          ·        ·         ·          ·               ·
        RELEASED  ·         ·         ·         ·         ·         ·         ·       ·         ANSWERED  REOPENED  ·          ·        ·         ·          ·               ·
        ANSWERED  ·         ·         ·         ·         ·         ·         ·       ·         ·         REOPENED  ·          ·        ·         ·          ·               ·
        REOPENED  ·         ·         ·         PROPOSED  ·         ·         ·       ·         ·         ·         ·          ·        REOPENED  ·          ·               ·
        DROPPED   ·         ·         ·         ·         ·         ·         ·       ·         ·         ·         ·          ·        ·         ·          ·               ·`,
    );
  });

  it('shows a contact point no difference between proposed and signed: neither is public', () => {
    expect(commentStageWords.PROPOSED).toBe(commentStageWords.SIGNED);
    expect(new Set(Object.values(commentStageWords)).size).toBe(commentLife.states.length - 1);
    expect(new Set(Object.values(commentStateWords)).size).toBe(commentLife.states.length);
  });
});

it('a proposal that is taken back leaves the comment where it stood before it', () => {
  expect(commentLife.next('PROPOSED', takingBack('REPORTED'))).toBe('REPORTED');
  expect(commentLife.next('PROPOSED', takingBack('PROPOSED'))).toBe('PROPOSED');
  expect(commentLife.next('PROPOSED', takingBack('REOPENED'))).toBe('REOPENED');
});

it('the office has a comment where it filed it, else where it says itself that it belongs', () => {
  const said = { targetKind: 'NEW_ARTICLE_AFTER', provisionId: 'a' } as const;
  expect(placeOfComment(said, null)).toEqual(said);
  expect(placeOfComment({ targetKind: 'UNKNOWN', provisionId: null }, 'b')).toEqual({
    targetKind: 'ARTICLE',
    provisionId: 'b',
  });
});

it('whoever made a comment has it at hand until it is reported; the office, what it made itself, also then', () => {
  expect(commentLife.states.filter((s) => !isWithItsMaker(s, false))).toEqual(['REPORTED']);
  expect(commentLife.states.filter((s) => !isWithItsMaker(s, true))).toEqual([]);
});

describe('原文报送', () => {
  const none = { text: null, proposedWording: null, reason: null };
  it.each([
    [1, none, true],
    [2, none, false],
    [0, none, false],
    [1, { ...none, text: '改' }, false],
    [1, { ...none, proposedWording: '改' }, false],
    [1, { ...none, reason: '因' }, false],
  ] as const)('%d opinions with %j: %s', (count, own, verbatim) => {
    expect(isVerbatim(count, own)).toBe(verbatim);
  });
});

it('waits for a decision until it is signed, again once it is taken up again, and never once it was dropped', () => {
  expect(commentLife.states.filter(isUndecided)).toEqual(['DRAFTED', 'REPORTED', 'RETURNED', 'PROPOSED', 'REOPENED']);
});
