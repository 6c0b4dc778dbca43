import {
  commentCommands,
  commentStates,
  commentStateWords,
  isVerbatim,
  nextCommentState,
} from '../../src/comments/comment.rules.js';
import { expectGrid } from '../support/grid.js';

describe('the life of a comment 报送意见', () => {
  it('is this table and no other', () => {
    expectGrid(
      { states: commentStates, commands: commentCommands, next: nextCommentState },
      `
                  revise    report    return    propose   unpropose  sign    release   answer    reopen
        DRAFTED   DRAFTED   REPORTED  ·         ·         ·          ·       ·         ·         ·
        REPORTED  ·         ·         RETURNED  PROPOSED  ·          ·       ·         ·         ·
        RETURNED  RETURNED  REPORTED  ·         ·         ·          ·       ·         ·         ·
        PROPOSED  ·         ·         RETURNED  PROPOSED  REPORTED   SIGNED  ·         ·         ·
        SIGNED    ·         ·         ·         ·         ·          ·       RELEASED  ·         REOPENED
        RELEASED  ·         ·         ·         ·         ·          ·       ·         ANSWERED  REOPENED
        ANSWERED  ·         ·         ·         ·         ·          ·       ·         ·         REOPENED
        REOPENED  ·         ·         ·         PROPOSED  ·          ·       ·         ·         ·`,
    );
  });

  it('shows a contact point no difference between proposed and signed: neither is public', () => {
    expect(commentStateWords.PROPOSED).toBe(commentStateWords.SIGNED);
    expect(new Set(commentStates.filter((s) => s !== 'SIGNED').map((s) => commentStateWords[s])).size).toBe(
      commentStates.length - 1,
    );
  });
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
